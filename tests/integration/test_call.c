/* {call}: functions and procedures, their outputs, defaults and names. */
#include "config.h"

#include "odbctest.h"

#include <stdio.h>
#include <string.h>

#define TEXT(s) (SQLCHAR *)(s), SQL_NTS

static SQLHDBC begin(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");

	test_exec(dbc, "set client_min_messages = warning; drop schema if exists c cascade; "
		       "create schema c; set search_path = c, public");
	return dbc;
}

static void bind_int(SQLHSTMT stmt, SQLUSMALLINT n, SQLSMALLINT io, SQLINTEGER *v, SQLLEN *ind)
{
	CHECK_STMT(stmt, SQLBindParameter(stmt, n, io, SQL_C_SLONG, SQL_INTEGER, 0, 0, v, 0, ind));
}

static void bind_text(SQLHSTMT stmt, SQLUSMALLINT n, SQLSMALLINT io, char *v, SQLLEN cap,
		      SQLLEN *ind)
{
	CHECK_STMT(stmt,
		   SQLBindParameter(stmt, n, io, SQL_C_CHAR, SQL_VARCHAR, 100, 0, v, cap, ind));
}

static SQLSMALLINT columns(SQLHSTMT stmt)
{
	SQLSMALLINT n = -1;

	CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
	return n;
}

static void direct(SQLHSTMT stmt, const char *sql)
{
	CHECK_STMT(stmt, SQLExecDirect(stmt, TEXT(sql)));
}

/* -- functions ----------------------------------------------------------------- */

static void a_function_returns_its_value(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value = -1, a = 20, b = 22;
	SQLLEN ind = -7;

	test_exec(dbc, "create function add(a int, b int) returns int language sql "
		       "as 'select a + b'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, &ind);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT, &b, NULL);
	direct(stmt, "{?=call add(?, ?)}");
	CHECK_INT(value, 42);
	CHECK_INT(ind, sizeof(value));
	CHECK_INT(columns(stmt), 0);
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
}

static void a_prepared_call_runs_again(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value, a;

	test_exec(dbc, "create function twice(a int) returns int language sql as 'select a * 2'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("{ ? = call c.twice ( ? ) }")));
	for (a = 0; a < 5; a++) {
		value = -1;
		CHECK_STMT(stmt, SQLExecute(stmt));
		CHECK_INT(value, 2 * a);
	}
}

static void a_value_converts_to_the_bound_type(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLWCHAR wide[40];
	SQLCHAR narrow[4];
	SQL_DATE_STRUCT date;
	SQLLEN ind;

	test_exec(dbc, "create function name() returns text language sql as $$select 'käse'$$;"
		       "create function day() returns date language sql "
		       "as $$select date '2024-02-29'$$");
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_OUTPUT, SQL_C_WCHAR, SQL_WVARCHAR, 20,
					  0, wide, sizeof(wide), &ind));
	direct(stmt, "{?=call name}");
	CHECK_INT(ind, 8);
	CHECK_INT(wide[1], 0xe4);
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_OUTPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0,
					  narrow, sizeof(narrow), &ind));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{?=call name()}")), "01004");
	CHECK_INT(ind, 5);
	CHECK_STR((char *)narrow, "k\xc3\xa4");
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_OUTPUT, SQL_C_TYPE_DATE, SQL_TYPE_DATE,
					  10, 0, &date, 0, &ind));
	direct(stmt, "{?=call day()}");
	CHECK_INT(date.month, 2);
	CHECK_INT(date.day, 29);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{?=call name()}")), "22018");
}

static void null_needs_an_indicator(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value = 3;
	SQLLEN ind = 0;

	test_exec(dbc, "create function nothing() returns int language sql as 'select null::int'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, &ind);
	direct(stmt, "{?=call nothing()}");
	CHECK_INT(ind, SQL_NULL_DATA);
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, NULL);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{?=call nothing()}")),
		    "22002");
}

