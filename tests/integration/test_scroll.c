/* Cursors on a server: every orientation of SQLFetchScroll, rowsets, bookmarks, bindings, limits. */
#include "config.h"

#include "odbctest.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWSET_MAX = 8 };

#define SET(stmt, attr, v) \
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, attr, (SQLPOINTER)(uintptr_t)(v), 0))

static SQLINTEGER numbers[ROWSET_MAX];
static SQLLEN indicators[ROWSET_MAX];
static SQLUSMALLINT statuses[ROWSET_MAX];
static SQLULEN fetched;

/* A static cursor over 1..rows with that many rows a rowset, column 1 bound. */
static SQLHSTMT scroller_on(SQLHDBC dbc, int rows, int rowset)
{
	SQLHSTMT stmt = test_stmt(dbc);
	char sql[80];

	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, rowset);
	SET(stmt, SQL_ATTR_ROW_STATUS_PTR, statuses);
	SET(stmt, SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, numbers, 0, indicators));
	snprintf(sql, sizeof(sql), "select n from generate_series(1, %d) n", rows);
	CHECK_STMT(stmt, test_direct(stmt, sql));
	return stmt;
}

static SQLHSTMT scroller(int rows, int rowset)
{
	return scroller_on(test_connect("DSN=pooled"), rows, rowset);
}

/* -- SQLFetchScroll, "Cursor Positioning Rules" ------------------------------- */

enum {
	NEXT = SQL_FETCH_NEXT,
	PRIOR = SQL_FETCH_PRIOR,
	FIRST = SQL_FETCH_FIRST,
	LAST = SQL_FETCH_LAST,
	ABS = SQL_FETCH_ABSOLUTE,
	REL = SQL_FETCH_RELATIVE
};

/* Where the cursor stands before the fetch. */
enum start { BEFORE, AFTER, ROW_1, ROW_6, ROW_7, ROW_10 };

static const struct {
	int rows, rowset;
	enum start start;
	int orientation, offset;
	int first, n; /* n: 0 is SQL_NO_DATA */
	const char *state;
} moves[] = {
	/* SQL_FETCH_NEXT */
	{ 10, 3, BEFORE, NEXT, 0, 1, 3, "" },
	{ 10, 3, ROW_1, NEXT, 0, 4, 3, "" },
	{ 10, 3, ROW_7, NEXT, 0, 10, 1, "" },
	{ 10, 3, ROW_10, NEXT, 0, 0, 0, "" },
	{ 10, 3, AFTER, NEXT, 0, 0, 0, "" },
	/* SQL_FETCH_PRIOR */
	{ 10, 3, BEFORE, PRIOR, 0, 0, 0, "" },
	{ 10, 3, ROW_1, PRIOR, 0, 0, 0, "" },
	{ 10, 7, ROW_6, PRIOR, 0, 1, 7, "01S06" },
	{ 10, 3, ROW_6, PRIOR, 0, 3, 3, "" },
	{ 10, 3, AFTER, PRIOR, 0, 8, 3, "" },
	{ 2, 3, AFTER, PRIOR, 0, 1, 2, "01S06" },
	/* SQL_FETCH_RELATIVE */
	{ 10, 3, BEFORE, REL, 2, 2, 3, "" },
	{ 10, 3, AFTER, REL, -2, 9, 2, "" },
	{ 10, 3, BEFORE, REL, 0, 0, 0, "" },
	{ 10, 3, BEFORE, REL, -1, 0, 0, "" },
	{ 10, 3, ROW_1, REL, -1, 0, 0, "" },
	{ 10, 7, ROW_6, REL, -6, 1, 7, "01S06" },
	{ 10, 3, ROW_6, REL, -6, 0, 0, "" },
	{ 10, 3, ROW_6, REL, -2, 4, 3, "" },
	{ 10, 3, ROW_6, REL, 0, 6, 3, "" },
	{ 10, 3, ROW_6, REL, 4, 10, 1, "" },
	{ 10, 3, ROW_6, REL, 5, 0, 0, "" },
	{ 10, 3, AFTER, REL, 0, 0, 0, "" },
	{ 10, 3, AFTER, REL, 1, 0, 0, "" },
	/* SQL_FETCH_ABSOLUTE */
	{ 10, 3, ROW_6, ABS, -10, 1, 3, "" },
	{ 10, 3, ROW_6, ABS, -1, 10, 1, "" },
	{ 10, 3, ROW_6, ABS, -11, 0, 0, "" },
	{ 2, 5, BEFORE, ABS, -4, 1, 2, "01S06" },
	{ 10, 3, ROW_6, ABS, 0, 0, 0, "" },
	{ 10, 3, ROW_6, ABS, 1, 1, 3, "" },
	{ 10, 3, ROW_6, ABS, 10, 10, 1, "" },
	{ 10, 3, ROW_6, ABS, 11, 0, 0, "" },
	/* SQL_FETCH_FIRST, SQL_FETCH_LAST */
	{ 10, 3, ROW_6, FIRST, 0, 1, 3, "" },
	{ 10, 3, BEFORE, LAST, 0, 8, 3, "" },
	{ 2, 3, BEFORE, LAST, 0, 1, 2, "" },
	{ 0, 3, BEFORE, FIRST, 0, 0, 0, "" },
	{ 0, 3, BEFORE, LAST, 0, 0, 0, "" },
	{ 0, 3, BEFORE, NEXT, 0, 0, 0, "" },
};

