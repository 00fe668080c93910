/* Parameters: several statements, arrays, data at execution, descriptions. */
#include "config.h"

#include "odbctest.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(s) (SQLCHAR *)(s), SQL_NTS

static SQLHDBC begin(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	test_exec(dbc, "set client_min_messages = warning; drop schema if exists p cascade; "
		       "create schema p; set search_path = p, public");
	return dbc;
}

static void bind_int(SQLHSTMT stmt, SQLUSMALLINT n, SQLINTEGER *v, SQLLEN *ind)
{
	CHECK_STMT(stmt, SQLBindParameter(stmt, n, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  v, 0, ind));
}

static void bind_text(SQLHSTMT stmt, SQLUSMALLINT n, const char *v, SQLLEN cap, SQLLEN *ind)
{
	CHECK_STMT(stmt, SQLBindParameter(stmt, n, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 100, 0,
					  (SQLPOINTER)v, cap, ind));
}

static void set(SQLHSTMT stmt, SQLINTEGER attr, const void *value)
{
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, attr, (SQLPOINTER)value, 0));
}

static SQLLEN row_count(SQLHSTMT stmt)
{
	SQLLEN n = -7;

	CHECK_STMT(stmt, SQLRowCount(stmt, &n));
	return n;
}

static const char *rows_of(SQLHDBC dbc, const char *sql)
{
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STMT(stmt, test_direct(stmt, sql));
	return test_rows(stmt);
}

/* -- what is not bound, what is left out ---------------------------------------------- */

static void a_gap_among_the_parameters_is_found(void)
{
	SQLHSTMT stmt = test_stmt(begin());
	SQLINTEGER a = 1;

	bind_int(stmt, 2, &a, NULL);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, test_direct(stmt, "select ?::int, ?::int"), "07002");
	bind_int(stmt, 1, &a, NULL);
	CHECK_STMT(stmt, test_direct(stmt, "select ?::int, ?::int"));
}

static void every_set_may_be_left_out(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLUSMALLINT leave_out[2] = { SQL_PARAM_IGNORE, SQL_PARAM_IGNORE };
	SQLINTEGER values[2] = { 1, 2 };

	test_exec(dbc, "create table t (a int)");
	bind_int(stmt, 1, values, NULL);
	set(stmt, SQL_ATTR_PARAM_OPERATION_PTR, leave_out);
	for (size_t sets = 1; sets <= 2; sets++) {
		SQLUSMALLINT status[2] = { 99, 99 };
		SQLULEN processed = 99;
		SQLRETURN rc;

		set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)sets);
		set(stmt, SQL_ATTR_PARAM_STATUS_PTR, status);
		set(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
		rc = test_direct(stmt, "insert into t values (?)");
		CHECK(SQL_SUCCEEDED(rc) || rc == SQL_NO_DATA);
		CHECK_INT(status[0], SQL_PARAM_UNUSED);
		CHECK_INT(status[1], sets == 2 ? SQL_PARAM_UNUSED : 99);
		CHECK_INT((long long)processed, (long long)sets);
	}
	set(stmt, SQL_ATTR_PARAM_STATUS_PTR, NULL);
	set(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, NULL);
	CHECK_INT(test_number(dbc, "select count(*) from t"), 0);
}

/* -- several statements ------------------------------------------------------------ */

static void several_statements_have_their_own_parameters(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 1, b = 2, c = 3;

	test_exec(dbc, "create table t (a int, b int)");
	bind_int(stmt, 1, &a, NULL);
	bind_int(stmt, 2, &b, NULL);
	bind_int(stmt, 3, &c, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("insert into t values (?, ?); -- first\n"
					       "select '?', a + ? from t order by 2 desc;"
					       "select count(*) from t")));
	for (int i = 1; i <= 3; i++, a += 10) {
		CHECK_STMT(stmt, SQLExecute(stmt));
		CHECK_INT(row_count(stmt), 1);
		CHECK_STMT(stmt, SQLMoreResults(stmt));
		CHECK_STMT(stmt, SQLFetch(stmt));
		CHECK_STR(test_cell(stmt, 1), "?");
		CHECK_INT(strtol(test_cell(stmt, 2), NULL, 10), a + c);
		CHECK_STMT(stmt, SQLMoreResults(stmt));
		CHECK_STMT(stmt, SQLFetch(stmt));
		CHECK_INT(strtol(test_cell(stmt, 1), NULL, 10), i);
		CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	}
}

