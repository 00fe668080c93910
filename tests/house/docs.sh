#!/bin/sh
# Every setting stands in the manual and in odbc.ini.sample, and the check sees it
# when one is missing.
keys=$(sed -nE 's/^(INT|SECONDS|SIZE|FLAG|CHOICE|TEXT|PORTS|SECRET)\([A-Z0-9_]+, *[a-z0-9_]+, *"([^"]+)".*/\2/p
	s/^(PARAM|KEPT|IGNORED)\([A-Z0-9_]+, *"([^"]+)".*/\2/p' "$top_srcdir/driver/conf/settings.def")

missing() { # file, pattern before the key, pattern behind it
	for key in $keys; do
		sed 's/\\-/-/g' "$1" | grep -qE "^$2$key$3" || echo "$key"
	done
}

n=0
verdict() { # title, what is missing
	n=$((n + 1))
	if [ -z "$2" ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; echo "$2" | sed 's/^/# missing: /'; fi
}

echo 1..4
count=$(echo "$keys" | wc -l)
[ "$count" -gt 60 ] && verdict "the table is read ($count keys)" "" || verdict "the table is read" "$count keys only"
man=$top_srcdir/man/shiftpool-odbc.ini.5
verdict "every setting is in the manual" "$(missing "$man" '\.B ' '$')"
verdict "every setting is in odbc.ini.sample" "$(missing "$top_srcdir/odbc.ini.sample" '(; )?' ' =')"
seeded=${TMPDIR:-/tmp}/sp_docs.$$
grep -v '^\.B PoolRecycle$' "$man" >"$seeded"
[ "$(missing "$seeded" '\.B ' '$')" = PoolRecycle ] && verdict "a missing one is seen" "" ||
	verdict "a missing one is seen" "PoolRecycle was not missed"
rm -f "$seeded"
