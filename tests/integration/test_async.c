/*
 * Asynchronous execution, directly on the driver's entry points: a driver manager
 * would keep some of these calls from it.
 */
#include "config.h"

#include "odbctest.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <sqlucode.h>

#include "relay.h"

/* Longer than any call here takes, shorter than a hang. */
#define SOON 20.0

/* Runs long enough to be seen running, whatever the machine does meanwhile. */
static const char *slow(void)
{
	return test_either("select 7, pg_sleep(0.3)", "select 7, standin.sleep(0.3)");
}

static const char *endless(void)
{
	return test_either("select pg_sleep(60)", "select standin.sleep(60)");
}

static SQLCHAR *text(const char *s)
{
	return (SQLCHAR *)(uintptr_t)s;
}

static void rest(void)
{
	nanosleep(&(struct timespec){ 0, 2000000 }, NULL);
}

/* Calls until it is over; counts how often it was not. */
#define POLL(ret_rc, ret_polls, call)                                \
	do {                                                         \
		double poll_end = test_now() + SOON;                 \
                                                                     \
		(ret_polls) = 0;                                     \
		while (((ret_rc) = (call)) == SQL_STILL_EXECUTING) { \
			(ret_polls)++;                               \
			CHECK(test_now() < poll_end);                \
			rest();                                      \
		}                                                    \
	} while (0)

static SQLHSTMT async_stmt(SQLHDBC dbc)
{
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STMT(stmt,
		   SQLSetStmtAttr(stmt, SQL_ATTR_ASYNC_ENABLE, (SQLPOINTER)SQL_ASYNC_ENABLE_ON, 0));
	return stmt;
}

static void an_execution_is_polled(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	SQLRETURN rc;
	int polls;

	POLL(rc, polls, SQLExecDirect(stmt, text(slow()), SQL_NTS));
	CHECK_STMT(stmt, rc);
	CHECK(polls > 0);
	POLL(rc, polls, SQLFetch(stmt));
	CHECK_STMT(stmt, rc);
	CHECK_STR(test_cell(stmt, 1), "7");
	POLL(rc, polls, SQLFetch(stmt));
	CHECK_INT(rc, SQL_NO_DATA);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	/* And without, the same statement waits. */
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ASYNC_ENABLE, NULL, 0));
	CHECK_STMT(stmt, SQLExecDirect(stmt, text(slow()), SQL_NTS));
}

static void errors_arrive_with_the_last_poll(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	SQLRETURN rc;
	int polls;

	POLL(rc, polls,
	     SQLExecDirect(stmt,
			   text(test_either("select 1 / length(pg_sleep(0.2)::text)",
					    "select 1 / length(standin.sleep(0.2)::text)")),
			   SQL_NTS));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, rc, "22012");
	CHECK(polls > 0);
}

/* The application may use its buffer again once the call has returned. */
static void the_text_is_copied(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	char sql[100];
	SQLRETURN rc;
	int polls;

	snprintf(sql, sizeof(sql), "%s", slow());
	rc = SQLExecDirect(stmt, text(sql), SQL_NTS);
	memset(sql, 'x', strlen(sql));
	if (rc == SQL_STILL_EXECUTING)
		POLL(rc, polls, SQLExecDirect(stmt, text(sql), SQL_NTS));
	CHECK_STMT(stmt, rc);
}

static void other_functions_wait_their_turn(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	SQLRETURN rc;
	SQLSMALLINT n;
	int polls;

	CHECK_INT(SQLExecDirect(stmt, text(slow()), SQL_NTS), SQL_STILL_EXECUTING);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFetch(stmt), "HY010");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLNumResultCols(stmt, &n), "HY010");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLCloseCursor(stmt), "HY010");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLFreeStmt(stmt, SQL_CLOSE), "HY010");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLSetStmtAttr(stmt, SQL_ATTR_MAX_ROWS, NULL, 0),
		    "HY010");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, NULL, 0, NULL),
		    "HY010");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLDisconnect(dbc), "HY010");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT), "HY010");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0),
		    "HY010");
	CHECK_STATE(SQL_HANDLE_ENV, test_env(), SQLEndTran(SQL_HANDLE_ENV, test_env(), SQL_COMMIT),
		    "HY010");
	POLL(rc, polls, SQLExecDirect(stmt, text(slow()), SQL_NTS));
	CHECK_STMT(stmt, rc);
	POLL(rc, polls, SQLNumResultCols(stmt, &n));
	CHECK_STMT(stmt, rc);
	CHECK_INT(n, 2);
	CHECK_STR(test_state(SQL_HANDLE_DBC, dbc), "HY010");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_STR(test_state(SQL_HANDLE_DBC, dbc), "");
}

