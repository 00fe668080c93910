#include "config.h"
#include "odbc/bound.h"

#include <stdint.h>
#include <stdlib.h>

#include "conf/settings.h"
#include "conv/sqltype.h"
#include "odbc/dae.h"
#include "odbc/getdata.h"
#include "odbc/line_ends.h"

static bool is_bound(const struct desc_rec *r)
{
	return r->data_ptr || r->indicator_ptr || r->octet_length_ptr;
}

static const struct desc_rec *rec_of(const struct stmt *stmt, const struct bound *b)
{
	return &stmt->ard->recs[b->col];
}

static void locate(const struct stmt *stmt, const struct bound *b, size_t slot,
		   struct argument_place *ret)
{
	const struct desc *d = stmt->ard;
	const struct desc_rec *r = rec_of(stmt, b);
	size_t offset = d->bind_offset_ptr ? (size_t)*d->bind_offset_ptr : 0;
	size_t step, length_step = d->bind_type ? d->bind_type : sizeof(SQLLEN);
	SQLLEN fixed = conv_c_size(b->conv.c_type);

	ret->c_type = b->conv.c_type;
	ret->size = fixed > 0 ? fixed : r->octet_length;
	step = d->bind_type ? d->bind_type : (size_t)ret->size;
	ret->data = r->data_ptr ? (char *)r->data_ptr + offset + slot * step : NULL;
	ret->length = r->octet_length_ptr ? (SQLLEN *)((char *)r->octet_length_ptr + offset +
						       slot * length_step)
					  : NULL;
	ret->indicator = r->indicator_ptr ? (SQLLEN *)((char *)r->indicator_ptr + offset +
						       slot * length_step)
					  : NULL;
}

static SQLLEN length_at(const struct stmt *stmt, const struct bound *b, size_t slot,
			struct argument_place *at)
{
	SQLLEN n;

	locate(stmt, b, slot, at);
	if (at->indicator) {
		memcpy(&n, at->indicator, sizeof(n));
		if (n == SQL_COLUMN_IGNORE)
			return n;
	}
	return argument_length(at);
}

/*
 * The server checks lengths of texts itself, and a column without a limit has
 * none, whatever size is reported for it.
 */
static void init_conv(const struct stmt *stmt, struct bound *b)
{
	const struct column *c = &stmt->result->columns[b->col - 1];
	const struct desc_rec *r = rec_of(stmt, b);
	struct conv_param *p = &b->conv;

	*p = (struct conv_param){ .c_type = getdata_c_type(c, r->concise_type),
				  .sql_type = c->type.sql_type,
				  .digits = c->type.digits,
				  .precision = r->precision,
				  .scale = r->scale,
				  .leading = c->type.interval_precision,
				  .minus_one = stmt->dbc->types.true_is_minus1 &&
					       c->type.reader.kind == VAL_BOOL };
	if ((c->type.sql_type == SQL_NUMERIC || c->type.sql_type == SQL_DECIMAL) &&
	    c->type.typmod >= 0)
		p->column_size = c->type.column_size;
	b->unfit = conv_param_init(p);
}

static bool is_listed(const struct bound *list, size_t n, const struct target_column *c)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].column == c)
			return true;
	return false;
}

SQLRETURN bound_list(struct stmt *stmt, struct bound **ret_list, size_t *ret_n)
{
	const struct result *res = stmt->result;
	const struct desc *d = stmt->ard;
	struct bound *list;
	size_t n = 0;

	for (int i = res->n_columns + 1; i <= d->count; i++)
		if (is_bound(&d->recs[i]))
			return diag_error(sdiag(stmt), SS_07009, "column %d of %d is bound", i,
					  res->n_columns);
	list = calloc((size_t)d->count + 1, sizeof(*list));
	if (!list)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	for (int i = 1; i <= d->count; i++) {
		const struct target_column *c = target_of(stmt, i - 1);

		if (!is_bound(&d->recs[i]) || !c || !c->writable || is_listed(list, n, c))
			continue;
		list[n] = (struct bound){ .col = (SQLUSMALLINT)i, .column = c };
		init_conv(stmt, &list[n++]);
	}
	*ret_list = list;
	*ret_n = n;
	return SQL_SUCCESS;
}

bool bound_ignored(const struct stmt *stmt, const struct bound *b, size_t slot)
{
	struct argument_place at;

	return length_at(stmt, b, slot, &at) == SQL_COLUMN_IGNORE;
}

bool bound_want(struct stmt *stmt, const struct bound *b, size_t slot)
{
	struct argument_place at;

	return !argument_at_execution(length_at(stmt, b, slot, &at)) ||
	       dae_want(stmt, slot, b->col, at.c_type, at.data);
}

static SQLRETURN failed(struct stmt *stmt, const struct bound *b, size_t slot, enum conv_result r)
{
	SQLRETURN rc;

	diag_at(sdiag(stmt), (SQLLEN)slot + 1, b->col);
	rc = diag_post(sdiag(stmt), conv_state(r), 0, false, str_from(conv_message(r)));
	diag_at(sdiag(stmt), (SQLLEN)slot + 1, SQL_NO_COLUMN_NUMBER);
	return rc == SQL_ERROR ? rc : SQL_SUCCESS_WITH_INFO;
}

/* A length that is no length of what is in the buffer: the value was cut when it was fetched. */
static bool is_too_long(const struct argument_place *at, SQLLEN n)
{
	return conv_c_size(at->c_type) == 0 && n > at->size;
}

static SQLRETURN check(struct stmt *stmt, const struct bound *b, size_t slot,
		       const struct argument_place *at, SQLLEN n)
{
	if (b->unfit != CONV_OK)
		return failed(stmt, b, slot, b->unfit);
	if ((n < 0 && n != SQL_NTS) || (!at->data && n != 0) || is_too_long(at, n))
		return failed(stmt, b, slot, CONV_BAD_LENGTH);
	return SQL_SUCCESS;
}

SQLRETURN bound_put(struct stmt *stmt, const struct bound *b, size_t slot, struct change_text *t)
{
	struct argument_place at;
	SQLLEN n = length_at(stmt, b, slot, &at);
	size_t from = t->bytes.n;
	struct str later = { 0 };
	bool null = false, binary = false, given;
	enum conv_result r;
	SQLRETURN rc;

	given = dae_value(stmt, slot, b->col, &later, &null);
	if (given ? null : n == SQL_NULL_DATA)
		return change_text_param(t, SIZE_MAX, false) ? SQL_SUCCESS : SQL_ERROR;
	if (given) {
		at.data = (char *)(uintptr_t)later.p;
		at.size = n = (SQLLEN)later.n;
	}
	rc = check(stmt, b, slot, &at, n);
	if (rc == SQL_ERROR)
		return rc;
	r = conv_param_put(&b->conv, at.data ? at.data : "", n, &t->bytes, &binary);
	if (t->bytes.failed || r == CONV_NO_MEMORY)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	if (conv_failed(r))
		return failed(stmt, b, slot, r);
	if (stmt->dbc->settings->lf_conversion && !binary && sqltype_is_char(b->conv.sql_type))
		line_ends_in(&t->bytes, from);
	rc = r == CONV_OK ? SQL_SUCCESS : failed(stmt, b, slot, r);
	return change_text_param(t, from, binary) ? rc : diag_error(sdiag(stmt), SS_HY001, NULL);
}
