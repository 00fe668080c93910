/*
 * Values that have no plain counterpart in ODBC: what each comes as.  The table
 * "SPECIAL VALUES" of shiftpool(7) says the same in words.
 */
#include "config.h"

#include "odbctest.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N(a) (sizeof(a) / sizeof((a)[0]))

static const char schema[] =
	"create type mood as enum ('sad', 'happy'); create domain percent as int check (value <= "
	"100);"
	"create domain label as varchar(12); create type pair as (a int, b text);";

/* SQL type (0: of no interest), text, C type and the state that it answers; "" is success. */
struct value {
	const char *value;
	SQLSMALLINT type;
	const char *text;
	SQLSMALLINT c_type;
	const char *state;
};

/* What both servers have. */
static const struct value common[] = {
	/* numbers */
	{ "'Infinity'::float8", SQL_DOUBLE, "Infinity", SQL_C_DOUBLE, "" },
	{ "'-Infinity'::float4", SQL_REAL, "-Infinity", SQL_C_FLOAT, "" },
	{ "'NaN'::float8", SQL_DOUBLE, "NaN", SQL_C_DOUBLE, "" },
	{ "'Infinity'::float8", SQL_DOUBLE, "Infinity", SQL_C_SLONG, "22003" },
	{ "'NaN'::float8", SQL_DOUBLE, "NaN", SQL_C_SLONG, "22003" },
	/* dates and times */
	{ "'0044-03-15 BC'::date", SQL_TYPE_DATE, "0044-03-15 BC", SQL_C_TYPE_DATE, "" },
	{ "'0044-03-15 01:02:03 BC'::timestamp", SQL_TYPE_TIMESTAMP, "0044-03-15 01:02:03 BC",
	  SQL_C_TYPE_TIMESTAMP, "" },
	{ "'12345-06-07'::date", SQL_TYPE_DATE, "12345-06-07", SQL_C_TYPE_DATE, "" },
	{ "'99999-06-07'::date", SQL_TYPE_DATE, "99999-06-07", SQL_C_TYPE_DATE, "22008" },
	{ "'24:00:00'::time", SQL_TYPE_TIME, "24:00:00", SQL_C_TYPE_TIME, "22008" },
	{ "'12:34:56+02'::timetz", SQL_VARCHAR, "12:34:56+02", SQL_C_TYPE_TIME, "" },
	{ "'2024-02-29 12:34:56.5+02'::timestamptz", SQL_TYPE_TIMESTAMP, "2024-02-29 10:34:56.5",
	  SQL_C_TYPE_TIMESTAMP, "" },
	/* bits */
	{ "true", SQL_BIT, "1", SQL_C_BIT, "" },
};

static const struct value of_redshift[] = {
	{ "json_parse('{\"a\":[1,null]}')", SQL_LONGVARCHAR, "{\"a\":[1,null]}", SQL_C_CHAR, "" },
	{ "'a'::super", SQL_LONGVARCHAR, "\"a\"", SQL_C_CHAR, "" },
	{ "to_varbyte('00ff', 'hex')", SQL_LONGVARBINARY, "00FF", SQL_C_BINARY, "" },
	{ "st_point(1, 2)", SQL_LONGVARBINARY, "0101000000000000000000F03F0000000000000040",
	  SQL_C_BINARY, "" },
	{ "'1 year 2 months'::intervaly2m", SQL_INTERVAL_YEAR_TO_MONTH, "1-02",
	  SQL_C_INTERVAL_YEAR_TO_MONTH, "" },
	{ "'-1 day -2:03:04.5'::intervald2s", SQL_INTERVAL_DAY_TO_SECOND, "-1 02:03:04.5",
	  SQL_C_INTERVAL_DAY_TO_SECOND, "" },
};

