#include "config.h"

#include "odbctest.h"

#include <libpq-fe.h>

#include <locale.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HANDLES_MAX = 2048, TEXTS_MAX = 4096, CELL_MAX = 1 << 16 };

/* What the running case has opened; freed when it ends. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct handle {
	SQLSMALLINT type;
	SQLHANDLE handle;
	SQLHDBC owner; /* of a statement */
} handles[HANDLES_MAX];
static size_t n_handles;
static char *texts[TEXTS_MAX];
static size_t n_texts;
static SQLHENV the_env;
static PGconn *server;

static pthread_t main_thread;
static jmp_buf case_end;
static bool case_failed;
static const char *case_skipped;

/* -- verdicts -------------------------------------------------------------- */

static void diag_lines(const char *text)
{
	flockfile(stdout);
	fputs("# ", stdout);
	for (; *text; text++) {
		putchar(*text);
		if (*text == '\n' && text[1])
			fputs("# ", stdout);
	}
	putchar('\n');
	fflush(stdout);
	funlockfile(stdout);
}

void test_diag(const char *fmt, ...)
{
	char text[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_lines(text);
}

void test_fail(const char *file, int line, const char *fmt, ...)
{
	char text[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	test_diag("%s:%d: %s", file, line, text);
	pthread_mutex_lock(&lock);
	case_failed = true;
	pthread_mutex_unlock(&lock);
	if (!pthread_equal(pthread_self(), main_thread))
		pthread_exit(NULL);
	longjmp(case_end, 1);
}

void test_skip(const char *reason)
{
	case_skipped = reason;
	longjmp(case_end, 1);
}

void test_check_int(const char *file, int line, const char *what, long long got, long long want)
{
	if (got != want)
		test_fail(file, line, "%s is %lld, expected %lld", what, got, want);
}

void test_check_str(const char *file, int line, const char *what, const char *got, const char *want)
{
	bool same = got && want ? strcmp(got, want) == 0 : got == want;

	if (!same)
		test_fail(file, line, "%s is %s%s%s, expected %s%s%s", what, got ? "'" : "",
			  got ? got : "null", got ? "'" : "", want ? "'" : "", want ? want : "null",
			  want ? "'" : "");
}

void test_check_rc(const char *file, int line, const char *call, SQLSMALLINT type, SQLHANDLE handle,
		   SQLRETURN rc, const char *state)
{
	if (!state && SQL_SUCCEEDED(rc))
		return;
	if (state && (rc == SQL_ERROR || rc == SQL_SUCCESS_WITH_INFO) &&
	    strcmp(test_state(type, handle), state) == 0)
		return;
	test_fail(file, line, "%s returned %d, expected %s; diagnostics:\n%s", call, rc,
		  state ? state : "success", test_diagnostics(type, handle));
}

/* -- what a case owns ------------------------------------------------------ */

static const char *keep(const char *text)
{
	size_t n = strlen(text) + 1;
	char *copy = malloc(n);

	if (!copy)
		abort();
	memcpy(copy, text, n);
	pthread_mutex_lock(&lock);
	if (n_texts == TEXTS_MAX)
		abort();
	texts[n_texts++] = copy;
	pthread_mutex_unlock(&lock);
	return copy;
}

static void own(SQLSMALLINT type, SQLHANDLE handle, SQLHDBC owner)
{
	pthread_mutex_lock(&lock);
	if (n_handles == HANDLES_MAX)
		abort();
	handles[n_handles++] = (struct handle){ type, handle, owner };
	pthread_mutex_unlock(&lock);
}

/* Forgets a handle; the statements of a connection go with it, as ODBC says. */
static void disown(SQLHANDLE handle)
{
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < n_handles;) {
		if (handles[i].handle == handle || handles[i].owner == handle)
			handles[i] = handles[--n_handles];
		else
			i++;
	}
	pthread_mutex_unlock(&lock);
}

static void free_all(SQLSMALLINT type)
{
	for (size_t i = 0; i < n_handles; i++) {
		if (handles[i].type != type)
			continue;
		if (type == SQL_HANDLE_DBC) {
			/* An open transaction would make SQLDisconnect refuse. */
			SQLEndTran(SQL_HANDLE_DBC, handles[i].handle, SQL_ROLLBACK);
			SQLDisconnect(handles[i].handle);
		}
		SQLFreeHandle(type, handles[i].handle);
	}
}

static void case_cleanup(void)
{
	free_all(SQL_HANDLE_STMT);
	free_all(SQL_HANDLE_DBC);
	n_handles = 0;
	if (the_env)
		SQLFreeHandle(SQL_HANDLE_ENV, the_env);
	the_env = SQL_NULL_HENV;
	for (size_t i = 0; i < n_texts; i++)
		free(texts[i]);
	n_texts = 0;
}

int test_main(const struct test_case *cases, size_t n)
{
	static size_t i, failed; /* static: they outlive longjmp */

	main_thread = pthread_self();
	setlocale(LC_ALL, ""); /* as programs with a user do */
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < n; i++) {
		case_failed = false;
		case_skipped = NULL;
		if (setjmp(case_end) == 0)
			cases[i].run();
		case_cleanup();
		failed += case_failed;
		printf("%sok %zu - %s%s%s\n", case_failed ? "not " : "", i + 1, cases[i].name,
		       case_skipped ? " # SKIP " : "", case_skipped ? case_skipped : "");
	}
	printf("1..%zu\n", n);
	if (server)
		PQfinish(server);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* -- handles --------------------------------------------------------------- */

SQLHENV test_env(void)
{
	pthread_mutex_lock(&lock);
	if (!the_env) {
		SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &the_env);
		SQLSetEnvAttr(the_env, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
	}
	pthread_mutex_unlock(&lock);
	CHECK(the_env);
	return the_env;
}

SQLHDBC test_dbc(void)
{
	SQLHENV env = test_env();
	SQLHDBC dbc;

	CHECK_OK(SQL_HANDLE_ENV, env, SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc));
	own(SQL_HANDLE_DBC, dbc, SQL_NULL_HDBC);
	return dbc;
}

