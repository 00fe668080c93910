/* SQLGetData on a server: in parts, in any order, beside bound columns, in blocks. */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <string.h>

static SQLHSTMT fetched(const char *sql)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt, test_direct(stmt, sql));
	CHECK_STMT(stmt, SQLFetch(stmt));
	return stmt;
}

#define GET(stmt, col, type, p, cap, n) SQLGetData(stmt, col, type, p, cap, n)

static void text_comes_in_parts(void)
{
	SQLHSTMT stmt = fetched("select 'abcdefghij'");
	char part[5];
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 5, &n), "01004");
	CHECK_STR(part, "abcd");
	CHECK_INT(n, 10);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 5, &n), "01004");
	CHECK_STR(part, "efgh");
	CHECK_INT(n, 6);
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, part, 5, &n), SQL_SUCCESS);
	CHECK_STR(part, "ij");
	CHECK_INT(n, 2);
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, part, 5, &n), SQL_NO_DATA);
}

static void a_probe_of_no_length_tells_the_length(void)
{
	SQLHSTMT stmt = fetched(test_either("select 'hello', '\\x00ff10'::bytea, 'hé'",
					    "select 'hello', from_hex('00ff10'), 'hé'"));
	char text[16], nothing[1];
	SQLLEN n = -7;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, nothing, 0, &n), "01004");
	CHECK_INT(n, 5);
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n), SQL_SUCCESS);
	CHECK_STR(text, "hello");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 2, SQL_C_BINARY, nothing, 0, &n), "01004");
	CHECK_INT(n, 3);
	CHECK_INT(GET(stmt, 2, SQL_C_BINARY, text, sizeof(text), &n), SQL_SUCCESS);
	CHECK(memcmp(text, "\x00\xff\x10", 3) == 0);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 3, SQL_C_WCHAR, nothing, 0, &n), "01004");
	CHECK_INT(n, 2 * (SQLLEN)sizeof(SQLWCHAR));
	CHECK_INT(GET(stmt, 3, SQL_C_WCHAR, text, sizeof(text), &n), SQL_SUCCESS);
	CHECK_INT(n, 2 * (SQLLEN)sizeof(SQLWCHAR));
}

static void an_empty_value_is_told_once(void)
{
	SQLHSTMT stmt = fetched(test_either("select '', ''::bytea", "select '', ''::varbyte"));
	char text[4] = "x";
	SQLLEN n = -7;

	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n), SQL_SUCCESS);
	CHECK_INT(n, 0);
	CHECK_STR(text, "");
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n), SQL_NO_DATA);
	n = -7;
	CHECK_INT(GET(stmt, 2, SQL_C_BINARY, text, sizeof(text), &n), SQL_SUCCESS);
	CHECK_INT(n, 0);
	CHECK_INT(GET(stmt, 2, SQL_C_BINARY, text, sizeof(text), &n), SQL_NO_DATA);
}

static void binary_comes_in_parts_without_a_terminator(void)
{
	SQLHSTMT stmt = fetched(
		test_either("select '\\x0102030405'::bytea", "select from_hex('0102030405')"));
	unsigned char part[3] = { 9, 9, 9 };
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_BINARY, part, 2, &n), "01004");
	CHECK(memcmp(part, "\x01\x02\x09", 3) == 0);
	CHECK_INT(n, 5);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_BINARY, part, 2, &n), "01004");
	CHECK_INT(n, 3);
	CHECK_INT(GET(stmt, 1, SQL_C_BINARY, part, 2, &n), SQL_SUCCESS);
	CHECK_INT(n, 1);
	CHECK_INT(part[0], 5);
	CHECK_INT(GET(stmt, 1, SQL_C_BINARY, part, 2, &n), SQL_NO_DATA);
}

static void binary_as_text_is_cut_between_bytes(void)
{
	SQLHSTMT stmt = fetched(
		test_either("select '\\x0a0b0c'::bytea", "select from_hex('0a0b0c')"));
	char part[4];
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_STR(part, "0A");
	CHECK_INT(n, 6);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_STR(part, "0B");
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, part, 4, &n), SQL_SUCCESS);
	CHECK_STR(part, "0C");
}

