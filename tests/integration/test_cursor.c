/* Rows changed through the rowset: SQLSetPos, and what cursors say of themselves. */
#include "config.h"

#include "cursortest.h"

#include <stdlib.h>

static SQLRETURN set_pos(struct cursor *c, SQLSETPOSIROW row, SQLUSMALLINT op)
{
	return SQLSetPos(c->stmt, row, op, SQL_LOCK_NO_CHANGE);
}

/* -- update ------------------------------------------------------------------ */

static const struct {
	const char *key;
	SQLULEN concurrency;
} kinds[] = {
	{ "int primary key", SQL_CONCUR_VALUES },
	{ "int primary key", SQL_CONCUR_ROWVER },
	{ "int not null unique", SQL_CONCUR_VALUES },
	{ "int", SQL_CONCUR_VALUES },
	{ "int", SQL_CONCUR_ROWVER },
};

static void each_concurrency_updates_and_deletes_with_and_without_a_key(void)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct cursor c;

		cursor_fetched(&c, cursor_table(kinds[i].key), kinds[i].concurrency);
		cursor_name(&c, 1, "zwei");
		CHECK_STMT(c.stmt, set_pos(&c, 2, SQL_UPDATE));
		CHECK_INT(c.status[1], SQL_ROW_UPDATED);
		CHECK_INT(c.status[0], SQL_ROW_SUCCESS);
		CHECK_TABLE(&c, "1=one 2=zwei 3=three");
		/* The row that this cursor changed is no conflict for it. */
		cursor_name(&c, 1, "dos");
		CHECK_STMT(c.stmt, set_pos(&c, 2, SQL_UPDATE));
		CHECK_STMT(c.stmt, set_pos(&c, 3, SQL_DELETE));
		CHECK_INT(c.status[2], SQL_ROW_DELETED);
		CHECK_TABLE(&c, "1=one 2=dos");
		test_disconnect(c.dbc);
	}
}

static void a_key_that_is_not_selected_still_names_the_row(void)
{
	struct cursor c;
	SQLSMALLINT n;
	SQLCHAR name[20];

	cursor_open(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES, SQL_CURSOR_STATIC,
		    "select 7 as seven, name from c as x where id > 1 order by id");
	CHECK_STMT(c.stmt, SQLNumResultCols(c.stmt, &n));
	CHECK_INT(n, 2);
	CHECK_STMT(c.stmt,
		   SQLDescribeCol(c.stmt, 2, name, sizeof(name), NULL, NULL, NULL, NULL, NULL));
	CHECK_STR((char *)name, "name");
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_INT(c.fetched, 2);
	cursor_name(&c, 0, "zwei");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "1=one 2=zwei 3=three");
}

static void a_key_can_be_changed(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	c.id[0] = 10;
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	cursor_name(&c, 0, "ten");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "2=two 3=three 10=ten");
}

static void an_ignored_column_is_left_alone(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_name(&c, 0, "x");
	c.name_len[0] = SQL_COLUMN_IGNORE;
	c.id[0] = 9;
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "2=two 3=three 9=one");
	c.id_len[0] = SQL_COLUMN_IGNORE;
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_UPDATE), "21S02");
	CHECK_INT(c.status[0], SQL_ROW_ERROR);
}

static void null_is_written_and_compared(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	c.name_len[0] = SQL_NULL_DATA;
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "1=- 2=two 3=three");
	cursor_name(&c, 0, "");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "1= 2=two 3=three");
	cursor_name(&c, 0, "one");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "1=one 2=two 3=three");
}

static void the_whole_rowset_is_changed_but_for_the_rows_left_out(void)
{
	struct cursor c;
	SQLLEN n;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_attr(c.stmt, SQL_ATTR_ROW_OPERATION_PTR, (SQLULEN)(uintptr_t)c.operation);
	c.operation[1] = SQL_ROW_IGNORE;
	for (size_t i = 0; i < 3; i++)
		cursor_name(&c, i, "new");
	CHECK_STMT(c.stmt, set_pos(&c, 0, SQL_UPDATE));
	CHECK_INT(c.fetched, 2);
	CHECK_STMT(c.stmt, SQLRowCount(c.stmt, &n));
	CHECK_INT(n, 2);
	CHECK_INT(c.status[0], SQL_ROW_UPDATED);
	CHECK_INT(c.status[1], SQL_ROW_SUCCESS);
	CHECK_INT(c.status[2], SQL_ROW_UPDATED);
	CHECK_TABLE(&c, "1=new 2=two 3=new");
	CHECK_STMT(c.stmt, set_pos(&c, 0, SQL_DELETE));
	CHECK_TABLE(&c, "2=two");
}

