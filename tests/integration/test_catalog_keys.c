/*
 * Catalog functions: keys, indexes, row identifiers, procedures, privileges,
 * types, and the columns of all their results.
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

static SQLRETURN primary_keys(SQLHSTMT stmt, const char *schema, const char *table)
{
	return SQLPrimaryKeys(stmt, NULL, 0, TEXT_ARG(schema), TEXT_ARG(table));
}

static SQLRETURN foreign_keys(SQLHSTMT stmt, const char *pk_schema, const char *pk,
			      const char *fk_schema, const char *fk)
{
	return SQLForeignKeys(stmt, NULL, 0, TEXT_ARG(pk_schema), TEXT_ARG(pk), NULL, 0,
			      TEXT_ARG(fk_schema), TEXT_ARG(fk));
}

static SQLRETURN statistics(SQLHSTMT stmt, const char *table, SQLUSMALLINT unique,
			    SQLUSMALLINT accuracy)
{
	return SQLStatistics(stmt, NULL, 0, TEXT_ARG("shop"), TEXT_ARG(table), unique, accuracy);
}

static SQLRETURN special(SQLHSTMT stmt, SQLUSMALLINT kind, const char *table, SQLUSMALLINT scope,
			 SQLUSMALLINT nullable)
{
	return SQLSpecialColumns(stmt, kind, NULL, 0, TEXT_ARG("shop"), TEXT_ARG(table), scope,
				 nullable);
}

/* -- Keys -------------------------------------------------------------------- */

static void primary_keys_come_in_the_order_of_the_key(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, primary_keys(stmt, "shop", "orders"));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,6"), "shop|orders|number|1|orders_key\n"
						     "shop|orders|year|2|orders_key\n");
	CHECK_STMT(stmt, primary_keys(stmt, "Mixed Case", "Table \"One\""));
	CHECK_STR(catalog_result(stmt, "3,4"), "Table \"One\"|Column 1\n");
	CHECK_STMT(stmt, primary_keys(stmt, "shop", "keyless"));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
	CHECK_STMT(stmt, primary_keys(stmt, "shop", "order_"));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
	CHECK_STMT(stmt, primary_keys(stmt, "shop", ""));
	CHECK_STR(catalog_result(stmt, "3,4"), "");
	/* Without a schema: every table of the name when the search path has none. */
	CHECK_STMT(stmt, primary_keys(stmt, NULL, "elsewhere"));
	CHECK_STR(catalog_result(stmt, "2,3,4"), "other|elsewhere|id\n");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, primary_keys(stmt, "shop", NULL), "HY009");
}

static void foreign_keys_of_a_table(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, foreign_keys(stmt, NULL, NULL, "shop", "orders"));
	CHECK_STR(catalog_result(stmt, "2,3,4,6,7,8,9,10,11,12,13,14"),
		  test_either("shop|customers|id|shop|orders|customer|1|2|0|orders_customer|"
			      "customers_pkey|7\n",
			      "shop|customers|id|shop|orders|customer|1|3|3|orders_customer|"
			      "customers_pkey|7\n"));
	CHECK_STMT(stmt, foreign_keys(stmt, NULL, NULL, "shop", "lines"));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9,10,11,12,13,14"),
		  test_either("orders|year|lines|order_year|1|3|4|lines_order|orders_key|5\n"
			      "orders|number|lines|order_number|2|3|4|lines_order|orders_key|5\n",
			      "orders|year|lines|order_year|1|3|3|lines_order|orders_key|7\n"
			      "orders|number|lines|order_number|2|3|3|lines_order|orders_key|7\n"));
	/* A key to a unique constraint is none that ODBC wants to hear of. */
	CHECK_STMT(stmt, foreign_keys(stmt, NULL, NULL, "shop", "notes"));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,12,14"),
		  test_either("notes|id|notes|previous|notes_previous|6\n",
			      "notes|id|notes|previous|notes_previous|7\n"));
}

