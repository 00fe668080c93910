#include "config.h"

#include "catalogtest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RESULT_MAX = 1 << 20, SCHEMA_MAX = 1 << 16, COLUMNS_MAX = 32 };

static char result[RESULT_MAX];
static size_t n_result;

static void add(const char *text)
{
	size_t n = strlen(text);

	CHECK(n_result + n < sizeof(result));
	memcpy(result + n_result, text, n + 1);
	n_result += n;
}

void catalog_schema(void)
{
	static char sql[SCHEMA_MAX];
	static bool done;
	char path[4096];
	FILE *f;

	if (done)
		return;
	snprintf(path, sizeof(path), "%s/tests/integration/%s", getenv("top_srcdir"),
		 test_either("catalog_schema.sql", "catalog_schema_redshift.sql"));
	f = fopen(path, "r");
	CHECK(f);
	CHECK(fread(sql, 1, sizeof(sql) - 1, f) > 0);
	CHECK(feof(f));
	fclose(f);
	test_server_exec(sql);
	done = true;
}

void catalog_samples(void)
{
	static bool done;
	static char sql[1 << 16];
	char path[4096];
	FILE *f;

	if (done)
		return;
	snprintf(path, sizeof(path), "%s/tests/standin/sql/samples.sql", getenv("top_srcdir"));
	f = fopen(path, "r");
	CHECK(f);
	CHECK(fread(sql, 1, sizeof(sql) - 1, f) > 0);
	fclose(f);
	/* psql's own line. */
	for (char *p = sql; (p = strstr(p, "\\set"));)
		memcpy(p, "--  ", 4);
	test_server_exec(sql);
	test_server_exec("set role shiftpool;"
			 "create schema \"odd 'schema\";"
			 "create table \"odd 'schema\".\"ta'ble%_\" (\"co\\l\" varchar(7));"
			 "create table samples.a_b (x integer);"
			 "create table samples.axb (x integer, y integer);"
			 "alter table samples.axb drop column x;"
			 "grant select on samples.parent to public;"
			 "grant insert on samples.parent to postgres with grant option;"
			 "reset role");
	done = true;
}

const char *const catalog_paths[CATALOG_PATHS] = {
	"DSN=pooled",
	"DSN=legacy",
	"DSN=pooled;DatabaseMetadataCurrentDbOnly=0",
	"DSN=legacy;DatabaseMetadataCurrentDbOnly=0",
};

/* What the other database has: a copy of samples.types, keys, grants, routines. */
static const char partner[] =
	"set role postgres;"
	"insert into standin.shared_columns select 'partner', 'public', 'types', column_name,"
	"  ordinal_position, data_type, character_maximum_length, numeric_precision, numeric_scale,"
	"  is_nullable from svv_all_columns where schema_name = 'samples' and table_name = 'types';"
	"insert into standin.shared_columns values"
	"  ('partner', 'public', 'my_lines', 'a\"\",\"b', 1, 'integer', null, 32, 0, 'NO'),"
	"  ('partner', 'public', 'my_lines', 'b', 2, 'character varying', 20, null, null, 'NO'),"
	"  ('partner', 'public', 'my_lines', 'a_c', 3, 'numeric', null, 10, 2, 'YES'),"
	"  ('partner', 'public', 'my_lines', 'abc', 4, 'varchar(7)', 7, null, null, 'YES');"
	"insert into standin.shared_primary_keys values"
	"  ('partner', 'public', 'orders', 'orders_key', 'id', 1),"
	"  ('partner', 'public', 'my_lines', 'lines_key', 'a\"\",\"b', 1),"
	"  ('partner', 'public', 'my_lines', 'lines_key', 'a_c', 2);"
	"insert into standin.shared_foreign_keys values"
	"  ('partner', 'public', 'orders', 'id', 'public', 'my_lines', 'b', 1, 'to_orders', "
	"'orders_key'),"
	"  ('partner', 'public', 'orders', 'customer', 'public', 'my_lines', 'a_c', 2, 'to_orders',"
	"   'orders_key'),"
	"  ('partner', 'public', 'types', 'id', 'public', 'my_lines', 'abc', 1, 'to_types', "
	"'types_key'),"
	"  ('partner', 'hr', 'orders', 'id', 'public', 'my_lines', 'b', 1, 'to_hr', 'hr_key');"
	"insert into standin.shared_grants values"
	"  ('partner', 'public', 'my_lines', null, 'SELECT', 'reader', false, 'owner'),"
	"  ('partner', 'public', 'my_lines', 'a_c', 'SELECT', 'reader', true, 'owner'),"
	"  ('partner', 'public', 'my_lines', 'abc', 'UPDATE', 'reader', false, 'owner');"
	"insert into standin.data_catalogs values ('lakehouse');"
	"insert into standin.data_catalog_columns values"
	"  ('lakehouse', 'raw', 'a_b', 'id', 1, 'bigint', null, 64, 0, 'NO'),"
	"  ('lakehouse', 'raw', 'a_b', 'n_m', 2, 'numeric', null, 10, 2, 'YES'),"
	"  ('lakehouse', 'raw', 'a_b', 'n m', 3, 'character varying', 20, null, null, ''),"
	"  ('lakehouse', 'raw', 'axb', 'x', 1, 'struct<a:int>', null, null, null, null);"
	"insert into standin.shared_functions values"
	"  ('partner', 'public', 'area', 'REGULAR FUNCTION', 'integer, numeric', 'double "
	"precision'),"
	"  ('partner', 'public', 'tidy', 'STORED PROCEDURE', 'character varying', 'integer'),"
	"  ('partner', 'public', 'none', 'REGULAR FUNCTION', '', 'bigint');"
	"insert into standin.external_tables (schemaname, tablename, redshift_database_name) values"
	"  ('spectrum', 'elsewhere', 'partner');"
	"insert into standin.external_columns (schemaname, tablename, columnname, external_type,"
	"  columnnum, redshift_database_name) values"
	"  ('spectrum', 'elsewhere', 'x', 'int', 1, 'partner');";

