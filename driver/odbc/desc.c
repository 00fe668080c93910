#include "config.h"
#include "odbc/desc.h"

#include <stdlib.h>

#include "conv/sqltype.h"
#include "odbc/dbc.h"
#include "odbc/desc_field.h"
#include "odbc/stmt.h"
#include "util/mem.h"

void desc_init(struct desc *d, struct dbc *dbc, struct stmt *owner, enum desc_kind kind)
{
	*d = (struct desc){ 0 };
	handle_init(&d->h, SQL_HANDLE_DESC);
	d->dbc = dbc;
	d->owner = owner;
	d->kind = kind;
	d->alloc_type = owner ? SQL_DESC_ALLOC_AUTO : SQL_DESC_ALLOC_USER;
	d->array_size = 1;
	d->bind_type = SQL_BIND_BY_COLUMN;
	list_init(&d->link);
}

static void free_texts(struct desc_rec *r)
{
	free(r->name);
	free(r->label);
	free(r->base_column_name);
	free(r->base_table_name);
	free(r->catalog_name);
	free(r->schema_name);
	free(r->table_name);
	free(r->type_name);
	free(r->local_type_name);
	free(r->literal_prefix);
	free(r->literal_suffix);
}

static void set_defaults(struct desc_rec *r, enum desc_kind kind)
{
	*r = (struct desc_rec){ 0 };
	if (kind == DESC_ARD || kind == DESC_APD) {
		r->concise_type = SQL_C_DEFAULT;
		r->type = SQL_C_DEFAULT;
	}
	r->parameter_type = SQL_PARAM_INPUT;
	r->nullable = SQL_NULLABLE;
	r->unnamed = SQL_UNNAMED;
	r->server_typmod = -1;
}

void desc_rec_reset(struct desc_rec *r, enum desc_kind kind)
{
	free_texts(r);
	set_defaults(r, kind);
}

static void free_recs(struct desc *d)
{
	for (size_t i = 0; i < d->cap; i++)
		free_texts(&d->recs[i]);
	free(d->recs);
	d->recs = NULL;
	d->cap = 0;
	d->count = 0;
}

void desc_done(struct desc *d)
{
	free_recs(d);
	handle_done(&d->h);
}

bool desc_reserve(struct desc *d, SQLSMALLINT n)
{
	size_t need = (size_t)n + 1;
	size_t cap = d->cap;
	struct desc_rec *recs;

	if (need <= cap)
		return true;
	/* The first request is usually the last one, the later ones are columns one by one. */
	cap = cap && need < 2 * cap ? 2 * cap : need;
	recs = realloc(d->recs, cap * sizeof(*recs));
	if (!recs)
		return false;
	for (size_t i = d->cap; i < cap; i++)
		set_defaults(&recs[i], d->kind);
	d->recs = recs;
	d->cap = cap;
	return true;
}

bool desc_set_count(struct desc *d, SQLSMALLINT n)
{
	if (n > d->count && !desc_reserve(d, n))
		return false;
	for (SQLSMALLINT i = n + 1; i <= d->count; i++)
		desc_rec_reset(&d->recs[i], d->kind);
	d->count = n;
	return true;
}

struct desc_rec *desc_rec(struct desc *d, SQLSMALLINT n)
{
	if (n < 0 || n > d->count || !desc_reserve(d, n))
		return NULL;
	return &d->recs[n];
}

static bool is_bound(const struct desc_rec *r)
{
	return r->data_ptr || r->indicator_ptr || r->octet_length_ptr;
}

void desc_trim(struct desc *d)
{
	SQLSMALLINT n = d->count;

	while (n > 0 && !is_bound(&d->recs[n]))
		n--;
	desc_set_count(d, n);
}

SQLRETURN desc_alloc(struct dbc *dbc, struct desc **ret_desc)
{
	struct desc *d;

	if (!dbc->connected)
		return diag_error(&dbc->h.diag, SS_08003, NULL);
	d = calloc(1, sizeof(*d));
	if (!d)
		return diag_error(&dbc->h.diag, SS_HY001, NULL);
	desc_init(d, dbc, NULL, DESC_ARD);
	list_push_front(&dbc->descs, &d->link);
	*ret_desc = d;
	return SQL_SUCCESS;
}

