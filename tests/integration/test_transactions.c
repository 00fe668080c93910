/* Transactions on a server: modes, ends, cursors across them, what a failed statement takes back. */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define WORD(v) ((SQLPOINTER)(uintptr_t)(v))

static SQLHDBC manual(const char *connection_string)
{
	SQLHDBC dbc = test_connect(connection_string);

	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, WORD(SQL_AUTOCOMMIT_OFF), 0));
	return dbc;
}

static void end(SQLHDBC dbc, SQLSMALLINT how)
{
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, how));
}

/* A table of the test, empty. */
static void table(const char *name)
{
	char sql[200];

	snprintf(sql, sizeof(sql), "create table %s (a int primary key); grant all on %s to public",
		 name, name);
	test_server_exec(sql);
}

static long long rows(const char *name)
{
	char sql[100];

	snprintf(sql, sizeof(sql), "select count(*) from %s", name);
	return test_server_number(sql);
}

static void try(SQLHDBC dbc, const char *sql, const char *state)
{
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, sql), state);
	test_free_stmt(stmt);
}

/* -- modes and ends ------------------------------------------------------------- */

static void autocommit_commits_each_statement(void)
{
	SQLHDBC dbc;

	table("auto");
	dbc = test_connect("DSN=pooled");
	test_exec(dbc, "insert into auto values (1)");
	CHECK_INT(rows("auto"), 1);
	end(dbc, SQL_ROLLBACK);
	CHECK_INT(rows("auto"), 1);
}

static void manual_commit_waits_for_the_end(void)
{
	SQLHDBC dbc;

	table("manual");
	dbc = manual("DSN=pooled");
	test_exec(dbc, "insert into manual values (1)");
	CHECK_INT(rows("manual"), 0);
	end(dbc, SQL_COMMIT);
	CHECK_INT(rows("manual"), 1);
	test_exec(dbc, "insert into manual values (2)");
	end(dbc, SQL_ROLLBACK);
	CHECK_INT(rows("manual"), 1);
	end(dbc, SQL_ROLLBACK);
	end(dbc, SQL_COMMIT);
}

static void switching_autocommit_on_commits(void)
{
	SQLHDBC dbc;

	table("switched");
	dbc = manual("DSN=pooled");
	test_exec(dbc, "insert into switched values (1)");
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, WORD(SQL_AUTOCOMMIT_ON), 0));
	CHECK_INT(rows("switched"), 1);
}

static void an_environment_ends_all_its_transactions(void)
{
	SQLHDBC one, two;

	table("of_two");
	one = manual("DSN=pooled");
	two = manual("DSN=plain");
	test_exec(one, "insert into of_two values (1)");
	test_exec(two, "insert into of_two values (2)");
	CHECK_OK(SQL_HANDLE_ENV, test_env(), SQLEndTran(SQL_HANDLE_ENV, test_env(), SQL_COMMIT));
	CHECK_INT(rows("of_two"), 2);
	test_exec(one, "delete from of_two");
	CHECK_OK(SQL_HANDLE_ENV, test_env(), SQLEndTran(SQL_HANDLE_ENV, test_env(), SQL_ROLLBACK));
	CHECK_INT(rows("of_two"), 2);
}

static void a_transaction_must_be_ended_before_the_disconnect(void)
{
	SQLHDBC dbc = manual("DSN=pooled");

	test_exec(dbc, "select 1");
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLDisconnect(dbc), "25000");
	end(dbc, SQL_ROLLBACK);
	test_disconnect(dbc);
}

/* SQL that the application writes itself is noticed. */
static void transactions_in_the_text_are_followed(void)
{
	SQLHDBC dbc;

	table("by_text");
	dbc = test_connect("DSN=pooled");
	test_exec(dbc, "begin");
	test_exec(dbc, "insert into by_text values (1)");
	CHECK_INT(rows("by_text"), 0);
	test_exec(dbc, "commit");
	CHECK_INT(rows("by_text"), 1);
	test_exec(dbc, "begin");
	test_exec(dbc, "insert into by_text values (2)");
	end(dbc, SQL_ROLLBACK);
	CHECK_INT(rows("by_text"), 1);
	dbc = manual("DSN=pooled");
	test_exec(dbc, "insert into by_text values (3)");
	test_exec(dbc, "rollback");
	test_exec(dbc, "insert into by_text values (4)");
	test_exec(dbc, "commit");
	CHECK_INT(rows("by_text"), 2);
}

