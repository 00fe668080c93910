/*
 * Arrays of parameters of INSERT ... VALUES on Redshift's ways: as INSERTs of many rows,
 * with what became of each set kept true.  On the stand-in: what this shows is true of
 * the stand-in.
 *
 * Statements are counted by what they left behind: each has marked its rows with its
 * transaction and its place in it.
 */
#include "config.h"

#include "odbctest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 10000 };

static SQLUSMALLINT status[ROWS];
static SQLULEN processed;
static SQLHDBC dbc; /* of the case */

static void set(SQLHSTMT stmt, SQLINTEGER attr, const void *value)
{
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, attr, (SQLPOINTER)value, 0));
}

/* A statement for arrays of n sets on a connection that has the table t, empty. */
static SQLHSTMT begin(const char *source, const char *columns, size_t n)
{
	SQLHSTMT stmt;
	char sql[300];

	dbc = test_connect(source);
	stmt = test_stmt(dbc);
	test_exec(dbc, "drop table if exists t");
	snprintf(sql, sizeof(sql), "create table t (%s)", columns);
	test_exec(dbc, sql);
	memset(status, 0xff, sizeof(status));
	processed = 0;
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)n);
	set(stmt, SQL_ATTR_PARAM_STATUS_PTR, status);
	set(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
	return stmt;
}

static void bind_int(SQLHSTMT stmt, SQLUSMALLINT n, SQLINTEGER *v, SQLLEN *ind)
{
	CHECK_STMT(stmt, SQLBindParameter(stmt, n, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  v, 0, ind));
}

static void bind_text(SQLHSTMT stmt, SQLUSMALLINT n, char *v, SQLLEN cap, SQLLEN *ind)
{
	CHECK_STMT(stmt, SQLBindParameter(stmt, n, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR,
					  (SQLULEN)cap, 0, v, cap, ind));
}

static SQLLEN row_count(SQLHSTMT stmt)
{
	SQLLEN n = -7;

	CHECK_STMT(stmt, SQLRowCount(stmt, &n));
	return n;
}

static SQLLEN record_row(SQLHSTMT stmt, SQLSMALLINT n)
{
	SQLLEN row = -7;

	CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, n, SQL_DIAG_ROW_NUMBER, &row,
					 sizeof(row), NULL));
	return row;
}

static SQLINTEGER records(SQLHSTMT stmt)
{
	SQLINTEGER n = -7;

	CHECK_STMT(stmt,
		   SQLGetDiagField(SQL_HANDLE_STMT, stmt, 0, SQL_DIAG_NUMBER, &n, sizeof(n), NULL));
	return n;
}

/* The statements whose rows are in t. */
static int statements(void)
{
	return (int)test_server_number("select count(distinct (xmin::text, cmin::text)) from t");
}

static int rows_in_table(void)
{
	return (int)test_server_number("select count(*) from t");
}

/* The first set in [from, to) whose status is not that, or `to`. */
static size_t other_than(SQLUSMALLINT want, size_t from, size_t to)
{
	while (from < to && status[from] == want)
		from++;
	return from;
}

/* --- what goes well ---------------------------------------------------------------- */

static SQLINTEGER numbers[ROWS];
static SQLLEN number_n[ROWS];

static void number_them(void)
{
	for (int i = 0; i < ROWS; i++) {
		numbers[i] = i;
		number_n[i] = 0;
	}
}

