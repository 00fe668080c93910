# Sessions kept and lent.  Includes nothing of driver/, libpq or ODBC.
noinst_LTLIBRARIES += libpool.la
libpool_la_SOURCES = \
	%D%/list.h \
	%D%/pool.h \
	%D%/pool_failure.h \
	%D%/pool_session.h
