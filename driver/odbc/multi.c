#include "config.h"
#include "odbc/multi.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/request.h"
#include "odbc/send.h"
#include "sql/multi_row.h"
#include "util/mem.h"

/*
 * Bytes of text and values.  Redshift's limit for a statement is 16 MB; whether values
 * count, and in which spelling, is not documented, so half of it has to do.
 */
#define BYTES_MAX ((size_t)8 << 20)

/* A text for some number of rows. */
struct multi_text {
	size_t rows; /* 0: none */
	char *sql;
	unsigned *types; /* of all its parameters */
	char *name;      /* on the server; NULL: none */
	bool naming;     /* the running request prepares it under that name */
	unsigned uses;
};

/* The most rows that a statement takes, and what is left of an array at its end. */
enum { TEXT_MOST, TEXT_REST, N_TEXTS };

struct multi {
	struct multi_text texts[N_TEXTS];
	struct multi_text *sent; /* the last one; NULL: it came to nothing */
};

static size_t most(const struct stmt *stmt)
{
	return sql_multi_row_most(stmt->text, (size_t)pg_flavour(stmt->dbc->pg)->max_params);
}

static void text_forget(struct stmt *stmt, struct multi_text *t)
{
	if (t->name && stmt->dbc->pg && !stmt->dbc->dead)
		pg_drop_name(stmt->dbc->pg, t->name);
	free(t->name);
	free(t->sql);
	free(t->types);
	*t = (struct multi_text){ 0 };
}

void multi_forget(struct stmt *stmt)
{
	if (!stmt->multi)
		return;
	for (size_t i = 0; i < N_TEXTS; i++)
		text_forget(stmt, &stmt->multi->texts[i]);
	free(stmt->multi);
	stmt->multi = NULL;
}

bool multi_wanted(const struct stmt *stmt, const struct arguments *a)
{
	return pg_flavour(stmt->dbc->pg)->multi_insert && stmt->dbc->settings->multi_insert &&
	       !stmt->multi_refused && a->n_sets > 1 && sql_multi_row_fits(stmt->text);
}

size_t multi_count(const struct stmt *stmt, const struct arguments *a, size_t from)
{
	return sql_multi_row_count(stmt->text, a->lengths + from * (size_t)a->n, a->n_sets - from,
				   (size_t)pg_flavour(stmt->dbc->pg)->max_params, BYTES_MAX);
}

/*
 * The types of one row again and again: a server may resolve an untyped parameter
 * among many rows to text, where in one row it takes the type of the column.  What has a
 * name was prepared with the types as they are described; a text without one goes out
 * with those that the bindings imply, as one row does.
 */
static void set_types(const struct stmt *stmt, const struct arguments *a, struct multi_text *t)
{
	size_t n = stmt->text->n_sent;
	bool bound = !stmt->server_name && !stmt->untyped;

	for (size_t i = 0; i < n * t->rows; i++)
		t->types[i] = bound && a->types[i % n] ? a->types[i % n] : stmt->param_types[i % n];
}

/* NULL: no memory. */
static struct multi_text *text_of(struct stmt *stmt, size_t rows)
{
	struct multi_text *t;

	if (!stmt->multi)
		stmt->multi = calloc(1, sizeof(*stmt->multi));
	if (!stmt->multi)
		return NULL;
	t = &stmt->multi->texts[rows == most(stmt) ? TEXT_MOST : TEXT_REST];
	if (t->rows == rows)
		return t;
	text_forget(stmt, t);
	t->sql = sql_multi_row(stmt->text, rows);
	t->types = calloc(rows * stmt->text->n_sent, sizeof(*t->types));
	if (!t->sql || !t->types) {
		text_forget(stmt, t);
		return NULL;
	}
	t->rows = rows;
	return t;
}

static bool no_memory(struct pg_error *e)
{
	pg_error_done(e);
	e->fault = PG_FAULT_NO_MEMORY;
	return false;
}

static bool describe(struct stmt *stmt, const struct arguments *a, struct pg_error *ret_err)
{
	return stmt->param_types || send_prepare(stmt, stmt->untyped ? NULL : a->types, ret_err);
}

/* A text that goes out again in this execution, or went out in an earlier one. */
static bool worth_naming(const struct stmt *stmt, const struct multi_text *t, size_t left)
{
	const struct settings *s = stmt->dbc->settings;

	if (!send_may_name(stmt))
		return false;
	return (t->rows == most(stmt) && left >= 2 * t->rows) ||
	       (stmt->prepared &&
		(s->prepare == SET_PREPARE_NAMED || t->uses + 1 >= (unsigned)s->prepare_threshold));
}

static char *new_name(struct stmt *stmt)
{
	char name[32];

	pg_new_name(stmt->dbc->pg, name, sizeof(name));
	return mem_strdup(name);
}

bool multi_send(struct stmt *stmt, const struct arguments *a, size_t from, size_t n,
		const char **ret_before, struct pg_error *ret_err)
{
	struct pg *pg = stmt->dbc->pg;
	size_t first = from * (size_t)a->n;
	struct pg_params p = { .n = (int)(n * (size_t)a->n),
			       .values = a->values + first,
			       .lengths = a->lengths + first,
			       .formats = a->formats + first };
	struct multi_text *t;

	if (stmt->multi)
		stmt->multi->sent = NULL;
	if (!describe(stmt, a, ret_err))
		return false;
	t = text_of(stmt, n);
	if (!t)
		return no_memory(ret_err);
	*ret_before = dbc_before(stmt->dbc, false);
	stmt->multi->sent = t;
	if (t->name)
		return pg_send_execute(pg, *ret_before, t->name, &p, ret_err);
	set_types(stmt, a, t);
	p.types = t->types;
	if (!worth_naming(stmt, t, a->n_sets - from))
		return pg_send_params(pg, *ret_before, t->sql, &p, ret_err);
	t->name = new_name(stmt);
	t->naming = t->name;
	if (!t->name)
		return no_memory(ret_err);
	return pg_send_prepare_execute(pg, *ret_before, t->name, t->sql, &p, ret_err);
}

void multi_sent(struct stmt *stmt, bool ok, struct pg_error *e)
{
	struct multi_text *t = stmt->multi ? stmt->multi->sent : NULL;

	if (!t)
		return;
	if (t->naming && !pg_made_name(stmt->dbc->pg)) {
		free(t->name);
		t->name = NULL;
	}
	t->naming = false;
	t->uses++;
	if (!ok && e->position > 0)
		e->position = (int)sql_multi_row_position(stmt->text, str_from(t->sql),
							  (size_t)e->position);
}

bool multi_again(struct stmt *stmt, const struct pg_error *e)
{
	struct multi_text *t = stmt->multi ? stmt->multi->sent : NULL;

	if (!t || !t->name || !send_is_stale(stmt, e))
		return false;
	if (strcmp(e->state, "26000") == 0) { /* nothing is there to drop */
		free(t->name);
		t->name = NULL;
	}
	text_forget(stmt, t);
	return true;
}

bool multi_is_refusal(const struct stmt *stmt, const struct pg_error *e)
{
	static const char *const classes[] = { "42", "0A", "54" };

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strncmp(e->state, classes[i], 2) == 0)
			return stmt->multi && stmt->multi->sent;
	return false;
}
