/*
 * Catalog functions on Redshift's ways: its own catalog, late-binding views, external
 * schemas, other databases through system views and through SHOW.  On the stand-in:
 * what this shows is true of the stand-in.
 */
#include "config.h"

#include "catalogtest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SQLHSTMT prepare(const char *source)
{
	catalog_samples();
	return test_stmt(test_connect(source));
}

/* -- The connected database ------------------------------------------------- */

static void tables_of_a_schema_have_their_types(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, tables(stmt, NULL, "samples", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4,5"), "samples|a_b|TABLE|-\n"
						   "samples|axb|TABLE|-\n"
						   "samples|child|TABLE|-\n"
						   "samples|parent|TABLE|a parent\n"
						   "samples|types|TABLE|-\n"
						   "samples|bound|VIEW|-\n"
						   "samples|late|VIEW|-\n");
	CHECK_STMT(stmt, tables(stmt, NULL, "pg_catalog", "pg_class", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "pg_class|SYSTEM TABLE\n");
}

static void external_tables_are_seen_with_the_others(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, tables(stmt, NULL, "s%", "e%", NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "spectrum|events|EXTERNAL TABLE\n");
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "%e%", "EXTERNAL TABLE,VIEW"));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "spectrum|events|EXTERNAL TABLE\n"
						 "samples|late|VIEW\n");
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "%e%", "EXTERNAL TABLE"));
	CHECK_STR(catalog_result(stmt, "3"), "events\n");
}

static void enumerations_are_those_of_the_session(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	char want[256];

	catalog_samples();
	dbc = test_connect("DSN=pooled");
	stmt = test_stmt(dbc);
	snprintf(want, sizeof(want), "%s|-|-|-|-\n", test_text(dbc, "select current_database()"));
	CHECK_STMT(stmt, tables(stmt, SQL_ALL_CATALOGS, "", "", NULL));
	CHECK_STR(catalog_result(stmt, ""), want);
	CHECK_STMT(stmt, tables(stmt, "", SQL_ALL_SCHEMAS, "", NULL));
	CHECK_STR(catalog_result(stmt, "2"),
		  "information_schema\nodd 'schema\npg_catalog\npublic\nsamples\nspectrum\n");
	CHECK_STMT(stmt, tables(stmt, "", "", "", SQL_ALL_TABLE_TYPES));
	CHECK_STR(catalog_result(stmt, "4"),
		  "EXTERNAL TABLE\nLOCAL TEMPORARY\nMATERIALIZED VIEW\nSHARED TABLE\nSYSTEM TABLE\n"
		  "TABLE\nVIEW\n");
}

static void every_type_of_a_column_has_its_size(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, columns(stmt, NULL, "samples", "types", NULL));
	/* name, data type, type name, size, digits, nullable, octets, position */
	CHECK_STR(catalog_result(stmt, "4,5,6,7,9,11,16,17"),
		  "id|-5|int8|19|0|0|-|1\n"
		  "flag|-7|bool|1|-|1|-|2\n"
		  "small|5|int2|5|0|1|-|3\n"
		  "whole|4|int4|10|0|1|-|4\n"
		  "r|7|float4|24|-|1|-|5\n"
		  "d|8|float8|53|-|1|-|6\n"
		  "n|2|numeric|18|4|1|-|7\n"
		  "c|1|char|10|-|1|10|8\n"
		  "v|12|varchar|256|-|1|256|9\n"
		  "wide|12|varchar|65535|-|1|65535|10\n"
		  "day|91|date|10|-|1|-|11\n"
		  "t|92|time|15|6|1|-|12\n"
		  "tz|12|timetz|24|-|1|24|13\n"
		  "ts|93|timestamp|26|6|1|-|14\n"
		  "tstz|93|timestamptz|26|6|1|-|15\n"
		  "js|-1|super|65535|-|1|65535|16\n"
		  "bytes|-4|varbyte|64000|-|1|64000|17\n"
		  "shape|-4|geometry|1024000|-|1|1024000|18\n"
		  "place|-4|geography|1048316|-|1|1048316|19\n"
		  "sketch|-1|hllsketch|65535|-|1|65535|20\n"
		  "y2m|107|intervaly2m|13|-|1|-|21\n"
		  "d2s|110|intervald2s|26|6|1|-|22\n");
}

static void columns_tell_defaults_remarks_and_nulls(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, columns(stmt, NULL, "samples", "child", "note"));
	CHECK_STR(catalog_result(stmt, "4,11,13,18"), "note|1|'none'|YES\n");
	CHECK_STMT(stmt, columns(stmt, NULL, "samples", "parent", NULL));
	CHECK_STR(catalog_result(stmt, "4,11,12,18"), "id|0|-|NO\npart|0|-|NO\n"
						      "name|1|its name|YES\n");
	CHECK_STMT(stmt, columns(stmt, NULL, "samples", "axb", NULL));
	CHECK_STR(catalog_result(stmt, "4,17"), "y|1\n");
}