static void two_statements_take_turns(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT a = async_stmt(dbc), b = async_stmt(dbc);
	SQLRETURN rc;
	int polls;

	CHECK_INT(SQLExecDirect(a, text(slow()), SQL_NTS), SQL_STILL_EXECUTING);
	/* Whichever thread is there first: the other one waits for it. */
	POLL(rc, polls, SQLExecDirect(b, text("select 8"), SQL_NTS));
	CHECK_STMT(b, rc);
	POLL(rc, polls, SQLExecDirect(a, text(slow()), SQL_NTS));
	CHECK_STMT(a, rc);
	POLL(rc, polls, SQLFetch(a));
	CHECK_STR(test_cell(a, 1), "7");
	POLL(rc, polls, SQLFetch(b));
	CHECK_STR(test_cell(b, 1), "8");
}

/* --- cancelling --------------------------------------------------------------------- */

static void a_cancelled_function_says_so(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	SQLRETURN rc;
	int polls;

	CHECK_INT(SQLExecDirect(stmt, text(endless()), SQL_NTS), SQL_STILL_EXECUTING);
	CHECK_INT(SQLCancel(stmt), SQL_SUCCESS);
	POLL(rc, polls, SQLExecDirect(stmt, text(endless()), SQL_NTS));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, rc, "HY008");
	CHECK_INT(test_number(dbc, "select 42"), 42);
	POLL(rc, polls, SQLExecDirect(stmt, text("select 1"), SQL_NTS));
	CHECK_STMT(stmt, rc);
}

/* However soon after its start: a cancel is never lost. */
static void a_cancel_at_once_is_not_lost(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);

	for (int i = 0; i < 30; i++) {
		SQLRETURN rc = SQLExecDirect(stmt, text(endless()), SQL_NTS);
		int polls;

		CHECK_INT(rc, SQL_STILL_EXECUTING);
		SQLCancelHandle(SQL_HANDLE_STMT, stmt);
		POLL(rc, polls, SQLExecDirect(stmt, text(endless()), SQL_NTS));
		CHECK_STATE(SQL_HANDLE_STMT, stmt, rc, "HY008");
	}
}

/* One that waits for another statement has not begun. */
static void a_waiting_function_is_cancelled_alone(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT a = async_stmt(dbc), b = async_stmt(dbc);
	SQLRETURN rc;
	int polls;

	CHECK_INT(SQLExecDirect(a, text(slow()), SQL_NTS), SQL_STILL_EXECUTING);
	CHECK_INT(SQLExecDirect(b, text(endless()), SQL_NTS), SQL_STILL_EXECUTING);
	CHECK_INT(SQLCancel(b), SQL_SUCCESS);
	POLL(rc, polls, SQLExecDirect(a, text(slow()), SQL_NTS));
	CHECK_STMT(a, rc);
	POLL(rc, polls, SQLExecDirect(b, text(endless()), SQL_NTS));
	CHECK_STATE(SQL_HANDLE_STMT, b, rc, "HY008");
}

static void a_freed_statement_stops_what_it_does(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	double start = test_now();

	CHECK_INT(SQLExecDirect(stmt, text(endless()), SQL_NTS), SQL_STILL_EXECUTING);
	test_free_stmt(stmt);
	CHECK(test_now() - start < SOON);
	CHECK_INT(test_number(dbc, "select 42"), 42);
}

/* --- every function that may be asynchronous -------------------------------------------- */

static SQLRETURN tables(SQLHSTMT s)
{
	return SQLTables(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS, NULL, 0);
}

static SQLRETURN columns(SQLHSTMT s)
{
	return SQLColumns(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS, NULL, 0);
}

static SQLRETURN primary_keys(SQLHSTMT s)
{
	return SQLPrimaryKeys(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS);
}

static SQLRETURN foreign_keys(SQLHSTMT s)
{
	return SQLForeignKeys(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS, NULL, 0, NULL, 0, NULL,
			      0);
}

static SQLRETURN statistics(SQLHSTMT s)
{
	return SQLStatistics(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS, SQL_INDEX_ALL,
			     SQL_QUICK);
}

static SQLRETURN special_columns(SQLHSTMT s)
{
	return SQLSpecialColumns(s, SQL_BEST_ROWID, NULL, 0, NULL, 0, text("async_t"), SQL_NTS,
				 SQL_SCOPE_SESSION, SQL_NULLABLE);
}

