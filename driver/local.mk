# The driver's convenience library, its layers, and the module made of them.
noinst_LTLIBRARIES += libdriver.la
libdriver_la_SOURCES =
libdriver_la_LIBADD = libpool.la
nodist_libdriver_la_SOURCES =

include driver/util/local.mk
include driver/conf/local.mk
include driver/sql/local.mk
include driver/conv/local.mk
include driver/catalog/local.mk
include driver/pg/local.mk
include driver/odbc/local.mk
include driver/api/local.mk
include driver/tool/local.mk
