/*
 * Catalog functions about another database of Redshift: by SHOW where it is offered, by
 * system views.  On the stand-in: what this shows is true of the stand-in.
 */
#include "config.h"

#include "catalogtest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define CURRENT "DSN=pooled"

static SQLHSTMT prepare(const char *source)
{
	catalog_partner();
	return test_stmt(test_connect(source));
}

static int lines(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

#define PARTNER  TEXT_ARG("partner"), TEXT_ARG("public")
#define NO_TABLE NULL, 0, NULL, 0, NULL, 0

static void keys_of_another_database_are_told(void)
{
	SQLHSTMT stmt = prepare(CURRENT);

	CHECK_STMT(stmt, SQLPrimaryKeys(stmt, PARTNER, TEXT_ARG("my_lines")));
	CHECK_STR(catalog_result(stmt, ""), "partner|public|my_lines|a\"\",\"b|1|lines_key\n"
					    "partner|public|my_lines|a_c|2|lines_key\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NO_TABLE, PARTNER, TEXT_ARG("my_lines")));
	CHECK_STR(
		catalog_result(stmt, "1,2,3,4,5,6,7,8,9,10,11,12,13,14"),
		"partner|hr|orders|id|partner|public|my_lines|b|1|3|3|to_hr|hr_key|7\n"
		"partner|public|orders|id|partner|public|my_lines|b|1|3|3|to_orders|orders_key|7\n"
		"partner|public|orders|customer|partner|public|my_lines|a_c|2|3|3|to_orders|orders_"
		"key|7\n"
		"partner|public|types|id|partner|public|my_lines|abc|1|3|3|to_types|types_key|7\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, PARTNER, TEXT_ARG("types"), NO_TABLE));
	CHECK_STR(catalog_result(stmt, "3,7,12"), "types|my_lines|to_types\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, PARTNER, TEXT_ARG("orders"), NO_TABLE));
	CHECK_STR(catalog_result(stmt, "4,7,8,9"), "id|my_lines|b|1\ncustomer|my_lines|a_c|2\n");
	/* Both tables: those of the one that refer to the other. */
	CHECK_STMT(stmt, SQLForeignKeys(stmt, PARTNER, TEXT_ARG("orders"), PARTNER,
					TEXT_ARG("my_lines")));
	CHECK_STR(catalog_result(stmt, "2,3,7,9,12"), "public|orders|my_lines|1|to_orders\n"
						      "public|orders|my_lines|2|to_orders\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, TEXT_ARG("partner"), NULL, 0, TEXT_ARG("orders"),
					NULL, 0, TEXT_ARG("public"), TEXT_ARG("my_lines")));
	CHECK_STR(catalog_result(stmt, "2,12"), "hr|to_hr\npublic|to_orders\npublic|to_orders\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, PARTNER, TEXT_ARG("my_lines"), PARTNER,
					TEXT_ARG("my_lines")));
	CHECK_STR(catalog_result(stmt, ""), "");
}

static void odbc_2_has_its_own_word_for_no_action(void)
{
	SQLHSTMT stmt;

	CHECK_OK(SQL_HANDLE_ENV, test_env(),
		 SQLSetEnvAttr(test_env(), SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC2, 0));
	stmt = prepare(CURRENT);
	CHECK_STMT(stmt, SQLForeignKeys(stmt, PARTNER, TEXT_ARG("types"), NO_TABLE));
	CHECK_STR(catalog_result(stmt, "3,9,10,11"), "types|1|1|1\n");
}

static void special_columns_of_another_database_are_told(void)
{
	SQLHSTMT stmt = prepare(CURRENT);

	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_BEST_ROWID, PARTNER, TEXT_ARG("my_lines"),
					   SQL_SCOPE_SESSION, SQL_NO_NULLS));
	CHECK_STR(catalog_result(stmt, ""),
		  "2|a\"\",\"b|4|int4|10|4|0|1\n2|a_c|2|numeric|10|12|2|1\n");
	CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_BEST_ROWID, PARTNER, TEXT_ARG("types"),
					   SQL_SCOPE_SESSION, SQL_NO_NULLS));
	CHECK_STR(catalog_result(stmt, ""), "");
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		stmt = prepare(catalog_paths[i]);
		CHECK_STMT(stmt, SQLSpecialColumns(stmt, SQL_ROWVER, PARTNER, TEXT_ARG("orders"),
						   SQL_SCOPE_SESSION, SQL_NO_NULLS));
		CHECK_STR(catalog_result(stmt, ""), "");
		CHECK_STMT(stmt, SQLStatistics(stmt, PARTNER, TEXT_ARG("orders"), SQL_INDEX_ALL,
					       SQL_QUICK));
		CHECK_STR(catalog_result(stmt, ""), "partner|public|orders|-|-|-|0|-|-|-|-|-|-\n");
	}
}