static void a_later_statement_sees_what_an_earlier_one_made(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 7;

	bind_int(stmt, 1, &a, NULL);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("create table later (a int);"
						  "insert into later values (?)")));
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(row_count(stmt), 1);
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	CHECK_INT(test_number(dbc, "select a from later"), 7);
}

static void a_failed_statement_takes_the_others_back(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 0;
	SQLRETURN rc;

	test_exec(dbc, "create table t (a int)");
	bind_int(stmt, 1, &a, NULL);
	bind_int(stmt, 2, &a, NULL);
	bind_int(stmt, 3, &a, NULL);
	rc = SQLExecDirect(stmt, TEXT("insert into t values (?); select 1 / ?;"
				      "insert into t values (?)"));
	if (SQL_SUCCEEDED(rc))
		rc = SQLMoreResults(stmt);
	CHECK_INT(rc, SQL_ERROR);
	CHECK_STR(test_state(SQL_HANDLE_STMT, stmt), "22012");
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	CHECK_INT(test_number(dbc, "select count(*) from t"), 0);
}

static void an_error_is_placed_in_the_whole_text(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 0;
	SQLRETURN rc;

	bind_int(stmt, 1, &a, NULL);
	bind_int(stmt, 2, &a, NULL);
	rc = SQLExecDirect(stmt, TEXT("select ?, 'ä'; select ?, wrong"));
	if (SQL_SUCCEEDED(rc))
		rc = SQLMoreResults(stmt);
	CHECK_INT(rc, SQL_ERROR);
	CHECK(strstr(test_diagnostics(SQL_HANDLE_STMT, stmt), "POSITION: 26"));
}

/* Redshift enforces no keys and has no savepoints: there the transaction goes with its error. */
static void several_statements_in_a_transaction(void)
{
	const char *failing = test_either("insert into t values (?); insert into t values (?)",
					  "insert into t values (?);"
					  "insert into t values (1 / (? - 20))");
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 5;

	test_exec(dbc, "create table t (a int, unique (a))");
	CHECK_DBC(dbc,
		  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0));
	bind_int(stmt, 1, &a, NULL);
	bind_int(stmt, 2, &a, NULL);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("insert into t values (?);"
						  "insert into t values (? + 1)")));
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
	a = 20;
	CHECK_STMT(stmt, test_direct(stmt, failing));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLMoreResults(stmt), test_either("23000", "22012"));
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
	CHECK_STR(rows_of(dbc, "select a from t order by a"), test_either("5\n6\n", ""));
}

static void several_statements_with_arrays(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a[3] = { 1, 2, 3 };
	int counts = 1;

	test_exec(dbc, "create table t (a int); create table u (a int)");
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)3);
	bind_int(stmt, 1, a, NULL);
	bind_int(stmt, 2, a, NULL);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("insert into t values (?);"
						  "insert into u values (? * 10)")));
	while (SQLMoreResults(stmt) == SQL_SUCCESS)
		counts++;
	CHECK_INT(counts, 6);
	CHECK_INT(test_number(dbc, "select sum(a) from t"), 6);
	CHECK_INT(test_number(dbc, "select sum(a) from u"), 60);
}

static void native_parameters_may_be_shared(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 1, b = 2;

	bind_int(stmt, 1, &a, NULL);
	bind_int(stmt, 2, &b, NULL);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("select $2::int; select $1::int + $2 * 10")));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "2");
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "21");
}

