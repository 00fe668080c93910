#include "config.h"
#include "odbc/param.h"

#include <limits.h>

#include "conv/sqltype.h"
#include "odbc/call.h"
#include "odbc/connect.h"
#include "odbc/ird.h"
#include "odbc/param_column.h"
#include "sql/translate.h"

static bool is_direction(SQLSMALLINT io)
{
	return io == SQL_PARAM_INPUT || io == SQL_PARAM_OUTPUT || io == SQL_PARAM_INPUT_OUTPUT;
}

static bool is_stream(SQLSMALLINT io)
{
	return io == SQL_PARAM_OUTPUT_STREAM || io == SQL_PARAM_INPUT_OUTPUT_STREAM;
}

/* The size and digits of the call are other fields for each kind of type. */
static void set_sizes(struct desc_rec *r, SQLULEN size, SQLSMALLINT digits)
{
	SQLSMALLINT t = r->concise_type;

	if (sqltype_is_exact(t) || sqltype_is_approximate(t)) {
		r->precision = (SQLSMALLINT)(size > SHRT_MAX ? SHRT_MAX : size);
		r->scale = digits;
	} else if (sqltype_is_datetime(t) || sqltype_is_interval(t)) {
		r->precision = digits;
		r->length = size;
	} else {
		r->length = size;
	}
}

static SQLRETURN check(struct stmt *stmt, SQLUSMALLINT n, SQLSMALLINT io, SQLSMALLINT c_type,
		       SQLSMALLINT sql_type, SQLLEN cap)
{
	if (!n)
		return diag_error(sdiag(stmt), SS_07009, "parameter 0");
	if (n > SHRT_MAX)
		return diag_error(sdiag(stmt), SS_07009, "parameter %u", n);
	if (is_stream(io))
		return diag_error(sdiag(stmt), SS_HYC00, "outputs do not come as streams");
	if (!is_direction(io))
		return diag_error(sdiag(stmt), SS_HY105, "parameter type %d", io);
	if (!sqltype_is_sql(sql_type))
		return diag_error(sdiag(stmt), SS_HY004, "SQL type %d", sql_type);
	if (c_type != SQL_C_DEFAULT && !sqltype_is_c(c_type))
		return diag_error(sdiag(stmt), SS_HY003, "C type %d", c_type);
	if (cap < 0 && cap != SQL_SETPARAM_VALUE_MAX)
		return diag_error(sdiag(stmt), SS_HY090, "buffer length %lld", (long long)cap);
	return SQL_SUCCESS;
}

SQLRETURN stmt_bind_parameter(struct stmt *stmt, SQLUSMALLINT n, SQLSMALLINT io, SQLSMALLINT c_type,
			      SQLSMALLINT sql_type, SQLULEN size, SQLSMALLINT digits, SQLPOINTER p,
			      SQLLEN cap, SQLLEN *len_or_ind)
{
	struct desc_rec *a, *i;
	SQLRETURN rc = check(stmt, n, io, c_type, sql_type, cap);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	/* SQLSetParam: no room is known, so the value only goes in; elements are as long as it. */
	if (cap == SQL_SETPARAM_VALUE_MAX) {
		io = SQL_PARAM_INPUT;
		cap = size > INT_MAX ? 0 : (SQLLEN)size;
	}
	if (!p && !len_or_ind && io == SQL_PARAM_INPUT)
		return diag_error(sdiag(stmt), SS_HY009, "parameter %u has neither data nor length",
				  n);
	if (((SQLSMALLINT)n > stmt->apd->count && !desc_set_count(stmt->apd, (SQLSMALLINT)n)) ||
	    ((SQLSMALLINT)n > stmt->ipd->count && !desc_set_count(stmt->ipd, (SQLSMALLINT)n)))
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	a = desc_rec(stmt->apd, (SQLSMALLINT)n);
	i = desc_rec(stmt->ipd, (SQLSMALLINT)n);
	if (!a || !i)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	desc_rec_set_type(a, c_type);
	a->octet_length = cap;
	a->data_ptr = p;
	a->indicator_ptr = a->octet_length_ptr = len_or_ind;
	desc_rec_set_type(i, sqltype_odbc3(sql_type));
	i->parameter_type = io;
	set_sizes(i, size, digits);
	stmt->untyped = false;
	return SQL_SUCCESS;
}

SQLRETURN stmt_num_params(struct stmt *stmt, SQLSMALLINT *ret)
{
	if (!stmt->text)
		return diag_error(sdiag(stmt), SS_HY010, "nothing is prepared or executed");
	if (ret)
		*ret = (SQLSMALLINT)stmt->text->n_params;
	return SQL_SUCCESS;
}

/* The server's answer, asked for once a statement; it costs the round trip of a preparation. */
static SQLRETURN need_types(struct stmt *stmt)
{
	SQLRETURN rc = dbc_need_session(stmt->dbc, sdiag(stmt));

	if (SQL_SUCCEEDED(rc))
		rc = call_resolve(stmt);
	if (!SQL_SUCCEEDED(rc) || (stmt->described && stmt->param_types))
		return rc;
	return stmt_describe(stmt);
}

/* What is not sent is described as the routine declares it. */
static struct param_column column_of(const struct stmt *stmt, size_t i)
{
	size_t number = stmt->text->params[i].number;
	const struct call_param *p = call_param(stmt, i);
	const struct param_column *known = number ? param_column(stmt, number) : NULL;
	struct param_column c = { .typmod = -1, .nullable = SQL_NULLABLE_UNKNOWN };

	if (known)
		return *known;
	if (number)
		c.type = stmt->param_types[number - 1];
	else if (p)
		c.type = p->type;
	return c;
}

/*
 * Text without a limit has size 0 here whatever is named for columns: programs cut
 * values off at the size of a parameter or refuse longer ones (22001), and pyodbc's
 * fast_executemany allocates it for every row; 0 makes it look at the values.
 */
static void describe_param(const struct stmt *stmt, const struct param_column *c,
			   struct type_desc *ret)
{
	struct type_options o = stmt->dbc->types;

	o.unknown_sizes = TYPE_UNKNOWN_DONTKNOW;
	type_by_oid(c->type, c->typmod, NULL, &o, ret);
}

SQLRETURN stmt_describe_param(struct stmt *stmt, SQLUSMALLINT n, SQLSMALLINT *type, SQLULEN *size,
			      SQLSMALLINT *digits, SQLSMALLINT *nullable)
{
	struct param_column c;
	struct type_desc t;
	SQLRETURN rc;

	if (!stmt->text)
		return diag_error(sdiag(stmt), SS_HY010, "nothing is prepared or executed");
	if (!n || n > stmt->text->n_params)
		return diag_error(sdiag(stmt), SS_07009, "parameter %u of %zu", n,
				  stmt->text->n_params);
	rc = need_types(stmt);
	if (SQL_SUCCEEDED(rc))
		rc = diag_worse(rc, param_columns_need(stmt));
	if (!SQL_SUCCEEDED(rc))
		return rc;
	c = column_of(stmt, n - 1);
	describe_param(stmt, &c, &t);
	if (type)
		*type = t.sql_type;
	if (size)
		*size = t.column_size;
	if (digits)
		*digits = t.digits;
	if (nullable)
		*nullable = c.nullable;
	return SQL_SUCCESS;
}
