/*
 * What catalog functions tell of types on Redshift: the same as a query's description,
 * whichever way they take, and whatever way a type is written.  On the stand-in: what
 * this shows is true of the stand-in.
 */
#include "config.h"

#include "catalogtest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* -- The same columns by SQLColumns and by SQLDescribeCol ------------------------- */

static long long attribute(SQLHSTMT stmt, SQLUSMALLINT column, SQLUSMALLINT field)
{
	SQLLEN n = 0;

	CHECK_STMT(stmt, SQLColAttribute(stmt, column, field, NULL, 0, NULL, &n));
	return n;
}

static void same(const char *name, const char *what, long long told, long long described)
{
	if (told != described)
		test_fail(__FILE__, __LINE__, "%s: SQLColumns tells %s %lld, the result has %lld",
			  name, what, told, described);
}

/* A row of SQLColumns as numbers; texts and NULL are 0. */
struct told {
	char name[128];
	long long cell[19];
	bool null[19];
};

static void read_told(SQLHSTMT stmt, struct told *ret)
{
	for (SQLUSMALLINT i = 1; i <= 18; i++) {
		char text[4100] = "";
		SQLLEN n;

		CHECK_STMT(stmt, SQLGetData(stmt, i, SQL_C_CHAR, text, sizeof(text), &n));
		if (i == 4)
			snprintf(ret->name, sizeof(ret->name), "%.127s", text);
		ret->null[i] = n == SQL_NULL_DATA;
		ret->cell[i] = strtoll(text, NULL, 10);
	}
}

/* Row and column tell of the same column. */
static void agree(const struct told *t, SQLHSTMT result, SQLUSMALLINT i)
{
	char name[128];
	SQLSMALLINT type, digits;
	SQLULEN size;
	long long octets = attribute(result, i, SQL_DESC_OCTET_LENGTH);

	CHECK_STMT(result, SQLDescribeCol(result, i, (SQLCHAR *)name, sizeof(name), NULL, &type,
					  &size, &digits, NULL));
	CHECK_STR(t->name, name);
	same(name, "DATA_TYPE", t->cell[5], type);
	/* Of what is approximate, SQLColumns counts bits and SQLDescribeCol decimal digits. */
	same(name, "COLUMN_SIZE", t->cell[7],
	     t->cell[10] == 2 ? attribute(result, i, SQL_DESC_PRECISION) : (long long)size);
	same(name, "BUFFER_LENGTH", t->cell[8], octets);
	same(name, "DECIMAL_DIGITS", t->cell[9], digits);
	same(name, "NUM_PREC_RADIX", t->cell[10], attribute(result, i, SQL_DESC_NUM_PREC_RADIX));
	same(name, "SQL_DATA_TYPE", t->cell[14], attribute(result, i, SQL_DESC_TYPE));
	/* ODBC: 91 to 93 are 1 to 3 of SQL_DATETIME, 101 to 113 are 1 to 13 of SQL_INTERVAL. */
	same(name, "SQL_DATETIME_SUB", t->cell[15],
	     type >= 101 && type <= 113 ? type - 100
	     : type >= 91 && type <= 93 ? type - 90
					: 0);
	if (!t->null[16])
		same(name, "CHAR_OCTET_LENGTH", t->cell[16], octets);
	same(name, "ORDINAL_POSITION", t->cell[17], i);
}

static void compare(SQLHDBC dbc, const char *catalog, const char *schema, const char *table,
		    const char *query)
{
	SQLHSTMT told = test_stmt(dbc), result = test_stmt(dbc);
	SQLSMALLINT n;

	test_diag("%s.%s.%s", catalog ? catalog : "", schema, table);
	CHECK_STMT(result, test_direct(result, query));
	CHECK_STMT(result, SQLNumResultCols(result, &n));
	CHECK(n > 0);
	CHECK_STMT(told, columns(told, catalog, schema, table, NULL));
	for (SQLUSMALLINT i = 1; i <= n; i++) {
		struct told row;

		CHECK_STMT(told, SQLFetch(told));
		read_told(told, &row);
		agree(&row, result, i);
	}
	CHECK_INT(SQLFetch(told), SQL_NO_DATA);
}

