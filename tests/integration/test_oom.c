/*
 * Memory runs out: whatever allocation of the driver fails, and each one does in
 * its turn, no call crashes or leaks, each failed call has a record that says why, and
 * the pool lends a clean session afterwards.
 *
 * The driver is linked into the program, without a driver manager, so that its
 * allocations can be made to fail (tests/unit/oom.h).
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pool/pool.h"
#include "tests/unit/oom.h"

/* No path makes as many allocations; more means that one is repeated for ever. */
enum { ALLOCATIONS_MAX = 5000 };

struct scenario {
	const char *settings;
	void (*run)(SQLHDBC dbc); /* connected already; NULL: the connect itself */
};

static size_t nth;        /* the allocation that fails in this round */
static size_t wrong;      /* failures without a good record */
static bool last_was_bad; /* the call before was refused */

static SQLCHAR *text(const char *s)
{
	return (SQLCHAR *)(uintptr_t)s;
}

/* Returns whether the call did its work; if not, its record has to be one of these. */
static bool worked(SQLSMALLINT type, SQLHANDLE h, SQLRETURN rc, const char *call)
{
	SQLCHAR state[6] = "", message[300] = "";
	SQLSMALLINT n;

	last_was_bad = !SQL_SUCCEEDED(rc) && rc != SQL_NO_DATA;
	if (!last_was_bad)
		return true;
	SQLGetDiagRec(type, h, 1, state, NULL, message, sizeof(message), &n);
	if (strcmp((char *)state, "HY001") == 0)
		return false;
	if (wrong++ < 20)
		test_diag("allocation %zu: %s returned %d, %s %s", nth, call, rc, (char *)state,
			  (char *)message);
	return false;
}

#define WORKED(type, h, call) worked(type, h, call, #call)
#define STMT(stmt, call)      WORKED(SQL_HANDLE_STMT, stmt, call)

/* --- what is tried -------------------------------------------------------------- */

static void fetch_all(SQLHSTMT stmt)
{
	char cell[64];
	SQLLEN n;
	SQLRETURN rc;

	while (SQL_SUCCEEDED(rc = SQLFetch(stmt))) {
		if (!STMT(stmt, SQLGetData(stmt, 1, SQL_C_CHAR, cell, sizeof(cell), &n)))
			return;
		STMT(stmt, SQLGetData(stmt, 2, SQL_C_WCHAR, cell, sizeof(cell), &n));
	}
	worked(SQL_HANDLE_STMT, stmt, rc, "SQLFetch");
}

static void run_query(SQLHDBC dbc)
{
	static const char sql[] = "select i, repeat('x', i) as t from generate_series(1, 20) i";
	SQLHSTMT stmt;
	SQLCHAR name[20];
	SQLSMALLINT n;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (STMT(stmt, SQLExecDirect(stmt, text(sql), SQL_NTS))) {
		STMT(stmt, SQLDescribeCol(stmt, 2, name, sizeof(name), &n, NULL, NULL, NULL, NULL));
		fetch_all(stmt);
	}
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static void run_prepared(SQLHDBC dbc)
{
	SQLINTEGER number = 7;
	char word[] = "seven", got[40];
	SQLLEN number_n = 0, word_n = SQL_NTS, got_n;
	SQLHSTMT stmt;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (!STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					 &number, 0, &number_n)) ||
	    !STMT(stmt, SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 40, 0,
					 word, 0, &word_n)) ||
	    !STMT(stmt, SQLBindCol(stmt, 2, SQL_C_CHAR, got, sizeof(got), &got_n)) ||
	    !STMT(stmt, SQLPrepare(stmt, text("select ?::int, {fn ucase(?)}"), SQL_NTS)))
		goto out;
	for (int i = 0; i < 4; i++) {
		if (STMT(stmt, SQLExecute(stmt)))
			STMT(stmt, SQLFetch(stmt));
		SQLFreeStmt(stmt, SQL_CLOSE);
	}
