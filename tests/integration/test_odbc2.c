/* An application of ODBC 2: its functions, states, types and rules. */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SQLHENV env;
static SQLHDBC dbc;

/* This program's own environment, since the harness's is of ODBC 3. */
static void open_old(void)
{
	CHECK_INT(SQLAllocEnv(&env), SQL_SUCCESS);
	CHECK_INT(SQLAllocConnect(env, &dbc), SQL_SUCCESS);
	CHECK_DBC(dbc, SQLConnect(dbc, (SQLCHAR *)"plain", SQL_NTS, NULL, 0, NULL, 0));
}

static SQLHSTMT old_stmt(void)
{
	SQLHSTMT stmt;

	CHECK_INT(SQLAllocStmt(dbc, &stmt), SQL_SUCCESS);
	return stmt;
}

static void close_old(void)
{
	if (dbc) {
		SQLTransact(env, dbc, SQL_ROLLBACK);
		SQLDisconnect(dbc);
		SQLFreeConnect(dbc);
	}
	if (env)
		SQLFreeEnv(env);
	dbc = env = NULL;
}

static const char *old_error(SQLHSTMT stmt)
{
	static char state[6];
	SQLCHAR text[512];
	SQLINTEGER native;
	SQLSMALLINT n;

	if (SQLError(env, dbc, stmt, (SQLCHAR *)state, &native, text, sizeof(text), &n) !=
	    SQL_SUCCESS)
		return "";
	return state;
}

static void states_are_those_of_odbc_2(void)
{
	const struct {
		const char *sql, *state;
	} errors[] = {
		{ "select * from nowhere", "S0002" },
		{ "create table pg_temp.old_t (a int)", "S0001" },
		{ "select nothing from old_t", "S0022" },
		{ "selec 1", "37000" },
		{ test_either("insert into old_t values (1)", "insert into old_t values (null)"),
		  "23000" },
		{ "select 1 / 0", "22012" },
		{ "select 'x'::int", "22005" },
		{ "select '2020-13-01'::date", "22008" },
		{ "copy old_t from stdin", "S1C00" },
	};
	SQLHSTMT stmt = old_stmt();

	CHECK_STMT(stmt, test_direct(stmt, "create temporary table old_t (a int primary key)"));
	CHECK_STMT(stmt, test_direct(stmt, "insert into old_t values (1)"));
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		const char *state;

		CHECK_INT(test_direct(stmt, errors[i].sql), SQL_ERROR);
		state = old_error(stmt);
		if (strcmp(state, errors[i].state) != 0)
			test_fail(__FILE__, __LINE__, "%s: %s, expected %s", errors[i].sql, state,
				  errors[i].state);
	}
	/* SQLError takes a record away. */
	CHECK_STR(old_error(stmt), "");
}

static void function_states_begin_with_s1(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLINTEGER i;
	SQLLEN n;

	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(SQLGetData(stmt, 9, SQL_C_SLONG, &i, 0, &n), SQL_ERROR);
	CHECK_STR(old_error(stmt), "S1002");
	CHECK_INT(SQLGetData(stmt, 1, 12345, &i, 0, &n), SQL_ERROR);
	CHECK_STR(old_error(stmt), "S1003");
	CHECK_INT(SQLSetStmtOption(stmt, SQL_QUERY_TIMEOUT, 5), SQL_SUCCESS);
	CHECK_INT(SQLSetStmtOption(stmt, SQL_CONCURRENCY, 99), SQL_ERROR);
	CHECK_STR(old_error(stmt), "24000"); /* a cursor is open */
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_INT(SQLSetStmtOption(stmt, SQL_CONCURRENCY, 99), SQL_ERROR);
	CHECK_STR(old_error(stmt), "S1009");
}