static void columns_are_what_a_query_describes(void)
{
	catalog_partner();
	test_server_exec("set role shiftpool;"
			 "create view samples.late_types as select * from samples.types;"
			 "reset role; select standin.late_binding('samples.late_types')");
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHDBC dbc = test_connect(catalog_paths[i]);

		test_diag("%s", catalog_paths[i]);
		compare(dbc, NULL, "samples", "types", "select * from samples.types");
		compare(dbc, NULL, "samples", "late\\_types", "select * from samples.late_types");
		compare(dbc, "partner", "public", "types", "select * from samples.types");
		compare(dbc, NULL, "pg_catalog", "pg\\_class",
			"select * from pg_class where false");
		compare(dbc, NULL, "pg_catalog", "pg\\_type", "select * from pg_type where false");
		compare(dbc, NULL, "pg_catalog", "pg\\_proc\\_info",
			"select * from pg_proc_info where false");
		compare(dbc, NULL, "pg_catalog", "svv\\_all\\_columns",
			"select * from svv_all_columns where false");
	}
}

/* -- Types that are told as text --------------------------------------------------- */

/* As views, data catalogs and other databases write them. */
static const struct {
	const char *text, *told; /* DATA_TYPE, COLUMN_SIZE, DECIMAL_DIGITS */
} external_types[] = {
	{ "bigint", "-5|19|0" },
	{ "boolean", "-7|1|-" },
	{ "int", "4|10|0" },
	{ "smallint", "5|5|0" },
	{ "tinyint", "5|5|0" },
	{ "float", "7|24|-" },
	{ "double", "8|53|-" },
	{ "double precision", "8|53|-" },
	{ "decimal(10,2)", "2|10|2" },
	{ "numeric(38,37)", "2|38|37" },
	{ "char(3)", "1|3|-" },
	{ "varchar(20)", "12|20|-" },
	{ "character varying(200)", "12|200|-" },
	{ "string", "12|65535|-" },
	{ "date", "91|10|-" },
	{ "timestamp", "93|26|6" },
	{ "timestamp without time zone", "93|26|6" },
	{ "timestamp with time zone", "93|26|6" },
	{ "varbyte(100)", "-4|100|-" },
	{ "super", "-1|65535|-" },
	{ "struct<a:int,b:varchar(10)>", "-1|65535|-" },
	{ "array<decimal(10,2)>", "-1|65535|-" },
	{ "map<varchar(5),int>", "-1|65535|-" },
};

static void external_types_are_types_of_this_side(void)
{
	SQLHSTMT stmt;

	catalog_partner();
	for (size_t k = 0; k < COUNT(external_types); k++) {
		char sql[400];

		snprintf(sql, sizeof(sql),
			 "select standin.external_table('spectrum', 't%02d', 'c %s')", (int)k,
			 external_types[k].text);
		test_server_exec(sql);
	}
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		stmt = test_stmt(test_connect(catalog_paths[i]));
		for (size_t k = 0; k < COUNT(external_types); k++) {
			char table[8], want[64];

			snprintf(table, sizeof(table), "t%02d", (int)k);
			snprintf(want, sizeof(want), "%s\n", external_types[k].told);
			test_diag("%s: %s", catalog_paths[i], external_types[k].text);
			CHECK_STMT(stmt, columns(stmt, NULL, "spectrum", table, NULL));
			CHECK_STR(catalog_result(stmt, "5,7,9"), want);
		}
	}
}

/* -- SQLGetTypeInfo ----------------------------------------------------------------- */

