#include "config.h"
#include "odbc/ird.h"

#include <stdlib.h>

#include "conv/sqltype.h"
#include "odbc/call.h"
#include "odbc/connect.h"
#include "odbc/desc_field.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "odbc/result.h"
#include "odbc/send.h"
#include "odbc/target.h"
#include "sql/translate.h"
#include "util/mem.h"

static bool set_text(char **field, const char *text)
{
	free(*field);
	*field = text && *text ? mem_strdup(text) : NULL;
	return *field || !text || !*text;
}

/* A type's description becomes the record's fields. */
static bool set_type(struct desc_rec *r, const struct type_desc *t)
{
	r->concise_type = t->sql_type;
	r->type = t->verbose;
	r->datetime_code = t->code;
	r->interval_precision = t->interval_precision;
	r->precision = t->precision;
	r->scale = t->scale;
	r->length = t->length;
	r->octet_length = t->octet_length;
	r->display_size = t->display_size;
	r->num_prec_radix = t->radix;
	r->searchable = t->searchable;
	r->fixed_prec_scale = t->fixed_prec_scale;
	r->is_unsigned = t->is_unsigned ? SQL_TRUE : SQL_FALSE;
	r->case_sensitive = t->case_sensitive ? SQL_TRUE : SQL_FALSE;
	r->server_type = t->oid;
	r->server_typmod = t->typmod;
	return set_text(&r->type_name, t->name) && set_text(&r->local_type_name, t->local_name) &&
	       set_text(&r->literal_prefix, t->prefix) && set_text(&r->literal_suffix, t->suffix);
}

static bool set_column(struct desc_rec *r, const char *name, const struct type_desc *t)
{
	r->unnamed = *name ? SQL_NAMED : SQL_UNNAMED;
	r->nullable = SQL_NULLABLE_UNKNOWN;
	r->updatable = SQL_ATTR_READWRITE_UNKNOWN;
	r->auto_unique = SQL_FALSE;
	return set_text(&r->name, name) && set_text(&r->label, name) && set_type(r, t);
}

/* ODBC: SQLColAttribute, ColumnNumber 0: the type and the length of a bookmark. */
static void set_bookmark(struct stmt *stmt)
{
	struct desc_rec *r = &stmt->ird->recs[0];
	bool fixed = stmt->attr.use_bookmarks == SQL_UB_FIXED;

	if (stmt->attr.use_bookmarks == SQL_UB_OFF)
		return;
	r->concise_type = r->type = fixed ? SQL_INTEGER : SQL_BINARY;
	r->octet_length = sizeof(SQLLEN);
	r->length = fixed ? 10 : sizeof(SQLLEN);
	r->precision = fixed ? 10 : 0;
	r->display_size = fixed ? 11 : 2 * (SQLLEN)sizeof(SQLLEN);
	r->nullable = SQL_NO_NULLS;
	r->updatable = SQL_ATTR_READONLY;
	r->searchable = SQL_PRED_NONE;
	r->unnamed = SQL_UNNAMED;
}

bool ird_from_result(struct stmt *stmt)
{
	const struct result *res = stmt->result;

	if (!desc_set_count(stmt->ird, 0) ||
	    !desc_set_count(stmt->ird, (SQLSMALLINT)res->n_columns))
		return false;
	if (res->n_columns)
		set_bookmark(stmt);
	for (int i = 0; i < res->n_columns; i++) {
		const struct column *c = &res->columns[i];
		struct desc_rec *r = &stmt->ird->recs[i + 1];

		if (!set_column(r, c->name, &c->type))
			return false;
		r->table_oid = c->table;
		r->table_column = c->table_column;
		if (c->nullable_known)
			r->nullable = c->nullable ? SQL_NULLABLE : SQL_NO_NULLS;
	}
	return true;
}

bool ird_from_server(struct stmt *stmt)
{
	struct pg *pg = stmt->dbc->pg;
	const struct pg_column *from = pg_columns(pg);
	int n = call_takes_row(stmt) ? 0 : pg_column_count(pg) - target_hidden(stmt->target);

	if (!desc_set_count(stmt->ird, 0) || !desc_set_count(stmt->ird, (SQLSMALLINT)n))
		return false;
	if (n)
		set_bookmark(stmt);
	for (int i = 0; i < n; i++) {
		struct desc_rec *r = &stmt->ird->recs[i + 1];
		struct type_desc t;

		type_by_oid(from[i].type, from[i].typmod, NULL, &stmt->dbc->types, &t);
		if (!set_column(r, from[i].name, &t))
			return false;
		r->table_oid = from[i].table;
		r->table_column = from[i].table_column;
	}
	return true;
}

/* Only one statement can be described; a longer text tells at execution. */
static bool describable(const struct stmt *stmt)
{
	return stmt->text && stmt->text->n_statements == 1;
}

SQLRETURN stmt_describe(struct stmt *stmt)
{
	struct pg_error e;
	SQLRETURN rc;

	rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	if (SQL_SUCCEEDED(rc))
		rc = call_resolve(stmt);
	if (SQL_SUCCEEDED(rc))
		rc = dbc_claim(stmt->dbc, stmt, sdiag(stmt));
	if (SQL_SUCCEEDED(rc))
		rc = target_need(stmt);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	pg_error_init(&e);
	if (!(stmt->text->n_statements > 1 ? send_describe_parts(stmt, &e)
					   : send_described(stmt, &e)))
		rc = pgdiag_error(sdiag(stmt), stmt->dbc, stmt, &e);
	pg_error_done(&e);
	return rc;
}

