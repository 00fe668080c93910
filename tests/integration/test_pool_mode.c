/*
 * PoolMode=transaction: a connection has a session while a statement or a transaction
 * runs, and what it is by its attributes it is on every session.
 */
#include "config.h"

#include "odbctest.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* All connections share one session. */
#define ONE "DSN=pooled;PoolMode=transaction;PoolSize=1;MaxOverflow=0;PoolTimeout=1;"

static bool on_redshift(void)
{
	return strcmp(test_either("postgresql", "redshift"), "redshift") == 0;
}

static void manual(SQLHDBC dbc)
{
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0));
}

static void end(SQLHDBC dbc, SQLSMALLINT how)
{
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, how));
}

static long long pid_of(SQLHDBC dbc)
{
	return test_number(dbc, "select pg_backend_pid()");
}

/* Nobody else gets the session: HYT00 after PoolTimeout. */
static void is_busy_for(SQLHDBC dbc)
{
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select 1"), "HYT00");
	test_free_stmt(stmt);
}

static void many_connections_share_one_session(void)
{
	SQLHDBC dbc[20];
	long long pid = 0;

	for (size_t i = 0; i < 20; i++)
		dbc[i] = test_connect(ONE);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 20; i++) {
			long long now = pid_of(dbc[i]);

			CHECK(!pid || now == pid);
			pid = now;
		}
	}
	CHECK_INT(test_sessions(), 1);
	for (size_t i = 0; i < 20; i++)
		test_disconnect(dbc[i]);
}

static void a_transaction_keeps_its_session(void)
{
	SQLHDBC a = test_connect(ONE), b = test_connect(ONE);

	test_exec(a, "create table kept (n int)");
	manual(a);
	test_exec(a, "insert into kept values (1)");
	is_busy_for(b);
	CHECK_INT(test_number(a, "select count(*) from kept"), 1);
	end(a, SQL_ROLLBACK);
	CHECK_INT(test_number(b, "select count(*) from kept"), 0);
	test_exec(a, "insert into kept values (2)");
	end(a, SQL_COMMIT);
	CHECK_INT(test_number(b, "select count(*) from kept"), 1);
	/* By way of the environment, too. */
	test_exec(a, "insert into kept values (3)");
	is_busy_for(b);
	CHECK_OK(SQL_HANDLE_ENV, test_env(), SQLEndTran(SQL_HANDLE_ENV, test_env(), SQL_COMMIT));
	CHECK_INT(test_number(b, "select count(*) from kept"), 2);
	/* By the application's own words, too. */
	test_exec(b, "begin");
	is_busy_for(a);
	test_exec(b, "rollback");
	CHECK_INT(test_number(a, "select 7"), 7);
	end(a, SQL_COMMIT);
	test_disconnect(a);
	test_disconnect(b);
}

static void a_result_keeps_it_until_it_is_read(void)
{
	SQLHDBC a = test_connect(ONE "ReadAhead=2000"), b = test_connect(ONE "ReadAhead=2000");
	SQLHSTMT stmt = test_stmt(a);
	int n = 0;

	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 5000) n"));
	is_busy_for(b);
	while (SQLFetch(stmt) == SQL_SUCCESS)
		n++;
	CHECK_INT(n, 5000);
	CHECK_INT(test_number(b, "select 1"), 1);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 5000) n"));
	is_busy_for(b);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_INT(test_number(b, "select 2"), 2);
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 5000) n"));
	is_busy_for(b);
	test_free_stmt(stmt);
	CHECK_INT(test_number(b, "select 2"), 2);
	stmt = test_stmt(a);
	/* A short one is complete at once. */
	CHECK_STMT(stmt, test_direct(stmt, "select n from generate_series(1, 50) n"));
	CHECK_INT(test_number(b, "select 3"), 3);
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "1");
	test_disconnect(a);
	test_disconnect(b);
}

static void attributes_are_those_of_each_connection(void)
{
	SQLHDBC a = test_connect(ONE), b = test_connect(ONE);
	const char *isolation = "show transaction_isolation";
	SQLHSTMT stmt = test_stmt(a);

	test_exec(a, "create table modes (n int)");
	CHECK_DBC(a, SQLSetConnectAttr(a, SQL_ATTR_TXN_ISOLATION, (SQLPOINTER)SQL_TXN_SERIALIZABLE,
				       0));
	CHECK_DBC(a, SQLSetConnectAttr(a, SQL_ATTR_ACCESS_MODE, (SQLPOINTER)SQL_MODE_READ_ONLY, 0));
	for (int i = 0; i < 3; i++) {
		CHECK_STR(test_text(a, isolation), "serializable");
		CHECK_STR(test_text(b, isolation), test_either("read committed", "serializable"));
		CHECK_STATE(SQL_HANDLE_STMT, stmt,
			    test_direct(stmt, "insert into modes values (1)"), "25000");
		test_exec(b, "insert into modes values (2)");
	}
	test_disconnect(a);
	test_disconnect(b);
}