static void ten_thousand_rows_of_all_types_are_ten_statements(void)
{
	static char names[ROWS][24], days[ROWS][12];
	static SQLLEN name_n[ROWS], day_n[ROWS], price_n[ROWS], flag_n[ROWS];
	static double prices[ROWS];
	static unsigned char flags[ROWS];
	SQLHSTMT stmt = begin("DSN=pooled",
			      "i bigint, name varchar(20), day date, price numeric(12,2), "
			      "ratio float8, flag boolean, at timestamp default '2024-05-06'",
			      ROWS);

	number_them();
	for (int i = 0; i < ROWS; i++) {
		snprintf(names[i], sizeof(names[i]), "n\xc3\xa4me '%d\\", i);
		snprintf(days[i], sizeof(days[i]), "2024-02-%02d", i % 28 + 1);
		prices[i] = i / 4.0;
		flags[i] = i % 2;
		name_n[i] = i % 7 ? SQL_NTS : SQL_NULL_DATA;
		day_n[i] = i % 5 ? SQL_NTS : SQL_NULL_DATA;
		price_n[i] = i % 3 ? 0 : SQL_NULL_DATA;
		flag_n[i] = i % 11 ? 0 : SQL_NULL_DATA;
	}
	bind_int(stmt, 1, numbers, number_n);
	bind_text(stmt, 2, names[0], sizeof(names[0]), name_n);
	bind_text(stmt, 3, days[0], sizeof(days[0]), day_n);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 4, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_NUMERIC, 12,
					  2, prices, 0, price_n));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 5, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 0, 0,
					  prices, 0, NULL));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 6, SQL_PARAM_INPUT, SQL_C_BIT, SQL_BIT, 0, 0, flags,
					  0, flag_n));
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?, ?, ?, ?, ?, default)"),
		  SQL_SUCCESS);
	CHECK_INT(row_count(stmt), ROWS);
	CHECK_INT(processed, ROWS);
	CHECK_INT(other_than(SQL_PARAM_SUCCESS, 0, ROWS), ROWS);
	CHECK_INT(statements(), 10);
	CHECK_INT(test_server_number("select count(*) from t where i between 0 and 9999 and "
				     "name is not distinct from case when i % 7 <> 0 then "
				     "'n\xc3\xa4me ''' || i || chr(92) end and "
				     "day is not distinct from case when i % 5 <> 0 then "
				     "date '2024-02-01' + (i % 28)::int end and "
				     "price is not distinct from case when i % 3 <> 0 then "
				     "round(i / 4.0, 2) end and ratio = i / 4.0 and "
				     "flag is not distinct from case when i % 11 <> 0 then "
				     "i % 2 = 1 end and at = timestamp '2024-05-06'"),
		  ROWS);
	CHECK_INT(test_server_number("select count(distinct i) from t"), ROWS);
}

static void what_is_left_of_an_array_is_a_statement_of_its_own(void)
{
	SQLHSTMT stmt = begin("DSN=pooled", "i int", 2500);

	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)"insert into t values (?)", SQL_NTS));
	for (int i = 1; i <= 3; i++) {
		CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
		CHECK_INT(row_count(stmt), 2500);
		CHECK_INT(statements(), 3 * i);
	}
	/* One set more than the most: the last one goes alone. */
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)1001);
	CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	CHECK_INT(statements(), 11);
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)2);
	CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	CHECK_INT(statements(), 12);
	CHECK_INT(rows_in_table(), 3 * 2500 + 1001 + 2);
}

static void names_on_the_server_may_be_forbidden(void)
{
	SQLHSTMT stmt = begin("DSN=pooled;Prepare=unnamed", "i int", 2500);

	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_INT(test_direct(stmt, "insert into t values (?)"), SQL_SUCCESS);
	CHECK_INT(test_direct(stmt, "insert into t values (?)"), SQL_SUCCESS);
	CHECK_INT(statements(), 6);
	CHECK_INT(rows_in_table(), 5000);
}

/* Without names a statement has the types of its bindings, described or not. */
static void bindings_may_change_between_executions(void)
{
	static double halves[1200];
	SQLHSTMT stmt = begin("DSN=pooled;Prepare=unnamed", "i int", 1200);
	SQLSMALLINT type;

	number_them();
	for (int i = 0; i < 1200; i++)
		halves[i] = i + 0.25;
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)"insert into t values (?)", SQL_NTS));
	CHECK_STMT(stmt, SQLDescribeParam(stmt, 1, &type, NULL, NULL, NULL));
	CHECK_INT(type, SQL_INTEGER);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 0, 0,
					  halves, 0, NULL));
	CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	bind_int(stmt, 1, numbers, NULL);
	CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	CHECK_INT(statements(), 4);
	CHECK_INT(test_server_number("select sum(i) from t"), 1199 * 1200);
}