static void each_statement_is_described(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLSMALLINT type, digits, nullable, n;
	SQLULEN size;

	test_exec(dbc, "create table t (a bigint, d date)");
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("insert into t (a) values (?);"
					       "select 1 from t where d = ?")));
	CHECK_STMT(stmt, SQLNumParams(stmt, &n));
	CHECK_INT(n, 2);
	CHECK_STMT(stmt, SQLDescribeParam(stmt, 1, &type, &size, &digits, &nullable));
	CHECK_INT(type, SQL_BIGINT);
	CHECK_STMT(stmt, SQLDescribeParam(stmt, 2, &type, &size, &digits, &nullable));
	CHECK_INT(type, SQL_TYPE_DATE);
}

/* "type(size,digits) nullable", and what the IPD has is the same. */
static void is_described(SQLHSTMT stmt, SQLUSMALLINT n, const char *want)
{
	SQLSMALLINT type, digits, nullable, field = -9;
	char got[80];
	SQLULEN size;
	SQLHDESC ipd;

	CHECK_STMT(stmt, SQLDescribeParam(stmt, n, &type, &size, &digits, &nullable));
	snprintf(got, sizeof(got), "%d(%lu,%d) %s", type, (unsigned long)size, digits,
		 nullable == SQL_NO_NULLS   ? "not null"
		 : nullable == SQL_NULLABLE ? "null"
					    : "?");
	CHECK_STR(got, want);
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_IMP_PARAM_DESC, &ipd, 0, NULL));
	CHECK_OK(SQL_HANDLE_DESC, ipd,
		 SQLGetDescField(ipd, (SQLSMALLINT)n, SQL_DESC_NULLABLE, &field, 0, NULL));
	CHECK_INT(field, nullable);
	CHECK_OK(SQL_HANDLE_DESC, ipd,
		 SQLGetDescField(ipd, (SQLSMALLINT)n, SQL_DESC_PARAMETER_TYPE, &field, 0, NULL));
	CHECK_INT(field, SQL_PARAM_INPUT);
}

static void a_value_of_a_column_is_described_as_the_column(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ENABLE_AUTO_IPD, (SQLPOINTER)SQL_TRUE, 0));
	test_exec(dbc, test_either("create domain code as varchar(7) not null;"
				   "create domain codes as code;"
				   "create table t (n numeric(10,2) not null, gone int,"
				   " \"V v\" varchar(20), c codes, ts timestamp(3), f float8)",
				   "create table t (n numeric(10,2) not null, gone int,"
				   " \"V v\" varchar(20), c varchar(7) not null, ts timestamp,"
				   " f float8)"));
	test_exec(dbc, "alter table t drop column gone; create view w as select * from t");
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("insert into t values (?, ?, ?, ?, ?)")));
	is_described(stmt, 1, "2(10,2) not null");
	is_described(stmt, 2, "12(20,0) null");
	is_described(stmt, 3, "12(7,0) not null");
	is_described(stmt, 4, test_either("93(23,3) null", "93(26,6) null"));
	is_described(stmt, 5, "8(15,0) null");
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("update T set N = ?, \"V v\" = ?"
					       " where f = ?")));
	is_described(stmt, 1, "2(10,2) not null");
	is_described(stmt, 2, "12(20,0) null");
	is_described(stmt, 3, "8(15,0) ?");
	if (test_on_redshift()) /* its views are read-only */
		return;
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("insert into w (n, c) values (?, ?)")));
	is_described(stmt, 1, "2(10,2) ?");
	is_described(stmt, 2, "12(7,0) not null");
}

static void a_bound_type_may_be_wrong_for_a_later_statement(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 1;

	test_exec(dbc, "create table t (a text)");
	bind_int(stmt, 1, &a, NULL);
	bind_int(stmt, 2, &a, NULL);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("insert into t values (?);"
						  "select count(*) from t where a = ?")));
	CHECK_STMT(stmt, SQLMoreResults(stmt));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "1");
}

/* -- arrays -------------------------------------------------------------------------- */

struct row {
	SQLINTEGER a;
	SQLLEN a_ind;
	char b[8];
	SQLLEN b_ind;
};

