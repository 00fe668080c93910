#!/bin/sh
# Every program that acts as an application runs on the stand-in for Redshift too, or
# tests/standin/suite/not-here.tsv says why it does not.  That the cases of a list exist,
# and fail, is seen when it runs (tests/lib/known.awk).
. "$top_srcdir/tests/house/house.sh"
suite=tests/standin/suite
table=$suite/not-here.tsv

programs() {
	house_files | grep -E '^tests/(integration|conformance)/test_[a-z0-9_]+\.(c|sh|py)$' |
		grep -v redshift
}

exceptions() {
	grep -v '^#' "$table"
}

listed() {
	sed -n 's/^run //p' $suite/*.standin
}

# A program is named without the ending of its source, a script with its own.
forgotten() {
	programs | while read -r program; do
		exceptions | cut -f 1 | grep -qxF "${program##*/}" ||
			listed | grep -qxF -e "$program" -e "${program%.c}" || echo "$program"
	done
}

both_ways() {
	exceptions | cut -f 1 | while read -r name; do
		listed | grep -E "/${name%.c}\$" || programs | grep -qE "/$name\$" || echo "no program $name"
	done
}

without_reason() {
	exceptions | awk -F '\t' 'NF != 2 || $2 == ""'
	grep -hvE '^run tests/|^cannot	[^	]+	[^	]+$' $suite/*.standin
}

not_run() {
	for list in $suite/*.standin; do
		grep -q "/suite/${list##*/}" tests/standin/local.mk || echo "$list is not in tests/standin/local.mk"
		program=$(sed -n 's/^run //p' "$list")
		[ -f "$program" ] || [ -f "$program.c" ] || echo "$list: no $program"
	done
}

sees() { # title, findings
	if [ -n "$2" ]; then pass "seen: $1"; else fail "seen: $1" "nothing was found"; fi
}

holds 'no program is forgotten' "$(forgotten)"
holds 'an exception is of a program, and of none that runs' "$(both_ways)"
holds 'what cannot pass has its reason' "$(without_reason)"
holds 'every list is run' "$(not_run)"

work=$(mktemp -d "${TMPDIR:-/tmp}/shiftpool-standin-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
table=$work/not-here.tsv
grep -v '^test_register' $suite/not-here.tsv >"$table"
sees 'a forgotten program' "$(forgotten)"
printf 'test_errors.c\tit runs all the same\n' >"$table"
sees 'an exception of a program that runs' "$(both_ways)"
printf 'test_gone.c\tit is gone\n' >"$table"
sees 'an exception of no program' "$(both_ways)"
printf 'test_register.sh\t\n' >"$table"
sees 'an exception without a reason' "$(without_reason)"

# How a list judges what a program prints.
printf 'run x\ncannot\ta b\tthat is why\n' >"$work/list"
judged() { # lines of TAP
	printf '%s\n' "$@" | awk -f tests/lib/known.awk "$work/list" - >/dev/null && echo good || echo bad
}
is "what is listed fails" "$(judged 'not ok 1 - a b' 'ok 2 - c' '1..2')" good
is "what is listed and passes is seen" "$(judged 'ok 1 - a b' '1..1')" bad
is "what is listed and not there is seen" "$(judged 'ok 1 - c' '1..1')" bad
is "what is not listed and fails is seen" "$(judged 'not ok 1 - a b' 'not ok 2 - c' '1..2')" bad
is "a program that ends early is seen" "$(judged 'not ok 1 - a b')" bad
is "a program that is skipped is no failure" "$(judged '1..0 # SKIP it is not installed')" good
done_testing
