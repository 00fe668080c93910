# Tests print TAP.  Each kind lists its own in a local.mk.  tests/lib/run starts
# every test: it gives those that need one a private server and ODBC files.
TEST_EXTENSIONS = .sh .py .standin
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_DRIVER = $(LOG_DRIVER)
LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/lib/run
SH_LOG_COMPILER = $(LOG_COMPILER)
PY_LOG_COMPILER = $(LOG_COMPILER)
STANDIN_LOG_DRIVER = $(LOG_DRIVER)
STANDIN_LOG_COMPILER = $(LOG_COMPILER)
AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	export top_srcdir top_builddir;

include tests/lib/local.mk
include tests/house/local.mk
include tests/unit/local.mk
include tests/unit/pool.mk
include tests/stress/local.mk
include tests/bench/local.mk
include tests/fuzz/local.mk
include tests/integration/local.mk
include tests/conformance/local.mk
include tests/standin/local.mk

# What bootstrap calls.
EXTRA_DIST += tests/demo/demo.sh tests/demo/ingest.py tests/demo/tables.sql tests/lib/check.sh

# What runs in threads: all that the thread sanitizer is asked about.
thread_tests = \
	tests/unit/test_pool_fork \
	tests/unit/test_pool_janitor \
	tests/unit/test_pool_life \
	tests/unit/test_pool_shell \
	tests/unit/test_pool_time \
	tests/stress/pool_stress \
	tests/integration/test_async \
	tests/integration/test_errors \
	tests/integration/test_pool_stress \
	tests/integration/test_timeout
