/* UPDATE and DELETE ... WHERE CURRENT OF the cursor of another statement. */
#include "config.h"

#include "cursortest.h"

static void named(struct cursor *c, SQLHDBC dbc, SQLULEN concurrency, const char *name)
{
	memset(c, 0, sizeof(*c));
	c->dbc = dbc;
	c->stmt = test_stmt(dbc);
	cursor_attr(c->stmt, SQL_ATTR_CONCURRENCY, concurrency);
	CHECK_STMT(c->stmt, SQLSetCursorName(c->stmt, sql_text(name), SQL_NTS));
	CHECK_STMT(c->stmt,
		   SQLExecDirect(c->stmt, sql_text("select id, name from c order by id"), SQL_NTS));
	CHECK_STMT(c->stmt, SQLBindCol(c->stmt, 1, SQL_C_SLONG, c->id, 0, c->id_len));
	CHECK_STMT(c->stmt, SQLBindCol(c->stmt, 2, SQL_C_CHAR, c->name, 20, c->name_len));
}

static SQLRETURN direct(SQLHSTMT stmt, const char *sql)
{
	return SQLExecDirect(stmt, sql_text(sql), SQL_NTS);
}

static const struct {
	const char *key;
	SQLULEN concurrency;
} kinds[] = {
	{ "int primary key", SQL_CONCUR_VALUES },
	{ "int primary key", SQL_CONCUR_ROWVER },
	{ "int", SQL_CONCUR_VALUES },
};

static void the_current_row_is_changed(void)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct cursor c;
		SQLHSTMT stmt;
		SQLLEN n;

		named(&c, cursor_table(kinds[i].key), kinds[i].concurrency, "walk");
		stmt = test_stmt(c.dbc);
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		CHECK_STMT(stmt, direct(stmt, "update c set name = 'eins' where current of walk"));
		CHECK_STMT(stmt, SQLRowCount(stmt, &n));
		CHECK_INT(n, 1);
		/* Again: the cursor knows the row as it is now. */
		CHECK_STMT(stmt, direct(stmt, "update only c as x set name = x.name || '!' "
					      "where current of \"walk\""));
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		CHECK_INT(c.id[0], 2);
		CHECK_STMT(stmt, direct(stmt, "delete from c where current of WALK -- x"));
		CHECK_STATE(SQL_HANDLE_STMT, stmt,
			    direct(stmt, "delete from c where current of walk"), "24000");
		CHECK_TABLE(&c, "1=eins! 3=three");
		test_disconnect(c.dbc);
	}
}

static void parameters_stand_before_and_behind(void)
{
	struct cursor c;
	SQLHSTMT stmt;
	SQLINTEGER id = 20;
	char name[20] = "zwanzig";

	named(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES, "walk");
	stmt = test_stmt(c.dbc);
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_STMT(stmt,
		   SQLPrepare(stmt, sql_text("update c set name = ?, id = ? where current of walk"),
			      SQL_NTS));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0,
					  name, sizeof(name), NULL));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  &id, 0, NULL));
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_TABLE(&c, "1=one 3=three 20=zwanzig");
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	id = 30;
	snprintf(name, sizeof(name), "dreissig");
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_TABLE(&c, "1=one 20=zwanzig 30=dreissig");
}

static void a_change_by_others_is_a_conflict(void)
{
	struct cursor c;
	SQLHSTMT stmt;
	SQLLEN n;

	named(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES, "walk");
	stmt = test_stmt(c.dbc);
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	test_server_exec("update c set name = 'hers' where id = 1");
	CHECK_INT(direct(stmt, "delete from c where current of walk"), SQL_SUCCESS_WITH_INFO);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "01001");
	CHECK_STMT(stmt, SQLRowCount(stmt, &n));
	CHECK_INT(n, 0);
	CHECK_TABLE(&c, "1=hers 2=two 3=three");
}

static void another_table_is_not_touched(void)
{
	struct cursor c;
	SQLHSTMT stmt;

	named(&c, cursor_table("int primary key"), SQL_CONCUR_ROWVER, "walk");
	stmt = test_stmt(c.dbc);
	test_exec(c.dbc, "create temp table other as select * from c");
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_INT(direct(stmt, "delete from other where current of walk"), SQL_SUCCESS_WITH_INFO);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "01001");
	CHECK_INT(test_number(c.dbc, "select count(*) from other"), 3);
}

