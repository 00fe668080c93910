/*
 * What applications feel: drivers beside each other through the driver manager.
 *
 *   bench_odbc ROUNDS TITLE ODBCSYSINI CONNECTION [TITLE ODBCSYSINI CONNECTION ...]
 *
 * Each round runs each driver once, in a process of its own with its own
 * odbcinst.ini, one after the other, so that all have the same machine.  Prints the
 * median of the rounds, and how many times longer than the last driver it is.  It
 * judges nothing.  tests/bench/odbc.sh makes the server and the files.
 */
#include "config.h"

#include "tests/bench/bench.h"

#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 50000, SETS = 1000, CYCLES = 300, QUERIES = 1000, MEASURES = 6, DRIVERS = 12 };
enum { ROUNDS_MAX = 101 };

static const char *const titles[MEASURES] = {
	"connect, query, disconnect (us)",
	"connect, SET, disconnect (us)",
	"small query (us)",
	"row of SQLFetch, 3 bound columns (ns)",
	"row of fetches of 1000 (ns)",
	"set of an array of 1000 inserted (ns)",
};

static SQLHENV env;
static SQLCHAR *connection;

static SQLHDBC open_dbc(void)
{
	SQLHDBC dbc;

	must(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc), SQL_HANDLE_ENV, env, "alloc");
	must(SQLDriverConnect(dbc, NULL, connection, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT),
	     SQL_HANDLE_DBC, dbc, "connect");
	return dbc;
}

static void close_dbc(SQLHDBC dbc)
{
	must(SQLDisconnect(dbc), SQL_HANDLE_DBC, dbc, "disconnect");
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
}

static SQLHSTMT open_stmt(SQLHDBC dbc)
{
	SQLHSTMT stmt;

	must(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt), SQL_HANDLE_DBC, dbc, "statement");
	return stmt;
}

static void exec(SQLHSTMT stmt, const char *sql)
{
	char text[200];

	snprintf(text, sizeof(text), "%s", sql);
	must(SQLExecDirect(stmt, (SQLCHAR *)text, SQL_NTS), SQL_HANDLE_STMT, stmt, sql);
}

static void one_query(SQLHSTMT stmt, const char *sql)
{
	SQLINTEGER value;

	exec(stmt, sql);
	if (SQL_SUCCEEDED(SQLFetch(stmt)))
		SQLGetData(stmt, 1, SQL_C_SLONG, &value, sizeof(value), NULL);
	SQLFreeStmt(stmt, SQL_CLOSE);
}

static double cycles(const char *sql, bool rows)
{
	double start = nanoseconds();

	for (int i = 0; i < CYCLES; i++) {
		SQLHDBC dbc = open_dbc();
		SQLHSTMT stmt = open_stmt(dbc);

		if (rows)
			one_query(stmt, sql);
		else
			exec(stmt, sql);
		SQLFreeHandle(SQL_HANDLE_STMT, stmt);
		close_dbc(dbc);
	}
	return (nanoseconds() - start) / CYCLES / 1000;
}

static double queries(SQLHDBC dbc)
{
	SQLHSTMT stmt = open_stmt(dbc);
	double start = nanoseconds();

	for (int i = 0; i < QUERIES; i++)
		one_query(stmt, "select 42");
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	return (nanoseconds() - start) / QUERIES / 1000;
}

static double fetches(SQLHDBC dbc, SQLULEN size)
{
	static SQLINTEGER id[SETS];
	static char name[SETS][32];
	static double price[SETS];
	static SQLLEN n[3][SETS];
	SQLHSTMT stmt = open_stmt(dbc);
	char sql[200];
	double start = nanoseconds();

	SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)size, 0);
	SQLBindCol(stmt, 1, SQL_C_SLONG, id, sizeof(id[0]), n[0]);
	SQLBindCol(stmt, 2, SQL_C_CHAR, name, sizeof(name[0]), n[1]);
	SQLBindCol(stmt, 3, SQL_C_DOUBLE, price, sizeof(price[0]), n[2]);
	snprintf(sql, sizeof(sql),
		 "select g, 'row number ' || g, g / 7::float8 from generate_series(1, %d) g", ROWS);
	exec(stmt, sql);
	while (SQL_SUCCEEDED(SQLFetch(stmt)))
		;
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	return (nanoseconds() - start) / ROWS;
}

