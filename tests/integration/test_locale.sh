#!/bin/sh
# Whole programs under other locales, through the driver manager: what they send,
# fetch, convert and look up by name is the same.  On the stand-in, what they run there.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/locale.sh"

program() { # test
	if [ "$SP_TEST_SERVER" = standin ]; then
		echo "$top_srcdir/tests/standin/suite/$1.standin"
	else
		echo "$top_builddir/tests/integration/$1"
	fi
}

# A sanitizer that finds leaks of the C library's own makes an exit status of its own.
went_well() {
	! grep -q '^not ok' "$SP_TEST_DIR/out" && grep -q '^1\.\.' "$SP_TEST_DIR/out"
}

for name in de_DE tr_TR; do
	missing=$(locale_missing "$name" "$SP_TEST_DIR")
	for test in test_connect test_dropin test_getdata test_param test_special_values test_results; do
		title="$test under $name"
		if [ -n "$missing" ]; then
			skip "$title" "$missing"
		elif (locale_use "$name" "$SP_TEST_DIR" &&
			"$top_srcdir/tests/lib/run" "$(program "$test")") \
			>"$SP_TEST_DIR/out" 2>&1 && went_well; then
			pass "$title"
		else
			fail "$title" "$(grep -v '^ok' "$SP_TEST_DIR/out" | head -n 20)"
		fi
	done
done
done_testing
