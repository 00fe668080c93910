#include "config.h"

#include "odbc/catalog_rows.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "conf/settings.h"
#include "conv/sqltype.h"
#include "conv/type_text.h"
#include "odbc/catalog_shown.h"
#include "odbc/catalog_text.h"
#include "util/ascii.h"
#include "util/mem.h"
#include "util/utf.h"

/* Longest text that a type's facts take; a type name has two names of the server at most. */
enum { NUMBER_SIZE = 24, TYPE_NAME_SIZE = 512, NUMBERS = 8, QUERY_COLUMNS = 16, FILTERS = 4 };

struct catalog_rows {
	const struct catalog_shape *shape;
	struct type_options options;
	struct type_desc type;
	char type_name[TYPE_NAME_SIZE];
	char numbers[NUMBERS][NUMBER_SIZE];
	int n_numbers;
	const char *const *names; /* of the server's columns, where their order is its own */
	int n_names;
	bool show_system; /* system tables are tables */
	char shown[TYPE_NAME_SIZE];
	int source[QUERY_COLUMNS]; /* -1: not among them */
	bool flag[QUERY_COLUMNS];  /* a boolean of the server's */
	struct cell sorted[QUERY_COLUMNS];
	struct catalog_keep keep[FILTERS];
	int n_keep;
};

struct catalog_rows *catalog_rows_new(const struct catalog_shape *shape, const struct dbc *dbc)
{
	struct catalog_rows *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->shape = shape;
	r->options = dbc->types;
	r->show_system = dbc->settings && dbc->settings->show_system_tables;
	return r;
}

void catalog_rows_free(struct catalog_rows *r)
{
	if (!r)
		return;
	for (int i = 0; i < r->n_keep; i++)
		free(r->keep[i].text);
	free(r);
}

const struct catalog_shape *catalog_rows_shape(const struct catalog_rows *r)
{
	return r->shape;
}

const char *catalog_rows_name(const struct catalog_rows *r, int i)
{
	const struct catalog_column *c = &r->shape->columns[i];

	return r->options.odbc2 && c->name2 ? c->name2 : c->name;
}

static struct cell null_cell(void)
{
	return (struct cell){ NULL, -1 };
}

static struct cell text_cell(struct str s)
{
	return (struct cell){ s.p, (int32_t)s.n };
}

static struct cell number_cell(struct catalog_rows *r, long long number)
{
	char *p = r->numbers[r->n_numbers++];
	int n = snprintf(p, NUMBER_SIZE, "%lld", number);

	return (struct cell){ p, n };
}

/* Sizes are SQLULEN in descriptors and Integer here. */
static struct cell size_cell(struct catalog_rows *r, SQLULEN size)
{
	return number_cell(r, size > INT_MAX ? INT_MAX : (long long)size);
}

static long long cell_number(const struct cell *c, long long otherwise)
{
	int64_t n;

	if (c->n < 0 || ascii_to_int64((struct str){ c->p, (size_t)c->n }, &n) != ASCII_OK)
		return otherwise;
	return n;
}

void catalog_rows_by_name(struct catalog_rows *r, const char *const *names, int n)
{
	assert(n >= r->shape->n_query && n <= QUERY_COLUMNS);
	r->names = names;
	r->n_names = n;
	for (int i = 0; i < QUERY_COLUMNS; i++)
		r->source[i] = -1;
}

void catalog_rows_bind(struct catalog_rows *r, const struct pg_column *columns, int n)
{
	for (int i = 0; i < r->n_names; i++)
		for (int k = 0; k < n; k++)
			if (ascii_ieq(str_from(columns[k].name), str_from(r->names[i]))) {
				r->source[i] = k;
				r->flag[i] = columns[k].type == TYPE_OID_BOOL;
			}
}

bool catalog_rows_keep(struct catalog_rows *r, const struct catalog_keep *keep)
{
	char *text = mem_strdup(keep->text);

	assert(r->n_keep < FILTERS && keep->cell < r->shape->n_query);
	if (!text)
		return false;
	r->keep[r->n_keep++] = (struct catalog_keep){ keep->cell, text, keep->match };
	return true;
}

