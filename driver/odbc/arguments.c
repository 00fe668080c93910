#include "config.h"
#include "odbc/arguments.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "conv/fetch.h"
#include "conv/param.h"
#include "conv/sqltype.h"
#include "odbc/call.h"
#include "odbc/dae.h"
#include "odbc/line_ends.h"
#include "sql/translate.h"

/* All values of an execution together: what one message to the server may hold. */
#define BYTES_MAX ((size_t)1 << 30)

size_t arguments_sets(const struct stmt *stmt)
{
	if (!stmt->text || !stmt->text->n_params)
		return 1;
	return stmt->apd->array_size ? stmt->apd->array_size : 1;
}

bool arguments_have_status(const struct stmt *stmt)
{
	return stmt->ipd->array_status_ptr;
}

void arguments_status(struct stmt *stmt, size_t set, SQLUSMALLINT status)
{
	if (stmt->ipd->array_status_ptr)
		stmt->ipd->array_status_ptr[set] = status;
}

void argument_locate(const struct stmt *stmt, SQLUSMALLINT n, size_t set,
		     struct argument_place *ret)
{
	const struct desc *apd = stmt->apd;
	const struct desc_rec *a = &apd->recs[n], *i = &stmt->ipd->recs[n];
	size_t offset = apd->bind_offset_ptr ? (size_t)*apd->bind_offset_ptr : 0;
	size_t step, length_step = apd->bind_type ? apd->bind_type : sizeof(SQLLEN);

	ret->c_type = a->concise_type;
	if (ret->c_type == SQL_C_DEFAULT)
		ret->c_type = type_default_c(i->concise_type, false);
	ret->size = conv_c_size(ret->c_type) > 0 ? conv_c_size(ret->c_type) : a->octet_length;
	step = apd->bind_type ? apd->bind_type : (size_t)ret->size;
	ret->data = a->data_ptr ? (char *)a->data_ptr + offset + set * step : NULL;
	ret->length = a->octet_length_ptr
			      ? (SQLLEN *)((char *)a->octet_length_ptr + offset + set * length_step)
			      : NULL;
	ret->indicator = a->indicator_ptr
				 ? (SQLLEN *)((char *)a->indicator_ptr + offset + set * length_step)
				 : NULL;
}

/* The length or indicator that counts; application memory need not be aligned. */
SQLLEN argument_length(const struct argument_place *at)
{
	SQLLEN n;

	if (at->indicator) {
		memcpy(&n, at->indicator, sizeof(n));
		if (n == SQL_NULL_DATA)
			return n;
	}
	if (at->length) {
		memcpy(&n, at->length, sizeof(n));
		return n;
	}
	return at->c_type == SQL_C_BINARY ? at->size : SQL_NTS;
}

bool argument_at_execution(SQLLEN n)
{
	return n == SQL_DATA_AT_EXEC || n <= SQL_LEN_DATA_AT_EXEC_OFFSET;
}

static bool is_sent(const struct stmt *stmt, size_t i)
{
	return stmt->text->params[i].number != 0;
}

static bool is_output(const struct stmt *stmt, size_t i)
{
	return stmt->ipd->recs[i + 1].parameter_type == SQL_PARAM_OUTPUT;
}

static bool is_ignored(const struct stmt *stmt, size_t set)
{
	return stmt->apd->array_status_ptr && stmt->apd->array_status_ptr[set] == SQL_PARAM_IGNORE;
}

/* Asks for the parameters whose data comes later.  ODBC: "Sending Long Data". */
static SQLRETURN want_later(struct stmt *stmt)
{
	struct argument_place at;

	if (stmt->dae)
		return dae_complete(stmt) ? SQL_SUCCESS : SQL_NEED_DATA;
	for (size_t set = 0; set < arguments_sets(stmt); set++) {
		for (size_t i = 0; i < stmt->text->n_params; i++) {
			if (is_ignored(stmt, set) || !is_sent(stmt, i) || is_output(stmt, i))
				continue;
			argument_locate(stmt, (SQLUSMALLINT)(i + 1), set, &at);
			if (argument_at_execution(argument_length(&at)) &&
			    !dae_want(stmt, set, (SQLUSMALLINT)(i + 1), at.c_type, at.data)) {
				dae_free(stmt);
				return diag_error(sdiag(stmt), SS_HY001, NULL);
			}
		}
	}
	return stmt->dae ? SQL_NEED_DATA : SQL_SUCCESS;
}

/* TrueIsMinus1: of what is bound as a boolean, or known to be one on the server. */
static bool takes_minus_one(const struct stmt *stmt, size_t i)
{
	size_t number = stmt->text->params[i].number;

	if (!stmt->dbc->types.true_is_minus1)
		return false;
	return stmt->ipd->recs[i + 1].concise_type == SQL_BIT ||
	       (stmt->param_types && number && stmt->param_types[number - 1] == TYPE_OID_BOOL);
}

/* The type on the server, as far as it was asked for. */
static bool takes_hex(const struct stmt *stmt, size_t i)
{
	size_t number = stmt->text->params[i].number;

	return stmt->param_types && number && stmt->dbc->types.flavour == TYPE_REDSHIFT &&
	       type_takes_hex(stmt->param_types[number - 1]);
}

