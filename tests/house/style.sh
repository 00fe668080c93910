#!/bin/sh
# How code looks: what CONTRIBUTING.md says and a machine can see.
. "$top_srcdir/tests/house/house.sh"

holds "files have at most 700 lines" "$(house_sources 'c|h|inc' | xargs wc -l /dev/null |
	awk '$2 != "total" && $1 > 700 { print $2 ": " $1 }')"

# A function's body stands between braces in the first column; its head is the
# last line before it that begins there.
holds "functions have at most 80 lines" "$(house_sources 'c|h|inc' | xargs awk '
	FNR == 1 { inside = 0 }
	/^[A-Za-z_]/ && !inside { head = FNR; title = $0 }
	/^\{/ && !inside { inside = 1 }
	/^\}/ && inside {
		inside = 0
		if (FNR - head + 1 > 80)
			print FILENAME ":" head ": " FNR - head + 1 " lines: " title
	}' /dev/null)"

holds "config.h is included first" "$(house_sources c | xargs awk '
	FNR == 1 { seen = 0 }
	/^#[ \t]*include/ && !seen { seen = 1; if ($0 !~ /"config\.h"/) print FILENAME ": " $0 }' /dev/null)"

holds "a file includes its own header second" "$(house_sources c | xargs awk '
	FNR == 1 {
		seen = 0
		own = FILENAME
		sub(/c$/, "h", own)
		has_own = (getline line <own) >= 0
		close(own)
		sub(/.*\//, "", own)
	}
	/^#[ \t]*include/ && ++seen == 2 && has_own {
		name = $2
		gsub(/"|.*\//, "", name)
		if (name != own)
			print FILENAME ": " $0
	}' /dev/null)"

holds "a header begins with what it is for" "$(house_sources h | xargs awk '
	FNR == 1 && !/^\/\*/ { print FILENAME ": " $0 }' /dev/null)"

# Some headers are lists that are meant to be included again; they say so.
holds "a header is guarded, or says that it is included several times" "$(house_sources h | xargs awk '
	function judge() {
		if (file != "" && !fine)
			print file
	}
	FNR == 1 { judge(); file = FILENAME; fine = 0; guard = ""; comment = 1 }
	comment && /included several times/ { fine = 1 }
	/\*\// { comment = 0 }
	/^#ifndef SP_[A-Z0-9_]*_H$/ && guard == "" { guard = $2 }
	/^#define / && guard != "" && $2 == guard { fine = 1 }
	END { judge() }')"

holds "comments are block comments" "$(house_sources 'c|h|inc' | xargs awk '
	/^[ \t]*\/\// { print FILENAME ":" FNR ": " $0 }' /dev/null)"

holds "lines end without blanks" "$(house_files | grep -E '\.(c|h|inc|def|sql|sh|py|mk|ac|am|md)$' |
	xargs grep -nE '[[:blank:]]+$' /dev/null)"

# The project speaks of itself only.
holds "no path of a machine, no registry, no ticket number" "$(house_files | grep -v '^tests/house/style\.sh$' |
	xargs grep -nIE '(^|[^[:alnum:]_.])/(work|farm|root|home)/|/tmp/w/|deb\.debian\.org|registry\.npmjs|pypi\.org|[Ii]ssue #?[0-9]' /dev/null)"

format=
for try in clang-format-14 clang-format; do
	if "$try" --version 2>/dev/null | grep -q 'version 14\.'; then
		format=$try
		break
	fi
done
if [ -n "$format" ]; then
	holds "clang-format has nothing to change" \
		"$(house_sources 'c|h' | xargs "$format" -n -Werror 2>&1 | grep -E 'error:' | head -n 20)"
else
	skip "clang-format has nothing to change" "no clang-format 14"
fi
done_testing
