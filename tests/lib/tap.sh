# TAP for shell tests; to be sourced.  The plan comes last, so that a test that
# dies on its way has none and counts as an error.
#
#	. "$top_srcdir/tests/lib/tap.sh"
#	check "two and two" [ $((2 + 2)) -eq 4 ]
#	is "the answer" "$(compute)" 42
#	like "the message" "$text" 'limit of size'
#	done_testing

tap_n=0
tap_failed=0

pass() { # title
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - $1"
}

fail() { # title, lines that explain
	tap_n=$((tap_n + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok $tap_n - $1"
	shift
	[ $# -eq 0 ] || diag "$*"
}

diag() {
	printf '%s\n' "$*" | sed 's/^/# /'
}

skip() { # title, reason
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - $1 # SKIP $2"
}

skip_all() { # reason
	echo "1..0 # SKIP $1"
	exit 0
}

check() { # title, command
	tap_title=$1
	shift
	if tap_out=$("$@" 2>&1); then pass "$tap_title"; else fail "$tap_title" "$* failed: $tap_out"; fi
}

is() { # title, got, expected
	if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "got      '$2'
expected '$3'"; fi
}

like() { # title, text, extended regular expression
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then pass "$1"; else fail "$1" "no match for /$3/ in:
$2"; fi
}

unlike() { # title, text, extended regular expression
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then fail "$1" "match for /$3/ in:
$2"; else pass "$1"; fi
}

# Runs a program of somebody else that loads the driver.
foreign() {
	LD_PRELOAD="${SP_TEST_PRELOAD:-}" "$@"
}

done_testing() {
	echo "1..$tap_n"
	[ "$tap_failed" -eq 0 ] || exit 1
	exit 0
}
