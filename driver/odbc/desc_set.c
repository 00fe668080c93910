/* ODBC: SQLSetDescField, SQLSetDescRec, "Consistency Checks". */
#include "config.h"
#include "odbc/desc.h"

#include <stdint.h>
#include <stdlib.h>

#include "conv/sqltype.h"
#include "odbc/desc_field.h"
#include "odbc/stmt.h"
#include "util/mem.h"
#include "util/wide.h"

/* SQL_MAX_IDENTIFIER_LEN of the specification. */
#define NAME_MAX_BYTES 128

#define NUMERIC_PRECISION_MAX 1000
#define SECONDS_PRECISION_MAX 9
#define LEADING_PRECISION_MAX 10

static bool is_app(const struct desc *d)
{
	return d->kind == DESC_ARD || d->kind == DESC_APD;
}

/* A type that may stand in a record of this kind. */
static bool valid_type(const struct desc *d, SQLSMALLINT concise)
{
	if (is_app(d))
		return concise == SQL_C_DEFAULT || sqltype_is_c(concise);
	return sqltype_is_sql(concise);
}

static bool has_seconds(SQLSMALLINT concise)
{
	switch (concise) {
	case SQL_TYPE_TIME:
	case SQL_TYPE_TIMESTAMP:
	case SQL_INTERVAL_SECOND:
	case SQL_INTERVAL_DAY_TO_SECOND:
	case SQL_INTERVAL_HOUR_TO_SECOND:
	case SQL_INTERVAL_MINUTE_TO_SECOND: return true;
	default: return false;
	}
}

static SQLRETURN check_numbers(const struct desc_rec *r, struct diag *to)
{
	SQLSMALLINT t = r->concise_type;

	if (t == SQL_NUMERIC || t == SQL_DECIMAL) {
		if (r->precision < 0 || r->precision > NUMERIC_PRECISION_MAX)
			return diag_error(to, SS_HY021, "precision %d of a numeric type",
					  r->precision);
		if (r->scale < INT8_MIN || r->scale > NUMERIC_PRECISION_MAX)
			return diag_error(to, SS_HY021, "scale %d of a numeric type", r->scale);
	}
	if (has_seconds(t) && (r->precision < 0 || r->precision > SECONDS_PRECISION_MAX))
		return diag_error(to, SS_HY021, "seconds precision %d", r->precision);
	if (r->type == SQL_INTERVAL && sqltype_is_interval(t) &&
	    (r->interval_precision < 1 || r->interval_precision > LEADING_PRECISION_MAX))
		return diag_error(to, SS_HY021, "interval leading precision %d",
				  (int)r->interval_precision);
	return SQL_SUCCESS;
}

static SQLRETURN check_rec(const struct desc *d, const struct desc_rec *r, struct diag *to)
{
	SQLSMALLINT verbose, code;

	if (r->concise_type == SQL_DATETIME || r->concise_type == SQL_INTERVAL)
		return diag_error(to, SS_HY021, "subcode %d does not go with type %d",
				  r->datetime_code, r->type);
	if (!valid_type(d, r->concise_type))
		return diag_error(to, SS_HY021, "%d is no %s type", r->concise_type,
				  is_app(d) ? "C" : "SQL");
	sqltype_split(r->concise_type, &verbose, &code);
	if (verbose != r->type || code != r->datetime_code)
		return diag_error(to, SS_HY021, "type %d with subcode %d is not type %d", r->type,
				  r->datetime_code, r->concise_type);
	return check_numbers(r, to);
}

SQLRETURN desc_check(struct desc *d, struct diag *to, SQLSMALLINT rec)
{
	struct desc_rec *r = desc_rec(d, rec);

	if (!r)
		return diag_error(to, SS_HY021, "there is no record %d", rec);
	return check_rec(d, r, to);
}

/* The type that a verbose type and a subcode name together; 0: none yet. */
static SQLSMALLINT join(SQLSMALLINT verbose, SQLSMALLINT code)
{
	if (verbose != SQL_DATETIME && verbose != SQL_INTERVAL)
		return 0;
	return code ? sqltype_join(verbose, code) : 0;
}

/* The verbose type came before its subcode: the record waits for the other half. */
static void set_half(struct desc_rec *r, SQLSMALLINT verbose)
{
	r->type = verbose;
	r->concise_type = verbose;
	r->num_prec_radix = 0;
}

