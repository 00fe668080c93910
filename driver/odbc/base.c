/* What a column is in its table: asked of the server once, for attributes that need it. */
#include "config.h"
#include "odbc/ird.h"

#include <stdio.h>
#include <stdlib.h>

#include "odbc/ask.h"
#include "odbc/connect.h"
#include "pg/pg.h"
#include "util/ascii.h"
#include "util/buf.h"
#include "util/mem.h"

/* Cells of a row of base_columns.sql. */
enum {
	BASE_TABLE,
	BASE_NUMBER,
	BASE_SCHEMA,
	BASE_NAME,
	BASE_COLUMN,
	BASE_NOT_NULL,
	BASE_AUTO,
	BASE_WRITABLE,
	BASE_CELLS
};

static bool cell_is(const struct cell *c, const char *text)
{
	return c->n >= 0 && strcmp(c->p, text) == 0;
}

static char *cell_text(const struct cell *c)
{
	return mem_dup_str((struct str){ c->p, (size_t)(c->n < 0 ? 0 : c->n) });
}

static void replace(char **field, char *text)
{
	free(*field);
	*field = text;
}

static void fill(struct desc_rec *r, const struct cell *row, const char *catalog)
{
	replace(&r->schema_name, cell_text(&row[BASE_SCHEMA]));
	replace(&r->table_name, cell_text(&row[BASE_NAME]));
	replace(&r->base_table_name, cell_text(&row[BASE_NAME]));
	replace(&r->base_column_name, cell_text(&row[BASE_COLUMN]));
	replace(&r->catalog_name, mem_strdup(catalog));
	r->nullable = cell_is(&row[BASE_NOT_NULL], "t") ? SQL_NO_NULLS : SQL_NULLABLE;
	r->auto_unique = cell_is(&row[BASE_AUTO], "t") ? SQL_TRUE : SQL_FALSE;
	r->updatable = cell_is(&row[BASE_WRITABLE], "t") ? SQL_ATTR_WRITE : SQL_ATTR_READONLY;
	r->base_known = true;
}

static void fill_all(struct stmt *stmt, const struct cell *row)
{
	int64_t table, number;

	if (ascii_to_int64(str_from(row[BASE_TABLE].p), &table) != ASCII_OK ||
	    ascii_to_int64(str_from(row[BASE_NUMBER].p), &number) != ASCII_OK)
		return;
	for (SQLSMALLINT i = 1; i <= stmt->ird->count; i++) {
		struct desc_rec *r = &stmt->ird->recs[i];

		if (r->table_oid == (unsigned)table && r->table_column == (int)number)
			fill(r, row, pg_database(stmt->dbc->pg));
	}
}

/* The tables of the columns as an array literal; NULL: nothing to ask, or no memory. */
static char *wanted(const struct stmt *stmt)
{
	struct buf b;
	bool any = false;

	buf_init(&b, 1 << 20);
	buf_add(&b, STR("{"));
	for (SQLSMALLINT i = 1; i <= stmt->ird->count; i++) {
		const struct desc_rec *r = &stmt->ird->recs[i];

		if (!r->table_oid || r->base_known)
			continue;
		buf_addf(&b, "%s%u", any ? "," : "", r->table_oid);
		any = true;
	}
	buf_add(&b, STR("}"));
	if (any)
		return buf_take(&b);
	buf_done(&b);
	return NULL;
}

/* Expressions have no base: they are read-only and may be null. */
static void settle(struct stmt *stmt)
{
	for (SQLSMALLINT i = 1; i <= stmt->ird->count; i++) {
		struct desc_rec *r = &stmt->ird->recs[i];

		if (!r->table_oid && r->updatable == SQL_ATTR_READWRITE_UNKNOWN)
			r->updatable = SQL_ATTR_READONLY;
		r->base_known = true;
	}
}

static bool take_row(void *arg, const struct cell *row)
{
	fill_all(arg, row);
	return true;
}

SQLRETURN stmt_need_base(struct stmt *stmt)
{
	char *tables = wanted(stmt);
	const char *params[1] = { tables };
	SQLRETURN rc = SQL_SUCCESS;

	if (tables)
		rc = dbc_unpark(stmt->dbc, sdiag(stmt));
	if (SQL_SUCCEEDED(rc) && tables && dbc_can_ask(stmt->dbc, CATALOG_BASE_COLUMNS))
		rc = dbc_ask(stmt->dbc, sdiag(stmt), CATALOG_BASE_COLUMNS, 1, params, take_row,
			     stmt);
	free(tables);
	if (SQL_SUCCEEDED(rc))
		settle(stmt);
	return rc;
}