/* U+1F600 is two units; three units of room hold one of them and no half. */
static void a_surrogate_pair_is_not_split(void)
{
	SQLHSTMT stmt = fetched("select 'a\xF0\x9F\x98\x80z'");
	SQLWCHAR part[3];
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_WCHAR, part, sizeof(part), &n),
		    "01004");
	CHECK_INT(n, 4 * (SQLLEN)sizeof(SQLWCHAR));
	CHECK_INT(part[0], 'a');
	CHECK_INT(part[1], 0);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_WCHAR, part, sizeof(part), &n),
		    "01004");
	CHECK_INT(part[0], 0xD83D);
	CHECK_INT(part[1], 0xDE00);
	CHECK_INT(part[2], 0);
	CHECK_INT(GET(stmt, 1, SQL_C_WCHAR, part, sizeof(part), &n), SQL_SUCCESS);
	CHECK_INT(part[0], 'z');
	CHECK_INT(n, sizeof(SQLWCHAR));
}

static void a_character_of_utf8_is_not_split(void)
{
	SQLHSTMT stmt = fetched("select 'aéb'");
	char part[3];
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, sizeof(part), &n),
		    "01004");
	CHECK_STR(part, "a");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, sizeof(part), &n),
		    "01004");
	CHECK_STR(part, "é");
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, part, sizeof(part), &n), SQL_SUCCESS);
	CHECK_STR(part, "b");
}

static void columns_come_in_any_order(void)
{
	SQLHSTMT stmt = fetched("select 1, 'two', 3.5::float8");
	char text[8];
	double d;
	SQLINTEGER i;
	SQLLEN n;

	CHECK_STMT(stmt, GET(stmt, 3, SQL_C_DOUBLE, &d, 0, &n));
	CHECK(d == 3.5);
	CHECK_STMT(stmt, GET(stmt, 1, SQL_C_SLONG, &i, 0, &n));
	CHECK_INT(i, 1);
	CHECK_STMT(stmt, GET(stmt, 2, SQL_C_CHAR, text, sizeof(text), &n));
	CHECK_STR(text, "two");
	CHECK_STMT(stmt, GET(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n));
	CHECK_STR(text, "1");
}

static void another_column_or_type_begins_anew(void)
{
	SQLHSTMT stmt = fetched("select 'abcdef', 'x'");
	char part[4];
	SQLWCHAR wide[16];
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_INT(GET(stmt, 2, SQL_C_CHAR, part, 4, &n), SQL_SUCCESS);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_STR(part, "abc");
	CHECK_INT(GET(stmt, 1, SQL_C_WCHAR, wide, sizeof(wide), &n), SQL_SUCCESS);
	CHECK_INT(n, 6 * (SQLLEN)sizeof(SQLWCHAR));
}

static void bound_columns_are_read_too(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLINTEGER bound = 0, got = 0;
	SQLLEN n;

	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &bound, 0, &n));
	CHECK_STMT(stmt, test_direct(stmt, "select 7, 8"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(bound, 7);
	CHECK_STMT(stmt, GET(stmt, 1, SQL_C_SLONG, &got, 0, &n));
	CHECK_INT(got, 7);
	CHECK_STR(test_cell(stmt, 2), "8");
	/* SQL_ARD_TYPE is the type of the binding. */
	got = 0;
	CHECK_STMT(stmt, GET(stmt, 1, SQL_ARD_TYPE, &got, 0, &n));
	CHECK_INT(got, 7);
}

static void null_needs_an_indicator(void)
{
	SQLHSTMT stmt = fetched("select null::text, null::int");
	char text[4];
	SQLLEN n = 0;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, text, 4, NULL), "22002");
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, text, 4, &n), SQL_SUCCESS);
	CHECK_INT(n, SQL_NULL_DATA);
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, text, 4, &n), SQL_NO_DATA);
	CHECK_INT(GET(stmt, 2, SQL_C_SLONG, text, 4, &n), SQL_SUCCESS);
	CHECK_INT(n, SQL_NULL_DATA);
}

