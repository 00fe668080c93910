# Tests of the pool.  They link nothing but the pool.
pool_test_ldadd = libpool.la $(CHECK_LIBS)

unit_tests += %D%/test_pool_core
tests_unit_test_pool_core_SOURCES = %D%/test_pool_core.c %D%/pool_core.h %D%/unit.h
tests_unit_test_pool_core_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_core_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_life
tests_unit_test_pool_life_SOURCES = %D%/test_pool_life.c %D%/pool_core.h %D%/unit.h
tests_unit_test_pool_life_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_life_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_shell
tests_unit_test_pool_shell_SOURCES = %D%/test_pool_shell.c %D%/fake_session.h %D%/unit.h
tests_unit_test_pool_shell_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_shell_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_model
tests_unit_test_pool_model_SOURCES = %D%/test_pool_model.c %D%/pool_core.h %D%/unit.h
tests_unit_test_pool_model_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_model_LDADD = $(unit_ldadd)
