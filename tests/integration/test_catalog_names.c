/*
 * Catalog functions: what holds for each of them.  Names in any letters, case and
 * length, identifiers under SQL_ATTR_METADATA_ID, columns that are gone, domains, and
 * the names that ODBC 2 gave the columns of results.
 */
#include "config.h"

#include "catalogtest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONG(c) c "23456789_123456789_123456789_123456789_123456789_123456789_123"
#define NONE    NULL, 0

/* Names of 63 bytes, letters beyond ASCII, capitals, quotes and blanks, each in every role. */
static const char schema[] =
	"create schema \"Größe 尺寸\"; grant usage on schema \"Größe 尺寸\" to public;"
	"set search_path = \"Größe 尺寸\";"
	"create domain \"Schlüssel\" as integer not null check (value > 0);"
	"create table \"Tabelle \"\"Ä\"\"\" (gone text, \"Nummer ß\" \"Schlüssel\", also_gone int, "
	"\"wert_%\" numeric(5,2),"
	"  always int generated always as identity, twice int generated always as (2) stored,"
	"  constraint \"Ключ\" primary key (\"Nummer ß\"));"
	"alter table \"Tabelle \"\"Ä\"\"\" drop column gone, drop column also_gone;"
	"create table " LONG("t") " (gone int, " LONG(
		"c") " int, again int,"
		     "  constraint " LONG("k") " primary key (" LONG(
			     "c") "),"
				  "  constraint \"Verweis 参\" foreign key (again) references "
				  "\"Tabelle \"\"Ä\"\"\");"
				  "alter table " LONG(
					  "t") " drop column gone;"
					       "create unique index \"Index Ö\" on \"Tabelle "
					       "\"\"Ä\"\"\" (\"wert_%\" desc nulls last, always) "
					       "include (twice);"
					       "create unique index " LONG(
						       "i") " on \"Tabelle \"\"Ä\"\"\" ((always + "
							    "twice)) where \"wert_%\" > 1;"
							    "create function \"Füge 加\"(\"Einsatz "
							    "€\" \"Schlüssel\", out \"Ergebnis\" "
							    "text) language sql as 'select ''x''';"
							    "create table only_partly (a int not "
							    "null, b int not null);"
							    "create unique index only_partly_some "
							    "on only_partly (a) where b > 0;"
							    "create unique index "
							    "only_partly_computed on only_partly "
							    "((a * 10 + b));"
							    "create table parted (a int) partition "
							    "by range (a);"
							    "create table parted_1 partition of "
							    "parted for values from (0) to (100);"
							    "insert into parted select "
							    "generate_series(1, 77);"
							    "create table by_domain (a text not "
							    "null, b text not null, c "
							    "\"Schlüssel\" unique, unique (a, b));"
							    "insert into only_partly select n, n % "
							    "2 from generate_series(1, 40) n;"
							    "grant all on all tables in schema "
							    "\"Größe 尺寸\" to public;";

/* The same names, without what Redshift lacks: domains, indexes, partitions, computed columns. */
static const char redshift_schema[] =
	"create schema \"Größe 尺寸\"; grant usage on schema \"Größe 尺寸\" to public;"
	"set search_path = \"Größe 尺寸\";"
	"create table \"Tabelle \"\"Ä\"\"\" (gone varchar(9), \"Nummer ß\" int, also_gone int,"
	" \"wert_%\" numeric(5,2), always int not null, twice int,"
	" constraint \"Ключ\" primary key (\"Nummer ß\"));"
	"alter table \"Tabelle \"\"Ä\"\"\" drop column gone, drop column also_gone;"
	"create table " LONG("t") " (gone int, " LONG(
		"c") " int, again int,"
		     " constraint " LONG("k") " primary key (" LONG(
			     "c") "),"
				  " constraint \"Verweis 参\" foreign key (again) references "
				  "\"Tabelle \"\"Ä\"\"\");"
				  "alter table " LONG("t") " drop column gone;"
							   "create procedure \"Füge 加\"(\"Einsatz "
							   "€\" int, inout \"Ergebnis\" varchar(9))"
							   " language plpgsql as 'begin end';"
							   "create table only_partly (a int not "
							   "null, b int not null);"
							   "insert into only_partly select n, n % "
							   "2 from generate_series(1, 40) n;"
							   "grant all on all tables in schema "
							   "\"Größe 尺寸\" to public;";

