#!/bin/sh
# bench_odbc on a private PostgreSQL: this driver with each PoolReset beside psqlodbc
# (if it is installed) with and without the driver manager's pooling.
#
#	tests/bench/odbc.sh [ROUNDS]      in a build folder; configure it with CFLAGS=-O2
bench_name=bench_odbc
. "$(dirname "$0")/server.sh"
peer=${SP_BENCH_PEER:-/usr/lib/$(gcc -dumpmachine 2>/dev/null)/odbc/psqlodbcw.so}

ini() { # folder, driver, lines of the driver's section
	mkdir -p "$SP_TEST_DIR/$1"
	printf '[ODBC]\nPooling = %s\n[D]\nDriver = %s\nThreading = 0\n%s\n' "$3" "$2" "$4" \
		>"$SP_TEST_DIR/$1/odbcinst.ini"
}
ini own "$top_builddir/.libs/shiftpoolodbc.so" No ''
ini peer "$peer" No ''
ini peer-pooled "$peer" Yes 'CPTimeout = 60'
server="Driver=D;Servername=$SP_TEST_HOST;Port=$SP_TEST_PORT;Database=$SP_TEST_DB;UID=$SP_TEST_USER;PWD=$SP_TEST_PASSWORD"
rounds=${1:-5}
set -- "$rounds"
for level in none smart full; do
	set -- "$@" "ShiftPool, PoolReset=$level" "$SP_TEST_DIR/own" "$server;PoolReset=$level"
done
set -- "$@" "ShiftPool, Pooling=false" "$SP_TEST_DIR/own" "$server;Pooling=false"
if [ -f "$peer" ]; then
	set -- "$@" "psqlodbc" "$SP_TEST_DIR/peer" "$server"
	set -- "$@" "psqlodbc, pooled by unixODBC" "$SP_TEST_DIR/peer-pooled" "$server"
fi
"$top_builddir/tests/bench/bench_odbc" "$@"