static void dates_have_the_old_numbers(void)
{
	static const SQLSMALLINT want[] = { SQL_DATE, SQL_TIME, SQL_TIMESTAMP, SQL_TIMESTAMP };
	SQLHSTMT stmt = old_stmt();
	DATE_STRUCT d;
	TIMESTAMP_STRUCT t;
	SQLLEN n;

	CHECK_STMT(stmt, test_direct(stmt, "select date '2024-02-29', time '10:11:12', "
					   "timestamp '2024-02-29 10:11:12.5', now()"));
	for (SQLUSMALLINT i = 1; i <= 4; i++) {
		SQLCHAR name[32];
		SQLSMALLINT type, digits, nullable, name_n;
		SQLULEN size;
		SQLLEN attribute = 0;

		CHECK_STMT(stmt, SQLDescribeCol(stmt, i, name, sizeof(name), &name_n, &type, &size,
						&digits, &nullable));
		CHECK_INT(type, want[i - 1]);
		CHECK_STMT(stmt,
			   SQLColAttributes(stmt, i, SQL_COLUMN_TYPE, NULL, 0, NULL, &attribute));
		CHECK_INT(attribute, want[i - 1]);
	}
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_DATE, &d, sizeof(d), &n));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(d.day, 29);
	CHECK_STMT(stmt, SQLGetData(stmt, 3, SQL_C_TIMESTAMP, &t, sizeof(t), &n));
	CHECK_INT(t.fraction, 500000000);
	/* The default C type is the old one too. */
	memset(&d, 0, sizeof(d));
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_DEFAULT, &d, sizeof(d), &n));
	CHECK_INT(d.year, 2024);
}

static void the_type_list_has_the_old_numbers_and_names(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLCHAR name[32] = "";
	SQLSMALLINT name_n;
	char text[64];
	SQLLEN n;

	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_DATE));
	CHECK_STMT(stmt,
		   SQLDescribeCol(stmt, 3, name, sizeof(name), &name_n, NULL, NULL, NULL, NULL));
	CHECK_STR((char *)name, "PRECISION");
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_CHAR, text, sizeof(text), &n));
	CHECK_STR(text, "date");
	CHECK_STMT(stmt, SQLGetData(stmt, 2, SQL_C_CHAR, text, sizeof(text), &n));
	CHECK_STR(text, "9");
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt,
		   SQLTables(stmt, NULL, 0, (SQLCHAR *)"pg_catalog", SQL_NTS, NULL, 0, NULL, 0));
	CHECK_STMT(stmt,
		   SQLDescribeCol(stmt, 2, name, sizeof(name), &name_n, NULL, NULL, NULL, NULL));
	CHECK_STR((char *)name, "TABLE_OWNER");
}

static void column_attributes_have_the_old_names(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLCHAR text[32];
	SQLSMALLINT n;
	SQLLEN v;

	CHECK_STMT(
		stmt,
		test_direct(stmt, "select 1.25::numeric(8, 2) as price, 'x'::varchar(20) as name"));
	CHECK_STMT(stmt, SQLColAttributes(stmt, 0, SQL_COLUMN_COUNT, NULL, 0, NULL, &v));
	CHECK_INT(v, 2);
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_NAME, text, sizeof(text), &n, NULL));
	CHECK_STR((char *)text, "price");
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_LABEL, text, sizeof(text), &n, NULL));
	CHECK_STR((char *)text, "price");
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_PRECISION, NULL, 0, NULL, &v));
	CHECK_INT(v, 8);
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_SCALE, NULL, 0, NULL, &v));
	CHECK_INT(v, 2);
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_LENGTH, NULL, 0, NULL, &v));
	CHECK_INT(v, 10); /* digits, sign and point */
	CHECK_STMT(stmt, SQLColAttributes(stmt, 2, SQL_COLUMN_LENGTH, NULL, 0, NULL, &v));
	CHECK(v >= 20);
	CHECK_STMT(stmt, SQLColAttributes(stmt, 2, SQL_COLUMN_PRECISION, NULL, 0, NULL, &v));
	CHECK_INT(v, 20);
	CHECK_STMT(stmt, SQLColAttributes(stmt, 2, SQL_COLUMN_DISPLAY_SIZE, NULL, 0, NULL, &v));
	CHECK_INT(v, 20);
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_NULLABLE, NULL, 0, NULL, &v));
	CHECK_STMT(stmt,
		   SQLColAttributes(stmt, 1, SQL_COLUMN_TYPE_NAME, text, sizeof(text), &n, NULL));
	CHECK_STR((char *)text, "numeric");
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_UPDATABLE, NULL, 0, NULL, &v));
	CHECK_STMT(stmt, SQLColAttributes(stmt, 1, SQL_COLUMN_SEARCHABLE, NULL, 0, NULL, &v));
}