static void arrays_by_row_with_offset_and_operation(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	struct row rows[5] = {
		{ 0, 0, "skip", SQL_NTS },
		{ 1, 0, "one", SQL_NTS },
		{ 2, 0, "two", 2 },
		{ 3, 0, "no", SQL_NTS },
		{ 4, SQL_NULL_DATA, "", SQL_NULL_DATA },
	};
	SQLUSMALLINT operation[4] = { SQL_PARAM_PROCEED, SQL_PARAM_PROCEED, SQL_PARAM_IGNORE,
				      SQL_PARAM_PROCEED };
	SQLUSMALLINT status[4];
	SQLULEN offset = sizeof(rows[0]), done = 0;

	test_exec(dbc, "create table t (a int, b text)");
	set(stmt, SQL_ATTR_PARAM_BIND_TYPE, (void *)sizeof(rows[0]));
	set(stmt, SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset);
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)4);
	set(stmt, SQL_ATTR_PARAM_OPERATION_PTR, operation);
	set(stmt, SQL_ATTR_PARAM_STATUS_PTR, status);
	set(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, &done);
	bind_int(stmt, 1, &rows[0].a, &rows[0].a_ind);
	bind_text(stmt, 2, rows[0].b, sizeof(rows[0].b), &rows[0].b_ind);
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("insert into t values (?, ?)")));
	CHECK_INT(row_count(stmt), 3);
	CHECK_INT(done, 4);
	CHECK_INT(status[0], SQL_PARAM_SUCCESS);
	CHECK_INT(status[2], SQL_PARAM_UNUSED);
	CHECK_INT(status[3], SQL_PARAM_SUCCESS);
	CHECK_STR(rows_of(dbc, "select a, b from t order by a"), "1|one\n2|tw\n-|-\n");
}

static void a_bad_set_fails_alone(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	char values[4][8] = { "10", "x", "30", "40" };
	const char *refused = test_either("30", "99999");
	SQLUSMALLINT status[4];
	SQLLEN row = 0;

	test_exec(dbc, test_either("create table t (a int, check (a <> 30))",
				   "create table t (a smallint)"));
	memcpy(values[2], refused, strlen(refused) + 1);
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)4);
	set(stmt, SQL_ATTR_PARAM_STATUS_PTR, status);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 0, 0,
					  values, sizeof(values[0]), NULL));
	CHECK_INT(SQLExecDirect(stmt, TEXT("insert into t values (?)")), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(status[0], SQL_PARAM_SUCCESS);
	CHECK_INT(status[1], SQL_PARAM_ERROR);
	CHECK_INT(status[2], SQL_PARAM_ERROR);
	CHECK_INT(status[3], SQL_PARAM_SUCCESS);
	CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_ROW_NUMBER, &row,
					 sizeof(row), NULL));
	CHECK_INT(row, 2);
	CHECK_INT(test_number(dbc, "select sum(a) from t"), 50);
}

/* Nobody looks for more than the return code: the first error ends it, and is one. */
static void without_a_status_array_the_first_bad_set_ends_it(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	char values[4][8] = { "10", "20", "99999", "40" };
	SQLINTEGER divisors[3] = { 1, 0, 2 };
	SQLULEN done = 0;
	SQLLEN row = 0;

	test_exec(dbc, "create table t (a smallint)");
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)4);
	set(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, &done);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 0, 0,
					  values, sizeof(values[0]), NULL));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("insert into t values (?)")),
		    "22003");
	CHECK_INT(done, 3);
	CHECK_STMT(stmt, SQLGetDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_ROW_NUMBER, &row,
					 sizeof(row), NULL));
	CHECK_INT(row, 3);
	CHECK_INT(test_number(dbc, "select sum(a) from t"), 30);
	/* What is not even sent makes nothing run. */
	memcpy(values[2], "x", 2);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("insert into t values (?)")),
		    "22018");
	CHECK_INT(test_number(dbc, "select sum(a) from t"), 30);
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)3);
	bind_int(stmt, 1, divisors, NULL);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("select 8 / ?")), "22012");
	CHECK_INT(done, 2);
}

static void rows_of_each_set_are_results(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a[3] = { 4, 0, 2 };
	SQLUSMALLINT status[3];

	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)3);
	set(stmt, SQL_ATTR_PARAM_STATUS_PTR, status);
	bind_int(stmt, 1, a, NULL);
	CHECK_INT(SQLExecDirect(stmt, TEXT("select 8 / ?")), SQL_SUCCESS_WITH_INFO);
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 1), "2");
	CHECK_INT(status[1], SQL_PARAM_ERROR);
	CHECK_INT(status[2], SQL_PARAM_SUCCESS);
}