static void a_thousand_columns_are_32_rows_a_statement(void)
{
	enum { COLUMNS = 1000, SETS = 70 };
	static SQLINTEGER values[COLUMNS][SETS];
	static char create[20 * COLUMNS], insert[10 * COLUMNS];
	SQLHSTMT stmt = begin("DSN=pooled", "i int", SETS);
	size_t c = 0, q = 0;

	c += (size_t)snprintf(create, sizeof(create), "drop table t; create table t (");
	q += (size_t)snprintf(insert, sizeof(insert), "insert into t values (");
	for (int i = 0; i < COLUMNS; i++) {
		c += (size_t)snprintf(create + c, sizeof(create) - c, "%sc%d int", i ? ", " : "",
				      i);
		q += (size_t)snprintf(insert + q, sizeof(insert) - q, i ? ",?" : "?");
		for (int r = 0; r < SETS; r++)
			values[i][r] = i * SETS + r;
		bind_int(stmt, (SQLUSMALLINT)(i + 1), values[i], NULL);
	}
	snprintf(create + c, sizeof(create) - c, ")");
	snprintf(insert + q, sizeof(insert) - q, ")");
	test_server_exec("set role shiftpool");
	test_server_exec(create);
	test_server_exec("alter table t owner to shiftpool");
	CHECK_INT(test_direct(stmt, insert), SQL_SUCCESS);
	CHECK_INT(row_count(stmt), SETS);
	CHECK_INT(statements(), 3);
	CHECK_INT(test_server_number("select count(*) from t where c999 = c0 + 999 * 70 and "
				     "c0 between 0 and 69 and c500 = c0 + 500 * 70"),
		  SETS);
}

static void long_values_make_shorter_statements(void)
{
	enum { SETS = 300, BYTES = 60000 };
	char *values = malloc((size_t)SETS * BYTES);
	static SQLLEN n[SETS];
	SQLHSTMT stmt = begin("DSN=pooled", "i int, v varchar(65535)", SETS);
	SQLRETURN rc;

	CHECK(values);
	number_them();
	memset(values, 'v', (size_t)SETS * BYTES);
	for (int i = 0; i < SETS; i++)
		n[i] = BYTES - i;
	bind_int(stmt, 1, numbers, NULL);
	bind_text(stmt, 2, values, BYTES, n);
	rc = test_direct(stmt, "insert into t values (?, ?)");
	free(values);
	CHECK_INT(rc, SQL_SUCCESS);
	CHECK_INT(statements(), 3);
	CHECK_INT(test_server_number("select count(*) from t where octet_length(v) = 60000 - i"),
		  SETS);
}

struct row {
	SQLINTEGER a;
	SQLLEN a_ind;
	char b[8];
	SQLLEN b_ind;
};

static void rows_by_row_with_offset_and_sets_left_out(void)
{
	static struct row rows[1501];
	static SQLUSMALLINT operation[1500];
	SQLULEN offset = sizeof(rows[0]);
	SQLHSTMT stmt = begin("DSN=pooled", "a int, b varchar(8)", 1500);

	for (int i = 0; i < 1501; i++) {
		rows[i].a = i - 1;
		rows[i].b_ind = i % 2 ? SQL_NTS : SQL_NULL_DATA;
		snprintf(rows[i].b, sizeof(rows[i].b), "%d", i - 1);
		operation[i % 1500] = i % 10 ? SQL_PARAM_PROCEED : SQL_PARAM_IGNORE;
	}
	operation[1499] = SQL_PARAM_IGNORE;
	set(stmt, SQL_ATTR_PARAM_BIND_TYPE, (void *)sizeof(rows[0]));
	set(stmt, SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset);
	set(stmt, SQL_ATTR_PARAM_OPERATION_PTR, operation);
	bind_int(stmt, 1, &rows[0].a, &rows[0].a_ind);
	bind_text(stmt, 2, rows[0].b, sizeof(rows[0].b), &rows[0].b_ind);
	CHECK_INT(test_direct(stmt, "insert into t (a, b) values (?, ?)"), SQL_SUCCESS);
	CHECK_INT(statements(), 2);
	CHECK_INT(processed, 1500);
	CHECK_INT(row_count(stmt), 1500 - 151);
	CHECK_INT(rows_in_table(), 1500 - 151);
	for (int i = 0; i < 1500; i++)
		CHECK_INT(status[i],
			  operation[i] == SQL_PARAM_IGNORE ? SQL_PARAM_UNUSED : SQL_PARAM_SUCCESS);
	CHECK_INT(test_server_number("select count(*) from t where a % 10 <> 0 and "
				     "b is not distinct from case when a % 2 = 0 then a::text end"),
		  1500 - 151);
}