static void prepared_statements_are_good_on_any_session(void)
{
	static const char settings[] =
		"DSN=pooled;PoolMode=transaction;PoolSize=3;Prepare=named;ApplicationName=mode";
	SQLHDBC a = test_connect(settings), b = test_connect(settings);
	SQLHSTMT sa = test_stmt(a), sb = test_stmt(b);
	SQLINTEGER n;
	SQLSMALLINT columns;
	char want[20];

	CHECK_STMT(sa, SQLPrepare(sa, (SQLCHAR *)"select cast(? as integer) + 1", SQL_NTS));
	CHECK_STMT(sb, SQLPrepare(sb, (SQLCHAR *)"select cast(? as integer) + 2", SQL_NTS));
	CHECK_STMT(sa, SQLNumResultCols(sa, &columns));
	CHECK_INT(columns, 1);
	CHECK_STMT(sa, SQLBindParameter(sa, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &n,
					0, NULL));
	CHECK_STMT(sb, SQLBindParameter(sb, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 0, 0, &n,
					0, NULL));
	manual(b);
	for (n = 0; n < 10; n++) {
		CHECK_STMT(sb, SQLExecute(sb)); /* keeps its session: the other has another one */
		CHECK_STMT(sa, SQLExecute(sa));
		CHECK_STMT(sa, SQLFetch(sa));
		snprintf(want, sizeof(want), "%d", (int)n + 1);
		CHECK_STR(test_cell(sa, 1), want);
		CHECK_STMT(sa, SQLFreeStmt(sa, SQL_CLOSE));
		CHECK_STMT(sb, SQLFetch(sb));
		snprintf(want, sizeof(want), "%d", (int)n + 2);
		CHECK_STR(test_cell(sb, 1), want);
		CHECK_STMT(sb, SQLFreeStmt(sb, SQL_CLOSE));
		if (n % 3 == 2)
			end(b, SQL_COMMIT);
	}
	end(b, SQL_COMMIT);
	test_disconnect(a);
	test_disconnect(b);
}

static void what_a_statement_leaves_is_gone_and_told(void)
{
	SQLHDBC a = test_connect(ONE), b = test_connect(ONE);
	SQLHSTMT stmt = test_stmt(a);
	const char *set = "set search_path to nowhere", *show = "show search_path";

	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, set), "01000");
	CHECK(strcmp(test_text(a, show), "nowhere") != 0);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "create temp table gone (n int)"),
		    "01000");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select * from gone"), "42S02");
	/* In a transaction it holds to its end. */
	manual(a);
	test_exec(a, set);
	CHECK_STR(test_text(a, show), "nowhere");
	end(a, SQL_COMMIT);
	CHECK(strcmp(test_text(b, show), "nowhere") != 0);
	CHECK(strcmp(test_text(a, show), "nowhere") != 0);
	end(a, SQL_COMMIT);
	test_disconnect(a);
	test_disconnect(b);
}

static void questions_about_the_connection_find_a_session(void)
{
	SQLHDBC a = test_connect(ONE), b = test_connect(ONE);
	SQLHSTMT stmt = test_stmt(a);
	char text[100] = "", name[100] = "";
	SQLUSMALLINT longest = 0;
	SQLSMALLINT n;

	CHECK_STR(test_text(b, "select current_database()"),
		  (CHECK_DBC(a, SQLGetConnectAttr(a, SQL_ATTR_CURRENT_CATALOG, text, sizeof(text),
						  NULL)),
		   text));
	CHECK_DBC(a, SQLGetInfo(a, SQL_DBMS_NAME, text, sizeof(text), NULL));
	CHECK_STR(text, test_either("PostgreSQL", "Redshift"));
	CHECK_DBC(a, SQLGetInfo(a, SQL_MAX_COLUMN_NAME_LEN, &longest, 0, NULL));
	CHECK_INT(longest, on_redshift() ? 127 : 63);
	CHECK_INT(test_direct(stmt, "select * from nothing_there"), SQL_ERROR);
	CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_CONNECTION_NAME, name,
					 sizeof(name), &n));
	CHECK(*name);
	test_exec(a, "create table asked (n int)");
	CHECK_STMT(stmt, SQLTables(stmt, NULL, 0, NULL, 0, (SQLCHAR *)"asked", SQL_NTS, NULL, 0));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 3), "asked");
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt, test_direct(stmt, "select n as label from asked"));
	CHECK_STMT(stmt, SQLColAttribute(stmt, 1, SQL_DESC_BASE_COLUMN_NAME, text, sizeof(text), &n,
					 NULL));
	if (!on_redshift())
		CHECK_STR(text, "n");
	test_disconnect(a);
	test_disconnect(b);
}