static void foreign_keys_to_a_table(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, foreign_keys(stmt, "shop", "orders", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9"), "orders|year|lines|order_year|1\n"
						     "orders|number|lines|order_number|2\n");
	CHECK_STMT(stmt, foreign_keys(stmt, "shop", "customers", NULL, ""));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9"), "customers|id|orders|customer|1\n");
	CHECK_STMT(stmt, foreign_keys(stmt, "other", "customers", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9"), "");
}

static void foreign_keys_between_two_tables(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, foreign_keys(stmt, "shop", "orders", "shop", "lines"));
	CHECK_STR(catalog_result(stmt, "3,7,9"), "orders|lines|1\norders|lines|2\n");
	CHECK_STMT(stmt, foreign_keys(stmt, "shop", "lines", "shop", "orders"));
	CHECK_STR(catalog_result(stmt, "3,7,9"), "");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, foreign_keys(stmt, "shop", NULL, "shop", NULL), "HY009");
}

static void copies_of_keys_to_partitions_are_left_out(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, foreign_keys(stmt, NULL, NULL, "shop", "part_uses"));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9"),
		  "parts|id|part_uses|id|1\nparts|made|part_uses|made|2\n");
	CHECK_STMT(stmt, foreign_keys(stmt, NULL, NULL, "shop", "part_uses_0"));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9"),
		  "parts|id|part_uses_0|id|1\nparts|made|part_uses_0|made|2\n");
	CHECK_STMT(stmt, foreign_keys(stmt, "shop", "parts_2020", NULL, NULL));
	CHECK_STR(catalog_result(stmt, "3,4,7,8,9"), "");
}

/* -- Indexes ------------------------------------------------------------------ */

static void indexes_and_their_table_are_described(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, statistics(stmt, "view", SQL_INDEX_ALL, SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "3,4,7,11,12"), "view|-|0|-|-\n");
	CHECK_STMT(stmt, statistics(stmt, "no such table", SQL_INDEX_ALL, SQL_QUICK));
	CHECK_STR(catalog_result(stmt, ""), "");
	CHECK_STMT(stmt, statistics(stmt, "indexed", SQL_INDEX_ALL, SQL_QUICK));
	if (test_on_redshift()) {
		CHECK_STR(catalog_result(stmt, "3,4,5,6,7,8,9,10,11,13"),
			  "indexed|-|-|-|0|-|-|-|-|-\n");
		return;
	}
	CHECK_STR(catalog_result(stmt, "3,4,5,6,7,8,9,10,11,13"),
		  "indexed|-|-|-|0|-|-|-|500|-\n"
		  "indexed|0|shop|indexed_include|3|1|c|A|500|-\n"
		  "indexed|0|shop|indexed_include|3|2|d|A|500|-\n"
		  "indexed|0|shop|indexed_partial|3|1|a|A|490|(e > 10)\n"
		  "indexed|1|shop|indexed_b_a|1|1|b|D|-|-\n"
		  "indexed|1|shop|indexed_b_a|1|2|a|A|-|-\n"
		  "indexed|1|shop|indexed_hash|2|1|a|-|-|-\n"
		  "indexed|1|shop|indexed_gin|3|1|doc|-|-|-\n"
		  "indexed|1|shop|indexed_lower|3|1|lower(b)|A|-|-\n"
		  "indexed|1|shop|indexed_lower|3|2|((a + e))|A|-|-\n");
	CHECK_STMT(stmt, statistics(stmt, "indexed", SQL_INDEX_UNIQUE, SQL_QUICK));
	CHECK_STR(catalog_result(stmt, "4,6,8"),
		  "-|-|-\n0|indexed_include|1\n0|indexed_include|2\n0|indexed_partial|1\n");
}