static void a_wrong_completion_type_is_refused(void)
{
	SQLHDBC dbc = manual("DSN=pooled");

	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, 7), "HY012");
}

/* -- what a failed statement takes back ---------------------------------------------- */

static void a_failed_statement_is_taken_back_alone(void)
{
	SQLHDBC dbc;

	table("alone");
	dbc = manual("DSN=plain;RollbackOnError=statement");
	test_exec(dbc, "insert into alone values (1)");
	try(dbc, "insert into alone values (1)", "23000");
	test_exec(dbc, "insert into alone values (2)");
	try(dbc, "select * from not_there", "42S02");
	try(dbc, "select 1/0", "22012");
	test_exec(dbc, "insert into alone values (3)");
	end(dbc, SQL_COMMIT);
	CHECK_INT(rows("alone"), 3);
}

/* A first statement that fails leaves a connection that goes on. */
static void a_failed_first_statement_does_not_hang_on(void)
{
	SQLHDBC dbc;

	table("first");
	dbc = manual("DSN=plain;RollbackOnError=statement");
	try(dbc, "select * from not_there", "42S02");
	test_exec(dbc, "insert into first values (1)");
	end(dbc, SQL_COMMIT);
	CHECK_INT(rows("first"), 1);
}

static void a_failed_statement_takes_the_transaction_back(void)
{
	SQLHDBC dbc;

	table("whole");
	dbc = manual("DSN=plain;RollbackOnError=transaction");
	test_exec(dbc, "insert into whole values (1)");
	/* Redshift enforces no key. */
	try(dbc, test_either("insert into whole values (1)", "insert into whole values (null)"),
	    "23000");
	test_exec(dbc, "insert into whole values (2)");
	end(dbc, SQL_COMMIT);
	CHECK_INT(test_server_number("select sum(a) from whole"), 2);
}

static void without_rollback_the_transaction_stays_failed(void)
{
	SQLHDBC dbc;

	table("failed");
	dbc = manual("DSN=plain;RollbackOnError=none");
	test_exec(dbc, "insert into failed values (1)");
	try(dbc, "select 1/0", "22012");
	try(dbc, "insert into failed values (2)", "25000");
	/* A commit of it is a rollback, and is not called a success. */
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT), "25S03");
	CHECK_INT(rows("failed"), 0);
	test_exec(dbc, "insert into failed values (3)");
	end(dbc, SQL_COMMIT);
	CHECK_INT(rows("failed"), 1);
}

/* The savepoint goes out with the statement: no trips of its own, as the server counts them. */
static void savepoints_share_the_statements_trip(void)
{
	SQLHDBC dbc = manual("DSN=plain;RollbackOnError=statement");

	test_exec(dbc, "select 1");
	test_exec(dbc, "savepoint mine");
	test_exec(dbc, "create temporary table t (a int)");
	test_exec(dbc, "rollback to savepoint mine");
	try(dbc, "select * from t", "42S02");
	end(dbc, SQL_COMMIT);
}

/* -- cursors ------------------------------------------------------------------------------ */

static void info_says_what_becomes_of_cursors(SQLHDBC dbc, SQLUSMALLINT info)
{
	SQLUSMALLINT v = 99;

	CHECK_DBC(dbc, SQLGetInfo(dbc, info, &v, sizeof(v), NULL));
	CHECK_INT(v, SQL_CB_PRESERVE);
}

static void cursors_outlive_commit_and_rollback(void)
{
	static const SQLSMALLINT ends[] = { SQL_COMMIT, SQL_ROLLBACK };

	for (int i = 0; i < 2; i++) {
		SQLHDBC dbc = manual("DSN=plain;ReadAhead=1");
		SQLHSTMT stmt = test_stmt(dbc), prepared = test_stmt(dbc);
		SQLINTEGER n = 0;
		SQLLEN ind;

		info_says_what_becomes_of_cursors(dbc, SQL_CURSOR_COMMIT_BEHAVIOR);
		info_says_what_becomes_of_cursors(dbc, SQL_CURSOR_ROLLBACK_BEHAVIOR);
		CHECK_STMT(prepared, SQLPrepare(prepared, (SQLCHAR *)"select 5", SQL_NTS));
		CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, &n, 0, &ind));
		CHECK_STMT(
			stmt,
			test_direct(stmt,
				    "select n, repeat('x', 1000) from generate_series(1, 2000) n"));
		for (int k = 0; k < 10; k++)
			CHECK_STMT(stmt, SQLFetch(stmt));
		end(dbc, ends[i]);
		for (int k = 11; k <= 2000; k++) {
			CHECK_STMT(stmt, SQLFetch(stmt));
			CHECK_INT(n, k);
		}
		CHECK_INT(SQLFetch(stmt), SQL_NO_DATA);
		CHECK_STMT(prepared, SQLExecute(prepared));
		CHECK_STR(test_rows(prepared), "5\n");
		end(dbc, SQL_ROLLBACK);
		test_disconnect(dbc);
	}
}

