# Fuzz targets, run over their corpus and its mutations by `make check`.  With
# clang: make CFLAGS='-g -fsanitize=fuzzer-no-link,address' and link the target
# with -fsanitize=fuzzer in place of replay.c.
fuzz_tests = %D%/fuzz_sql
check_PROGRAMS += $(fuzz_tests)
TESTS += $(fuzz_tests)

tests_fuzz_fuzz_sql_SOURCES = %D%/fuzz_sql.c %D%/replay.c
tests_fuzz_fuzz_sql_LDADD = libdriver.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)

EXTRA_DIST += \
	%D%/corpus/sql/call %D%/corpus/sql/comments %D%/corpus/sql/define %D%/corpus/sql/escapes \
	%D%/corpus/sql/functions %D%/corpus/sql/insert %D%/corpus/sql/literals \
	%D%/corpus/sql/redshift %D%/corpus/sql/select %D%/corpus/sql/strings
