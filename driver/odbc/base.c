/* What a column is in its table: asked of the server once, for attributes that need it. */
#include "config.h"
#include "odbc/ird.h"

#include <stdio.h>
#include <stdlib.h>

#include "catalog/catalog_sql.h"
#include "odbc/connect.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "util/ascii.h"
#include "util/buf.h"
#include "util/clock.h"
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

SQLRETURN stmt_need_base(struct stmt *stmt)
{
	char *tables = wanted(stmt);
	const char *sql = catalog_sql(CATALOG_BASE_COLUMNS, dbc_is_redshift(stmt->dbc)
								    ? CATALOG_REDSHIFT
								    : CATALOG_POSTGRESQL);
	const char *values[1] = { tables };
	struct pg_params p = { .n = 1, .values = values };
	struct dbc *dbc = stmt->dbc;
	const char *before;
	struct pg_error e;
	SQLRETURN rc;
	enum pg_event event;

	if (!tables || !sql || !dbc->pg || dbc->dead || dbc->tran == TRAN_FAILED) {
		free(tables);
		settle(stmt);
		return SQL_SUCCESS;
	}
	rc = dbc_claim(dbc, NULL, sdiag(stmt));
	if (!SQL_SUCCEEDED(rc)) {
		free(tables);
		return rc;
	}
	pg_error_init(&e);
	before = dbc_before(dbc, false);
	if (!pg_send_params(dbc->pg, before, sql, &p, &e))
		rc = pgdiag_error(sdiag(stmt), dbc, NULL, &e);
	while (SQL_SUCCEEDED(rc) && (event = pg_next(dbc->pg, CLOCK_NEVER, &e)) != PG_DONE) {
		if (event == PG_ROW)
			fill_all(stmt, pg_row(dbc->pg));
	}
	dbc_after_request(dbc, before, false);
	if (e.fault != PG_OK && SQL_SUCCEEDED(rc))
		rc = pgdiag_error(sdiag(stmt), dbc, NULL, &e);
	pg_error_done(&e);
	free(tables);
	settle(stmt);
	return rc;
}
