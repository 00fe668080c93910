# The Redshift stand-in (README.md there).  It is compiled when it starts, since it
# needs the headers of a PostgreSQL 15 server, which the project does not.
standin_tests = %D%/refusals.py
EXTRA_DIST += $(standin_tests) %D%/README.md %D%/libpq.py %D%/refused.py %D%/run %D%/verify-on-cluster %D%/driver_queries.py \
	%D%/server/init.c %D%/server/settings.c %D%/server/utility.c %D%/server/query.c \
	%D%/server/types.c %D%/server/server.h \
	%D%/relay/main.c %D%/relay/loop.c %D%/relay/session.c %D%/relay/rewrite.c %D%/relay/show.c \
	%D%/relay/table.c %D%/relay/bytes.c %D%/relay/relay.h \
	%D%/sql/types.sql %D%/sql/functions.sql %D%/sql/dates.sql %D%/sql/pg_catalog.sql %D%/sql/svv.sql %D%/sql/show.sql \
	%D%/sql/samples.sql
TESTS += $(standin_tests)

# Tests of tests/integration and tests/clients, run on the stand-in too: tests/lib/run.
standin_suite =
standin_suite += %D%/suite/test_isql.standin %D%/suite/test_pyodbc.standin
standin_suite += %D%/suite/test_pyodbc_pool.standin %D%/suite/test_errors.standin
standin_suite += %D%/suite/test_getdata.standin %D%/suite/test_results.standin
standin_suite += %D%/suite/test_scroll.standin %D%/suite/test_transactions.standin
standin_suite += %D%/suite/test_connect.standin %D%/suite/test_odbc2.standin
standin_suite += %D%/suite/test_reset.standin %D%/suite/test_reset_user.standin %D%/suite/test_pool_mode.standin %D%/suite/test_async.standin
standin_suite += %D%/suite/test_states.standin %D%/suite/test_timeout.standin
standin_suite += %D%/suite/test_call.standin %D%/suite/test_catalog_names.standin
standin_suite += %D%/suite/test_columns.standin %D%/suite/test_dropin.standin
standin_suite += %D%/suite/test_functions.standin %D%/suite/test_param.standin
standin_suite += %D%/suite/test_special_values.standin %D%/suite/test_pandas.standin %D%/suite/test_oom.standin
standin_suite += %D%/suite/test_dbd.standin %D%/suite/test_rodbc.standin
standin_suite += %D%/suite/test_php.standin %D%/suite/test_luasql.standin
standin_suite += %D%/suite/test_tdbc.standin %D%/suite/test_prolog.standin
standin_suite += %D%/suite/test_node.standin %D%/suite/test_gdal.standin
standin_suite += %D%/suite/test_pool_stress.standin %D%/suite/test_locale.standin
standin_suite += %D%/suite/test_iodbc.standin %D%/suite/test_manager_pool.standin
standin_suite += %D%/suite/test_catalog.standin %D%/suite/test_catalog_keys.standin
standin_suite += %D%/suite/test_cursor.standin %D%/suite/test_cursor_bulk.standin
standin_suite += %D%/suite/test_cursor_types.standin %D%/suite/test_positioned.standin
EXTRA_DIST += $(standin_suite) %D%/suite/not-here.tsv
TESTS += $(standin_suite)
