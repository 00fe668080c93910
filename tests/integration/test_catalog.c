/*
 * Catalog functions: SQLTables and SQLColumns, the kinds of arguments, and what
 * all catalog functions share.
 */
#include "config.h"

#include "catalogtest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SQLHSTMT prepare(void)
{
	catalog_schema();
	return test_stmt(test_connect("DSN=pooled"));
}

/* The rows on this server.  redshift: NULL if they are the same there. */
static const char *of_both(const char *rows, const char *redshift)
{
	return redshift ? test_either(rows, redshift) : rows;
}

/* -- SQLTables --------------------------------------------------------------- */

#define ROW(name) "TABLE|" name "|-\n"

static const char kinds[] = "FOREIGN TABLE|file|-\nMATERIALIZED "
			    "VIEW|matview|-\nTABLE|customers|Who buys — «тест»\n" ROW(
				    "deferred_key") ROW("granted") ROW("holes") ROW("indexed")
				    ROW("keyless") ROW("lines") ROW("notes") ROW("nullable_key")
					    ROW("orders") ROW("part_uses") ROW("part_uses_0")
						    ROW("parts") ROW("parts_2020")
							    ROW("two_keys") "VIEW|view|-\n";

static const char redshift_kinds[] = "TABLE|customers|Who buys — «тест»\n" ROW("granted")
	ROW("holes") ROW("indexed") ROW("keyless") ROW("lines") ROW("notes")
		ROW("orders") "VIEW|view|-\n";

static void each_kind_of_table_has_its_type(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, tables(stmt, NULL, "shop", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "4,3,5"), test_either(kinds, redshift_kinds));
	CHECK_STMT(stmt, tables(stmt, NULL, "pg_catalog", "pg_class", NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "pg_catalog|pg_class|SYSTEM TABLE\n");
	CHECK_STMT(stmt, tables(stmt, NULL, "information_schema", "columns", NULL));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "information_schema|columns|SYSTEM TABLE\n");
}

static const struct {
	const char *types;
	const char *rows;
	const char *redshift; /* NULL: the same */
} type_lists[] = {
	{ "VIEW", "VIEW|view\n", NULL },
	{ "'VIEW'", "VIEW|view\n", NULL },
	{ "VIEW, MATERIALIZED VIEW", "MATERIALIZED VIEW|matview\nVIEW|view\n", "VIEW|view\n" },
	{ "'VIEW','FOREIGN TABLE'", "FOREIGN TABLE|file\nVIEW|view\n", "VIEW|view\n" },
	{ "view", "VIEW|view\n", NULL },
	{ "SYNONYM", "", NULL },
	{ "SYNONYM,VIEW", "VIEW|view\n", NULL },
	{ "VIEW'); DROP TABLE shop.orders --", "", NULL },
};

static void the_type_list_is_taken_with_and_without_quotes(void)
{
	SQLHSTMT stmt = prepare();

	for (size_t i = 0; i < sizeof(type_lists) / sizeof(type_lists[0]); i++) {
		CHECK_STMT(stmt, tables(stmt, NULL, "shop", "%", type_lists[i].types));
		CHECK_STR(catalog_result(stmt, "4,3"),
			  of_both(type_lists[i].rows, type_lists[i].redshift));
	}
	CHECK_STMT(stmt, tables(stmt, NULL, "shop", "lines", ""));
	CHECK_STR(catalog_result(stmt, "4,3"), "TABLE|lines\n");
	CHECK_STMT(stmt, tables(stmt, NULL, "shop", "lines", "%"));
	CHECK_STR(catalog_result(stmt, "4,3"), "TABLE|lines\n");
}

static void catalogs_are_enumerated(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	char want[256];

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	stmt = test_stmt(dbc);
	snprintf(want, sizeof(want), "%s|-|-|-|-\n", test_text(dbc, "select current_database()"));
	CHECK_STMT(stmt, tables(stmt, SQL_ALL_CATALOGS, "", "", NULL));
	CHECK_STR(catalog_result(stmt, ""), want);
	CHECK_STMT(stmt, tables(stmt, SQL_ALL_CATALOGS, "", "", "TABLE"));
	CHECK_STR(catalog_result(stmt, ""), want);
}

