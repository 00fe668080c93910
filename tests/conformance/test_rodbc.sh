#!/bin/sh
# R's RODBC.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
client_needs "Rscript -e library(RODBC)" "no RODBC (package r-cran-rodbc)"
client_tables
client_run Rscript --vanilla "$here/rodbc.R"

literal "connected" "TRUE"
literal "server" "$(either PostgreSQL Redshift)"
answer "types" "select id, small, big, num, dbl, name, born, at, seen, uid from sample order by id"
literal "classes" "integer,numeric,numeric,character,Date,POSIXct"
literal "date" "2024-02-29"
literal "text up to its limit" "60000"
literal "text among others" "60000"
literal "json" "TRUE"
literal "text without a size in a row of many" "600,30000,60000"
answer "bytes" "select length(raw) from sample where id = 3"
for n in 1 7 100 1024; do
	literal "rows_at_time $n" "250,31375,note 250"
done
literal "max" "17"
literal "by pieces" "55,155"
literal "sqlTables" "public|sample|TABLE"
literal "sqlColumns" "sample_id,line,note"
literal "special" "sample_id,line"
literal "sqlPrimaryKeys" "sample_id,line"
literal "sqlTypeInfo" "TRUE"
literal "sqlFetch" "250,3,3,3"
literal "sqlSave" "grüße|1.5|1;it's|NULL|2;NULL|-2e+10|NULL"
literal "sqlSave appends" "6"
literal "sqlSave of many rows" "500,15656.25"
literal "sqlUpdate" "1|a;2|changed"
literal "sqlClear" "0"
literal "sqlDrop" "0"
literal "after rollback" "500"
resembles "error" '42S02 .*relation "no_such_table" does not exist'
literal "wrong password" "-1"
done_testing
