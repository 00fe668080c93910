/* Rows that are added, or named by their bookmarks: SQLBulkOperations. */
#include "config.h"

#include "cursortest.h"

static SQLRETURN bulk(struct cursor *c, SQLSMALLINT op)
{
	return SQLBulkOperations(c->stmt, op);
}

static void rows_are_added_and_get_their_bookmarks(void)
{
	struct cursor c;
	SQLLEN n;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 2);
	for (int i = 0; i < 2; i++) {
		c.id[i] = 4 + i;
		c.id_len[i] = 0;
	}
	cursor_name(&c, 0, "four");
	c.name_len[1] = SQL_NULL_DATA;
	CHECK_STMT(c.stmt, bulk(&c, SQL_ADD));
	CHECK_INT(c.status[0], SQL_ROW_ADDED);
	CHECK_INT(c.status[1], SQL_ROW_ADDED);
	CHECK_INT(c.fetched, 2);
	CHECK_STMT(c.stmt, SQLRowCount(c.stmt, &n));
	CHECK_INT(n, 2);
	CHECK_TABLE(&c, "1=one 2=two 3=three 4=four 5=-");
	/* They are at the end of the cursor. */
	CHECK_STMT(c.stmt, SQLSetStmtAttr(c.stmt, SQL_ATTR_FETCH_BOOKMARK_PTR, &c.mark[1], 0));
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_BOOKMARK, 0));
	CHECK_INT(c.id[0], 5);
	CHECK_INT(c.status[0], SQL_ROW_SUCCESS);
	cursor_name(&c, 0, "five");
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	CHECK_TABLE(&c, "1=one 2=two 3=three 4=four 5=five");
}

static void rows_are_added_before_anything_is_fetched(void)
{
	struct cursor c;

	cursor_open(&c, cursor_table("serial primary key"), SQL_CONCUR_ROWVER, SQL_CURSOR_STATIC,
		    "select id, name from c where false");
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	c.id[0] = 7;
	cursor_name(&c, 0, "seven");
	CHECK_STMT(c.stmt, bulk(&c, SQL_ADD));
	CHECK_INT(c.mark[0], 1);
	/* What is ignored takes its default. */
	c.id_len[0] = c.name_len[0] = SQL_COLUMN_IGNORE;
	test_server_exec("select setval('c_id_seq', 20)");
	test_server_exec("grant usage on c_id_seq to public");
	CHECK_STMT(c.stmt, bulk(&c, SQL_ADD));
	CHECK_TABLE(&c, "1=one 2=two 3=three 7=seven 21=-");
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_LAST, 0));
	CHECK_INT(c.id[0], 21);
}

/* A program that adds a row for each one that it reads comes to an end. */
static void a_forward_only_cursor_does_not_meet_what_it_added(void)
{
	struct cursor c;
	int n = 0;

	cursor_open(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES, SQL_CURSOR_FORWARD_ONLY,
		    "select id, name from c order by id");
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	while (SQLFetch(c.stmt) == SQL_SUCCESS && n < 10) {
		c.id[0] += 10;
		n++;
		CHECK_STMT(c.stmt, bulk(&c, SQL_ADD));
	}
	CHECK_INT(n, 3);
	CHECK_TABLE(&c, "1=one 2=two 3=three 11=one 12=two 13=three");
}

static void one_row_that_cannot_be_added_is_told_with_its_number(void)
{
	struct cursor c;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 3);
	c.id[0] = 4;
	c.id[2] = 6;
	CHECK_INT(bulk(&c, SQL_ADD), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(c.status[0], SQL_ROW_ADDED);
	CHECK_INT(c.status[1], SQL_ROW_ERROR);
	CHECK_INT(c.status[2], SQL_ROW_ADDED);
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, c.stmt), "23000"));
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, c.stmt), "01S01"));
	CHECK_TABLE(&c, "1=one 2=two 3=three 4=one 6=three");
}

static void rows_are_updated_deleted_and_fetched_by_bookmark(void)
{
	struct cursor c;
	SQLLEN first, third;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_ROWVER);
	first = c.mark[0];
	third = c.mark[2];
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 2);
	c.mark[0] = third;
	c.mark[1] = first;
	c.id_len[0] = c.id_len[1] = SQL_COLUMN_IGNORE;
	cursor_name(&c, 0, "drei");
	cursor_name(&c, 1, "eins");
	CHECK_STMT(c.stmt, bulk(&c, SQL_UPDATE_BY_BOOKMARK));
	CHECK_INT(c.status[0], SQL_ROW_UPDATED);
	CHECK_INT(c.status[1], SQL_ROW_UPDATED);
	CHECK_TABLE(&c, "1=eins 2=two 3=drei");
	cursor_name(&c, 0, "");
	cursor_name(&c, 1, "");
	CHECK_STMT(c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK));
	CHECK_STR(c.name[0], "drei");
	CHECK_STR(c.name[1], "eins");
	CHECK_INT(c.id[0], 3);
	CHECK_STMT(c.stmt, bulk(&c, SQL_DELETE_BY_BOOKMARK));
	CHECK_INT(c.status[0], SQL_ROW_DELETED);
	CHECK_TABLE(&c, "2=two");
	CHECK_STMT(c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK));
	CHECK_INT(c.status[0], SQL_ROW_DELETED);
	/* No row has that one. */
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	c.mark[0] = 99;
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK), "HY111");
	c.mark[0] = 0;
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_DELETE_BY_BOOKMARK), "HY111");
}