static void ensure_counts_and_quick_does_not(void)
{
	SQLHSTMT stmt = prepare();

	/* Nobody has counted this one yet. */
	test_server_exec("create table shop.fresh (a int unique);"
			 "alter table shop.fresh set (autovacuum_enabled = off);"
			 "insert into shop.fresh select generate_series(1, 1234)");
	CHECK_STMT(stmt, statistics(stmt, "fresh", SQL_INDEX_ALL, SQL_QUICK));
	CHECK_STR(catalog_result(stmt, "4,6,11"), "-|-|-\n0|fresh_a_key|-\n");
	/* What the user may not read is not counted, and is no error. */
	CHECK_STMT(stmt, statistics(stmt, "fresh", SQL_INDEX_ALL, SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "4,6,11"), "-|-|-\n0|fresh_a_key|-\n");
	test_server_exec("grant select on shop.fresh to public");
	CHECK_STMT(stmt, statistics(stmt, "fresh", SQL_INDEX_ALL, SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "4,6,11"), "-|-|1234\n0|fresh_a_key|1234\n");
	CHECK_STMT(stmt, statistics(stmt, "matview", SQL_INDEX_ALL, SQL_ENSURE));
	CHECK_STR(catalog_result(stmt, "3,7,11"), "matview|0|-\n");
	test_server_exec("drop table shop.fresh");
}

static void options_of_statistics_are_checked(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STATE(SQL_HANDLE_STMT, stmt, statistics(stmt, "indexed", 2, SQL_QUICK), "HY100");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, statistics(stmt, "indexed", SQL_INDEX_ALL, 2), "HY101");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, statistics(stmt, NULL, SQL_INDEX_ALL, SQL_QUICK),
		    "HY009");
}

/* -- Row identifiers ------------------------------------------------------------ */

static const struct {
	const char *table;
	SQLUSMALLINT scope, nullable;
	const char *rows;
	bool postgresql; /* a key that Redshift lacks */
} row_ids[] = {
	{ "customers", SQL_SCOPE_SESSION, SQL_NO_NULLS, "2|id|4|int4|10|4|0|1\n", false },
	{ "customers", SQL_SCOPE_CURROW, SQL_NULLABLE, "2|id|4|int4|10|4|0|1\n", false },
	{ "orders", SQL_SCOPE_TRANSACTION, SQL_NO_NULLS,
	  "2|number|4|int4|10|4|0|1\n2|year|4|int4|10|4|0|1\n", false },
	{ "parts", SQL_SCOPE_SESSION, SQL_NO_NULLS,
	  "2|id|4|int4|10|4|0|1\n2|made|91|date|10|6|-|1\n", true },
	{ "two_keys", SQL_SCOPE_SESSION, SQL_NO_NULLS, "2|c|4|int4|10|4|0|1\n", true },
	{ "indexed", SQL_SCOPE_SESSION, SQL_NO_NULLS,
	  "2|c|4|int4|10|4|0|1\n2|d|-1|text|65535|262140|-|1\n", true },
	{ "nullable_key", SQL_SCOPE_SESSION, SQL_NULLABLE, "2|a|4|int4|10|4|0|1\n", true },
	{ "nullable_key", SQL_SCOPE_SESSION, SQL_NO_NULLS, "", true },
	{ "deferred_key", SQL_SCOPE_SESSION, SQL_NULLABLE, "", true },
	{ "keyless", SQL_SCOPE_SESSION, SQL_NULLABLE, "", false },
	{ "keyless", SQL_SCOPE_TRANSACTION, SQL_NULLABLE, "", false },
	{ "view", SQL_SCOPE_CURROW, SQL_NULLABLE, "", false },
	{ "no such table", SQL_SCOPE_CURROW, SQL_NULLABLE, "", false },
};

static void the_best_key_identifies_a_row(void)
{
	SQLHSTMT stmt = prepare();

	for (size_t i = 0; i < sizeof(row_ids) / sizeof(row_ids[0]); i++) {
		if (test_on_redshift() && row_ids[i].postgresql)
			continue;
		test_diag("%s", row_ids[i].table);
		CHECK_STMT(stmt, special(stmt, SQL_BEST_ROWID, row_ids[i].table, row_ids[i].scope,
					 row_ids[i].nullable));
		CHECK_STR(catalog_result(stmt, ""), row_ids[i].rows);
	}
	CHECK_STMT(stmt, special(stmt, SQL_BEST_ROWID, "keyless", SQL_SCOPE_CURROW, SQL_NO_NULLS));
	CHECK_STR(catalog_result(stmt, "1,2,4,8"), test_either("0|ctid|tid|2\n", ""));
}