/* -- isolation and access mode --------------------------------------------------------------- */

static const struct {
	SQLUINTEGER level;
	const char *name;
} levels[] = {
	{ SQL_TXN_READ_UNCOMMITTED, "read uncommitted" },
	{ SQL_TXN_READ_COMMITTED, "read committed" },
	{ SQL_TXN_REPEATABLE_READ, "repeatable read" },
	{ SQL_TXN_SERIALIZABLE, "serializable" },
};

static void isolation_levels_reach_the_server(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		/* Redshift has one level, and the driver says so. */
		const char *name = test_either(levels[i].name, "serializable");
		SQLUINTEGER got = 0;
		SQLRETURN rc;

		rc = SQLSetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION, WORD(levels[i].level), 0);
		if (strcmp(name, levels[i].name) == 0)
			CHECK_INT(rc, SQL_SUCCESS);
		else
			CHECK_STATE(SQL_HANDLE_DBC, dbc, rc, "01S02");
		CHECK_STR(test_text(dbc, "show transaction_isolation"), name);
		CHECK_DBC(dbc, SQLGetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION, &got, 0, NULL));
		CHECK_INT(got, test_on_redshift() ? SQL_TXN_SERIALIZABLE : levels[i].level);
	}
	test_disconnect(dbc);
	/* The next borrower does not inherit it. */
	CHECK_STR(test_text(test_connect("DSN=pooled"), "show transaction_isolation"),
		  test_either("read committed", "serializable"));
}

static void isolation_set_before_the_connect_counts(void)
{
	SQLHDBC dbc = test_dbc();

	CHECK_DBC(dbc,
		  SQLSetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION, WORD(SQL_TXN_SERIALIZABLE), 0));
	CHECK_DBC(dbc, test_try_connect(dbc, "DSN=pooled"));
	CHECK_STR(test_text(dbc, "show transaction_isolation"), "serializable");
}

static void isolation_cannot_change_inside_a_transaction(void)
{
	SQLHDBC dbc = manual("DSN=pooled");

	test_exec(dbc, "select 1");
	CHECK_STATE(SQL_HANDLE_DBC, dbc,
		    SQLSetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION, WORD(SQL_TXN_SERIALIZABLE), 0),
		    "HY011");
	end(dbc, SQL_ROLLBACK);
	CHECK_STATE(SQL_HANDLE_DBC, dbc, SQLSetConnectAttr(dbc, SQL_ATTR_TXN_ISOLATION, WORD(3), 0),
		    "HY024");
}

static void read_only_is_enforced_by_the_server(void)
{
	SQLHDBC dbc;

	table("guarded");
	dbc = test_connect("DSN=pooled");
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ACCESS_MODE, WORD(SQL_MODE_READ_ONLY), 0));
	try(dbc, "insert into guarded values (1)", "25000");
	try(dbc, "create table other (a int)", "25000");
	CHECK_INT(test_number(dbc, "select count(*) from guarded"), 0);
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_ACCESS_MODE, WORD(SQL_MODE_READ_WRITE), 0));
	test_exec(dbc, "insert into guarded values (1)");
	CHECK_INT(rows("guarded"), 1);
}

static void read_only_data_sources_are_read_only(void)
{
	SQLHDBC dbc = test_connect("DSN=plain;ReadOnly=1");
	char text[4] = "";

	try(dbc, "create table other (a int)", "25000");
	CHECK_DBC(dbc, SQLGetInfo(dbc, SQL_DATA_SOURCE_READ_ONLY, text, sizeof(text), NULL));
	CHECK_STR(text, "Y");
}

/* -- statements that cannot run in a transaction ------------------------------------------------- */