/* The server is to find the types where the bindings' ones do not do. */
static void types_that_are_refused_are_left_to_the_server(void)
{
	static char flags[1200][2];
	SQLHSTMT stmt = begin("DSN=pooled", "i int, flag boolean", 1200);

	number_them();
	for (int i = 0; i < 1200; i++)
		flags[i][0] = i % 2 ? '1' : '0';
	bind_int(stmt, 1, numbers, NULL);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 0, 0,
					  flags, sizeof(flags[0]), NULL));
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS);
	CHECK_INT(statements(), 2);
	CHECK_INT(test_server_number("select count(*) from t where flag = (i % 2 = 1)"), 1200);
}

/* --- what does not go so ----------------------------------------------------------- */

static void the_key_switches_it_off(void)
{
	SQLHSTMT stmt = begin("DSN=pooled;MultiInsertCmdConvertEnable=0", "i int", 100);

	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_INT(test_direct(stmt, "insert into t values (?)"), SQL_SUCCESS);
	CHECK_INT(row_count(stmt), 100);
	CHECK_INT(statements(), 100);
}

/* Each row sees the rows before it. */
static void a_query_in_the_row_keeps_rows_apart(void)
{
	SQLHSTMT stmt = begin("DSN=pooled", "i int, n int", 20);

	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_INT(test_direct(stmt, "insert into t values (?, (select count(*) from t))"),
		  SQL_SUCCESS);
	CHECK_INT(statements(), 20);
	CHECK_INT(test_server_number("select count(*) from t where n = i"), 20);
}

static void other_statements_run_once_for_each_set(void)
{
	SQLHSTMT stmt = begin("DSN=pooled", "i int", 20);

	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_INT(test_direct(stmt, "insert into t values (?)"), SQL_SUCCESS);
	CHECK_INT(statements(), 1);
	CHECK_INT(test_direct(stmt, "update t set i = i + 100 where i = ?"), SQL_SUCCESS);
	CHECK_INT(row_count(stmt), 20);
	CHECK_INT(statements(), 20);
}

/* --- what fails -------------------------------------------------------------------- */

static char words[ROWS][12];

static void word_them(void)
{
	number_them();
	for (int i = 0; i < ROWS; i++)
		snprintf(words[i], sizeof(words[i]), "%d", i);
}

static SQLHSTMT begin_words(const char *source, size_t n)
{
	SQLHSTMT stmt = begin(source, "i int not null, w varchar(6)", n);

	word_them();
	bind_int(stmt, 1, numbers, number_n);
	bind_text(stmt, 2, words[0], sizeof(words[0]), NULL);
	return stmt;
}

static void one_bad_row_among_thousands_fails_alone(void)
{
	SQLHSTMT stmt = begin_words("DSN=pooled", 3000);

	snprintf(words[1234], sizeof(words[0]), "too long");
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(records(stmt), 1);
	CHECK_INT(record_row(stmt, 1), 1235);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "22001");
	CHECK_INT(row_count(stmt), 2999);
	CHECK_INT(processed, 3000);
	CHECK_INT(other_than(SQL_PARAM_SUCCESS, 0, 3000), 1234);
	CHECK_INT(status[1234], SQL_PARAM_ERROR);
	CHECK_INT(other_than(SQL_PARAM_SUCCESS, 1235, 3000), 3000);
	CHECK_INT(rows_in_table(), 2999);
	CHECK_INT(test_server_number("select count(*) from t where i = 1234"), 0);
	/* Two whole thousands, halves of the third one, and its last rows one by one. */
	CHECK(statements() < 20);
}

static void bad_rows_have_a_record_each(void)
{
	static const int bad[] = { 0, 999, 1000, 1001, 2499 };
	SQLHSTMT stmt = begin_words("DSN=pooled", 2500);

	for (int i = 0; i < 5; i++)
		number_n[bad[i]] = SQL_NULL_DATA;
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(records(stmt), 5);
	for (int i = 0; i < 5; i++) {
		CHECK_INT(record_row(stmt, (SQLSMALLINT)(i + 1)), bad[i] + 1);
		CHECK_INT(status[bad[i]], SQL_PARAM_ERROR);
		status[bad[i]] = SQL_PARAM_SUCCESS;
	}
	CHECK_INT(other_than(SQL_PARAM_SUCCESS, 0, 2500), 2500);
	CHECK_INT(row_count(stmt), 2495);
	CHECK_INT(rows_in_table(), 2495);
}

