/* Rows changed through cursors: every type, computed columns, ODBC 2, rollbacks. */
#include "config.h"

#include "cursortest.h"

#include <stdlib.h>

/* -- types -------------------------------------------------------------------- */

static const struct {
	const char *type, *value, *other; /* as literals of the server */
} types[] = {
	{ "bool", "true", "false" },
	{ "int2", "1", "2" },
	{ "int8", "9007199254740993", "-1" },
	{ "float4", "0.1", "1e-30" },
	{ "float8", "0.1", "1e300" },
	{ "numeric", "1.50", "123456789012345678901234567890.125" },
	{ "numeric(6,2)", "1.5", "1000.25" },
	{ "money", "1.5", "-2" },
	{ "char(5)", "ab", "" },
	{ "varchar", "a", "" },
	{ "text", "it''s \\ \"x\" %s", "y" },
	{ "bytea", "\\x00ff", "\\x" },
	{ "date", "2020-02-29", "0044-03-15 BC" },
	{ "time", "12:30:00", "00:00:00" },
	{ "timestamp", "2020-01-01 10:00:00.123456", "1999-12-31 23:59:59" },
	{ "timestamptz", "2020-01-01 10:00:00+02", "2021-06-01 00:00:00Z" },
	{ "interval", "1 year 2 days", "-3 hours" },
	{ "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "00000000-0000-0000-0000-000000000000" },
	{ "json", "{\"a\": 1}", "[]" },
	{ "jsonb", "{\"a\": 1}", "[]" },
	{ "xml", "<a/>", "<b/>" },
	{ "int[]", "{1,NULL}", "{}" },
	{ "point", "(1,2)", "(0,0)" },
	{ "inet", "10.0.0.1", "::1" },
	{ "bit(3)", "101", "000" },
	{ "int4range", "[1,5)", "empty" },
	{ "tsvector", "a b", "c" },
};

static void typed_table(size_t i)
{
	char sql[400];

	test_server_exec("drop table if exists c");
	snprintf(sql, sizeof(sql), "create table c (id int primary key, name varchar(10), v %s)",
		 types[i].type);
	test_server_exec(sql);
	test_server_exec("grant all on c to public");
	snprintf(sql, sizeof(sql), "insert into c values (1, 'one', '%s')", types[i].value);
	test_server_exec(sql);
}

/* The value that was fetched is the value that is there, whatever its type. */
static void every_type_can_be_compared(void)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct cursor c;
		char sql[200];

		typed_table(i);
		cursor_open(&c, test_connect("DSN=pooled"), SQL_CONCUR_VALUES, SQL_CURSOR_STATIC,
			    "select id, name, v from c");
		cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		cursor_name(&c, 0, "eins");
		test_check_rc(__FILE__, __LINE__, types[i].type, SQL_HANDLE_STMT, c.stmt,
			      SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE), NULL);
		CHECK_INT(c.status[0], SQL_ROW_UPDATED);
		snprintf(sql, sizeof(sql), "update c set v = '%s'", types[i].other);
		test_server_exec(sql);
		CHECK_INT(SQLSetPos(c.stmt, 1, SQL_DELETE, SQL_LOCK_NO_CHANGE),
			  SQL_SUCCESS_WITH_INFO);
		CHECK_INT(c.status[0], SQL_ROW_ERROR);
		CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
		CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_DELETE, SQL_LOCK_NO_CHANGE));
		CHECK_TABLE(&c, "");
		test_disconnect(c.dbc);
	}
}

/* What was read into a buffer of the column's own C type goes back as it came. */
static void every_type_goes_back_as_it_came(void)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct cursor c;
		char value[200], sql[300];
		SQLLEN n;

		typed_table(i);
		cursor_open(&c, test_connect("DSN=pooled"), SQL_CONCUR_ROWVER, SQL_CURSOR_STATIC,
			    "select id, name, v from c");
		cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
		CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 3, SQL_C_DEFAULT, value, sizeof(value), &n));
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		test_check_rc(__FILE__, __LINE__, types[i].type, SQL_HANDLE_STMT, c.stmt,
			      SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE), NULL);
		snprintf(sql, sizeof(sql), "select count(*) from c where v::text = '%s'::%s::text",
			 types[i].value, types[i].type);
		if (test_number(c.dbc, sql) != 1)
			test_fail(__FILE__, __LINE__, "%s became %s", types[i].type,
				  test_text(c.dbc, "select v::text from c"));
		test_disconnect(c.dbc);
	}
}