static bool passes(const struct catalog_keep *f, const struct cell *in)
{
	const struct cell *c = &in[f->cell];
	struct str text = { c->p, c->n > 0 ? (size_t)c->n : 0 };

	if (c->n < 0)
		return false;
	switch (f->match) {
	case MATCH_LIKE: return catalog_like(text, str_from(f->text));
	case MATCH_AMONG: return catalog_type_is_in(text, str_from(f->text));
	default: return str_eq(text, str_from(f->text));
	}
}

/* The row's cells in the order of the query's; booleans as ODBC writes them. */
static const struct cell *sort_cells(struct catalog_rows *r, const struct cell *in)
{
	for (int i = 0; i < r->n_names; i++) {
		struct cell c = r->source[i] >= 0 ? in[r->source[i]] : null_cell();

		if (r->flag[i] && c.n == 1)
			c = *c.p == 't' ? text_cell(STR("YES")) : text_cell(STR("NO"));
		r->sorted[i] = c;
	}
	if (r->shape == &catalog_tables)
		catalog_shown_table(r->sorted, r->show_system);
	else if (r->shape == &catalog_columns)
		catalog_shown_column(r->sorted, r->shown, sizeof(r->shown));
	return r->sorted;
}

/* Looks up the type that the three cells name; the text counts where there is no OID. */
static void describe(struct catalog_rows *r, const struct cell *cells)
{
	const struct cell *name = &cells[2];
	struct str s = { name->p, name->n > 0 ? (size_t)name->n : 0 };
	size_t n = utf8_cut(s, TYPE_NAME_SIZE - 1);
	uint32_t oid;
	int32_t typmod;

	if (n)
		memcpy(r->type_name, s.p, n);
	r->type_name[n] = '\0';
	oid = (uint32_t)cell_number(&cells[0], 0);
	typmod = (int32_t)cell_number(&cells[1], -1);
	if (!oid)
		type_of_text(s, &oid, &typmod);
	type_by_oid(oid, typmod, r->type_name, &r->options, &r->type);
}

/* SQL_NO_TOTAL: nobody knows, which is NULL in a result. */
static struct cell length_cell(struct catalog_rows *r, SQLLEN length)
{
	return length < 0 ? null_cell() : size_cell(r, (SQLULEN)length);
}

static struct cell fact_cell(struct catalog_rows *r, enum catalog_from from, const struct cell *in)
{
	const struct type_desc *t = &r->type;
	const struct cell *c;

	switch (from) {
	case FROM_DATA_TYPE: return number_cell(r, t->sql_type);
	case FROM_TYPE_NAME: return text_cell(str_from(t->name ? t->name : ""));
	case FROM_COLUMN_SIZE: return size_cell(r, type_size_in_radix(t));
	case FROM_BUFFER_LENGTH: return length_cell(r, t->octet_length);
	case FROM_DECIMAL_DIGITS: return t->has_digits ? number_cell(r, t->digits) : null_cell();
	case FROM_RADIX: return t->radix ? number_cell(r, t->radix) : null_cell();
	case FROM_SQL_DATA_TYPE: return number_cell(r, t->verbose);
	case FROM_DATETIME_SUB: return t->code ? number_cell(r, t->code) : null_cell();
	case FROM_OCTET_LENGTH:
		if (!sqltype_is_char(t->sql_type) && !sqltype_is_binary(t->sql_type))
			return null_cell();
		return length_cell(r, t->octet_length);
	case FROM_DEFAULT:
		c = &in[r->shape->default_at];
		if (c->n < 0)
			return null_cell();
		return text_cell(catalog_default((struct str){ c->p, (size_t)c->n }, t->radix));
	}
	return null_cell();
}

bool catalog_rows_map(struct catalog_rows *r, const struct cell *in, struct cell *out)
{
	const struct catalog_shape *s = r->shape;

	r->n_numbers = 0;
	if (r->names)
		in = sort_cells(r, in);
	for (int i = 0; i < r->n_keep; i++)
		if (!passes(&r->keep[i], in))
			return false;
	if (s->type_at >= 0)
		describe(r, in + s->type_at);
	for (int i = 0; i < s->n; i++) {
		int from = s->columns[i].from;

		out[i] = from >= 0 ? in[from] : fact_cell(r, (enum catalog_from)from, in);
	}
	return true;
}
