#!/bin/sh
# The house tests can fail: each rule is run on a copy of the sources with one
# fault planted, and must report it.
. "$top_srcdir/tests/house/house.sh"
work=$(mktemp -d "${TMPDIR:-/tmp}/shiftpool-seeded-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
# A part of the sources is enough to plant a fault in, and quick to check.
mkdir "$work/clean"
house_files | grep -E '^(driver/util/(buf|str)\.|pool/list\.|tests/house/|tests/lib/)|^\.clang-format$' |
	tar -cf - -T - | tar -xf - -C "$work/clean"
mkdir -p "$work/clean/driver/odbc" "$work/clean/driver/sql" "$work/clean/man"
copy=$work/copy

# Plants a fault with a shell command run in a copy, and expects a test to name it.
caught() { # what, test, title of the rule, command
	rm -rf "$copy"
	cp -a "$work/clean" "$copy"
	chmod -R u+w "$copy"
	(cd "$copy" && eval "$4") || fail "$1" "the fault was not planted"
	seeded_out=$(top_srcdir=$copy sh "$copy/tests/house/$2" 2>&1)
	if printf '%s\n' "$seeded_out" | grep -q "^not ok [0-9]* - $3"; then
		pass "seen: $1"
	else
		fail "seen: $1" "$seeded_out"
	fi
}

layer='each folder includes only what is below it'
caught "the pool includes the driver" layers.sh "$layer" \
	'echo "#include \"util/buf.h\"" >>pool/list.h'
caught "util includes a folder above it" layers.sh "$layer" \
	'echo "#include \"odbc/handle.h\"" >>driver/util/buf.c'
caught "peers include each other" layers.sh "$layer" \
	'echo "#include \"conv/value.h\"" >>driver/sql/seeded.c'
caught "a folder without a layer" layers.sh "$layer" \
	'mkdir driver/extra && echo "#include <stdio.h>" >driver/extra/seeded.c'
known='libpq, ODBC and iniparser are known where they belong'
caught "libpq outside of driver/pg" layers.sh "$known" \
	'echo "#include <libpq-fe.h>" >driver/odbc/seeded.c'
caught "ODBC types in the pool" layers.sh "$known" 'echo "#include <sqlext.h>" >>pool/list.h'
caught "iniparser outside of driver/conf" layers.sh "$known" \
	'echo "#include <iniparser/iniparser.h>" >driver/odbc/seeded.c'

caught "a file of 701 lines" style.sh 'files have at most 700 lines' \
	'yes "" | head -n 701 >driver/util/seeded.c'
caught "a function of 81 lines" style.sh 'functions have at most 80 lines' \
	'{ echo "int f(void)"; echo "{"; yes "	;" | head -n 78; echo "}"; } >driver/util/seeded.c'
caught "config.h missing" style.sh 'config.h is included first' \
	'echo "#include <stdio.h>" >driver/util/seeded.c'
caught "own header late" style.sh 'a file includes its own header second' \
	'printf "#include \"config.h\"\n#include <stdio.h>\n#include \"util/seeded.h\"\n" >driver/util/seeded.c
	echo "/* x */" >driver/util/seeded.h'
caught "a header without a word" style.sh 'a header begins with what it is for' \
	'echo "#define X 1" >driver/util/seeded.h'
caught "a header without a guard" style.sh 'a header is guarded' \
	'echo "/* x */" >driver/util/seeded.h'
caught "a line comment" style.sh 'comments are block comments' \
	'echo "// x" >driver/util/seeded.c'
caught "a blank at the end of a line" style.sh 'lines end without blanks' \
	'echo "/* x */ " >driver/util/seeded.c'
caught "a path of a machine" style.sh 'no path of a machine' \
	'echo "see /""work/notes" >man/seeded.md'
caught "the host of a registry" style.sh 'no path of a machine' \
	'echo "from deb.""debian.org" >man/seeded.md'
if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
	caught "code that is not formatted" style.sh 'clang-format has nothing to change' \
		'printf "int   x ;\n" >driver/util/seeded.c'
else
	skip "seen: code that is not formatted" "no clang-format 14"
fi

# A list of functions that is not what the module exports.
sed '/^F(SQLFetch,/d' driver/odbc/functions.def >"$work/functions.def"
seeded_out=$(SHIFTPOOL_FUNCTIONS=$work/functions.def sh tests/house/exports.sh 2>&1)
if printf '%s\n' "$seeded_out" | grep -q "^not ok 1 - exports the functions of the list"; then
	pass "seen: an export that is not listed"
else
	fail "seen: an export that is not listed" "$seeded_out"
fi

# Modules with one fault each.
module() { # what, title of the rule, C text, linker flags
	printf '%s\n' "$3" >"$work/m.c"
	# shellcheck disable=SC2086
	"${CC:-cc}" -shared -fPIC $4 -o "$work/m.so" "$work/m.c" 2>"$work/cc.err" || {
		fail "seen: $1" "$(cat "$work/cc.err")"
		return
	}
	seeded_out=$(SHIFTPOOL_MODULE=$work/m.so sh tests/house/symbols.sh 2>&1)
	if printf '%s\n' "$seeded_out" | grep -q "^not ok [0-9]* - $2"; then
		pass "seen: $1"
	else
		fail "seen: $1" "$seeded_out"
	fi
}
call='int SQLA(void) { return 0; } int SQLB(void) { return SQLA(); }'
good='-Wl,-z,nodelete -Wl,-z,now -Wl,-z,relro -Wl,-Bsymbolic-functions'
if command -v "${CC:-cc}" >/dev/null; then
	module "a foreign export" 'exports only' 'int helper(void) { return 0; }' "$good"
	module "a call through the linker" 'no SQL\* call' "$call" '-Wl,-z,nodelete'
	module "a wide function alone" 'each wide entry point' 'int SQLTablesW(void) { return 0; }' "$good"
	module "a module that can be unloaded" 'cannot be unloaded' "$call" '-Wl,-z,now'
	module "lazy binding" 'is bound when' "$call" '-Wl,-z,nodelete -Wl,-z,lazy'
	module "no relro" 'relocations are read-only' "$call" '-Wl,-z,nodelete -Wl,-z,norelro'
	module "an executable stack" 'the stack is not executable' "$call" '-Wl,-z,execstack'
else
	skip "seen: faults of a module" "no C compiler"
fi
done_testing
