#!/bin/sh
# Every setting stands in the manual, with its aliases and its default, and in
# odbc.ini.sample.  The command tells what there is, so that the table alone counts.
# The last tests take something away and must see it missing.
cd "$top_srcdir" || exit 99
. tests/lib/tap.sh
manual=man/shiftpool-odbc.ini.5
sample=odbc.ini.sample
work=$(mktemp -d "${TMPDIR:-/tmp}/shiftpool-docs-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
table=$work/table
"$top_builddir/shiftpool" keys --names >"$table" || exit 99

# Each check prints what is missing.  roff writes \- for a minus sign.
missing_in_manual() { # manual
	awk -F '\t' '
		NR == FNR { gsub(/\\-/, "-"); text[NR] = $0; n = NR; next }
		{
			bold = ".B " $1
			with = ".BR " $1 " \" = \" " $3
			found = 0
			for (i = 1; i <= n && !found; i++)
				found = $3 == "" ? text[i] == bold : text[i] == with
			if (!found)
				print $1 ($3 == "" ? "" : " = " $3)
			m = split($2, aliases, " ")
			for (j = 1; j <= m; j++) {
				found = 0
				for (i = 1; i <= n && !found; i++)
					found = index(text[i], "\\fB" aliases[j] "\\fR")
				if (!found)
					print $1 ": alias " aliases[j]
			}
		}' "$1" "$table"
}

# DSN and the keys of its kind belong into connection strings, not into the file.
missing_in_sample() { # sample
	awk -F '\t' '
		NR == FNR {
			line = $0
			sub(/^#/, "", line)
			key = line
			sub(/ *=.*/, "", key)
			if (line ~ /=/)
				seen[key] = seen[key] "\n" line "\n"
			next
		}
		$1 ~ /^(DSN|FileDSN|SaveFile)$/ { next }
		!($1 in seen) || !index(seen[$1], "\n" $1 " =" ($3 == "" ? "" : " " $3 "\n")) {
			print $1 ($3 == "" ? "" : " = " $3)
		}' "$1" "$table"
}

holds() { # title, findings
	if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi
}

sees() { # title, findings, what must be among them
	if printf '%s\n' "$2" | grep -qxF -- "$3"; then pass "$1"; else fail "$1" "$2"; fi
}

[ "$(wc -l <"$table")" -gt 100 ] && pass "the table is read" || fail "the table is read" "$(cat "$table")"
holds "every setting is in the manual, with aliases and default" "$(missing_in_manual "$manual")"
holds "every setting is in odbc.ini.sample, with its default" "$(missing_in_sample "$sample")"

grep -v '^\.BR PoolSize ' "$manual" >"$work/manual"
sees "seen: a setting missing in the manual" "$(missing_in_manual "$work/manual")" "PoolSize = 5"
sed 's/^\(\.BR PoolRecycle " = "\) .*/\1 1/' "$manual" >"$work/manual"
sees "seen: another default in the manual" "$(missing_in_manual "$work/manual")" "PoolRecycle = 3600"
sed 's/LogonID/X/' "$manual" >"$work/manual"
sees "seen: an alias missing in the manual" "$(missing_in_manual "$work/manual")" "UID: alias LogonID"
grep -v '^#sslcrl ' "$sample" >"$work/sample"
sees "seen: a setting missing in the sample" "$(missing_in_sample "$work/sample")" "sslcrl"
sed 's/^#PoolRecycle = .*/#PoolRecycle = 1/' "$sample" >"$work/sample"
sees "seen: another default in the sample" "$(missing_in_sample "$work/sample")" "PoolRecycle = 3600"
done_testing