static void a_parameter_is_set_the_old_way(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLINTEGER a = 41;
	char b[8] = "text";
	SQLLEN a_n = 0, b_n = SQL_NTS;

	CHECK_STMT(stmt, SQLSetParam(stmt, 1, SQL_C_SLONG, SQL_INTEGER, 0, 0, &a, &a_n));
	CHECK_STMT(stmt, SQLSetParam(stmt, 2, SQL_C_CHAR, SQL_VARCHAR, 8, 0, b, &b_n));
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)"select ? + 1, ?", SQL_NTS));
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_STR(test_rows(stmt), "42|text\n");
}

static void arrays_of_parameters_are_set_the_old_way(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLINTEGER a[4] = { 1, 2, 3, 4 };
	SQLLEN n[4] = { 0 };
	SQLULEN processed = 0;

	CHECK_STMT(stmt, test_direct(stmt, "create temporary table options (a int)"));
	CHECK_STMT(stmt, SQLParamOptions(stmt, 4, &processed));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  a, 0, n));
	CHECK_STMT(stmt, test_direct(stmt, "insert into options values (?)"));
	CHECK_INT((long long)processed, 4);
	CHECK_STMT(stmt, SQLParamOptions(stmt, 1, &processed));
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_RESET_PARAMS));
	CHECK_STMT(stmt, test_direct(stmt, "select sum(a) from options"));
	CHECK_STR(test_rows(stmt), "10\n");
}

static void transactions_end_the_old_way(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLUINTEGER mode = 9;

	CHECK_STMT(stmt, test_direct(stmt, "create temporary table ended (a int)"));
	CHECK_DBC(dbc, SQLSetConnectOption(dbc, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF));
	CHECK_DBC(dbc, SQLGetConnectOption(dbc, SQL_AUTOCOMMIT, &mode));
	CHECK_INT(mode, SQL_AUTOCOMMIT_OFF);
	CHECK_STMT(stmt, test_direct(stmt, "insert into ended values (1)"));
	CHECK_DBC(dbc, SQLTransact(SQL_NULL_HENV, dbc, SQL_ROLLBACK));
	CHECK_STMT(stmt, test_direct(stmt, "insert into ended values (2)"));
	CHECK_OK(SQL_HANDLE_ENV, env, SQLTransact(env, SQL_NULL_HDBC, SQL_COMMIT));
	CHECK_STMT(stmt, test_direct(stmt, "select a from ended"));
	CHECK_STR(test_rows(stmt), "2\n");
}

/* ODBC 2: a change of no row is a success. */
static void a_change_of_no_row_is_a_success(void)
{
	SQLHSTMT stmt = old_stmt();

	CHECK_STMT(stmt, test_direct(stmt, "create temporary table empty (a int)"));
	CHECK_INT(test_direct(stmt, "delete from empty"), SQL_SUCCESS);
}

static void rowsets_are_fetched_the_old_way(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLINTEGER a[5];
	SQLLEN n[5];
	SQLULEN rows = 0, size = 0;
	SQLUSMALLINT status[5];
	struct {
		SQLUINTEGER value, behind;
	} option = { 0, 77 };

	CHECK_STMT(stmt, SQLSetScrollOptions(stmt, SQL_CONCUR_READ_ONLY, SQL_SCROLL_STATIC, 5));
	CHECK_STMT(stmt, SQLGetStmtOption(stmt, SQL_ROWSET_SIZE, &size));
	CHECK_INT((long long)size, 5);
	/* All but a few have 32 bits, whatever they are in SQLGetStmtAttr. */
	CHECK_STMT(stmt, SQLGetStmtOption(stmt, SQL_CONCURRENCY, &option.value));
	CHECK_INT(option.value, SQL_CONCUR_READ_ONLY);
	CHECK_INT(option.behind, 77);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, a, 0, n));
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 12) n"));
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_LAST, 0, &rows, status));
	CHECK_INT(a[0], 8);
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_PRIOR, 0, &rows, status));
	CHECK_INT(a[0], 3);
	CHECK_INT((long long)rows, 5);
	CHECK_STMT(stmt, SQLSetPos(stmt, 4, SQL_POSITION, SQL_LOCK_NO_CHANGE));
	CHECK_STR(test_cell(stmt, 1), "6");
}

