/*
 * Servers that are slow or silent, and calls that are cancelled: each ends in time
 * with its own SQLSTATE, and no session is lent that is not clean.
 */
#include "config.h"

#include "odbctest.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "relay.h"

/* Longer than any limit that a case sets, shorter than a hang. */
#define SOON 8.0

static SQLCHAR *text(const char *s)
{
	return (SQLCHAR *)(uintptr_t)s;
}

static SQLRETURN exec(SQLHSTMT stmt, const char *sql)
{
	return SQLExecDirect(stmt, text(sql), SQL_NTS);
}

static SQLUINTEGER dead(SQLHDBC dbc)
{
	SQLUINTEGER v = 77;

	CHECK_DBC(dbc, SQLGetConnectAttr(dbc, SQL_ATTR_CONNECTION_DEAD, &v, 0, NULL));
	return v;
}

/* A connection through the relay.  The name keeps its pool apart from others'. */
static SQLHDBC through(struct relay *r, SQLUINTEGER connection_timeout)
{
	char settings[200];
	SQLHDBC dbc = test_dbc();

	snprintf(settings, sizeof(settings), "DSN=pooled;Port=%d;PoolSize=1;MaxOverflow=0",
		 relay_port(r));
	SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT,
			  (SQLPOINTER)(uintptr_t)connection_timeout, 0);
	CHECK_DBC(dbc, test_try_connect(dbc, settings));
	return dbc;
}

/* Longer than any case waits. */
static const char *endless(void)
{
	return test_either("select pg_sleep(60)", "select standin.sleep(60)");
}

/* --- SQL_ATTR_CONNECTION_TIMEOUT ---------------------------------------------------- */

static void a_silent_server_ends_an_execution(void)
{
	struct relay *r = relay_start();
	SQLHDBC dbc = through(r, 1);
	SQLHSTMT stmt = test_stmt(dbc);
	double start;

	CHECK_INT(dead(dbc), SQL_CD_FALSE);
	relay_silence(r, true);
	start = test_now();
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, "select 1"), "HYT01");
	CHECK(test_now() - start >= 0.9 && test_now() - start < SOON);
	CHECK_INT(dead(dbc), SQL_CD_TRUE);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, "select 1"), "08S01");
	/* The session is not lent again: the next one is new. */
	relay_silence(r, false);
	test_disconnect(dbc);
	dbc = through(r, 1);
	CHECK_INT(test_number(dbc, "select 1"), 1);
	test_disconnect(dbc);
	relay_stop(r);
}

static void a_silent_server_ends_a_fetch(void)
{
	struct relay *r = relay_start();
	SQLHDBC dbc = through(r, 1);
	SQLHSTMT stmt = test_stmt(dbc);
	SQLRETURN rc;
	long rows = 0;

	CHECK_STMT(stmt, exec(stmt, "select repeat('x', 1000) from generate_series(1, 50000)"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	relay_silence(r, true);
	while (SQL_SUCCEEDED(rc = SQLFetch(stmt)))
		rows++;
	CHECK_STATE(SQL_HANDLE_STMT, stmt, rc, "HYT01");
	CHECK(rows < 50000);
	CHECK_INT(dead(dbc), SQL_CD_TRUE);
	relay_silence(r, false);
	test_disconnect(dbc);
	relay_stop(r);
}

static void a_silent_server_ends_a_commit(void)
{
	struct relay *r = relay_start();
	SQLHDBC dbc = through(r, 1);

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0));
	test_exec(dbc, "select 1");
	relay_silence(r, true);
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT), "HYT01");
	CHECK_INT(dead(dbc), SQL_CD_TRUE);
	relay_silence(r, false);
	test_disconnect(dbc);
	relay_stop(r);
}

/* A server that answers bit by bit is not silent. */
static void a_slow_server_is_waited_for(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT, (SQLPOINTER)2, 0));
	CHECK_STMT(stmt, exec(stmt, test_either("select 1, pg_sleep(0.8), repeat('x', 9000) "
						"from generate_series(1, 4)",
						"select 1, standin.sleep(0.8), repeat('x', 9000) "
						"from generate_series(1, 4)")));
	for (int i = 0; i < 4; i++)
		CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(dead(dbc), SQL_CD_FALSE);
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT, (SQLPOINTER)1, 0));
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, endless()), "HYT01");
	/* The server is told to stop, too. */
	test_wait_asleep(0, SOON);
}

/* pyodbc's Connection.timeout, for one, sets both. */
static void a_statements_time_ends_before_the_servers_silence(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT, (SQLPOINTER)1, 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)1, 0));
	for (int i = 0; i < 3; i++)
		CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, endless()), "HYT00");
	CHECK_INT(dead(dbc), SQL_CD_FALSE);
	CHECK_STMT(stmt, exec(stmt, "select 1"));
}