SQLRETURN test_try_connect(SQLHDBC dbc, const char *connection_string)
{
	return SQLDriverConnect(dbc, NULL, (SQLCHAR *)(uintptr_t)connection_string, SQL_NTS, NULL,
				0, NULL, SQL_DRIVER_NOPROMPT);
}

SQLHDBC test_connect(const char *connection_string)
{
	SQLHDBC dbc = test_dbc();

	CHECK_DBC(dbc, test_try_connect(dbc, connection_string));
	return dbc;
}

void test_disconnect(SQLHDBC dbc)
{
	CHECK_DBC(dbc, SQLDisconnect(dbc));
	disown(dbc);
	SQLFreeHandle(SQL_HANDLE_DBC, dbc);
}

void test_forget(SQLHANDLE handle)
{
	disown(handle);
}

SQLHSTMT test_stmt(SQLHDBC dbc)
{
	SQLHSTMT stmt;

	CHECK_DBC(dbc, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt));
	own(SQL_HANDLE_STMT, stmt, dbc);
	return stmt;
}

void test_free_stmt(SQLHSTMT stmt)
{
	disown(stmt);
	SQLFreeHandle(SQL_HANDLE_STMT, stmt);
}

/* -- statements ------------------------------------------------------------ */

static SQLHSTMT run(SQLHDBC dbc, const char *sql)
{
	SQLHSTMT stmt = test_stmt(dbc);
	SQLRETURN rc = SQLExecDirect(stmt, (SQLCHAR *)(uintptr_t)sql, SQL_NTS);

	if (!SQL_SUCCEEDED(rc) && rc != SQL_NO_DATA)
		test_fail(__FILE__, __LINE__, "%s: %s", sql,
			  test_diagnostics(SQL_HANDLE_STMT, stmt));
	return stmt;
}

void test_exec(SQLHDBC dbc, const char *sql)
{
	test_free_stmt(run(dbc, sql));
}

const char *test_cell(SQLHSTMT stmt, SQLUSMALLINT column)
{
	char *cell = malloc(CELL_MAX);
	const char *text = NULL;
	SQLLEN n;
	SQLRETURN rc;

	CHECK(cell);
	rc = SQLGetData(stmt, column, SQL_C_CHAR, cell, CELL_MAX, &n);
	if (SQL_SUCCEEDED(rc) && n != SQL_NULL_DATA)
		text = keep(cell);
	free(cell);
	CHECK_STMT(stmt, rc);
	return text;
}

const char *test_text(SQLHDBC dbc, const char *sql)
{
	SQLHSTMT stmt = run(dbc, sql);
	const char *text;

	CHECK_STMT(stmt, SQLFetch(stmt));
	text = test_cell(stmt, 1);
	test_free_stmt(stmt);
	return text;
}

SQLRETURN test_direct(SQLHSTMT stmt, const char *sql)
{
	return SQLExecDirect(stmt, (SQLCHAR *)(uintptr_t)sql, SQL_NTS);
}

const char *test_rows(SQLHSTMT stmt)
{
	char all[8192] = "";
	size_t used = 0;
	SQLSMALLINT n;
	SQLRETURN rc;

	CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
	while (SQL_SUCCEEDED(rc = SQLFetch(stmt))) {
		for (SQLSMALLINT i = 1; i <= n && used < sizeof(all); i++) {
			const char *cell = test_cell(stmt, (SQLUSMALLINT)i);
			int w = snprintf(all + used, sizeof(all) - used, "%s%s", cell ? cell : "-",
					 i < n ? "|" : "\n");

			used += w > 0 ? (size_t)w : 0;
		}
	}
	if (rc != SQL_NO_DATA)
		test_fail(__FILE__, __LINE__, "SQLFetch: %s",
			  test_diagnostics(SQL_HANDLE_STMT, stmt));
	return keep(all);
}