static void the_cursor_shows_the_change(void)
{
	struct cursor c;
	SQLHSTMT stmt;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	stmt = test_stmt(c.dbc);
	CHECK_STMT(c.stmt, SQLCloseCursor(c.stmt));
	CHECK_STMT(c.stmt, SQLSetCursorName(c.stmt, sql_text("walk"), SQL_NTS));
	CHECK_STMT(c.stmt, direct(c.stmt, "select id, name from c order by id"));
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STMT(stmt, direct(stmt, "update c set name = 'zwei' where current of walk"));
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STMT(stmt, direct(stmt, "delete from c where current of walk"));
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(c.name[1], "zwei");
	CHECK_INT(c.status[1], SQL_ROW_UPDATED);
	CHECK_INT(c.status[2], SQL_ROW_DELETED);
	CHECK_TABLE(&c, "1=one 2=zwei");
}

static void a_cursor_that_cannot_serve_is_refused(void)
{
	struct cursor c;
	SQLHSTMT stmt;
	const char *sql = "delete from c where current of walk";

	named(&c, cursor_table("int primary key"), SQL_CONCUR_READ_ONLY, "walk");
	stmt = test_stmt(c.dbc);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, direct(stmt, sql), "24000");
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, direct(stmt, sql), "42000");
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_INT(SQLFetch(c.stmt), SQL_NO_DATA);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, direct(stmt, sql), "24000");
	CHECK_STMT(c.stmt, SQLCloseCursor(c.stmt));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, direct(stmt, sql), "34000");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, direct(stmt, "delete from c where current of nobody"),
		    "34000");
	CHECK_TABLE(&c, "1=one 2=two 3=three");
}

static void a_cursor_of_the_server_still_works(void)
{
	SQLHDBC dbc = cursor_table("int primary key");
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0));
	test_exec(dbc, "declare s cursor for select * from c where id = 2 for update");
	CHECK_STMT(stmt, direct(stmt, "fetch s"));
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt, direct(stmt, "delete from c where current of s"));
	CHECK_INT(test_number(dbc, "select count(*) from c"), 2);
}

static void a_wrong_word_is_found_where_the_program_wrote_it(void)
{
	struct cursor c;
	SQLHSTMT stmt;

	named(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES, "walk");
	stmt = test_stmt(c.dbc);
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    direct(stmt, "update c set nmae = 'x' where current of walk"), "42S22");
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "POSITION: 14"));
}

static void the_name_of_a_cursor_is_given_once(void)
{
	SQLHDBC dbc = cursor_table("int primary key");
	SQLHSTMT a = test_stmt(dbc), b = test_stmt(dbc);
	SQLCHAR name[40];
	char sql[100];

	CHECK_STMT(a, SQLSetCursorName(a, sql_text("walk"), SQL_NTS));
	CHECK_STATE(SQL_HANDLE_STMT, b, SQLSetCursorName(b, sql_text("walk"), SQL_NTS), "3C000");
	CHECK_STATE(SQL_HANDLE_STMT, b, SQLSetCursorName(b, sql_text("SQL_CUR9"), SQL_NTS),
		    "34000");
	CHECK_STMT(b, SQLGetCursorName(b, name, sizeof(name), NULL));
	CHECK(strncmp((char *)name, "SQL_CUR", 7) == 0);
	/* The generated name serves too. */
	cursor_attr(b, SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
	CHECK_STMT(b, direct(b, "select * from c where id = 2"));
	CHECK_STMT(b, SQLFetch(b));
	snprintf(sql, sizeof(sql), "delete from c where current of %s", (char *)name);
	CHECK_STMT(a, direct(a, sql));
	CHECK_INT(test_number(dbc, "select count(*) from c where id = 2"), 0);
}

static const struct test_case cases[] = {
	TEST_CASE(the_current_row_is_changed),
	TEST_CASE(parameters_stand_before_and_behind),
	TEST_CASE(a_change_by_others_is_a_conflict),
	TEST_CASE(another_table_is_not_touched),
	TEST_CASE(the_cursor_shows_the_change),
	TEST_CASE(a_cursor_that_cannot_serve_is_refused),
	TEST_CASE(a_cursor_of_the_server_still_works),
	TEST_CASE(a_wrong_word_is_found_where_the_program_wrote_it),
	TEST_CASE(the_name_of_a_cursor_is_given_once),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