static void schemas_are_enumerated(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, tables(stmt, "", SQL_ALL_SCHEMAS, "", NULL));
	CHECK_STR(catalog_result(stmt, ""),
		  "-|Mixed Case|-|-|-\n-|information_schema|-|-|-\n-|other|-|-|-\n"
		  "-|pg_catalog|-|-|-\n-|public|-|-|-\n-|shop|-|-|-\n");
}

static void table_types_are_enumerated(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, tables(stmt, "", "", "", SQL_ALL_TABLE_TYPES));
	CHECK_STR(catalog_result(stmt, ""),
		  test_either("-|-|-|FOREIGN TABLE|-\n-|-|-|LOCAL TEMPORARY|-\n"
			      "-|-|-|MATERIALIZED VIEW|-\n-|-|-|SYSTEM TABLE|-\n"
			      "-|-|-|TABLE|-\n-|-|-|VIEW|-\n",
			      "-|-|-|EXTERNAL TABLE|-\n-|-|-|LOCAL TEMPORARY|-\n"
			      "-|-|-|MATERIALIZED VIEW|-\n-|-|-|SHARED TABLE|-\n"
			      "-|-|-|SYSTEM TABLE|-\n-|-|-|TABLE|-\n-|-|-|VIEW|-\n"));
}

static void temporary_tables_are_seen_by_their_session_alone(void)
{
	SQLHDBC mine, theirs;
	SQLHSTMT stmt;

	catalog_schema();
	mine = test_connect("DSN=plain");
	theirs = test_connect("DSN=plain");
	test_exec(mine, "create temporary table fleeting (a int primary key)");
	stmt = test_stmt(mine);
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "fleeting", "LOCAL TEMPORARY"));
	CHECK_STR(catalog_result(stmt, "3,4"), "fleeting|LOCAL TEMPORARY\n");
	CHECK_STMT(stmt, columns(stmt, NULL, NULL, "fleeting", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "fleeting|a\n");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG("fleeting")));
	CHECK_STR(catalog_result(stmt, "3,4,5"), "fleeting|a|1\n");
	stmt = test_stmt(theirs);
	CHECK_STMT(stmt, tables(stmt, NULL, NULL, "fleeting", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
	CHECK_STMT(stmt, columns(stmt, NULL, NULL, "fleeting", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG("fleeting")));
	CHECK_STR(catalog_result(stmt, "3,4,5"), "");
}

static void system_tables_can_be_shown_as_tables(void)
{
	SQLHSTMT stmt;

	catalog_schema();
	stmt = test_stmt(test_connect("DSN=pooled;ShowSystemTables=1"));
	/* In the stand-in it is a view. */
	CHECK_STMT(stmt,
		   tables(stmt, NULL, "pg_catalog", "pg\\_class", test_either("TABLE", "VIEW")));
	CHECK_STR(catalog_result(stmt, "3,4"), test_either("pg_class|TABLE\n", "pg_class|VIEW\n"));
	CHECK_STMT(stmt, tables(stmt, NULL, "pg_catalog", "pg\\_views", "VIEW"));
	CHECK_STR(catalog_result(stmt, "3,4"), "pg_views|VIEW\n");
}

/* -- Kinds of arguments ------------------------------------------------------- */

static const struct {
	const char *schema, *table, *rows;
} patterns[] = {
	{ "other", "a_b", "a%b\na\\b\na_b\naxb\n" },
	{ "other", "a\\_b", "a_b\n" },
	{ "other", "a\\%b", "a%b\n" },
	{ "other", "a\\\\b", "a\\b\n" },
	{ "other", "a\\b", "a\\b\n" },
	{ "other", "a%", "a%b\na\\b\na_b\naxb\n" },
	{ "other", "A%", "" },
	{ "OTHER", "a%", "" },
	{ "oth_r", "axb", "axb\n" },
	{ "other", "", "" },
	{ "", "axb", "" },
	{ "other", "\\", "" },
	{ "Mixed Case", "%", "Table \"One\"\n" },
	{ "Mixed Case", "Table \"One\"", "Table \"One\"\n" },
	{ "other", "größe%", "größe_таблица_表\n" },
	{ "other", "gr__e\\_таблица\\__", "größe_таблица_表\n" },
	{ "other", "n23456789\\_123456789\\_123456789\\_123456789\\_123456789\\_123456789\\_123",
	  "n23456789_123456789_123456789_123456789_123456789_123456789_123\n" },
	{ "other", "axb' OR 'a' = 'a", "" },
	{ "other", "$1", "" },
};

static void patterns_match_as_odbc_says(void)
{
	SQLHSTMT stmt = prepare();

	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		test_diag("%s.%s", patterns[i].schema, patterns[i].table);
		CHECK_STMT(stmt, tables(stmt, NULL, patterns[i].schema, patterns[i].table, NULL));
		CHECK_STR(catalog_result(stmt, "3"), patterns[i].rows);
	}
}