static void one_bad_row_is_told_with_its_number(void)
{
	struct cursor c;
	SQLLEN row = 0;
	SQLCHAR state[6];
	SQLSMALLINT i = 1;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_name(&c, 0, "a");
	cursor_name(&c, 1, "longer than ten");
	cursor_name(&c, 2, "c");
	CHECK_INT(set_pos(&c, 0, SQL_UPDATE), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(c.status[0], SQL_ROW_UPDATED);
	CHECK_INT(c.status[1], SQL_ROW_ERROR);
	CHECK_INT(c.status[2], SQL_ROW_UPDATED);
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, c.stmt), "01S01"));
	for (; SQLGetDiagField(SQL_HANDLE_STMT, c.stmt, i, SQL_DIAG_SQLSTATE, state, sizeof(state),
			       NULL) == SQL_SUCCESS;
	     i++) {
		if (strcmp((char *)state, "22001") == 0)
			SQLGetDiagField(SQL_HANDLE_STMT, c.stmt, i, SQL_DIAG_ROW_NUMBER, &row, 0,
					NULL);
	}
	CHECK_INT(row, 2);
	CHECK_TABLE(&c, "1=a 2=two 3=c");
	/* Alone it is an error. */
	CHECK_INT(set_pos(&c, 2, SQL_UPDATE), SQL_ERROR);
	CHECK_STR(test_state(SQL_HANDLE_STMT, c.stmt), "22001");
}

static void a_broken_constraint_is_23000(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_ROWVER);
	c.id[1] = 3;
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 2, SQL_UPDATE), "23000");
	CHECK_TABLE(&c, "1=one 2=two 3=three");
}

/* -- conflicts ------------------------------------------------------------------ */

static void a_change_by_others_is_a_conflict(void)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct cursor c;

		cursor_fetched(&c, cursor_table(kinds[i].key), kinds[i].concurrency);
		test_server_exec("update c set name = 'hers' where id = 1");
		test_server_exec("delete from c where id = 2");
		cursor_name(&c, 0, "mine");
		CHECK_INT(set_pos(&c, 1, SQL_UPDATE), SQL_SUCCESS_WITH_INFO);
		CHECK_STR(test_state(SQL_HANDLE_STMT, c.stmt), "01001");
		CHECK_INT(c.status[0], SQL_ROW_ERROR);
		CHECK_INT(set_pos(&c, 2, SQL_DELETE), SQL_SUCCESS_WITH_INFO);
		CHECK_STR(test_state(SQL_HANDLE_STMT, c.stmt), "01001");
		CHECK_TABLE(&c, "1=hers 3=three");
		test_disconnect(c.dbc);
	}
}

/* Values are compared, versions differ with every change. */
static void a_change_of_what_was_not_fetched_matters_to_versions_only(void)
{
	struct cursor values, versions;
	SQLHDBC dbc = cursor_table("int primary key");

	cursor_fetched(&values, dbc, SQL_CONCUR_VALUES);
	cursor_fetched(&versions, dbc, SQL_CONCUR_ROWVER);
	test_server_exec("update c set more = 'x' where id = 1");
	cursor_name(&versions, 0, "a");
	CHECK_STATE(SQL_HANDLE_STMT, versions.stmt, set_pos(&versions, 1, SQL_UPDATE), "01001");
	cursor_name(&values, 0, "b");
	CHECK_STMT(values.stmt, set_pos(&values, 1, SQL_UPDATE));
	CHECK_TABLE(&values, "1=b 2=two 3=three");
}