/* Between transactions they run on their own; inside one the server says why not. */
static void what_cannot_run_in_a_transaction_runs_between_them(void)
{
	const char *vacuum = test_either("vacuum pg_catalog.pg_description", "vacuum vacuumed");
	SQLHDBC dbc = manual("DSN=plain");

	test_exec(dbc, "create table vacuumed (a int)");
	end(dbc, SQL_COMMIT);
	test_exec(dbc, vacuum);
	test_exec(dbc, "insert into vacuumed values (1)");
	try(dbc, "vacuum vacuumed", "25000");
	/* The transaction goes on; without savepoints a new one does. */
	test_exec(dbc, "insert into vacuumed values (2)");
	end(dbc, SQL_COMMIT);
	CHECK_INT(rows("vacuumed"), test_on_redshift() ? 1 : 2);
	test_exec(dbc, vacuum);
	if (!test_on_redshift())
		test_exec(dbc, "create index concurrently on vacuumed (a)");
	try(dbc, "create database nobody_may", "42000");
	end(dbc, SQL_COMMIT);
}

/* Where each statement has a savepoint, which Redshift lacks, a bad set is taken back alone. */
static void a_bad_set_of_an_array_is_taken_back_as_a_statement_is(void)
{
	static const struct {
		const char *settings;
		SQLRETURN rc;
		SQLUSMALLINT status[4];
		int rows;
	} modes[] = {
		{ "DSN=pooled;RollbackOnError=statement",
		  SQL_SUCCESS_WITH_INFO,
		  { SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS, SQL_PARAM_ERROR, SQL_PARAM_SUCCESS },
		  3 },
		{ "DSN=pooled;RollbackOnError=transaction",
		  SQL_ERROR,
		  { SQL_PARAM_DIAG_UNAVAILABLE, SQL_PARAM_DIAG_UNAVAILABLE, SQL_PARAM_ERROR,
		    SQL_PARAM_UNUSED },
		  0 },
		{ "DSN=pooled;RollbackOnError=none",
		  SQL_ERROR,
		  { SQL_PARAM_DIAG_UNAVAILABLE, SQL_PARAM_DIAG_UNAVAILABLE, SQL_PARAM_ERROR,
		    SQL_PARAM_UNUSED },
		  0 },
	};
	SQLINTEGER values[4] = { 1, 2, 0, 4 };

	table("of_arrays");
	for (size_t i = test_on_redshift() ? 1 : 0; i < 3; i++) {
		SQLHDBC dbc = manual(modes[i].settings);
		SQLHSTMT stmt = test_stmt(dbc);
		SQLUSMALLINT status[4];

		CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, WORD(4), 0));
		CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAM_STATUS_PTR, status, 0));
		CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG,
						  SQL_INTEGER, 0, 0, values, 0, NULL));
		CHECK_INT(test_direct(stmt, "insert into of_arrays select 4 / ?::int"),
			  modes[i].rc);
		for (int k = 0; k < 4; k++)
			CHECK_INT(status[k], modes[i].status[k]);
		SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT);
		CHECK_INT(rows("of_arrays"), modes[i].rows);
		test_server_exec("truncate of_arrays");
	}
}

static void an_error_names_the_servers_state_and_reason(void)
{
	SQLHDBC dbc = manual("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "select 1");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "vacuum"), "25000");
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "25001"));
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt),
		     "cannot run inside a transaction block"));
	end(dbc, SQL_ROLLBACK);
}

static const struct test_case cases[] = {
	TEST_CASE(autocommit_commits_each_statement),
	TEST_CASE(manual_commit_waits_for_the_end),
	TEST_CASE(switching_autocommit_on_commits),
	TEST_CASE(an_environment_ends_all_its_transactions),
	TEST_CASE(a_transaction_must_be_ended_before_the_disconnect),
	TEST_CASE(transactions_in_the_text_are_followed),
	TEST_CASE(a_wrong_completion_type_is_refused),
	TEST_CASE(a_failed_statement_is_taken_back_alone),
	TEST_CASE(a_failed_first_statement_does_not_hang_on),
	TEST_CASE(a_failed_statement_takes_the_transaction_back),
	TEST_CASE(without_rollback_the_transaction_stays_failed),
	TEST_CASE(savepoints_share_the_statements_trip),
	TEST_CASE(cursors_outlive_commit_and_rollback),
	TEST_CASE(isolation_levels_reach_the_server),
	TEST_CASE(isolation_set_before_the_connect_counts),
	TEST_CASE(isolation_cannot_change_inside_a_transaction),
	TEST_CASE(read_only_is_enforced_by_the_server),
	TEST_CASE(read_only_data_sources_are_read_only),
	TEST_CASE(what_cannot_run_in_a_transaction_runs_between_them),
	TEST_CASE(a_bad_set_of_an_array_is_taken_back_as_a_statement_is),
	TEST_CASE(an_error_names_the_servers_state_and_reason),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
