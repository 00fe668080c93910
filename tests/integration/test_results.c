/* What executing brings: several results, notices, counts, several statements on one connection. */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SET(stmt, attr, v) \
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, attr, (SQLPOINTER)(uintptr_t)(v), 0))

static long long row_count(SQLHSTMT stmt)
{
	SQLLEN n = -99;

	CHECK_STMT(stmt, SQLRowCount(stmt, &n));
	return n;
}

static int columns(SQLHSTMT stmt)
{
	SQLSMALLINT n = -1;

	CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
	return n;
}

/* -- several results ------------------------------------------------------------- */

static void results_come_one_after_the_other(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));

	CHECK_STMT(stmt,
		   test_direct(stmt,
			       "create temporary table t (a int);"
			       "insert into t values (1), (2), (3);"
			       "select a from t order by a; update t set a = a + 1 where a > 1;"
			       "select 'x', 'y'; delete from t where false"));
	CHECK_INT(columns(stmt), 0);
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(columns(stmt), 0);
	CHECK_INT(row_count(stmt), 3);
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(columns(stmt), 1);
	CHECK_STR(test_rows(stmt), "1\n2\n3\n");
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(columns(stmt), 0);
	CHECK_INT(row_count(stmt), 2);
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(columns(stmt), 2);
	CHECK_STR(test_rows(stmt), "x|y\n");
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(row_count(stmt), 0);
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
}

static void a_result_is_left_half_read(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt,
		   test_direct(stmt, "select n, repeat('x', 1000) from generate_series(1, 5000) n;"
				     "select 'next'"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_STR(test_rows(stmt), "next\n");
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
}

static void an_error_in_the_middle_is_told_when_it_is_reached(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt, test_direct(stmt, "select 1; select 1/0; select 3"));
	CHECK_STR(test_rows(stmt), "1\n");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLMoreResults(stmt), "22012");
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	CHECK_STMT(stmt, test_direct(stmt, "select 4"));
	CHECK_STR(test_rows(stmt), "4\n");
}

/* A short result is complete when the statement was executed, so its error is known then. */
static void an_error_in_a_short_result_is_told_by_the_execution(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    test_direct(stmt, "select 1 / (5 - n) from generate_series(1, 10) n"), "22012");
	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
}

/* The row that fails comes after rows that have arrived. */
static void an_error_among_the_rows_is_told_by_the_fetch(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	int rows = 0;
	SQLRETURN rc;

	CHECK_STMT(stmt, test_direct(stmt, "select 1 / (5000 - n), repeat('x', 500) "
					   "from generate_series(1, 6000) n"));
	while (SQL_SUCCEEDED(rc = SQLFetch(stmt)))
		rows++;
	CHECK_INT(rc, SQL_ERROR);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "22012");
	CHECK_INT(rows, 4999);
}

static void a_text_of_nothing_brings_nothing(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));

	CHECK_STMT(stmt, test_direct(stmt, "-- nothing"));
	CHECK_INT(columns(stmt), 0);
	CHECK_STMT(stmt, test_direct(stmt, ";;"));
	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
	CHECK_STR(test_rows(stmt), "1\n");
}

static void a_change_of_no_row_is_no_data(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "create temporary table t (a int)");
	CHECK_INT(test_direct(stmt, "update t set a = 1"), SQL_NO_DATA);
	CHECK_INT(row_count(stmt), 0);
	CHECK_INT(test_direct(stmt, "delete from t"), SQL_NO_DATA);
	CHECK_INT(test_direct(stmt, "insert into t select 1 where false"), SQL_NO_DATA);
	CHECK_INT(test_direct(stmt, "insert into t values (1)"), SQL_SUCCESS);
	CHECK_INT(row_count(stmt), 1);
}

static void returning_is_a_result_set_with_a_count(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "create temporary table t (id serial, a int)");
	CHECK_STMT(stmt, test_direct(stmt, "insert into t (a) values (10), (20) returning id, a"));
	CHECK_INT(columns(stmt), 2);
	CHECK_INT(row_count(stmt), 2);
	CHECK_STR(test_rows(stmt), "1|10\n2|20\n");
}

static void the_same_prepared_statement_runs_again_and_again(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=pooled"));
	SQLINTEGER n;
	SQLLEN ind = 0;

	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  &n, 0, &ind));
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)"select ? * 2, 'x'", SQL_NTS));
	for (n = 1; n <= 5; n++) {
		char want[16];

		CHECK_STMT(stmt, SQLExecute(stmt));
		snprintf(want, sizeof(want), "%d|x\n", (int)n * 2);
		CHECK_STR(test_rows(stmt), want);
		CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecute(stmt), "24000");
		CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	}
}