static const struct value of_postgresql[] = {
	/* numbers */
	{ "'NaN'::numeric", SQL_NUMERIC, "NaN", SQL_C_DOUBLE, "" },
	{ "'Infinity'::numeric", SQL_NUMERIC, "Infinity", SQL_C_DOUBLE, "" },
	{ "'NaN'::numeric", SQL_NUMERIC, "NaN", SQL_C_NUMERIC, "22003" },
	{ "'Infinity'::numeric", SQL_NUMERIC, "Infinity", SQL_C_NUMERIC, "22003" },
	{ "1234.5::money", SQL_DECIMAL, "1234.50", SQL_C_DOUBLE, "" },
	{ "(-1234567.89)::numeric::money", SQL_DECIMAL, "-1234567.89", SQL_C_NUMERIC, "01S07" },
	/* dates and times */
	{ "'infinity'::date", SQL_TYPE_DATE, "infinity", SQL_C_TYPE_DATE, "22008" },
	{ "'-infinity'::timestamp", SQL_TYPE_TIMESTAMP, "-infinity", SQL_C_TYPE_TIMESTAMP,
	  "22008" },
	/* bits and bytes */
	{ "B'1'::bit(1)", SQL_VARCHAR, "1", SQL_C_SLONG, "" },
	{ "B'10101'::bit(5)", SQL_VARCHAR, "10101", SQL_C_CHAR, "" },
	{ "B'101'::bit varying(8)", SQL_VARCHAR, "101", SQL_C_CHAR, "" },
	{ "'\\x00ff'::bytea", SQL_LONGVARBINARY, "00FF", SQL_C_BINARY, "" },
	/* documents */
	{ "'{\"a\": [1, null]}'::json", SQL_LONGVARCHAR, "{\"a\": [1, null]}", SQL_C_CHAR, "" },
	{ "'{\"b\":1,\"a\":2}'::jsonb", SQL_LONGVARCHAR, "{\"a\": 2, \"b\": 1}", SQL_C_CHAR, "" },
	{ "'<a>x</a>'::xml", SQL_LONGVARCHAR, "<a>x</a>", SQL_C_CHAR, "" },
	/* what the server writes as text */
	{ "array[1, null, 3]", SQL_LONGVARCHAR, "{1,NULL,3}", SQL_C_CHAR, "" },
	{ "array['a,b', '\"c\"', null]", SQL_LONGVARCHAR, "{\"a,b\",\"\\\"c\\\"\",NULL}",
	  SQL_C_CHAR, "" },
	{ "int4range(1, 10)", SQL_LONGVARCHAR, "[1,10)", SQL_C_CHAR, "" },
	{ "tsrange('2024-01-01', null)", SQL_LONGVARCHAR, "[\"2024-01-01 00:00:00\",)", SQL_C_CHAR,
	  "" },
	{ "'10.0.0.1/8'::inet", SQL_VARCHAR, "10.0.0.1/8", SQL_C_CHAR, "" },
	{ "'10.0.0.0/8'::cidr", SQL_VARCHAR, "10.0.0.0/8", SQL_C_CHAR, "" },
	{ "'08:00:2b:01:02:03'::macaddr", SQL_VARCHAR, "08:00:2b:01:02:03", SQL_C_CHAR, "" },
	{ "point(1.5, -2)", SQL_VARCHAR, "(1.5,-2)", SQL_C_CHAR, "" },
	{ "'happy'::mood", SQL_LONGVARCHAR, "happy", SQL_C_CHAR, "" },
	{ "50::percent", SQL_INTEGER, "50", SQL_C_SLONG, "" },
	{ "'x'::label", SQL_VARCHAR, "x", SQL_C_CHAR, "" },
	{ "(1, 'two, three')::pair", SQL_LONGVARCHAR, "(1,\"two, three\")", SQL_C_CHAR, "" },
	{ "row(1, null)", SQL_LONGVARCHAR, "(1,)", SQL_C_CHAR, "" },
	{ "interval '1 year 2 months'", 0, "1 year 2 mons", SQL_C_CHAR, "" },
	{ "'fat & cat'::tsquery", SQL_LONGVARCHAR, "'fat' & 'cat'", SQL_C_CHAR, "" },
	{ "'pg_class'::regclass", SQL_VARCHAR, "pg_class", SQL_C_CHAR, "" },
	{ "'0f0e0d0c-0b0a-0908-0706-050403020100'::uuid", SQL_GUID,
	  "0f0e0d0c-0b0a-0908-0706-050403020100", SQL_C_GUID, "" },
};

static SQLSMALLINT narrow(SQLLEN type)
{
	switch (type) {
	case SQL_WCHAR: return SQL_CHAR;
	case SQL_WVARCHAR: return SQL_VARCHAR;
	case SQL_WLONGVARCHAR: return SQL_LONGVARCHAR;
	default: return (SQLSMALLINT)type;
	}
}

