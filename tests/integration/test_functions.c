/*
 * Scalar functions and conversions on a server: each line of scalar_functions.tsv
 * as an application sends it, and everything that SQLGetInfo claims of them.
 */
#include "config.h"

#include "odbctest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N(a) (sizeof(a) / sizeof((a)[0]))

static FILE *table(void)
{
	const char *top = getenv("top_srcdir");
	char path[1024];
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/integration/scalar_functions.tsv", top ? top : ".");
	f = fopen(path, "r");
	CHECK(f);
	return f;
}

/* A line without its end; false: comments and empty lines. */
static bool is_case(char *line)
{
	line[strcspn(line, "\n")] = '\0';
	return *line && *line != '#';
}

static const char *cell_or_null(SQLHSTMT stmt, SQLUSMALLINT col)
{
	const char *text = test_cell(stmt, col);

	return text ? text : "NULL";
}

/* What a line says of the server that the test runs on. */
struct expression {
	const char *sql, *value, *type;
	bool absent; /* that server has no such thing */
};

static struct expression take_apart(char *line)
{
	struct expression e = { line, NULL, NULL, false };
	char *cells[5] = { NULL };

	for (size_t i = 0; i < N(cells) && line; i++) {
		cells[i] = line;
		line = strchr(line, '\t');
		if (line)
			*line++ = '\0';
	}
	CHECK(cells[2]);
	e.value = test_either(cells[1], cells[3] ? cells[3] : cells[1]);
	e.type = test_either(cells[2], cells[4] ? cells[4] : cells[2]);
	e.absent = strcmp(e.value, "-") == 0;
	return e;
}

/* The type as a result's description names it. */
static const char *short_name(const char *type)
{
	static const char *const names[][2] = {
		{ "bigint", "int8" },
		{ "boolean", "bool" },
		{ "character varying", "varchar" },
		{ "double precision", "float8" },
		{ "integer", "int4" },
		{ "real", "float4" },
		{ "smallint", "int2" },
		{ "time without time zone", "time" },
		{ "timestamp without time zone", "timestamp" },
	};

	for (size_t i = 0; i < N(names); i++)
		if (strcmp(type, names[i][0]) == 0)
			return names[i][1];
	return type;
}

/*
 * The value in the server's words, and its type.  On Redshift there is no pg_typeof(),
 * and no cast of a boolean to text; there a table beside it shows functions that run on
 * the leader node only.
 */
static bool gives(SQLHSTMT stmt, const struct expression *e, const char **ret_value,
		  const char **ret_type)
{
	static SQLCHAR name[128];
	char sql[4096];

	if (!test_on_redshift())
		snprintf(sql, sizeof(sql),
			 "select x::text, pg_typeof(x)::text, x from (select %s) as s (x)", e->sql);
	else
		snprintf(sql, sizeof(sql), "select %s from one_row", e->sql);
	if (!SQL_SUCCEEDED(test_direct(stmt, sql)) || !SQL_SUCCEEDED(SQLFetch(stmt)))
		return false;
	*ret_value = cell_or_null(stmt, 1);
	if (!test_on_redshift()) {
		*ret_type = cell_or_null(stmt, 2);
		*ret_value = strcmp(*ret_value, "true") == 0    ? "t"
			     : strcmp(*ret_value, "false") == 0 ? "f"
								: *ret_value;
		return true;
	}
	CHECK_STMT(stmt,
		   SQLColAttribute(stmt, 1, SQL_DESC_TYPE_NAME, name, sizeof(name), NULL, NULL));
	*ret_type = (const char *)name;
	if (strcmp(*ret_type, "bool") == 0)
		*ret_value = strcmp(*ret_value, "1") == 0 ? "t" : "f";
	return true;
}

static bool runs(SQLHSTMT stmt, const struct expression *e)
{
	const char *value = NULL, *type = NULL, *want = test_either(e->type, short_name(e->type));
	bool same = false;

	if (!gives(stmt, e, &value, &type)) {
		test_diag("%s: %s", e->sql, test_diagnostics(SQL_HANDLE_STMT, stmt));
	} else {
		same = strcmp(value, e->value) == 0 && strcmp(type, want) == 0;
		if (!same)
			test_diag("%s: %s of %s, expected %s of %s", e->sql, value, type, e->value,
				  want);
	}
	SQLFreeStmt(stmt, SQL_CLOSE);
	return same;
}