static void a_refresh_takes_the_new_values(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_ROWVER);
	test_server_exec("update c set name = 'hers' where id = 1");
	test_server_exec("delete from c where id = 2");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_REFRESH));
	CHECK_STR(c.name[0], "hers");
	CHECK_INT(c.status[0], SQL_ROW_SUCCESS);
	CHECK_INT(set_pos(&c, 2, SQL_REFRESH), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(c.status[1], SQL_ROW_DELETED);
	cursor_name(&c, 0, "mine");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "1=mine 3=three");
	CHECK_STMT(c.stmt, set_pos(&c, 0, SQL_REFRESH));
	CHECK_INT(c.status[1], SQL_ROW_DELETED);
	CHECK_INT(c.status[0], SQL_ROW_SUCCESS);
}

static void a_read_only_cursor_refreshes_what_it_has(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_READ_ONLY);
	test_server_exec("update c set name = 'hers' where id = 1");
	cursor_name(&c, 0, "scribble");
	CHECK_STMT(c.stmt, set_pos(&c, 0, SQL_REFRESH));
	CHECK_STR(c.name[0], "one");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_UPDATE), "HY092");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_DELETE), "HY092");
}

/* -- what later fetches show ------------------------------------------------------- */

static void later_fetches_show_what_was_changed(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_name(&c, 0, "eins");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_STMT(c.stmt, set_pos(&c, 2, SQL_DELETE));
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_INT(c.status[0], SQL_ROW_UPDATED);
	CHECK_STR(c.name[0], "eins");
	CHECK_INT(c.status[1], SQL_ROW_DELETED);
	CHECK_INT(c.status[2], SQL_ROW_SUCCESS);
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_INT(c.status[0], SQL_ROW_SUCCESS);
	CHECK_INT(c.status[1], SQL_ROW_DELETED);
}

static void a_deleted_row_is_no_place_to_work(void)
{
	struct cursor c;
	char text[10];

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	CHECK_STMT(c.stmt, set_pos(&c, 2, SQL_DELETE));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 2, SQL_DELETE), "HY109");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 2, SQL_UPDATE), "HY109");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 2, SQL_REFRESH), "HY109");
	CHECK_STMT(c.stmt, set_pos(&c, 2, SQL_POSITION));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt,
		    SQLGetData(c.stmt, 1, SQL_C_CHAR, text, sizeof(text), NULL), "HY109");
}

/* A program may change the row it has just read, while more are to come. */
static void a_forward_only_cursor_changes_the_row_it_stands_on(void)
{
	struct cursor c;
	SQLHDBC dbc = cursor_table("int primary key");
	int n = 0;

	test_server_exec("insert into c select g, 'n', repeat('x', 1000) from "
			 "generate_series(4, 500) as g");
	cursor_open(&c, dbc, SQL_CONCUR_ROWVER, SQL_CURSOR_FORWARD_ONLY,
		    "select id, name, more from c order by id");
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	while (SQLFetch(c.stmt) == SQL_SUCCESS) {
		CHECK_INT(c.id[0], ++n);
		if (n % 100)
			continue;
		cursor_name(&c, 0, "hundred");
		CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	}
	CHECK_INT(n, 500);
	CHECK_INT(test_number(dbc, "select count(*) from c where name = 'hundred'"), 5);
}

/* -- data at execution ------------------------------------------------------------- */

static void long_data_comes_in_parts(void)
{
	struct cursor c;
	SQLPOINTER where;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	c.name_len[0] = SQL_LEN_DATA_AT_EXEC(0);
	c.name_len[1] = SQL_LEN_DATA_AT_EXEC(0);
	c.id_len[2] = SQL_COLUMN_IGNORE;
	c.name_len[2] = SQL_NTS;
	CHECK_INT(set_pos(&c, 0, SQL_UPDATE), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(c.stmt, &where), SQL_NEED_DATA);
	CHECK(where == c.name[0]);
	CHECK_STMT(c.stmt, SQLPutData(c.stmt, sql_text("ei"), SQL_NTS));
	CHECK_STMT(c.stmt, SQLPutData(c.stmt, sql_text("ns"), 2));
	CHECK_INT(SQLParamData(c.stmt, &where), SQL_NEED_DATA);
	CHECK(where == c.name[1]);
	CHECK_STMT(c.stmt, SQLPutData(c.stmt, NULL, SQL_NULL_DATA));
	CHECK_STMT(c.stmt, SQLParamData(c.stmt, &where));
	CHECK_INT(c.status[0], SQL_ROW_UPDATED);
	CHECK_TABLE(&c, "1=eins 2=- 3=three");
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(c.name[0], "eins");
}

