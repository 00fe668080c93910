/*
 * SQLColumns over everything: time of the first row and of all, and the memory that
 * the process needs for it at most, as the number of tables grows.
 *
 *   bench_catalog CONNECTION
 *
 * Prints figures and judges nothing.  tests/bench/catalog.sh makes the server and the
 * tables.
 */
#include "config.h"

#include "tests/bench/bench.h"

#include <sys/resource.h>

enum { ROWSET = 100, NAME = 128 };

/* Kilobytes that the process has had at most. */
static long peak(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

/* Rows of SQLColumns for tables of the pattern. */
static void measure(SQLHDBC dbc, const char *pattern)
{
	static SQLCHAR names[ROWSET][NAME];
	static SQLLEN lengths[ROWSET];
	double start = nanoseconds(), first = 0;
	SQLULEN fetched = 0;
	SQLHSTMT stmt;
	SQLRETURN rc;
	long rows = 0;

	must(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), SQL_HANDLE_DBC, dbc, "statement");
	SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)ROWSET, 0);
	SQLSetStmtAttr(stmt, SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0);
	must(SQLBindCol(stmt, 4, SQL_C_CHAR, names, NAME, lengths), SQL_HANDLE_STMT, stmt, "bind");
	must(SQLColumns(stmt, NULL, 0, (SQLCHAR *)"bench", SQL_NTS, (SQLCHAR *)(uintptr_t)pattern,
			SQL_NTS, NULL, 0),
	     SQL_HANDLE_STMT, stmt, "SQLColumns");
	while ((rc = SQLFetch(stmt)) != SQL_NO_DATA) {
		must(rc, SQL_HANDLE_STMT, stmt, "fetch");
		if (!rows)
			first = nanoseconds() - start;
		rows += (long)fetched;
	}
	printf("%-12s %8ld rows  first %7.3f s  all %7.3f s  peak %6ld kB\n", pattern, rows,
	       first / 1e9, (nanoseconds() - start) / 1e9, peak());
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

int main(int argc, char **argv)
{
	static const char *const patterns[] = { "t0000_", "t000%", "t00%", "t0%", "%" };
	SQLHENV env;
	SQLHDBC dbc;

	if (argc != 2)
		return EXIT_FAILURE;
	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env);
	SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
	SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
	must(SQLDriverConnect(dbc, NULL, (SQLCHAR *)argv[1], SQL_NTS, NULL, 0, NULL,
			      SQL_DRIVER_NOPROMPT),
	     SQL_HANDLE_DBC, dbc, "connect");
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
		measure(dbc, patterns[i]);
	SQLDisconnect(dbc);
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
	SQLFreeHandle(SQL_HANDLE_ENV, env);
	return EXIT_SUCCESS;
}