/* The patterns of SHOW have no escape character. */
static void privileges_of_another_database_are_told(void)
{
	SQLHSTMT stmt = prepare(CURRENT);

	/* A name with _ is a pattern, and this one matches one table. */
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, PARTNER, TEXT_ARG("my_lines")));
	CHECK_STR(catalog_result(stmt, ""), "partner|public|my_lines|owner|reader|SELECT|NO\n");
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, PARTNER, TEXT_ARG("my\\_lines")));
	CHECK_STR(catalog_result(stmt, "5,6"), "reader|SELECT\n");
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, TEXT_ARG("partner"), NULL, 0, TEXT_ARG("my%")));
	CHECK_STR(catalog_result(stmt, "5,6"), "reader|SELECT\n");
	CHECK_STMT(stmt, SQLTablePrivileges(stmt, PARTNER, TEXT_ARG("no_such")));
	CHECK_STR(catalog_result(stmt, ""), "");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLTablePrivileges(stmt, PARTNER, TEXT_ARG("%")),
		    "HYC00");
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, PARTNER, TEXT_ARG("my_lines"), NULL, 0));
	CHECK_STR(catalog_result(stmt, "4,7,8"), "a_c|SELECT|YES\nabc|UPDATE|NO\n");
	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, PARTNER, TEXT_ARG("my_lines"), TEXT_ARG("a_c")));
	CHECK_STR(catalog_result(stmt, "4"), "a_c\nabc\n");
	CHECK_STMT(stmt,
		   SQLColumnPrivileges(stmt, PARTNER, TEXT_ARG("my_lines"), TEXT_ARG("a\\_c")));
	CHECK_STR(catalog_result(stmt, "4"), "a_c\n");
	CHECK_STMT(stmt,
		   SQLColumnPrivileges(stmt, PARTNER, TEXT_ARG("my_lines"), TEXT_ARG("%\\%%")));
	CHECK_STR(catalog_result(stmt, "4"), "");
}

/* Tables and columns of data catalogs are in no view. */
static void data_catalogs_are_told_by_show(void)
{
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		bool show = !strstr(catalog_paths[i], "legacy");
		SQLHSTMT stmt = prepare(catalog_paths[i]);

		test_diag("%s", catalog_paths[i]);
		CHECK_STMT(stmt, tables(stmt, "lakehouse", "raw", "a%", "TABLE,EXTERNAL TABLE"));
		CHECK_STR(catalog_result(stmt, ""), show ? "lakehouse|raw|a_b|EXTERNAL TABLE|-\n"
							   "lakehouse|raw|axb|EXTERNAL TABLE|-\n"
							 : "");
		CHECK_STMT(stmt, tables(stmt, "lakehouse", "raw", "a\\_b", NULL));
		CHECK_STR(catalog_result(stmt, "3"), show ? "a_b\n" : "");
		CHECK_STMT(stmt, tables(stmt, "lakehouse", "raw", "%", "VIEW"));
		CHECK_STR(catalog_result(stmt, "3"), "");
		CHECK_STMT(stmt, columns(stmt, "lakehouse", "raw", "a\\_b", NULL));
		CHECK_STR(catalog_result(stmt, "3,4,5,6,7,9,11,17,18"),
			  show ? "a_b|id|-5|int8|19|0|0|1|NO\n"
				 "a_b|n_m|2|numeric|10|2|1|2|YES\n"
				 "a_b|n m|12|varchar|20|-|2|3|\n"
			       : "");
		CHECK_STMT(stmt, columns(stmt, "lakehouse", "raw", "a\\_b", "n\\_%"));
		CHECK_STR(catalog_result(stmt, "4"), show ? "n_m\n" : "");
		CHECK_STMT(stmt, columns(stmt, "lakehouse", "raw", "axb", NULL));
		CHECK_STR(catalog_result(stmt, "4,5,6,11,18"),
			  show ? "x|-1|struct<a:int>|2|\n" : "");
	}
}