/* On Redshift only procedures have outputs; in the stand-in OUT stands at the end. */
static void outputs_of_a_function_go_where_they_are_listed(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 5, b = 0, c = 100;
	char d[20] = "";
	SQLLEN ind = 0;

	test_exec(dbc, test_either("create function several(a int, out b int, inout c int,"
				   " out d text) language sql"
				   " as $$select a + 1, c + 1, 'x' || a$$",
				   "create procedure several(a int, inout c int, out b int,"
				   " out d varchar(9)) language plpgsql"
				   " as $$begin b := a + 1; c := c + 1; d := 'x' || a; end$$"));
	bind_int(stmt, 1, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, test_on_redshift() ? 3 : 2, SQL_PARAM_OUTPUT, &b, NULL);
	bind_int(stmt, test_on_redshift() ? 2 : 3, SQL_PARAM_INPUT_OUTPUT, &c, NULL);
	bind_text(stmt, 4, SQL_PARAM_OUTPUT, d, sizeof(d), &ind);
	direct(stmt, "{call several(?, ?, ?, ?)}");
	CHECK_INT(b, 6);
	CHECK_INT(c, 101);
	CHECK_STR(d, "x5");
	CHECK_INT(ind, 2);
}

static void the_result_may_stand_for_the_first_output(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER first = 0, a = 5, second = 0;

	test_exec(dbc, "create function two(a int, out b int, out c int) language sql "
		       "as 'select a + 1, a + 2'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &first, NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 3, SQL_PARAM_OUTPUT, &second, NULL);
	direct(stmt, "{?=call two(?, ?)}");
	CHECK_INT(first, 6);
	CHECK_INT(second, 7);
}

static void without_bound_outputs_the_row_is_a_result(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 5;

	test_exec(dbc, test_either("create function two(a int, out b int, out c int) language sql "
				   "as 'select a + 1, a + 2'",
				   "create procedure two(a int, out b int, out c int) language"
				   " plpgsql as 'begin b := a + 1; c := a + 2; end'"));
	bind_int(stmt, 1, SQL_PARAM_INPUT, &a, NULL);
	direct(stmt, "{call two(?)}");
	CHECK_INT(columns(stmt), 2);
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 2), "7");
}

static void a_set_is_a_result(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER n = 3, value = 1;
	SQLLEN ind = 0;

	test_exec(dbc, "create function rows(n int) returns table (i int, t text) language sql "
		       "as $$select i, 'r' || i from generate_series(1, n) i$$");
	bind_int(stmt, 1, SQL_PARAM_INPUT, &n, NULL);
	direct(stmt, "{call rows(?)}");
	CHECK_INT(columns(stmt), 2);
	for (int i = 1; i <= 3; i++)
		CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STR(test_cell(stmt, 2), "r3");
	CHECK_INT(SQLFetch(stmt), SQL_NO_DATA);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));

	/* There is no value besides the rows. */
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, &ind);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &n, NULL);
	direct(stmt, "{?=call rows(?)}");
	CHECK_INT(ind, SQL_NULL_DATA);
	CHECK_INT(columns(stmt), 2);
	CHECK_STMT(stmt, SQLFetch(stmt));
}

static void void_is_no_result(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);

	test_exec(dbc, "create function quiet() returns void language sql as ''");
	direct(stmt, "{call quiet()}");
	CHECK_INT(columns(stmt), 0);
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
}

/* -- procedures ------------------------------------------------------------------ */

static void a_procedure_is_called(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 7;

	test_exec(dbc, "create table t (a int);"
		       "create procedure put(a int) language sql as 'insert into t values (a)'");
	bind_int(stmt, 1, SQL_PARAM_INPUT, &a, NULL);
	direct(stmt, "{call put(?)}");
	CHECK_INT(columns(stmt), 0);
	CHECK_INT(test_number(dbc, "select a from t"), 7);
}