static void a_catalog_that_is_not_ours_has_nothing(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	const char *ours;
	char part[128];

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	stmt = test_stmt(dbc);
	ours = test_text(dbc, "select current_database()");
	CHECK_STMT(stmt, tables(stmt, ours, "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "lines\n");
	CHECK_STMT(stmt, tables(stmt, "%", "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "lines\n");
	snprintf(part, sizeof(part), "%.4s%%", ours);
	CHECK_STMT(stmt, tables(stmt, part, "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "lines\n");
	CHECK_STMT(stmt, tables(stmt, "postgres", "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "");
	CHECK_STMT(stmt, tables(stmt, "", "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "");
	/* Elsewhere the catalog is an ordinary argument. */
	CHECK_STMT(stmt, columns(stmt, ours, "shop", "lines", "what"));
	CHECK_STR(catalog_result(stmt, "4"), "what\n");
	CHECK_STMT(stmt, columns(stmt, "%", "shop", "lines", "what"));
	CHECK_STR(catalog_result(stmt, "4"), "");
	CHECK_STMT(stmt, columns(stmt, "postgres", "shop", "lines", "what"));
	CHECK_STR(catalog_result(stmt, "4"), "");
}

/* Redshift folds between quotes, too. */
static const struct {
	const char *schema, *table, *column, *rows, *redshift;
} identifiers[] = {
	{ "SHOP", "Holes", "A", "holes|a\n", NULL },
	{ "shop  ", "holes ", "a ", "holes|a\n", NULL },
	{ "\"shop\"", "\"holes\"", "\"a\"", "holes|a\n", NULL },
	{ "shop", "\"Holes\"", "a", "", "holes|a\n" },
	{ "shop", "hole_", "a", "", NULL },
	{ "shop", "holes", "%", "", NULL },
	{ "other", "a_b", "x", "a_b|x\n", NULL },
	{ "other", "\"a%b\"", "X", "a%b|x\n", NULL },
	{ "other", "\"a\\b\"", "x", "a\\b|x\n", NULL },
	{ " \"Mixed Case\" ", "\"Table \"\"One\"\"\"", "\"Column 1\"", "Table \"One\"|Column 1\n",
	  "" },
	{ "other", "größe_таблица_表", "HöHE", "größe_таблица_表|höhe\n", NULL },
	{ "", "holes", "a", "", NULL },
};

static void identifiers_fold_unless_quoted(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	const char *ours;

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	ours = test_text(dbc, "select current_database()");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_METADATA_ID, (SQLPOINTER)SQL_TRUE, 0));
	for (size_t i = 0; i < sizeof(identifiers) / sizeof(identifiers[0]); i++) {
		test_diag("%s.%s", identifiers[i].schema, identifiers[i].table);
		CHECK_STMT(stmt, columns(stmt, ours, identifiers[i].schema, identifiers[i].table,
					 identifiers[i].column));
		CHECK_STR(catalog_result(stmt, "3,4"),
			  of_both(identifiers[i].rows, identifiers[i].redshift));
	}
	CHECK_STMT(stmt, tables(stmt, ours, "SHOP", "VIEW", "VIEW"));
	CHECK_STR(catalog_result(stmt, "3"), "view\n");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, TEXT_ARG(ours), TEXT_ARG("SHOP"), TEXT_ARG("LINES")));
	CHECK_STR(catalog_result(stmt, "4"), "order_number\norder_year\nline\n");
}

static void an_identifier_may_not_be_a_null_pointer(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	const char *ours;

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	ours = test_text(dbc, "select current_database()");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_METADATA_ID, (SQLPOINTER)SQL_TRUE, 0));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, "shop", "lines", NULL), "HY009");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, ours, NULL, "lines", NULL), "HY009");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, ours, "shop", NULL, NULL), "HY009");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, columns(stmt, ours, "shop", "lines", NULL), "HY009");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, columns(stmt, NULL, "shop", "lines", "line"), "HY009");
	/* And nothing of that stays behind. */
	CHECK_STMT(stmt, columns(stmt, ours, "shop", "lines", "line"));
	CHECK_STR(catalog_result(stmt, "4"), "line\n");
}