/* -- data at execution ------------------------------------------------------------------ */

static void data_of_an_array_come_row_by_row(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a[3] = { 1, 2, 3 };
	char b[3][4] = { "", "now", "" };
	SQLLEN ind[3] = { SQL_LEN_DATA_AT_EXEC(10), SQL_NTS, SQL_DATA_AT_EXEC };
	SQLPOINTER token = NULL;
	SQLRETURN rc;

	test_exec(dbc, "create table t (a int, b text)");
	set(stmt, SQL_ATTR_PARAMSET_SIZE, (void *)3);
	bind_int(stmt, 1, a, NULL);
	bind_text(stmt, 2, b[0], sizeof(b[0]), ind);
	CHECK_INT(SQLExecDirect(stmt, TEXT("insert into t values (?, ?)")), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK(token == b[0]);
	CHECK_STMT(stmt, SQLPutData(stmt, (SQLPOINTER) "in ", SQL_NTS));
	CHECK_STMT(stmt, SQLPutData(stmt, (SQLPOINTER) "parts", 5));
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK(token == b[2]);
	CHECK_STMT(stmt, SQLPutData(stmt, NULL, SQL_NULL_DATA));
	rc = SQLParamData(stmt, &token);
	CHECK_INT(rc, SQL_SUCCESS);
	CHECK_INT(row_count(stmt), 3);
	CHECK_STR(rows_of(dbc, "select b from t order by a"), "in parts\nnow\n-\n");
}

static void data_at_execution_of_wide_text_and_bytes(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	static SQLWCHAR wide[] = { 'k', 0xe4, 's', 'e', 0 };
	static unsigned char bytes[] = { 0, 255, 1 };
	SQLLEN ind = SQL_DATA_AT_EXEC;
	SQLPOINTER token;

	test_exec(dbc, test_either("create table t (a text, b bytea)",
				   "create table t (a text, b varbyte)"));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WLONGVARCHAR,
					  0, 0, (SQLPOINTER)1, 0, &ind));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_BINARY, SQL_LONGVARBINARY,
					  0, 0, (SQLPOINTER)2, 0, &ind));
	CHECK_INT(SQLExecDirect(stmt, TEXT("insert into t values (?, ?)")), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK(token == (SQLPOINTER)1);
	CHECK_STMT(stmt, SQLPutData(stmt, wide, 4));
	CHECK_STMT(stmt, SQLPutData(stmt, wide + 2, SQL_NTS));
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK(token == (SQLPOINTER)2);
	for (int i = 0; i < 100; i++)
		CHECK_STMT(stmt, SQLPutData(stmt, bytes, sizeof(bytes)));
	CHECK_STMT(stmt, SQLParamData(stmt, &token));
	CHECK_STR(test_text(dbc, "select a from t"), "käse");
	CHECK_INT(test_number(dbc, "select octet_length(b) from t"), 300);
	CHECK_STR(test_text(dbc, test_either("select encode(substr(b, 298), 'hex') from t",
					     "select to_hex(substring(b, 298)) from t")),
		  "00ff01");
}

static void cancelled_data_leave_the_statement_prepared(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLLEN ind = SQL_DATA_AT_EXEC;
	SQLPOINTER token;

	test_exec(dbc, "create table t (a text)");
	bind_text(stmt, 1, "x", 0, &ind);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("insert into t values (?)")));
	CHECK_INT(SQLExecute(stmt), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK_STMT(stmt, SQLCancel(stmt));
	ind = SQL_NTS;
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_STR(test_text(dbc, "select a from t"), "x");
}