/* A plan made stale by a changed table is made anew without a word. */
static void a_prepared_statement_survives_a_changed_table(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "create table changing (a int)");
	test_exec(dbc, "insert into changing values (1)");
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)"select * from changing", SQL_NTS));
	for (int i = 0; i < 3; i++) {
		CHECK_STMT(stmt, SQLExecute(stmt));
		CHECK_STR(test_rows(stmt), "1\n");
		CHECK_STMT(stmt, SQLCloseCursor(stmt));
	}
	test_exec(dbc, "alter table changing add b text default 'new'");
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_STR(test_rows(stmt), "1|new\n");
	CHECK_STMT(stmt, SQLCloseCursor(stmt));
	if (test_on_redshift()) /* it cannot lose them all by one statement */
		return;
	test_exec(dbc, "deallocate all");
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_STR(test_rows(stmt), "1|new\n");
}

/* A block of PL/pgSQL: by DO, or by a procedure where there is no DO. */
static SQLRETURN run_block(SQLHDBC dbc, SQLHSTMT stmt, const char *block)
{
	char sql[300];

	if (test_on_redshift()) {
		snprintf(sql, sizeof(sql),
			 "create or replace procedure block() language plpgsql as $$ %s $$", block);
		test_exec(dbc, sql);
		return test_direct(stmt, "call block()");
	}
	snprintf(sql, sizeof(sql), "do $$ %s $$", block);
	return test_direct(stmt, sql);
}

/* -- notices ---------------------------------------------------------------------- */

static void notices_are_information(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	const char *all;

	CHECK_INT(run_block(dbc, stmt, "begin raise notice 'first'; raise warning 'second'; end"),
		  SQL_SUCCESS_WITH_INFO);
	all = test_diagnostics(SQL_HANDLE_STMT, stmt);
	CHECK(strncmp(all, "01000", 5) == 0);
	CHECK(strstr(all, "NOTICE: first"));
	CHECK(strstr(all, "\n01000"));
	CHECK(strstr(all, "WARNING: second"));
	CHECK_INT(test_direct(stmt, "drop table if exists not_there"), SQL_SUCCESS_WITH_INFO);
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt),
		     test_either("does not exist, skipping", "does not exist")));
	CHECK_INT(test_direct(stmt, "select 1"), SQL_SUCCESS);
}

static void a_notice_of_a_failing_statement_follows_its_error(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	const char *all;

	CHECK_INT(run_block(dbc, stmt, "begin raise notice 'before'; raise exception 'why'; end"),
		  SQL_ERROR);
	all = test_diagnostics(SQL_HANDLE_STMT, stmt);
	CHECK(strstr(all, "why"));
	CHECK(strstr(all, "NOTICE: before"));
	CHECK(strstr(all, "why") < strstr(all, "before"));
}

/* -- several statements --------------------------------------------------------------- */

/* The stream of one is set aside when another one needs the session: nobody notices. */
static void statements_take_turns_on_one_connection(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmts[3];
	int sum[3] = { 0 };

	for (int i = 0; i < 3; i++) {
		char sql[120];

		stmts[i] = test_stmt(dbc);
		snprintf(sql, sizeof(sql),
			 "select n * %d, repeat('x', 500) from generate_series(1, 2000) n", i + 1);
		CHECK_STMT(stmts[i], test_direct(stmts[i], sql));
		CHECK_STMT(stmts[i], SQLFetch(stmts[i]));
		sum[i] += (int)strtol(test_cell(stmts[i], 1), NULL, 10);
	}
	for (int row = 2; row <= 2000; row++) {
		for (int i = 0; i < 3; i++) {
			SQLINTEGER n;

			CHECK_STMT(stmts[i], SQLFetch(stmts[i]));
			CHECK_STMT(stmts[i], SQLGetData(stmts[i], 1, SQL_C_SLONG, &n, 0, NULL));
			sum[i] += n;
		}
	}
	for (int i = 0; i < 3; i++) {
		CHECK_INT(SQLFetch(stmts[i]), SQL_NO_DATA);
		CHECK_INT(sum[i], (i + 1) * 2001000);
	}
}

/* The row that a cursor stands on can be read in parts while others run. */
static void the_current_row_stays_while_others_run(void)
{
	SQLHDBC dbc = test_connect("DSN=plain;ReadAhead=1");
	SQLHSTMT stmt = test_stmt(dbc);
	char part[4];
	SQLLEN n;

	CHECK_STMT(stmt, test_direct(stmt, "select 'abcdef' || n, repeat('y', 9000) "
					   "from generate_series(1, 300) n"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLGetData(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_INT(test_number(dbc, "select 42"), 42);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLGetData(stmt, 1, SQL_C_CHAR, part, 4, &n), "01004");
	CHECK_STR(part, "def");
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_CHAR, part, 4, &n));
	CHECK_STR(part, "2");
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "abcdef3");
}