static SQLRETURN set_type(struct desc *d, struct desc_rec *r, struct diag *to, SQLSMALLINT type)
{
	if (type == SQL_DATETIME || type == SQL_INTERVAL) {
		SQLSMALLINT whole = join(type, r->datetime_code);

		if (whole)
			desc_rec_set_type(r, whole);
		else
			set_half(r, type);
		return SQL_SUCCESS;
	}
	if (sqltype_is_datetime(type) || sqltype_is_interval(type))
		return diag_error(to, SS_HY021,
				  "%d is a concise type: set SQL_DESC_CONCISE_TYPE to it", type);
	if (!valid_type(d, type))
		return diag_error(to, SS_HY021, "%d is no %s type", type, is_app(d) ? "C" : "SQL");
	desc_rec_set_type(r, type);
	return SQL_SUCCESS;
}

static SQLRETURN set_concise(struct desc *d, struct desc_rec *r, struct diag *to, SQLSMALLINT type)
{
	if (!valid_type(d, type))
		return diag_error(to, SS_HY021, "%d is no %s type", type, is_app(d) ? "C" : "SQL");
	desc_rec_set_type(r, type);
	return SQL_SUCCESS;
}

static SQLRETURN set_code(struct desc_rec *r, struct diag *to, SQLSMALLINT code)
{
	bool dated = r->type == SQL_DATETIME || r->type == SQL_INTERVAL;
	SQLSMALLINT whole = join(r->type, code);

	if (dated && !whole)
		return diag_error(to, SS_HY021, "subcode %d does not go with type %d", code,
				  r->type);
	if (whole)
		desc_rec_set_type(r, whole);
	else
		r->datetime_code = code;
	return SQL_SUCCESS;
}

static SQLRETURN set_parameter_type(struct desc_rec *r, struct diag *to, SQLSMALLINT type)
{
	switch (type) {
	case SQL_PARAM_INPUT:
	case SQL_PARAM_INPUT_OUTPUT:
	case SQL_PARAM_OUTPUT:
#ifdef SQL_PARAM_OUTPUT_STREAM
	case SQL_PARAM_INPUT_OUTPUT_STREAM:
	case SQL_PARAM_OUTPUT_STREAM:
#endif
		r->parameter_type = type;
		return SQL_SUCCESS;
	default: return diag_error(to, SS_HY105, "parameter type %d", type);
	}
}

/* The check comes first: a record that fails it keeps its old binding. */
static SQLRETURN set_data_ptr(struct desc *d, struct desc_rec *r, struct diag *to, SQLPOINTER p)
{
	if ((p || d->kind == DESC_IPD) && check_rec(d, r, to) != SQL_SUCCESS)
		return SQL_ERROR;
	if (d->kind == DESC_IPD)
		return SQL_SUCCESS;
	r->data_ptr = p;
	if (!p)
		desc_trim(d);
	return SQL_SUCCESS;
}

static SQLRETURN set_text(struct desc_rec *r, const struct desc_field *f, struct diag *to,
			  SQLPOINTER value, SQLINTEGER len, enum text_form form)
{
	char **at = (char **)((char *)r + f->offset);
	struct text_arena arena = { 0 };
	struct str s;
	char *copy = NULL;

	if (form == TEXT_WIDE)
		s = text_in_w(&arena, to, value, len > 0 ? len / (SQLINTEGER)wide_unit : len);
	else
		s = text_in_a(&arena, to, value, len);
	if (!arena.failed && s.n > NAME_MAX_BYTES) {
		diag_error(to, SS_22001, "a name of %zu bytes", s.n);
		arena.failed = true;
	}
	if (!arena.failed) {
		copy = mem_dup_str(s);
		if (!copy)
			diag_error(to, SS_HY001, NULL);
	}
	text_arena_free(&arena);
	if (!copy)
		return SQL_ERROR;
	free(*at);
	*at = copy;
	r->unnamed = *copy ? SQL_NAMED : SQL_UNNAMED;
	return SQL_SUCCESS;
}

static SQLRETURN set_plain(struct desc_rec *r, const struct desc_field *f, struct diag *to,
			   SQLPOINTER value)
{
	SQLLEN n = (SQLLEN)(intptr_t)value;
	char *at = (char *)r + f->offset;

	if (f->id == SQL_DESC_UNNAMED && (SQLSMALLINT)n != SQL_UNNAMED)
		return diag_error(to, SS_HY092, "SQL_DESC_UNNAMED can be set to SQL_UNNAMED only");
	if (f->id == SQL_DESC_NUM_PREC_RADIX && n != 0 && n != 2 && n != 10)
		return diag_error(to, SS_HY092, "radix %lld", (long long)n);
	switch (f->type) {
	case DESC_SMALL: *(SQLSMALLINT *)at = (SQLSMALLINT)n; break;
	case DESC_INT: *(SQLINTEGER *)at = (SQLINTEGER)n; break;
	case DESC_LEN: *(SQLLEN *)at = n; break;
	case DESC_ULEN: *(SQLULEN *)at = (SQLULEN)n; break;
	default: *(SQLPOINTER *)at = value; break;
	}
	if (f->id == SQL_DESC_UNNAMED) {
		free(r->name);
		r->name = NULL;
	}
	return SQL_SUCCESS;
}

