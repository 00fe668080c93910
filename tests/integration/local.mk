# Programs that act as applications, on a private server (tests/lib/run).
# A program's stanza is four lines, a script's one.
integration_tests =
integration_scripts =
if HAVE_ODBC
check_LTLIBRARIES += libodbctest.la
check_PROGRAMS += $(integration_tests)
TESTS += $(integration_tests)
endif
TESTS += $(integration_scripts)
EXTRA_DIST += $(integration_scripts)
libodbctest_la_SOURCES = %D%/odbctest.c %D%/odbctest.h
libodbctest_la_CPPFLAGS = $(AM_CPPFLAGS) $(ODBC_CFLAGS)
libodbctest_la_LIBADD = $(ODBC_LIBS) $(LIBPQ_LIBS)
integration_cppflags = $(AM_CPPFLAGS) $(ODBC_CFLAGS)
integration_ldadd = libodbctest.la $(ODBC_LIBS) $(LIBPQ_LIBS)

include tests/integration/statements.mk

integration_scripts += %D%/test_harness.sh %D%/test_locale.sh

integration_tests += %D%/test_pool_stress
tests_integration_test_pool_stress_SOURCES = %D%/test_pool_stress.c
tests_integration_test_pool_stress_CPPFLAGS = $(integration_cppflags)
tests_integration_test_pool_stress_LDADD = $(integration_ldadd)
# Catalog functions.
catalog_test_sources = %D%/catalogtest.c %D%/catalogtest.h
EXTRA_DIST += %D%/catalog_schema.sql %D%/catalog_schema_redshift.sql
integration_tests += %D%/test_catalog
tests_integration_test_catalog_SOURCES = %D%/test_catalog.c $(catalog_test_sources)
tests_integration_test_catalog_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_LDADD = $(integration_ldadd)

integration_tests += %D%/test_catalog_names
tests_integration_test_catalog_names_SOURCES = %D%/test_catalog_names.c $(catalog_test_sources)
tests_integration_test_catalog_names_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_names_LDADD = $(integration_ldadd)

integration_tests += %D%/test_catalog_keys
tests_integration_test_catalog_keys_SOURCES = %D%/test_catalog_keys.c $(catalog_test_sources)
tests_integration_test_catalog_keys_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_keys_LDADD = $(integration_ldadd)
# Programs that have the driver inside, without a driver manager: they see what the
# manager would not let through, and can make the driver's allocations fail.
direct_sources = tests/unit/oom.c tests/unit/oom.h \
	driver/api/entry.c driver/api/entry_a.c driver/api/entry_handle.c driver/api/entry_stmt.c \
	driver/api/entry_w.c
direct_ldadd = libodbctest.la libdriver.la libpool.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)
direct_ldflags = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
integration_tests += %D%/test_oom
tests_integration_test_oom_SOURCES = %D%/test_oom.c $(direct_sources)
tests_integration_test_oom_CPPFLAGS = $(integration_cppflags)
tests_integration_test_oom_LDADD = $(direct_ldadd)
tests_integration_test_oom_LDFLAGS = $(direct_ldflags)

integration_tests += %D%/test_timeout
tests_integration_test_timeout_SOURCES = %D%/test_timeout.c %D%/relay.c %D%/relay.h
tests_integration_test_timeout_CPPFLAGS = $(integration_cppflags)
tests_integration_test_timeout_LDADD = $(integration_ldadd)

integration_tests += %D%/test_states
tests_integration_test_states_SOURCES = %D%/test_states.c $(direct_sources)
tests_integration_test_states_CPPFLAGS = $(integration_cppflags)
tests_integration_test_states_LDADD = $(direct_ldadd)
tests_integration_test_states_LDFLAGS = $(direct_ldflags)

integration_tests += %D%/test_async
tests_integration_test_async_SOURCES = %D%/test_async.c %D%/relay.c %D%/relay.h $(direct_sources)
tests_integration_test_async_CPPFLAGS = $(integration_cppflags)
tests_integration_test_async_LDADD = $(direct_ldadd)
tests_integration_test_async_LDFLAGS = $(direct_ldflags)