#define SCHEMA TEXT_ARG("Größe 尺寸")
#define TABLE  TEXT_ARG("Tabelle \"Ä\"")
#define LONG_T TEXT_ARG(LONG("t"))

static SQLHDBC dbc;

/* Each test is a process of its own, and the database belongs to all of them. */
static SQLHSTMT prepare(void)
{
	dbc = test_connect("DSN=pooled");
	if (!test_number(dbc, "select count(*) from pg_namespace where nspname like 'Gr%'"))
		test_server_exec(test_either(schema, redshift_schema));
	return test_stmt(dbc);
}

static void tables_and_columns_of_any_name(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLTables(stmt, NONE, SCHEMA, TEXT_ARG("Tab%\"_\""), NONE));
	CHECK_STR(catalog_result(stmt, "2,3"), "Größe 尺寸|Tabelle \"Ä\"\n");
	CHECK_STMT(stmt, SQLTables(stmt, NONE, TEXT_ARG("gr%"), NONE, NONE));
	CHECK_STR(catalog_result(stmt, "3"), "");
	CHECK_STMT(stmt, SQLColumns(stmt, NONE, SCHEMA, TABLE, NONE));
	CHECK_STR(catalog_result(stmt, "4,6,11,13,17,18"),
		  "Nummer ß|int4|0|-|1|NO\nwert_%|numeric|1|-|2|YES\n"
		  "always|int4|0|-|3|NO\ntwice|int4|1|-|4|YES\n");
	CHECK_STMT(stmt, SQLColumns(stmt, NONE, SCHEMA, TABLE, TEXT_ARG("wert\\_\\%")));
	CHECK_STR(catalog_result(stmt, "4,17"), "wert_%|2\n");
	CHECK_STMT(stmt, SQLColumns(stmt, NONE, SCHEMA, LONG_T, NONE));
	CHECK_STR(catalog_result(stmt, "3,4,17"),
		  LONG("t") "|" LONG("c") "|1\n" LONG("t") "|again|2\n");
}

static void keys_of_any_name(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NONE, SCHEMA, TABLE));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,6"), "Größe 尺寸|Tabelle \"Ä\"|Nummer ß|1|Ключ\n");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NONE, SCHEMA, LONG_T));
	CHECK_STR(catalog_result(stmt, "3,4,5,6"), LONG("t") "|" LONG("c") "|1|" LONG("k") "\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NONE, SCHEMA, TABLE, NONE, SCHEMA, LONG_T));
	CHECK_STR(catalog_result(stmt, "2,3,4,6,7,8,9,12,13"),
		  "Größe 尺寸|Tabelle \"Ä\"|Nummer ß|Größe 尺寸|" LONG(
			  "t") "|again|1|Verweis 参|Ключ\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NONE, NONE, NONE, NONE, SCHEMA, LONG_T));
	CHECK_STR(catalog_result(stmt, "4,8"), "Nummer ß|again\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NONE, SCHEMA, TABLE, NONE, NONE, NONE));
	CHECK_STR(catalog_result(stmt, "4,8"), "Nummer ß|again\n");
	/* A domain is described by the type below it, here too. */
	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_BEST_ROWID, NONE, SCHEMA, TABLE,
					   SQL_SCOPE_SESSION, SQL_NO_NULLS));
	CHECK_STR(catalog_result(stmt, ""), "2|Nummer ß|4|int4|10|4|0|1\n");
	if (!test_on_redshift()) {
		/* One that has no NULLs makes the column good for a key. */
		CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_BEST_ROWID, NONE, SCHEMA,
						   TEXT_ARG("by_domain"), SQL_SCOPE_SESSION,
						   SQL_NO_NULLS));
		CHECK_STR(catalog_result(stmt, "2,3"), "c|4\n");
	}
	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_BEST_ROWID, NONE, SCHEMA, LONG_T,
					   SQL_SCOPE_SESSION, SQL_NO_NULLS));
	CHECK_STR(catalog_result(stmt, "2,3"), LONG("c") "|4\n");
}

