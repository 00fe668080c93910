# Programs of others on the driver: what their users do every day.
client_tests = %D%/test_isql.sh %D%/test_register.sh %D%/test_pyodbc.py %D%/test_pyodbc_pool.py %D%/test_manager_pool.py \
	%D%/test_poolers.py %D%/test_base.sh %D%/test_dbd.sh %D%/test_gdal.sh %D%/test_iodbc.py %D%/test_luasql.sh %D%/test_node.sh \
	%D%/test_pandas.py %D%/test_faults_redshift.py %D%/test_reflection_redshift.py %D%/test_types_redshift.py %D%/test_php.sh %D%/test_prolog.sh %D%/test_rodbc.sh %D%/test_sqlalchemy.py %D%/test_tdbc.sh
TESTS += $(client_tests)
EXTRA_DIST += $(client_tests) %D%/alchemy.py %D%/base.py %D%/client.py %D%/client.sh %D%/sample.sql %D%/sample_redshift.sql \
	%D%/dbd.pl %D%/luasql.lua %D%/node.js %D%/odbc.php %D%/odbc.prolog %D%/rodbc.R %D%/tdbc.tcl