/* SQLFetch of ODBC 2 takes one row, whatever the rowset. */
static void a_single_fetch_takes_one_row(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLINTEGER a = 0;
	SQLLEN n;

	CHECK_STMT(stmt, SQLSetStmtOption(stmt, SQL_ROWSET_SIZE, 3));
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &a, 0, &n));
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 3) n"));
	for (int i = 1; i <= 3; i++) {
		CHECK_STMT(stmt, SQLFetch(stmt));
		CHECK_INT(a, i);
	}
	CHECK_INT(SQLFetch(stmt), SQL_NO_DATA_FOUND);
}

static void bookmarks_are_numbers(void)
{
	SQLHSTMT stmt = old_stmt();
	SQLULEN mark = 0, rows;
	SQLUSMALLINT status[1];

	CHECK_STMT(stmt, SQLSetStmtOption(stmt, SQL_CURSOR_TYPE, SQL_CURSOR_STATIC));
	CHECK_STMT(stmt, SQLSetStmtOption(stmt, SQL_USE_BOOKMARKS, SQL_UB_ON));
	CHECK_STMT(stmt, test_direct(stmt, "select n * 10 from generate_series(1, 9) n"));
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_ABSOLUTE, 6, &rows, status));
	CHECK_STMT(stmt, SQLGetStmtOption(stmt, SQL_GET_BOOKMARK, &mark));
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_FIRST, 0, &rows, status));
	CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_BOOKMARK, (SQLLEN)mark, &rows, status));
	CHECK_STR(test_cell(stmt, 1), "60");
}

/* Each case between an environment's making and its end. */
#define OLD(f)                          \
	static void in_odbc_2_##f(void) \
	{                               \
		close_old();            \
		open_old();             \
		f();                    \
		close_old();            \
	}

OLD(states_are_those_of_odbc_2)
OLD(function_states_begin_with_s1)
OLD(dates_have_the_old_numbers)
OLD(the_type_list_has_the_old_numbers_and_names)
OLD(column_attributes_have_the_old_names)
OLD(a_parameter_is_set_the_old_way)
OLD(arrays_of_parameters_are_set_the_old_way)
OLD(transactions_end_the_old_way)
OLD(a_change_of_no_row_is_a_success)
OLD(rowsets_are_fetched_the_old_way)
OLD(a_single_fetch_takes_one_row)
OLD(bookmarks_are_numbers)

static const struct test_case cases[] = {
	TEST_CASE(in_odbc_2_states_are_those_of_odbc_2),
	TEST_CASE(in_odbc_2_function_states_begin_with_s1),
	TEST_CASE(in_odbc_2_dates_have_the_old_numbers),
	TEST_CASE(in_odbc_2_the_type_list_has_the_old_numbers_and_names),
	TEST_CASE(in_odbc_2_column_attributes_have_the_old_names),
	TEST_CASE(in_odbc_2_a_parameter_is_set_the_old_way),
	TEST_CASE(in_odbc_2_arrays_of_parameters_are_set_the_old_way),
	TEST_CASE(in_odbc_2_transactions_end_the_old_way),
	TEST_CASE(in_odbc_2_a_change_of_no_row_is_a_success),
	TEST_CASE(in_odbc_2_rowsets_are_fetched_the_old_way),
	TEST_CASE(in_odbc_2_a_single_fetch_takes_one_row),
	TEST_CASE(in_odbc_2_bookmarks_are_numbers),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