static void fixed_types_are_told_once_and_failures_may_be_repeated(void)
{
	SQLHSTMT stmt = fetched("select 300, 'abc'");
	SQLSCHAR small;
	SQLINTEGER i = 0;
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_STINYINT, &small, 0, &n), "22003");
	CHECK_INT(GET(stmt, 1, SQL_C_SLONG, &i, 0, &n), SQL_SUCCESS);
	CHECK_INT(i, 300);
	CHECK_INT(GET(stmt, 1, SQL_C_SLONG, &i, 0, &n), SQL_NO_DATA);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 2, SQL_C_SLONG, &i, 0, &n), "22018");
	CHECK_STR(test_cell(stmt, 2), "abc");
}

static void wrong_arguments_are_named(void)
{
	SQLHSTMT stmt = fetched("select 1");
	SQLINTEGER i;
	SQLLEN n;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 2, SQL_C_SLONG, &i, 0, &n), "07009");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 0, SQL_C_BOOKMARK, &i, 0, &n), "07009");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, 12345, &i, 0, &n), "HY003");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, &i, -1, &n), "HY090");
	CHECK_INT(SQLFetch(stmt), SQL_NO_DATA);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_SLONG, &i, 0, &n), "24000");
}

static void blocks_are_read_after_positioning(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt,
		   SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)4, 0));
	CHECK_STMT(stmt, test_direct(stmt, "select n, 'row ' || n from generate_series(1, 6) n"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 2), "row 1");
	CHECK_STMT(stmt, SQLSetPos(stmt, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(stmt, 2), "row 3");
	CHECK_STMT(stmt, SQLSetPos(stmt, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(stmt, 1), "2");
	CHECK_STR(test_cell(stmt, 2), "row 2");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLSetPos(stmt, 5, SQL_POSITION, SQL_LOCK_NO_CHANGE),
		    "HY107");
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLSetPos(stmt, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(stmt, 1), "6");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLSetPos(stmt, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE),
		    "HY107");
}

/* A forward-only cursor's block can be read again as well: SQL_GD_BLOCK. */
static void a_forward_block_is_read_in_parts(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	char part[4];
	SQLLEN n;

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)3, 0));
	CHECK_STMT(stmt,
		   test_direct(stmt, "select repeat(n::text, 5) from generate_series(1, 5) n"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLSetPos(stmt, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_STR(part, "222");
	CHECK_INT(GET(stmt, 1, SQL_C_CHAR, part, 4, &n), SQL_SUCCESS);
	CHECK_STR(part, "22");
	/* Positioning anew begins anew. */
	CHECK_STMT(stmt, SQLSetPos(stmt, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, GET(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_STR(part, "222");
}

static void a_megabyte_arrives_whole(void)
{
	SQLHSTMT stmt = fetched("select repeat('0123456789', 100000)");
	char part[4097];
	size_t total = 0;
	SQLLEN n;
	SQLRETURN rc;

	while ((rc = GET(stmt, 1, SQL_C_CHAR, part, sizeof(part), &n)) == SQL_SUCCESS_WITH_INFO) {
		CHECK_INT(n, (long long)(1000000 - total));
		CHECK_INT(part[0], '0' + (int)(total % 10));
		total += strlen(part);
	}
	CHECK_INT(rc, SQL_SUCCESS);
	CHECK_INT((long long)(total + strlen(part)), 1000000);
}

static const struct test_case cases[] = {
	TEST_CASE(text_comes_in_parts),
	TEST_CASE(a_probe_of_no_length_tells_the_length),
	TEST_CASE(an_empty_value_is_told_once),
	TEST_CASE(binary_comes_in_parts_without_a_terminator),
	TEST_CASE(binary_as_text_is_cut_between_bytes),
	TEST_CASE(a_surrogate_pair_is_not_split),
	TEST_CASE(a_character_of_utf8_is_not_split),
	TEST_CASE(columns_come_in_any_order),
	TEST_CASE(another_column_or_type_begins_anew),
	TEST_CASE(bound_columns_are_read_too),
	TEST_CASE(null_needs_an_indicator),
	TEST_CASE(fixed_types_are_told_once_and_failures_may_be_repeated),
	TEST_CASE(wrong_arguments_are_named),
	TEST_CASE(blocks_are_read_after_positioning),
	TEST_CASE(a_forward_block_is_read_in_parts),
	TEST_CASE(a_megabyte_arrives_whole),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
