#!/bin/sh
# The tables of conversions under other locales: nothing may change.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/locale.sh"
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT

for name in de_DE tr_TR; do
	missing=$(locale_missing "$name" "$dir")
	for test in test_conv_sql_to_c test_conv_c_to_sql; do
		title="$test under $name"
		if [ -n "$missing" ]; then
			skip "$title" "$missing"
		elif (locale_use "$name" "$dir" && "$top_builddir/tests/unit/$test") >"$dir/out" 2>&1; then
			pass "$title"
		else
			fail "$title" "$(grep -v '^ok' "$dir/out" | head -n 20)"
		fi
	done
done
done_testing