static void indexes_of_any_name(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLStatistics(stmt, NONE, SCHEMA, TABLE, SQL_INDEX_ALL, SQL_ENSURE));
	if (test_on_redshift()) {
		/* The table's own row is all. */
		CHECK_STR(catalog_result(stmt, "3,4,5,6,7,8,9,10,11,13"),
			  "Tabelle \"Ä\"|-|-|-|0|-|-|-|-|-\n");
		CHECK_STMT(stmt,
			   SQLStatistics(stmt, NONE, SCHEMA, LONG_T, SQL_INDEX_UNIQUE, SQL_QUICK));
		CHECK_STR(catalog_result(stmt, "3,4,6,9"), LONG("t") "|-|-|-\n");
		return;
	}
	CHECK_STR(catalog_result(stmt, "3,4,5,6,7,8,9,10,11,13"),
		  "Tabelle \"Ä\"|-|-|-|0|-|-|-|0|-\n"
		  "Tabelle \"Ä\"|0|Größe 尺寸|Index Ö|3|1|wert_%|D|0|-\n"
		  "Tabelle \"Ä\"|0|Größe 尺寸|Index Ö|3|2|always|A|0|-\n"
		  "Tabelle \"Ä\"|0|Größe 尺寸|" LONG(
			  "i") "|3|1|((always + twice))|A|0|(\"wert_%\" > (1)::numeric)\n"
			       "Tabelle \"Ä\"|0|Größe 尺寸|Ключ|3|1|Nummer ß|A|0|-\n");
	CHECK_STMT(stmt, SQLStatistics(stmt, NONE, SCHEMA, LONG_T, SQL_INDEX_UNIQUE, SQL_QUICK));
	CHECK_STR(catalog_result(stmt, "4,6,9"), "-|-|-\n0|" LONG("k") "|" LONG("c") "\n");
}

/* What is unique in a part of the table, or computed, names no row. */
static void partial_and_computed_indexes_are_no_row_identifiers(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt,
		   SQLSpecialColumns(stmt, SQL_BEST_ROWID, NONE, SCHEMA, TEXT_ARG("only_partly"),
				     SQL_SCOPE_SESSION, SQL_NULLABLE));
	CHECK_STR(catalog_result(stmt, "2"), "");
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, NONE, SCHEMA, TEXT_ARG("only_partly")));
	CHECK_STR(catalog_result(stmt, "4"), "");
}

static void ensure_counts_partitions_too(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLStatistics(stmt, NONE, SCHEMA, TEXT_ARG("parted"), SQL_INDEX_ALL,
				       SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "3,7,11"), "parted|0|77\n");
	CHECK_STMT(stmt, SQLStatistics(stmt, NONE, SCHEMA, TEXT_ARG("parted_1"), SQL_INDEX_ALL,
				       SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "3,7,11,12"), "parted_1|0|77|1\n");
	/* The table is counted; of an index over a part of it only the server's own count is known. */
	CHECK_STMT(stmt, SQLStatistics(stmt, NONE, SCHEMA, TEXT_ARG("only_partly"), SQL_INDEX_ALL,
				       SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "6,8"), "-|-\nonly_partly_computed|1\nonly_partly_some|1\n");
}

static void procedures_of_any_name(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLProcedures(stmt, NONE, SCHEMA, TEXT_ARG("F_ge 加")));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,8"),
		  test_either("Größe 尺寸|Füge 加|1|1|2\n", "Größe 尺寸|Füge 加|2|1|1\n"));
	CHECK_STMT(stmt,
		   SQLProcedureColumns(stmt, NONE, SCHEMA, TEXT_ARG("Füge 加"), TEXT_ARG("E%")));
	CHECK_STR(catalog_result(stmt, "3,4,5,6,7,18"),
		  test_either("Füge 加|Einsatz €|1|4|int4|1\nFüge 加|Ergebnis|4|-1|text|2\n",
			      "Füge 加|Einsatz €|1|4|int4|1\nFüge 加|Ergebnis|2|12|varchar|2\n"));
}