out:
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static void run_array(SQLHDBC dbc)
{
	SQLINTEGER numbers[40] = { 1, 2, 3 };
	SQLUSMALLINT status[40];
	SQLULEN done = 0;
	SQLHSTMT stmt;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER)40, 0);
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAM_STATUS_PTR, status, 0);
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, &done, 0);
	if (STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					numbers, 0, NULL)) &&
	    STMT(stmt, SQLExecDirect(stmt, text("insert into oom_rows values (?)"), SQL_NTS)))
		STMT(stmt, SQLMoreResults(stmt));
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static void run_scroll(SQLHDBC dbc)
{
	static const char sql[] = "select i, 'row ' || i from generate_series(1, 100) i";
	SQLINTEGER numbers[20];
	SQLUSMALLINT status[20];
	SQLHSTMT stmt;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0);
	SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)20, 0);
	SQLSetStmtAttr(stmt, SQL_ATTR_ROW_STATUS_PTR, status, 0);
	if (STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, numbers, 0, NULL)) &&
	    STMT(stmt, SQLExecDirect(stmt, text(sql), SQL_NTS)) &&
	    STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_LAST, 0)))
		STMT(stmt, SQLFetchScroll(stmt, SQL_FETCH_FIRST, 0));
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

/* The first cursor streams; the second statement has its rest set aside. */
static void run_two_statements(SQLHDBC dbc)
{
	static const char sql[] = "select i, repeat('x', 5000) from generate_series(1, 40) i";
	SQLHSTMT a, b;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &a)))
		return;
	if (STMT(a, SQLExecDirect(a, text(sql), SQL_NTS)) && STMT(a, SQLFetch(a)) &&
	    WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &b))) {
		SQLRETURN rc = SQLExecDirect(b, text("select 1, 2"), SQL_NTS);

		/* The memory may have run out for the other one's rows. */
		if (SQL_SUCCEEDED(rc))
			fetch_all(b);
		SQLFreeHandle(SQL_HANDLE_STMT, b);
		if (SQL_SUCCEEDED(rc))
			fetch_all(a);
	}
	SQLFreeHandle(SQL_HANDLE_STMT, a);
}

static void run_transaction(SQLHDBC dbc)
{
	SQLHSTMT stmt;

	WORKED(SQL_HANDLE_DBC, dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, NULL, 0));
	if (WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt))) {
		if (STMT(stmt,
			 SQLExecDirect(stmt, text("insert into oom_rows values (77)"), SQL_NTS)))
			STMT(stmt, SQLExecDirect(stmt, text("delete from oom_rows where i = 77"),
						 SQL_NTS));
		SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	}
	WORKED(SQL_HANDLE_DBC, dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
}