static void outputs_of_a_procedure(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 7, b = 10, c = 0;
	SQLLEN ind = SQL_NULL_DATA;

	test_exec(dbc, "create procedure p(a int, inout b int, out c int) language plpgsql "
		       "as $$begin c := a + coalesce(b, 1000); b := b + 1; end$$");
	bind_int(stmt, 1, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT_OUTPUT, &b, NULL);
	bind_int(stmt, 3, SQL_PARAM_OUTPUT, &c, NULL);
	direct(stmt, "{call p(?, ?, ?)}");
	CHECK_INT(b, 11);
	CHECK_INT(c, 17);
	CHECK_INT(columns(stmt), 0);

	/* Bound as an output, nothing goes in, whatever the buffer and the length say. */
	bind_int(stmt, 2, SQL_PARAM_OUTPUT, &b, &ind);
	ind = SQL_DATA_AT_EXEC;
	direct(stmt, "{call p(?, ?, ?)}");
	CHECK_INT(ind, SQL_NULL_DATA);
	CHECK_INT(c, 1007);
}

static void a_transaction_holds_around_a_call(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER b = 1;

	test_exec(dbc, "create table t (a int);"
		       "create procedure p(inout b int) language plpgsql "
		       "as $$begin insert into t values (b); b := b + 1; end$$");
	CHECK_DBC(dbc,
		  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0));
	bind_int(stmt, 1, SQL_PARAM_INPUT_OUTPUT, &b, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("{call p(?)}")));
	for (int i = 0; i < 3; i++)
		CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_INT(b, 4);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	CHECK_INT(test_number(dbc, "select count(*) from t"), 0);
}

/* -- which one ------------------------------------------------------------------- */

static void overloads_are_told_apart(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 1, b = 2, v = 0;
	char text[20] = "abc", out[20] = "";
	SQLLEN nts = SQL_NTS;

	test_exec(dbc, "create function o(a int) returns text language sql as $$select 'int'$$;"
		       "create function o(a text) returns text language sql as $$select 'text'$$;"
		       "create function o(a int, b int) returns text language sql "
		       "as $$select 'two'$$;"
		       "create procedure o(a int, b int, inout v int) language sql "
		       "as $$select a + b + v$$");
	bind_text(stmt, 1, SQL_PARAM_OUTPUT, out, sizeof(out), NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	direct(stmt, "{?=call o(?)}");
	CHECK_STR(out, "int");
	bind_text(stmt, 2, SQL_PARAM_INPUT, text, sizeof(text), &nts);
	direct(stmt, "{?=call o(?)}");
	CHECK_STR(out, "text");
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT, &b, NULL);
	direct(stmt, "{?=call o(?, ?)}");
	CHECK_STR(out, "two");
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_RESET_PARAMS));
	bind_int(stmt, 1, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &b, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT_OUTPUT, &v, NULL);
	direct(stmt, "{call o(?, ?, ?)}");
	CHECK_INT(v, 3);
}

static void names_are_found_as_the_server_finds_them(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER v = 0;

	test_exec(dbc,
		  "create schema if not exists \"C d\";"
		  "create or replace function \"C d\".\"F\"\"x\"() returns int language sql as "
		  "'select 1';"
		  "create function f() returns int language sql as 'select 2';"
		  "create or replace function public.f() returns int language sql as 'select 3';"
		  "create function pg_temp.g() returns int language sql as 'select 4'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &v, NULL);
	direct(stmt, "{?=call \"C d\".\"F\"\"x\"()}");
	CHECK_INT(v, 1);
	direct(stmt, "{?=call F()}");
	CHECK_INT(v, 2);
	direct(stmt, "{?=call public.f()}");
	CHECK_INT(v, 3);
	direct(stmt, "{?=call pg_temp.g()}");
	CHECK_INT(v, 4);
	test_exec(dbc, "set search_path = public");
	direct(stmt, "{?=call f()}");
	CHECK_INT(v, 3);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{?=call no_such()}")),
		    "42000");
	test_exec(dbc, "drop schema \"C d\" cascade; drop function public.f()");
}