static SQLRETURN procedures(SQLHSTMT s)
{
	return SQLProcedures(s, NULL, 0, NULL, 0, text("async%"), SQL_NTS);
}

static SQLRETURN procedure_columns(SQLHSTMT s)
{
	return SQLProcedureColumns(s, NULL, 0, NULL, 0, text("async%"), SQL_NTS, NULL, 0);
}

static SQLRETURN table_privileges(SQLHSTMT s)
{
	return SQLTablePrivileges(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS);
}

static SQLRETURN column_privileges(SQLHSTMT s)
{
	return SQLColumnPrivileges(s, NULL, 0, NULL, 0, text("async_t"), SQL_NTS, NULL, 0);
}

static SQLRETURN type_info(SQLHSTMT s)
{
	return SQLGetTypeInfo(s, SQL_INTEGER);
}

static SQLRETURN prepare(SQLHSTMT s)
{
	return SQLPrepare(s, text("select i from async_t where i > ?"), SQL_NTS);
}

static SQLRETURN describe_param(SQLHSTMT s)
{
	SQLSMALLINT type;

	return SQLDescribeParam(s, 1, &type, NULL, NULL, NULL);
}

static SQLRETURN num_result_cols(SQLHSTMT s)
{
	static SQLSMALLINT n;

	return SQLNumResultCols(s, &n);
}

static SQLRETURN describe_col(SQLHSTMT s)
{
	static SQLCHAR name[20];
	static SQLSMALLINT n;

	return SQLDescribeCol(s, 1, name, sizeof(name), &n, NULL, NULL, NULL, NULL);
}

static SQLRETURN col_attribute(SQLHSTMT s)
{
	static SQLLEN v;

	return SQLColAttribute(s, 1, SQL_DESC_UPDATABLE, NULL, 0, NULL, &v);
}

static SQLRETURN execute(SQLHSTMT s)
{
	return SQLExecute(s);
}

static SQLRETURN fetch_scroll(SQLHSTMT s)
{
	return SQLFetchScroll(s, SQL_FETCH_NEXT, 0);
}

static SQLRETURN set_pos(SQLHSTMT s)
{
	return SQLSetPos(s, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE);
}

static SQLRETURN more_results(SQLHSTMT s)
{
	return SQLMoreResults(s);
}

static const struct {
	const char *name;
	SQLRETURN (*call)(SQLHSTMT s);
	bool close; /* the cursor, afterwards */
	SQLRETURN want;
} functions[] = {
	{ "SQLTables", tables, true, SQL_SUCCESS },
	{ "SQLColumns", columns, true, SQL_SUCCESS },
	{ "SQLPrimaryKeys", primary_keys, true, SQL_SUCCESS },
	{ "SQLForeignKeys", foreign_keys, true, SQL_SUCCESS },
	{ "SQLStatistics", statistics, true, SQL_SUCCESS },
	{ "SQLSpecialColumns", special_columns, true, SQL_SUCCESS },
	{ "SQLProcedures", procedures, true, SQL_SUCCESS },
	{ "SQLProcedureColumns", procedure_columns, true, SQL_SUCCESS },
	{ "SQLTablePrivileges", table_privileges, true, SQL_SUCCESS },
	{ "SQLColumnPrivileges", column_privileges, true, SQL_SUCCESS },
	{ "SQLGetTypeInfo", type_info, true, SQL_SUCCESS },
	{ "SQLPrepare", prepare, false, SQL_SUCCESS },
	{ "SQLDescribeParam", describe_param, false, SQL_SUCCESS },
	{ "SQLNumResultCols", num_result_cols, false, SQL_SUCCESS },
	{ "SQLDescribeCol", describe_col, false, SQL_SUCCESS },
	{ "SQLColAttribute", col_attribute, false, SQL_SUCCESS },
	{ "SQLExecute", execute, false, SQL_SUCCESS },
	{ "SQLFetchScroll", fetch_scroll, false, SQL_SUCCESS },
	{ "SQLSetPos", set_pos, false, SQL_SUCCESS },
	{ "SQLMoreResults", more_results, false, SQL_NO_DATA },
};

static void each_function_that_may_is_polled(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = async_stmt(dbc);
	SQLINTEGER low = 0;

	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  &low, 0, NULL));
	test_exec(dbc, "create table async_t (i int primary key, t text)");
	test_exec(dbc, "insert into async_t values (1, 'one')");
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		SQLRETURN rc;
		int polls;

		POLL(rc, polls, functions[i].call(stmt));
		if (rc != functions[i].want)
			test_fail(__FILE__, __LINE__, "%s: %d %s", functions[i].name, rc,
				  test_diagnostics(SQL_HANDLE_STMT, stmt));
		if (functions[i].close)
			CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	}
}

