#!/bin/sh
# Tcl's tdbc::odbc.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
has_tdbc() {
	echo 'package require tdbc::odbc' | tclsh 2>&1 | grep -q . && return 1
	command -v tclsh
}
client_needs has_tdbc "no tdbc::odbc (package tcl8.6-tdbc-odbc)"
client_tables
client_run tclsh "$here/tdbc.tcl"

answer "types" "select id, num, dbl, name, born, at, seen, uid from sample where id <> 2 order by id"
literal "nulls" "id name"
answer "long text" "select length(body) from sample where id = 3"
answer "big" "select small, big from sample where id <> 2 order by id"
literal "parameters" "42|grüße|2000-01-02"
answer "prepared again and again" "select name from sample order by id"
resembles "columns" "integer"
literal "rows of an insert" "1"
literal "rows changed" "11"
literal "tables" "sample"
literal "columns of a table" "sample_id,line,note"
literal "nullable" "0,0,1"
literal "primary keys" "sample_id,line"
literal "foreign keys" "child|sample_id|id"
literal "after rollback" "1 51"
literal "after commit" "41"
answer "foreach" "select sum(line) from child"
resembles "error" "^42S02$"
literal "first result" "1 0"
literal "next result" "1 1 2"
literal "wrong password" "1"
is "the text that went in" "$(psql_client -c "select count(t), sum(length(t)), sum(n) from tcl_in")" "40|122000|778.00"
done_testing