static void stand(SQLHSTMT stmt, enum start start)
{
	static const SQLLEN rows[] = { [ROW_1] = 1, [ROW_6] = 6, [ROW_7] = 7, [ROW_10] = 10 };

	if (start == BEFORE)
		return;
	if (start == AFTER)
		CHECK_INT(SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 1000), SQL_NO_DATA);
	else
		CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, rows[start]));
}

static void check_move(SQLHDBC dbc, size_t i)
{
	SQLHSTMT stmt = scroller_on(dbc, moves[i].rows, moves[i].rowset);
	SQLRETURN rc;

	stand(stmt, moves[i].start);
	fetched = 99;
	rc = SQLFetchScroll(stmt, (SQLSMALLINT)moves[i].orientation, moves[i].offset);
	if (rc != (!moves[i].n       ? SQL_NO_DATA
		   : *moves[i].state ? SQL_SUCCESS_WITH_INFO
				     : SQL_SUCCESS) ||
	    (SQLULEN)moves[i].n != fetched || (moves[i].n && numbers[0] != moves[i].first))
		test_fail(__FILE__, __LINE__, "move %zu: returned %d, %d rows from %d", i, rc,
			  (int)fetched, (int)numbers[0]);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), moves[i].state);
	for (int k = 0; k < moves[i].rowset; k++)
		CHECK_INT(statuses[k], k < moves[i].n ? SQL_ROW_SUCCESS : SQL_ROW_NOROW);
	for (int k = 0; k < moves[i].n; k++)
		CHECK_INT(numbers[k], moves[i].first + k);
	test_free_stmt(stmt);
}

static void every_move_obeys_the_positioning_rules(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		check_move(dbc, i);
}

/* Moving out of the result and back: before the start, NEXT is FIRST; behind the end, PRIOR is LAST. */
static void the_ends_can_be_left_again(void)
{
	SQLHSTMT stmt = scroller(5, 2);

	CHECK_INT(SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 0), SQL_NO_DATA);
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(numbers[0], 1);
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(numbers[0], 5);
	CHECK_INT((long long)fetched, 1);
	CHECK_INT(SQLFetch(stmt), SQL_NO_DATA);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_PRIOR, 0));
	CHECK_INT(numbers[0], 4);
	CHECK_INT((long long)fetched, 2);
}

/* SQL_FETCH_NEXT goes on behind the rowset as it was fetched, PRIOR by the size that is set now. */
static void the_rowset_size_may_change_between_fetches(void)
{
	SQLHSTMT stmt = scroller(20, 5);

	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 11));
	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 3);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_NEXT, 0));
	CHECK_INT(numbers[0], 16);
	CHECK_INT((long long)fetched, 3);
	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 2);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_PRIOR, 0));
	CHECK_INT(numbers[0], 14);
}

static void a_forward_only_cursor_goes_forward_only(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetchScroll(stmt, SQL_FETCH_FIRST, 0), "HY106");
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_NEXT, 0));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetchScroll(stmt, SQL_FETCH_PRIOR, 0), "HY106");
	CHECK_INT(SQLFetchScroll(stmt, SQL_FETCH_NEXT, 0), SQL_NO_DATA);
}

static void the_row_number_is_told(void)
{
	SQLHSTMT stmt = scroller(10, 3);
	SQLULEN row = 0;

	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 5));
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_ROW_NUMBER, &row, 0, NULL));
	CHECK_INT((long long)row, 5);
	CHECK_STMT(stmt, SQLSetPos(stmt, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_ROW_NUMBER, &row, 0, NULL));
	CHECK_INT((long long)row, 7);
}

