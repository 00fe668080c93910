/*
 * Memory runs out while a catalog function asks another database by SHOW: whatever
 * allocation of the driver fails, and each one does in its turn, the call says so or
 * its rows are all there.  On the stand-in.
 *
 * The driver is linked into the program, without a driver manager, so that its
 * allocations can be made to fail (tests/unit/oom.h).
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <string.h>

#include "tests/unit/oom.h"

/* More would be for ever. */
enum { ALLOCATIONS_MAX = 2000 };

static const char partner[] =
	"insert into standin.shared_columns values"
	"  ('partner', 'public', 'my_lines', 'a\"b', 1, 'integer', null, 32, 0, 'NO'),"
	"  ('partner', 'public', 'my_lines', 'c', 2, 'integer', null, 32, 0, 'NO');"
	"insert into standin.shared_primary_keys values"
	"  ('partner', 'public', 'my_lines', 'lines_key', 'a\"b', 1),"
	"  ('partner', 'public', 'my_lines', 'lines_key', 'c', 2);"
	"insert into standin.shared_foreign_keys select 'partner', 'public', 'orders', 'id', "
	"'public',"
	"  'my_lines', 'c', i, 'to_orders', 'orders_key' from generate_series(1, 100) i;"
	"insert into standin.shared_grants values"
	"  ('partner', 'public', 'my_lines', null, 'SELECT', 'reader', false, 'owner'),"
	"  ('partner', 'public', 'my_lines', 'a\"b', 'SELECT', 'reader', true, 'owner'),"
	"  ('partner', 'public', 'my_lines', 'c', 'SELECT', 'reader', true, 'owner')";

static SQLCHAR *text(const char *s)
{
	return (SQLCHAR *)(uintptr_t)s;
}

#define PARTNER text("partner"), SQL_NTS, text("public"), SQL_NTS

static SQLRETURN primary_keys(SQLHSTMT stmt)
{
	return SQLPrimaryKeys(stmt, PARTNER, text("my_lines"), SQL_NTS);
}

static SQLRETURN foreign_keys(SQLHSTMT stmt)
{
	return SQLForeignKeys(stmt, PARTNER, text("orders"), SQL_NTS, PARTNER, text("my_lines"),
			      SQL_NTS);
}

static SQLRETURN its_tables(SQLHSTMT stmt)
{
	return SQLTables(stmt, PARTNER, text("my%"), SQL_NTS, text("SHARED TABLE"), SQL_NTS);
}

static SQLRETURN its_columns(SQLHSTMT stmt)
{
	return SQLColumns(stmt, PARTNER, text("my\\_lines"), SQL_NTS, text("%"), SQL_NTS);
}

static SQLRETURN row_id(SQLHSTMT stmt)
{
	return SQLSpecialColumns(stmt, SQL_BEST_ROWID, PARTNER, text("my_lines"), SQL_NTS,
				 SQL_SCOPE_SESSION, SQL_NO_NULLS);
}

static SQLRETURN table_privileges(SQLHSTMT stmt)
{
	return SQLTablePrivileges(stmt, PARTNER, text("my_lines"), SQL_NTS);
}

static SQLRETURN column_privileges(SQLHSTMT stmt)
{
	return SQLColumnPrivileges(stmt, PARTNER, text("my_lines"), SQL_NTS, text("\\c"), SQL_NTS);
}

static SQLRETURN some_column_privileges(SQLHSTMT stmt)
{
	return SQLColumnPrivileges(stmt, PARTNER, text("my_lines"), SQL_NTS, text("_"), SQL_NTS);
}

/* Whether memory that was short has a record that says so. */
static bool is_told(SQLHSTMT stmt, SQLRETURN rc)
{
	SQLCHAR state[6] = "", message[300];
	SQLSMALLINT n;

	return rc == SQL_ERROR &&
	       SQL_SUCCEEDED(SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 1, state, NULL, message,
					   sizeof(message), &n)) &&
	       strcmp((char *)state, "HY001") == 0;
}

/* Returns whether an allocation failed. */
static bool round_of(SQLHDBC dbc, size_t nth, SQLRETURN (*call)(SQLHSTMT), int want)
{
	SQLHSTMT stmt;
	SQLRETURN rc;
	int n = 0;
	bool fired;

	CHECK_DBC(dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt));
	oom_fail_at(nth);
	rc = call(stmt);
	while (SQL_SUCCEEDED(rc) && (rc = SQLFetch(stmt)) != SQL_NO_DATA && SQL_SUCCEEDED(rc))
		n++;
	fired = oom_fired();
	if (rc == SQL_NO_DATA)
		CHECK_INT(n, want);
	else
		CHECK(fired && is_told(stmt, rc));
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	return fired;
}

static void each_allocation_fails(SQLRETURN (*call)(SQLHSTMT), int want)
{
	static bool filled;
	SQLCHAR out[1024];
	SQLSMALLINT n;
	bool fired = true;
	size_t nth = 0;

	if (!filled)
		test_server_exec(partner);
	filled = true;
	while (fired && nth < ALLOCATIONS_MAX) {
		SQLHDBC dbc;

		CHECK_OK(SQL_HANDLE_ENV, test_env(),
			 SQLAllocHandle(SQL_HANDLE_DBC, test_env(), &dbc));
		CHECK_DBC(dbc, SQLDriverConnect(dbc, NULL, text("DSN=pooled"), SQL_NTS, out,
						sizeof(out), &n, SQL_DRIVER_NOPROMPT));
		fired = round_of(dbc, ++nth, call, want);
		CHECK_DBC(dbc, SQLDisconnect(dbc));
		SQLFreeHandle(SQL_HANDLE_DBC, dbc);
	}
	test_diag("%zu allocations failed in turn", nth - 1);
	CHECK(nth > 10 && !fired);
}

static void keys(void)
{
	each_allocation_fails(primary_keys, 2);
	each_allocation_fails(foreign_keys, 100);
	each_allocation_fails(row_id, 2);
}

static void privileges(void)
{
	each_allocation_fails(table_privileges, 1);
	each_allocation_fails(column_privileges, 0);
	each_allocation_fails(some_column_privileges, 1);
}

static void tables_and_columns(void)
{
	each_allocation_fails(its_tables, 1);
	each_allocation_fails(its_columns, 2);
}

static const struct test_case cases[] = {
	TEST_CASE(keys),
	TEST_CASE(tables_and_columns),
	TEST_CASE(privileges),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
