#!/bin/sh
# GDAL: ogrinfo and ogr2ogr read through ODBC.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
has_gdal() {
	ogrinfo --formats | grep -q ODBC
}
client_needs has_gdal "no ogr2ogr with ODBC (package gdal-bin)"
client_tables
source="ODBC:$SP_TEST_USER/$SP_TEST_PASSWORD@pooled"

# One file of CSV: what a query gives, as "line;line".
csv() { # SQL
	rm -f "$SP_TEST_DIR/out.csv"
	foreign ogr2ogr -f CSV -lco STRING_QUOTING=IF_NEEDED "$SP_TEST_DIR/out.csv" "$source" -sql "$1" 2>"$SP_TEST_DIR/complaints" || cat "$SP_TEST_DIR/complaints"
	tail -n +2 "$SP_TEST_DIR/out.csv" 2>/dev/null | tr -d '\r' | paste -sd';'
}

layers=$(foreign ogrinfo -ro "$source" 2>&1)
like "ogrinfo lists tables" "$layers" '^[0-9]+: (public\.)?sample'
like "and views" "$layers" '^[0-9]+: (public\.)?names'
info=$(foreign ogrinfo -ro -so "$source,sample" sample 2>&1)
like "a layer has its rows" "$info" '^Feature Count: 3'
like "an integer" "$info" '^small: Integer'
like "a number with its scale" "$info" '^num: Real \(12\.3\)'
like "a text with its length" "$info" '^name: String \(20\.0\)'
like "a date" "$info" '^born: Date'
like "a timestamp" "$info" '^seen: DateTime'
like "bytes" "$info" '^raw: Binary'
is "numbers and names" "$(csv "select small, num, name from sample where id <> 3 order by id")" \
	'7,123.456,grüße €;,,nulls'
is "dates" "$(csv "select born, seen from sample where id = 1")" "2024/02/29,2024/02/29 12:34:56.789"
is "long text" "$(csv "select body from sample where id = 3" | wc -c)" \
	"$(psql_client -c "select length(body) + 1 from sample where id = 3")"
is "all rows" "$(csv "select sample_id, line, note from child order by line" | tr ';' '\n' | awk -F, '{ n += $2 } END { print n, NR }')" \
	"31375 250"
is "a filter goes to the server" \
	"$(foreign ogrinfo -ro -al -so -where "line > 240" "$source,child" child 2>&1 | sed -n 's/^Feature Count: //p')" 10
like "an error is reported" "$(csv "select * from no_such_table")" 'relation "no_such_table" does not exist'
like "a wrong password is refused" "$(foreign ogrinfo -ro "ODBC:$SP_TEST_USER/wrong@pooled" 2>&1)" \
	'password authentication failed|[Uu]nable to open'
done_testing