void catalog_partner(void)
{
	static bool done;

	if (done)
		return;
	catalog_samples();
	test_server_exec(partner);
	done = true;
}

static int parse_columns(const char *columns, SQLUSMALLINT *ret)
{
	int n = 0;

	while (*columns) {
		char *end;

		CHECK(n < COLUMNS_MAX);
		ret[n++] = (SQLUSMALLINT)strtoul(columns, &end, 10);
		CHECK(end != columns);
		columns = *end ? end + 1 : end;
	}
	return n;
}

const char *catalog_result(SQLHSTMT stmt, const char *columns)
{
	SQLUSMALLINT chosen[COLUMNS_MAX];
	int n = parse_columns(columns, chosen);
	SQLSMALLINT all;
	SQLRETURN rc;

	CHECK_STMT(stmt, SQLNumResultCols(stmt, &all));
	CHECK(all <= COLUMNS_MAX);
	if (!n)
		for (; n < all; n++)
			chosen[n] = (SQLUSMALLINT)(n + 1);
	n_result = 0;
	add("");
	while ((rc = SQLFetch(stmt)) != SQL_NO_DATA) {
		CHECK_STMT(stmt, rc);
		for (int i = 0; i < n; i++) {
			char cell[8192];
			SQLLEN length;

			rc = SQLGetData(stmt, chosen[i], SQL_C_CHAR, cell, sizeof(cell), &length);
			CHECK_STMT(stmt, rc);
			add(i ? "|" : "");
			add(length == SQL_NULL_DATA ? "-" : cell);
		}
		add("\n");
	}
	CHECK_STMT(stmt, SQLCloseCursor(stmt));
	return result;
}

static const char *type_name(SQLSMALLINT type)
{
	switch (type) {
	case SQL_VARCHAR: return "varchar";
	case SQL_CHAR: return "char";
	case SQL_SMALLINT: return "smallint";
	case SQL_INTEGER: return "integer";
	default: return "?";
	}
}

const char *catalog_description(SQLHSTMT stmt)
{
	SQLSMALLINT n;

	CHECK_STMT(stmt, SQLNumResultCols(stmt, &n));
	n_result = 0;
	add("");
	for (SQLSMALLINT i = 1; i <= n; i++) {
		SQLSMALLINT type, digits, nullable;
		char name[64], line[128];
		SQLULEN size;

		CHECK_STMT(stmt,
			   SQLDescribeCol(stmt, (SQLUSMALLINT)i, (SQLCHAR *)name, sizeof(name),
					  NULL, &type, &size, &digits, &nullable));
		CHECK(size > 0);
		snprintf(line, sizeof(line), "%s %s%s\n", name, type_name(type),
			 nullable == SQL_NULLABLE ? "" : " not null");
		add(line);
	}
	return result;
}
