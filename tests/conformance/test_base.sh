#!/bin/sh
# LibreOffice Base.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
has_base() {
	command -v soffice >/dev/null && /usr/bin/python3 -c 'import uno' &&
		ls /usr/lib*/libreoffice/program/libodbclo.so >/dev/null
}
client_needs has_base "no LibreOffice Base (packages libreoffice-base and python3-uno)"
client_unsanitized "the office does not start"
client_tables
client_run /usr/bin/python3 "$here/base.py"

answer "types" "select id, small, big, num, flag::int, name, born from sample order by id"
answer "as text" "select at::text, seen::text, uid::text, doc::text from sample order by id"
literal "a double" "1e+300"
answer "long text" "select length(body) from sample where id = 3"
answer "long bytes" "select length(raw) from sample where id = 3"
answer "columns" "select string_agg(attname, ',' order by attnum) from pg_attribute
	where attrelid = 'sample'::regclass and attnum > 0"
literal "a size" "12.3"
literal "parameters" "42|grüße €|12.50|1"
literal "scrolls" "250,17,18,1"
literal "server" "PostgreSQL"
literal "tables" "public|sample|TABLE"
literal "table columns" "sample_id|4|0;line|4|0;note|12|1"
literal "primary keys" "sample_id|1;line|2"
literal "foreign keys" "sample|id|child|sample_id"
literal "types known" "True"
literal "rows of an insert" "3"
resembles "error" '^42S02 .*relation "no_such_table" does not exist'
literal "wrong password" "28000"
is "the rows that went in" "$(psql_client -c "select count(*), sum(length(name)) from base_in where id between 4 and 23")" "20|270"
is "rows edited in place" "$(psql_client -c "select id, name from base_in where id < 4 or id = 100 order by id")" \
	"1|one;2|zwei;100|hundert"
done_testing