static void a_value_that_cannot_be_sent_leaves_the_others(void)
{
	static char texts[50][8];
	SQLHSTMT stmt = begin("DSN=pooled", "i int", 50);

	for (int i = 0; i < 50; i++)
		snprintf(texts[i], sizeof(texts[i]), i == 20 ? "x" : "%d", i);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 0, 0,
					  texts, sizeof(texts[0]), NULL));
	CHECK_INT(test_direct(stmt, "insert into t values (?)"), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(record_row(stmt, 1), 21);
	CHECK_INT(status[20], SQL_PARAM_ERROR);
	CHECK_INT(row_count(stmt), 49);
	CHECK_INT(statements(), 1);
}

static void all_rows_may_be_bad(void)
{
	SQLHSTMT stmt = begin_words("DSN=pooled", 30);

	for (int i = 0; i < 30; i++)
		number_n[i] = SQL_NULL_DATA;
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_ERROR);
	CHECK_INT(records(stmt), 30);
	CHECK_INT(other_than(SQL_PARAM_ERROR, 0, 30), 30);
	CHECK_INT(rows_in_table(), 0);
}

static void a_wrong_text_is_told_once(void)
{
	SQLHSTMT stmt = begin_words("DSN=pooled", 3000);
	const char *text;

	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "insert into nowhere values (?, ?)"),
		    "42S02");
	CHECK_INT(records(stmt), 1);
	CHECK_INT(other_than(SQL_PARAM_UNUSED, 0, 3000), 3000);
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    test_direct(stmt, "insert into t (i, nothing) values (?, ?)"), "42S22");
	text = test_diagnostics(SQL_HANDLE_STMT, stmt);
	CHECK(strstr(text, "POSITION: 19"));
	CHECK_INT(test_direct(stmt, "insert into t (i, w) values (?, ?)"), SQL_SUCCESS);
	CHECK_INT(statements(), 3);
}

/* --- transactions ------------------------------------------------------------------ */

static void commit(void)
{
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
}

static SQLHSTMT begin_manual(size_t n)
{
	SQLHSTMT stmt = begin_words("DSN=pooled", n);

	CHECK_DBC(dbc,
		  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0));
	return stmt;
}

static void a_transaction_takes_all_or_nothing(void)
{
	SQLHSTMT stmt = begin_manual(2500);

	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS);
	CHECK_INT(rows_in_table(), 0);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS);
	commit();
	CHECK_INT(rows_in_table(), 2500);
	CHECK_INT(statements(), 3);
}

/* An error ends the transaction: what had succeeded in it has not, in the end. */
static void a_bad_row_takes_the_transaction_with_it(void)
{
	SQLHSTMT stmt = begin_manual(2500);

	snprintf(words[1234], sizeof(words[0]), "too long");
	for (int round = 0; round < 2; round++) {
		if (round) /* in a transaction that is open before */
			test_exec(dbc, "insert into t values (-1, 'before')");
		CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "insert into t values (?, ?)"),
			    "22001");
		CHECK_INT(records(stmt), 1);
		CHECK_INT(record_row(stmt, 1), SQL_ROW_NUMBER_UNKNOWN);
		CHECK_INT(other_than(SQL_PARAM_DIAG_UNAVAILABLE, 0, 2000), 2000);
		CHECK_INT(other_than(SQL_PARAM_UNUSED, 2000, 2500), 2500);
		commit();
		CHECK_INT(rows_in_table(), 0);
	}
	snprintf(words[1234], sizeof(words[0]), "short");
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS);
	commit();
	CHECK_INT(rows_in_table(), 2500);
}

