/*
 * Memory runs out while an array goes out as INSERTs of many rows: whatever allocation of
 * the driver fails, and each one does in its turn, the statuses are the truth about what
 * is in the table.  On the stand-in.
 *
 * The driver is linked into the program, without a driver manager, so that its
 * allocations can be made to fail (tests/unit/oom.h).
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <string.h>

#include "tests/unit/oom.h"

/* Two texts of the most rows, one of what is left; more allocations would be for ever. */
enum { SETS = 2100, ALLOCATIONS_MAX = 2000 };

static SQLINTEGER numbers[SETS];
static SQLLEN indicators[SETS];
static SQLUSMALLINT status[SETS];

static SQLCHAR *text(const char *s)
{
	return (SQLCHAR *)(uintptr_t)s;
}

static int count(SQLUSMALLINT what)
{
	int n = 0;

	for (int i = 0; i < SETS; i++)
		n += status[i] == what;
	return n;
}

/* Memory that was short has a record that says so. */
static bool is_told(SQLHSTMT stmt)
{
	SQLCHAR state[6] = "", message[300];
	SQLSMALLINT n;

	for (SQLSMALLINT i = 1; SQL_SUCCEEDED(SQLGetDiagRec(SQL_HANDLE_STMT, stmt, i, state, NULL,
							    message, sizeof(message), &n));
	     i++)
		if (strcmp((char *)state, "HY001") == 0)
			return true;
	return false;
}

/*
 * Fills the table; checks what was said of each set against what is there.  Returns
 * whether an allocation failed.
 */
static bool round_of(SQLHDBC dbc, size_t nth, int good)
{
	SQLHSTMT stmt;
	SQLRETURN rc;
	int there;
	bool fired;

	CHECK_DBC(dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt));
	memset(status, 0xff, sizeof(status));
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER)SETS, 0);
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAM_STATUS_PTR, status, 0);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  numbers, 0, indicators));
	oom_fail_at(nth);
	rc = SQLExecDirect(stmt, text("insert into oom_rows values (?)"), SQL_NTS);
	fired = oom_fired();
	there = (int)test_server_number("select count(*) from oom_rows");
	if (there == good)
		CHECK(good == SETS ? rc == SQL_SUCCESS || (fired && rc == SQL_SUCCESS_WITH_INFO)
				   : rc == SQL_SUCCESS_WITH_INFO);
	else
		CHECK(fired && is_told(stmt) && rc == (there ? SQL_SUCCESS_WITH_INFO : SQL_ERROR));
	CHECK_INT(count(SQL_PARAM_SUCCESS), there);
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	test_server_exec("truncate oom_rows");
	return fired;
}

static void each_allocation_fails(int good)
{
	SQLCHAR out[1024];
	SQLSMALLINT n;
	bool fired = true;
	size_t nth = 0;

	for (int i = 0; i < SETS; i++)
		numbers[i] = i;
	while (fired && nth < ALLOCATIONS_MAX) {
		SQLHDBC dbc;

		CHECK_OK(SQL_HANDLE_ENV, test_env(),
			 SQLAllocHandle(SQL_HANDLE_DBC, test_env(), &dbc));
		CHECK_DBC(dbc, SQLDriverConnect(dbc, NULL, text("DSN=pooled"), SQL_NTS, out,
						sizeof(out), &n, SQL_DRIVER_NOPROMPT));
		fired = round_of(dbc, ++nth, good);
		CHECK_DBC(dbc, SQLDisconnect(dbc));
		SQLFreeHandle(SQL_HANDLE_DBC, dbc);
	}
	test_diag("%zu allocations failed in turn", nth - 1);
	CHECK(nth > 10 && !fired);
}

static void statuses_are_true_without_memory(void)
{
	test_server_exec("create table oom_rows (i int not null)");
	test_server_exec("grant all on oom_rows to shiftpool");
	each_allocation_fails(SETS);
}

static void statuses_are_true_with_a_bad_row_too(void)
{
	indicators[1500] = SQL_NULL_DATA;
	each_allocation_fails(SETS - 1);
}

static const struct test_case cases[] = {
	TEST_CASE(statuses_are_true_without_memory),
	TEST_CASE(statuses_are_true_with_a_bad_row_too),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
