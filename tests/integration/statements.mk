# Statements, cursors, transactions, diagnostics: each a program of one file.
integration_tests += %D%/test_getdata
tests_integration_test_getdata_SOURCES = %D%/test_getdata.c
tests_integration_test_getdata_CPPFLAGS = $(integration_cppflags)
tests_integration_test_getdata_LDADD = $(integration_ldadd)

integration_tests += %D%/test_scroll
tests_integration_test_scroll_SOURCES = %D%/test_scroll.c
tests_integration_test_scroll_CPPFLAGS = $(integration_cppflags)
tests_integration_test_scroll_LDADD = $(integration_ldadd)

integration_tests += %D%/test_results
tests_integration_test_results_SOURCES = %D%/test_results.c
tests_integration_test_results_CPPFLAGS = $(integration_cppflags)
tests_integration_test_results_LDADD = $(integration_ldadd)

integration_tests += %D%/test_transactions
tests_integration_test_transactions_SOURCES = %D%/test_transactions.c
tests_integration_test_transactions_CPPFLAGS = $(integration_cppflags)
tests_integration_test_transactions_LDADD = $(integration_ldadd)

integration_tests += %D%/test_errors
tests_integration_test_errors_SOURCES = %D%/test_errors.c
tests_integration_test_errors_CPPFLAGS = $(integration_cppflags)
tests_integration_test_errors_LDADD = $(integration_ldadd)

integration_tests += %D%/test_connect
tests_integration_test_connect_SOURCES = %D%/test_connect.c
tests_integration_test_connect_CPPFLAGS = $(integration_cppflags)
tests_integration_test_connect_LDADD = $(integration_ldadd)

integration_tests += %D%/test_odbc2
tests_integration_test_odbc2_SOURCES = %D%/test_odbc2.c
tests_integration_test_odbc2_CPPFLAGS = $(integration_cppflags)
tests_integration_test_odbc2_LDADD = $(integration_ldadd)

integration_tests += %D%/test_functions
tests_integration_test_functions_SOURCES = %D%/test_functions.c
tests_integration_test_functions_CPPFLAGS = $(integration_cppflags)
tests_integration_test_functions_LDADD = $(integration_ldadd)

integration_tests += %D%/test_special_values
tests_integration_test_special_values_SOURCES = %D%/test_special_values.c
tests_integration_test_special_values_CPPFLAGS = $(integration_cppflags)
tests_integration_test_special_values_LDADD = $(integration_ldadd)

integration_tests += %D%/test_columns
tests_integration_test_columns_SOURCES = %D%/test_columns.c
tests_integration_test_columns_CPPFLAGS = $(integration_cppflags)
tests_integration_test_columns_LDADD = $(integration_ldadd)
