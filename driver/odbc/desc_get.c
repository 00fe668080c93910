/* ODBC: SQLGetDescField, SQLGetDescRec. */
#include "config.h"
#include "odbc/desc.h"

#include <stdlib.h>

#include "odbc/call.h"
#include "odbc/desc_field.h"
#include "odbc/ird.h"
#include "odbc/param.h"
#include "odbc/stmt.h"
#include "util/mem.h"

/* What only the routine of a {call} tells. */
static bool set_routine_fields(struct desc_rec *r, const struct call_param *p)
{
	r->parameter_type = SQL_PARAM_INPUT;
	r->unnamed = SQL_UNNAMED;
	free(r->name);
	r->name = NULL;
	if (!p)
		return true;
	if (p->mode == 'o')
		r->parameter_type = SQL_PARAM_OUTPUT;
	else if (p->mode == 'b')
		r->parameter_type = SQL_PARAM_INPUT_OUTPUT;
	if (!p->name || !*p->name)
		return true;
	r->unnamed = SQL_NAMED;
	r->name = mem_strdup(p->name);
	return r->name;
}

/* Describes parameter n from the server unless the application has said what it is. */
static SQLRETURN fill_param(struct stmt *stmt, SQLSMALLINT n)
{
	SQLSMALLINT type, digits, nullable;
	struct desc_rec *r;
	SQLULEN size;
	SQLRETURN rc;

	r = desc_rec(stmt->ipd, n);
	if (!r)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	if (r->concise_type && !r->described)
		return SQL_SUCCESS;
	rc = stmt_describe_param(stmt, (SQLUSMALLINT)n, &type, &size, &digits, &nullable);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	r = desc_rec(stmt->ipd, n); /* the records may have moved */
	if (!r)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	desc_rec_set_type(r, type);
	r->described = true;
	r->length = size;
	r->nullable = nullable;
	if (!set_routine_fields(r, call_param(stmt, (size_t)n - 1)))
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	if (r->num_prec_radix == 10) {
		r->precision = (SQLSMALLINT)size;
		r->scale = digits;
	} else if (r->type == SQL_DATETIME) {
		r->precision = digits;
	}
	return rc;
}

/* ODBC: SQL_ATTR_ENABLE_AUTO_IPD, done when somebody looks. */
static SQLRETURN fill_ipd(struct stmt *stmt)
{
	SQLRETURN rc;
	SQLSMALLINT n;

	rc = stmt_num_params(stmt, &n);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (n > stmt->ipd->count && !desc_set_count(stmt->ipd, n))
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	for (SQLSMALLINT i = 1; i <= n && SQL_SUCCEEDED(rc); i++)
		rc = diag_worse(rc, fill_param(stmt, i));
	return rc;
}

/* ODBC: HY007 for a statement that is neither prepared nor executed. */
static SQLRETURN fill(struct desc *d, bool base)
{
	struct stmt *stmt = d->owner;
	SQLRETURN rc;

	if (d->kind == DESC_IPD)
		return fill_ipd(stmt);
	if (stmt->phase == STMT_ALLOCATED)
		return diag_error(sdiag(stmt), SS_HY007, NULL);
	rc = stmt_need_ird(stmt);
	if (base && SQL_SUCCEEDED(rc))
		rc = diag_worse(rc, stmt_need_base(stmt));
	return rc;
}

SQLRETURN desc_refresh(struct desc *d, struct diag *to, bool base)
{
	struct stmt *stmt = d->owner;
	size_t before;
	SQLRETURN rc;

	if (d->kind == DESC_ARD || d->kind == DESC_APD)
		return SQL_SUCCESS;
	if (d->kind == DESC_IPD &&
	    (stmt->phase == STMT_ALLOCATED || stmt->attr.enable_auto_ipd != SQL_TRUE))
		return SQL_SUCCESS;
	before = sdiag(stmt)->n;
	rc = fill(d, base);
	if (to != sdiag(stmt))
		diag_move(to, sdiag(stmt), before);
	return rc;
}

