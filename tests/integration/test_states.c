/*
 * The state transition tables of ODBC (Appendix B), directly on the driver's entry
 * points: what a driver manager would let through or not, the driver answers each
 * function in each state of a statement with the state of the table, and lives.
 *
 * S1 allocated; S2, S3 prepared without and with a result set; S4 executed without one;
 * S5 a cursor is open, S6 after SQLFetch, S7 after SQLExtendedFetch; S8 data is
 * needed, S9 after SQLParamData, S10 after SQLPutData.
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <string.h>

enum { S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, STATES };

static SQLCHAR *text(const char *s)
{
	return (SQLCHAR *)(uintptr_t)s;
}

/* --- into a state ----------------------------------------------------------------- */

static const char query[] = "select i, 'text' from generate_series(1, 9) i";
static SQLLEN at_exec = SQL_DATA_AT_EXEC;

static void need_data(SQLHSTMT stmt, int state)
{
	SQLPOINTER token;

	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0,
					  &at_exec, 0, &at_exec));
	CHECK_INT(SQLExecDirect(stmt, text("select ?::text"), SQL_NTS), SQL_NEED_DATA);
	if (state >= S9)
		CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	if (state == S10)
		CHECK_STMT(stmt, SQLPutData(stmt, text("ab"), 2));
}

static void bring_into(SQLHSTMT stmt, int state)
{
	switch (state) {
	case S1: break;
	case S2:
		CHECK_STMT(stmt, SQLPrepare(stmt, text("set application_name to 'x'"), SQL_NTS));
		break;
	case S3: CHECK_STMT(stmt, SQLPrepare(stmt, text(query), SQL_NTS)); break;
	case S4:
		CHECK_STMT(stmt, SQLExecDirect(stmt, text("set application_name to 'x'"), SQL_NTS));
		break;
	case S5:
	case S6:
	case S7: CHECK_STMT(stmt, SQLExecDirect(stmt, text(query), SQL_NTS)); break;
	default: need_data(stmt, state); break;
	}
	if (state == S6)
		CHECK_STMT(stmt, SQLFetch(stmt));
	if (state == S7)
		CHECK_STMT(stmt, SQLExtendedFetch(stmt, SQL_FETCH_NEXT, 0, NULL, NULL));
}

/* --- the functions ---------------------------------------------------------------- */

static SQLRETURN bind_col(SQLHSTMT s)
{
	static SQLINTEGER v;

	return SQLBindCol(s, 1, SQL_C_SLONG, &v, 0, NULL);
}

static SQLRETURN bind_parameter(SQLHSTMT s)
{
	static SQLINTEGER v;

	return SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &v, 0, NULL);
}

static SQLRETURN bulk_operations(SQLHSTMT s)
{
	return SQLBulkOperations(s, SQL_ADD);
}

static SQLRETURN close_cursor(SQLHSTMT s)
{
	return SQLCloseCursor(s);
}

static SQLRETURN col_attribute(SQLHSTMT s)
{
	static SQLLEN v;

	return SQLColAttribute(s, 1, SQL_DESC_TYPE, NULL, 0, NULL, &v);
}

static SQLRETURN columns(SQLHSTMT s)
{
	return SQLColumns(s, NULL, 0, NULL, 0, text("nothing"), SQL_NTS, NULL, 0);
}

static SQLRETURN describe_col(SQLHSTMT s)
{
	static SQLCHAR name[20];
	static SQLSMALLINT n;

	return SQLDescribeCol(s, 1, name, sizeof(name), &n, NULL, NULL, NULL, NULL);
}

static SQLRETURN describe_param(SQLHSTMT s)
{
	static SQLSMALLINT type;

	return SQLDescribeParam(s, 1, &type, NULL, NULL, NULL);
}

static SQLRETURN exec_direct(SQLHSTMT s)
{
	return SQLExecDirect(s, text("select 1"), SQL_NTS);
}

static SQLRETURN extended_fetch(SQLHSTMT s)
{
	static SQLULEN rows;

	return SQLExtendedFetch(s, SQL_FETCH_NEXT, 0, &rows, NULL);
}

static SQLRETURN fetch_scroll(SQLHSTMT s)
{
	return SQLFetchScroll(s, SQL_FETCH_NEXT, 0);
}

static SQLRETURN close_all(SQLHSTMT s)
{
	return SQLFreeStmt(s, SQL_CLOSE);
}

static SQLRETURN reset_params(SQLHSTMT s)
{
	return SQLFreeStmt(s, SQL_RESET_PARAMS);
}

static SQLRETURN get_data(SQLHSTMT s)
{
	static char cell[20];
	static SQLLEN n;

	return SQLGetData(s, 1, SQL_C_CHAR, cell, sizeof(cell), &n);
}

static SQLRETURN get_data_of_a_type_that_is_none(SQLHSTMT s)
{
	static char cell[20];
	static SQLLEN n;

	return SQLGetData(s, 1, 4711, cell, sizeof(cell), &n);
}

