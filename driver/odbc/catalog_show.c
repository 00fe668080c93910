#include "config.h"
#include "odbc/catalog_show.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "odbc/ask.h"
#include "odbc/catalog_rows.h"
#include "odbc/exec.h"
#include "util/mem.h"

struct table {
	const struct stmt *stmt;
	struct catalog_rows *rows;
	const struct catalog_shape *shape;
	const int *order;
	char **cells; /* owned, shape->n a row */
	size_t n, size;
	bool bound;
};

/* A row while it is sorted. */
struct place {
	const struct table *table;
	char *const *cells;
};

enum { COLUMNS_MAX = 18, OID_VARCHAR = 1043 };

/* ODBC 2 calls SQL_RESTRICT what ODBC 3 calls SQL_NO_ACTION. */
static bool is_rule(const struct table *t, int i)
{
	return t->shape == &catalog_foreign_keys && t->stmt->dbc->types.odbc2 &&
	       (i == CATALOG_UPDATE_RULE || i == CATALOG_DELETE_RULE);
}

static bool keep_row(struct table *t, const struct cell *row)
{
	char **to = &t->cells[t->n * (size_t)t->shape->n];

	t->n++;
	for (int i = 0; i < t->shape->n; i++) {
		struct str text = { row[i].p, row[i].n > 0 ? (size_t)row[i].n : 0 };

		if (row[i].n < 0)
			continue;
		if (is_rule(t, i) && str_eq(text, STR("3")))
			text = STR("1");
		to[i] = mem_dup_str(text);
		if (!to[i])
			return false;
	}
	return true;
}

static bool grow(struct table *t)
{
	size_t width = (size_t)t->shape->n, size = t->size ? 2 * t->size : 32;
	char **more = realloc(t->cells, size * width * sizeof(*more));

	if (!more)
		return false;
	memset(more + t->size * width, 0, (size - t->size) * width * sizeof(*more));
	t->cells = more;
	t->size = size;
	return true;
}

static bool read_row(void *arg, const struct cell *row)
{
	struct cell mapped[COLUMNS_MAX];
	struct table *t = arg;
	const struct pg *pg = t->stmt->dbc->pg;

	if (!t->bound)
		catalog_rows_bind(t->rows, pg_columns(pg), pg_column_count(pg));
	t->bound = true;
	if (!catalog_rows_map(t->rows, row, mapped))
		return true;
	if (t->n == t->size && !grow(t))
		return false;
	return keep_row(t, mapped);
}

/* NULL comes first, as what is less than any text. */
static int compare_cells(const struct catalog_column *c, const char *a, const char *b)
{
	size_t n = a ? strlen(a) : 0, m = b ? strlen(b) : 0;

	if (!a || !b)
		return (a != NULL) - (b != NULL);
	if (c->type != OID_VARCHAR && n != m) /* a number */
		return n < m ? -1 : 1;
	return strcmp(a, b);
}

static int compare(const void *a, const void *b)
{
	const struct place *p = a, *q = b;
	const struct table *t = p->table;

	for (const int *i = t->order; *i >= 0; i++) {
		int sign = compare_cells(&t->shape->columns[*i], p->cells[*i], q->cells[*i]);

		if (sign)
			return sign;
	}
	return 0;
}

/* The cells in their order; NULL: out of memory. */
static const char **sorted(const struct table *t)
{
	size_t width = (size_t)t->shape->n;
	struct place *places = calloc(t->n + 1, sizeof(*places));
	const char **cells = calloc(t->n * width + 1, sizeof(*cells));

	if (!places || !cells) {
		free(places);
		free(cells);
		return NULL;
	}
	for (size_t i = 0; i < t->n; i++)
		places[i] = (struct place){ t, &t->cells[i * width] };
	qsort(places, t->n, sizeof(*places), compare);
	for (size_t i = 0; i < t->n; i++)
		memcpy(&cells[i * width], places[i].cells, width * sizeof(*cells));
	free(places);
	return cells;
}

SQLRETURN catalog_show(struct stmt *stmt, const char *sql, int n, const char *const *params,
		       struct catalog_rows *rows, const int *order)
{
	struct table t = { .stmt = stmt, .rows = rows, .order = order };
	const char **cells = NULL;
	SQLRETURN rc;

	t.shape = catalog_rows_shape(rows);
	assert(t.shape->n <= COLUMNS_MAX);
	rc = dbc_ask_text(stmt->dbc, sdiag(stmt), stmt->deadline, sql, n, params, read_row, &t);
	if (SQL_SUCCEEDED(rc)) {
		cells = sorted(&t);
		if (!cells)
			rc = diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	if (SQL_SUCCEEDED(rc))
		rc = stmt_canned_result(stmt, rows, cells, t.n);
	else
		catalog_rows_free(rows);
	free(cells);
	for (size_t i = 0; i < t.n * (size_t)t.shape->n; i++)
		free(t.cells[i]);
	free(t.cells);
	return rc;
}