/* More rows than SpoolMemory holds are scrolled over in a file. */
static void a_large_result_is_scrolled_from_a_file(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain;SpoolMemory=64K"));
	char text[16];
	SQLLEN n;

	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n));
	CHECK_STMT(
		stmt,
		test_direct(stmt, "select n, repeat('x', 100) from generate_series(1, 20000) n"));
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_LAST, 0));
	CHECK_STR(text, "20000");
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_FIRST, 0));
	CHECK_STR(text, "1");
	for (int i = 19999; i > 1; i -= 1111) {
		CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, i));
		CHECK_INT(strtoll(text, NULL, 10), i);
	}
}

/* -- bookmarks ------------------------------------------------------------------ */

static void bookmarks_lead_back_to_their_rows(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	unsigned char mark[16];
	SQLLEN n = 0;

	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	SET(stmt, SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, numbers, 0, indicators));
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 10) n"));
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 4));
	CHECK_STMT(stmt, SQLGetData(stmt, 0, SQL_C_VARBOOKMARK, mark, sizeof(mark), &n));
	CHECK(n > 0 && n <= (SQLLEN)sizeof(mark));
	SET(stmt, SQL_ATTR_FETCH_BOOKMARK_PTR, mark);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_LAST, 0));
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 0));
	CHECK_INT(numbers[0], 4);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, -3));
	CHECK_INT(numbers[0], 1);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 6));
	CHECK_INT(numbers[0], 10);
	CHECK_INT(SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 7), SQL_NO_DATA);
	CHECK_INT(SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, -4), SQL_NO_DATA);
}

static void bookmarks_are_bound_as_column_0(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLLEN marks[3], lengths[3], type = 0;

	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	SET(stmt, SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 3);
	CHECK_STMT(stmt, SQLBindCol(stmt, 0, SQL_C_VARBOOKMARK, marks, sizeof(marks[0]), lengths));
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, numbers, 0, indicators));
	CHECK_STMT(stmt, test_direct(stmt, "select n * 10 from generate_series(1, 10) n"));
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 5));
	CHECK_INT(numbers[2], 70);
	CHECK_INT(lengths[2], sizeof(marks[2]));
	SET(stmt, SQL_ATTR_FETCH_BOOKMARK_PTR, &marks[2]);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 0));
	CHECK_INT(numbers[0], 70);
	CHECK_STMT(stmt, SQLColAttribute(stmt, 0, SQL_DESC_TYPE, NULL, 0, NULL, &type));
	CHECK_INT(type, SQL_BINARY);
	CHECK_STMT(stmt, SQLColAttribute(stmt, 0, SQL_DESC_OCTET_LENGTH, NULL, 0, NULL, &type));
	CHECK_INT(type, sizeof(marks[0]));
}

static void bookmarks_that_are_off_are_refused(void)
{
	SQLHSTMT stmt = scroller(3, 1);
	SQLLEN mark = 1;

	SET(stmt, SQL_ATTR_FETCH_BOOKMARK_PTR, &mark);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 0), "HY106");
}

static void a_bookmark_that_is_none_is_refused(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLLEN mark = -5;

	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	SET(stmt, SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 0), "HY111");
	SET(stmt, SQL_ATTR_FETCH_BOOKMARK_PTR, &mark);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetchScroll(stmt, SQL_FETCH_BOOKMARK, 0), "HY111");
}

/* -- limits --------------------------------------------------------------------- */

static void max_rows_ends_the_result(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	SET(stmt, SQL_ATTR_MAX_ROWS, 3);
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 10) n"));
	CHECK_STR(test_rows(stmt), "1\n2\n3\n");
	CHECK_STMT(stmt, SQLCloseCursor(stmt));
	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 10) n"));
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_LAST, 0));
	CHECK_STR(test_cell(stmt, 1), "3");
	CHECK_INT(SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 4), SQL_NO_DATA);
	CHECK_STMT(stmt, SQLCloseCursor(stmt));
	CHECK_STMT(stmt,
		   SQLTables(stmt, NULL, 0, (SQLCHAR *)"pg_catalog", SQL_NTS, NULL, 0, NULL, 0));
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 3));
	CHECK_INT(SQLFetch(stmt), SQL_NO_DATA);
}

