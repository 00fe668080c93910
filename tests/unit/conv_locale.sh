#!/bin/sh
# The tables of conversions under locales that write numbers with a comma or have
# letters of their own: nothing may change.  Locales that the machine lacks are
# made in a folder of their own.
dir=$(mktemp -d) || exit 99
# The C library keeps what it parsed of LOCPATH; the same programs look for leaks without it.
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS
trap 'rm -rf "$dir"' EXIT
n=0
for name in de_DE tr_TR; do
	for test in test_conv_sql_to_c test_conv_c_to_sql; do
		n=$((n + 1))
		title="$test under $name.UTF-8"
		if locale -a 2>/dev/null | grep -qi "^$name\.utf-\{0,1\}8$"; then
			unset LOCPATH
		elif localedef -c -i "$name" -f UTF-8 "$dir/$name.UTF-8" >/dev/null 2>&1 ||
			[ -d "$dir/$name.UTF-8" ]; then
			LOCPATH=$dir
			export LOCPATH
		else
			echo "ok $n - $title # SKIP no such locale, and localedef cannot make it"
			continue
		fi
		# "1,5" says that the locale is really in force.
		if [ "$(LC_ALL=$name.UTF-8 locale decimal_point 2>/dev/null)" != , ]; then
			echo "ok $n - $title # SKIP the locale does not load"
		elif LC_ALL=$name.UTF-8 "$top_builddir/tests/unit/$test" >"$dir/out" 2>&1; then
			echo "ok $n - $title"
		else
			grep -v '^ok' "$dir/out" | head -n 20 | sed 's/^/# /'
			echo "not ok $n - $title"
		fi
	done
done
echo "1..$n"