/* --- SQL_ATTR_LOGIN_TIMEOUT --------------------------------------------------------- */

static void a_silent_server_ends_a_connect(void)
{
	struct relay *r = relay_start();
	char settings[200];
	SQLHDBC dbc = test_dbc();
	double start;

	relay_silence(r, true);
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)1, 0));
	for (int i = 0; i < 2; i++) {
		snprintf(settings, sizeof(settings), "DSN=%s;Port=%d", i ? "plain" : "pooled",
			 relay_port(r));
		start = test_now();
		CHECK_STATE(SQL_HANDLE_DBC, dbc, test_try_connect(dbc, settings), "HYT00");
		CHECK(test_now() - start >= 0.9 && test_now() - start < SOON);
	}
	relay_stop(r);
}

/* --- SQL_ATTR_QUERY_TIMEOUT --------------------------------------------------------- */

static void check_clean(SQLHDBC dbc)
{
	CHECK_INT(dead(dbc), SQL_CD_FALSE);
	CHECK_INT(test_number(dbc, "select 42"), 42);
}

static void a_long_query_is_cancelled_and_the_session_goes_on(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	double start = test_now();

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)1, 0));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, endless()), "HYT00");
	CHECK(test_now() - start >= 0.9 && test_now() - start < SOON);
	check_clean(dbc);
	CHECK_STMT(stmt, exec(stmt, "select 1"));
}

/* The cancel does not arrive either: neither the call nor the session waits for it. */
static void a_query_timeout_without_a_network(void)
{
	struct relay *r = relay_start();
	SQLHDBC dbc = through(r, 2);
	SQLHSTMT stmt = test_stmt(dbc);
	double start = test_now();

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)1, 0));
	relay_silence(r, true);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, "select 1"), "HYT01");
	CHECK(test_now() - start < SOON);
	CHECK_INT(dead(dbc), SQL_CD_TRUE);
	relay_silence(r, false);
	test_disconnect(dbc);
	relay_stop(r);
}

/* --- SQLCancel ---------------------------------------------------------------------- */

static void *cancel_when_busy(void *arg)
{
	test_wait_asleep(1, SOON);
	SQLCancel(arg);
	return NULL;
}

static void another_thread_cancels_an_execution(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	pthread_t thread;
	double start = test_now();

	CHECK_INT(pthread_create(&thread, NULL, cancel_when_busy, stmt), 0);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, endless()), "HY008");
	CHECK(test_now() - start < 2 * SOON);
	pthread_join(thread, NULL);
	check_clean(dbc);
}

static void *cancel_soon(void *arg)
{
	nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
	SQLCancel(arg);
	return NULL;
}

/* As when it overtakes its statement on the way: it is sent again. */
static void a_cancel_that_stops_nothing_is_repeated(void)
{
	struct relay *r = relay_start();
	char settings[80];
	double start = test_now();
	pthread_t thread;
	SQLHSTMT stmt;
	SQLHDBC dbc;

	snprintf(settings, sizeof(settings), "DSN=pooled;Port=%d", relay_port(r));
	dbc = test_connect(settings);
	stmt = test_stmt(dbc);
	relay_lose(r, 2);
	CHECK_INT(pthread_create(&thread, NULL, cancel_soon, stmt), 0);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, endless()), "HY008");
	CHECK(test_now() - start < SOON);
	pthread_join(thread, NULL);
	check_clean(dbc);
	test_disconnect(dbc);
	relay_stop(r);
}

static void *cancel_handle_when_busy(void *arg)
{
	test_wait_asleep(1, SOON);
	SQLCancelHandle(SQL_HANDLE_STMT, arg);
	return NULL;
}

static void a_handle_is_cancelled_by_its_type(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	pthread_t thread;

	CHECK_INT(pthread_create(&thread, NULL, cancel_handle_when_busy, stmt), 0);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, endless()), "HY008");
	pthread_join(thread, NULL);
	check_clean(dbc);
}

static void cancelling_nothing_is_nothing(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STMT(stmt, SQLCancel(stmt));
	CHECK_STMT(stmt, exec(stmt, "select 1"));
	check_clean(dbc);
}

static void data_at_execution_is_cancelled(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	SQLLEN at_exec = SQL_DATA_AT_EXEC;
	SQLPOINTER token;
	char word[] = "abc";

	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0,
					  &at_exec, 0, &at_exec));
	CHECK_INT(exec(stmt, "select ?::text"), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK_STMT(stmt, SQLPutData(stmt, word, 3));
	CHECK_STMT(stmt, SQLCancel(stmt));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLParamData(stmt, &token), "HY010");
	at_exec = 3;
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0,
					  word, 0, &at_exec));
	CHECK_STMT(stmt, exec(stmt, "select ?::text"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "abc");
}

