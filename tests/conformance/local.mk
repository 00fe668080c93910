# Programs of others on the driver: what their users do every day.
client_tests = %D%/test_isql.sh %D%/test_register.sh %D%/test_pyodbc.py %D%/test_pyodbc_pool.py
TESTS += $(client_tests)
EXTRA_DIST += $(client_tests) %D%/client.py