static void a_cancelled_change_leaves_the_cursor_where_it_was(void)
{
	struct cursor c;
	SQLPOINTER where;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	c.name_len[0] = SQL_DATA_AT_EXEC;
	CHECK_INT(set_pos(&c, 1, SQL_UPDATE), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(c.stmt, &where), SQL_NEED_DATA);
	CHECK_STMT(c.stmt, SQLCancel(c.stmt));
	cursor_name(&c, 0, "eins");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_TABLE(&c, "1=eins 2=two 3=three");
}

/* -- transactions ------------------------------------------------------------------- */

static void manual_commit_keeps_or_takes_back(void)
{
	struct cursor c;
	SQLHDBC dbc = cursor_table("int primary key");

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0));
	cursor_fetched(&c, dbc, SQL_CONCUR_ROWVER);
	cursor_name(&c, 0, "eins");
	CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
	CHECK_INT(test_server_number("select count(*) from c where name = 'eins'"), 0);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_INT(test_server_number("select count(*) from c where name = 'eins'"), 1);
	/* An error of one row takes nothing else back. */
	cursor_name(&c, 0, "uno");
	cursor_name(&c, 1, "longer than ten");
	cursor_name(&c, 2, "tres");
	CHECK_INT(set_pos(&c, 0, SQL_UPDATE), SQL_SUCCESS_WITH_INFO);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_TABLE(&c, "1=uno 2=two 3=tres");
}

/* A row that is locked by others ends the change as a whole. */
static void the_query_timeout_ends_a_change(void)
{
	struct cursor c;
	SQLHDBC other;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	other = test_connect("DSN=pooled");
	CHECK_DBC(other, SQLSetConnectAttr(other, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0));
	test_exec(other, "update c set more = 'x' where id = 2");
	cursor_attr(c.stmt, SQL_ATTR_QUERY_TIMEOUT, 1);
	for (size_t i = 0; i < 3; i++)
		cursor_name(&c, i, "new");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 0, SQL_UPDATE), "HYT00");
	CHECK_INT(c.status[0], SQL_ROW_UPDATED);
	CHECK_INT(c.status[1], SQL_ROW_ERROR);
	CHECK_INT(c.status[2], SQL_ROW_SUCCESS);
	CHECK_DBC(other, SQLEndTran(SQL_HANDLE_DBC, other, SQL_COMMIT));
	CHECK_STMT(c.stmt, set_pos(&c, 0, SQL_UPDATE));
	CHECK_TABLE(&c, "1=new 2=new 3=new");
}

/* -- what is refused, and what takes its place ----------------------------------------- */

static void wrong_arguments_have_their_states(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, ROWS + 1, SQL_POSITION), "HY107");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 4, SQL_DELETE), "HY109");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, SQLSetPos(c.stmt, 1, SQL_POSITION, SQL_LOCK_EXCLUSIVE),
		    "HYC00");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, SQLSetPos(c.stmt, 1, SQL_POSITION, SQL_LOCK_UNLOCK),
		    "HYC00");
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 3, SQL_C_CHAR, c.name, 10, NULL));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_UPDATE), "07009");
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 3, SQL_C_CHAR, NULL, 0, NULL));
	c.name_len[0] = 21;
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_UPDATE), "HY090");
	c.name_len[0] = -7;
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_UPDATE), "HY090");
	CHECK_INT(SQLFetchScroll(c.stmt, SQL_FETCH_NEXT, 0), SQL_NO_DATA);
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, set_pos(&c, 1, SQL_DELETE), "24000");
}

static void locks_become_versions(void)
{
	SQLHSTMT stmt = test_stmt(cursor_table("int primary key"));
	SQLULEN v = 0;

	CHECK_INT(SQLSetStmtAttr(stmt, SQL_ATTR_CONCURRENCY, (SQLPOINTER)SQL_CONCUR_LOCK, 0),
		  SQL_SUCCESS_WITH_INFO);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "01S02");
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_CONCURRENCY, &v, 0, NULL));
	CHECK_INT(v, SQL_CONCUR_ROWVER);
}

