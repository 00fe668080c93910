#!/bin/sh
# ./bootstrap demo: ODBC programs on a bounded pool, with a PostgreSQL of its own.
#
#	demo.sh PREFIX [--redshift] [TABLES]
#
# PREFIX is where ShiftPool is installed, TABLES how many tables to generate;
# --redshift: on the stand-in for Amazon Redshift (tests/standin).
set -u
prefix=$1
shift
SP_TEST_SERVER=postgresql
what="a private PostgreSQL"
if [ "${1:-}" = --redshift ]; then
	SP_TEST_SERVER=standin
	what="the stand-in for Redshift"
	shift
fi
tables=${1:-${DEMO_TABLES:-2000}}
top=$(cd "$(dirname "$0")/../.." && pwd)
here=$top/tests/demo
top_srcdir=$top top_builddir=$top lib=$top/tests/lib
. "$lib/server.sh"
driver=${DEMO_DRIVER:-$prefix/lib/odbc/shiftpoolodbc.so}
[ -f "$driver" ] || driver=$(find "$prefix" -name shiftpoolodbc.so | head -n 1)
limit=10 # seconds that a run may take
case $tables in '' | *[!0-9]*) echo "demo: the number of tables is a number" >&2 && exit 2 ;; esac

die() {
	printf '\n%s\n' "$*" >&2
	exit 1
}

for python in ${PYTHON:-} /usr/bin/python3 python3; do
	"$python" -c 'import pyodbc' 2>/dev/null && break
	python=
done
[ -n "$python" ] || die "The demo's ingestion needs python3 with pyodbc (package python3-pyodbc)."

if [ "$SP_TEST_SERVER" = standin ]; then
	missing=$("$top/tests/standin/run" missing)
	[ -z "$missing" ] || die "The stand-in cannot run here: $missing"
fi
server_folder=
trap '[ -z "$server_folder" ] || server_stop "$server_folder"' EXIT
trap 'exit 130' HUP INT TERM

# -- a server, its tables, and private ODBC files ------------------------------

printf '  Starting %s ... ' "$what"
server_start || die "The demo needs a PostgreSQL server of its own (package postgresql)."
folder=$server_folder
. "$folder/server.env"
echo "done (port $SP_TEST_PORT, in $folder)"
printf '  Creating %s tables ... ' "$tables"
server_admin "$folder" postgres -c 'create database warehouse owner shiftpool' >/dev/null &&
	server_admin "$folder" warehouse -v tables="$tables" -f "$here/tables.sql" >/dev/null ||
	die "The tables could not be created."
echo done

dsn() { # name, settings
	printf '[%s]\nDriver = ShiftPool\nServername = %s\nPort = %s\nDatabase = warehouse\nUsername = %s\nPassword = %s\n' \
		"$1" "$SP_TEST_HOST" "$SP_TEST_PORT" "$SP_TEST_USER" "$SP_TEST_PASSWORD"
	shift
	printf '%s\n' "$@" ''
}
printf '[ShiftPool]\nDriver = %s\nThreading = 0\nDontDLClose = 1\n' "$driver" >"$folder/odbcinst.ini"
{
	dsn warehouse 'PoolProfile = conservative'
	dsn warehouse-small 'PoolSize = 3' 'MaxOverflow = 1'
	dsn warehouse-plain 'Pooling = false'
} >"$folder/odbc.ini"
driver_log=$folder/shiftpool.log
printf '[shiftpool]\nLogFile = %s\nLogLevel = info\n' "$driver_log" >"$folder/shiftpool.ini"
: >"$driver_log"
for var in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do unset "$var"; done
export ODBCSYSINI="$folder" ODBCINI="$folder/odbc.ini" SHIFTPOOL_INI="$folder/shiftpool.ini"

# -- isql ------------------------------------------------------------------------

