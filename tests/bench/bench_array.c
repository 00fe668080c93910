/*
 * Arrays of parameters inserted: 10,000 rows of four columns in arrays of several sizes,
 * with and without INSERTs of many rows.
 *
 *   bench_array CONNECTION
 *
 * Prints the best of some rounds as rows a second and judges nothing.
 * tests/bench/array.sh makes the server.
 */
#include "config.h"

#include "tests/bench/bench.h"

enum { ROWS = 10000, ROUNDS = 5, NAME = 32 };

static SQLINTEGER numbers[ROWS];
static char names[ROWS][NAME], times[ROWS][NAME];
static double prices[ROWS];
static SQLLEN lengths[ROWS];

static void fill(void)
{
	for (int i = 0; i < ROWS; i++) {
		numbers[i] = i;
		prices[i] = i / 4.0;
		lengths[i] = i % 10 ? snprintf(names[i], NAME, "name number %d", i) : SQL_NULL_DATA;
		snprintf(times[i], NAME, "2024-02-03 10:11:%02d", i % 60);
	}
}

static void exec(SQLHDBC dbc, const char *sql)
{
	SQLHSTMT stmt;

	must(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), SQL_HANDLE_DBC, dbc, "statement");
	must(SQLExecDirect(stmt, (SQLCHAR *)(uintptr_t)sql, SQL_NTS), SQL_HANDLE_STMT, stmt, sql);
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

/* Rows a second, prepared once and executed for each array. */
static double measure(SQLHDBC dbc, SQLULEN size)
{
	static const char sql[] = "insert into bench_rows values (?, ?, ?, ?)";
	double start;
	SQLHSTMT stmt;

	exec(dbc, "truncate bench_rows");
	must(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), SQL_HANDLE_DBC, dbc, "statement");
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER)size, 0);
	SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, numbers, 0,
			 NULL);
	SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, NAME, 0, names, NAME,
			 lengths);
	SQLBindParameter(stmt, 3, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 0, 0, prices, 0, NULL);
	SQLBindParameter(stmt, 4, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, NAME, 0, times, NAME,
			 NULL);
	start = nanoseconds();
	must(SQLPrepare(stmt, (SQLCHAR *)(uintptr_t)sql, SQL_NTS), SQL_HANDLE_STMT, stmt, sql);
	for (SQLULEN done = 0; done < ROWS; done += size)
		must(SQLExecute(stmt), SQL_HANDLE_STMT, stmt, sql);
	start = nanoseconds() - start;
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	return ROWS / start * 1e9;
}

static void measure_all(SQLHENV env, const char *connection, const char *option)
{
	static const SQLULEN sizes[] = { 10, 100, 1000, ROWS };
	SQLHDBC dbc;
	char text[1000];

	snprintf(text, sizeof(text), "%s;%s", connection, option);
	SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
	must(SQLDriverConnect(dbc, NULL, (SQLCHAR *)text, SQL_NTS, NULL, 0, NULL,
			      SQL_DRIVER_NOPROMPT),
	     SQL_HANDLE_DBC, dbc, "connect");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		double best = 0;

		for (int round = 0; round < ROUNDS; round++) {
			double rate = measure(dbc, sizes[i]);

			best = rate > best ? rate : best;
		}
		printf("%-32s arrays of %5lu %9.0f rows/s\n", option, (unsigned long)sizes[i],
		       best);
	}
	SQLDisconnect(dbc);
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
}

int main(int argc, char **argv)
{
	SQLHENV env;
	SQLHDBC dbc;

	if (argc != 2)
		return EXIT_FAILURE;
	fill();
	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env);
	SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
	SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
	must(SQLDriverConnect(dbc, NULL, (SQLCHAR *)argv[1], SQL_NTS, NULL, 0, NULL,
			      SQL_DRIVER_NOPROMPT),
	     SQL_HANDLE_DBC, dbc, "connect");
	exec(dbc, "create table bench_rows (i int, name varchar(32), price float8, at timestamp)");
	measure_all(env, argv[1], "MultiInsertCmdConvertEnable=0");
	measure_all(env, argv[1], "MultiInsertCmdConvertEnable=1");
	SQLDisconnect(dbc);
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
	SQLFreeHandle(SQL_HANDLE_ENV, env);
	return EXIT_SUCCESS;
}
