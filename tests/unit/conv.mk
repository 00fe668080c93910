# Conversions: tables of cases in data/; the grids are written by the scripts beside them.
EXTRA_DIST += \
	%D%/data/grid_common.py \
	%D%/data/sql_to_c.tsv %D%/data/sql_to_c_grid.py %D%/data/sql_to_c_grid.tsv
unit_tests += %D%/test_conv_sql_to_c
tests_unit_test_conv_sql_to_c_SOURCES = %D%/test_conv_sql_to_c.c %D%/conv_table.c %D%/conv_table.h
tests_unit_test_conv_sql_to_c_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conv_sql_to_c_LDADD = $(unit_ldadd)
