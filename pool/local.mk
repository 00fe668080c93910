# Sessions kept and lent.
noinst_LTLIBRARIES += libpool.la
libpool_la_SOURCES = %D%/list.h