static void late_binding_views_have_their_columns(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, columns(stmt, NULL, "samples", "late", NULL));
	CHECK_STR(catalog_result(stmt, "4,5,6,7,9,11,17,18"), "id|4|int4|10|0|2|1|\n"
							      "name|12|varchar|100|-|2|2|\n"
							      "price|2|numeric|10|2|2|3|\n");
}

static void external_columns_have_types_of_this_side(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, columns(stmt, NULL, "spectrum", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,6,7,9,17"),
		  "spectrum|events|event_id|-5|int8|19|0|1\n"
		  "spectrum|events|name|12|varchar|200|-|2\n"
		  "spectrum|events|price|2|numeric|10|2|3\n"
		  "spectrum|events|happened|93|timestamp|26|6|4\n"
		  "spectrum|events|tags|-1|array<varchar(20)>|65535|-|5\n");
}

static const struct {
	const char *schema, *table, *rows;
} patterns[] = {
	{ "samples", "a_b", "a_b\naxb\n" },
	{ "samples", "a\\_b", "a_b\n" },
	{ "samples", "a%b", "a_b\naxb\n" },
	{ "odd 'schema", "%", "ta'ble%_\n" },
	{ "odd 'schema", "ta'ble\\%\\_", "ta'ble%_\n" },
	{ "samples", "x' or 'a' = 'a", "" },
	{ "samples'; drop table samples.a_b; --", "%", "" },
	{ "samples", "$1", "" },
	{ "", "a_b", "" },
};

static void patterns_and_quotes_are_only_data(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		test_diag("%s.%s", patterns[i].schema, patterns[i].table);
		CHECK_STMT(stmt, tables(stmt, NULL, patterns[i].schema, patterns[i].table, NULL));
		CHECK_STR(catalog_result(stmt, "3"), patterns[i].rows);
	}
	CHECK_STMT(stmt, columns(stmt, NULL, "odd 'schema", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "4,7"), "co\\l|7\n");
}

static void temporary_tables_are_seen_by_their_session_alone(void)
{
	SQLHDBC mine, theirs;
	SQLHSTMT stmt;

	catalog_samples();
	mine = test_connect("DSN=plain");
	theirs = test_connect("DSN=plain");
	test_exec(mine, "create temporary table fleeting (a integer)");
	stmt = test_stmt(mine);
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "fleeting", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "fleeting|LOCAL TEMPORARY\n");
	CHECK_STMT(stmt, columns(stmt, NULL, NULL, "fleeting", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "fleeting|a\n");
	stmt = test_stmt(theirs);
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "fleeting", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
}

static void declared_keys_are_told(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, TEXT_ARG("samples"), TEXT_ARG("parent")));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,6"), "samples|parent|id|1|parent_pkey\n"
						     "samples|parent|part|2|parent_pkey\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NULL, 0, NULL, 0, NULL, 0, NULL, 0,
					TEXT_ARG("samples"), TEXT_ARG("child")));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9,10,12,13"),
		  "parent|id|child|parent_id|1|3|child_parent|parent_pkey\n"
		  "parent|part|child|parent_part|2|3|child_parent|parent_pkey\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG("parent"), NULL, 0, NULL,
					0, NULL, 0));
	CHECK_STR(catalog_result(stmt, "7,8"), "child|parent_id\nchild|parent_part\n");
	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_BEST_ROWID, NULL, 0, TEXT_ARG("samples"),
					   TEXT_ARG("parent"), SQL_SCOPE_SESSION, SQL_NO_NULLS));
	CHECK_STR(catalog_result(stmt, "1,2,3,4,8"), "2|id|4|int4|1\n2|part|4|int4|1\n");
}

static void there_are_no_indexes_and_no_row_versions(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, SQLStatistics(stmt, NULL, 0, TEXT_ARG("samples"), TEXT_ARG("parent"),
				       SQL_INDEX_ALL, SQL_QUICK));
	CHECK_STR(catalog_result(stmt, "3,6,7,9"), "parent|-|0|-\n");
	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_ROWVER, NULL, 0, TEXT_ARG("samples"),
					   TEXT_ARG("parent"), SQL_SCOPE_SESSION, SQL_NULLABLE));
	CHECK_STR(catalog_result(stmt, "2"), "");
}

static void routines_are_told_with_their_arguments(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, SQLProcedures(stmt, NULL, 0, TEXT_ARG("samples"), TEXT_ARG("%")));
	CHECK_STR(catalog_result(stmt, "3,4,5,6,8"), "add_up|2|1|0|1\ntwice|1|0|0|2\n");
	CHECK_STMT(stmt,
		   SQLProcedureColumns(stmt, NULL, 0, TEXT_ARG("samples"), TEXT_ARG("%"), NULL, 0));
	CHECK_STR(catalog_result(stmt, "3,4,5,6,7,18"), "add_up|a|1|4|int4|1\n"
							"add_up|b|2|4|int4|2\n"
							"twice||5|4|int4|0\n"
							"twice||1|4|int4|1\n");
}