/* Statements one by one tell which one it was. */
static void a_bad_set_of_a_pipeline_takes_it_too(void)
{
	SQLHSTMT stmt = begin_manual(2500);

	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS);
	commit();
	snprintf(words[1234], sizeof(words[0]), "too long");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    test_direct(stmt, "insert into t select ?::int, ?::varchar"), "22001");
	CHECK_INT(records(stmt), 1);
	CHECK_INT(record_row(stmt, 1), 1235);
	CHECK_INT(other_than(SQL_PARAM_DIAG_UNAVAILABLE, 0, 1234), 1234);
	CHECK_INT(status[1234], SQL_PARAM_ERROR);
	CHECK_INT(other_than(SQL_PARAM_UNUSED, 1235, 2500), 2500);
	commit();
	CHECK_INT(rows_in_table(), 2500);
}

static void a_wrong_text_ends_the_transaction(void)
{
	SQLHSTMT stmt = begin_manual(50);

	test_exec(dbc, "insert into t values (-1, 'before')");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "insert into nowhere values (?, ?)"),
		    "42S02");
	CHECK_INT(other_than(SQL_PARAM_UNUSED, 0, 50), 50);
	CHECK_INT(test_direct(stmt, "insert into t values (?, ?)"), SQL_SUCCESS);
	commit();
	CHECK_INT(rows_in_table(), 50);
}

/* A server that takes one row and not many gets one at a time. */
static void what_is_refused_in_many_rows_goes_row_by_row(void)
{
	static const char sql[] = "insert into t values (?, two())";
	SQLHSTMT stmt = begin("DSN=pooled", "i int, n int", 50);

	test_server_exec("create or replace function two() returns setof int language sql as "
			 "'select 1 union all select 2'");
	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)sql, SQL_NTS));
	CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	CHECK_INT(row_count(stmt), 100);
	CHECK_INT(other_than(SQL_PARAM_SUCCESS, 0, 50), 50);
	CHECK_INT(statements(), 50);
	CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	CHECK_INT(statements(), 100);
}

/* In a transaction the refusal has cost it; the next try is row by row. */
static void what_is_refused_in_a_transaction_works_when_tried_again(void)
{
	static const char sql[] = "insert into t values (?, two())";
	SQLHSTMT stmt = begin("DSN=pooled", "i int, n int", 50);

	CHECK_DBC(dbc,
		  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0));
	number_them();
	bind_int(stmt, 1, numbers, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, (SQLCHAR *)sql, SQL_NTS));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecute(stmt), "HYC00");
	CHECK_INT(other_than(SQL_PARAM_DIAG_UNAVAILABLE, 0, 50), 50);
	test_exec(dbc, "insert into t values (-1, -1)");
	for (int i = 0; i < 2; i++)
		CHECK_INT(SQLExecute(stmt), SQL_SUCCESS);
	commit();
	CHECK_INT(rows_in_table(), 201);
	CHECK_INT(statements(), 101);
}

static const struct test_case cases[] = {
	TEST_CASE(ten_thousand_rows_of_all_types_are_ten_statements),
	TEST_CASE(what_is_left_of_an_array_is_a_statement_of_its_own),
	TEST_CASE(names_on_the_server_may_be_forbidden),
	TEST_CASE(bindings_may_change_between_executions),
	TEST_CASE(a_thousand_columns_are_32_rows_a_statement),
	TEST_CASE(long_values_make_shorter_statements),
	TEST_CASE(rows_by_row_with_offset_and_sets_left_out),
	TEST_CASE(types_that_are_refused_are_left_to_the_server),
	TEST_CASE(the_key_switches_it_off),
	TEST_CASE(a_query_in_the_row_keeps_rows_apart),
	TEST_CASE(other_statements_run_once_for_each_set),
	TEST_CASE(one_bad_row_among_thousands_fails_alone),
	TEST_CASE(bad_rows_have_a_record_each),
	TEST_CASE(a_value_that_cannot_be_sent_leaves_the_others),
	TEST_CASE(all_rows_may_be_bad),
	TEST_CASE(a_wrong_text_is_told_once),
	TEST_CASE(a_transaction_takes_all_or_nothing),
	TEST_CASE(a_bad_row_takes_the_transaction_with_it),
	TEST_CASE(a_bad_set_of_a_pipeline_takes_it_too),
	TEST_CASE(a_wrong_text_ends_the_transaction),
	TEST_CASE(what_is_refused_in_many_rows_goes_row_by_row),
	TEST_CASE(what_is_refused_in_a_transaction_works_when_tried_again),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
