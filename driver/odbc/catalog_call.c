#include "config.h"

#include "odbc/catalog_call.h"

#include <assert.h>
#include <stdlib.h>

#include "odbc/ask.h"
#include "odbc/catalog_redshift.h"
#include "odbc/catalog_show.h"
#include "odbc/catalog_text.h"
#include "odbc/connect.h"
#include "odbc/exec.h"
#include "util/ascii.h"
#include "util/clock.h"
#include "util/mem.h"

/* Longest name of the server, in bytes, as SQL_MAX_TABLE_NAME_LEN and its like say. */
static size_t max_name(const struct stmt *stmt)
{
	return stmt->dbc->types.flavour == TYPE_REDSHIFT ? 127 : 63;
}

/* No argument is longer than a pattern of which each character is escaped. */
static const size_t MAX_ARGUMENT = 1 << 16;

void catalog_begin(struct catalog_call *c, struct stmt *stmt)
{
	*c = (struct catalog_call){ .stmt = stmt, .rc = SQL_SUCCESS };
}

static bool failed(const struct catalog_call *c)
{
	return c->rc != SQL_SUCCESS;
}

static SQLRETURN no_memory(const struct catalog_call *c)
{
	return diag_error(sdiag(c->stmt), SS_HY001, "%s", sqlstate_text(SS_HY001));
}

static void add(struct catalog_call *c, char *param)
{
	assert(c->n < CATALOG_PARAMS);
	c->params[c->n++] = param;
}

void catalog_null(struct catalog_call *c)
{
	if (!failed(c))
		add(c, NULL);
}

void catalog_take(struct catalog_call *c, char *value)
{
	if (failed(c))
		free(value);
	else if (!value)
		c->rc = no_memory(c);
	else
		add(c, value);
}

void catalog_value(struct catalog_call *c, const char *value)
{
	catalog_take(c, mem_strdup(value));
}

static bool is_identifier(const struct catalog_call *c)
{
	return c->stmt->attr.metadata_id == SQL_TRUE;
}

/* Refuses a name that no object can have; bytes: of the shortest name that is meant. */
static void check_length(struct catalog_call *c, size_t bytes, const char *what)
{
	if (bytes > max_name(c->stmt))
		c->rc = diag_error(sdiag(c->stmt), SS_HY090,
				   "The %s has %zu bytes; names have %zu at most", what, bytes,
				   max_name(c->stmt));
}

static void null_pointer(struct catalog_call *c, const char *what)
{
	c->rc = diag_error(sdiag(c->stmt), SS_HY009, "The %s is a null pointer", what);
}

/* On Redshift, what is in quotes is folded too, as the session says. */
static void fold(struct catalog_call *c, struct buf *name)
{
	struct dbc *dbc = c->stmt->dbc;

	if (dbc->types.flavour == TYPE_REDSHIFT)
		c->rc = dbc_unpark(dbc, sdiag(c->stmt));
	if (!failed(c) && dbc_folds_quoted(dbc))
		for (size_t i = 0; i < name->n; i++)
			name->p[i] = ascii_lower(name->p[i]);
}

/* An identifier argument; as_pattern: for a parameter that LIKE will see. */
static void add_identifier(struct catalog_call *c, struct str argument, const char *what,
			   bool as_pattern)
{
	struct buf name, pattern;

	if (!argument.p) {
		null_pointer(c, what);
		return;
	}
	buf_init(&name, MAX_ARGUMENT);
	buf_init(&pattern, 2 * MAX_ARGUMENT);
	catalog_identifier(&name, argument);
	check_length(c, name.n, what);
	if (!failed(c))
		fold(c, &name);
	if (as_pattern && !name.failed)
		catalog_pattern_of(&pattern, (struct str){ name.p, name.n });
	if (!failed(c))
		catalog_take(c, name.failed ? NULL : buf_take(as_pattern ? &pattern : &name));
	buf_done(&name);
	buf_done(&pattern);
}

void catalog_ordinary(struct catalog_call *c, struct str argument, const char *what)
{
	if (failed(c))
		return;
	if (is_identifier(c)) {
		add_identifier(c, argument, what, false);
		return;
	}
	if (!argument.p) {
		catalog_null(c);
		return;
	}
	check_length(c, argument.n, what);
	if (!failed(c))
		catalog_take(c, mem_dup_str(argument));
}

void catalog_required(struct catalog_call *c, struct str argument, const char *what)
{
	if (!failed(c) && !argument.p)
		null_pointer(c, what);
	catalog_ordinary(c, argument, what);
}

/* An argument for LIKE, in which special characters count or, literal, do not. */
static void add_pattern(struct catalog_call *c, struct str argument, const char *what, bool literal)
{
	struct buf pattern;

	if (failed(c))
		return;
	if (is_identifier(c)) {
		add_identifier(c, argument, what, true);
		return;
	}
	if (!argument.p) {
		catalog_null(c);
		return;
	}
	check_length(c, literal ? argument.n : catalog_pattern_min(argument), what);
	if (failed(c))
		return;
	buf_init(&pattern, 2 * MAX_ARGUMENT);
	if (literal)
		catalog_pattern_of(&pattern, argument);
	else
		catalog_pattern(&pattern, argument);
	catalog_take(c, buf_take(&pattern));
}

void catalog_pattern_argument(struct catalog_call *c, struct str argument, const char *what)
{
	add_pattern(c, argument, what, false);
}

void catalog_literal_argument(struct catalog_call *c, struct str argument, const char *what)
{
	add_pattern(c, argument, what, true);
}

/* The rows of a result; failures are posted and left in c->rc. */
static struct catalog_rows *new_rows(struct catalog_call *c, const struct catalog_shape *shape,
				     const struct catalog_where *where)
{
	struct catalog_rows *rows = catalog_rows_new(shape, c->stmt->dbc);
	bool kept = rows != NULL;

	if (rows && where->names)
		catalog_rows_by_name(rows, where->names, where->n_names);
	for (int i = 0; kept && i < where->n_keep; i++)
		kept = catalog_rows_keep(rows, &where->keep[i]);
	if (kept)
		return rows;
	c->rc = no_memory(c);
	catalog_rows_free(rows);
	return NULL;
}

/* Runs the query where it looks; failures are posted and left in c->rc. */
static void run(struct catalog_call *c, const struct catalog_shape *shape,
		const struct catalog_where *where)
{
	const char *const *params = (const char *const *)c->params;
	const char *sql = catalog_sql(where->query, where->flavour);
	struct catalog_rows *rows;

	if (!failed(c) && !sql)
		c->rc = diag_error(sdiag(c->stmt), SS_HYC00,
				   "This catalog function is not implemented for this server");
	if (failed(c))
		return;
	rows = new_rows(c, shape, where);
	if (!rows)
		return;
	if (where->order)
		c->rc = catalog_show(c->stmt, sql, c->n, params, rows, where->order);
	else
		c->rc = stmt_run_catalog(c->stmt, sql, c->n, params, rows);
}

SQLRETURN catalog_run(struct catalog_call *c, enum catalog_query query,
		      const struct catalog_shape *shape)
{
	struct catalog_where where = { .query = query, .flavour = CATALOG_POSTGRESQL };

	if (!failed(c) && c->stmt->dbc->types.flavour == TYPE_REDSHIFT)
		catalog_where_redshift(c, &where);
	run(c, shape, &where);
	if (failed(c) && catalog_where_instead(c, &where))
		run(c, shape, &where);
	for (int i = 0; i < c->n; i++)
		free(c->params[i]);
	c->n = 0;
	c->stmt->deadline = CLOCK_NEVER;
	catalog_where_done(&where);
	return c->rc;
}