static void each_function_gives_its_value(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);
	FILE *f = table();
	char line[2048];
	int wrong = 0, n = 0;

	test_exec(dbc, "set timezone = 'UTC'");
	test_exec(dbc, test_either("set intervalstyle = 'postgres'",
				   "create temporary table one_row as select 1 as one"));
	while (fgets(line, sizeof(line), f)) {
		struct expression e;

		if (!is_case(line))
			continue;
		e = take_apart(line);
		if (e.absent)
			continue;
		n++;
		wrong += !runs(stmt, &e);
	}
	fclose(f);
	test_diag("%d expressions", n);
	CHECK(n > 200);
	CHECK_INT(wrong, 0);
}

/* -- claims -------------------------------------------------------------------- */

/* By bit, from the lowest. */
static const char *const strings[] = { "CONCAT",       "INSERT",
				       "LEFT",         "LTRIM",
				       "LENGTH",       "LOCATE",
				       "LCASE",        "REPEAT",
				       "REPLACE",      "RIGHT",
				       "RTRIM",        "SUBSTRING",
				       "UCASE",        "ASCII",
				       "CHAR",         "DIFFERENCE",
				       "LOCATE",       "SOUNDEX",
				       "SPACE",        "BIT_LENGTH",
				       "CHAR_LENGTH",  "CHARACTER_LENGTH",
				       "OCTET_LENGTH", "POSITION" };
static const char *const numbers[] = {
	"ABS", "ACOS",  "ASIN",    "ATAN",  "ATAN2", "CEILING", "COS",   "COT",
	"EXP", "FLOOR", "LOG",     "MOD",   "SIGN",  "SIN",     "SQRT",  "TAN",
	"PI",  "RAND",  "DEGREES", "LOG10", "POWER", "RADIANS", "ROUND", "TRUNCATE"
};
static const char *const dates[] = {
	"NOW",     "CURDATE",   "DAYOFMONTH",   "DAYOFWEEK",    "DAYOFYEAR",
	"MONTH",   "QUARTER",   "WEEK",         "YEAR",         "CURTIME",
	"HOUR",    "MINUTE",    "SECOND",       "TIMESTAMPADD", "TIMESTAMPDIFF",
	"DAYNAME", "MONTHNAME", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP",
	"EXTRACT"
};
static const char *const systems[] = { "USER", "DATABASE", "IFNULL" };
static const char *const adds[] = {
	"TIMESTAMPADD(SQL_TSI_FRAC_SECOND", "TIMESTAMPADD(SQL_TSI_SECOND",
	"TIMESTAMPADD(SQL_TSI_MINUTE",      "TIMESTAMPADD(SQL_TSI_HOUR",
	"TIMESTAMPADD(SQL_TSI_DAY",         "TIMESTAMPADD(SQL_TSI_WEEK",
	"TIMESTAMPADD(SQL_TSI_MONTH",       "TIMESTAMPADD(SQL_TSI_QUARTER",
	"TIMESTAMPADD(SQL_TSI_YEAR"
};
static const char *const diffs[] = {
	"TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND", "TIMESTAMPDIFF(SQL_TSI_SECOND",
	"TIMESTAMPDIFF(SQL_TSI_MINUTE",      "TIMESTAMPDIFF(SQL_TSI_HOUR",
	"TIMESTAMPDIFF(SQL_TSI_DAY",         "TIMESTAMPDIFF(SQL_TSI_WEEK",
	"TIMESTAMPDIFF(SQL_TSI_MONTH",       "TIMESTAMPDIFF(SQL_TSI_QUARTER",
	"TIMESTAMPDIFF(SQL_TSI_YEAR"
};

static const struct {
	SQLUSMALLINT info;
	const char *const *names;
	size_t n;
} claims[] = {
	{ SQL_STRING_FUNCTIONS, strings, N(strings) },
	{ SQL_NUMERIC_FUNCTIONS, numbers, N(numbers) },
	{ SQL_TIMEDATE_FUNCTIONS, dates, N(dates) },
	{ SQL_SYSTEM_FUNCTIONS, systems, N(systems) },
	{ SQL_TIMEDATE_ADD_INTERVALS, adds, N(adds) },
	{ SQL_TIMEDATE_DIFF_INTERVALS, diffs, N(diffs) },
};

static SQLUINTEGER mask(SQLHDBC dbc, SQLUSMALLINT info)
{
	SQLUINTEGER v = 0;

	CHECK_DBC(dbc, SQLGetInfo(dbc, info, &v, sizeof(v), NULL));
	return v;
}

