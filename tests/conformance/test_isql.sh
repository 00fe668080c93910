#!/bin/sh
# isql and iusql: verbose connect, help, help TABLE, SELECTs, an INSERT, an error.
# Both are ODBC 2 programs, so they see the SQLSTATEs of ODBC 2; iusql shows none.
. "$top_srcdir/tests/lib/tap.sh"
command -v isql >/dev/null || skip_all "no isql (package unixodbc)"

# Feeds lines of SQL to a program in batch mode.
batch() { # program, DSN, options, lines
	batch_program=$1 batch_dsn=$2 batch_options=$3
	shift 3
	# shellcheck disable=SC2086
	printf '%s\n' "$@" | foreign "$batch_program" "$batch_dsn" -b $batch_options 2>&1
}

suite() { # program
	p=$1
	case $p in
	isql) missing='\[S0002\].*' wrong='\[37000\].*' refused='\[28000\].*' ;;
	*) missing='' wrong='' refused='' ;;
	esac
	t=client_$p
	out=$(printf 'select 1\nquit\n' | foreign "$p" pooled -v 2>&1)
	like "$p: -v greets" "$out" 'Connected!'
	like "$p: and runs SQL" "$out" '^\| 1 +\|'
	like "$p: counts rows" "$out" '1 rows? fetched'

	batch "$p" pooled "" "create table $t (id int primary key, name varchar(20), price numeric(8,2), born date)" >/dev/null
	like "$p: INSERT counts its rows" \
		"$(batch "$p" pooled "" "insert into $t values (1, 'one', 1.50, '2024-02-29'), (2, 'zwei', null, null)")" \
		'SQLRowCount returns 2'
	out=$(batch "$p" pooled "-d," "select id, name, price, born from $t order by id")
	is "$p: SELECT with columns of several types" "$out" '1,one,1.50,2024-02-29
2,zwei,,'
	out=$(batch "$p" pooled "-d, -c" "select id, name from $t order by id desc" "select count(*) from $t")
	is "$p: several SELECTs with names" "$out" 'id,name
2,zwei
1,one
count
2'
	out=$(batch "$p" pooled "" "help")
	like "$p: help lists the table" "$out" "\| public +\| $t +\| TABLE "
	out=$(batch "$p" pooled "-d, -c" "help $t")
	is "$p: help TABLE lists its columns" "$(printf '%s\n' "$out" | cut -d, -f3,4)" "TABLE_NAME,COLUMN_NAME
$t,id
$t,name
$t,price
$t,born"
	out=$(batch "$p" pooled "-v" "select * from no_such_table")
	like "$p: an error shows the server's text" "$out" "${missing}relation \"no_such_table\" does not exist"
	out=$(batch "$p" pooled "-v -d," "selekt" "select 2")
	like "$p: a wrong statement is refused" "$out" "${wrong}syntax error at or near \"selekt\""
	like "$p: and the next one runs" "$out" '^2$'
	is "$p: text beyond ASCII" "$(batch "$p" pooled "-d," "select 'grüße €'")" 'grüße €'
	is "$p: a longer value is whole" "$(batch "$p" pooled "-d," "select repeat('x', 250)" | tr -d '\n' | wc -c)" 250
	out=$(printf 'select 1\n' | foreign "$p" pooled "$SP_TEST_USER" wrong -b -v 2>&1)
	like "$p: a wrong password is refused" "$out" "${refused}password authentication failed"
	like "$p: works without pooling too" "$(batch "$p" plain "-d," "select 3")" '^3$'
	batch "$p" pooled "" "drop table $t" >/dev/null
}

# The options that shape the output.
modes() { # program
	p=$1
	row="select 1 as a, 'x y' as b, null as c"
	is "$p: -x0x09 parts columns by tabs" "$(batch "$p" pooled "-x0x09 -c" "$row")" "$(printf 'a\tb\tc\n1\tx y\t')"
	out=$(batch "$p" pooled "-w" "$row")
	is "$p: -w writes a table of HTML" "$(printf '%s\n' "$out" | grep -c '<td>')" 6
	like "$p: with its values" "$out" '^x y</font>$'
	like "$p: -m3 narrows columns" "$(batch "$p" pooled "-m3" "$row")" '^\| 1  \| x y\|    \|$'
	is "$p: -l sets a locale" "$(batch "$p" pooled "-d, -lC.UTF-8" "select 'grüße', 1.5")" "grüße,1.5"
	is "$p: -e runs at once" "$(batch "$p" pooled "-d, -e" "$row")" "1,x y,"
}

suite isql
modes isql
modes iusql
is "isql: -3 is an ODBC 3 program" "$(batch isql pooled "-d, -3" "select 1, null")" "1,"
is "isql: -k takes a connection string" "$(batch isql "DSN=pooled;PoolSize=2" "-d, -k" "select 4")" 4
like "isql: -L10 shortens values" "$(batch isql pooled "-L10" "select repeat('x', 50) as long")" '^\| x{7}\.\.\.\|$'
is "isql: -q quotes text" "$(batch isql pooled "-d, -q" "select 1, 'x y', date '2024-02-29'")" '1,"x y",2024-02-29'
is "isql: -n reads statements of several lines" "$(batch isql pooled "-d, -n" "select 1," "2;" "select 3;")" '1,2
3'
suite iusql
done_testing