static void changes_run_inside_a_loop_over_a_cursor(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT reader = test_stmt(dbc), writer = test_stmt(dbc);
	SQLINTEGER n;
	SQLLEN ind = 0, read_ind;

	test_exec(dbc, "create temporary table copied (a int)");
	CHECK_STMT(reader, SQLBindCol(reader, 1, SQL_C_SLONG, &n, 0, &read_ind));
	CHECK_STMT(writer, SQLBindParameter(writer, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0,
					    0, &n, 0, &ind));
	CHECK_STMT(writer, SQLPrepare(writer, (SQLCHAR *)"insert into copied values (?)", SQL_NTS));
	CHECK_STMT(reader, test_direct(reader, "select n from generate_series(1, 200) n"));
	while (SQLFetch(reader) == SQL_SUCCESS)
		CHECK_STMT(writer, SQLExecute(writer));
	CHECK_INT(test_number(dbc, "select sum(a) from copied"), 20100);
}

/* -- large results ------------------------------------------------------------------------ */

/* The address sanitizer keeps what was freed for a while, but counts what is in use. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

/* Memory in use in kB. */
static long memory_used(void)
{
	long size = 0, pages = 0;
	char line[128] = "", *end;
	FILE *f;

	if (__sanitizer_get_current_allocated_bytes)
		return (long)(__sanitizer_get_current_allocated_bytes() / 1024);
	f = fopen("/proc/self/statm", "r");
	if (f) {
		if (fgets(line, sizeof(line), f)) {
			size = strtol(line, &end, 10);
			pages = strtol(end, NULL, 10);
		}
		fclose(f);
	}
	CHECK(size > 0 && pages > 0);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static long growth_over(int rows, int rowset)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	char sql[120], text[64][256];
	SQLLEN ind[64];
	long before, after, n = 0;

	SET(stmt, SQL_ATTR_ROW_ARRAY_SIZE, rowset);
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_CHAR, text, sizeof(text[0]), ind));
	snprintf(sql, sizeof(sql), "select repeat(md5(n::text), 6) from generate_series(1, %d) n",
		 rows);
	CHECK_STMT(stmt, test_direct(stmt, sql));
	for (int i = 0; i < 1000 / rowset; i++)
		CHECK_STMT(stmt, SQLFetch(stmt));
	before = memory_used();
	while (SQL_SUCCEEDED(SQLFetch(stmt)))
		n++;
	after = memory_used();
	CHECK_INT(n, (rows - 1000 / rowset * rowset + rowset - 1) / rowset);
	return after - before;
}

/* 60 MB pass by; what little may grow is the allocator's. */
static void a_large_result_streams_in_constant_memory(void)
{
	long grown = growth_over(300000, 1);

	test_diag("rowset of 1: %ld kB", grown);
	CHECK(grown < 16384);
	grown = growth_over(300000, 50);
	test_diag("rowset of 50: %ld kB", grown);
	CHECK(grown < 16384);
}

/* -- COPY ------------------------------------------------------------------------------------ */

static void copy_to_or_from_the_program_is_refused(void)
{
	static const char *const texts[] = {
		"copy t from stdin",
		"copy t to stdout",
		"COPY (select 1) TO STDOUT WITH (FORMAT csv)",
		"select 1; copy t from stdin",
		"/* copy */ copy t (a) from stdin",
	};
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "create temporary table t (a int)");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, texts[i]), "HYC00");
		CHECK_STMT(stmt, test_direct(stmt, "select 1"));
		CHECK_STR(test_rows(stmt), "1\n");
		CHECK_STMT(stmt, SQLCloseCursor(stmt));
	}
}

/* A COPY that the text does not show (dynamic) must not lose the session either. */
static void a_hidden_copy_does_not_lose_the_session(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "create temporary table t (a int)");
	CHECK_INT(run_block(dbc, stmt, "begin execute 'copy t from stdin'; end"), SQL_ERROR);
	CHECK_STMT(stmt, test_direct(stmt, "select 1"));
	CHECK_STR(test_rows(stmt), "1\n");
}

static const struct test_case cases[] = {
	TEST_CASE(results_come_one_after_the_other),
	TEST_CASE(a_result_is_left_half_read),
	TEST_CASE(an_error_in_the_middle_is_told_when_it_is_reached),
	TEST_CASE(an_error_in_a_short_result_is_told_by_the_execution),
	TEST_CASE(an_error_among_the_rows_is_told_by_the_fetch),
	TEST_CASE(a_text_of_nothing_brings_nothing),
	TEST_CASE(a_change_of_no_row_is_no_data),
	TEST_CASE(returning_is_a_result_set_with_a_count),
	TEST_CASE(the_same_prepared_statement_runs_again_and_again),
	TEST_CASE(a_prepared_statement_survives_a_changed_table),
	TEST_CASE(notices_are_information),
	TEST_CASE(a_notice_of_a_failing_statement_follows_its_error),
	TEST_CASE(statements_take_turns_on_one_connection),
	TEST_CASE(the_current_row_stays_while_others_run),
	TEST_CASE(changes_run_inside_a_loop_over_a_cursor),
	TEST_CASE(a_large_result_streams_in_constant_memory),
	TEST_CASE(copy_to_or_from_the_program_is_refused),
	TEST_CASE(a_hidden_copy_does_not_lose_the_session),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