static void data_at_execution_finds_a_session(void)
{
	SQLHDBC a = test_connect(ONE), b = test_connect(ONE);
	SQLHSTMT stmt = test_stmt(a);
	SQLLEN later = SQL_DATA_AT_EXEC;
	SQLPOINTER token;

	test_exec(a, "create table parts (v varchar(20))");
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0,
					  &later, 0, &later));
	CHECK_INT(test_direct(stmt, "insert into parts values (?)"), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK_INT(test_number(b, "select 1"), 1); /* nothing waits for it meanwhile */
	CHECK_STMT(stmt, SQLPutData(stmt, (SQLPOINTER) "in ", SQL_NTS));
	CHECK_STMT(stmt, SQLPutData(stmt, (SQLPOINTER) "parts", SQL_NTS));
	CHECK_STMT(stmt, SQLParamData(stmt, &token));
	CHECK_STR(test_text(b, "select v from parts"), "in parts");
	test_disconnect(a);
	test_disconnect(b);
}

static void rows_are_changed_through_a_cursor(void)
{
	SQLHDBC a = test_connect(ONE), b = test_connect(ONE);
	SQLHSTMT stmt = test_stmt(a);
	SQLINTEGER v = 0;

	if (on_redshift())
		test_skip("cursors are read-only");
	test_exec(a, "create table moved (n int primary key, v int)");
	test_exec(a, "insert into moved select n, n from generate_series(1, 3) n");
	CHECK_STMT(stmt,
		   SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0));
	CHECK_STMT(stmt,
		   SQLSetStmtAttr(stmt, SQL_ATTR_CONCURRENCY, (SQLPOINTER)SQL_CONCUR_VALUES, 0));
	CHECK_STMT(stmt, SQLBindCol(stmt, 2, SQL_C_LONG, &v, 0, NULL));
	CHECK_STMT(stmt, test_direct(stmt, "select n, v from moved order by n"));
	while (SQLFetch(stmt) == SQL_SUCCESS) {
		CHECK_INT(test_number(b, "select 1"), 1);
		v *= 10;
		CHECK_STMT(stmt, SQLSetPos(stmt, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
	}
	CHECK_INT(test_number(b, "select sum(v) from moved"), 60);
	test_disconnect(a);
	test_disconnect(b);
}

/* -- threads ------------------------------------------------------------------------ */

#define THREADS 8
#define ROUNDS  60

static void *work(void *arg)
{
	SQLHDBC dbc = test_connect("DSN=pooled;PoolMode=transaction;PoolSize=2;MaxOverflow=0;"
				   "PoolTimeout=60;ApplicationName=threads");
	char sql[100];

	for (int i = 0; i < ROUNDS; i++) {
		snprintf(sql, sizeof(sql), "insert into shared values (%d)", *(int *)arg);
		if (i % 2)
			manual(dbc);
		test_exec(dbc, sql);
		if (i % 2) {
			test_exec(dbc, sql);
			end(dbc, i % 4 == 1 ? SQL_COMMIT : SQL_ROLLBACK);
			CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT,
							 (SQLPOINTER)SQL_AUTOCOMMIT_ON, 0));
		}
	}
	test_disconnect(dbc);
	return NULL;
}

static void eight_threads_work_on_two_sessions(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	pthread_t threads[THREADS];
	int numbers[THREADS];

	test_exec(dbc, "create table shared (n int)");
	test_disconnect(dbc);
	for (int i = 0; i < THREADS; i++) {
		numbers[i] = i;
		CHECK(pthread_create(&threads[i], NULL, work, &numbers[i]) == 0);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	dbc = test_connect("DSN=plain");
	/* Of four rounds two are one row each, one is two rows, one is taken back. */
	CHECK_INT(test_number(dbc, "select count(*) from shared"), THREADS * ROUNDS);
	test_disconnect(dbc);
}

static const struct test_case cases[] = {
	TEST_CASE(many_connections_share_one_session),
	TEST_CASE(a_transaction_keeps_its_session),
	TEST_CASE(a_result_keeps_it_until_it_is_read),
	TEST_CASE(attributes_are_those_of_each_connection),
	TEST_CASE(prepared_statements_are_good_on_any_session),
	TEST_CASE(what_a_statement_leaves_is_gone_and_told),
	TEST_CASE(questions_about_the_connection_find_a_session),
	TEST_CASE(data_at_execution_finds_a_session),
	TEST_CASE(rows_are_changed_through_a_cursor),
	TEST_CASE(eight_threads_work_on_two_sessions),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