/* SQL_ATTR_MAX_LENGTH cuts character and binary data without a warning. */
static void max_length_cuts_text_and_binary(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	char text[16] = "";
	SQLLEN n;

	SET(stmt, SQL_ATTR_MAX_LENGTH, 4);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n));
	CHECK_STMT(
		stmt,
		test_direct(stmt,
			    test_either("select 'abcdefgh', '\\x0102030405'::bytea, 123456789",
					"select 'abcdefgh', from_hex('0102030405'), 123456789")));
	CHECK_INT(SQLFetch(stmt), SQL_SUCCESS);
	CHECK_STR(text, "abcd");
	CHECK_INT(n, 4);
	CHECK_STR(test_cell(stmt, 2), "01020304");
	CHECK_STR(test_cell(stmt, 3), "123456789");
}

static void retrieve_data_off_moves_without_data(void)
{
	SQLHSTMT stmt = scroller(5, 1);

	SET(stmt, SQL_ATTR_RETRIEVE_DATA, SQL_RD_OFF);
	numbers[0] = -1;
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_ABSOLUTE, 3));
	CHECK_INT(numbers[0], -1);
	SET(stmt, SQL_ATTR_RETRIEVE_DATA, SQL_RD_ON);
	CHECK_STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_RELATIVE, 0));
	CHECK_INT(numbers[0], 3);
}

/* -- bindings --------------------------------------------------------------------- */

struct record {
	SQLINTEGER number;
	SQLLEN number_n;
	char text[7];
	SQLLEN text_n;
};

static void rows_are_bound_as_structures(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	struct record r[3];

	memset(r, 0x55, sizeof(r));
	SET(stmt, SQL_ATTR_ROW_BIND_TYPE, sizeof(r[0]));
	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 3);
	SET(stmt, SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &r[0].number, 0, &r[0].number_n));
	CHECK_STMT(stmt,
		   SQLBindCol(stmt, 2, SQL_C_CHAR, r[0].text, sizeof(r[0].text), &r[0].text_n));
	CHECK_STMT(stmt, test_direct(stmt, test_either("values (1, 'one'), (2, null), (3, 'three')",
						       "select 1, 'one' union all select 2, null"
						       " union all select 3, 'three' order by 1")));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT((long long)fetched, 3);
	CHECK_INT(r[2].number, 3);
	CHECK_INT(r[2].number_n, sizeof(SQLINTEGER));
	CHECK_STR(r[0].text, "one");
	CHECK_INT(r[1].text_n, SQL_NULL_DATA);
	CHECK_STR(r[2].text, "three");
	CHECK_INT(r[2].text_n, 5);
}

static void a_bind_offset_moves_every_address(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	struct record r[4];
	SQLULEN offset = 0;

	SET(stmt, SQL_ATTR_ROW_BIND_TYPE, sizeof(r[0]));
	SET(stmt, SQL_ATTR_ROW_BIND_OFFSET_PTR, &offset);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &r[0].number, 0, &r[0].number_n));
	CHECK_STMT(stmt,
		   SQLBindCol(stmt, 2, SQL_C_CHAR, r[0].text, sizeof(r[0].text), &r[0].text_n));
	CHECK_STMT(stmt, test_direct(stmt, "select n, 'r' || n from generate_series(1, 4) n"));
	for (int i = 0; i < 4; i++) {
		offset = (SQLULEN)i * sizeof(r[0]);
		CHECK_STMT(stmt, SQLFetch(stmt));
	}
	CHECK_INT(r[0].number, 1);
	CHECK_INT(r[3].number, 4);
	CHECK_STR(r[3].text, "r4");
	CHECK_INT(r[3].text_n, 2);
}

static void an_error_in_a_row_is_told_of_that_row(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLLEN row = 0;
	SQLINTEGER column = 0;

	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 3);
	SET(stmt, SQL_ATTR_ROW_STATUS_PTR, statuses);
	SET(stmt, SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
	CHECK_STMT(stmt, SQLBindCol(stmt, 2, SQL_C_SLONG, numbers, 0, indicators));
	CHECK_STMT(stmt, test_direct(stmt, test_either("values (1, '10'), (2, 'ten'), (3, '30')",
						       "select 1, '10' union all select 2, 'ten'"
						       " union all select 3, '30' order by 1")));
	CHECK_INT(SQLFetch(stmt), SQL_SUCCESS_WITH_INFO);
	CHECK_INT((long long)fetched, 3);
	CHECK_INT(statuses[0], SQL_ROW_SUCCESS);
	CHECK_INT(statuses[1], SQL_ROW_ERROR);
	CHECK_INT(statuses[2], SQL_ROW_SUCCESS);
	CHECK_INT(numbers[0], 10);
	CHECK_INT(numbers[2], 30);
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "22018"));
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "01S01"));
	for (SQLSMALLINT i = 1; i <= 2; i++) {
		char state[6];

		CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, i, SQL_DIAG_SQLSTATE, state,
						 sizeof(state), NULL));
		if (strcmp(state, "22018") != 0)
			continue;
		CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, i, SQL_DIAG_ROW_NUMBER,
						 &row, 0, NULL));
		CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, i, SQL_DIAG_COLUMN_NUMBER,
						 &column, 0, NULL));
	}
	CHECK_INT(row, 2);
	CHECK_INT(column, 2);
}

