# What the tests of other people's programs share; to be sourced after tests/lib/tap.sh.
#
# A client's program, in the client's language, prints what it sees as lines
# "title: value".  The test then compares each with what psql answers:
#
#	client_needs perl 'perl -MDBD::ODBC -e 1' 'package libdbd-odbc-perl'
#	client_tables
#	client_run perl "$here/dbd.pl"
#	answer "numbers" "select num from sample order by id"
#	literal "rows changed" 3
#
# Rows are joined by ";", columns by "|", and NULL is written NULL, as psql does
# here.  All text is UTF-8.
here=$top_srcdir/tests/conformance
export LC_ALL=C.UTF-8 LANG=C.UTF-8
unset LANGUAGE

# The one of two texts that this server understands.
either() { # PostgreSQL, Redshift
	if [ "$SP_TEST_SERVER" = standin ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

# Skips the test unless the client is there.
client_needs() { # command that shows it, what is missing
	# shellcheck disable=SC2086
	(LD_PRELOAD='' && $1) >/dev/null 2>&1 </dev/null || skip_all "$2"
}

# Skips the test of a client that does not run under the address sanitizer itself.
client_unsanitized() { # why not
	[ -z "${SP_TEST_PRELOAD:-}" ] || skip_all "under the address sanitizer $1"
}

# psql, as the user that the clients are.
psql_client() {
	LD_PRELOAD='' PGPASSWORD=$SP_TEST_PASSWORD "$SP_TEST_BIN/psql" -XqAt -F '|' -R ';' -P null=NULL \
		-v ON_ERROR_STOP=1 -h "$SP_TEST_HOST" -p "$SP_TEST_PORT" -U "$SP_TEST_USER" -d "$SP_TEST_DB" "$@" 2>&1
}

# The tables that all clients read.
client_tables() {
	psql_client -f "$here/$(either sample.sql sample_redshift.sql)" || {
		echo "Bail out! the sample tables could not be made"
		exit 99
	}
}

# Runs a client's program and keeps its lines.
client_run() { # command
	client_lines=$SP_TEST_DIR/lines
	foreign "$@" >"$client_lines" 2>"$SP_TEST_DIR/complaints" </dev/null
	client_status=$?
	if [ "$client_status" -eq 0 ]; then
		pass "the program ends well"
	else
		fail "the program ends well" "status $client_status: $(tail -n 20 "$SP_TEST_DIR/complaints")
$(tail -n 3 "$client_lines")"
	fi
}

got() { # title
	TITLE=$1 awk 'index($0, ENVIRON["TITLE"] ": ") == 1 { print substr($0, length(ENVIRON["TITLE"]) + 3) }' \
		"$client_lines"
}

# The client's value against psql's answer.
answer() { # title, SQL
	is "$1" "$(got "$1")" "$(psql_client -c "$2")"
}

# The client's value against a known one.
literal() { # title, value
	is "$1" "$(got "$1")" "$2"
}

# A client's value that varies: a message, for one.
resembles() { # title, extended regular expression
	like "$1" "$(got "$1")" "$2"
}