static void the_row_version_is_xmin(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, special(stmt, SQL_ROWVER, "orders", SQL_SCOPE_CURROW, SQL_NULLABLE));
	CHECK_STR(catalog_result(stmt, "1,2,4,8"), test_either("-|xmin|xid|2\n", ""));
	CHECK_STMT(stmt, special(stmt, SQL_ROWVER, "view", SQL_SCOPE_CURROW, SQL_NULLABLE));
	CHECK_STR(catalog_result(stmt, "1,2,4,8"), "");
	stmt = test_stmt(test_connect("DSN=pooled;RowVersioning=0"));
	CHECK_STMT(stmt, special(stmt, SQL_ROWVER, "orders", SQL_SCOPE_CURROW, SQL_NULLABLE));
	CHECK_STR(catalog_result(stmt, "1,2,4,8"), "");
}

static void options_of_special_columns_are_checked(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    special(stmt, 3, "orders", SQL_SCOPE_CURROW, SQL_NULLABLE), "HY097");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, special(stmt, SQL_BEST_ROWID, "orders", 3, SQL_NULLABLE),
		    "HY098");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    special(stmt, SQL_BEST_ROWID, "orders", SQL_SCOPE_CURROW, 2), "HY099");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    special(stmt, SQL_BEST_ROWID, NULL, SQL_SCOPE_CURROW, SQL_NULLABLE), "HY009");
}

/* -- Procedures ------------------------------------------------------------------ */

static void procedures_are_listed(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLProcedures(stmt, NULL, 0, TEXT_ARG("shop"), NULL, 0));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,6,7,8"),
		  test_either("shop|add|2|0|0|Adds|2\nshop|add|2|0|0|-|2\n"
			      "shop|all_holes|0|0|1|-|2\nshop|listed|1|0|1|-|2\n"
			      "shop|listing|1|0|1|-|2\nshop|many|1|0|0|-|2\n"
			      "shop|move|2|1|0|-|1\nshop|nothing|0|0|0|-|1\n"
			      "shop|numbers|1|0|1|-|2\nshop|split|2|2|0|-|2\n",
			      "shop|add|2|0|0|Adds|2\nshop|add|2|0|0|-|2\n"
			      "shop|move|2|1|0|-|1\nshop|nothing|0|0|0|-|1\n"));
	CHECK_STMT(stmt, SQLProcedures(stmt, NULL, 0, TEXT_ARG("sho_"), TEXT_ARG("m%")));
	CHECK_STR(catalog_result(stmt, "3"), test_either("many\nmove\n", "move\n"));
	CHECK_STMT(stmt, SQLProcedures(stmt, TEXT_ARG("postgres"), TEXT_ARG("shop"), NULL, 0));
	CHECK_STR(catalog_result(stmt, "3"), "");
	CHECK_STMT(stmt, SQLProcedures(stmt, NULL, 0, TEXT_ARG("pg_catalog"), TEXT_ARG("ascii")));
	CHECK_STR(catalog_result(stmt, "3,8"), "ascii|2\n");
}

static const struct {
	const char *name;
	const char *rows; /* COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, COLUMN_DEF, ORDINAL_POSITION */
	const char *redshift; /* NULL: it has no such routine */
} procedure_columns[] = {
	{ "add", "|5|4|-|0\na|1|4|-|1\nb|1|4|2|2\n|5|-1|-|0\n|1|-1|-|1\n|1|-1|-|2\n",
	  "|5|4|-|0\n|1|4|-|1\n|1|4|-|2\n|5|12|-|0\n|1|12|-|1\n|1|12|-|2\n" },
	{ "listed", "floor_of|1|2|-|1\nid|3|4|-|1\nname|3|-1|-|2\n", NULL },
	{ "listing", "floor_of|1|2|-|1\nid|3|4|-|1\nname|3|-1|-|2\n", NULL },
	{ "all\\_holes", "a|3|4|-|1\nb|3|-1|-|2\nc|3|91|-|3\n", NULL },
	{ "numbers", "n|1|4|-|1\nnumbers|3|4|-|1\n", NULL },
	{ "split", "whole|1|-1|-|1\nhead|4|-1|-|2\nrest|2|4|-|3\n", NULL },
	{ "nothing", "", "" },
	{ "many", "|5|12|-|0\nlist|1|-1|-|1\n", NULL },
	{ "move", "amount|1|2|-|1\nleft_over|2|2|0|2\n", "amount|1|2|-|1\nleft_over|2|2|-|2\n" },
	{ "on\\_change", "", NULL },
	{ "total", "", NULL },
};

