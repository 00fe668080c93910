# Programs that hurry: a few seconds in `make check`, longer by argument or SP_TEST_SECONDS.
stress_tests =
check_PROGRAMS += $(stress_tests)
TESTS += $(stress_tests)

stress_tests += %D%/pool_stress
tests_stress_pool_stress_SOURCES = %D%/pool_stress.c tests/unit/fake_session.h
tests_stress_pool_stress_LDADD = libdriver.la libpool.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)
