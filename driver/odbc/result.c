#include "config.h"
#include "odbc/result.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/catalog.h"
#include "odbc/pgdiag.h"
#include "odbc/reply.h"
#include "odbc/undo.h"
#include "util/mem.h"

struct result *result_new(void)
{
	struct result *r = calloc(1, sizeof(*r));

	if (r)
		r->affected = -1;
	return r;
}

static void free_columns(struct result *r)
{
	for (int i = 0; i < r->n_columns; i++)
		free(r->columns[i].name);
	free(r->columns);
	r->columns = NULL;
	r->n_columns = 0;
}

void result_free(struct result *r)
{
	if (!r)
		return;
	free_columns(r);
	store_free(r->store);
	if (r->error)
		pg_error_done(r->error);
	free(r->error);
	catalog_rows_free(r->map);
	free(r->mapped);
	free(r->marks);
	undo_free(r->undo);
	free(r);
}

void result_drop_rows(struct result *r)
{
	free_columns(r);
	store_free(r->store);
	r->store = NULL;
	r->base = r->taken = 0;
	r->has_rows = false;
	r->affected = -1;
}

static bool describe_by_server(struct result *r, const struct dbc *dbc, const struct pg *pg)
{
	const struct pg_column *from = pg_columns(pg);

	for (int i = 0; i < r->n_columns; i++) {
		struct column *c = &r->columns[i];

		c->name = mem_strdup(from[i].name);
		if (!c->name)
			return false;
		type_by_oid(from[i].type, from[i].typmod, NULL, &dbc->types, &c->type);
		c->table = from[i].table;
		c->table_column = from[i].table_column;
	}
	return true;
}

static bool describe_by_shape(struct result *r, const struct dbc *dbc)
{
	const struct catalog_shape *shape = catalog_rows_shape(r->map);
	struct type_options options = dbc->types;

	/* MaxVarcharSize is for the application's data: names stay SQL_VARCHAR, as ODBC says. */
	options.max_varchar_size = 0;
	for (int i = 0; i < r->n_columns; i++) {
		struct column *c = &r->columns[i];

		c->name = mem_strdup(catalog_rows_name(r->map, i));
		if (!c->name)
			return false;
		type_by_oid(shape->columns[i].type, shape->columns[i].typmod, NULL, &options,
			    &c->type);
		c->nullable_known = true;
		c->nullable = shape->columns[i].nullable;
	}
	r->mapped = calloc((size_t)r->n_columns, sizeof(*r->mapped));
	return r->mapped;
}

bool result_describe(struct result *r, const struct dbc *dbc, const struct pg *pg)
{
	r->has_rows = true;
	r->n_columns = r->map ? catalog_rows_shape(r->map)->n : pg_column_count(pg) - r->n_hidden;
	r->columns = calloc(r->n_columns ? (size_t)r->n_columns : 1, sizeof(*r->columns));
	if (!r->columns) {
		r->n_columns = 0;
		return false;
	}
	if (r->map && pg)
		catalog_rows_bind(r->map, pg_columns(pg), pg_column_count(pg));
	return r->map ? describe_by_shape(r, dbc) : describe_by_server(r, dbc, pg);
}

enum result_mark result_marked(const struct result *r, size_t row)
{
	return row < r->n_marks ? (enum result_mark)r->marks[row] : MARK_NONE;
}

bool result_mark(struct result *r, size_t row, enum result_mark mark)
{
	size_t n = row + 1 > 2 * r->n_marks ? row + 1 : 2 * r->n_marks;
	unsigned char *more;

	if (row >= r->n_marks) {
		if (mark == MARK_NONE)
			return true;
		more = realloc(r->marks, n);
		if (!more)
			return false;
		memset(more + r->n_marks, MARK_NONE, n - r->n_marks);
		r->marks = more;
		r->n_marks = n;
	}
	r->marks[row] = (unsigned char)mark;
	return true;
}

/* A kept row goes behind the kept ones; if rows passed in between, those are done with. */
bool result_keep(struct stmt *stmt, struct result *r, const struct cell *cells)
{
	const struct settings *s = stmt->dbc->settings;

	if (!r->store)
		r->store = store_new(s->spool_memory, s->spool_directory);
	if (!r->store)
		return false;
	if (r->base + store_rows(r->store) != r->taken) {
		store_reset(r->store);
		r->base = r->taken;
	}
	return store_append(r->store, cells, result_cells(r));
}

static bool is_kept(const struct result *r, size_t n)
{
	return r->store && n >= r->base + store_first(r->store) &&
	       n < r->base + store_rows(r->store);
}

static enum result_row kept(struct stmt *stmt, struct result *r, size_t n,
			    const struct cell **ret_cells)
{
	*ret_cells = store_get(r->store, n - r->base);
	if (*ret_cells)
		return RESULT_ROW;
	reply_store_failed(stmt, r);
	return RESULT_FAILED;
}

enum result_row result_get(struct stmt *stmt, size_t n, bool keep, const struct cell **ret_cells)
{
	struct result *r = stmt->result;

	for (;;) {
		if (is_kept(r, n))
			return kept(stmt, r, n, ret_cells);
		if (r->passing && n + 1 == r->taken) {
			*ret_cells = r->passing;
			return RESULT_ROW;
		}
		if (!r->live)
			break;
		if (!reply_row(stmt, keep))
			return RESULT_FAILED;
	}
	if (r->error && !r->error_told) {
		r->error_told = true;
		pgdiag_error(sdiag(stmt), stmt->dbc, stmt, r->error);
		return RESULT_FAILED;
	}
	return RESULT_END;
}

SQLLEN result_count(struct stmt *stmt)
{
	struct result *r = stmt->result;

	while (r->live)
		if (!reply_row(stmt, true))
			return -1;
	if (r->error) {
		pgdiag_error(sdiag(stmt), stmt->dbc, stmt, r->error);
		return -1;
	}
	return (SQLLEN)r->taken;
}