# Shows a command and the first lines of its output.
show() { # lines, command line
	printf '\n$ %s\n' "$2"
	sh -c "$2" >"$folder/out" 2>&1
	show_status=$?
	head -n "$1" "$folder/out"
	show_more=$(($(wc -l <"$folder/out") - $1))
	[ "$show_more" -le 0 ] || echo "... ($show_more more lines)"
	[ "$show_status" -eq 0 ] || die "The command failed with status $show_status."
}

echo
echo "An ODBC program knows the data source's name only: here isql, with the DSN 'warehouse'."
show 7 "echo help | isql warehouse -b -m20"
show 8 "echo 'help sales_0000' | isql warehouse -b -c -d, | cut -d, -f2-7"
show 9 "echo 'select id, sales_code, amount, paid from demo.sales_0000 order by id' | isql warehouse -b"

# The pool of a process is announced once, in the driver's log.
show 1 "grep -o '[A-Z][A-Za-z]* connection pooling configured.*' $driver_log"

# -- pyodbc ----------------------------------------------------------------------

# Sessions of the application's role that the server has counted.  A session is
# counted some moments after it began: asked until two answers agree.
sessions() {
	sessions_old=-1
	while :; do
		sessions_now=$(server_admin "$folder" postgres -At -c \
			"select sessions from pg_stat_database where datname = 'warehouse'")
		[ "$sessions_now" != "$sessions_old" ] || break
		sessions_old=$sessions_now
		sleep 0.6
	done
	echo "$sessions_now"
}

logged() {
	grep -c 'connection authorized: user=shiftpool database=warehouse' "$SP_TEST_SERVER_LOG"
}

ingest() { # DSN, workers, what it is
	before=$(sessions)
	logged_before=$(logged)
	"$python" "$here/ingest.py" "DSN=$1" "$2" "$limit" >"$folder/ingest" 2>"$folder/out" || {
		tail -n 5 "$folder/out"
		die "The ingestion failed."
	}
	opened=$(($(sessions) - before))
	logged_opened=$(($(logged) - logged_before))
	# The stand-in's log does not tell of sessions.
	[ "$SP_TEST_SERVER" = standin ] || [ "$opened" -eq "$logged_opened" ] ||
		echo "  (the server's statistics say $opened sessions, its log $logged_opened)"
	read -r seconds read_tables _ <"$folder/ingest"
	echo "$2 $1 $seconds $read_tables $opened" >>"$folder/results"
	awk -v what="$3" -v workers="$2" '
		$1 == workers && $2 == "warehouse-plain" { plain = $4 / $3 }
		END { printf "%8d  %-26s %7d %8.2f s %9.0f %9d %11.1f %9.1f x\n", $1, what, $4, $3, $4 / $3,
			$5, ($5 ? $4 / $5 : 0), $4 / $3 / plain }' "$folder/results"
}

cat <<TEXT

Now the metadata ingestion on $what: a pyodbc program lists the tables, then reads the columns of every
table, and opens a connection for each. Sessions are counted by the server (pg_stat_database).
A run that has not read all tables after $limit s stops there.

 workers  DSN                         tables       time  tables/s  sessions  tables per    faster
                                                                    opened     session     plain
TEXT
for workers in 1 2 8; do
	ingest warehouse-plain "$workers" "Pooling=false"
	ingest warehouse "$workers" "PoolProfile=conservative"
done
ingest warehouse-small 8 "PoolSize=3 MaxOverflow=1"

cat <<TEXT

With your own server: register the driver once, and write a data source.

    odbcinst -i -d -f $prefix/share/shiftpool/odbcinst.ini

    [mydsn]                               in ~/.odbc.ini or /etc/odbc.ini
    Driver      = ShiftPool
    Servername  = my-cluster.example.com
    Port        = 5439
    Database    = dev
    Username    = me
    Password    = ...
    PoolProfile = conservative

    isql mydsn

$prefix/share/shiftpool/odbc.ini.sample explains every setting.
TEXT