/* SHOW has an error for more than 10,000 rows and for a schema that is not there. */
static void views_are_asked_where_show_fails(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt = prepare(CURRENT);

	test_server_exec(
		"insert into standin.shared_columns select 'partner', 'wide', 't' || i, 'c', 1,"
		"  'integer', null, 32, 0, 'NO' from generate_series(1, 10001) i");
	CHECK_STMT(stmt, tables(stmt, "partner", "wide", NULL, NULL));
	CHECK_INT(lines(catalog_result(stmt, "3")), 10001);
	CHECK_STMT(stmt, tables(stmt, "partner", "wide", "t1000_", NULL));
	CHECK_INT(lines(catalog_result(stmt, "3")), 2);
	CHECK_STMT(stmt, tables(stmt, "partner", "absent", NULL, NULL));
	CHECK_STR(catalog_result(stmt, ""), "");
	CHECK_INT(SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 1, NULL, NULL, NULL, 0, NULL), SQL_NO_DATA);
	/* An error would take the transaction with it. */
	dbc = test_connect("DSN=plain");
	CHECK_DBC(dbc, SQLSetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0));
	test_exec(dbc, "create table samples.uncommitted (a integer)");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, tables(stmt, "partner", "absent", NULL, NULL));
	CHECK_STR(catalog_result(stmt, ""), "");
	CHECK_STMT(stmt, columns(stmt, "partner", "public", "orders", NULL));
	CHECK_STR(catalog_result(stmt, "4"), "id\ncustomer\n");
	CHECK_INT(test_number(dbc, "select count(*) from samples.uncommitted"), 0);
	CHECK_DBC(dbc, SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
	test_server_exec("delete from standin.shared_columns where schema_name = 'wide'");
}

static void routines_of_another_database_are_told(void)
{
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHSTMT stmt = prepare(catalog_paths[i]);

		CHECK_STMT(stmt, SQLProcedures(stmt, PARTNER, TEXT_ARG("%")));
		CHECK_STR(catalog_result(stmt, "1,3,4,5,6,8"),
			  "partner|area|2|-|-|2\npartner|none|0|-|-|2\npartner|tidy|1|-|-|1\n");
		CHECK_STMT(stmt, SQLProcedureColumns(stmt, PARTNER, TEXT_ARG("%"), NULL, 0));
		CHECK_STR(catalog_result(stmt, "1,3,4,5,6,7,8,18"),
			  "partner|area||5|8|float8|53|0\n"
			  "partner|area||1|4|int4|10|1\n"
			  "partner|area||1|2|numeric|38|2\n"
			  "partner|none||5|-5|int8|19|0\n"
			  "partner|tidy||0|12|varchar|65535|1\n");
		CHECK_STMT(stmt, SQLProcedureColumns(stmt, PARTNER, TEXT_ARG("%"), TEXT_ARG("x")));
		CHECK_STR(catalog_result(stmt, ""), "");
	}
}

/* An empty name is that of no object: nothing to refuse, nothing to tell. */
static void nothing_has_an_empty_name(void)
{
	for (size_t i = 0; i < CATALOG_PATHS; i++) {
		SQLHSTMT stmt = prepare(catalog_paths[i]);

		CHECK_STMT(stmt, columns(stmt, "", "samples", "types", NULL));
		CHECK_STR(catalog_result(stmt, ""), "");
		CHECK_STMT(stmt, SQLPrimaryKeys(stmt, TEXT_ARG(""), TEXT_ARG("samples"),
						TEXT_ARG("parent")));
		CHECK_STR(catalog_result(stmt, ""), "");
		CHECK_STMT(stmt, SQLForeignKeys(stmt, NO_TABLE, TEXT_ARG("partner"), TEXT_ARG(""),
						TEXT_ARG("my_lines")));
		CHECK_STR(catalog_result(stmt, ""), "");
		CHECK_STMT(stmt, SQLStatistics(stmt, TEXT_ARG(""), TEXT_ARG("samples"),
					       TEXT_ARG("parent"), SQL_INDEX_ALL, SQL_QUICK));
		CHECK_STR(catalog_result(stmt, ""), "");
		CHECK_STMT(stmt, SQLTablePrivileges(stmt, TEXT_ARG("partner"), TEXT_ARG(""),
						    TEXT_ARG("my_lines")));
		CHECK_STR(catalog_result(stmt, ""), "");
	}
}

static const struct test_case cases[] = {
	TEST_CASE(keys_of_another_database_are_told),
	TEST_CASE(odbc_2_has_its_own_word_for_no_action),
	TEST_CASE(special_columns_of_another_database_are_told),
	TEST_CASE(privileges_of_another_database_are_told),
	TEST_CASE(data_catalogs_are_told_by_show),
	TEST_CASE(views_are_asked_where_show_fails),
	TEST_CASE(routines_of_another_database_are_told),
	TEST_CASE(nothing_has_an_empty_name),
};

int main(void)
{
	test_diag("stand-in");
	return test_main(cases, COUNT(cases));
}