static void names_that_cannot_be_are_refused(void)
{
	char longest[129] = "", longer[130];
	SQLHSTMT stmt = prepare();

	memset(longest, 'n', test_on_redshift() ? 127 : 63);
	snprintf(longer, sizeof(longer), "%sx", longest);
	CHECK_STMT(stmt, columns(stmt, NULL, longest, longest, longest));
	CHECK_STR(catalog_result(stmt, "4"), "");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, longer, NULL, NULL, NULL), "HY090");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, longer, NULL, NULL), "HY090");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, NULL, longer, NULL), "HY090");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, columns(stmt, NULL, NULL, NULL, longer), "HY090");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLPrimaryKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG(longer)),
		    "HY090");
	/* Of a pattern the shortest match counts. */
	CHECK_STMT(stmt, tables(stmt, NULL, "other",
				"n23456789\\_123456789\\_123456789\\_123456789\\_123456789\\_"
				"123456789\\_123%",
				NULL));
	CHECK_STR(catalog_result(stmt, "2"), "other\n");
}

static void lengths_may_be_counted(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLTables(stmt, NULL, 0, (SQLCHAR *)"shopping", 4, (SQLCHAR *)"linesman",
				   5, (SQLCHAR *)"TABLES", 5));
	CHECK_STR(catalog_result(stmt, "3,4"), "lines|TABLE\n");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    SQLTables(stmt, NULL, 0, (SQLCHAR *)"shop", -7, NULL, 0, NULL, 0), "HY090");
}

/* -- SQLColumns -------------------------------------------------------------- */