static void a_routine_that_changes_is_looked_up_again(void)
{
	SQLHDBC dbc = begin(), other = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER v = 5;

	test_exec(dbc, "create procedure r(inout v int) language sql as 'select v + 1'");
	bind_int(stmt, 1, SQL_PARAM_INPUT_OUTPUT, &v, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("{call r(?)}")));
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_INT(v, 6);
	test_exec(other, "drop procedure c.r(int);"
			 "create function c.r(inout v int) language sql as 'select v + 10'");
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_INT(v, 16);
	test_exec(dbc, "drop function r(int);"
		       "create procedure r(inout v int) language sql as 'select v + 100'");
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_INT(v, 116);
}

static void the_routine_is_asked_for_once(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value, a = 1;
	SQLLEN ind;

	test_exec(dbc, "create function f(a int) returns int language sql as 'select a'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, &ind);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	direct(stmt, "{?=call f(?)}");
	/* Made into a set behind its back: another question would find that it has no value. */
	test_server_exec("drop function c.f(int); "
			 "create function c.f(a int) returns setof int language sql "
			 "as 'select 8'");
	direct(stmt, "{?=call f(?)}");
	CHECK_INT(value, 8);
	test_exec(dbc, "set search_path = c");
	direct(stmt, "{?=call f(?)}");
	CHECK_INT(columns(stmt), 1);
}

/* -- defaults and names ------------------------------------------------------------ */

static void an_argument_may_take_its_default(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value, a = 1, b = 2, c = 3;
	SQLLEN ind = SQL_DEFAULT_PARAM;

	test_exec(dbc, "create function d(a int, b int default 20, c int default 300) returns int "
		       "language sql as 'select a + b + c'");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT, &b, &ind);
	bind_int(stmt, 4, SQL_PARAM_INPUT, &c, NULL);
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("{?=call d(?, ?, ?)}")));
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_INT(value, 24);
	ind = 0;
	CHECK_STMT(stmt, SQLExecute(stmt));
	CHECK_INT(value, 6);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_RESET_PARAMS));
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &value, NULL);
	bind_int(stmt, 2, SQL_PARAM_INPUT, &a, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT, &c, NULL);
	direct(stmt, "{?=call d(?,,?)}");
	CHECK_INT(value, 24);
	direct(stmt, "{?=call d(?, ?)}");
	CHECK_INT(value, 304);
}

static void a_default_where_there_is_none_is_refused(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER a = 1;
	SQLLEN ind = SQL_DEFAULT_PARAM;

	test_exec(dbc, "create table t (a int default 7)");
	bind_int(stmt, 1, SQL_PARAM_INPUT, &a, &ind);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("insert into t values (?)")),
		    "07S01");
	test_exec(dbc, "create procedure p(a int) language sql as ''");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{call p(?)}")), "42000");
}

static void name_it(SQLHSTMT stmt, SQLSMALLINT n, const char *name)
{
	SQLHDESC ipd;

	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_IMP_PARAM_DESC, &ipd, 0, NULL));
	CHECK_OK(SQL_HANDLE_DESC, ipd,
		 SQLSetDescField(ipd, n, SQL_DESC_NAME, (SQLPOINTER)name, SQL_NTS));
}