static double inserts(SQLHDBC dbc)
{
	static SQLINTEGER id[SETS];
	static char name[SETS][32];
	static SQLLEN n[SETS];
	SQLHSTMT stmt = open_stmt(dbc);
	char sql[] = "insert into bench_rows values (?, ?)";
	double start;

	exec(stmt, "create temporary table bench_rows (id int, name varchar(31))");
	for (int i = 0; i < SETS; i++) {
		id[i] = i;
		n[i] = snprintf(name[i], sizeof(name[i]), "name %d", i);
	}
	SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER)SETS, 0);
	must(SQLPrepare(stmt, (SQLCHAR *)sql, SQL_NTS), SQL_HANDLE_STMT, stmt, sql);
	SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, id, 0, NULL);
	SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 31, 0, name,
			 sizeof(name[0]), n);
	start = nanoseconds();
	for (int i = 0; i < 5; i++)
		must(SQLExecute(stmt), SQL_HANDLE_STMT, stmt, sql);
	start = nanoseconds() - start;
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
	return start / SETS / 5;
}

static void measure(double *ret)
{
	SQLHDBC dbc;

	SQLSetEnvAttr(SQL_NULL_HENV, SQL_ATTR_CONNECTION_POOLING, (SQLPOINTER)SQL_CP_ONE_PER_HENV,
		      0);
	must(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env), SQL_HANDLE_ENV, env, "alloc");
	SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
	close_dbc(open_dbc()); /* loads the driver, fills the pool */
	ret[0] = cycles("select 42", true);
	ret[1] = cycles("set work_mem = '5MB'", false);
	dbc = open_dbc();
	ret[2] = queries(dbc);
	ret[3] = fetches(dbc, 1);
	ret[4] = fetches(dbc, SETS);
	ret[5] = inserts(dbc);
	close_dbc(dbc);
	SQLFreeHandle(SQL_HANDLE_ENV, env);
}

/* In a process of its own: a driver manager reads odbcinst.ini once. */
static bool measure_apart(char **driver, double *ret)
{
	int fds[2], status;
	ssize_t got;
	pid_t pid;

	if (pipe(fds) != 0)
		return false;
	pid = fork();
	if (pid == 0) {
		double d[MEASURES];

		setenv("ODBCSYSINI", driver[1], 1);
		connection = (SQLCHAR *)driver[2];
		measure(d);
		_exit(write(fds[1], d, sizeof(d)) == (ssize_t)sizeof(d) ? 0 : 1);
	}
	close(fds[1]);
	got = pid > 0 ? read(fds[0], ret, MEASURES * sizeof(*ret)) : 0;
	close(fds[0]);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 &&
	       got == (ssize_t)(MEASURES * sizeof(*ret));
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
	static double all[DRIVERS][MEASURES][ROUNDS_MAX];
	int rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0, n = (argc - 2) / 3;

	if (rounds < 1 || rounds > ROUNDS_MAX || n < 1 || n > DRIVERS) {
		fprintf(stderr, "usage: bench_odbc ROUNDS TITLE ODBCSYSINI CONNECTION ...\n");
		return EXIT_FAILURE;
	}
	for (int round = 0; round < rounds; round++) {
		for (int i = 0; i < n; i++) {
			double d[MEASURES];

			if (!measure_apart(argv + 2 + 3 * i, d))
				return EXIT_FAILURE;
			for (int m = 0; m < MEASURES; m++)
				all[i][m][round] = d[m];
		}
	}
	for (int m = 0; m < MEASURES; m++) {
		double last = 0;

		printf("%s\n", titles[m]);
		for (int i = n - 1; i >= 0; i--) {
			double median;

			qsort(all[i][m], (size_t)rounds, sizeof(double), compare);
			median = all[i][m][rounds / 2];
			if (i == n - 1)
				last = median;
			printf("\t%-40s %10.1f %8.2f\n", argv[2 + 3 * i], median, median / last);
		}
	}
	return EXIT_SUCCESS;
}