/* Type, text and the conversion of one value; false: something differs, which was told. */
static bool is_as_said(SQLHSTMT stmt, const struct value *v)
{
	char sql[400], room[400];
	const char *state = "", *text;
	SQLLEN type = 0, n = 0;
	bool ok;

	snprintf(sql, sizeof(sql), "select %s", v->value);
	if (!SQL_SUCCEEDED(test_direct(stmt, sql)) || !SQL_SUCCEEDED(SQLFetch(stmt))) {
		test_diag("%s: %s", sql, test_diagnostics(SQL_HANDLE_STMT, stmt));
		return false;
	}
	CHECK_STMT(stmt, SQLColAttribute(stmt, 1, SQL_DESC_CONCISE_TYPE, NULL, 0, NULL, &type));
	text = test_cell(stmt, 1);
	if (v->c_type != SQL_C_CHAR &&
	    SQLGetData(stmt, 1, v->c_type, room, sizeof(room), &n) != SQL_SUCCESS)
		state = test_state(SQL_HANDLE_STMT, stmt);
	SQLFreeStmt(stmt, SQL_CLOSE);
	ok = (!v->type || narrow(type) == v->type) && strcmp(text, v->text) == 0 &&
	     strcmp(state, v->state) == 0;
	if (!ok)
		test_diag("%s: type %d, '%s', state '%s'; expected %d, '%s', '%s'", v->value,
			  (int)type, text, state, v->type, v->text, v->state);
	return ok;
}

static void each_value_comes_as_documented(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	int wrong = 0;

	if (!test_on_redshift())
		test_server_exec(schema);
	dbc = test_connect("DSN=plain");
	stmt = test_stmt(dbc);
	test_exec(dbc, "set timezone = 'UTC'");
	for (size_t i = 0; i < N(common); i++)
		wrong += !is_as_said(stmt, &common[i]);
	for (size_t i = 0; i < N(of_postgresql) && !test_on_redshift(); i++)
		wrong += !is_as_said(stmt, &of_postgresql[i]);
	for (size_t i = 0; i < N(of_redshift) && test_on_redshift(); i++)
		wrong += !is_as_said(stmt, &of_redshift[i]);
	CHECK_INT(wrong, 0);
}

static void special_numbers_are_themselves(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	double d = 0;
	float f = 0;

	CHECK_STMT(stmt,
		   test_direct(stmt,
			       "select 'Infinity'::float8, '-Infinity'::float4, 'NaN'::float8, "
			       "'NaN'::numeric, 5e-324::float8, 'Infinity'::numeric"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_DOUBLE, &d, 0, NULL));
	CHECK(isinf(d) && d > 0);
	CHECK_STMT(stmt, SQLGetData(stmt, 2, SQL_C_FLOAT, &f, 0, NULL));
	CHECK(isinf(f) && f < 0);
	CHECK_STMT(stmt, SQLGetData(stmt, 3, SQL_C_DOUBLE, &d, 0, NULL));
	CHECK(isnan(d));
	CHECK_STMT(stmt, SQLGetData(stmt, 4, SQL_C_DOUBLE, &d, 0, NULL));
	CHECK(isnan(d));
	CHECK_STMT(stmt, SQLGetData(stmt, 5, SQL_C_DOUBLE, &d, 0, NULL));
	CHECK(d > 0 && d < 1e-300);
	CHECK_STMT(stmt, SQLGetData(stmt, 6, SQL_C_DOUBLE, &d, 0, NULL));
	CHECK(isinf(d));
}

static void special_numbers_are_bound(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	double d[3] = { INFINITY, -INFINITY, NAN };
	SQLLEN n = 0;

	for (SQLUSMALLINT i = 0; i < 3; i++)
		CHECK_STMT(stmt, SQLBindParameter(stmt, (SQLUSMALLINT)(i + 1), SQL_PARAM_INPUT,
						  SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, &d[i], 0, &n));
	CHECK_STMT(stmt, test_direct(stmt, "select (?)::text, (?)::text, (?)::text"));
	CHECK_STR(test_rows(stmt), "Infinity|-Infinity|NaN\n");
}