static const char *const read_only[] = {
	"select count(*) from c",
	"select a.id from c a join c b on a.id = b.id",
	"select 1 as id, 'x' as name",
	"select id, name from v",
	"values (1, 'a')",
	"select distinct name from c",
	"select id, generate_series(1, 2), count(*) over () from (select * from c) as s",
};

/* ODBC: SQLExecDirect, 01S02: for as long as the cursor is open. */
static void a_cursor_over_more_than_a_table_is_read_only(void)
{
	SQLHDBC dbc = cursor_table("int primary key");

	test_exec(dbc, "create temp view v as select * from c");
	for (size_t i = 0; i < sizeof(read_only) / sizeof(read_only[0]); i++) {
		SQLHSTMT stmt = test_stmt(dbc);
		SQLULEN v = 0;

		cursor_attr(stmt, SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
		CHECK_INT(SQLExecDirect(stmt, sql_text(read_only[i]), SQL_NTS),
			  SQL_SUCCESS_WITH_INFO);
		CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "01S02");
		CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_CONCURRENCY, &v, 0, NULL));
		CHECK_INT(v, SQL_CONCUR_READ_ONLY);
		CHECK_STMT(stmt, SQLFetch(stmt));
		CHECK_STATE(SQL_HANDLE_STMT, stmt,
			    SQLSetPos(stmt, 1, SQL_DELETE, SQL_LOCK_NO_CHANGE), "HY092");
		CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
		CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_CONCURRENCY, &v, 0, NULL));
		CHECK_INT(v, SQL_CONCUR_VALUES);
		test_free_stmt(stmt);
	}
}

static void a_statement_prepared_and_run_again_stays_updatable(void)
{
	struct cursor c;
	SQLSMALLINT n;
	SQLINTEGER from = 1;

	memset(&c, 0, sizeof(c));
	c.dbc = cursor_table("int primary key");
	c.stmt = test_stmt(c.dbc);
	cursor_attr(c.stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	cursor_attr(c.stmt, SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
	CHECK_STMT(c.stmt,
		   SQLPrepare(c.stmt, sql_text("select id, name from c where id > ? order by 1"),
			      SQL_NTS));
	CHECK_STMT(c.stmt, SQLNumResultCols(c.stmt, &n));
	CHECK_INT(n, 2);
	CHECK_STMT(c.stmt, SQLBindParameter(c.stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0,
					    0, &from, 0, NULL));
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 1, SQL_C_SLONG, c.id, 0, c.id_len));
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 2, SQL_C_CHAR, c.name, 20, c.name_len));
	for (int i = 0; i < 8; i++) {
		char name[16];

		snprintf(name, sizeof(name), "n%d", i);
		CHECK_STMT(c.stmt, SQLExecute(c.stmt));
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		cursor_name(&c, 0, name);
		CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
		CHECK_STMT(c.stmt, SQLCloseCursor(c.stmt));
	}
	CHECK_TABLE(&c, "1=one 2=n7 3=three");
}

static void every_result_of_sets_of_parameters_is_updatable(void)
{
	struct cursor c;
	SQLINTEGER from[2] = { 1, 2 };

	memset(&c, 0, sizeof(c));
	c.dbc = cursor_table("int primary key");
	c.stmt = test_stmt(c.dbc);
	cursor_attr(c.stmt, SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
	CHECK_STMT(c.stmt,
		   SQLPrepare(c.stmt, sql_text("select id, name from c where id > ? order by id"),
			      SQL_NTS));
	CHECK_STMT(c.stmt, SQLBindParameter(c.stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0,
					    0, from, 0, NULL));
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 1, SQL_C_SLONG, c.id, 0, c.id_len));
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 2, SQL_C_CHAR, c.name, 20, c.name_len));
	for (int i = 0; i < 8; i++) {
		cursor_attr(c.stmt, SQL_ATTR_PARAMSET_SIZE, 2);
		CHECK_STMT(c.stmt, SQLExecute(c.stmt));
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		cursor_name(&c, 0, "zwei");
		CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
		CHECK_STMT(c.stmt, SQLMoreResults(c.stmt));
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		CHECK_INT(c.id[0], 3);
		cursor_name(&c, 0, "drei");
		CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
		CHECK_STMT(c.stmt, SQLCloseCursor(c.stmt));
		cursor_attr(c.stmt, SQL_ATTR_PARAMSET_SIZE, 1);
		CHECK_STMT(c.stmt, SQLExecute(c.stmt));
		CHECK_STMT(c.stmt, SQLFetch(c.stmt));
		CHECK_INT(c.id[0], 2);
		CHECK_STMT(c.stmt, SQLCloseCursor(c.stmt));
	}
	CHECK_TABLE(&c, "1=one 2=zwei 3=drei");
}