static void columns_of_procedures_come_in_call_order(void)
{
	SQLHSTMT stmt = prepare();

	for (size_t i = 0; i < sizeof(procedure_columns) / sizeof(procedure_columns[0]); i++) {
		const char *rows = test_either(procedure_columns[i].rows,
					       procedure_columns[i].redshift);

		if (!rows)
			continue;
		test_diag("%s", procedure_columns[i].name);
		CHECK_STMT(stmt, SQLProcedureColumns(stmt, NULL, 0, TEXT_ARG("shop"),
						     TEXT_ARG(procedure_columns[i].name), NULL, 0));
		CHECK_STR(catalog_result(stmt, "4,5,6,14,18"), rows);
	}
	if (test_on_redshift()) /* arguments of functions have no names */
		return;
	CHECK_STMT(stmt, SQLProcedureColumns(stmt, NULL, 0, TEXT_ARG("shop"), TEXT_ARG("add"),
					     TEXT_ARG("b")));
	CHECK_STR(catalog_result(stmt, "2,3,4,7,8,9,10,11,12,13,15,16,17,19"),
		  "shop|add|b|int4|10|4|0|10|1|-|4|-|-|YES\n");
}

/* -- Privileges ------------------------------------------------------------------ */

static void privileges_of_tables(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLTablePrivileges(stmt, NULL, 0, TEXT_ARG("shop"), TEXT_ARG("grante_")));
	CHECK_STR(catalog_result(stmt, "2,3,4,5,6,7"),
		  test_either("shop|granted|_SYSTEM|catalog_owner|DELETE|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|INSERT|YES\n"
			      "shop|granted|catalog_owner|catalog_reader|INSERT|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|REFERENCES|YES\n"
			      "shop|granted|catalog_owner|PUBLIC|SELECT|NO\n"
			      "shop|granted|_SYSTEM|catalog_owner|SELECT|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|TRIGGER|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|TRUNCATE|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|UPDATE|YES\n",
			      "shop|granted|_SYSTEM|catalog_owner|DELETE|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|DROP|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|INSERT|YES\n"
			      "shop|granted|catalog_owner|catalog_reader|INSERT|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|REFERENCES|YES\n"
			      "shop|granted|catalog_owner|PUBLIC|SELECT|NO\n"
			      "shop|granted|_SYSTEM|catalog_owner|SELECT|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|TRIGGER|YES\n"
			      "shop|granted|_SYSTEM|catalog_owner|UPDATE|YES\n"));
}

static void privileges_of_columns(void)
{
	SQLHSTMT stmt = prepare();

	CHECK_STMT(stmt, SQLColumnPrivileges(stmt, NULL, 0, TEXT_ARG("shop"), TEXT_ARG("granted"),
					     TEXT_ARG("%")));
	CHECK_STR(catalog_result(stmt, "4,5,6,7,8"), "a|_SYSTEM|catalog_owner|INSERT|YES\n"
						     "a|catalog_owner|catalog_reader|INSERT|YES\n"
						     "a|_SYSTEM|catalog_owner|REFERENCES|YES\n"
						     "a|catalog_owner|PUBLIC|SELECT|NO\n"
						     "a|_SYSTEM|catalog_owner|SELECT|YES\n"
						     "a|_SYSTEM|catalog_owner|UPDATE|YES\n"
						     "b|_SYSTEM|catalog_owner|INSERT|YES\n"
						     "b|catalog_owner|catalog_reader|INSERT|YES\n"
						     "b|_SYSTEM|catalog_owner|REFERENCES|YES\n"
						     "b|catalog_owner|PUBLIC|SELECT|NO\n"
						     "b|_SYSTEM|catalog_owner|SELECT|YES\n"
						     "b|_SYSTEM|catalog_owner|UPDATE|YES\n"
						     "b|catalog_owner|catalog_reader|UPDATE|NO\n");
	CHECK_STATE(SQL_HANDLE_STMT, stmt,
		    SQLColumnPrivileges(stmt, NULL, 0, NULL, 0, NULL, 0, NULL, 0), "HY009");
}

