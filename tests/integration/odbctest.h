/*
 * Test programs that act as applications: they link the driver manager, load the
 * driver by a DSN of tests/lib/run, and print one line of TAP a case.
 *
 *	static void rows_arrive(void)
 *	{
 *		SQLHDBC dbc = test_connect("DSN=pooled");
 *
 *		CHECK_INT(test_number(dbc, "select 42"), 42);
 *	}
 *
 *	static const struct test_case cases[] = { TEST_CASE(rows_arrive) };
 *
 *	int main(void)
 *	{
 *		return test_main(cases, sizeof(cases) / sizeof(cases[0]));
 *	}
 *
 * A check that fails ends its case (in a thread: that thread) and the next case
 * starts.  Handles opened through this file are freed after each case, whatever
 * became of it.  All functions may be called from any thread; a handle belongs to
 * one thread at a time, as everywhere.  Texts returned live until the case ends.
 */
#ifndef SP_TESTS_ODBCTEST_H
#define SP_TESTS_ODBCTEST_H

#include <stdbool.h>
#include <stddef.h>

#include <sql.h>
#include <sqlext.h>

struct test_case {
	const char *name;
	void (*run)(void);
};

#define TEST_CASE(f)  \
	{             \
#f, f \
	}

int test_main(const struct test_case *cases, size_t n);

void test_fail(const char *file, int line, const char *fmt, ...)
	__attribute__((noreturn, format(printf, 3, 4)));
void test_skip(const char *reason) __attribute__((noreturn)); /* main thread only */
void test_diag(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#define CHECK(condition) \
	((condition) ? (void)0 : test_fail(__FILE__, __LINE__, "not true: %s", #condition))
#define CHECK_INT(got, want) test_check_int(__FILE__, __LINE__, #got, (got), (want))
#define CHECK_STR(got, want) test_check_str(__FILE__, __LINE__, #got, (got), (want))

/* The call succeeded (SQL_SUCCESS_WITH_INFO included); otherwise its diagnostics are shown. */
#define CHECK_OK(type, handle, call) \
	test_check_rc(__FILE__, __LINE__, #call, (type), (handle), (call), NULL)
/* The call answered SQL_ERROR or SQL_SUCCESS_WITH_INFO, with this state first. */
#define CHECK_STATE(type, handle, call, state) \
	test_check_rc(__FILE__, __LINE__, #call, (type), (handle), (call), (state))
#define CHECK_DBC(dbc, call)   CHECK_OK(SQL_HANDLE_DBC, dbc, call)
#define CHECK_STMT(stmt, call) CHECK_OK(SQL_HANDLE_STMT, stmt, call)

void test_check_int(const char *file, int line, const char *what, long long got, long long want);
void test_check_str(const char *file, int line, const char *what, const char *got,
		    const char *want);
void test_check_rc(const char *file, int line, const char *call, SQLSMALLINT type, SQLHANDLE handle,
		   SQLRETURN rc, const char *state);

/* -- handles ------------------------------------------------------------- */

SQLHENV test_env(void); /* one for the case, ODBC 3 */
SQLHDBC test_dbc(void); /* not connected */
SQLHDBC test_connect(const char *connection_string);
SQLRETURN test_try_connect(SQLHDBC dbc, const char *connection_string);
void test_disconnect(SQLHDBC dbc);  /* and frees it */
void test_forget(SQLHANDLE handle); /* the case has freed it itself */
SQLHSTMT test_stmt(SQLHDBC dbc);
void test_free_stmt(SQLHSTMT stmt);

/* -- statements ---------------------------------------------------------- */

void test_exec(SQLHDBC dbc, const char *sql);        /* on a statement of its own */
long long test_number(SQLHDBC dbc, const char *sql); /* first column of the first row */
const char *test_text(SQLHDBC dbc, const char *sql); /* the same as text; NULL if null */
const char *test_cell(SQLHSTMT stmt, SQLUSMALLINT column);
SQLRETURN test_direct(SQLHSTMT stmt, const char *sql); /* SQLExecDirect */
const char *test_rows(SQLHSTMT stmt); /* the rows that are left, "1|a\n2|-\n"; "-" is null */

/* "HY000 message [native]" of every record, one a line. */
const char *test_diagnostics(SQLSMALLINT type, SQLHANDLE handle);
/* The state of the first record, "" if there is none. */
const char *test_state(SQLSMALLINT type, SQLHANDLE handle);

/* -- the server, as its administrator sees it (libpq, not the driver) ------ */

long long test_server_number(const char *sql);
void test_server_exec(const char *sql);
int test_sessions(void); /* of the application's role in this test's database */
/* Polls until so many of these sleep in a statement. */
void test_wait_asleep(long long want, double seconds);
/* Polls until sql gives the number, at most this many seconds. */
void test_server_wait(const char *sql, long long want, double seconds);

/* -- the server that the test runs on: PostgreSQL, or the stand-in for Redshift -- */

/* The one of two texts that this server understands. */
const char *test_either(const char *postgresql, const char *redshift);
bool test_on_redshift(void);

/* -- files and time -------------------------------------------------------- */

const char *test_log(void); /* what the driver has logged so far */
double test_now(void);      /* seconds, monotonic */
int test_seconds(void);     /* how long a stress test is to run */

#endif