static void privileges_of_any_name(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLTablePrivileges(stmt, NONE, SCHEMA, TABLE));
	CHECK(strstr(catalog_result(stmt, "2,3,5,6"), "Größe 尺寸|Tabelle \"Ä\"|PUBLIC|SELECT\n"));
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, NONE, SCHEMA, TABLE, NONE));
	/* Columns that are gone have none. */
	CHECK(!strstr(catalog_result(stmt, "4,6,7"), "gone"));
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, NONE, SCHEMA, LONG_T, TEXT_ARG(LONG("c"))));
	CHECK(strstr(catalog_result(stmt, "3,4,6,7"), LONG("t") "|" LONG("c") "|PUBLIC|UPDATE\n"));
}

/* -- SQL_ATTR_METADATA_ID ------------------------------------------------------- */

#define CAT    TEXT_ARG(ours)
#define QUOTED TEXT_ARG("\"Größe 尺寸\"")
#define FOLDED TEXT_ARG("ONLY_PARTLY")

static void identifiers_fold_in_every_function(void)
{
	SQLHSTMT stmt = prepare();
	const char *ours = test_text(dbc, "select current_database()");

	/* Without this, Redshift folds what is in quotes, too. */
	test_exec(dbc, test_either("select 1", "set enable_case_sensitive_identifier = on"));
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_METADATA_ID, (SQLPOINTER)SQL_TRUE, 0));
	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, CAT, QUOTED, TEXT_ARG("\"Tabelle \"\"Ä\"\"\"")));
	CHECK_STR(catalog_result(stmt, "4"), "Nummer ß\n");
	CHECK_STMT(stmt,
		   SQLForeignKeys(stmt, CAT, QUOTED, TEXT_ARG("\"Tabelle \"\"Ä\"\"\""), CAT, QUOTED,
				  TEXT_ARG("T23456789_123456789_123456789_123456789_123456789_"
					   "123456789_123 ")));
	CHECK_STR(catalog_result(stmt, "4,8"), "Nummer ß|again\n");
	CHECK_STMT(stmt, SQLStatistics(stmt, CAT, QUOTED, FOLDED, SQL_INDEX_ALL, SQL_QUICK));
	CHECK_STR(catalog_result(stmt, "6"),
		  test_either("-\nonly_partly_computed\nonly_partly_some\n", "-\n"));
	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_ROWVER, CAT, QUOTED, FOLDED, SQL_SCOPE_CURROW,
					   SQL_NULLABLE));
	CHECK_STR(catalog_result(stmt, "2"), test_either("xmin\n", ""));
	CHECK_STMT(stmt, SQLProcedures(stmt, CAT, QUOTED, TEXT_ARG("\"Füge 加\"")));
	CHECK_STR(catalog_result(stmt, "3"), "Füge 加\n");
	CHECK_STMT(stmt, SQLProcedureColumns(stmt, CAT, QUOTED, TEXT_ARG("\"Füge 加\""),
					     TEXT_ARG("\"Ergebnis\"")));
	CHECK_STR(catalog_result(stmt, "4"), "Ergebnis\n");
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, CAT, QUOTED, FOLDED));
	CHECK(strstr(catalog_result(stmt, "3,5,6"), "only_partly|PUBLIC|SELECT\n"));
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, CAT, QUOTED, FOLDED, TEXT_ARG("B ")));
	CHECK(strstr(catalog_result(stmt, "3,4,6,7"), "only_partly|b|PUBLIC|SELECT\n"));
	/* Not a pattern any more. */
	CHECK_STMT(stmt, SQLProcedures(stmt, CAT, QUOTED, TEXT_ARG("\"F%\"")));
	CHECK_STR(catalog_result(stmt, "3"), "");
}