/* Years before Christ are 0 and below, as astronomers count. */
static void years_before_christ_are_counted_down(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	SQL_DATE_STRUCT d;
	SQL_TIMESTAMP_STRUCT t;

	CHECK_STMT(stmt,
		   test_direct(stmt, "select '0044-03-15 BC'::date, '0001-12-31 BC'::date,"
				     "'0044-03-15 01:02:03 BC'::timestamp, '12345-06-07'::date"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_TYPE_DATE, &d, 0, NULL));
	CHECK_INT(d.year, -43);
	CHECK_STMT(stmt, SQLGetData(stmt, 2, SQL_C_TYPE_DATE, &d, 0, NULL));
	CHECK_INT(d.year, 0);
	CHECK_STMT(stmt, SQLGetData(stmt, 3, SQL_C_TYPE_TIMESTAMP, &t, 0, NULL));
	CHECK_INT(t.year, -43);
	CHECK_INT(t.second, 3);
	CHECK_STMT(stmt, SQLGetData(stmt, 4, SQL_C_TYPE_DATE, &d, 0, NULL));
	CHECK_INT(d.year, 12345);
}

static void dates_of_any_year_are_bound(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	SQL_DATE_STRUCT d[3] = { { -43, 3, 15 }, { 0, 12, 31 }, { 12345, 6, 7 } };
	SQLLEN n = 0;

	for (SQLUSMALLINT i = 0; i < 3; i++)
		CHECK_STMT(stmt,
			   SQLBindParameter(stmt, (SQLUSMALLINT)(i + 1), SQL_PARAM_INPUT,
					    SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 0, &d[i], 0, &n));
	CHECK_STMT(stmt, test_direct(stmt, "select (?)::text, (?)::text, (?)::text"));
	CHECK_STR(test_rows(stmt), "0044-03-15 BC|0001-12-31 BC|12345-06-07\n");
}

/* A zone is dropped from a structure: the time is the one of the session's zone. */
static void zones_are_those_of_the_session(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);
	SQL_TIMESTAMP_STRUCT t;
	SQL_TIME_STRUCT c;

	test_exec(dbc, "set timezone = 'Asia/Kolkata'");
	CHECK_STMT(
		stmt,
		test_direct(stmt,
			    "select '2024-02-29 12:00:00+00'::timestamptz, '12:34:56+02'::timetz"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_TYPE_TIMESTAMP, &t, 0, NULL));
	CHECK_INT(t.hour, 17);
	CHECK_INT(t.minute, 30);
	CHECK_STMT(stmt, SQLGetData(stmt, 2, SQL_C_TYPE_TIME, &c, 0, NULL));
	CHECK_INT(c.hour, 12);
	CHECK_STR(test_cell(stmt, 1), "2024-02-29 17:30:00");
}

static void a_thousand_digits_arrive_as_text(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	char text[1100], small[40];
	SQL_NUMERIC_STRUCT n;
	double d;
	SQLLEN len;

	CHECK_STMT(
		stmt,
		test_direct(stmt, "select repeat('9', 1000)::numeric, repeat('8', 50)::numeric"));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STMT(stmt, SQLGetData(stmt, 1, SQL_C_CHAR, text, sizeof(text), &len));
	CHECK_INT(len, 1000);
	CHECK_INT(text[999], '9');
	/* ODBC: whole digits that do not fit are an error, not a truncation. */
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    SQLGetData(stmt, 2, SQL_C_CHAR, small, sizeof(small), &len), "22003");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLGetData(stmt, 1, SQL_C_NUMERIC, &n, sizeof(n), &len),
		    "22003");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLGetData(stmt, 1, SQL_C_DOUBLE, &d, 0, &len), "22003");
	CHECK_STMT(stmt, SQLGetData(stmt, 2, SQL_C_DOUBLE, &d, 0, &len));
	CHECK(d > 8.8e49 && d < 8.9e49);
}

static void arrays_and_others_are_bound_as_text(void)
{
	SQLHSTMT stmt = test_stmt(test_connect("DSN=plain"));
	char array[] = "{1,2,3}", json[] = "{\"a\": 1}", inet[] = "10.0.0.1", mood[] = "ok";
	char super[] = "{\"a\":1}", bytes[] = "00ff", months[] = "1-2", seconds[] = "1 02:03:04.5";
	char *postgresql[] = { array, json, inet, mood },
	     *redshift[] = { super, bytes, months, seconds };
	char **text = test_on_redshift() ? redshift : postgresql;
	SQLLEN n = SQL_NTS;

	if (!test_on_redshift())
		test_server_exec("create type state as enum ('ok', 'bad')");
	for (SQLUSMALLINT i = 0; i < 4; i++)
		CHECK_STMT(stmt, SQLBindParameter(stmt, (SQLUSMALLINT)(i + 1), SQL_PARAM_INPUT,
						  SQL_C_CHAR, SQL_VARCHAR, 40, 0, text[i], 0, &n));
	CHECK_STMT(stmt, test_direct(stmt, test_either("select (?::int[])[2], ?::jsonb ->> 'a',"
						       " host(?::inet), ?::state",
						       "select json_parse(?), to_varbyte(?, 'hex'),"
						       " ?::intervaly2m, ?::intervald2s")));
	CHECK_STR(test_rows(stmt),
		  test_either("2|1|10.0.0.1|ok\n", "{\"a\":1}|00FF|1-02|1 02:03:04.5\n"));
}

