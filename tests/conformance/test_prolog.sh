#!/bin/sh
# SWI-Prolog's odbc.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
client_needs "swipl -g use_module(library(odbc)) -g halt" "no SWI-Prolog with odbc (packages swi-prolog-core, swi-prolog-odbc)"
client_unsanitized "SWI-Prolog cannot unmap its stacks"
client_tables
client_run swipl "$here/odbc.prolog"

answer "plain" "select id, small, big, name from sample order by id"
answer "as atoms" "select num, dbl, born, at, seen, uid from sample order by id"
literal "dates" "row(date(2024,2,29),timestamp(2024,2,29,12,34,56,789000000))"
answer "long text" "select length(body) from sample where id = 3"
literal "parameters" "row(42,grüße)"
literal "prepared again" "row(2,abc)"
literal "rows of an insert" "1"
answer "many rows" "select sum(line) from child"
literal "columns" "[sample_id,line,note]"
literal "table" "yes"
literal "types known" "yes"
literal "rows deleted" "51"
literal "after rollback" "51"
literal "state" "42S02"
literal "wrong password" "28000"
is "the text that went in" "$(psql_client -c "select count(t), min(t), max(id) from prolog_in")" '50|é1|51'
done_testing