static void no_identifier_may_be_a_null_pointer(void)
{
	SQLHSTMT stmt = prepare();
	const char *ours = test_text(dbc, "select current_database()");
	SQLUSMALLINT kind = SQL_BEST_ROWID, scope = SQL_SCOPE_CURROW;

#define REFUSED(call) CHECK_STATE(SQL_HANDLE_STMT, stmt, call, "HY009")
	CHECK_STMT(stmt, SQLSetStmtAttr(stmt, SQL_ATTR_METADATA_ID, (SQLPOINTER)SQL_TRUE, 0));
	REFUSED(SQLPrimaryKeys(stmt, NONE, QUOTED, FOLDED));
	REFUSED(SQLPrimaryKeys(stmt, CAT, NONE, FOLDED));
	REFUSED(SQLForeignKeys(stmt, NONE, QUOTED, FOLDED, CAT, QUOTED, FOLDED));
	REFUSED(SQLForeignKeys(stmt, CAT, NONE, FOLDED, CAT, QUOTED, FOLDED));
	REFUSED(SQLForeignKeys(stmt, CAT, QUOTED, FOLDED, CAT, NONE, FOLDED));
	REFUSED(SQLStatistics(stmt, NONE, QUOTED, FOLDED, SQL_INDEX_ALL, SQL_QUICK));
	REFUSED(SQLStatistics(stmt, CAT, NONE, FOLDED, SQL_INDEX_ALL, SQL_QUICK));
	REFUSED(SQLSpecialColumns(stmt, kind, NONE, QUOTED, FOLDED, scope, SQL_NULLABLE));
	REFUSED(SQLSpecialColumns(stmt, kind, CAT, NONE, FOLDED, scope, SQL_NULLABLE));
	REFUSED(SQLProcedures(stmt, NONE, QUOTED, FOLDED));
	REFUSED(SQLProcedures(stmt, CAT, NONE, FOLDED));
	REFUSED(SQLProcedures(stmt, CAT, QUOTED, NONE));
	REFUSED(SQLProcedureColumns(stmt, NONE, QUOTED, FOLDED, FOLDED));
	REFUSED(SQLProcedureColumns(stmt, CAT, QUOTED, FOLDED, NONE));
	REFUSED(SQLTablePrivileges(stmt, NONE, QUOTED, FOLDED));
	REFUSED(SQLTablePrivileges(stmt, CAT, QUOTED, NONE));
	REFUSED(SQLColumnPrivileges(stmt, NONE, QUOTED, FOLDED, FOLDED));
	REFUSED(SQLColumnPrivileges(stmt, CAT, QUOTED, FOLDED, NONE));
#undef REFUSED
}

/* -- ODBC 2 --------------------------------------------------------------------- */

/* The names alone, with a blank between them. */
static const char *names(SQLHSTMT stmt)
{
	static char all[2048];
	SQLSMALLINT n;
	size_t used = 0;

	CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
	for (SQLSMALLINT i = 1; i <= n; i++) {
		char name[64];

		CHECK_STMT(stmt, SQLDescribeCol(stmt, (SQLUSMALLINT)i, (SQLCHAR *)name,
						sizeof(name), NULL, NULL, NULL, NULL, NULL));
		used += (size_t)snprintf(all + used, sizeof(all) - used, "%s%s", i > 1 ? " " : "",
					 name);
		CHECK(used < sizeof(all));
	}
	CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE));
	return all;
}

