# Programs that print figures; `make bench` builds and runs them, `make check` does not.
bench_programs = %D%/bench_pool
EXTRA_PROGRAMS = $(bench_programs)
CLEANFILES += $(bench_programs)

tests_bench_bench_pool_SOURCES = %D%/bench_pool.c
tests_bench_bench_pool_LDADD = libdriver.la libpool.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)

.PHONY: bench
bench: $(bench_programs)
	@for program in $(bench_programs); do ./$$program || exit 1; done