static void partitions_and_heirs_are_changed_in_their_own_table(void)
{
	struct cursor c;

	for (size_t i = 0; i < 2; i++) {
		SQLHDBC dbc = test_connect("DSN=pooled");

		test_server_exec("drop table if exists c; create table c (id int primary key, "
				 "name text) partition by range (id)");
		test_server_exec("create table c1 partition of c for values from (0) to (10)");
		test_server_exec("create table c2 partition of c for values from (10) to (20)");
		test_server_exec("grant all on c to public");
		test_server_exec("insert into c values (1, 'one'), (2, 'two'), (3, 'three')");
		cursor_fetched(&c, dbc, i ? SQL_CONCUR_ROWVER : SQL_CONCUR_VALUES);
		c.id[0] = 11;
		CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
		cursor_name(&c, 0, "eleven");
		CHECK_STMT(c.stmt, set_pos(&c, 1, SQL_UPDATE));
		CHECK_TABLE(&c, "2=two 3=three 11=eleven");
		test_disconnect(dbc);
	}
	test_server_exec("drop table c; create table c (id int primary key, name text)");
	test_server_exec("create table c1 () inherits (c); grant all on c to public");
	test_server_exec("insert into c values (1, 'one'), (3, 'three')");
	test_server_exec("insert into c1 values (3, 'heir')");
	cursor_open(&c, test_connect("DSN=pooled"), SQL_CONCUR_VALUES, SQL_CURSOR_STATIC,
		    "select id, name from c order by id, name");
	CHECK_STMT(c.stmt, SQLFetch(c.stmt));
	CHECK_STR(c.name[1], "heir");
	CHECK_STMT(c.stmt, set_pos(&c, 2, SQL_DELETE));
	CHECK_TABLE(&c, "1=one 3=three");
	test_server_exec("drop table c cascade");
}

static const struct test_case cases[] = {
	TEST_CASE(each_concurrency_updates_and_deletes_with_and_without_a_key),
	TEST_CASE(a_key_that_is_not_selected_still_names_the_row),
	TEST_CASE(a_key_can_be_changed),
	TEST_CASE(an_ignored_column_is_left_alone),
	TEST_CASE(null_is_written_and_compared),
	TEST_CASE(the_whole_rowset_is_changed_but_for_the_rows_left_out),
	TEST_CASE(one_bad_row_is_told_with_its_number),
	TEST_CASE(a_broken_constraint_is_23000),
	TEST_CASE(a_change_by_others_is_a_conflict),
	TEST_CASE(a_change_of_what_was_not_fetched_matters_to_versions_only),
	TEST_CASE(a_refresh_takes_the_new_values),
	TEST_CASE(a_read_only_cursor_refreshes_what_it_has),
	TEST_CASE(later_fetches_show_what_was_changed),
	TEST_CASE(a_deleted_row_is_no_place_to_work),
	TEST_CASE(a_forward_only_cursor_changes_the_row_it_stands_on),
	TEST_CASE(long_data_comes_in_parts),
	TEST_CASE(a_cancelled_change_leaves_the_cursor_where_it_was),
	TEST_CASE(manual_commit_keeps_or_takes_back),
	TEST_CASE(the_query_timeout_ends_a_change),
	TEST_CASE(wrong_arguments_have_their_states),
	TEST_CASE(locks_become_versions),
	TEST_CASE(a_cursor_over_more_than_a_table_is_read_only),
	TEST_CASE(a_statement_prepared_and_run_again_stays_updatable),
	TEST_CASE(every_result_of_sets_of_parameters_is_updatable),
	TEST_CASE(partitions_and_heirs_are_changed_in_their_own_table),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
