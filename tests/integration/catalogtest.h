/*
 * What the tests of the catalog functions share: their schema, and results as
 * text.  Each test program has a database of its own and fills it once.
 */
#ifndef SP_TESTS_CATALOGTEST_H
#define SP_TESTS_CATALOGTEST_H

#include <stdint.h>

#include "odbctest.h"

/* A text argument, or a null pointer. */
#define TEXT_ARG(s) (SQLCHAR *)(uintptr_t)(s), SQL_NTS

static inline SQLRETURN tables(SQLHSTMT stmt, const char *catalog, const char *schema,
			       const char *table, const char *types)
{
	return SQLTables(stmt, TEXT_ARG(catalog), TEXT_ARG(schema), TEXT_ARG(table),
			 TEXT_ARG(types));
}

static inline SQLRETURN columns(SQLHSTMT stmt, const char *catalog, const char *schema,
				const char *table, const char *column)
{
	return SQLColumns(stmt, TEXT_ARG(catalog), TEXT_ARG(schema), TEXT_ARG(table),
			  TEXT_ARG(column));
}

/* Runs catalog_schema.sql as the administrator, in the first case that asks. */
void catalog_schema(void);

/*
 * The stand-in's samples, and in the schema samples a little more, in the first case
 * that asks.
 */
void catalog_samples(void);

/* Besides, what another database has, whose name is partner. */
void catalog_partner(void);

/* DSNs for each way: the connected database, all databases; with SHOW and without. */
enum { CATALOG_PATHS = 4 };
extern const char *const catalog_paths[CATALOG_PATHS];

/*
 * The rows that are left, as text: the cells of the columns ("3,4,8"; "" is all)
 * with '|' between them and a newline after each row.  NULL is "-".  Closes the
 * cursor.  Lives until the next call.
 */
const char *catalog_result(SQLHSTMT stmt, const char *columns);

/*
 * How the result's columns are described: "TABLE_NAME varchar not null" and a newline
 * for each.  Types by their names in the specification; "not null" where it says so.
 */
const char *catalog_description(SQLHSTMT stmt);

#endif