/* One function of the catalog, and its rows. */
static void run_own(SQLHDBC dbc, SQLRETURN (*call)(SQLHSTMT stmt), const char *name)
{
	SQLHSTMT stmt;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (worked(SQL_HANDLE_STMT, stmt, call(stmt), name))
		fetch_all(stmt);
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static SQLRETURN tables(SQLHSTMT stmt)
{
	return SQLTables(stmt, NULL, 0, text("public"), SQL_NTS, text("oom%"), SQL_NTS,
			 text("TABLE"), SQL_NTS);
}

static SQLRETURN columns(SQLHSTMT stmt)
{
	return SQLColumns(stmt, NULL, 0, text("public"), SQL_NTS, text("oom_rows"), SQL_NTS, NULL,
			  0);
}

static SQLRETURN one_type(SQLHSTMT stmt)
{
	return SQLGetTypeInfo(stmt, SQL_INTEGER);
}

static void run_tables(SQLHDBC dbc)
{
	run_own(dbc, tables, "SQLTables");
}

static void run_columns(SQLHDBC dbc)
{
	run_own(dbc, columns, "SQLColumns");
}

static void run_types(SQLHDBC dbc)
{
	run_own(dbc, one_type, "SQLGetTypeInfo");
}

static void run_attribute(SQLHDBC dbc)
{
	SQLHSTMT stmt;
	SQLLEN n;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (STMT(stmt, SQLPrepare(stmt, text("select i from oom_rows where i = ?"), SQL_NTS)) &&
	    STMT(stmt, SQLColAttribute(stmt, 1, SQL_DESC_UPDATABLE, NULL, 0, NULL, &n)))
		STMT(stmt, SQLDescribeParam(stmt, 1, NULL, NULL, NULL, NULL));
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static void run_data_at_execution(SQLHDBC dbc)
{
	SQLLEN at_exec = SQL_DATA_AT_EXEC;
	SQLPOINTER token;
	SQLHSTMT stmt;
	SQLRETURN rc;

	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (!STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 40, 0,
					 &at_exec, 0, &at_exec)))
		goto out;
	rc = SQLExecDirect(stmt, text("select length(?), 2"), SQL_NTS);
	if (rc != SQL_NEED_DATA && !worked(SQL_HANDLE_STMT, stmt, rc, "SQLExecDirect"))
		goto out;
	while ((rc = SQLParamData(stmt, &token)) == SQL_NEED_DATA)
		if (!STMT(stmt, SQLPutData(stmt, (SQLPOINTER)(uintptr_t) "abc", 3)) ||
		    !STMT(stmt, SQLPutData(stmt, (SQLPOINTER)(uintptr_t) "defg", 4)))
			goto out;
	if (worked(SQL_HANDLE_STMT, stmt, rc, "SQLParamData"))
		fetch_all(stmt);
out:
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

static bool open_cursor(SQLHSTMT stmt, SQLINTEGER *i, SQLLEN *n)
{
	static const char sql[] = "select i, i + 1 from oom_rows";

	return STMT(stmt,
		    SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)SQL_CURSOR_STATIC, 0)) &&
	       STMT(stmt,
		    SQLSetStmtAttr(stmt, SQL_ATTR_CONCURRENCY, (SQLPOINTER)SQL_CONCUR_ROWVER, 0)) &&
	       STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)2, 0)) &&
	       STMT(stmt, SQLSetCursorName(stmt, text("walk"), SQL_NTS)) &&
	       STMT(stmt, SQLExecDirect(stmt, text(sql), SQL_NTS)) &&
	       STMT(stmt, SQLBindCol(stmt, 1, SQL_C_SLONG, i, 0, n));
}

/* The transaction is taken back at the end of the round, and the cursor's rows with it. */
static void run_changes(SQLHDBC dbc)
{
	static const char update[] = "update oom_rows set i = 4 where current of walk";
	SQLINTEGER i[2] = { 1, 2 };
	SQLLEN n[2] = { 0, 0 };
	SQLHSTMT cursor, stmt;

	if (!WORKED(SQL_HANDLE_DBC, dbc,
		    SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0)) ||
	    !WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &cursor)))
		return;
	if (!WORKED(SQL_HANDLE_DBC, dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
		return;
	if (open_cursor(cursor, i, n) && STMT(cursor, SQLBulkOperations(cursor, SQL_ADD)) &&
	    STMT(cursor, SQLFetchScroll(cursor, SQL_FETCH_FIRST, 0)) &&
	    STMT(cursor, SQLSetPos(cursor, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE)) &&
	    STMT(cursor, SQLSetPos(cursor, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE)) &&
	    STMT(stmt, SQLExecDirect(stmt, text(update), SQL_NTS)))
		STMT(cursor, SQLSetPos(cursor, 2, SQL_DELETE, SQL_LOCK_NO_CHANGE));
	SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
	SQLFreeStmt(cursor, SQL_CLOSE);
}

/* --- the rounds ------------------------------------------------------------------- */

static bool add_in_use(struct pool *p, void *arg)
{
	struct pool_status s;

	pool_status(p, &s);
	*(size_t *)arg += s.in_use + s.connecting + s.waiting;
	return true;
}

/* Nothing stays lent, and the next user of the session sees nothing of the last one. */
static void check_pool(const char *settings)
{
	static const char dirt[] =
		"select (select count(*) from pg_prepared_statements) + (select count(*) from "
		"pg_cursors) + (now() <> statement_timestamp())::int";
	size_t lent = 0;
	SQLHDBC dbc;

	pool_registry_foreach(add_in_use, &lent);
	CHECK_INT(lent, 0);
	dbc = test_connect(settings);
	/* Redshift lists neither statements nor cursors: there the session answers. */
	CHECK_INT(test_number(dbc, test_either(dirt, "select 0")), 0);
	test_disconnect(dbc);
}

static void round_of(const struct scenario *s, SQLHDBC dbc)
{
	SQLCHAR out[1024];
	SQLSMALLINT n;

	if (!s->run)
		oom_fail_at(nth);
	if (!WORKED(SQL_HANDLE_DBC, dbc,
		    SQLDriverConnect(dbc, NULL, text(s->settings), SQL_NTS, out, sizeof(out), &n,
				     SQL_DRIVER_NOPROMPT)))
		return;
	if (s->run) {
		oom_fail_at(nth);
		s->run(dbc);
	}
	SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK);
	SQLDisconnect(dbc);
}