static SQLRETURN num_params(SQLHSTMT s)
{
	static SQLSMALLINT n;

	return SQLNumParams(s, &n);
}

static SQLRETURN num_result_cols(SQLHSTMT s)
{
	static SQLSMALLINT n;

	return SQLNumResultCols(s, &n);
}

static SQLRETURN param_data(SQLHSTMT s)
{
	static SQLPOINTER token;

	return SQLParamData(s, &token);
}

static SQLRETURN prepare(SQLHSTMT s)
{
	return SQLPrepare(s, text("select 1"), SQL_NTS);
}

static SQLRETURN put_data(SQLHSTMT s)
{
	return SQLPutData(s, text("cd"), 2);
}

static SQLRETURN row_count(SQLHSTMT s)
{
	static SQLLEN n;

	return SQLRowCount(s, &n);
}

static SQLRETURN set_cursor_name(SQLHSTMT s)
{
	return SQLSetCursorName(s, text("named"), SQL_NTS);
}

static SQLRETURN set_cursor_type(SQLHSTMT s)
{
	return SQLSetStmtAttr(s, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0);
}

static SQLRETURN set_pos(SQLHSTMT s)
{
	return SQLSetPos(s, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE);
}

static SQLRETURN tables(SQLHSTMT s)
{
	return SQLTables(s, NULL, 0, NULL, 0, text("nothing"), SQL_NTS, NULL, 0);
}

static SQLRETURN type_info(SQLHSTMT s)
{
	return SQLGetTypeInfo(s, SQL_INTEGER);
}

static SQLRETURN fetch(SQLHSTMT s)
{
	return SQLFetch(s);
}

static SQLRETURN execute(SQLHSTMT s)
{
	return SQLExecute(s);
}

static SQLRETURN more_results(SQLHSTMT s)
{
	return SQLMoreResults(s);
}

static SQLRETURN cancel(SQLHSTMT s)
{
	return SQLCancel(s);
}

/* --- the table -------------------------------------------------------------------- */

#define SEQ "HY010"
#define CUR "24000"
#define OK  ""
#define ANY NULL /* an answer, whatever it is */