static void columns_are_described(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "customers", NULL));
	CHECK_STR(catalog_result(stmt, "4,5,6,7,8,9,10,11,14,15,16,17,18"),
		  "id|4|int4|10|4|0|10|0|4|-|-|1|NO\n"
		  "name|12|varchar|40|160|-|-|0|12|-|160|2|NO\n"
		  "email|-1|text|65535|262140|-|-|1|-1|-|262140|3|YES\n"
		  "born|91|date|10|6|-|-|1|9|1|-|4|YES\n"
		  "balance|2|numeric|12|14|2|10|1|2|-|-|5|YES\n"
		  "active|-7|bool|1|1|-|-|1|-7|-|-|6|YES\n"
		  "created|93|timestamp|23|16|3|-|1|9|3|-|7|YES\n"
		  "free|-1|varchar|65535|262140|-|-|1|-1|-|262140|8|YES\n"
		  "rating|7|float4|24|4|-|2|1|7|-|-|9|YES\n"
		  "score|8|float8|53|8|-|2|1|8|-|-|10|YES\n"
		  "photo|-4|bytea|65535|65535|-|-|1|-4|-|65535|11|YES\n"
		  "key|-11|uuid|36|16|-|-|1|-11|-|-|12|YES\n"
		  "extra|-1|jsonb|65535|262140|-|-|1|-1|-|262140|13|YES\n"
		  "tags|-1|_text|65535|262140|-|-|1|-1|-|262140|14|YES\n"
		  "mood|-1|shop.mood|65535|262140|-|-|1|-1|-|262140|15|YES\n"
		  "zip|12|varchar|10|40|-|-|0|12|-|40|16|NO\n"
		  "local_zip|12|varchar|10|40|-|-|0|12|-|40|17|NO\n"
		  "seen|93|timestamptz|26|16|6|-|1|9|3|-|18|YES\n"
		  "opens|92|time|8|6|0|-|1|9|2|-|19|YES\n"
		  "every|110|interval|23|28|3|-|1|10|10|-|20|YES\n"
		  "code|1|bpchar|5|20|-|-|1|1|-|20|21|YES\n"
		  "bits|12|bit|7|28|-|-|1|12|-|28|22|YES\n"
		  "big|-5|int8|19|20|0|10|1|-5|-|-|23|YES\n"
		  "small|5|int2|5|2|0|10|1|5|-|-|24|YES\n"
		  "label|-1|text|65535|262140|-|-|1|-1|-|262140|25|YES\n"
		  "price|3|money|19|21|2|10|1|3|-|-|26|YES\n"
		  "amount|2|numeric|9|11|3|10|1|2|-|-|27|YES\n"
		  "spot|-1|shop.point3|65535|262140|-|-|1|-1|-|262140|28|YES\n"
		  "any_number|2|numeric|1000|1002|6|10|1|2|-|-|29|YES\n"
		  "nothing|12|varchar|20|80|-|-|1|12|-|80|30|YES\n"
		  "serial|-5|int8|19|20|0|10|0|-5|-|-|31|NO\n");
}

static void defaults_and_remarks_are_texts(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "customers", NULL));
	CHECK_STR(catalog_result(stmt, "4,12,13"),
		  "id|-|-\n"
		  "name|Full name|'it''s'\n"
		  "email|-|-\n"
		  "born|-|'2000-01-02'\n"
		  "balance|-|0\n"
		  "active|-|true\n"
		  "created|-|now()\n"
		  "free|-|-\n"
		  "rating|-|-\n"
		  "score|-|-1.5\n"
		  "photo|-|-\n"
		  "key|-|-\n"
		  "extra|-|-\n"
		  "tags|-|-\n"
		  "mood|-|'ok'\n"
		  "zip|-|-\n"
		  "local_zip|-|-\n"
		  "seen|-|-\n"
		  "opens|-|-\n"
		  "every|-|-\n"
		  "code|-|'ab'\n"
		  "bits|-|-\n"
		  "big|-|-1\n"
		  "small|-|-\n"
		  "label|-|-\n"
		  "price|-|-\n"
		  "amount|-|-\n"
		  "spot|-|-\n"
		  "any_number|-|-\n"
		  "nothing|-|NULL\n"
		  "serial|-|nextval('shop.customers_serial_seq'::regclass)\n");
}

static void dropped_columns_are_not_counted(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "holes", NULL));
	CHECK_STR(catalog_result(stmt, "4,17"), "a|1\nb|2\nc|3\n");
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "holes", "c"));
	CHECK_STR(catalog_result(stmt, "4,17"), "c|3\n");
}

