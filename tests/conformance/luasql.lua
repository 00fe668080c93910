-- LuaSQL's odbc: cursors, types, the catalog-free rest that it has, transactions, errors.
local luasql = require "luasql.odbc"
local redshift = os.getenv "SP_TEST_SERVER" == "standin"
local user, password = os.getenv "SP_TEST_USER", os.getenv "SP_TEST_PASSWORD"

local function show(title, value) print(title .. ": " .. tostring(value)) end

-- LuaSQL gives numbers as floating point; whole ones are shown as integers.
local function text(value)
	if value == nil then return "NULL" end
	if type(value) == "number" then return string.format("%.15g", value) end
	return tostring(value)
end

local function rows(cursor)
	local all, n = {}, #cursor:getcolnames()
	local row = cursor:fetch({}, "n")
	while row do
		local cells = {}
		for i = 1, n do cells[i] = text(row[i]) end
		all[#all + 1] = table.concat(cells, "|")
		row = cursor:fetch({}, "n")
	end
	return table.concat(all, ";")
end

local env = assert(luasql.odbc())
local c = assert(env:connect("pooled", user, password))
-- LuaSQL knows neither uuid nor integers beyond 32 bits: they are cast.
show("casts", rows(assert(c:execute "select uid::text, big::text from sample order by id")))
show("types", rows(assert(c:execute "select id, small, dbl, name, born, at, seen from sample order by id")))
show("booleans", rows(assert(c:execute "select flag from sample order by id")))
show("long text", #rows(assert(c:execute "select body from sample where id = 3")))
local cursor = assert(c:execute "select id, name, num from sample order by id")
show("names", table.concat(cursor:getcolnames(), ","))
show("column types", table.concat(cursor:getcoltypes(), ","))
show("by name", cursor:fetch({}, "a").name)
cursor:close()
show("many rows", select(2, rows(assert(c:execute "select * from child")):gsub(";", "")) + 1)
-- LuaSQL 2.6 writes the row count beyond its variable: statements return something here.
show("insert", rows(assert(c:execute(redshift and "call lua_insert(20)" or [[
	with i as (insert into child select 1, n, 'lua' from generate_series(1001, 1020) n returning 1) select count(*) from i]]))))
c:setautocommit(false)
rows(assert(c:execute(redshift and "call lua_delete(1001, 2000)" or "delete from child where line > 1000 returning line")))
c:rollback()
show("after rollback", rows(assert(c:execute "select count(*) from child where line > 1000")))
show("deleted", rows(assert(c:execute(redshift and "call lua_delete(1001, 1001)"
	or "delete from child where line = 1001 returning line"))))
c:commit()
show("after commit", rows(assert(c:execute "select count(*) from child where line > 1000")))
c:setautocommit(true)
local _, message = c:execute "select * from no_such_table"
show("error", message:gsub("\n", " "))
-- Its lengths of text parameters have half the width of ODBC's on 64 bits: a number is sent.
local s = assert(c:prepare "select cast(? as float8) + 1 as x")
local cursor = assert(s:execute(41))
show("parameters", text(cursor:fetch()))
cursor:close()
s:close()
c:close()
local _, refused = env:connect("pooled", user, "wrong")
show("wrong password", refused:gsub("\n", " "))
env:close()