static void the_cursor_stands_nowhere_after_a_bulk_operation(void)
{
	struct cursor c;
	char text[10];

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	CHECK_STMT(c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, SQLSetPos(c.stmt, 1, SQL_DELETE, SQL_LOCK_NO_CHANGE),
		    "HY109");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt,
		    SQLGetData(c.stmt, 2, SQL_C_CHAR, text, sizeof(text), NULL), "24000");
	CHECK_STMT(c.stmt, SQLFetchScroll(c.stmt, SQL_FETCH_FIRST, 0));
	CHECK_STMT(c.stmt, SQLSetPos(c.stmt, 1, SQL_DELETE, SQL_LOCK_NO_CHANGE));
	CHECK_TABLE(&c, "2=two 3=three");
}

static void long_data_is_added_in_parts(void)
{
	struct cursor c;
	SQLPOINTER where;

	cursor_fetched(&c, cursor_table("int primary key"), SQL_CONCUR_VALUES);
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 2);
	c.id[0] = 4;
	c.id[1] = 5;
	c.name_len[0] = SQL_LEN_DATA_AT_EXEC(0);
	cursor_name(&c, 1, "five");
	CHECK_INT(bulk(&c, SQL_ADD), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(c.stmt, &where), SQL_NEED_DATA);
	CHECK(where == c.name[0]);
	CHECK_STMT(c.stmt, SQLPutData(c.stmt, sql_text("fo"), 2));
	CHECK_STMT(c.stmt, SQLPutData(c.stmt, sql_text("ur"), 2));
	CHECK_STMT(c.stmt, SQLParamData(c.stmt, &where));
	CHECK_TABLE(&c, "1=one 2=two 3=three 4=four 5=five");
}

/* As a program binds that keeps what it will send behind what it has fetched. */
static void rows_are_bound_as_structures_with_an_offset(void)
{
	struct row {
		SQLLEN mark;
		SQLLEN mark_len;
		SQLINTEGER id;
		SQLLEN id_len;
		char name[11];
		SQLLEN name_len;
	} rows[6] = { { 0 } };
	SQLHSTMT stmt = test_stmt(cursor_table("int primary key"));
	SQLLEN offset = 0;

	cursor_attr(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	cursor_attr(stmt, SQL_ATTR_CONCURRENCY, SQL_CONCUR_ROWVER);
	cursor_attr(stmt, SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
	cursor_attr(stmt, SQL_ATTR_ROW_BIND_TYPE, sizeof(struct row));
	cursor_attr(stmt, SQL_ATTR_ROW_BIND_OFFSET_PTR, (SQLULEN)(uintptr_t)&offset);
	cursor_attr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 3);
	CHECK_STMT(stmt,
		   SQLExecDirect(stmt, sql_text("select id, name from c order by id"), SQL_NTS));
	CHECK_STMT(stmt, SQLBindCol(stmt, 0, SQL_C_VARBOOKMARK, &rows[0].mark, sizeof(SQLLEN),
				    &rows[0].mark_len));
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &rows[0].id, 0, &rows[0].id_len));
	CHECK_STMT(stmt, SQLBindCol(stmt, 2, SQL_C_CHAR, rows[0].name, sizeof(rows[0].name),
				    &rows[0].name_len));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(rows[2].name, "three");
	/* The second and the third row, changed, in the second half of the array. */
	memcpy(&rows[3], &rows[1], 2 * sizeof(rows[0]));
	snprintf(rows[3].name, sizeof(rows[3].name), "zwei");
	snprintf(rows[4].name, sizeof(rows[4].name), "drei");
	rows[3].name_len = rows[4].name_len = 4;
	offset = 3 * sizeof(struct row);
	cursor_attr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 2);
	CHECK_STMT(stmt, SQLBulkOperations(stmt, SQL_UPDATE_BY_BOOKMARK));
	CHECK_INT(
		test_server_number("select count(*) from c where name in ('zwei', 'drei', 'one')"),
		3);
	CHECK_STR(rows[1].name, "two");
	memset(rows[3].name, 0, sizeof(rows[3].name));
	CHECK_STMT(stmt, SQLBulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
	CHECK_STR(rows[3].name, "zwei");
}

static void wrong_requests_have_their_states(void)
{
	struct cursor c;
	SQLHDBC dbc = cursor_table("int primary key");

	cursor_fetched(&c, dbc, SQL_CONCUR_READ_ONLY);
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_ADD), "HY092");
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_UPDATE_BY_BOOKMARK), "HY092");
	cursor_attr(c.stmt, SQL_ATTR_ROW_ARRAY_SIZE, 1);
	CHECK_STMT(c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK));
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 0, SQL_C_VARBOOKMARK, NULL, 0, NULL));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK), "HY092");
	CHECK_STMT(c.stmt, SQLBindCol(c.stmt, 0, SQL_C_VARBOOKMARK, c.mark, 4, NULL));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_FETCH_BY_BOOKMARK), "HY090");
	test_free_stmt(c.stmt);
	c.stmt = test_stmt(dbc);
	CHECK_STMT(c.stmt, SQLExecDirect(c.stmt, sql_text("create temp table x (a int)"), SQL_NTS));
	CHECK_STATE(SQL_HANDLE_STMT, c.stmt, bulk(&c, SQL_ADD), "24000");
}

static const struct test_case cases[] = {
	TEST_CASE(rows_are_added_and_get_their_bookmarks),
	TEST_CASE(rows_are_added_before_anything_is_fetched),
	TEST_CASE(a_forward_only_cursor_does_not_meet_what_it_added),
	TEST_CASE(one_row_that_cannot_be_added_is_told_with_its_number),
	TEST_CASE(rows_are_updated_deleted_and_fetched_by_bookmark),
	TEST_CASE(the_cursor_stands_nowhere_after_a_bulk_operation),
	TEST_CASE(long_data_is_added_in_parts),
	TEST_CASE(rows_are_bound_as_structures_with_an_offset),
	TEST_CASE(wrong_requests_have_their_states),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