/* -- Types ----------------------------------------------------------------------- */

static void types_are_ordered_and_filtered(void)
{
	SQLHSTMT stmt = prepare();
	long last = -1000, rows = 0;
	SQLRETURN rc;

	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_ALL_TYPES));
	while ((rc = SQLFetch(stmt)) != SQL_NO_DATA) {
		long type;

		CHECK_STMT(stmt, rc);
		type = strtol(test_cell(stmt, 2), NULL, 10);
		CHECK(type >= last);
		last = type;
		rows++;
	}
	CHECK(rows > 20);
	CHECK_STMT(stmt, SQLCloseCursor(stmt));
	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_INTEGER));
	CHECK_STR(catalog_result(stmt, ""),
		  test_either("int4|4|10|-|-|-|1|0|2|0|0|0|integer|0|0|4|-|10|-\n"
			      "serial|4|10|-|-|-|0|0|2|0|0|1|integer|0|0|4|-|10|-\n",
			      "int4|4|10|-|-|-|1|0|2|0|0|0|integer|0|0|4|-|10|-\n"));
	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_TYPE_DATE));
	CHECK_STR(catalog_result(stmt, ""), "date|91|10|'|'|-|1|0|2|-|0|-|date|-|-|9|1|-|-\n");
	/* Valid in ODBC, unknown to the server. */
	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_TINYINT));
	CHECK_STR(catalog_result(stmt, ""), "");
	CHECK_STATE(SQL_HANDLE_STMT, stmt, SQLGetTypeInfo(stmt, 7777), "HY004");
}

/* Each name can be used in CREATE TABLE, with as many parameters as CREATE_PARAMS says. */
static void names_of_types_work_in_ddl(void)
{
	SQLHDBC dbc;
	SQLHSTMT stmt;

	catalog_schema();
	dbc = test_connect("DSN=plain");
	stmt = test_stmt(dbc);
	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_ALL_TYPES));
	while (SQLFetch(stmt) == SQL_SUCCESS) {
		const char *name = test_cell(stmt, 1), *params = test_cell(stmt, 6);
		const char *given = !params ? "" : strchr(params, ',') ? "(5,2)" : "(5)";
		char sql[256];

		snprintf(sql, sizeof(sql), "create temporary table t (a %s%s); drop table t", name,
			 strchr(name, '(') ? "" : given);
		test_diag("%s", sql);
		test_exec(dbc, sql);
	}
}

static void odbc_2_applications_get_old_types(void)
{
	SQLHSTMT stmt;

	CHECK_OK(SQL_HANDLE_ENV, test_env(),
		 SQLSetEnvAttr(test_env(), SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC2, 0));
	stmt = test_stmt(test_connect("DSN=pooled"));
	CHECK_STMT(stmt, SQLGetTypeInfo(stmt, SQL_DATE));
	CHECK_STR(catalog_result(stmt, "1,2,3"), "date|9|10\n");
	CHECK_STMT(stmt, SQLForeignKeys(stmt, NULL, 0, TEXT_ARG("shop"), TEXT_ARG("orders"), NULL,
					0, NULL, 0, NULL, 0));
	/* NO ACTION is SQL_RESTRICT for them. */
	CHECK_STR(catalog_result(stmt, "3,7,10,11"),
		  test_either("orders|lines|1|4\norders|lines|1|4\n",
			      "orders|lines|1|1\norders|lines|1|1\n"));
}

/* -- The specification's columns --------------------------------------------------- */