# Parameters and calls.
integration_tests += %D%/test_call
tests_integration_test_call_SOURCES = %D%/test_call.c
tests_integration_test_call_CPPFLAGS = $(integration_cppflags)
tests_integration_test_call_LDADD = $(integration_ldadd)
integration_tests += %D%/test_param
tests_integration_test_param_SOURCES = %D%/test_param.c
tests_integration_test_param_CPPFLAGS = $(integration_cppflags)
tests_integration_test_param_LDADD = $(integration_ldadd)
# Data sources of other drivers.
EXTRA_DIST += %D%/dropin_psqlodbc.ini %D%/dropin_redshift.ini
integration_tests += %D%/test_dropin
tests_integration_test_dropin_SOURCES = %D%/test_dropin.c
tests_integration_test_dropin_CPPFLAGS = $(integration_cppflags)
tests_integration_test_dropin_LDADD = $(integration_ldadd)

integration_tests += %D%/test_reset
tests_integration_test_reset_SOURCES = %D%/test_reset.c
tests_integration_test_reset_CPPFLAGS = $(integration_cppflags)
tests_integration_test_reset_LDADD = $(integration_ldadd)

integration_tests += %D%/test_reset_user
tests_integration_test_reset_user_SOURCES = %D%/test_reset_user.c
tests_integration_test_reset_user_CPPFLAGS = $(integration_cppflags)
tests_integration_test_reset_user_LDADD = $(integration_ldadd)

integration_tests += %D%/test_pool_mode
tests_integration_test_pool_mode_SOURCES = %D%/test_pool_mode.c
tests_integration_test_pool_mode_CPPFLAGS = $(integration_cppflags)
tests_integration_test_pool_mode_LDADD = $(integration_ldadd)
include tests/integration/cursor.mk

integration_tests += %D%/test_catalog_redshift
tests_integration_test_catalog_redshift_SOURCES = %D%/test_catalog_redshift.c $(catalog_test_sources)
tests_integration_test_catalog_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_redshift_LDADD = $(integration_ldadd)

integration_tests += %D%/test_catalog_paths_redshift
tests_integration_test_catalog_paths_redshift_SOURCES = %D%/test_catalog_paths_redshift.c %D%/relay.c %D%/relay.h \
	$(catalog_test_sources)
tests_integration_test_catalog_paths_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_paths_redshift_LDADD = $(integration_ldadd)

integration_tests += %D%/test_catalog_types_redshift
tests_integration_test_catalog_types_redshift_SOURCES = %D%/test_catalog_types_redshift.c $(catalog_test_sources)
tests_integration_test_catalog_types_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_types_redshift_LDADD = $(integration_ldadd)

integration_tests += %D%/test_catalog_databases_redshift
tests_integration_test_catalog_databases_redshift_SOURCES = %D%/test_catalog_databases_redshift.c $(catalog_test_sources)
tests_integration_test_catalog_databases_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_catalog_databases_redshift_LDADD = $(integration_ldadd)

integration_tests += %D%/test_limit_redshift
tests_integration_test_limit_redshift_SOURCES = %D%/test_limit_redshift.c %D%/relay.c %D%/relay.h
tests_integration_test_limit_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_limit_redshift_LDADD = $(integration_ldadd)

integration_tests += %D%/test_array_redshift
tests_integration_test_array_redshift_SOURCES = %D%/test_array_redshift.c
tests_integration_test_array_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_array_redshift_LDADD = $(integration_ldadd)
integration_tests += %D%/test_oom_array_redshift
tests_integration_test_oom_array_redshift_SOURCES = %D%/test_oom_array_redshift.c $(direct_sources)
tests_integration_test_oom_array_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_oom_array_redshift_LDADD = $(direct_ldadd)
tests_integration_test_oom_array_redshift_LDFLAGS = $(direct_ldflags)

integration_tests += %D%/test_oom_catalog_redshift
tests_integration_test_oom_catalog_redshift_SOURCES = %D%/test_oom_catalog_redshift.c $(direct_sources)
tests_integration_test_oom_catalog_redshift_CPPFLAGS = $(integration_cppflags)
tests_integration_test_oom_catalog_redshift_LDADD = $(direct_ldadd)
tests_integration_test_oom_catalog_redshift_LDFLAGS = $(direct_ldflags)
