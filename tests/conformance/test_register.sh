#!/bin/sh
# The one line of README.md registers the driver, and a program finds it then.
. "$top_srcdir/tests/lib/tap.sh"
command -v odbcinst >/dev/null || skip_all "no odbcinst (package odbcinst)"

ODBCSYSINI=$SP_TEST_DIR/system
export ODBCSYSINI
mkdir "$ODBCSYSINI"
: >"$ODBCSYSINI/odbcinst.ini"
# The fragment names the installed driver; the test wants the one just built.
sed "s|^Driver *=.*|Driver = $SP_TEST_DRIVER|" "$top_builddir/man/odbcinst.ini" >"$SP_TEST_DIR/odbcinst.ini.new"
like "odbcinst takes the fragment" "$(odbcinst -i -d -f "$SP_TEST_DIR/odbcinst.ini.new" 2>&1)" 'installed'
out=$(odbcinst -q -d -n ShiftPool 2>&1)
like "the driver is registered" "$out" "^Driver=$SP_TEST_DRIVER"
like "calls arrive in parallel" "$out" '^Threading=0'
like "the driver stays loaded" "$out" '^DontDLClose=1'
unlike "the driver manager does not pool above it" "$out" '^CPTimeout'
is "isql connects through it" "$(echo 'select 7' | foreign isql pooled -b -d, 2>&1)" 7
done_testing