static void results_have_the_columns_of_the_specification(void)
{
	SQLHSTMT stmt = prepare();

#define DESCRIBED(call, columns)                                \
	do {                                                    \
		CHECK_STMT(stmt, call);                         \
		CHECK_STR(catalog_description(stmt), columns);  \
		CHECK_STMT(stmt, SQLFreeStmt(stmt, SQL_CLOSE)); \
	} while (0)

	DESCRIBED(SQLTables(stmt, NULL, 0, NULL, 0, TEXT_ARG("x"), NULL, 0),
		  "TABLE_CAT varchar\nTABLE_SCHEM varchar\nTABLE_NAME varchar\n"
		  "TABLE_TYPE varchar\nREMARKS varchar\n");
	DESCRIBED(SQLColumns(stmt, NULL, 0, NULL, 0, TEXT_ARG("x"), NULL, 0),
		  "TABLE_CAT varchar\nTABLE_SCHEM varchar\nTABLE_NAME varchar not null\n"
		  "COLUMN_NAME varchar not null\nDATA_TYPE smallint not null\n"
		  "TYPE_NAME varchar not null\nCOLUMN_SIZE integer\nBUFFER_LENGTH integer\n"
		  "DECIMAL_DIGITS smallint\nNUM_PREC_RADIX smallint\nNULLABLE smallint not null\n"
		  "REMARKS varchar\nCOLUMN_DEF varchar\nSQL_DATA_TYPE smallint not null\n"
		  "SQL_DATETIME_SUB smallint\nCHAR_OCTET_LENGTH integer\n"
		  "ORDINAL_POSITION integer not null\nIS_NULLABLE varchar\n");
	DESCRIBED(primary_keys(stmt, NULL, "x"),
		  "TABLE_CAT varchar\nTABLE_SCHEM varchar\nTABLE_NAME varchar not null\n"
		  "COLUMN_NAME varchar not null\nKEY_SEQ smallint not null\nPK_NAME varchar\n");
	DESCRIBED(foreign_keys(stmt, NULL, "x", NULL, NULL),
		  "PKTABLE_CAT varchar\nPKTABLE_SCHEM varchar\nPKTABLE_NAME varchar not null\n"
		  "PKCOLUMN_NAME varchar not null\nFKTABLE_CAT varchar\nFKTABLE_SCHEM varchar\n"
		  "FKTABLE_NAME varchar not null\nFKCOLUMN_NAME varchar not null\n"
		  "KEY_SEQ smallint not null\nUPDATE_RULE smallint\nDELETE_RULE smallint\n"
		  "FK_NAME varchar\nPK_NAME varchar\nDEFERRABILITY smallint\n");
	DESCRIBED(statistics(stmt, "x", SQL_INDEX_ALL, SQL_QUICK),
		  "TABLE_CAT varchar\nTABLE_SCHEM varchar\nTABLE_NAME varchar not null\n"
		  "NON_UNIQUE smallint\nINDEX_QUALIFIER varchar\nINDEX_NAME varchar\n"
		  "TYPE smallint not null\nORDINAL_POSITION smallint\nCOLUMN_NAME varchar\n"
		  "ASC_OR_DESC char\nCARDINALITY integer\nPAGES integer\n"
		  "FILTER_CONDITION varchar\n");
	DESCRIBED(special(stmt, SQL_BEST_ROWID, "x", SQL_SCOPE_CURROW, SQL_NULLABLE),
		  "SCOPE smallint\nCOLUMN_NAME varchar not null\nDATA_TYPE smallint not null\n"
		  "TYPE_NAME varchar not null\nCOLUMN_SIZE integer\nBUFFER_LENGTH integer\n"
		  "DECIMAL_DIGITS smallint\nPSEUDO_COLUMN smallint\n");
	DESCRIBED(SQLProcedures(stmt, NULL, 0, NULL, 0, TEXT_ARG("x")),
		  "PROCEDURE_CAT varchar\nPROCEDURE_SCHEM varchar\n"
		  "PROCEDURE_NAME varchar not null\nNUM_INPUT_PARAMS integer\n"
		  "NUM_OUTPUT_PARAMS integer\nNUM_RESULT_SETS integer\nREMARKS varchar\n"
		  "PROCEDURE_TYPE smallint\n");
	DESCRIBED(SQLProcedureColumns(stmt, NULL, 0, NULL, 0, TEXT_ARG("x"), NULL, 0),
		  "PROCEDURE_CAT varchar\nPROCEDURE_SCHEM varchar\n"
		  "PROCEDURE_NAME varchar not null\nCOLUMN_NAME varchar not null\n"
		  "COLUMN_TYPE smallint not null\nDATA_TYPE smallint not null\n"
		  "TYPE_NAME varchar not null\nCOLUMN_SIZE integer\nBUFFER_LENGTH integer\n"
		  "DECIMAL_DIGITS smallint\nNUM_PREC_RADIX smallint\nNULLABLE smallint not null\n"
		  "REMARKS varchar\nCOLUMN_DEF varchar\nSQL_DATA_TYPE smallint not null\n"
		  "SQL_DATETIME_SUB smallint\nCHAR_OCTET_LENGTH integer\n"
		  "ORDINAL_POSITION integer not null\nIS_NULLABLE varchar\n");
	DESCRIBED(SQLTablePrivileges(stmt, NULL, 0, NULL, 0, TEXT_ARG("x")),
		  "TABLE_CAT varchar\nTABLE_SCHEM varchar\nTABLE_NAME varchar not null\n"
		  "GRANTOR varchar\nGRANTEE varchar not null\nPRIVILEGE varchar not null\n"
		  "IS_GRANTABLE varchar\n");
	DESCRIBED(SQLColumnPrivileges(stmt, NULL, 0, NULL, 0, TEXT_ARG("x"), NULL, 0),
		  "TABLE_CAT varchar\nTABLE_SCHEM varchar\nTABLE_NAME varchar not null\n"
		  "COLUMN_NAME varchar not null\nGRANTOR varchar\nGRANTEE varchar not null\n"
		  "PRIVILEGE varchar not null\nIS_GRANTABLE varchar\n");
	DESCRIBED(SQLGetTypeInfo(stmt, SQL_ALL_TYPES),
		  "TYPE_NAME varchar not null\nDATA_TYPE smallint not null\nCOLUMN_SIZE integer\n"
		  "LITERAL_PREFIX varchar\nLITERAL_SUFFIX varchar\nCREATE_PARAMS varchar\n"
		  "NULLABLE smallint not null\nCASE_SENSITIVE smallint not null\n"
		  "SEARCHABLE smallint not null\nUNSIGNED_ATTRIBUTE smallint\n"
		  "FIXED_PREC_SCALE smallint not null\nAUTO_UNIQUE_VALUE smallint\n"
		  "LOCAL_TYPE_NAME varchar\nMINIMUM_SCALE smallint\nMAXIMUM_SCALE smallint\n"
		  "SQL_DATA_TYPE smallint not null\nSQL_DATETIME_SUB smallint\n"
		  "NUM_PREC_RADIX integer\nINTERVAL_PRECISION smallint\n");
#undef DESCRIBED
}