static SQLRETURN set_rec_field(struct desc *d, struct desc_rec *r, const struct desc_field *f,
			       struct diag *to, SQLPOINTER value, SQLINTEGER len,
			       enum text_form form)
{
	SQLSMALLINT small = (SQLSMALLINT)(intptr_t)value;

	if (!f->deferred)
		r->data_ptr = NULL;
	switch (f->id) {
	case SQL_DESC_TYPE: return set_type(d, r, to, small);
	case SQL_DESC_CONCISE_TYPE: return set_concise(d, r, to, small);
	case SQL_DESC_DATETIME_INTERVAL_CODE: return set_code(r, to, small);
	case SQL_DESC_DATA_PTR: return set_data_ptr(d, r, to, value);
	case SQL_DESC_PARAMETER_TYPE: return set_parameter_type(r, to, small);
	case SQL_DESC_NAME: return set_text(r, f, to, value, len, form);
	default: return set_plain(r, f, to, value);
	}
}

static SQLRETURN set_header(struct desc *d, const struct desc_field *f, struct diag *to,
			    SQLPOINTER value)
{
	SQLLEN n = (SQLLEN)(intptr_t)value;

	switch (f->id) {
	case SQL_DESC_COUNT:
		if ((SQLSMALLINT)n < 0)
			return diag_error(to, SS_07009, "a count of %d", (SQLSMALLINT)n);
		if (!desc_set_count(d, (SQLSMALLINT)n))
			return diag_error(to, SS_HY001, NULL);
		return SQL_SUCCESS;
	case SQL_DESC_ARRAY_SIZE:
		if (n < 1)
			return diag_error(to, SS_HY092, "an array size of %lld", (long long)n);
		d->array_size = (SQLULEN)n;
		return SQL_SUCCESS;
	case SQL_DESC_BIND_TYPE: d->bind_type = (SQLULEN)n; return SQL_SUCCESS;
	default: *(SQLPOINTER *)((char *)d + f->offset) = value; return SQL_SUCCESS;
	}
}

/* The record to set, made if it is past the count; NULL: the error is posted. */
static struct desc_rec *rec_to_set(struct desc *d, struct diag *to, SQLSMALLINT n)
{
	if (n < 0) {
		diag_error(to, SS_07009, "record %d", n);
		return NULL;
	}
	if (n == 0 && (d->kind == DESC_IPD || (d->kind == DESC_APD && d->owner))) {
		diag_error(to, SS_07009, "a parameter descriptor has no bookmark record");
		return NULL;
	}
	if (n > d->count ? !desc_set_count(d, n) : !desc_reserve(d, n)) {
		diag_error(to, SS_HY001, NULL);
		return NULL;
	}
	return desc_rec(d, n);
}

SQLRETURN desc_set_field(struct desc *d, struct diag *to, SQLSMALLINT rec, SQLSMALLINT field,
			 SQLPOINTER value, SQLINTEGER len, enum text_form form)
{
	const struct desc_field *f = desc_field_find(field);
	struct desc_rec *r;

	if (!f)
		return diag_error(to, SS_HY091, "descriptor field %d", field);
	if (!(f->set & DESC_BIT(d->kind))) {
		if (d->kind == DESC_IRD)
			return diag_error(to, SS_HY016, NULL);
		return diag_error(to, SS_HY091, "descriptor field %d cannot be set here", field);
	}
	if (f->header)
		return set_header(d, f, to, value);
	r = rec_to_set(d, to, rec);
	return r ? set_rec_field(d, r, f, to, value, len, form) : SQL_ERROR;
}

SQLRETURN desc_set_rec(struct desc *d, SQLSMALLINT rec, SQLSMALLINT type, SQLSMALLINT sub,
		       SQLLEN length, SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data,
		       SQLLEN *octet_length, SQLLEN *indicator)
{
	struct diag *to = &d->h.diag;
	struct desc_rec *r;
	SQLRETURN rc;

	if (d->kind == DESC_IRD)
		return diag_error(to, SS_HY016, NULL);
	r = rec_to_set(d, to, rec);
	if (!r)
		return SQL_ERROR;
	r->data_ptr = NULL;
	if (type == SQL_DATETIME || type == SQL_INTERVAL)
		r->datetime_code = sub;
	rc = set_type(d, r, to, type);
	if (rc != SQL_SUCCESS)
		return rc;
	r->octet_length = length;
	r->precision = precision;
	r->scale = scale;
	if (is_app(d)) {
		r->octet_length_ptr = octet_length;
		r->indicator_ptr = indicator;
	}
	if (check_rec(d, r, to) != SQL_SUCCESS)
		return SQL_ERROR;
	return set_data_ptr(d, r, to, data);
}
