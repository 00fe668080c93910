#!/bin/sh
# node's odbc.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
NODE_PATH=${NODE_PATH:+$NODE_PATH:}$top_srcdir/build/node/node_modules
export NODE_PATH
client_needs "node -e require('odbc')" "no node with odbc (npm install odbc)"
client_unsanitized "node's OpenSSL does not free what its threads hold"
client_tables
client_run node "$here/node.js"

answer "types" "select id, small, num::float8, dbl, name, born, at, seen, uid from sample order by id"
answer "big" "select big from sample order by id"
answer "booleans" "select flag::int from sample order by id"
answer "long text" "select length(body) from sample where id = 3"
answer "long bytes" "select length(raw) from sample where id = 3"
answer "bytes" "select $(either "encode(raw, 'hex')" "to_hex(raw)") from sample where id = 1"
answer "json" "select doc from sample where id = 1"
literal "columns" "id SQL_INTEGER,name SQL_VARCHAR"
literal "no rows" "0"
answer "cursor" "select count(*) || ' ' || sum(line) from child"
literal "parameters" "42|grüße €|1.5|1"
literal "null parameters" "NULL|NULL"
literal "rows in" "20|210000|21000"
literal "rows changed" "5"
literal "after rollback" "20"
literal "after commit" "10"
literal "tables" "public|sample|TABLE|one row a case"
literal "table columns" "sample_id|4|0|NULL;line|4|0|NULL;note|12|1|'none'"
literal "primary keys" "sample_id|1;line|2"
literal "foreign keys" "id|child|sample_id"
resembles "wrong statement" '^42000 .*syntax error'
resembles "error" '^42S02 .*relation "no_such_table" does not exist'
resembles "constraint" '^23000 '
literal "and goes on" "5"
literal "its pool" "190"
resembles "wrong password" '^28000 '
done_testing