/* Appendix B, SQLPutData: after an error nothing is awaited any more. */
static void wrong_data_end_the_execution(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLLEN ind = SQL_DATA_AT_EXEC;
	SQLINTEGER v = 1;
	SQLPOINTER token;

	test_exec(dbc, "create table t (a int)");
	bind_int(stmt, 1, &v, &ind);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("insert into t values (?)")));
	for (int i = 0; i < 2; i++) {
		CHECK_INT(SQLExecute(stmt), SQL_NEED_DATA);
		CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
		CHECK_STMT(stmt, SQLPutData(stmt, &v, 0));
		CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLPutData(stmt, &v, 0), "HY019");
	}
	CHECK_INT(SQLExecute(stmt), SQL_NEED_DATA);
	CHECK_INT(SQLParamData(stmt, &token), SQL_NEED_DATA);
	CHECK_STMT(stmt, SQLPutData(stmt, &v, 0));
	CHECK_STMT(stmt, SQLParamData(stmt, &token));
	CHECK_INT(test_number(dbc, "select count(*) from t"), 1);
}

/* -- LFConversion ----------------------------------------------------------------------- */

static void line_ends_are_converted_when_asked(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled;LFConversion=1"), plain = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	char text[20];
	SQLWCHAR wide[20];
	SQLLEN ind, total = 0;
	SQLCHAR part[3];

	test_exec(plain, test_either("create table t (a text, b bytea)",
				     "create table t (a text, b varbyte)"));
	bind_text(stmt, 1, "a\r\nb\nc\rd\r\n", 0, NULL);
	CHECK_STMT(stmt,
		   test_direct(stmt, test_either("insert into p.t values (?, 'x\ny')",
						 "insert into p.t values (?, 'x\ny'::varbyte)")));
	CHECK_STR(test_text(plain, "select a from t"), "a\nb\nc\rd\n");
	CHECK_STMT(stmt, SQLBindCol(stmt, 1, SQL_C_CHAR, text, sizeof(text), &ind));
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT("select a, b, a from p.t")));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(text, "a\r\nb\r\nc\rd\r\n");
	CHECK_INT(ind, 11);
	CHECK_STMT(stmt, SQLGetData(stmt, 2, SQL_C_BINARY, text, sizeof(text), &ind));
	CHECK_INT(ind, 3);
	CHECK_STMT(stmt, SQLGetData(stmt, 3, SQL_C_WCHAR, wide, sizeof(wide), &ind));
	CHECK_INT(ind, 22);
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_BINARY, text, sizeof(text), &ind));
	CHECK_INT(ind, 8);
	CHECK_STMT(stmt, SQLGetData(stmt, 3, SQL_C_CHAR, part, sizeof(part), &ind));
	for (total = 2; SQLGetData(stmt, 3, SQL_C_CHAR, part, sizeof(part), &ind) != SQL_NO_DATA;)
		total += ind < 2 ? ind : 2;
	CHECK_INT(total, 11);
}

static const struct test_case cases[] = {
	TEST_CASE(a_gap_among_the_parameters_is_found),
	TEST_CASE(every_set_may_be_left_out),
	TEST_CASE(several_statements_have_their_own_parameters),
	TEST_CASE(a_later_statement_sees_what_an_earlier_one_made),
	TEST_CASE(a_failed_statement_takes_the_others_back),
	TEST_CASE(an_error_is_placed_in_the_whole_text),
	TEST_CASE(several_statements_in_a_transaction),
	TEST_CASE(several_statements_with_arrays),
	TEST_CASE(native_parameters_may_be_shared),
	TEST_CASE(each_statement_is_described),
	TEST_CASE(a_value_of_a_column_is_described_as_the_column),
	TEST_CASE(a_bound_type_may_be_wrong_for_a_later_statement),
	TEST_CASE(arrays_by_row_with_offset_and_operation),
	TEST_CASE(a_bad_set_fails_alone),
	TEST_CASE(without_a_status_array_the_first_bad_set_ends_it),
	TEST_CASE(rows_of_each_set_are_results),
	TEST_CASE(data_of_an_array_come_row_by_row),
	TEST_CASE(data_at_execution_of_wide_text_and_bytes),
	TEST_CASE(cancelled_data_leave_the_statement_prepared),
	TEST_CASE(wrong_data_end_the_execution),
	TEST_CASE(line_ends_are_converted_when_asked),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