SQLRETURN stmt_need_ird(struct stmt *stmt)
{
	if (stmt->result || stmt->described)
		return SQL_SUCCESS;
	if (!stmt->prepared)
		return diag_error(sdiag(stmt), SS_HY010, "nothing is prepared or executed");
	return describable(stmt) ? stmt_describe(stmt) : SQL_SUCCESS;
}

SQLRETURN stmt_num_result_cols(struct stmt *stmt, SQLSMALLINT *ret)
{
	SQLRETURN rc = stmt_need_ird(stmt);

	if (SQL_SUCCEEDED(rc) && ret)
		*ret = stmt->ird->count;
	return rc;
}

/* ODBC: without a result set 24000 once executed, else 07005; 07009 for a missing column. */
static SQLRETURN find_column(struct stmt *stmt, SQLUSMALLINT col, const struct desc_rec **ret)
{
	SQLRETURN rc = stmt_need_ird(stmt);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (!stmt->ird->count)
		return diag_error(sdiag(stmt), stmt->phase == STMT_EXECUTED ? SS_24000 : SS_07005,
				  "the statement returns no rows");
	if (col > stmt->ird->count || (!col && stmt->attr.use_bookmarks == SQL_UB_OFF))
		return diag_error(sdiag(stmt), SS_07009, "column %u of %d", col, stmt->ird->count);
	*ret = &stmt->ird->recs[col];
	return rc;
}

static SQLSMALLINT decimal_digits(const struct desc_rec *r)
{
	if (sqltype_is_exact(r->concise_type))
		return r->scale;
	return sqltype_is_datetime(r->concise_type) || sqltype_is_interval(r->concise_type)
		       ? r->precision
		       : 0;
}

SQLRETURN stmt_describe_col(struct stmt *stmt, SQLUSMALLINT col, const struct text_out *name,
			    SQLSMALLINT *type, SQLULEN *size, SQLSMALLINT *digits,
			    SQLSMALLINT *nullable)
{
	const struct desc_rec *r;
	SQLRETURN rc = find_column(stmt, col, &r);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (type)
		*type = r->concise_type;
	if (size)
		*size = r->length; /* the type's column size, whatever the type */
	if (digits)
		*digits = decimal_digits(r);
	if (nullable)
		*nullable = r->nullable;
	return text_out(sdiag(stmt), name, str_from(r->name ? r->name : ""));
}

static SQLLEN number_at(const void *base, const struct desc_field *f)
{
	const char *p = (const char *)base + f->offset;

	switch (f->type) {
	case DESC_SMALL: return *(const SQLSMALLINT *)(const void *)p;
	case DESC_INT: return *(const SQLINTEGER *)(const void *)p;
	default: return *(const SQLLEN *)(const void *)p;
	}
}

/* ODBC 2's three names that became other fields.  ODBC: SQLColAttribute, "Backward Compatibility". */
static bool old_number(const struct desc_rec *r, SQLUSMALLINT field, SQLLEN *ret)
{
	switch (field) {
	case SQL_COLUMN_LENGTH: *ret = r->octet_length; return true;
	case SQL_COLUMN_PRECISION: *ret = (SQLLEN)r->length; return true;
	case SQL_COLUMN_SCALE: *ret = decimal_digits(r); return true;
	case SQL_COLUMN_NULLABLE: *ret = r->nullable; return true;
	default: return false;
	}
}

static SQLUSMALLINT new_field(SQLUSMALLINT field)
{
	return field == SQL_COLUMN_NAME ? SQL_DESC_NAME : field;
}

SQLRETURN stmt_col_attribute(struct stmt *stmt, SQLUSMALLINT col, SQLUSMALLINT field,
			     const struct text_out *text, SQLLEN *number)
{
	const struct desc_field *f;
	const struct desc_rec *r;
	const char *value;
	SQLLEN n;
	SQLRETURN rc;

	if (field == SQL_DESC_COUNT || field == SQL_COLUMN_COUNT) {
		rc = stmt_need_ird(stmt);
		if (SQL_SUCCEEDED(rc) && number)
			*number = stmt->ird->count;
		return rc;
	}
	rc = find_column(stmt, col, &r);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (!old_number(r, field, &n)) {
		f = desc_field_find((SQLSMALLINT)new_field(field));
		if (!f || f->header || !(f->has & DESC_BIT(DESC_IRD)))
			return diag_error(sdiag(stmt), SS_HY091, "column attribute %u", field);
		if (f->base)
			rc = stmt_need_base(stmt);
		if (!SQL_SUCCEEDED(rc))
			return rc;
		if (f->type == DESC_TEXT) {
			value = *(char *const *)(const void *)((const char *)r + f->offset);
			return diag_worse(
				rc, text_out(sdiag(stmt), text, str_from(value ? value : "")));
		}
		n = number_at(r, f);
	}
	if (number)
		*number = n;
	return rc;
}