static void a_column_that_the_server_makes_is_left_alone(void)
{
	struct cursor c;
	SQLHDBC dbc = test_connect("DSN=pooled");

	test_server_exec("drop table if exists c; create table c (id int generated always as "
			 "identity primary key, name text, twice text generated always as "
			 "(name || name) stored)");
	test_server_exec("insert into c (name) values ('a'); grant all on c to public");
	cursor_open(&c, dbc, SQL_CONCUR_VALUES, SQL_CURSOR_STATIC,
		    "select id, name, twice, upper(name) from c");
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	cursor_name(&c, 0, "b");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(c.stmt, 3), "bb");
	/* What the query computes is computed by it, or by a refresh. */
	CHECK_STR(test_cell(c.stmt, 4), "A");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(c.stmt, 4), "B");
	cursor_name(&c, 0, "c");
	CHECK_STMT(c.stmt, SQLBulkOperations(c.stmt, SQL_ADD));
	CHECK_TABLE(&c, "1=b 2=c");
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_LAST, 0));
	CHECK_STR(test_cell(c.stmt, 3), "cc");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(c.stmt, 4), "C");
}

static const struct {
	const char *sql;
	const char *before, *after; /* of column 3 */
} computed[] = {
	{ "select id, name, id * 2 || name -- x\n from c as t where id = 1", "2one", "2new" },
	{ "select id, name, (select u.name from c as u where u.id = c.id) from public.c", "one",
	  "new" },
	{ "select id, name, row_number() over (order by id) from c", "1", "1" },
	{ "select id, name, generate_series(7, 8) from c where id = 1", "7", "7" },
	{ "select id, name, more from only c x order by x.id", "m1", "m1" },
};

static void a_refresh_computes_what_can_be_computed_for_a_row(void)
{
	for (size_t i = 0; i < sizeof(computed) / sizeof(computed[0]); i++) {
		struct cursor c;

		cursor_open(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES,
			    SQL_CURSOR_STATIC, computed[i].sql);
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		CHECK_STR(test_cell(c.stmt, 3), computed[i].before);
		test_server_exec("update c set name = 'new' where id = 1");
		CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
		CHECK_STR(c.name[0], "new");
		CHECK_STR(test_cell(c.stmt, 3), computed[i].after);
		test_disconnect(c.dbc);
	}
}

/* -- rollback ------------------------------------------------------------------ */

static void a_rollback_gives_the_cursor_its_rows_back(void)
{
	struct cursor c;
	SQLHDBC dbc = cursor_table("int primary key");

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0));
	cursor_fetched(&c, dbc, SQL_CONCUR_ROWVER);
	cursor_name(&c, 0, "kept");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	for (int i = 0; i < 2; i++) {
		cursor_name(&c, 0, i ? "again" : "lost");
		CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	}
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 2, SQL_DELETE, SQL_LOCK_NO_CHANGE));
	c.id[0] = 9;
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	CHECK_STMT(c.stmt, SQLBulkOperations(c.stmt, SQL_ADD));
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, ROWS);
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(c.name[0], "kept");
	CHECK_STR(c.name[1], "two");
	CHECK_INT(c.status[1], SQL_ROW_SUCCESS);
	CHECK_INT(c.status[3], SQL_ROW_DELETED);
	/* The versions are those that are in the table again. */
	cursor_name(&c, 0, "eins");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 2, SQL_DELETE, SQL_LOCK_NO_CHANGE));
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_TABLE(&c, "1=eins 3=three");
}