static void arguments_may_be_named(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value = 0, x = 1, y = 2;

	test_exec(dbc, "create function n(a int, out r int, \"B b\" int default 20, "
		       "c int default 300) language sql as 'select a + 1000 * \"B b\" + c'");
	bind_int(stmt, 1, SQL_PARAM_INPUT, &x, NULL);
	bind_int(stmt, 2, SQL_PARAM_OUTPUT, &value, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT, &y, NULL);
	name_it(stmt, 1, "B b");
	name_it(stmt, 2, "R");
	name_it(stmt, 3, "a");
	direct(stmt, "{call n(?, ?, ?)}");
	CHECK_INT(value, 1302);
	/* Without names again: a, r, "B b". */
	bind_int(stmt, 1, SQL_PARAM_INPUT, &x, NULL);
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_RESET_PARAMS));
	bind_int(stmt, 1, SQL_PARAM_INPUT, &x, NULL);
	bind_int(stmt, 2, SQL_PARAM_OUTPUT, &value, NULL);
	bind_int(stmt, 3, SQL_PARAM_INPUT, &y, NULL);
	direct(stmt, "{call n(?, ?, ?)}");
	CHECK_INT(value, 2301);
}

static void the_routine_fills_the_descriptor(void)
{
	static const struct {
		SQLSMALLINT io, type;
		const char *name;
	} want[] = { { SQL_PARAM_INPUT, SQL_INTEGER, "a" },
		     { SQL_PARAM_OUTPUT, SQL_NUMERIC, "r" },
		     { SQL_PARAM_INPUT_OUTPUT, SQL_BIGINT, "" } };
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLHDESC ipd;

	/* In the stand-in what only goes out stands at the end. */
	test_exec(dbc, test_either("create procedure p(a int, out r numeric, inout bigint)"
				   " language sql as 'select 1.5, 2::bigint'",
				   "create procedure p(a int, inout bigint, out r numeric)"
				   " language plpgsql as 'begin end'"));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ENABLE_AUTO_IPD, (SQLPOINTER)SQL_TRUE, 0));
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("{call p(?, ?, ?)}")));
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_IMP_PARAM_DESC, &ipd, 0, NULL));
	for (SQLSMALLINT i = 0; i < 3; i++) {
		SQLSMALLINT io = 0, type = 0;
		SQLCHAR name[20] = "x";
		int k = test_on_redshift() && i ? 3 - i : i;

		CHECK_OK(SQL_HANDLE_DESC, ipd,
			 SQLGetDescField(ipd, i + 1, SQL_DESC_PARAMETER_TYPE, &io, 0, NULL));
		CHECK_OK(SQL_HANDLE_DESC, ipd,
			 SQLGetDescField(ipd, i + 1, SQL_DESC_TYPE, &type, 0, NULL));
		CHECK_OK(SQL_HANDLE_DESC, ipd,
			 SQLGetDescField(ipd, i + 1, SQL_DESC_NAME, name, sizeof(name), NULL));
		CHECK_INT(io, want[k].io);
		CHECK_INT(type, want[k].type);
		CHECK_STR((const char *)name, want[k].name);
	}
}

/* -- directions --------------------------------------------------------------------- */

static void wrong_directions_are_refused(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER v = 1;
	SQLHDESC ipd;

	test_exec(dbc, "create table t (a int); create procedure p(a int) language sql as ''");
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, &v, NULL);
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("insert into t values (?)")),
		    "HY105");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{call p(?)}")), "HY105");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{call p(? + 1)}")), "HY105");
	CHECK_STMT(stmt, SQLGetStmtAttr(stmt, SQL_ATTR_IMP_PARAM_DESC, &ipd, 0, NULL));
	CHECK_OK(SQL_HANDLE_DESC, ipd,
		 SQLSetDescField(ipd, 1, SQL_DESC_PARAMETER_TYPE,
				 (SQLPOINTER)SQL_PARAM_OUTPUT_STREAM, 0));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLExecDirect(stmt, TEXT("{call p(?)}")), "HYC00");
	/* In and out of an input: it comes back as it went. */
	bind_int(stmt, 1, SQL_PARAM_INPUT_OUTPUT, &v, NULL);
	direct(stmt, "{call p(?)}");
	CHECK_INT(v, 1);
}

