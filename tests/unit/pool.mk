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
tests_unit_test_pool_shell_SOURCES = %D%/test_pool_shell.c %D%/fake_pool.h %D%/fake_session.h %D%/unit.h
tests_unit_test_pool_shell_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_shell_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_model
tests_unit_test_pool_model_SOURCES = %D%/test_pool_model.c %D%/pool_core.h %D%/unit.h
tests_unit_test_pool_model_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_model_LDADD = $(unit_ldadd)

unit_tests += %D%/test_pool_time
tests_unit_test_pool_time_SOURCES = %D%/test_pool_time.c %D%/fake_pool.h %D%/fake_session.h %D%/unit.h
tests_unit_test_pool_time_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_time_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_fork
tests_unit_test_pool_fork_SOURCES = %D%/test_pool_fork.c %D%/fake_pool.h %D%/fake_session.h %D%/unit.h
tests_unit_test_pool_fork_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_fork_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_janitor
tests_unit_test_pool_janitor_SOURCES = %D%/test_pool_janitor.c %D%/fake_pool.h %D%/fake_session.h %D%/unit.h
tests_unit_test_pool_janitor_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_janitor_LDADD = $(pool_test_ldadd)

unit_tests += %D%/test_pool_oom
tests_unit_test_pool_oom_SOURCES = %D%/test_pool_oom.c %D%/oom.c %D%/oom.h %D%/fake_pool.h %D%/fake_session.h %D%/unit.h
tests_unit_test_pool_oom_CPPFLAGS = $(unit_cppflags)
tests_unit_test_pool_oom_LDADD = $(pool_test_ldadd)
tests_unit_test_pool_oom_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
