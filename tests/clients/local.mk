# Programs of others on the driver: what their users do every day.
client_tests = %D%/test_isql.sh %D%/test_pyodbc.py %D%/test_pyodbc_pool.py %D%/test_pool_kill.py
EXTRA_DIST += $(client_tests) %D%/client.py
TESTS += $(client_tests)
