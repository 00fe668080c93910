# Conversions: tables of cases in data/; the grids are written by the scripts beside them.
EXTRA_DIST += \
	%D%/data/grid_common.py \
	%D%/data/sql_to_c.tsv %D%/data/sql_to_c_grid.py %D%/data/sql_to_c_grid.tsv \
	%D%/data/c_to_sql.tsv %D%/data/c_to_sql_grid.py %D%/data/c_to_sql_grid.tsv
unit_tests += %D%/test_conv_sql_to_c
tests_unit_test_conv_sql_to_c_SOURCES = %D%/test_conv_sql_to_c.c %D%/conv_table.c %D%/conv_table.h
tests_unit_test_conv_sql_to_c_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conv_sql_to_c_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conv_c_to_sql
tests_unit_test_conv_c_to_sql_SOURCES = %D%/test_conv_c_to_sql.c %D%/conv_table.c %D%/conv_table.h
tests_unit_test_conv_c_to_sql_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conv_c_to_sql_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conv_types
tests_unit_test_conv_types_SOURCES = %D%/test_conv_types.c %D%/unit.h
tests_unit_test_conv_types_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conv_types_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conv_parts
tests_unit_test_conv_parts_SOURCES = %D%/test_conv_parts.c %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_conv_parts_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conv_parts_LDADD = $(unit_ldadd)
tests_unit_test_conv_parts_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc

EXTRA_DIST += %D%/conv_locale.sh
if HAVE_CHECK
TESTS += %D%/conv_locale.sh
tests/unit/conv_locale.log: tests/unit/test_conv_sql_to_c tests/unit/test_conv_c_to_sql
endif

unit_tests += %D%/test_conv_random
tests_unit_test_conv_random_SOURCES = %D%/test_conv_random.c %D%/unit.h
tests_unit_test_conv_random_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conv_random_LDADD = $(unit_ldadd)