/* Whether the table has a line with that function for this server. */
static bool in_table(const char *name)
{
	char line[2048], call[80];
	FILE *f = table();
	bool found = false;

	snprintf(call, sizeof(call), "{fn %s", name);
	while (!found && fgets(line, sizeof(line), f)) {
		struct expression e;
		const char *at;

		if (!is_case(line))
			continue;
		e = take_apart(line);
		at = e.absent ? NULL : strstr(e.sql, call);
		found = at && strchr("( ,}", at[strlen(call)]);
	}
	fclose(f);
	return found;
}

static void each_function_that_is_claimed_was_run(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");

	for (size_t i = 0; i < N(claims); i++) {
		SQLUINTEGER bits = mask(dbc, claims[i].info);

		CHECK(bits);
		CHECK(!(bits >> claims[i].n));
		for (size_t b = 0; b < claims[i].n; b++) {
			if ((bits & (1U << b)) && !in_table(claims[i].names[b]))
				test_fail(__FILE__, __LINE__, "%s is claimed and not in the table",
					  claims[i].names[b]);
		}
	}
}

/* -- conversions ------------------------------------------------------------------ */

static const struct {
	SQLUINTEGER bit;
	const char *name;
	const char *text; /* of a value that converts to it */
} targets[] = {
	{ SQL_CVT_CHAR, "SQL_CHAR", "x" },
	{ SQL_CVT_NUMERIC, "SQL_NUMERIC", "1" },
	{ SQL_CVT_DECIMAL, "SQL_DECIMAL", "1" },
	{ SQL_CVT_INTEGER, "SQL_INTEGER", "1" },
	{ SQL_CVT_SMALLINT, "SQL_SMALLINT", "1" },
	{ SQL_CVT_FLOAT, "SQL_FLOAT", "1" },
	{ SQL_CVT_REAL, "SQL_REAL", "1" },
	{ SQL_CVT_DOUBLE, "SQL_DOUBLE", "1" },
	{ SQL_CVT_VARCHAR, "SQL_VARCHAR", "x" },
	{ SQL_CVT_LONGVARCHAR, "SQL_LONGVARCHAR", "x" },
	{ SQL_CVT_BINARY, "SQL_BINARY", "\\x01" },
	{ SQL_CVT_VARBINARY, "SQL_VARBINARY", "\\x01" },
	{ SQL_CVT_BIT, "SQL_BIT", "1" },
	{ SQL_CVT_TINYINT, "SQL_TINYINT", "1" },
	{ SQL_CVT_BIGINT, "SQL_BIGINT", "1" },
	{ SQL_CVT_DATE, "SQL_DATE", "2024-02-29" },
	{ SQL_CVT_TIME, "SQL_TIME", "12:34:56" },
	{ SQL_CVT_TIMESTAMP, "SQL_TIMESTAMP", "2024-02-29 12:34:56" },
	{ SQL_CVT_LONGVARBINARY, "SQL_LONGVARBINARY", "\\x01" },
	{ SQL_CVT_INTERVAL_YEAR_MONTH, "SQL_INTERVAL_YEAR_TO_MONTH", "1-2" },
	{ SQL_CVT_INTERVAL_DAY_TIME, "SQL_INTERVAL_DAY_TO_SECOND", "1 02:03:04" },
	{ SQL_CVT_WCHAR, "SQL_WCHAR", "x" },
	{ SQL_CVT_WLONGVARCHAR, "SQL_WLONGVARCHAR", "x" },
	{ SQL_CVT_WVARCHAR, "SQL_WVARCHAR", "x" },
	{ SQL_CVT_GUID, "SQL_GUID", "0f0e0d0c-0b0a-0908-0706-050403020100" },
};

