# Unit tests of driver/sql.
unit_tests += %D%/test_sql_lexer
tests_unit_test_sql_lexer_SOURCES = %D%/test_sql_lexer.c %D%/unit.h
tests_unit_test_sql_lexer_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_lexer_LDADD = $(unit_ldadd)

unit_tests += %D%/test_sql_translate
tests_unit_test_sql_translate_SOURCES = %D%/test_sql_translate.c %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_sql_translate_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_translate_LDADD = $(unit_ldadd)
tests_unit_test_sql_translate_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc

unit_tests += %D%/test_sql_escape
tests_unit_test_sql_escape_SOURCES = %D%/test_sql_escape.c %D%/unit.h
tests_unit_test_sql_escape_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_escape_LDADD = $(unit_ldadd)

unit_tests += %D%/test_sql_statement
tests_unit_test_sql_statement_SOURCES = %D%/test_sql_statement.c %D%/unit.h
tests_unit_test_sql_statement_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_statement_LDADD = $(unit_ldadd)

unit_tests += %D%/test_sql_assign
tests_unit_test_sql_assign_SOURCES = %D%/test_sql_assign.c %D%/unit.h
tests_unit_test_sql_assign_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_assign_LDADD = $(unit_ldadd)

unit_tests += %D%/test_sql_dirt
tests_unit_test_sql_dirt_SOURCES = %D%/test_sql_dirt.c %D%/unit.h
tests_unit_test_sql_dirt_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_dirt_LDADD = $(unit_ldadd)

unit_tests += %D%/test_sql_functions
tests_unit_test_sql_functions_SOURCES = %D%/test_sql_functions.c %D%/unit.h
tests_unit_test_sql_functions_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_functions_LDADD = $(unit_ldadd)
EXTRA_DIST += tests/integration/scalar_functions.tsv

unit_tests += %D%/test_sql_parts
tests_unit_test_sql_parts_SOURCES = %D%/test_sql_parts.c %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_sql_parts_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_parts_LDADD = $(unit_ldadd)
tests_unit_test_sql_parts_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc

unit_tests += %D%/test_sql_multi_row
tests_unit_test_sql_multi_row_SOURCES = %D%/test_sql_multi_row.c %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_sql_multi_row_CPPFLAGS = $(unit_cppflags)
tests_unit_test_sql_multi_row_LDADD = $(unit_ldadd)
tests_unit_test_sql_multi_row_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
