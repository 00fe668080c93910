#!/bin/sh
# LuaSQL's odbc.
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/conformance/client.sh"
has_luasql() {
	lua5.4 -e 'require "luasql.odbc"'
}
client_needs has_luasql "no luasql.odbc (packages lua5.4 and lua-sql-odbc)"
client_unsanitized "LuaSQL fails by its own narrow lengths"
client_tables
# Redshift has no RETURNING: there procedures return something.
[ "$SP_TEST_SERVER" != standin ] || psql_client <<'SQL'
create procedure lua_insert(inout n int) language plpgsql as $$
begin
	insert into child select 1, line + 1000, 'lua' from child where line <= n;
	get diagnostics n := row_count;
end $$;
create procedure lua_delete(inout low int, high int) language plpgsql as $$
begin
	delete from child where line between low and high;
end $$;
SQL
client_run lua5.4 "$here/luasql.lua"

answer "types" "select id, small, dbl, name, born, at, seen from sample order by id"
answer "casts" "select uid, big from sample order by id"
answer "booleans" "select case flag when true then 'true' when false then 'false' end from sample order by id"
answer "long text" "select length(body) from sample where id = 3"
literal "names" "id,name,num"
literal "column types" "integer,string,number"
answer "by name" "select name from sample where id = 1"
answer "many rows" "select count(*) from child where line <= 1000"
literal "insert" "20"
literal "deleted" "1001"
literal "after rollback" "20"
literal "after commit" "19"
literal "parameters" "42"
resembles "error" 'relation "no_such_table" does not exist'
resembles "wrong password" "password authentication failed"
done_testing