/* clang-format off */
static const struct {
	const char *name;
	SQLRETURN (*call)(SQLHSTMT s);
	const char *want[STATES];
} functions[] = {
	/*                                   S1   S2   S3   S4   S5   S6   S7   S8   S9   S10 */
	{ "SQLBindCol", bind_col,          { OK,  OK,  OK,  OK,  OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLBindParameter", bind_parameter, { OK, OK, OK, OK,  OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLBulkOperations", bulk_operations, { SEQ, SEQ, SEQ, CUR, ANY, ANY, ANY, SEQ, SEQ, SEQ } },
	{ "SQLCancel", cancel,             { OK,  OK,  OK,  OK,  OK,  OK,  OK,  OK,  OK,  OK  } },
	{ "SQLCloseCursor", close_cursor,  { CUR, CUR, CUR, CUR, OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLColAttribute", col_attribute, { SEQ, "07005", OK, CUR, OK, OK, OK, SEQ, SEQ, SEQ } },
	{ "SQLColumns", columns,           { OK,  OK,  OK,  OK,  CUR, CUR, CUR, SEQ, SEQ, SEQ } },
	{ "SQLDescribeCol", describe_col,  { SEQ, "07005", OK, CUR, OK, OK, OK, SEQ, SEQ, SEQ } },
	{ "SQLDescribeParam", describe_param, { SEQ, "07009", "07009", ANY, ANY, ANY, ANY, SEQ, SEQ, SEQ } },
	{ "SQLExecDirect", exec_direct,    { OK,  OK,  OK,  OK,  CUR, CUR, CUR, SEQ, SEQ, SEQ } },
	{ "SQLExecute", execute,           { SEQ, OK,  OK,  SEQ, SEQ, SEQ, SEQ, SEQ, SEQ, SEQ } },
	{ "SQLExtendedFetch", extended_fetch, { SEQ, SEQ, SEQ, CUR, OK, SEQ, OK, SEQ, SEQ, SEQ } },
	{ "SQLFetch", fetch,               { SEQ, SEQ, SEQ, CUR, OK,  OK,  SEQ, SEQ, SEQ, SEQ } },
	{ "SQLFetchScroll", fetch_scroll,  { SEQ, SEQ, SEQ, CUR, OK,  OK,  SEQ, SEQ, SEQ, SEQ } },
	{ "SQLFreeStmt CLOSE", close_all,  { OK,  OK,  OK,  OK,  OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLFreeStmt RESET", reset_params, { OK, OK, OK,  OK,  OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLGetData", get_data,          { SEQ, SEQ, SEQ, CUR, CUR, OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLGetData type", get_data_of_a_type_that_is_none,
					   { ANY, ANY, ANY, ANY, ANY, "HY003", "HY003", SEQ, SEQ, SEQ } },
	{ "SQLGetTypeInfo", type_info,     { OK,  OK,  OK,  OK,  CUR, CUR, CUR, SEQ, SEQ, SEQ } },
	{ "SQLMoreResults", more_results,  { OK,  OK,  OK,  OK,  OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLNumParams", num_params,      { SEQ, OK,  OK,  ANY, ANY, ANY, ANY, SEQ, SEQ, SEQ } },
	{ "SQLNumResultCols", num_result_cols, { SEQ, OK, OK, OK, OK, OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLParamData", param_data,      { SEQ, SEQ, SEQ, SEQ, SEQ, SEQ, SEQ, OK,  SEQ, OK  } },
	{ "SQLPrepare", prepare,           { OK,  OK,  OK,  OK,  CUR, CUR, CUR, SEQ, SEQ, SEQ } },
	{ "SQLPutData", put_data,          { SEQ, SEQ, SEQ, SEQ, SEQ, SEQ, SEQ, SEQ, OK,  OK  } },
	{ "SQLRowCount", row_count,        { SEQ, SEQ, SEQ, OK,  OK,  OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLSetCursorName", set_cursor_name, { OK, OK, OK, CUR, CUR, CUR, CUR, SEQ, SEQ, SEQ } },
	{ "SQLSetStmtAttr", set_cursor_type, { OK, "HY011", "HY011", OK, CUR, CUR, CUR, SEQ, SEQ, SEQ } },
	{ "SQLSetPos", set_pos,            { SEQ, SEQ, SEQ, CUR, CUR, OK,  OK,  SEQ, SEQ, SEQ } },
	{ "SQLTables", tables,             { OK,  OK,  OK,  OK,  CUR, CUR, CUR, SEQ, SEQ, SEQ } },
};
/* clang-format on */

static const char *outcome(SQLHSTMT stmt, SQLRETURN rc)
{
	if (rc == SQL_INVALID_HANDLE)
		return "invalid handle";
	return rc == SQL_ERROR ? test_state(SQL_HANDLE_STMT, stmt) : "";
}

static void each_function_in_each_state(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	size_t bad = 0;

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		for (int state = S1; state < STATES; state++) {
			const char *want = functions[i].want[state], *got;
			SQLHSTMT stmt = test_stmt(dbc);

			bring_into(stmt, state);
			got = outcome(stmt, functions[i].call(stmt));
			if (want && strcmp(got, want) != 0) {
				bad++;
				test_diag("%s in S%d: '%s', expected '%s'", functions[i].name,
					  state + 1, got, want);
			}
			test_free_stmt(stmt);
		}
	}
	CHECK_INT(bad, 0);
	CHECK_INT(test_number(dbc, "select 42"), 42);
}

/* A call in a wrong state changes nothing: data at execution still comes to its end. */
static void a_refused_call_changes_nothing(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		const char *want = functions[i].want[S10];
		SQLHSTMT stmt = test_stmt(dbc);
		SQLPOINTER token;

		if (!want || strcmp(want, SEQ) != 0)
			continue;
		bring_into(stmt, S10);
		functions[i].call(stmt);
		CHECK_STMT(stmt, SQLPutData(stmt, text("cd"), 2));
		CHECK_STMT(stmt, SQLParamData(stmt, &token));
		CHECK_STMT(stmt, SQLFetch(stmt));
		CHECK_STR(test_cell(stmt, 1), "abcd");
		test_free_stmt(stmt);
	}
}

/* --- connections ------------------------------------------------------------------- */

static void connections_have_states_too(void)
{
	SQLHDBC dbc = test_dbc();
	SQLHSTMT stmt;
	SQLHDESC desc;
	SQLCHAR out[100];
	SQLSMALLINT n;
	SQLINTEGER len;

	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLDisconnect(dbc), "08003");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), "08003");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_DESC, dbc, &desc), "08003");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT), "08003");
	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    SQLNativeSql(dbc, text("select 1"), SQL_NTS, out, sizeof(out), &len), "08003");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLGetInfo(dbc, SQL_DBMS_NAME, out, sizeof(out), &n),
		    "08003");
	CHECK_DBC(dbc, test_try_connect(dbc, "DSN=pooled"));
	CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, "DSN=pooled"), "08002");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLConnect(dbc, text("pooled"), SQL_NTS, NULL, 0, NULL, 0),
		    "08002");
	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    SQLBrowseConnect(dbc, text("DSN=pooled"), SQL_NTS, out, sizeof(out), &n),
		    "08002");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLFreeHandle(SQL_HANDLE_DBC, dbc), "HY010");
	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)1, 0), "HY011");
	CHECK_STATE(SQL_HANDLE_ENV, test_env(), SQLFreeHandle(SQL_HANDLE_ENV, test_env()), "HY010");
}

static const struct test_case cases[] = {
	TEST_CASE(each_function_in_each_state),
	TEST_CASE(a_refused_call_changes_nothing),
	TEST_CASE(connections_have_states_too),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