long long test_number(SQLHDBC dbc, const char *sql)
{
	const char *text = test_text(dbc, sql);

	CHECK(text);
	return strtoll(text, NULL, 10);
}

const char *test_diagnostics(SQLSMALLINT type, SQLHANDLE handle)
{
	char all[8192] = "";
	size_t used = 0;

	for (SQLSMALLINT i = 1; used < sizeof(all) - 1; i++) {
		SQLCHAR state[6] = "", text[1024] = "";
		SQLINTEGER native = 0;
		SQLSMALLINT n;
		int w;

		if (!SQL_SUCCEEDED(
			    SQLGetDiagRec(type, handle, i, state, &native, text, sizeof(text), &n)))
			break;
		w = snprintf(all + used, sizeof(all) - used, "%s%s %s [%d]", i > 1 ? "\n" : "",
			     state, text, (int)native);
		used += w > 0 ? (size_t)w : 0;
	}
	return keep(all);
}

const char *test_state(SQLSMALLINT type, SQLHANDLE handle)
{
	SQLCHAR state[6] = "", text[1024];
	SQLINTEGER native;
	SQLSMALLINT n;

	if (!SQL_SUCCEEDED(SQLGetDiagRec(type, handle, 1, state, &native, text, sizeof(text), &n)))
		return ""; /* the driver manager writes 00000 then */
	return keep((const char *)state);
}

/* -- the server ------------------------------------------------------------ */

/* One connection of the administrator serves all threads, one query at a time. */
static PGresult *ask_server(const char *sql)
{
	const char *where = getenv("SP_TEST_ADMIN");
	PGresult *r = NULL;

	pthread_mutex_lock(&lock);
	if (!server && where)
		server = PQconnectdb(where);
	if (server)
		r = PQexec(server, sql);
	pthread_mutex_unlock(&lock);
	if (!r || (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)) {
		test_diag("%s", server ? PQerrorMessage(server) : "SP_TEST_ADMIN is not set");
		PQclear(r);
		test_fail(__FILE__, __LINE__, "server: %s", sql);
	}
	return r;
}

void test_server_exec(const char *sql)
{
	PQclear(ask_server(sql));
}

long long test_server_number(const char *sql)
{
	PGresult *r = ask_server(sql);
	long long n = PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;

	PQclear(r);
	return n;
}

static const char sessions_sql[] = "select count(*) from pg_stat_activity "
				   "where usename = 'shiftpool' and datname = current_database()";

int test_sessions(void)
{
	return (int)test_server_number(sessions_sql);
}

void test_server_wait(const char *sql, long long want, double seconds)
{
	double end = test_now() + seconds;
	long long got;

	while ((got = test_server_number(sql)) != want) {
		if (test_now() > end)
			test_fail(__FILE__, __LINE__, "%s: %lld, expected %lld", sql, got, want);
		nanosleep(&(struct timespec){ 0, 20000000 }, NULL);
	}
}

void test_wait_asleep(long long want, double seconds)
{
	char sql[300];

	snprintf(sql, sizeof(sql),
		 "select count(*) from %s where usename = 'shiftpool' and "
		 "datname = current_database() and wait_event = 'PgSleep'",
		 test_either("pg_stat_activity", "standin_hidden_pg_stat_activity"));
	test_server_wait(sql, want, seconds);
}

/* -- which server -------------------------------------------------------------- */

bool test_on_redshift(void)
{
	const char *kind = getenv("SP_TEST_SERVER");

	return kind && strcmp(kind, "standin") == 0;
}

const char *test_either(const char *postgresql, const char *redshift)
{
	return test_on_redshift() ? redshift : postgresql;
}

/* -- files and time -------------------------------------------------------- */

const char *test_log(void)
{
	const char *path = getenv("SP_TEST_LOG");
	FILE *f = path ? fopen(path, "r") : NULL;
	char *text = calloc(1, CELL_MAX);
	const char *kept;

	CHECK(text);
	if (f) {
		text[fread(text, 1, CELL_MAX - 1, f)] = '\0';
		fclose(f);
	}
	kept = keep(text);
	free(text);
	return kept;
}

double test_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int test_seconds(void)
{
	const char *text = getenv("SP_TEST_SECONDS");
	long n = text ? strtol(text, NULL, 10) : 0;

	return n > 0 ? (int)n : 5;
}