/* --- a connection that is dead, or as new --------------------------------------------- */

static void a_killed_session_is_seen_without_a_round_trip(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	char kill[100];
	double end = test_now() + SOON;

	CHECK_INT(dead(dbc), SQL_CD_FALSE);
	snprintf(kill, sizeof(kill), "select pg_terminate_backend(%lld)",
		 test_number(dbc, "select pg_backend_pid()"));
	test_server_exec(kill);
	while (dead(dbc) != SQL_CD_TRUE && test_now() < end)
		nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
	CHECK_INT(dead(dbc), SQL_CD_TRUE);
}

static void a_reset_connection_is_as_new(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled;PoolSize=1;MaxOverflow=0");
	SQLHSTMT stmt;

	test_exec(dbc, "set application_name to 'dirty'");
	test_exec(dbc, "create temporary table leftover (i int)");
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0));
	test_exec(dbc, "select 1");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_RESET_CONNECTION,
					 (SQLPOINTER)SQL_RESET_CONNECTION_YES, 0));
	/* Not by the catalog: a session that was closed may still be at it. */
	stmt = test_stmt(dbc);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, exec(stmt, "select * from leftover"), "42S02");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	CHECK(strcmp(test_text(dbc, "show application_name"), "dirty") != 0);
}

/* --- through the driver manager --------------------------------------------------------- */

static void a_statement_is_polled(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	const char *slow = test_either("select 7, pg_sleep(0.3)", "select 7, standin.sleep(0.3)");
	double end = test_now() + SOON;
	SQLRETURN rc;
	int polls = 0;

	CHECK_STMT(stmt,
		   SQLSetStmtAttr(stmt, SQL_ATTR_ASYNC_ENABLE, (SQLPOINTER)SQL_ASYNC_ENABLE_ON, 0));
	while ((rc = exec(stmt, slow)) == SQL_STILL_EXECUTING) {
		CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLCloseCursor(stmt), "HY010");
		CHECK(test_now() < end);
		polls++;
	}
	CHECK_STMT(stmt, rc);
	CHECK(polls > 0);
	while ((rc = exec(stmt, "x")) == SQL_STILL_EXECUTING)
		CHECK(test_now() < end);
	CHECK_INT(rc, SQL_ERROR);
	while ((rc = SQLFetch(stmt)) == SQL_STILL_EXECUTING)
		CHECK(test_now() < end);
	CHECK_STMT(stmt, rc);
	CHECK_STR(test_cell(stmt, 1), "7");
}

/*
 * unixODBC 2.3.11 frees the driver's handle when a connect goes on, and asks again with
 * a new one: whatever becomes of it, nothing breaks or stays behind.
 */
static void a_connect_that_the_manager_does_not_poll(void)
{
	SQLHDBC dbc = test_dbc();

	SQLSetConnectAttr(dbc, SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE,
			  (SQLPOINTER)SQL_ASYNC_DBC_ENABLE_ON, 0);
	for (int i = 0; i < 3; i++)
		if (test_try_connect(dbc, "DSN=plain") != SQL_STILL_EXECUTING)
			break;
	SQLDisconnect(dbc);
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
	test_forget(dbc);
	test_server_wait("select count(*) from pg_stat_activity where usename = 'shiftpool' and "
			 "datname = current_database()",
			 0, SOON);
}

static const struct test_case cases[] = {
	TEST_CASE(a_connect_that_the_manager_does_not_poll),
	TEST_CASE(a_statement_is_polled),
	TEST_CASE(a_silent_server_ends_an_execution),
	TEST_CASE(a_silent_server_ends_a_fetch),
	TEST_CASE(a_silent_server_ends_a_commit),
	TEST_CASE(a_slow_server_is_waited_for),
	TEST_CASE(a_statements_time_ends_before_the_servers_silence),
	TEST_CASE(a_silent_server_ends_a_connect),
	TEST_CASE(a_long_query_is_cancelled_and_the_session_goes_on),
	TEST_CASE(a_query_timeout_without_a_network),
	TEST_CASE(another_thread_cancels_an_execution),
	TEST_CASE(a_cancel_that_stops_nothing_is_repeated),
	TEST_CASE(a_handle_is_cancelled_by_its_type),
	TEST_CASE(cancelling_nothing_is_nothing),
	TEST_CASE(data_at_execution_is_cancelled),
	TEST_CASE(a_killed_session_is_seen_without_a_round_trip),
	TEST_CASE(a_reset_connection_is_as_new),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