/* How each marker is converted: once an execution. */
static SQLRETURN make_converters(struct stmt *stmt, struct conv_param *convs, struct arguments *a)
{
	for (size_t i = 0; i < stmt->text->n_params; i++) {
		const struct desc_rec *ard = &stmt->apd->recs[i + 1];
		const struct desc_rec *ipd = &stmt->ipd->recs[i + 1];
		struct conv_param *c = &convs[i];
		struct argument_place at;
		enum conv_result r;

		if (!is_sent(stmt, i))
			continue;
		argument_locate(stmt, (SQLUSMALLINT)(i + 1), 0, &at);
		*c = (struct conv_param){ .c_type = at.c_type,
					  .sql_type = ipd->concise_type,
					  .column_size = ipd->length,
					  .digits = ipd->scale,
					  .precision = ard->precision,
					  .scale = ard->scale,
					  .leading = ipd->interval_precision,
					  .hex_text = takes_hex(stmt, i),
					  .minus_one = takes_minus_one(stmt, i) };
		if (sqltype_is_exact(ipd->concise_type) ||
		    sqltype_is_approximate(ipd->concise_type))
			c->column_size = (SQLULEN)(ipd->precision > 0 ? ipd->precision : 0);
		else if (sqltype_is_datetime(ipd->concise_type))
			c->digits = ipd->precision;
		r = conv_param_init(c);
		if (r != CONV_OK)
			return diag_post(sdiag(stmt), conv_state(r), 0, false,
					 str_from(conv_message(r)));
		a->types[stmt->text->params[i].number - 1] = type_param_oid(
			ipd->concise_type, stmt->dbc->types.flavour);
	}
	return SQL_SUCCESS;
}

static SQLRETURN conversion_failed(struct stmt *stmt, size_t set, size_t i, enum conv_result r)
{
	SQLRETURN rc;

	diag_at(sdiag(stmt), arguments_sets(stmt) > 1 ? (SQLLEN)set + 1 : SQL_NO_ROW_NUMBER,
		(SQLINTEGER)i + 1);
	rc = diag_post(sdiag(stmt), conv_state(r), 0, false, str_from(conv_message(r)));
	diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
	return rc;
}

/* One value.  The offset is SIZE_MAX for NULL. */
static SQLRETURN put_value(struct stmt *stmt, const struct conv_param *conv, size_t set, size_t i,
			   struct arguments *a, size_t slot)
{
	struct argument_place at;
	struct str later = { 0 };
	bool null = false, binary = false, given;
	enum conv_result r;
	SQLLEN n;

	argument_locate(stmt, (SQLUSMALLINT)(i + 1), set, &at);
	n = argument_length(&at);
	given = dae_value(stmt, set, (SQLUSMALLINT)(i + 1), &later, &null);
	a->offsets[slot] = SIZE_MAX;
	if (is_output(stmt, i) || (given ? null : n == SQL_NULL_DATA))
		return SQL_SUCCESS;
	if (!given && !at.data)
		return n == 0 ? SQL_SUCCESS
			      : diag_error(sdiag(stmt), SS_HY090, "parameter %zu has no buffer",
					   i + 1);
	if (!given && n < 0 && n != SQL_NTS)
		return conversion_failed(stmt, set, i, CONV_BAD_LENGTH);
	a->offsets[slot] = a->bytes.n;
	r = conv_param_put(conv, given ? later.p : at.data, given ? (SQLLEN)later.n : n, &a->bytes,
			   &binary);
	if (a->bytes.failed || r == CONV_NO_MEMORY)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	if (stmt->dbc->settings->lf_conversion && !binary && sqltype_is_char(conv->sql_type))
		line_ends_in(&a->bytes, a->offsets[slot]);
	a->lengths[slot] = (int)(a->bytes.n - a->offsets[slot]);
	a->formats[slot] = binary;
	buf_add(&a->bytes, (struct str){ "", 1 });
	if (conv_failed(r) || r == CONV_FRACTION_LOST || r == CONV_TRUNCATED)
		return conversion_failed(stmt, set, i, r);
	/* Whatever it is bound as.  Redshift has no bytea: what it expects takes the bytes. */
	if (binary)
		a->types[stmt->text->params[i].number - 1] = type_param_oid(
			SQL_VARBINARY, stmt->dbc->types.flavour);
	return SQL_SUCCESS;
}

/* ODBC: SQL_DEFAULT_PARAM is for arguments of a call that have a default. */
static SQLRETURN check_defaults(struct stmt *stmt, size_t set)
{
	SQLRETURN rc;

	for (size_t i = 0; i < stmt->text->n_params; i++) {
		const struct call_param *p = call_param(stmt, i);
		bool left_out = p && p->mode == 'd';

		if (call_left_out(stmt, i, set) == left_out)
			continue;
		diag_at(sdiag(stmt), arguments_sets(stmt) > 1 ? (SQLLEN)set + 1 : SQL_NO_ROW_NUMBER,
			(SQLINTEGER)i + 1);
		rc = diag_error(sdiag(stmt), SS_07S01,
				p ? "the default of an argument is for all sets of parameters or "
				    "for none"
				  : "a default parameter is an argument of a {call}");
		diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
		return rc;
	}
	return SQL_SUCCESS;
}