static void arrays_have_outputs_of_their_own(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLINTEGER value[4] = { -1, -1, -1, -1 }, a[4] = { 1, 2, 0, 4 };
	SQLLEN ind[4];
	SQLUSMALLINT status[4], operation[4] = { SQL_PARAM_PROCEED, SQL_PARAM_IGNORE,
						 SQL_PARAM_PROCEED, SQL_PARAM_PROCEED };
	SQLULEN done = 0;

	test_exec(dbc, "create function inverse(a int) returns int language sql "
		       "as 'select 100 / a'");
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER)4, 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAM_STATUS_PTR, status, 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAM_OPERATION_PTR, operation, 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_PARAMS_PROCESSED_PTR, &done, 0));
	bind_int(stmt, 1, SQL_PARAM_OUTPUT, value, ind);
	bind_int(stmt, 2, SQL_PARAM_INPUT, a, NULL);
	CHECK_INT(SQLExecDirect(stmt, TEXT("{?=call inverse(?)}")), SQL_SUCCESS_WITH_INFO);
	CHECK_INT(value[0], 100);
	CHECK_INT(value[1], -1);
	CHECK_INT(value[2], -1);
	CHECK_INT(value[3], 25);
	CHECK_INT(status[0], SQL_PARAM_SUCCESS);
	CHECK_INT(status[1], SQL_PARAM_UNUSED);
	CHECK_INT(status[2], SQL_PARAM_ERROR);
	CHECK_INT(status[3], SQL_PARAM_SUCCESS);
	CHECK_INT(done, 4);
	CHECK_INT(columns(stmt), 0);
	CHECK_INT(SQLMoreResults(stmt), SQL_NO_DATA);
}

static void outputs_are_described(void)
{
	SQLHDBC dbc = begin();
	SQLHSTMT stmt = test_stmt(dbc);
	SQLSMALLINT type, digits, nullable;
	SQLULEN size;

	test_exec(dbc, "create procedure p(a text, inout b bigint, out c date) language plpgsql "
		       "as 'begin end'");
	CHECK_STMT(stmt, SQLPrepare(stmt, TEXT("{call p(?, ?, ?)}")));
	CHECK_STMT(stmt, SQLDescribeParam(stmt, 2, &type, &size, &digits, &nullable));
	CHECK_INT(type, SQL_BIGINT);
	CHECK_STMT(stmt, SQLDescribeParam(stmt, 3, &type, &size, &digits, &nullable));
	CHECK_INT(type, SQL_TYPE_DATE);
	CHECK_INT(size, 10);
}

static const struct test_case cases[] = {
	TEST_CASE(a_function_returns_its_value),
	TEST_CASE(a_prepared_call_runs_again),
	TEST_CASE(a_value_converts_to_the_bound_type),
	TEST_CASE(null_needs_an_indicator),
	TEST_CASE(outputs_of_a_function_go_where_they_are_listed),
	TEST_CASE(the_result_may_stand_for_the_first_output),
	TEST_CASE(without_bound_outputs_the_row_is_a_result),
	TEST_CASE(a_set_is_a_result),
	TEST_CASE(void_is_no_result),
	TEST_CASE(a_procedure_is_called),
	TEST_CASE(outputs_of_a_procedure),
	TEST_CASE(a_transaction_holds_around_a_call),
	TEST_CASE(overloads_are_told_apart),
	TEST_CASE(names_are_found_as_the_server_finds_them),
	TEST_CASE(a_routine_that_changes_is_looked_up_again),
	TEST_CASE(the_routine_is_asked_for_once),
	TEST_CASE(an_argument_may_take_its_default),
	TEST_CASE(a_default_where_there_is_none_is_refused),
	TEST_CASE(arguments_may_be_named),
	TEST_CASE(the_routine_fills_the_descriptor),
	TEST_CASE(wrong_directions_are_refused),
	TEST_CASE(arrays_have_outputs_of_their_own),
	TEST_CASE(outputs_are_described),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
