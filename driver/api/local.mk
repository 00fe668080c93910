# The exported entry points and the module they make.
odbcdir = $(libdir)/odbc
odbc_LTLIBRARIES = shiftpoolodbc.la shiftpoolodbca.la shiftpoolodbci.la
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

# For iODBC, whose wide characters have four bytes: the same with such ones, and the same
# without entry points for any, so that iODBC converts for programs that use them.
shiftpoolodbci_la_SOURCES = $(shiftpoolodbc_la_SOURCES) %D%/iodbc.c
shiftpoolodbci_la_LIBADD = $(shiftpoolodbc_la_LIBADD)
shiftpoolodbci_la_LDFLAGS = $(shiftpoolodbc_la_LDFLAGS)
shiftpoolodbci_la_DEPENDENCIES = $(shiftpoolodbc_la_DEPENDENCIES)
shiftpoolodbca_la_SOURCES = $(entry_sources)
shiftpoolodbca_la_LIBADD = $(shiftpoolodbc_la_LIBADD)
shiftpoolodbca_la_LDFLAGS = $(shiftpoolodbc_la_LDFLAGS)
shiftpoolodbca_la_DEPENDENCIES = $(shiftpoolodbc_la_DEPENDENCIES)
EXTRA_DIST += driver/driver.map driver/support.tsv
