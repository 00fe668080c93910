#!/bin/sh
# The shiftpool command: what it prints, and its exit codes.
cd "$top_srcdir" || exit 99
. tests/lib/tap.sh
work=$(mktemp -d "${TMPDIR:-/tmp}/shiftpool-tool-XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
ODBCINI=$work/odbc.ini
ODBCSYSINI=$work
export ODBCINI ODBCSYSINI
unset SHIFTPOOL_INI SHIFTPOOL_LOG

cat >"$ODBCINI" <<'END'
[good]
Driver = ShiftPool
Servername = db.example
UID = reader
PWD = hunter2
PoolProfile = conservative
MaxOverflow = 7
Fetch = 100
[faults]
Driver = ShiftPool
PoolSzie = 3
PoolTimeout = soon
Server = a
Host = b
PoolProfile = nowhere
PWD = hun;ter2
[foreign]
Driver = SomebodyElse
PoolSzie = 3
[behind]
Driver = other
END
printf '[other]\nDriver = /usr/lib/odbc/shiftpoolodbc.so\n' >"$work/odbcinst.ini"

# Runs the command; leaves out, err and status.
run() {
	out=$("$top_builddir/shiftpool" "$@" 2>"$work/err")
	status=$?
	err=$(cat "$work/err")
}

run --version
is "the version is told" "$out $status" "shiftpool $(sed -n 's/^AC_INIT(\[shiftpool\], \[\(.*\)\], .*/\1/p' configure.ac) 0"
run --help
is "help is no mistake" "$status" 0
for command in settings check profiles keys; do
	like "help names $command" "$out" "shiftpool $command"
done
run
is "no command is a mistake" "$status" 2
run nonsense
is "an unknown command is a mistake" "$status" 2
run keys --nonsense
is "an unknown option is a mistake" "$status" 2

run settings good
is "settings of a good source" "$status" 0
like "a value of the source" "$out" '^MaxOverflow +7 +data source$'
like "a value of the profile" "$out" '^PoolSize +10 +profile conservative$'
like "a built-in value" "$out" '^PoolReset +smart +built-in$'
like "the password is hidden" "$out" '^PWD +\*\*\*\* '
unlike "the password is nowhere" "$out$err" hunter2
like "the cap" "$out" 'at most 17 sessions'
like "the line of the guide" "$out" "^PostgreSQL connection pooling configured: \{'pool_size': 10, 'max_overflow': 7, 'pool_timeout': 60, 'pool_recycle': 3600, 'pool_pre_ping': True\}$"
like "a key without effect is noted" "$err" '^note: Fetch in data source "good" has no effect'
run settings 'DSN=good;PoolSize=3;Pooling=no'
like "a connection string counts more" "$out" '^PoolSize +3 +connection string$'
like "pooling off is said" "$out" 'Pooling is off'
run settings faults
is "settings that do not work" "$status" 1
like "why they do not" "$err" '^error: PoolTimeout=soon in data source "faults" is not valid: seconds from 0 to 86400'
run settings nowhere
is "a source that is not there" "$status" 3

run settings 'DSN=good;IAM=1'
is "settings that cannot be" "$status" 1
like "why they cannot" "$err" '^error: IAM in the connection string cannot be used: .*UID and PWD'
run settings 'DSN=good;CX=1c305008a;ServerPooler=transaction'
like "what psqlodbc packs" "$out" '^BoolsAsChar +true +connection string$'
like "what follows from another setting" "$out" '^Prepare +unnamed +connection string$'

mkdir "$work/none"
check_alone() { # file
	out=$(ODBCINI=$1 ODBCSYSINI=$work/none "$top_builddir/shiftpool" check 2>&1)
	status=$?
}

# Whole data sources of the other drivers have nothing that is wrong.
for other in psqlodbc redshift; do
	sed 's/@SECTION@/other/; s/@PORT@/5432/; s/@[A-Z]*@/x/' "tests/integration/dropin_$other.ini" >"$work/$other.ini"
	check_alone "$work/$other.ini"
	is "a data source of $other has no faults" "$status" 0
	unlike "and no key unknown" "$out" 'does not know'
	like "keys without effect are named" "$out" 'no effect here'
done
cat >"$work/peer.ini" <<'END'
[peer]
Driver = ShiftPool
IAM = 1
plugin_name = okta
CX = xyz
PWD = a%2Bb
END
check_alone "$work/peer.ini"
is "what cannot be used is a fault" "$status" 1
like "with its line and remedy" "$out" 'peer.ini:3: \[peer\] IAM: cannot be used: .*UID and PWD'
like "a plugin too" "$out" 'peer.ini:4: \[peer\] plugin_name: cannot be used'
like "switches that are none" "$out" 'peer.ini:5: \[peer\] CX: no effect here'
like "a password that psqlodbc would decode" "$out" 'peer.ini:6: \[peer\] PWD: is taken as it is'

run check
is "faults are found" "$status" 1
like "a misspelt key" "$out" 'odbc.ini:11: \[faults\] PoolSzie: .* did you mean PoolSize\?'
like "a bad value" "$out" 'odbc.ini:12: \[faults\] PoolTimeout = soon is not valid: seconds'
like "two spellings" "$out" 'odbc.ini:14: \[faults\] Host: does not count, since Server in line 13'
like "no such profile" "$out" 'odbc.ini:15: \[faults\] PoolProfile: there is no such profile'
like "what readers disagree on" "$out" 'odbc.ini:16: \[faults\] PWD: iniparser takes the rest'
unlike "the password is not repeated" "$out$err" 'ter2'
unlike "other drivers are left alone" "$out" 'foreign'
like "sources are counted, by the driver's file too" "$out" '3 data sources of ShiftPool, 4 faults, 2 remarks'
run check --all
like "or not, if asked" "$out" 'odbc.ini:19: \[foreign\] PoolSzie'
run check --strict
like "differences can count" "$out" '5 faults, 1 remark$'
sed '/^\[faults\]/,$d' "$ODBCINI" >"$work/clean.ini"
run check "$work/clean.ini"
is "a clean file" "$status" 0
run check "$work/nowhere.ini"
is "a file that is not there" "$status" 3

printf '[profile own]\nPoolSize = 4\n[profile minimal]\nPoolSize = 1\n' >"$work/sp.ini"
SHIFTPOOL_INI=$work/sp.ini
export SHIFTPOOL_INI
run profiles
is "profiles are listed" "$status" 0
like "a built-in one" "$out" '^aggressive \(built in\)'
like "an own one" "$out" '^own \('
like "one replaced" "$out" '^minimal \(.*replaces'
unlike "the one behind it is gone" "$out" '^minimal \(built in'
echo broken >"$work/sp.ini"
run profiles
is "a broken file is a fault" "$status" 1
like "with its line" "$err" 'sp.ini.*\(1\)'

run keys recycle
like "keys are explained" "$out" '^PoolRecycle$'
run keys nosuchword
is "nothing found" "$status" 1
run keys --names
is "all of them" "$(printf '%s\n' "$out" | grep -c '^PoolSize	')" 1
done_testing
