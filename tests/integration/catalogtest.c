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
	snprintf(path, sizeof(path), "%s/tests/integration/catalog_schema.sql",
		 getenv("top_srcdir"));
	f = fopen(path, "r");
	CHECK(f);
	CHECK(fread(sql, 1, sizeof(sql) - 1, f) > 0);
	CHECK(feof(f));
	fclose(f);
	test_server_exec(sql);
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