static void a_truncated_cell_marks_its_row(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	char text[2][4];

	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, 2);
	SET(stmt, SQL_ATTR_ROW_STATUS_PTR, statuses);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_CHAR, text, sizeof(text[0]), indicators));
	CHECK_STMT(
		stmt,
		test_direct(stmt, test_either("values ('abc'), ('abcd')",
					      "select 'abc' union all select 'abcd' order by 1")));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetch(stmt), "01004");
	CHECK_INT(statuses[0], SQL_ROW_SUCCESS);
	CHECK_INT(statuses[1], SQL_ROW_SUCCESS_WITH_INFO);
	CHECK_STR(text[1], "abc");
	CHECK_INT(indicators[1], 4);
}

static void a_lone_row_in_error_is_the_calls_error(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, numbers, 0, indicators));
	CHECK_STMT(stmt,
		   test_direct(stmt,
			       test_either("values ('one'), ('2')",
					   "select 'one' union all select '2' order by 1 desc")));
	CHECK_INT(SQLFetch(stmt), SQL_ERROR);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "22018");
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(numbers[0], 2);
}

static void columns_may_be_bound_between_fetches(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLINTEGER first = 0, second = 0;
	SQLLEN n;

	CHECK_STMT(stmt, test_direct(stmt, "select n, n * 2 from generate_series(1, 3) n"));
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &first, 0, &n));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLBindCol(stmt, 2, SQL_C_SLONG, &second, 0, &n));
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, NULL, 0, NULL));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(first, 1);
	CHECK_INT(second, 4);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_UNBIND));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(second, 4);
}

/* -- SQLExtendedFetch --------------------------------------------------------------- */

static void extended_fetch_has_its_own_size_count_and_statuses(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLULEN rows = 0;

	SET(stmt, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
	SET(stmt, SQL_ROWSET_SIZE, 4);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, numbers, 0, indicators));
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 10) n"));
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_NEXT, 0, &rows, statuses));
	CHECK_INT((long long)rows, 4);
	CHECK_INT(numbers[3], 4);
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_ABSOLUTE, 9, &rows, statuses));
	CHECK_INT((long long)rows, 2);
	CHECK_INT(numbers[1], 10);
	CHECK_INT(statuses[1], SQL_ROW_SUCCESS);
	CHECK_INT(statuses[2], SQL_ROW_NOROW);
	CHECK_INT(SQLExtendedFetch(stmt, SQL_FETCH_NEXT, 0, &rows, statuses), SQL_NO_DATA);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetch(stmt), "HY010");
}

static const struct test_case cases[] = {
	TEST_CASE(every_move_obeys_the_positioning_rules),
	TEST_CASE(the_ends_can_be_left_again),
	TEST_CASE(the_rowset_size_may_change_between_fetches),
	TEST_CASE(a_forward_only_cursor_goes_forward_only),
	TEST_CASE(the_row_number_is_told),
	TEST_CASE(a_large_result_is_scrolled_from_a_file),
	TEST_CASE(bookmarks_lead_back_to_their_rows),
	TEST_CASE(bookmarks_are_bound_as_column_0),
	TEST_CASE(bookmarks_that_are_off_are_refused),
	TEST_CASE(a_bookmark_that_is_none_is_refused),
	TEST_CASE(max_rows_ends_the_result),
	TEST_CASE(max_length_cuts_text_and_binary),
	TEST_CASE(retrieve_data_off_moves_without_data),
	TEST_CASE(rows_are_bound_as_structures),
	TEST_CASE(a_bind_offset_moves_every_address),
	TEST_CASE(an_error_in_a_row_is_told_of_that_row),
	TEST_CASE(a_truncated_cell_marks_its_row),
	TEST_CASE(a_lone_row_in_error_is_the_calls_error),
	TEST_CASE(columns_may_be_bound_between_fetches),
	TEST_CASE(extended_fetch_has_its_own_size_count_and_statuses),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