static const struct test_case cases[] = {
	TEST_CASE(primary_keys_come_in_the_order_of_the_key),
	TEST_CASE(foreign_keys_of_a_table),
	TEST_CASE(foreign_keys_to_a_table),
	TEST_CASE(foreign_keys_between_two_tables),
	TEST_CASE(copies_of_keys_to_partitions_are_left_out),
	TEST_CASE(indexes_and_their_table_are_described),
	TEST_CASE(ensure_counts_and_quick_does_not),
	TEST_CASE(options_of_statistics_are_checked),
	TEST_CASE(the_best_key_identifies_a_row),
	TEST_CASE(the_row_version_is_xmin),
	TEST_CASE(options_of_special_columns_are_checked),
	TEST_CASE(procedures_are_listed),
	TEST_CASE(columns_of_procedures_come_in_call_order),
	TEST_CASE(privileges_of_tables),
	TEST_CASE(privileges_of_columns),
	TEST_CASE(types_are_ordered_and_filtered),
	TEST_CASE(names_of_types_work_in_ddl),
	TEST_CASE(odbc_2_applications_get_old_types),
	TEST_CASE(results_have_the_columns_of_the_specification),
};

int main(void)
{
	return test_main(cases, sizeof(cases) / sizeof(cases[0]));
}
