# Programs that print figures; `make bench` builds and runs them, `make check` does not.
bench_programs = %D%/bench_pool
EXTRA_PROGRAMS = $(bench_programs)
CLEANFILES += $(bench_programs)

tests_bench_bench_pool_SOURCES = %D%/bench_pool.c
tests_bench_bench_pool_LDADD = libdriver.la libpool.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)

EXTRA_DIST += %D%/bench.h %D%/server.sh
EXTRA_PROGRAMS += %D%/bench_odbc
EXTRA_DIST += %D%/odbc.sh
CLEANFILES += %D%/bench_odbc
tests_bench_bench_odbc_SOURCES = %D%/bench_odbc.c
tests_bench_bench_odbc_CPPFLAGS = $(AM_CPPFLAGS) $(ODBC_CFLAGS)
tests_bench_bench_odbc_LDADD = $(ODBC_LIBS)

EXTRA_PROGRAMS += %D%/bench_catalog
EXTRA_DIST += %D%/catalog.sh
CLEANFILES += %D%/bench_catalog
tests_bench_bench_catalog_SOURCES = %D%/bench_catalog.c
tests_bench_bench_catalog_CPPFLAGS = $(AM_CPPFLAGS) $(ODBC_CFLAGS)
tests_bench_bench_catalog_LDADD = $(ODBC_LIBS)

EXTRA_PROGRAMS += %D%/bench_array
EXTRA_DIST += %D%/array.sh
CLEANFILES += %D%/bench_array
tests_bench_bench_array_SOURCES = %D%/bench_array.c
tests_bench_bench_array_CPPFLAGS = $(AM_CPPFLAGS) $(ODBC_CFLAGS)
tests_bench_bench_array_LDADD = $(ODBC_LIBS)

.PHONY: bench bench-odbc bench-catalog bench-array
bench: $(bench_programs)
	@for program in $(bench_programs); do ./$$program || exit 1; done
bench-odbc: shiftpoolodbc.la %D%/bench_odbc
	@$(srcdir)/%D%/odbc.sh
bench-catalog: shiftpoolodbc.la %D%/bench_catalog
	@$(srcdir)/%D%/catalog.sh
bench-array: shiftpoolodbc.la %D%/bench_array
	@$(srcdir)/%D%/array.sh
