#!/bin/sh
# What the module exports is what functions.def lists, by both of its names, and
# SQLGetFunctions answers from the same list.
. "$top_srcdir/tests/house/house.sh"
so=${SHIFTPOOL_MODULE:-$top_builddir/.libs/shiftpoolodbc.so}
[ -f "$so" ] || {
	echo "Bail out! no $so"
	exit 99
}
list=${SHIFTPOOL_FUNCTIONS:-driver/odbc/functions.def}

exported() { # extended regular expression
	nm -D --defined-only "$so" | awk '{ print $NF }' | sed 's/@.*//' | grep -E "$1" | sort
}

# F(name, number, wide) is one export, or two.
listed() {
	sed -n 's/^F(\([A-Za-z]*\), [A-Z0-9_]*, \([01]\))$/\1 \2/p' "$list" |
		awk '{ print $1 } $2 == 1 { print $1 "W" }' | sort
}

same() { # title, one list, the other
	if [ "$2" = "$3" ]; then
		pass "$1"
	else
		fail "$1" "$(printf '%s\n' "$2" "$3" | sort | uniq -u)"
	fi
}

same "exports the functions of the list" "$(exported '^SQL')" "$(listed)"
same "each under libltdl's name too" "$(exported '^shiftpoolodbc_LTX_SQL')" \
	"$(listed | sed 's/^/shiftpoolodbc_LTX_/' | sort)"
holds "the list has no line of another form" "$(grep '^F' "$list" |
	grep -vE '^F\(SQL[A-Za-z]+, SQL_API_[A-Z0-9]+, [01]\)$')"
done_testing