/* 07009 for a record that cannot be, SQL_NO_DATA for one past the end. */
static SQLRETURN find_rec(struct desc *d, struct diag *to, SQLSMALLINT n, struct desc_rec **ret)
{
	if (n < 0)
		return diag_error(to, SS_07009, "record %d", n);
	if (n == 0 && d->kind == DESC_IPD)
		return diag_error(to, SS_07009, "a parameter descriptor has no bookmark record");
	if (n == 0 && d->kind == DESC_IRD && d->owner->attr.use_bookmarks == SQL_UB_OFF)
		return diag_error(to, SS_07009, "bookmarks are off");
	if (n > d->count)
		return SQL_NO_DATA;
	*ret = desc_rec(d, n);
	return *ret ? SQL_SUCCESS : diag_error(to, SS_HY001, NULL);
}

/* ODBC fixes the width of each field; the application's buffer need not be aligned. */
static void put_number(SQLPOINTER to, enum desc_type type, const void *from)
{
	static const size_t widths[] = {
		[DESC_SMALL] = sizeof(SQLSMALLINT), [DESC_INT] = sizeof(SQLINTEGER),
		[DESC_LEN] = sizeof(SQLLEN),        [DESC_ULEN] = sizeof(SQLULEN),
		[DESC_PTR] = sizeof(SQLPOINTER),
	};
	SQLINTEGER row_length;

	if (!to)
		return;
	if (type == DESC_ROW_LENGTH) {
		row_length = (SQLINTEGER) * (const SQLULEN *)from;
		memcpy(to, &row_length, sizeof(row_length));
		return;
	}
	memcpy(to, from, widths[type]);
}

SQLRETURN desc_get_field(struct desc *d, struct diag *to, SQLSMALLINT rec, SQLSMALLINT field,
			 SQLPOINTER value, SQLINTEGER cap, SQLINTEGER *ret_len, enum text_form form)
{
	const struct desc_field *f = desc_field_find(field);
	struct text_out out = { value, cap, ret_len, TEXT_LEN_INT, form, .in_chars = false };
	struct desc_rec *r = NULL;
	const void *at;
	SQLRETURN rc = SQL_SUCCESS;

	if (!f)
		return diag_error(to, SS_HY091, "descriptor field %d", field);
	if (!f->header || field == SQL_DESC_COUNT)
		rc = desc_refresh(d, to, f->base);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (!f->header)
		rc = diag_worse(rc, find_rec(d, to, rec, &r));
	if (!SQL_SUCCEEDED(rc))
		return rc;
	at = f->header ? (const char *)d + f->offset : (const char *)r + f->offset;
	if (f->type == DESC_TEXT)
		return diag_worse(rc, text_out(to, &out, str_from(*(char *const *)at)));
	put_number(value, f->type, at);
	return rc;
}

SQLRETURN desc_get_rec(struct desc *d, SQLSMALLINT rec, const struct text_out *name,
		       SQLSMALLINT *type, SQLSMALLINT *sub, SQLLEN *length, SQLSMALLINT *precision,
		       SQLSMALLINT *scale, SQLSMALLINT *nullable)
{
	struct diag *to = &d->h.diag;
	struct desc_rec *r;
	SQLRETURN rc;

	rc = desc_refresh(d, to, true);
	if (SQL_SUCCEEDED(rc))
		rc = diag_worse(rc, find_rec(d, to, rec, &r));
	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (type)
		*type = r->type;
	if (sub)
		*sub = r->datetime_code;
	if (length)
		*length = r->octet_length;
	if (precision)
		*precision = r->precision;
	if (scale)
		*scale = r->scale;
	if (nullable)
		*nullable = r->nullable;
	return diag_worse(rc, text_out(to, name, str_from(r->name)));
}
