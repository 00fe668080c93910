# The server that the tests of one build folder share, and a test's own database
# and ODBC files; to be sourced by tests/lib/run, which sets SP_TEST_SERVER:
# "postgresql" or "standin", the stand-in for Redshift.
#
# State: $top_builddir/tests/server-KIND/ holds "lock" (taken to start or stop it),
# "lease" (held shared by every running test; the kernel lets go of it when the
# test dies) and "folder" (where the server is).
. "$lib/pgtest.sh"

SP_TEST_SERVER=${SP_TEST_SERVER:-postgresql}
server_state=$top_builddir/tests/server-$SP_TEST_SERVER
server_idle=10 # seconds that the keeper waits before it stops an unused server

# Starts a server; server_folder is where.
server_start() {
	if [ "$SP_TEST_SERVER" = standin ]; then
		server_folder=$("$top_srcdir/tests/standin/run" start | sed -n 's/^SP_STANDIN_FOLDER=//p')
		[ -n "$server_folder" ] && server_standin_env "$server_folder"
		return
	fi
	server_folder=$(pg_folder) || return 1
	pg_start "$server_folder" && return 0
	pg_stop "$server_folder"
	return 1
}

# What tests need to find the stand-in, in the words that they know.
server_standin_env() { # folder
	(
		umask 077
		sed -e 's/^SP_STANDIN_\(HOST\|PORT\|USER\|PASSWORD\|BIN\|FOLDER\|ADMIN_PASSWORD\|SERVER_LOG\)=/SP_TEST_\1=/' \
			-e 's/^SP_STANDIN_RELAY_PID=/SP_TEST_SERVER_PID=/' \
			-e 's/^SP_STANDIN_PORT_LEGACY=/SP_TEST_PORT_LEGACY=/' \
			"$1/standin.env" >"$1/server.env"
	)
}

server_stop() { # folder
	[ ! -s "$1/private/ports" ] || kill "$(cut -d' ' -f1 "$1/private/ports")" 2>/dev/null
	pg_stop "$1"
}

# psql as the administrator, with a database and any arguments of psql.  On the
# stand-in that is past the relay, with nothing refused.
server_admin() { # folder, database, arguments
	if [ "$SP_TEST_SERVER" != standin ]; then
		pg_admin "$@"
		return
	fi
	server_admin_folder=$1
	server_admin_db=$2
	shift 2
	PGOPTIONS='-c standin.off=on' "$SP_TEST_BIN/psql" -X -q -v ON_ERROR_STOP=1 \
		-h "$server_admin_folder/private" -p "$(cat "$server_admin_folder/port")" -U postgres \
		-d "$server_admin_db" "$@"
}

# Takes a lease of the running server, which is started if need be.
server_lend() {
	mkdir -p "$server_state" || return 1
	exec 8>"$server_state/lock" 9>"$server_state/lease"
	flock -x 8 || return 1
	server_folder=$(cat "$server_state/folder" 2>/dev/null)
	if [ -z "$server_folder" ] || ! pg_running "$server_folder"; then
		[ -z "$server_folder" ] || server_stop "$server_folder"
		server_start 8>&- 9>&- || return 1
		echo "$server_folder" >"$server_state/folder"
		SP_TEST_SERVER=$SP_TEST_SERVER setsid sh "$lib/keeper" "$top_srcdir" "$top_builddir" \
			>/dev/null 2>&1 </dev/null 8>&- 9>&- &
	fi
	flock -s 9 || return 1
	exec 8>&-
	# shellcheck disable=SC1091
	. "$server_folder/server.env"
}

# Stops the server if no test holds a lease.
server_stop_if_idle() {
	(
		flock -x 8
		flock -x -n 9 || exit 1
		server_folder=$(cat "$server_state/folder" 2>/dev/null)
		[ -z "$server_folder" ] || server_stop "$server_folder"
		rm -f "$server_state/folder"
	) 8>"$server_state/lock" 9>"$server_state/lease"
}

# One DSN of the test's odbc.ini.
test_dsn() { # name, lines of settings
	printf '[%s]\nDriver = ShiftPool\nServername = %s\nPort = %s\nDatabase = %s\nUsername = %s\nPassword = %s\n' \
		"$1" "$SP_TEST_HOST" "$SP_TEST_PORT" "$SP_TEST_DB" "$SP_TEST_USER" "$SP_TEST_PASSWORD"
	shift
	printf '%s\n' "$@" ''
}

# A database, a folder and ODBC files for one test.
test_enter() { # name
	SP_TEST_DIR=$(mktemp -d "$server_folder/test-XXXXXX") || exit 99
	SP_TEST_DB=t_$(printf '%s' "$1" | tr -c 'a-z0-9\n' '_')_$$
	SP_TEST_LOG=$SP_TEST_DIR/driver.log
	if [ "$SP_TEST_SERVER" = standin ]; then
		SP_TEST_ADMIN="host=$server_folder/private port=$(cat "$server_folder/port") dbname=$SP_TEST_DB user=postgres options='-c standin.off=on'"
	else
		SP_TEST_ADMIN="host=$SP_TEST_HOST port=$SP_TEST_PORT dbname=$SP_TEST_DB user=postgres password=$SP_TEST_ADMIN_PASSWORD"
	fi
	for test_var in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do
		# libpq reads these: they would hide a setting that the driver forgot.
		[ "$test_var" = PG_BINDIR ] || unset "$test_var"
	done
	server_admin "$server_folder" postgres -c "create database $SP_TEST_DB owner $SP_TEST_USER" || {
		echo "Bail out! no database for the test"
		exit 99
	}
	printf '[ShiftPool]\nDriver = %s\nThreading = 0\nDontDLClose = 1\n' "$SP_TEST_DRIVER" \
		>"$SP_TEST_DIR/odbcinst.ini"
	{
		test_dsn pooled
		test_dsn small 'PoolSize = 2' 'MaxOverflow = 1' 'PoolTimeout = 2'
		test_dsn plain 'Pooling = false'
		[ -z "${SP_TEST_PORT_LEGACY:-}" ] ||
			(SP_TEST_PORT=$SP_TEST_PORT_LEGACY && test_dsn legacy)
	} >"$SP_TEST_DIR/odbc.ini"
	printf '[shiftpool]\nLogFile = %s\nLogLevel = info\n' "$SP_TEST_LOG" >"$SP_TEST_DIR/shiftpool.ini"
	: >"$SP_TEST_LOG"
	[ -z "${SP_TEST_PORT_LEGACY:-}" ] || export SP_TEST_PORT_LEGACY
	ODBCSYSINI=$SP_TEST_DIR ODBCINI=$SP_TEST_DIR/odbc.ini SHIFTPOOL_INI=$SP_TEST_DIR/shiftpool.ini
	export ODBCSYSINI ODBCINI SHIFTPOOL_INI
	export SP_TEST_DIR SP_TEST_DB SP_TEST_LOG SP_TEST_ADMIN SP_TEST_HOST SP_TEST_PORT \
		SP_TEST_USER SP_TEST_PASSWORD SP_TEST_ADMIN_PASSWORD SP_TEST_BIN SP_TEST_SERVER_LOG SP_TEST_SERVER SP_TEST_FOLDER
}

test_leave() {
	server_admin "$server_folder" postgres -c "drop database if exists $SP_TEST_DB with (force)" \
		>/dev/null 2>&1
	rm -rf "$SP_TEST_DIR"
}