static void privileges_are_read_from_access_lists(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt,
		   SQLTablePrivileges(stmt, NULL, 0, TEXT_ARG("samples"), TEXT_ARG("parent")));
	CHECK_STR(catalog_result(stmt, "4,5,6,7"), "_SYSTEM|shiftpool|DELETE|YES\n"
						   "_SYSTEM|shiftpool|DROP|YES\n"
						   "shiftpool|postgres|INSERT|YES\n"
						   "_SYSTEM|shiftpool|INSERT|YES\n"
						   "_SYSTEM|shiftpool|REFERENCES|YES\n"
						   "shiftpool|PUBLIC|SELECT|NO\n"
						   "_SYSTEM|shiftpool|SELECT|YES\n"
						   "_SYSTEM|shiftpool|TRIGGER|YES\n"
						   "_SYSTEM|shiftpool|UPDATE|YES\n");
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, NULL, 0, TEXT_ARG("samples"), TEXT_ARG("parent"),
					     TEXT_ARG("na%")));
	CHECK_STR(catalog_result(stmt, "4,5,6,7,8"), "name|shiftpool|postgres|INSERT|YES\n"
						     "name|_SYSTEM|shiftpool|INSERT|YES\n"
						     "name|_SYSTEM|shiftpool|REFERENCES|YES\n"
						     "name|shiftpool|PUBLIC|SELECT|NO\n"
						     "name|_SYSTEM|shiftpool|SELECT|YES\n"
						     "name|_SYSTEM|shiftpool|UPDATE|YES\n");
}

/* -- Other databases ---------------------------------------------------------- */

static void another_database_is_seen_by_its_name(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, tables(stmt, "partner", NULL, NULL, NULL));
	CHECK_STR(catalog_result(stmt, "1,2,3,4"), "partner|public|orders|SHARED TABLE\n");
	CHECK_STMT(stmt, columns(stmt, "partner", NULL, "ord%", NULL));
	CHECK_STR(catalog_result(stmt, "1,3,4,5,7,11,17"), "partner|orders|id|-5|19|0|1\n"
							   "partner|orders|customer|12|100|1|2\n");
}

static void all_databases_are_seen_when_wanted(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled;DatabaseMetadataCurrentDbOnly=0");

	CHECK_STMT(stmt, tables(stmt, SQL_ALL_CATALOGS, "", "", NULL));
	CHECK(strstr(catalog_result(stmt, "1"), "partner\n"));
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "orders", NULL));
	CHECK_STR(catalog_result(stmt, "1,2,3,4"), "partner|public|orders|SHARED TABLE\n");
	CHECK_STMT(stmt, tables(stmt, NULL, "spectrum", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "spectrum|events|EXTERNAL TABLE\n");
}

/* The stand-in's SHOW looks into the session's own database only: the catalog is its name. */
static void keys_of_another_database_come_by_show(void)
{
	SQLHSTMT stmt = prepare("DSN=pooled");

	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, TEXT_ARG("partner"), TEXT_ARG("public"),
					TEXT_ARG("orders")));
	CHECK_STR(catalog_result(stmt, "3,4,5"), "");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    SQLPrimaryKeys(stmt, TEXT_ARG("partner"), NULL, 0, TEXT_ARG("orders")),
		    "HYC00");
}

static void without_show_keys_of_another_database_are_refused(void)
{
	SQLHSTMT stmt = prepare("DSN=legacy");

	CHECK_STMT(stmt, columns(stmt, "partner", NULL, "ord%", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "orders|id\norders|customer\n");
	CHECK_STATE(
		SQL_HANDLE_STMT, stmt,
		SQLPrimaryKeys(stmt, TEXT_ARG("partner"), TEXT_ARG("public"), TEXT_ARG("orders")),
		"HYC00");
}

static const struct test_case cases[] = {
	TEST_CASE(tables_of_a_schema_have_their_types),
	TEST_CASE(external_tables_are_seen_with_the_others),
	TEST_CASE(enumerations_are_those_of_the_session),
	TEST_CASE(every_type_of_a_column_has_its_size),
	TEST_CASE(columns_tell_defaults_remarks_and_nulls),
	TEST_CASE(late_binding_views_have_their_columns),
	TEST_CASE(external_columns_have_types_of_this_side),
	TEST_CASE(patterns_and_quotes_are_only_data),
	TEST_CASE(temporary_tables_are_seen_by_their_session_alone),
	TEST_CASE(declared_keys_are_told),
	TEST_CASE(there_are_no_indexes_and_no_row_versions),
	TEST_CASE(routines_are_told_with_their_arguments),
	TEST_CASE(privileges_are_read_from_access_lists),
	TEST_CASE(another_database_is_seen_by_its_name),
	TEST_CASE(all_databases_are_seen_when_wanted),
	TEST_CASE(keys_of_another_database_come_by_show),
	TEST_CASE(without_show_keys_of_another_database_are_refused),
};

int main(void)
{
	test_diag("stand-in");
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