/* value: NULL: text, so one that suits the target. */
static const struct {
	SQLUSMALLINT info;
	const char *type, *value;
} sources[] = {
	{ SQL_CONVERT_BIGINT, "bigint", "1" },
	{ SQL_CONVERT_BINARY, "bytea", "\\x01" },
	{ SQL_CONVERT_BIT, "bool", "1" },
	{ SQL_CONVERT_CHAR, "char(36)", NULL },
	{ SQL_CONVERT_DATE, "date", "2024-02-29" },
	{ SQL_CONVERT_DECIMAL, "numeric", "1" },
	{ SQL_CONVERT_DOUBLE, "float8", "1" },
	{ SQL_CONVERT_FLOAT, "float8", "1" },
	{ SQL_CONVERT_INTEGER, "integer", "1" },
	{ SQL_CONVERT_LONGVARCHAR, "text", NULL },
	{ SQL_CONVERT_NUMERIC, "numeric", "1" },
	{ SQL_CONVERT_REAL, "real", "1" },
	{ SQL_CONVERT_SMALLINT, "smallint", "1" },
	{ SQL_CONVERT_TIME, "time", "12:34:56" },
	{ SQL_CONVERT_TIMESTAMP, "timestamp", "2024-02-29 12:34:56" },
	{ SQL_CONVERT_TINYINT, "smallint", "1" },
	{ SQL_CONVERT_VARBINARY, "bytea", "\\x01" },
	{ SQL_CONVERT_VARCHAR, "varchar(40)", NULL },
	{ SQL_CONVERT_LONGVARBINARY, "bytea", "\\x01" },
	{ SQL_CONVERT_WCHAR, "char(36)", NULL },
	{ SQL_CONVERT_WVARCHAR, "varchar(40)", NULL },
	{ SQL_CONVERT_WLONGVARCHAR, "text", NULL },
	{ SQL_CONVERT_GUID, "uuid", "0f0e0d0c-0b0a-0908-0706-050403020100" },
	{ SQL_CONVERT_INTERVAL_DAY_TIME, "interval", "1 02:03:04" },
	{ SQL_CONVERT_INTERVAL_YEAR_MONTH, "interval", "1-2" },
};

static bool converts(SQLHSTMT stmt, size_t s, size_t t)
{
	char sql[200];
	bool ok;

	snprintf(sql, sizeof(sql), "select {fn CONVERT('%s'::%s, %s)}",
		 sources[s].value ? sources[s].value : targets[t].text, sources[s].type,
		 targets[t].name);
	ok = SQL_SUCCEEDED(test_direct(stmt, sql)) && SQL_SUCCEEDED(SQLFetch(stmt));
	if (!ok)
		test_diag("%s: %s", sql, test_diagnostics(SQL_HANDLE_STMT, stmt));
	SQLFreeStmt(stmt, SQL_CLOSE);
	return ok;
}

static void each_conversion_that_is_claimed_works(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);
	int n = 0, wrong = 0;

	for (size_t s = 0; s < N(sources); s++) {
		SQLUINTEGER bits = mask(dbc, sources[s].info);

		for (size_t t = 0; t < N(targets); t++) {
			if (!(bits & targets[t].bit))
				continue;
			n++;
			wrong += !converts(stmt, s, t);
			bits &= ~targets[t].bit;
		}
		CHECK_INT(bits, 0);
	}
	test_diag("%d conversions", n);
	CHECK(n > 150);
	CHECK_INT(wrong, 0);
}

/* Functions work on columns and parameters as they do on literals. */
static void functions_take_columns_and_parameters(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT stmt = test_stmt(dbc);
	char text[16] = "needle", date[12] = "2024-01-31";
	SQLINTEGER months = 1;
	SQLLEN n = SQL_NTS, months_n = 0;

	test_exec(dbc, "create temporary table hay (a text, d date)");
	test_exec(dbc, "insert into hay values ('hay needle hay', '2024-02-29')");
	CHECK_STMT(stmt, SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 16, 0,
					  text, sizeof(text), &n));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
					  &months, 0, &months_n));
	CHECK_STMT(stmt, SQLBindParameter(stmt, 3, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_TYPE_DATE, 10,
					  0, date, sizeof(date), &n));
	CHECK_STMT(stmt,
		   test_direct(stmt,
			       "select {fn LOCATE(?, a)}, {fn DAYOFWEEK(d)}, "
			       "{fn TIMESTAMPADD(SQL_TSI_MONTH, ?, {fn CONVERT(?, SQL_DATE)})},"
			       "{fn TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-01-01'}, d)} from hay"));
	CHECK_STR(test_rows(stmt), "5|5|2024-02-29 00:00:00|59\n");
}

static const struct test_case cases[] = {
	TEST_CASE(each_function_gives_its_value),
	TEST_CASE(each_function_that_is_claimed_was_run),
	TEST_CASE(each_conversion_that_is_claimed_works),
	TEST_CASE(functions_take_columns_and_parameters),
};

int main(void)
{
	return test_main(cases, N(cases));
}