static void columns_are_ordered_by_table_and_position(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, columns(stmt, NULL, "%", "customers", "%i%"));
	CHECK_STR(catalog_result(stmt, "2,3,4,17"),
		  test_either("other|customers|id|1\nshop|customers|id|1\n"
			      "shop|customers|email|3\nshop|customers|active|6\n"
			      "shop|customers|rating|9\nshop|customers|zip|16\n"
			      "shop|customers|local_zip|17\nshop|customers|bits|22\n"
			      "shop|customers|big|23\nshop|customers|price|26\n"
			      "shop|customers|nothing|30\nshop|customers|serial|31\n",
			      "other|customers|id|1\nshop|customers|id|1\n"
			      "shop|customers|email|3\nshop|customers|active|6\n"
			      "shop|customers|rating|8\nshop|customers|big|19\n"
			      "shop|customers|nothing|22\n"));
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "view", NULL));
	CHECK_STR(catalog_result(stmt, "3,4,17"), "view|id|1\nview|name|2\n");
	if (test_on_redshift())
		return;
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "part%", "id"));
	CHECK_STR(catalog_result(stmt, "2,3,4,17"),
		  "shop|part_uses|id|1\nshop|part_uses_0|id|1\nshop|parts|id|1\n"
		  "shop|parts_2020|id|1\n");
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "matview", NULL));
	CHECK_STR(catalog_result(stmt, "3,4,17"), "matview|one|1\n");
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "file", "b"));
	CHECK_STR(catalog_result(stmt, "3,4,17"), "file|b|2\n");
}

static long number(SQLHSTMT stmt, SQLUSMALLINT column, long if_null)
{
	const char *text = test_cell(stmt, column);

	return text ? strtol(text, NULL, 10) : if_null;
}

/* SQLColumns gives the size of float4 and float8 in bits, SQLDescribeCol in digits. */
static long in_digits(long size, long radix)
{
	if (radix != 2)
		return size;
	return size == 24 ? 7 : size == 53 ? 15 : -1;
}

/* The row of SQLColumns and the column of a query say the same. */
static void check_agreement(SQLHSTMT catalog, SQLHSTMT query, SQLUSMALLINT i)
{
	SQLSMALLINT type, digits;
	char name[128], type_name[128];
	SQLLEN octets, verbose, nullable;
	SQLULEN size;

	CHECK_STMT(query, SQLDescribeCol(query, i, (SQLCHAR *)name, sizeof(name), NULL, &type,
					 &size, &digits, NULL));
	CHECK_STMT(query, SQLColAttribute(query, i, SQL_DESC_OCTET_LENGTH, NULL, 0, NULL, &octets));
	CHECK_STMT(query, SQLColAttribute(query, i, SQL_DESC_TYPE, NULL, 0, NULL, &verbose));
	CHECK_STMT(query, SQLColAttribute(query, i, SQL_DESC_NULLABLE, NULL, 0, NULL, &nullable));
	CHECK_STMT(query, SQLColAttribute(query, i, SQL_DESC_TYPE_NAME, type_name,
					  sizeof(type_name), NULL, NULL));
	test_diag("%s", name);
	CHECK_STR(test_cell(catalog, 4), name);
	CHECK_INT(number(catalog, 5, 0), type);
	/* The name of a type of the user's own comes with the catalog alone. */
	if (strcmp(type_name, "unknown") != 0)
		CHECK_STR(test_cell(catalog, 6), type_name);
	CHECK_INT(in_digits(number(catalog, 7, 0), number(catalog, 10, 0)), (long)size);
	CHECK_INT(number(catalog, 8, SQL_NO_TOTAL), octets);
	CHECK_INT(number(catalog, 9, 0), digits);
	CHECK_INT(number(catalog, 11, -1), nullable);
	CHECK_INT(number(catalog, 14, 0), verbose);
}