static void each_allocation_fails(const char *settings, void (*run)(SQLHDBC dbc))
{
	struct scenario s = { settings, run };
	bool fired;

	wrong = 0;
	check_pool(settings);
	for (nth = 1; nth < ALLOCATIONS_MAX; nth++) {
		SQLHDBC dbc;

		/* The handle is made in time, so that there is a place for the records. */
		CHECK_OK(SQL_HANDLE_ENV, test_env(),
			 SQLAllocHandle(SQL_HANDLE_DBC, test_env(), &dbc));
		round_of(&s, dbc);
		fired = oom_fired();
		CHECK_INT(SQLFreeHandle(SQL_HANDLE_DBC, dbc), SQL_SUCCESS);
		check_pool(settings);
		if (!fired)
			break;
	}
	test_diag("%zu allocations failed in turn", nth - 1);
	CHECK(nth < ALLOCATIONS_MAX);
	CHECK(!last_was_bad);
	CHECK_INT(wrong, 0);
}

#define SCENARIO(name, run)                                                        \
	static void name(void)                                                     \
	{                                                                          \
		each_allocation_fails("DSN=pooled;PoolSize=2;MaxOverflow=0", run); \
	}

SCENARIO(connecting, NULL)
SCENARIO(querying, run_query)
SCENARIO(executing_prepared_statements, run_prepared)
SCENARIO(executing_with_arrays, run_array)
SCENARIO(scrolling, run_scroll)
SCENARIO(setting_rows_aside, run_two_statements)
SCENARIO(transactions, run_transaction)
SCENARIO(listing_tables, run_tables)
SCENARIO(listing_columns, run_columns)
SCENARIO(listing_types, run_types)
SCENARIO(describing_columns_and_parameters, run_attribute)
SCENARIO(data_at_execution, run_data_at_execution)
SCENARIO(changing_rows_through_a_cursor, run_changes)

/* Sessions of their own are opened in each round. */
static void connecting_without_a_pool(void)
{
	each_allocation_fails("DSN=plain;ConnSettings=set search_path to public", NULL);
}

static void the_table_exists(void)
{
	test_server_exec("create table oom_rows (i int)");
	test_server_exec("grant all on oom_rows to shiftpool");
}

static const struct test_case cases[] = {
	TEST_CASE(the_table_exists),
	TEST_CASE(connecting),
	TEST_CASE(connecting_without_a_pool),
	TEST_CASE(querying),
	TEST_CASE(executing_prepared_statements),
	TEST_CASE(executing_with_arrays),
	TEST_CASE(scrolling),
	TEST_CASE(setting_rows_aside),
	TEST_CASE(transactions),
	TEST_CASE(listing_tables),
	TEST_CASE(listing_columns),
	TEST_CASE(listing_types),
	TEST_CASE(describing_columns_and_parameters),
	TEST_CASE(data_at_execution),
	TEST_CASE(changing_rows_through_a_cursor),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
