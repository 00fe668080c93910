# The exported entry points and the module they make.
odbcdir = $(libdir)/odbc
odbc_LTLIBRARIES = shiftpoolodbc.la
shiftpoolodbc_la_SOURCES = \
	%D%/entry.c %D%/entry.h \
	%D%/entry_a.c \
	%D%/entry_handle.c \
	%D%/entry_stmt.c \
	%D%/entry_text.inc \
	%D%/entry_w.c
shiftpoolodbc_la_LIBADD = libdriver.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)
shiftpoolodbc_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-Wl,--version-script=$(top_srcdir)/driver/driver.map \
	-Wl,-Bsymbolic-functions -Wl,-z,nodelete $(NO_UNDEFINED) -Wl,-z,now -Wl,-z,relro
shiftpoolodbc_la_DEPENDENCIES = libdriver.la $(top_srcdir)/driver/driver.map
EXTRA_DIST += driver/driver.map driver/support.tsv