/* A table with columns of nearly every kind of type. */
static void columns_agree_with_describecol(void)
{
	SQLHDBC dbc;
	SQLHSTMT catalog, query;
	SQLSMALLINT n;

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	catalog = test_stmt(dbc);
	query = test_stmt(dbc);
	CHECK_STMT(query, SQLExecDirect(query, (SQLCHAR *)"select * from shop.customers", SQL_NTS));
	CHECK_STMT(query, SQLNumResultCols(query, &n));
	CHECK_INT(n, test_on_redshift() ? 22 : 31);
	CHECK_STMT(catalog, columns(catalog, NULL, "shop", "customers", NULL));
	for (SQLSMALLINT i = 1; i <= n; i++) {
		CHECK_STMT(catalog, SQLFetch(catalog));
		check_agreement(catalog, query, (SQLUSMALLINT)i);
	}
	CHECK_INT(SQLFetch(catalog), SQL_NO_DATA);
}

/* -- What catalog functions share ---------------------------------------------- */

static void an_open_cursor_is_in_the_way(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, tables(stmt, NULL, "shop", NULL, NULL));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, tables(stmt, NULL, "shop", NULL, NULL), "24000");
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_ALL_TYPES));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLGetTypeInfo(stmt, SQL_ALL_TYPES), "24000");
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", NULL, NULL));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_STATE(SQL_HANDLE_STMT, stmt, columns(stmt, NULL, "shop", NULL, NULL), "24000");
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	CHECK_STMT(stmt, tables(stmt, NULL, "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "lines\n");
}

static void results_are_read_like_others(void)
{
	SQLHSTMT stmt = prepare();
	SQLSMALLINT type[4];
	SQLINTEGER place[4];
	SQLCHAR name[4][64];
	SQLLEN ind[3][4];
	SQLULEN fetched;

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)4, 0));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0));
	CHECK_STMT(stmt, SQLBindCol(stmt, 4, SQL_C_CHAR, name, sizeof(name[0]), ind[0]));
	CHECK_STMT(stmt, SQLBindCol(stmt, 5, SQL_C_SSHORT, type, 0, ind[1]));
	CHECK_STMT(stmt, SQLBindCol(stmt, 17, SQL_C_SLONG, place, 0, ind[2]));
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "holes", NULL));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(fetched, 3);
	CHECK_STR((char *)name[2], "c");
	CHECK_INT(type[0], SQL_INTEGER);
	CHECK_INT(type[2], SQL_TYPE_DATE);
	CHECK_INT(place[2], 3);
	CHECK_INT(SQLFetch(stmt), SQL_NO_DATA);
}

static void max_rows_counts_for_catalog_functions_too(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_MAX_ROWS, (SQLPOINTER)2, 0));
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "customers", NULL));
	CHECK_STR(catalog_result(stmt, "4"), "id\nname\n");
}

static void a_long_result_may_wait_for_another_statement(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;
	long rows = 1;

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, columns(stmt, NULL, "pg_catalog", NULL, NULL));
	CHECK_STMT(stmt, SQLFetch(stmt));
	CHECK_INT(test_number(dbc, "select 42"), 42);
	while (SQLFetch(stmt) == SQL_SUCCESS)
		rows++;
	CHECK_INT(rows, test_number(dbc, "select count(*) from pg_attribute a join pg_class c"
					 " on c.oid = a.attrelid where attnum > 0 and relkind in"
					 " ('r', 'v') and not attisdropped and relnamespace ="
					 " 'pg_catalog'::regnamespace"));
}

static void a_search_path_of_the_user_changes_nothing(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;

	catalog_schema();
	dbc = test_connect("DSN=plain");
	test_exec(dbc, "create temporary table pg_class (oid oid, relname name)");
	test_exec(dbc, "create temporary table pg_namespace (oid oid, nspname name)");
	test_exec(dbc, "set search_path to pg_temp, shop, pg_catalog");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "holes", NULL));
	CHECK_STR(catalog_result(stmt, "4,17"), "a|1\nb|2\nc|3\n");
	/* Without a schema the table is the one that its name means now. */
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG("customers")));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "shop|customers|id\n");
	test_exec(dbc, "set search_path to other");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG("customers")));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NULL, 0, NULL, 0, TEXT_ARG("lines")));
	CHECK_STR(catalog_result(stmt, "2,3,4"),
		  "shop|lines|order_number\nshop|lines|order_year\nshop|lines|line\n");
}

