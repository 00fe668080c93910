# Tests of the pool.  They link nothing but the pool.
pool_test_ldadd = libpool.la $(CHECK_LIBS)

unit_tests += %D%/test_pool_core
tests_unit_test_pool_core_SOURCES = %D%/test_pool_core.c %D%/unit.h
tests_unit_test_pool_core_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_core_LDADD = $(pool_test_ldadd)
