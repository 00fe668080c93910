# A private PostgreSQL for a benchmark, in a build folder that was configured with
# CFLAGS=-O2; to be sourced, with the name of the benchmark in bench_name.
set -u
top_srcdir=$(cd "$(dirname "$0")/../.." && pwd)
top_builddir=$(pwd)
SP_TEST_DRIVER=$top_builddir/.libs/shiftpoolodbc.so
export top_srcdir top_builddir SP_TEST_DRIVER
lib=$top_srcdir/tests/lib
. "$lib/server.sh"

server_lend || exit 1
test_enter "$bench_name"
trap test_leave EXIT