static void manual_commit_is_no_obstacle(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;

	catalog_schema();
	dbc = test_connect("DSN=pooled");
	CHECK_DBC(dbc,
		  SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0));
	test_exec(dbc, "create table public.not_yet (a integer)");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, columns(stmt, NULL, NULL, "not\\_yet", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "not_yet|a\n");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	CHECK_STMT(stmt, columns(stmt, NULL, NULL, "not\\_yet", NULL));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
}

/* -- ODBC 2 -------------------------------------------------------------------- */

static void odbc_2_applications_get_their_names_and_types(void)
{
	SQLHSTMT stmt;

	catalog_schema();
	CHECK_OK(SQL_HANDLE_ENV, test_env(),
		 SQLSetEnvAttr(test_env(), SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC2, 0));
	stmt = test_stmt(test_connect("DSN=pooled"));
	CHECK_STMT(stmt, columns(stmt, NULL, "shop", "customers", "born"));
	CHECK_STR(catalog_description(stmt), "TABLE_QUALIFIER varchar\n"
					     "TABLE_OWNER varchar\n"
					     "TABLE_NAME varchar not null\n"
					     "COLUMN_NAME varchar not null\n"
					     "DATA_TYPE smallint not null\n"
					     "TYPE_NAME varchar not null\n"
					     "PRECISION integer\n"
					     "LENGTH integer\n"
					     "SCALE smallint\n"
					     "RADIX smallint\n"
					     "NULLABLE smallint not null\n"
					     "REMARKS varchar\n"
					     "COLUMN_DEF varchar\n"
					     "SQL_DATA_TYPE smallint not null\n"
					     "SQL_DATETIME_SUB smallint\n"
					     "CHAR_OCTET_LENGTH integer\n"
					     "ORDINAL_POSITION integer not null\n"
					     "IS_NULLABLE varchar\n");
	CHECK_STR(catalog_result(stmt, "4,5,7"), "born|9|10\n");
	/* The catalog of SQLTables is no pattern for them. */
	CHECK_STMT(stmt, tables(stmt, "%", "shop", "lines", NULL));
	CHECK_STR(catalog_result(stmt, "3"), "");
}

static const struct test_case cases[] = {
	TEST_CASE(each_kind_of_table_has_its_type),
	TEST_CASE(the_type_list_is_taken_with_and_without_quotes),
	TEST_CASE(catalogs_are_enumerated),
	TEST_CASE(schemas_are_enumerated),
	TEST_CASE(table_types_are_enumerated),
	TEST_CASE(temporary_tables_are_seen_by_their_session_alone),
	TEST_CASE(system_tables_can_be_shown_as_tables),
	TEST_CASE(patterns_match_as_odbc_says),
	TEST_CASE(a_catalog_that_is_not_ours_has_nothing),
	TEST_CASE(identifiers_fold_unless_quoted),
	TEST_CASE(an_identifier_may_not_be_a_null_pointer),
	TEST_CASE(names_that_cannot_be_are_refused),
	TEST_CASE(lengths_may_be_counted),
	TEST_CASE(columns_are_described),
	TEST_CASE(defaults_and_remarks_are_texts),
	TEST_CASE(dropped_columns_are_not_counted),
	TEST_CASE(columns_are_ordered_by_table_and_position),
	TEST_CASE(columns_agree_with_describecol),
	TEST_CASE(an_open_cursor_is_in_the_way),
	TEST_CASE(results_are_read_like_others),
	TEST_CASE(max_rows_counts_for_catalog_functions_too),
	TEST_CASE(a_long_result_may_wait_for_another_statement),
	TEST_CASE(a_search_path_of_the_user_changes_nothing),
	TEST_CASE(manual_commit_is_no_obstacle),
	TEST_CASE(odbc_2_applications_get_their_names_and_types),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
