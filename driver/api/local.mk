# The exported entry points and the module they make.
odbcdir = $(libdir)/odbc
odbc_LTLIBRARIES = shiftpoolodbc.la shiftpoolodbca.la
entry_sources = \
	%D%/entry.c %D%/entry.h \
	%D%/entry_a.c \
	%D%/entry_handle.c \
	%D%/entry_stmt.c \
	%D%/entry_text.inc
shiftpoolodbc_la_SOURCES = $(entry_sources) %D%/entry_w.c
shiftpoolodbc_la_LIBADD = libdriver.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)
shiftpoolodbc_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-Wl,--version-script=$(top_srcdir)/driver/driver.map \
	-Wl,-Bsymbolic-functions -Wl,-z,nodelete $(NO_UNDEFINED) -Wl,-z,now -Wl,-z,relro
shiftpoolodbc_la_DEPENDENCIES = libdriver.la $(top_srcdir)/driver/driver.map

# The same without the entry points for UTF-16.  iODBC's wide characters have four
# bytes; given a driver that has none it converts them itself.
shiftpoolodbca_la_SOURCES = $(entry_sources)
shiftpoolodbca_la_LIBADD = $(shiftpoolodbc_la_LIBADD)
shiftpoolodbca_la_LDFLAGS = $(shiftpoolodbc_la_LDFLAGS)
shiftpoolodbca_la_DEPENDENCIES = $(shiftpoolodbc_la_DEPENDENCIES)
EXTRA_DIST += driver/driver.map driver/support.tsv