/* -- what true may go in as --------------------------------------------------- */

static const struct {
	const char *keys;
	SQLSMALLINT c_type, sql_type;
	bool described;
	const char *state; /* NULL: it goes in, as true */
} trues[] = {
	{ "DSN=pooled;TrueIsMinus1=1", SQL_C_SLONG, SQL_BIT, false, NULL },
	{ "DSN=pooled;TrueIsMinus1=1", SQL_C_SSHORT, SQL_BIT, false, NULL },
	{ "DSN=pooled;TrueIsMinus1=1", SQL_C_CHAR, SQL_BIT, false, NULL },
	{ "DSN=pooled;TrueIsMinus1=1;BoolsAsChar=1", SQL_C_CHAR, SQL_VARCHAR, true, NULL },
	{ "DSN=pooled;TrueIsMinus1=0", SQL_C_SLONG, SQL_BIT, false, "22003" },
	{ "DSN=pooled;TrueIsMinus1=0;BoolsAsChar=1", SQL_C_CHAR, SQL_VARCHAR, true, "22018" },
};

static void minus_one_goes_in_as_true_where_it_comes_out_so(void)
{
	SQLHSTMT look = test_stmt(test_connect("DSN=plain"));

	CHECK_STMT(look, test_direct(look, "create table minus_one as select false as b"));
	for (size_t i = 0; i < sizeof(trues) / sizeof(trues[0]); i++) {
		SQLHDBC dbc = test_connect(trues[i].keys);
		SQLHSTMT stmt = test_stmt(dbc);
		SQLINTEGER whole = -1;
		SQLSMALLINT small = -1, type;
		char text[] = "-1";
		SQLPOINTER value = trues[i].c_type == SQL_C_SLONG    ? (SQLPOINTER)&whole
				   : trues[i].c_type == SQL_C_SSHORT ? (SQLPOINTER)&small
								     : (SQLPOINTER)text;
		SQLULEN size;
		SQLRETURN rc;

		CHECK_STMT(look, test_direct(look, "update minus_one set b = false"));
		CHECK_STMT(stmt,
			   SQLPrepare(stmt, (SQLCHAR *)(uintptr_t) "update minus_one set b = ?",
				      SQL_NTS));
		if (trues[i].described)
			CHECK_STMT(stmt, SQLDescribeParam(stmt, 1, &type, &size, NULL, NULL));
		CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, trues[i].c_type,
						  trues[i].sql_type, 5, 0, value, 0, NULL));
		rc = SQLExecute(stmt);
		if (trues[i].state)
			CHECK_STATE(SQL_HANDLE_STMT, stmt, rc, trues[i].state);
		else
			CHECK_STMT(stmt, rc);
		CHECK_STMT(look, test_direct(look, "select b from minus_one"));
		CHECK_STMT(look, SQLFetch(look));
		CHECK_STR(test_cell(look, 1), trues[i].state ? "0" : "1");
		CHECK_STMT(look, SQLCloseCursor(look));
		test_disconnect(dbc);
	}
}

static const struct test_case cases[] = {
	TEST_CASE(each_value_comes_as_documented),
	TEST_CASE(special_numbers_are_themselves),
	TEST_CASE(special_numbers_are_bound),
	TEST_CASE(years_before_christ_are_counted_down),
	TEST_CASE(dates_of_any_year_are_bound),
	TEST_CASE(zones_are_those_of_the_session),
	TEST_CASE(a_thousand_digits_arrive_as_text),
	TEST_CASE(arrays_and_others_are_bound_as_text),
	TEST_CASE(minus_one_goes_in_as_true_where_it_comes_out_so),
};

int main(void)
{
	return test_main(cases, N(cases));
}