/* --- connections -------------------------------------------------------------------- */

static SQLHDBC async_dbc(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE,
					 (SQLPOINTER)SQL_ASYNC_DBC_ENABLE_ON, 0));
	return dbc;
}

static void a_connect_is_polled(void)
{
	SQLHDBC dbc = async_dbc();
	SQLHSTMT stmt;
	SQLRETURN rc;
	int polls;

	POLL(rc, polls, test_try_connect(dbc, "DSN=plain"));
	CHECK_DBC(dbc, rc);
	POLL(rc, polls, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0));
	CHECK_DBC(dbc, rc);
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLExecDirect(stmt, text("select 1"), SQL_NTS));
	POLL(rc, polls, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_DBC(dbc, rc);
	test_free_stmt(stmt);
	POLL(rc, polls, SQLDisconnect(dbc));
	CHECK_DBC(dbc, rc);
	/* Another way in. */
	POLL(rc, polls, SQLConnect(dbc, text("pooled"), SQL_NTS, NULL, SQL_NTS, NULL, SQL_NTS));
	CHECK_DBC(dbc, rc);
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, NULL, 0));
}

/* A server that does not answer: the application goes on meanwhile. */
static void a_connect_that_waits_is_refused_in_time(void)
{
	struct relay *r = relay_start();
	SQLHDBC dbc = async_dbc();
	char settings[100];
	SQLRETURN rc;
	SQLHSTMT stmt;
	int polls;

	snprintf(settings, sizeof(settings), "DSN=plain;Port=%d", relay_port(r));
	relay_silence(r, true);
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)1, 0));
	CHECK_INT(test_try_connect(dbc, settings), SQL_STILL_EXECUTING);
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), "HY010");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLDisconnect(dbc), "HY010");
	POLL(rc, polls, test_try_connect(dbc, settings));
	CHECK_STATE(SQL_HANDLE_DBC, dbc, rc, "HYT00");
	CHECK(polls > 0);
	/* A handle that is freed meanwhile waits for the end. */
	CHECK_INT(test_try_connect(dbc, settings), SQL_STILL_EXECUTING);
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
	test_forget(dbc);
	relay_stop(r);
}

static void the_driver_says_what_it_can(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLUINTEGER v = 77;

	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_ASYNC_MODE, &v, sizeof(v), NULL));
	CHECK_INT(v, SQL_AM_STATEMENT);
	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_ASYNC_DBC_FUNCTIONS, &v, sizeof(v), NULL));
	CHECK_INT(v, SQL_ASYNC_DBC_CAPABLE);
	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_MAX_ASYNC_CONCURRENT_STATEMENTS, &v, sizeof(v), NULL));
	CHECK_INT(v, 0);
	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_ASYNC_NOTIFICATION, &v, sizeof(v), NULL));
	CHECK_INT(v, SQL_ASYNC_NOTIFICATION_NOT_CAPABLE);
}

/* A statement takes it from its connection. */
static void the_connection_sets_it_for_its_statements(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt;
	SQLULEN v = 77;

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ASYNC_ENABLE,
					 (SQLPOINTER)SQL_ASYNC_ENABLE_ON, 0));
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_ASYNC_ENABLE, &v, 0, NULL));
	CHECK_INT(v, SQL_ASYNC_ENABLE_ON);
	CHECK_INT(SQLExecDirect(stmt, text(slow()), SQL_NTS), SQL_STILL_EXECUTING);
}

static const struct test_case cases[] = {
	TEST_CASE(an_execution_is_polled),
	TEST_CASE(errors_arrive_with_the_last_poll),
	TEST_CASE(the_text_is_copied),
	TEST_CASE(other_functions_wait_their_turn),
	TEST_CASE(two_statements_take_turns),
	TEST_CASE(a_cancelled_function_says_so),
	TEST_CASE(a_cancel_at_once_is_not_lost),
	TEST_CASE(a_waiting_function_is_cancelled_alone),
	TEST_CASE(a_freed_statement_stops_what_it_does),
	TEST_CASE(each_function_that_may_is_polled),
	TEST_CASE(a_connect_is_polled),
	TEST_CASE(a_connect_that_waits_is_refused_in_time),
	TEST_CASE(the_driver_says_what_it_can),
	TEST_CASE(the_connection_sets_it_for_its_statements),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
