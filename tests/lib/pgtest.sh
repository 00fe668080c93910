# A private PostgreSQL for tests and the demo; to be sourced by a POSIX shell.
#
# Everything of a server lives in one temporary folder: data, socket, log and
# server.env, which holds host, port and passwords.  The server listens on
# 127.0.0.1 and on a socket in that folder, on a port of its own, and asks for
# passwords (SCRAM), so that a wrong password is refused as it is in real life.
# No other server, and no configuration of the machine, is read or changed.
#
# PostgreSQL refuses to run as root: root runs it as "postgres", or as "nobody"
# where that user does not exist.

# Prints the folder of the newest server binaries; fails when there are none.
pg_bindir() {
	if [ -n "${PG_BINDIR:-}" ]; then
		[ -x "$PG_BINDIR/initdb" ] && [ -x "$PG_BINDIR/pg_ctl" ] || return 1
		echo "$PG_BINDIR"
		return 0
	fi
	for pg_dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5,5nr) \
		"$(pg_config --bindir 2>/dev/null)"; do
		if [ -x "$pg_dir/initdb" ] && [ -x "$pg_dir/pg_ctl" ]; then
			echo "$pg_dir"
			return 0
		fi
	done
	return 1
}

pg_user() {
	if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

# Runs a command as the user of the server.
pg_as() {
	if [ "$(id -u)" -ne 0 ]; then
		(cd / && "$@")
	else
		(cd / && setpriv --reuid="$(pg_user)" --regid="$(id -g "$(pg_user)")" --clear-groups \
			env HOME=/ "$@")
	fi
}

pg_random() { # bytes: hexadecimal digits
	od -An -v -tx1 -N"$1" /dev/urandom | tr -d ' \n'
}

# Creates the folder of a server, readable by its user only, and prints its name.
pg_folder() {
	pg_base=${TMPDIR:-/tmp}
	# The path of a socket may have 107 bytes.
	[ "${#pg_base}" -le 60 ] || pg_base=/tmp
	pg_dir=$(mktemp -d "$pg_base/shiftpool-XXXXXX") || return 1
	if [ "$(id -u)" -eq 0 ]; then chown "$(pg_user)" "$pg_dir" || return 1; fi
	chmod 755 "$pg_dir"
	echo "$pg_dir"
}

pg_configure() { # folder, port
	cat >>"$1/data/postgresql.conf" <<-CONF
		listen_addresses = '127.0.0.1'
		port = $2
		unix_socket_directories = '$1'
		max_connections = 200
		shared_buffers = 64MB
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		autovacuum = off
		jit = off
		max_parallel_workers_per_gather = 0
		log_connections = on
		log_disconnections = on
		log_line_prefix = '%m [%p] %q%u@%d %a: '
		timezone = 'UTC'
	CONF
}

# Starts a server in a folder made by pg_folder.  On failure it says why on
# stderr and leaves nothing running.
pg_start() { # folder
	pg_dir=$1
	pg_bin=$(pg_bindir) || {
		echo "no PostgreSQL server binaries (initdb, pg_ctl) found" >&2
		return 1
	}
	pg_admin_password=$(pg_random 12)
	printf '%s\n' "$pg_admin_password" >"$pg_dir/admin.password"
	if [ "$(id -u)" -eq 0 ]; then chown "$(pg_user)" "$pg_dir/admin.password"; fi
	chmod 600 "$pg_dir/admin.password"
	pg_as "$pg_bin/initdb" -D "$pg_dir/data" -U postgres -A scram-sha-256 \
		--pwfile="$pg_dir/admin.password" -E UTF8 --locale=C.UTF-8 --no-sync \
		>"$pg_dir/initdb.log" 2>&1 || {
		echo "initdb failed:" >&2
		tail -n 5 "$pg_dir/initdb.log" >&2
		return 1
	}
	cp "$pg_dir/data/postgresql.conf" "$pg_dir/postgresql.conf.orig"
	pg_try=0
	while :; do
		pg_port=$((20000 + 0x$(pg_random 2) % 40000))
		# The copy keeps owner and mode of the file that initdb made.
		cat "$pg_dir/postgresql.conf.orig" >"$pg_dir/data/postgresql.conf"
		pg_configure "$pg_dir" "$pg_port"
		if pg_as "$pg_bin/pg_ctl" -D "$pg_dir/data" -l "$pg_dir/data/server.log" -w -t 60 \
			start >"$pg_dir/start.log" 2>&1 </dev/null; then
			break
		fi
		# Somebody else's port: take another one.
		pg_try=$((pg_try + 1))
		if [ "$pg_try" -ge 10 ] || ! grep -q 'Address already in use' "$pg_dir/data/server.log"; then
			echo "PostgreSQL did not start:" >&2
			tail -n 5 "$pg_dir/data/server.log" "$pg_dir/start.log" >&2
			return 1
		fi
		: >"$pg_dir/data/server.log"
	done
	pg_write_env "$pg_dir"
}

# The application's role and what a test needs to find the server.
pg_write_env() { # folder
	pg_user_password=$(pg_random 12)
	(
		umask 077
		cat >"$1/server.env" <<-ENV
			SP_TEST_FOLDER=$1
			SP_TEST_BIN=$pg_bin
			SP_TEST_HOST=127.0.0.1
			SP_TEST_PORT=$pg_port
			SP_TEST_USER=shiftpool
			SP_TEST_PASSWORD=$pg_user_password
			SP_TEST_ADMIN_PASSWORD=$pg_admin_password
			SP_TEST_SERVER_LOG=$1/data/server.log
			SP_TEST_SERVER_PID=$(head -n 1 "$1/data/postmaster.pid")
		ENV
	)
	pg_admin "$1" postgres -c "create role shiftpool login password '$pg_user_password'" >/dev/null
}

# psql as the administrator, with a database and any arguments of psql.
pg_admin() { # folder, database, arguments
	(
		# shellcheck disable=SC1091
		. "$1/server.env"
		pg_db=$2
		shift 2
		PGPASSWORD=$SP_TEST_ADMIN_PASSWORD exec "$SP_TEST_BIN/psql" -X -q -v ON_ERROR_STOP=1 \
			-h "$SP_TEST_HOST" -p "$SP_TEST_PORT" -U postgres -d "$pg_db" "$@"
	)
}

pg_running() { # folder
	[ -f "$1/server.env" ] || return 1
	(
		# shellcheck disable=SC1091
		. "$1/server.env"
		kill -0 "$SP_TEST_SERVER_PID" 2>/dev/null && [ -f "$1/data/postmaster.pid" ]
	)
}

# Stops the server of a folder, if one runs, and removes the folder.
pg_stop() { # folder
	case $1 in
	*/shiftpool-??????) ;;
	*) return 1 ;;
	esac
	if [ -f "$1/data/postmaster.pid" ] && pg_bin=$(pg_bindir); then
		pg_as "$pg_bin/pg_ctl" -D "$1/data" -m immediate -w -t 30 stop >/dev/null 2>&1 </dev/null
	fi
	rm -rf "$1"
}
