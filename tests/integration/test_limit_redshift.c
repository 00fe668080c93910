/*
 * Query timeouts on Redshift's stand-in: the server itself ends what takes too long, even
 * when no cancel gets through, and the setting stays out of everybody's way.
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "relay.h"

/* A cancel that cannot be delivered is waited for 10 s and costs the session. */
#define SOON 6.0

static SQLHSTMT limited(SQLHDBC dbc, SQLULEN seconds)
{
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)seconds, 0));
	return stmt;
}

/* What the server says, asked by a statement with that timeout. */
static const char *limit_with(SQLHDBC dbc, SQLULEN seconds)
{
	SQLHSTMT stmt = limited(dbc, seconds);
	const char *value;

	CHECK_STMT(stmt, test_direct(stmt, "show statement_timeout"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	value = test_cell(stmt, 1);
	test_free_stmt(stmt);
	return value;
}

static void times_out(SQLHDBC dbc)
{
	SQLHSTMT stmt = limited(dbc, 1);
	double start = test_now();

	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select standin.sleep(60)"), "HYT00");
	CHECK(test_now() - start >= 0.9 && test_now() - start < SOON);
	test_free_stmt(stmt);
}

static void the_server_ends_it_where_no_cancel_arrives(void)
{
	struct relay *r = relay_start();
	char settings[100];
	SQLHDBC dbc;

	snprintf(settings, sizeof(settings), "DSN=pooled;Port=%d;PoolSize=1;MaxOverflow=0",
		 relay_port(r));
	dbc = test_connect(settings);
	CHECK_INT(test_number(dbc, "select 1"), 1);
	relay_refuse(r, true);
	times_out(dbc);
	times_out(dbc); /* the session lives */
	CHECK_INT(test_number(dbc, "select 2"), 2);
	test_disconnect(dbc);
	relay_stop(r);
}

static void the_limit_follows_each_statement(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	CHECK_STR(limit_with(dbc, 0), "0");
	CHECK_STR(limit_with(dbc, 7), "7s");
	CHECK_STR(limit_with(dbc, 8), "8s");
	CHECK_STR(limit_with(dbc, 0), "0");
	/* More than the server can count to. */
	CHECK_STR(limit_with(dbc, 2147484), "0");
	CHECK_STR(limit_with(dbc, 3), "3s");
	test_exec(dbc, "reset all"); /* with a timeout of 0 */
	CHECK_STR(limit_with(dbc, 3), "3s");
	test_disconnect(dbc);
}

static void a_key_of_the_data_source_is_a_limit_too(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled;QueryTimeout=1.5");

	CHECK_STR(limit_with(dbc, 0), "1500ms");
	test_disconnect(dbc);
}

static void a_rollback_takes_the_limit_back(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0));
	test_exec(dbc, "select 1"); /* the transaction is open, without a limit */
	CHECK_STR(limit_with(dbc, 4), "4s");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	CHECK_STR(limit_with(dbc, 4), "4s");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	times_out(dbc);
	CHECK_INT(test_number(dbc, "select 3"), 3);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	test_disconnect(dbc);
}

static void the_next_user_has_no_limit(void)
{
	static const char *const levels[] = { "rollback", "smart", "full" };
	char settings[100];

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		SQLHDBC dbc;
		long long pid;

		snprintf(settings, sizeof(settings),
			 "DSN=pooled;PoolSize=1;MaxOverflow=0;PoolReset=%s", levels[i]);
		dbc = test_connect(settings);
		pid = test_number(dbc, "select pg_backend_pid()");
		CHECK_STR(limit_with(dbc, 5), "5s");
		test_disconnect(dbc);
		dbc = test_connect(settings);
		CHECK_INT(test_number(dbc, "select pg_backend_pid()"), pid);
		CHECK_STR(limit_with(dbc, 0), "0");
		CHECK_STR(limit_with(dbc, 6), "6s");
		test_disconnect(dbc);
	}
}

static void who_sets_it_by_sql_keeps_it(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	test_exec(dbc, "set Statement_Timeout to 77000");
	CHECK_STR(limit_with(dbc, 5), "77s");
	times_out(dbc); /* by a cancel */
	CHECK_STR(limit_with(dbc, 0), "77s");
	test_disconnect(dbc);
	dbc = test_connect("DSN=pooled;ConnSettings={set statement_timeout to 66000}");
	CHECK_STR(limit_with(dbc, 5), "66s");
	CHECK_STR(limit_with(dbc, 0), "66s");
	test_disconnect(dbc);
}

int main(void)
{
	static const struct test_case cases[] = {
		TEST_CASE(the_server_ends_it_where_no_cancel_arrives),
		TEST_CASE(the_limit_follows_each_statement),
		TEST_CASE(a_key_of_the_data_source_is_a_limit_too),
		TEST_CASE(a_rollback_takes_the_limit_back),
		TEST_CASE(the_next_user_has_no_limit),
		TEST_CASE(who_sets_it_by_sql_keeps_it),
	};

	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
