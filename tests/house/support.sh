#!/bin/sh
# driver/support.tsv says of every function of ODBC what the driver does of it: it
# agrees with what is exported, each case that it names is there, and README's table
# is made of it:
#
#	awk -f tests/house/support.awk driver/support.tsv
#
# The last tests take something away and must see it missing.
. "$top_srcdir/tests/house/house.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/shiftpool-support-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
table=driver/support.tsv

rows() { # table
	grep -v '^#' "$1"
}

# Five columns without a hole; who does it, or what is missing, is said.
bad_rows() { # table
	rows "$1" | awk -F '\t' '
		NF != 5 || $1 !~ /^SQL[A-Za-z]+$/ || $2 == "" || $4 == "" || $5 == "" { print; next }
		$3 !~ /^(full|partly|none|manager)$/ { print; next }
		$3 != "full" && $4 == "-" { print; next }
		($3 == "full" || $3 == "partly") != ($5 != "-") { print; next }
		seen[$1]++ { print }'
}

# SQLGetFunctions answers from functions.def, and exports.sh holds it against the module.
not_as_exported() { # table
	{
		rows "$1" | awk -F '\t' '$3 == "full" || $3 == "partly" { print $1 }' | sort
		sed -n 's/^F(\([A-Za-z]*\),.*/\1/p' driver/odbc/functions.def | sort
	} | sort | uniq -u
}

# The headers name every function that there is; those of the other side are left out.
functions_of_headers() {
	for header in sql.h sqlext.h; do
		for folder in $(pkg-config --variable=includedir odbc 2>/dev/null) /usr/include /usr/local/include; do
			[ ! -f "$folder/$header" ] || {
				sed -n 's/.*SQL_API[ 	]*\(SQL[A-Za-z]*\)[ 	]*(.*/\1/p' "$folder/$header"
				break
			}
		done
	done | sort -u
}

not_of_odbc() { # table
	rows "$1" | cut -f 1 | sort >"$work/listed"
	functions_of_headers | comm -23 - "$work/listed"
}

# file:case, and the program calls the function.  file:- stands for the list of all calls.
missing_cases() { # table
	rows "$1" | awk -F '\t' '$5 != "-" { print $1, $5 }' | while read -r function test; do
		file=tests/${test%%:*}.c case=${test#*:}
		if [ "$case" = - ]; then
			grep -q "^C($function," tests/unit/api_calls.def || echo "$function: $test"
		elif ! grep -q "TEST_CASE([a-z_0-9]*$case)" "$file" 2>/dev/null; then
			echo "$function: no $test"
		elif ! grep -q "$function(" "$file"; then
			echo "$function: not called by $file"
		fi
	done
}

not_in_readme() { # readme
	awk -f tests/house/support.awk "$table" >"$work/made"
	sed -n '/^| part | functions | remarks |$/,/^$/p' "$1" | grep '^|' >"$work/there"
	diff "$work/there" "$work/made"
}

sees() { # title, findings
	if [ -n "$2" ]; then pass "$1"; else fail "$1" "nothing was found"; fi
}

holds "every row is complete" "$(bad_rows "$table")"
holds "the table is what is exported" "$(not_as_exported "$table")"
holds "every function of ODBC's headers is in the table" "$(not_of_odbc "$table")"
holds "every case that it names is there and calls the function" "$(missing_cases "$table")"
holds "README's table is made of it" "$(not_in_readme README.md)"

grep -v '^SQLFetch	' "$table" >"$work/table"
sees "seen: an exported function without a row" "$(not_as_exported "$work/table")"
sed 's/^\(SQLFetch	[^	]*	full	\)-/\1/' "$table" >"$work/table"
sees "seen: a hole in a row" "$(bad_rows "$work/table")"
sed 's/every_move_obeys/no_move_obeys/' "$table" >"$work/table"
sees "seen: a case that is not there" "$(missing_cases "$work/table")"
sed 's/SQLFetchScroll, //' README.md >"$work/readme"
sees "seen: README's table out of step" "$(not_in_readme "$work/readme")"
done_testing