static SQLRETURN put_set(struct stmt *stmt, const struct conv_param *convs, size_t set,
			 struct arguments *a)
{
	SQLRETURN rc = check_defaults(stmt, set);

	for (size_t i = 0; i < stmt->text->n_params && rc == SQL_SUCCESS; i++)
		if (is_sent(stmt, i))
			rc = put_value(stmt, &convs[i], set, i, a,
				       a->n_sets * (size_t)a->n + stmt->text->params[i].number - 1);
	return rc;
}

/* The buffer no longer moves: pointers may be made. */
static void make_sets(struct arguments *a)
{
	for (size_t s = 0; s < a->n_sets; s++) {
		size_t first = s * (size_t)a->n;

		for (size_t i = first; i < first + (size_t)a->n; i++)
			a->values[i] = a->offsets[i] == SIZE_MAX ? NULL
								 : a->bytes.p + a->offsets[i];
		a->sets[s] = (struct pg_params){ .n = a->n,
						 .types = a->types,
						 .values = a->values + first,
						 .lengths = a->lengths + first,
						 .formats = a->formats + first };
	}
}

static bool allocate(struct arguments *a, size_t sets, size_t n)
{
	size_t cells = sets * n + 1;

	buf_init(&a->bytes, BYTES_MAX);
	a->n = (int)n;
	a->types = calloc(n + 1, sizeof(*a->types));
	a->set_number = calloc(sets, sizeof(*a->set_number));
	a->offsets = calloc(cells, sizeof(*a->offsets));
	a->lengths = calloc(cells, sizeof(*a->lengths));
	a->formats = calloc(cells, sizeof(*a->formats));
	a->values = calloc(cells, sizeof(*a->values));
	a->sets = calloc(sets, sizeof(*a->sets));
	return a->types && a->set_number && a->offsets && a->lengths && a->formats && a->values &&
	       a->sets;
}

void arguments_done(struct arguments *a)
{
	buf_done(&a->bytes);
	free(a->types);
	free(a->set_number);
	free(a->offsets);
	free(a->lengths);
	free(a->formats);
	free(a->values);
	free(a->sets);
	*a = (struct arguments){ 0 };
}

/* A gap among the parameters: whatever is bound for input has an address or an indicator. */
static bool is_bound(const struct stmt *stmt, size_t i)
{
	const struct desc_rec *apd = &stmt->apd->recs[i];

	if (i > (size_t)stmt->apd->count || i > (size_t)stmt->ipd->count)
		return false;
	return apd->data_ptr || apd->octet_length_ptr || apd->indicator_ptr ||
	       is_output(stmt, i - 1);
}

/* ODBC: SQLExecute, 07002: fewer parameters are bound than the text has markers. */
static SQLRETURN check_bound(struct stmt *stmt)
{
	size_t n = stmt->text->n_params;

	for (size_t i = 1; i <= n; i++)
		if (!is_bound(stmt, i))
			return diag_error(
				sdiag(stmt), SS_07002,
				"the statement has %zu parameters, number %zu is not bound", n, i);
	return call_check(stmt);
}

static SQLRETURN put_sets(struct stmt *stmt, struct conv_param *convs, struct arguments *a)
{
	size_t sets = arguments_sets(stmt), failed = 0;
	SQLRETURN rc = make_converters(stmt, convs, a);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	for (size_t set = 0; set < sets; set++) {
		arguments_status(stmt, set, SQL_PARAM_UNUSED);
		if (is_ignored(stmt, set))
			continue;
		rc = put_set(stmt, convs, set, a);
		if (a->bytes.failed)
			return rc == SQL_ERROR ? rc : diag_error(sdiag(stmt), SS_HY001, NULL);
		if (rc != SQL_SUCCESS) {
			arguments_status(stmt, set, SQL_PARAM_ERROR);
			failed++;
			continue;
		}
		a->set_number[a->n_sets++] = set;
	}
	make_sets(a);
	if (!failed)
		return SQL_SUCCESS;
	return a->n_sets ? SQL_SUCCESS_WITH_INFO : SQL_ERROR;
}

SQLRETURN arguments_collect(struct stmt *stmt, struct arguments *a)
{
	struct conv_param *convs;
	SQLRETURN rc;

	*a = (struct arguments){ 0 };
	rc = check_bound(stmt);
	if (rc == SQL_SUCCESS)
		rc = want_later(stmt);
	if (rc != SQL_SUCCESS)
		return rc;
	convs = calloc(stmt->text->n_params + 1, sizeof(*convs));
	if (convs && allocate(a, arguments_sets(stmt), stmt->text->n_sent))
		rc = put_sets(stmt, convs, a);
	else
		rc = diag_error(sdiag(stmt), SS_HY001, NULL);
	free(convs);
	return rc;
}
