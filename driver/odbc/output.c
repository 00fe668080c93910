#include "config.h"
#include "odbc/output.h"

#include "conv/fetch.h"
#include "odbc/arguments.h"
#include "odbc/call.h"
#include "odbc/getdata.h"
#include "odbc/line_ends.h"

static void put_length(SQLLEN *at, SQLLEN n)
{
	if (at)
		memcpy(at, &n, sizeof(n));
}

static enum conv_result put_null(const struct argument_place *at)
{
	if (!at->indicator)
		return CONV_INDICATOR_REQUIRED;
	put_length(at->indicator, SQL_NULL_DATA);
	return CONV_OK;
}

static enum conv_result put_value(struct stmt *stmt, size_t i, const struct argument_place *at,
				  const struct column *c, const struct cell *cell)
{
	const struct desc_rec *a = &stmt->apd->recs[i + 1];
	char nothing[64];
	struct conv_target t = { .p = at->data ? at->data : nothing,
				 .cap = at->data ? at->size : 0 };
	struct str wire = { cell->p, (size_t)cell->n };
	struct conv_writer w;
	enum conv_result r;

	if (!conv_writer_init(&w, at->c_type, a->precision, a->scale, a->interval_precision) ||
	    !conv_accepts(&w, &c->type.reader))
		return CONV_RESTRICTED;
	if (line_ends_wanted(stmt->dbc, &c->type.reader, at->c_type) && !line_ends_out(stmt, &wire))
		return CONV_NO_MEMORY;
	r = conv_fetch(&c->type.reader, &w, wire, &t);
	if (conv_failed(r))
		return r;
	put_length(at->length, t.n);
	if (at->indicator && at->indicator != at->length)
		put_length(at->indicator, 0);
	return r;
}

/* One parameter; cells NULL: the call brought no row. */
static SQLRETURN put_param(struct stmt *stmt, const struct result *r, const struct cell *cells,
			   size_t i, size_t set)
{
	const struct call_param *p = call_param(stmt, i);
	SQLSMALLINT io = stmt->ipd->recs[i + 1].parameter_type;
	struct argument_place at;
	enum conv_result done;

	if (!p || io == SQL_PARAM_INPUT || p->mode == 'd' || p->mode == 'i')
		return SQL_SUCCESS;
	argument_locate(stmt, (SQLUSMALLINT)(i + 1), set, &at);
	if (p->column < 0 || !cells || cells[p->column].n < 0)
		done = put_null(&at);
	else
		done = put_value(stmt, i, &at, &r->columns[p->column], &cells[p->column]);
	return getdata_result(stmt, (SQLLEN)set, (SQLUSMALLINT)(i + 1), done);
}

/* A routine whose outputs are not those that the plan was made for. */
static bool has_columns(const struct stmt *stmt, const struct result *r)
{
	for (size_t i = 0; i < stmt->call->n_params; i++)
		if (stmt->call->params[i].column >= r->n_columns)
			return false;
	return true;
}

static SQLRETURN put_params(struct stmt *stmt, struct result *r, size_t set)
{
	const struct cell *cells = NULL;
	SQLRETURN rc = SQL_SUCCESS;

	if (r && r->has_rows && r->taken) {
		if (!has_columns(stmt, r))
			return diag_error(sdiag(stmt), SS_HY000,
					  "the call has brought %d outputs, fewer than the routine "
					  "is known to have",
					  r->n_columns);
		cells = store_get(r->store, 0);
		if (!cells)
			return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	for (size_t i = 0; i < stmt->text->n_params; i++)
		if (stmt->call->params[i].used)
			rc = diag_worse(rc, put_param(stmt, r, cells, i, set));
	return rc;
}

SQLRETURN output_take(struct stmt *stmt, struct result *from, size_t set)
{
	struct result *r = from;
	bool takes = call_takes_row(stmt);
	SQLRETURN rc;

	if (!stmt->call)
		return SQL_SUCCESS;
	while (r && (size_t)r->statement != stmt->call->statement)
		r = r->next;
	if (!r || r->error)
		return SQL_SUCCESS;
	rc = put_params(stmt, takes ? r : NULL, set);
	if (takes)
		result_drop_rows(r);
	return rc;
}