/* By text as well, and by the driver itself when a statement fails. */
static void every_way_of_rolling_back_is_seen(void)
{
	struct cursor c;
	SQLHDBC dbc = cursor_table("int primary key");
	SQLHSTMT stmt;

	cursor_fetched(&c, dbc, SQL_CONCUR_ROWVER);
	test_exec(dbc, "begin");
	cursor_name(&c, 0, "lost");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	test_exec(dbc, "rollback");
	cursor_name(&c, 0, "kept");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	test_exec(dbc, "begin");
	cursor_name(&c, 0, "more");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	test_exec(dbc, "commit");
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(c.name[0], "more");
	test_disconnect(dbc);

	dbc = test_connect("DSN=pooled;RollbackOnError=transaction");
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0));
	cursor_fetched(&c, dbc, SQL_CONCUR_ROWVER);
	cursor_name(&c, 0, "lost");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	stmt = test_stmt(dbc);
	CHECK_INT(SQLExecDirect(stmt, sql_text("select 1 / 0"), SQL_NTS), SQL_ERROR);
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(c.name[0], "more");
	/* A change that takes the transaction back ends there. */
	cursor_name(&c, 0, "a");
	cursor_name(&c, 1, "longer than ten");
	cursor_name(&c, 2, "c");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	CHECK_INT(SQLSetPos(c.stmt, 0, SQL_UPDATE, SQL_LOCK_NO_CHANGE), SQL_ERROR);
	CHECK_INT(c.status[2], SQL_ROW_SUCCESS);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_TABLE(&c, "1=more 2=two 3=three");
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(c.name[0], "more");
}

/* -- ODBC 2 --------------------------------------------------------------------- */

static void odbc_2_adds_and_changes_by_setpos(void)
{
	struct cursor c;
	SQLUSMALLINT status[ROWS];
	SQLULEN n;

	cursor_open(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES, SQL_CURSOR_STATIC,
		    "select id, name from c order by id");
	cursor_attr(c.stmt, SQL_ROWSET_SIZE, ROWS);
	CHECK_STMT(c.stmt, SQLExtendedFetch(c.stmt, SQL_FETCH_FIRST, 0, &n, status));
	CHECK_INT(n, 3);
	c.id[3] = 4;
	c.id_len[3] = 0;
	cursor_name(&c, 3, "four");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 4, SQL_ADD, SQL_LOCK_NO_CHANGE));
	CHECK_INT(status[3], SQL_ROW_ADDED);
	cursor_name(&c, 1, "zwei");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 2, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	CHECK_INT(status[1], SQL_ROW_UPDATED);
	CHECK_TABLE(&c, "1=one 2=zwei 3=three 4=four");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, SQLBulkOperations(c.stmt, SQL_ADD), "HY010");
}

/* -- what the driver says of it ---------------------------------------------------- */

static void the_bookmark_column_is_described(void)
{
	struct cursor c;
	SQLLEN n = 0;
	SQLSMALLINT type = 0;
	SQLULEN size = 0;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	CHECK_STMT(c.stmt, SQLColAttribute(c.stmt, 0, SQL_DESC_OCTET_LENGTH, NULL, 0, NULL, &n));
	CHECK_INT(n, sizeof(SQLLEN));
	CHECK_STMT(c.stmt, SQLDescribeCol(c.stmt, 0, NULL, 0, NULL, &type, &size, NULL, NULL));
	CHECK_INT(type, SQL_BINARY);
	CHECK_INT(size, sizeof(SQLLEN));
}

static const struct test_case cases[] = {
	TEST_CASE(every_type_can_be_compared),
	TEST_CASE(every_type_goes_back_as_it_came),
	TEST_CASE(a_column_that_the_server_makes_is_left_alone),
	TEST_CASE(a_refresh_computes_what_can_be_computed_for_a_row),
	TEST_CASE(a_rollback_gives_the_cursor_its_rows_back),
	TEST_CASE(every_way_of_rolling_back_is_seen),
	TEST_CASE(odbc_2_adds_and_changes_by_setpos),
	TEST_CASE(the_bookmark_column_is_described),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