static void odbc_2_has_its_own_names_for_columns(void)
{
	SQLHSTMT stmt;

	CHECK_OK(SQL_HANDLE_ENV, test_env(),
		 SQLSetEnvAttr(test_env(), SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC2, 0));
	stmt = test_stmt(test_connect("DSN=pooled"));
#define NAMED(call, want)                       \
	do {                                    \
		CHECK_STMT(stmt, call);         \
		CHECK_STR(names(stmt), (want)); \
	} while (0)
	NAMED(SQLTables(stmt, NONE, NONE, TEXT_ARG("x"), NONE),
	      "TABLE_QUALIFIER TABLE_OWNER TABLE_NAME TABLE_TYPE REMARKS");
	NAMED(SQLPrimaryKeys(stmt, NONE, NONE, TEXT_ARG("x")),
	      "TABLE_QUALIFIER TABLE_OWNER TABLE_NAME COLUMN_NAME KEY_SEQ PK_NAME");
	NAMED(SQLForeignKeys(stmt, NONE, NONE, TEXT_ARG("x"), NONE, NONE, NONE),
	      "PKTABLE_QUALIFIER PKTABLE_OWNER PKTABLE_NAME PKCOLUMN_NAME FKTABLE_QUALIFIER "
	      "FKTABLE_OWNER "
	      "FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ UPDATE_RULE DELETE_RULE FK_NAME PK_NAME "
	      "DEFERRABILITY");
	NAMED(SQLStatistics(stmt, NONE, NONE, TEXT_ARG("x"), SQL_INDEX_ALL, SQL_QUICK),
	      "TABLE_QUALIFIER TABLE_OWNER TABLE_NAME NON_UNIQUE INDEX_QUALIFIER INDEX_NAME TYPE "
	      "SEQ_IN_INDEX "
	      "COLUMN_NAME COLLATION CARDINALITY PAGES FILTER_CONDITION");
	NAMED(SQLSpecialColumns(stmt, SQL_ROWVER, NONE, NONE, TEXT_ARG("x"), SQL_SCOPE_CURROW,
				SQL_NULLABLE),
	      "SCOPE COLUMN_NAME DATA_TYPE TYPE_NAME PRECISION LENGTH SCALE PSEUDO_COLUMN");
	NAMED(SQLProcedures(stmt, NONE, NONE, TEXT_ARG("x")),
	      "PROCEDURE_QUALIFIER PROCEDURE_OWNER PROCEDURE_NAME NUM_INPUT_PARAMS "
	      "NUM_OUTPUT_PARAMS "
	      "NUM_RESULT_SETS REMARKS PROCEDURE_TYPE");
	NAMED(SQLProcedureColumns(stmt, NONE, NONE, TEXT_ARG("x"), NONE),
	      "PROCEDURE_QUALIFIER PROCEDURE_OWNER PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE "
	      "DATA_TYPE TYPE_NAME "
	      "PRECISION LENGTH SCALE RADIX NULLABLE REMARKS COLUMN_DEF SQL_DATA_TYPE "
	      "SQL_DATETIME_SUB "
	      "CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE");
	NAMED(SQLTablePrivileges(stmt, NONE, NONE, TEXT_ARG("x")),
	      "TABLE_QUALIFIER TABLE_OWNER TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
	NAMED(SQLColumnPrivileges(stmt, NONE, NONE, TEXT_ARG("x"), NONE),
	      "TABLE_QUALIFIER TABLE_OWNER TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE "
	      "IS_GRANTABLE");
	NAMED(SQLGetTypeInfo(stmt, SQL_INTEGER),
	      "TYPE_NAME DATA_TYPE PRECISION LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE "
	      "CASE_SENSITIVE "
	      "SEARCHABLE UNSIGNED_ATTRIBUTE MONEY AUTO_INCREMENT LOCAL_TYPE_NAME MINIMUM_SCALE "
	      "MAXIMUM_SCALE "
	      "SQL_DATA_TYPE SQL_DATETIME_SUB NUM_PREC_RADIX INTERVAL_PRECISION");
#undef NAMED
}

static const struct test_case cases[] = {
	TEST_CASE(tables_and_columns_of_any_name),
	TEST_CASE(keys_of_any_name),
	TEST_CASE(indexes_of_any_name),
	TEST_CASE(partial_and_computed_indexes_are_no_row_identifiers),
	TEST_CASE(ensure_counts_partitions_too),
	TEST_CASE(procedures_of_any_name),
	TEST_CASE(privileges_of_any_name),
	TEST_CASE(identifiers_fold_in_every_function),
	TEST_CASE(no_identifier_may_be_a_null_pointer),
	TEST_CASE(odbc_2_has_its_own_names_for_columns),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