/* Name, type, size, parameters, scales. */
static const char offered[] = "varchar|-10|65535|length|-|-\n"
			      "super|-10|16777216|-|-|-\n"
			      "varchar|-9|65535|length|-|-\n"
			      "char|-8|4096|length|-|-\n"
			      "bool|-7|1|-|-|-\n"
			      "int8|-5|19|-|0|0\n"
			      "varbyte|-4|1024000|length|-|-\n"
			      "geometry|-4|1024000|-|-|-\n"
			      "geography|-4|1048316|-|-|-\n"
			      "varbyte|-3|1024000|length|-|-\n"
			      "varchar|-1|65535|length|-|-\n"
			      "super|-1|16777216|-|-|-\n"
			      "char|1|4096|length|-|-\n"
			      "numeric|2|38|precision,scale|0|37\n"
			      "decimal|3|38|precision,scale|0|37\n"
			      "int4|4|10|-|0|0\n"
			      "int2|5|5|-|0|0\n"
			      "float8|6|53|-|-|-\n"
			      "float4|7|24|-|-|-\n"
			      "float8|8|53|-|-|-\n"
			      "varchar|12|65535|length|-|-\n"
			      "timetz|12|24|-|-|-\n"
			      "date|91|10|-|-|-\n"
			      "time|92|15|-|0|6\n"
			      "timestamp|93|26|-|0|6\n"
			      "timestamptz|93|26|-|0|6\n"
			      "interval year to month|107|13|-|-|-\n"
			      "interval day to second|110|26|-|0|6\n";

static void the_types_of_redshift_are_offered(void)
{
	SQLHDBC dbc = test_connect("DSN=pooled");
	SQLHSTMT stmt = test_stmt(dbc);

	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_ALL_TYPES));
	CHECK_STR(catalog_result(stmt, "1,2,3,6,14,15"), offered);
	/* Each type alone has its rows of these. */
	for (int type = -10; type < 120; type++) {
		char wanted[16], want[300] = "";

		snprintf(wanted, sizeof(wanted), "|%d|", type);
		for (const char *row = offered; *row; row = strchr(row, '\n') + 1)
			if (strncmp(strchr(row, '|'), wanted, strlen(wanted)) == 0)
				snprintf(want + strlen(want), sizeof(want) - strlen(want), "%.*s\n",
					 (int)strcspn(row, "\n"), row);
		if (!*want)
			continue;
		CHECK_STMT(stmt, SQLGetTypeInfo(stmt, (SQLSMALLINT)type));
		CHECK_STR(catalog_result(stmt, "1,2,3,6,14,15"), want);
	}
}

/* What a program writes into CREATE TABLE. */
static void definition(SQLHSTMT info, char *to, size_t size)
{
	const char *name = test_cell(info, 1), *params = test_cell(info, 6);

	if (!params)
		snprintf(to, size, "%s", name);
	else
		snprintf(to, size, "%s(%s)", name, strchr(params, ',') ? "10,2" : "30");
}

static void tables_are_made_of_offered_types(void)
{
	SQLHDBC dbc = test_connect("DSN=plain");
	SQLHSTMT info = test_stmt(dbc), stmt = test_stmt(dbc);
	SQLRETURN rc;

	CHECK_STMT(info, SQLGetTypeInfo(info, SQL_ALL_TYPES));
	while ((rc = SQLFetch(info)) != SQL_NO_DATA) {
		char type[100], sql[200];

		CHECK_STMT(info, rc);
		definition(info, type, sizeof(type));
		test_diag("%s", type);
		test_exec(dbc, "drop table if exists made");
		snprintf(sql, sizeof(sql), "create temporary table made (c %s)", type);
		test_exec(dbc, sql);
		CHECK_STMT(stmt, columns(stmt, NULL, NULL, "made", NULL));
		CHECK_STR(catalog_result(stmt, "3,4"), "made|c\n");
	}
	/* The first one for a type takes what has that type, as it is. */
	CHECK_STMT(info, SQLCloseCursor(info));
	CHECK_STMT(info, SQLGetTypeInfo(info, SQL_LONGVARCHAR));
	CHECK_STMT(info, SQLFetch(info));
	CHECK_STR(test_cell(info, 1), "varchar");
}

static const struct test_case cases[] = {
	TEST_CASE(columns_are_what_a_query_describes),
	TEST_CASE(external_types_are_types_of_this_side),
	TEST_CASE(the_types_of_redshift_are_offered),
	TEST_CASE(tables_are_made_of_offered_types),
};

int main(void)
{
	test_diag("stand-in");
	return test_main(cases, COUNT(cases));
}