SQLRETURN desc_free(struct desc *d)
{
	struct list *stmts;

	if (!d)
		return SQL_SUCCESS;
	if (d->owner)
		return diag_error(&d->h.diag, SS_HY017,
				  "the descriptor goes away with its statement only");
	stmts = &d->dbc->stmts;
	for (struct list *l = stmts->next; l != stmts; l = l->next) {
		struct stmt *stmt = list_entry(l, struct stmt, link);

		if (stmt->ard == d)
			stmt->ard = &stmt->own[DESC_ARD];
		if (stmt->apd == d)
			stmt->apd = &stmt->own[DESC_APD];
	}
	list_remove(&d->link);
	desc_done(d);
	free(d);
	return SQL_SUCCESS;
}

/* C integers with a sign in their name are none of the SQL types. */
static bool is_c_integer(SQLSMALLINT type)
{
	return (type <= SQL_C_SSHORT && type >= SQL_C_ULONG) ||
	       (type <= SQL_C_SBIGINT && type >= SQL_C_UTINYINT);
}

static SQLINTEGER radix_of(SQLSMALLINT type)
{
	if (sqltype_is_exact(type) || is_c_integer(type))
		return 10;
	return sqltype_is_approximate(type) ? 2 : 0;
}

bool desc_rec_set_type(struct desc_rec *r, SQLSMALLINT concise_type)
{
	struct sqltype_defaults d;

	r->described = false;
	r->concise_type = sqltype_odbc3(concise_type);
	sqltype_split(r->concise_type, &r->type, &r->datetime_code);
	sqltype_defaults(r->concise_type, &d);
	if (d.has_length)
		r->length = d.length;
	if (d.has_precision)
		r->precision = d.precision;
	if (d.has_scale)
		r->scale = d.scale;
	if (d.has_interval_precision)
		r->interval_precision = d.interval_precision;
	r->num_prec_radix = radix_of(r->concise_type);
	return concise_type == SQL_C_DEFAULT || sqltype_is_c(concise_type) ||
	       sqltype_is_sql(concise_type);
}

/* Copies one record; false without memory, and then *to is to be reset. */
static bool copy_rec(const struct desc_rec *from, struct desc_rec *to)
{
	const struct desc_field *f;

	*to = *from;
	for (size_t i = 0; (f = desc_field_row(i)); i++) {
		if (f->type == DESC_TEXT)
			*(char **)((char *)to + f->offset) = NULL;
	}
	for (size_t i = 0; (f = desc_field_row(i)); i++) {
		char *text, *copy;

		if (f->type != DESC_TEXT)
			continue;
		text = *(char *const *)((const char *)from + f->offset);
		if (!text)
			continue;
		copy = mem_strdup(text);
		if (!copy)
			return false;
		*(char **)((char *)to + f->offset) = copy;
	}
	return true;
}

static SQLRETURN copy_recs(struct desc *from, struct desc *ret)
{
	if (!desc_reserve(ret, from->count))
		return SQL_ERROR;
	ret->count = from->count;
	if (!from->cap) /* not even a bookmark record */
		return SQL_SUCCESS;
	for (SQLSMALLINT i = 0; i <= from->count; i++) {
		if (!copy_rec(&from->recs[i], &ret->recs[i]))
			return SQL_ERROR;
	}
	return SQL_SUCCESS;
}

/* Copying SQL_DESC_DATA_PTR is setting it: each bound record is checked. */
static SQLRETURN check_copied(struct desc *d)
{
	for (SQLSMALLINT i = 1; i <= d->count; i++) {
		if (d->recs[i].data_ptr && desc_check(d, &d->h.diag, i) != SQL_SUCCESS)
			return SQL_ERROR;
		if (d->kind == DESC_IPD)
			d->recs[i].data_ptr = NULL;
		d->recs[i].described = false;
	}
	return SQL_SUCCESS;
}

/* ODBC: SQLCopyDesc.  The new records are complete before the old ones go. */
SQLRETURN desc_copy(struct desc *from, struct desc *to)
{
	struct desc copy;
	SQLRETURN rc;

	if (to->kind == DESC_IRD)
		return diag_error(&to->h.diag, SS_HY016, NULL);
	if (from == to)
		return SQL_SUCCESS;
	rc = desc_refresh(from, &to->h.diag, true);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	desc_init(&copy, to->dbc, to->owner, to->kind);
	if (copy_recs(from, &copy) != SQL_SUCCESS) {
		desc_done(&copy);
		return diag_error(&to->h.diag, SS_HY001, NULL);
	}
	free_recs(to);
	to->recs = copy.recs;
	to->cap = copy.cap;
	to->count = copy.count;
	to->array_size = from->array_size;
	to->array_status_ptr = from->array_status_ptr;
	to->bind_offset_ptr = from->bind_offset_ptr;
	to->bind_type = from->bind_type;
	to->rows_processed_ptr = from->rows_processed_ptr;
	return check_copied(to);
}
