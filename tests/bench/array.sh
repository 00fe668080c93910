#!/bin/sh
# bench_array on the stand-in for Redshift, whose statements cost as little as
# PostgreSQL's; with SP_TEST_SERVER=postgresql on that, where the key has no effect.
#
#	tests/bench/array.sh              in a build folder; configure it with CFLAGS=-O2
bench_name=bench_array
SP_TEST_SERVER=${SP_TEST_SERVER:-standin}
. "$(dirname "$0")/server.sh"

"$top_builddir/tests/bench/bench_array" "DSN=plain"
