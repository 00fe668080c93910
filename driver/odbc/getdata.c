#include "config.h"
#include "odbc/getdata.h"

#include <stdlib.h>

#include "conv/sqltype.h"
#include "odbc/fetch.h"
#include "odbc/line_ends.h"
#include "odbc/result.h"

struct getdata {
	SQLUSMALLINT col;
	SQLSMALLINT c_type;
	bool null_told;
	struct conv_part part;
};

void getdata_forget(struct stmt *stmt)
{
	free(stmt->getdata);
	stmt->getdata = NULL;
}

SQLSMALLINT getdata_c_type(const struct column *c, SQLSMALLINT asked)
{
	return asked == SQL_C_DEFAULT ? c->type.default_c : asked;
}

SQLRETURN getdata_result(struct stmt *stmt, SQLLEN row, SQLUSMALLINT col, enum conv_result r)
{
	SQLRETURN rc;

	if (r == CONV_OK)
		return SQL_SUCCESS;
	if (r == CONV_NO_DATA)
		return SQL_NO_DATA;
	diag_at(sdiag(stmt), row + 1, col);
	rc = diag_post(sdiag(stmt), conv_state(r), 0, false, str_from(conv_message(r)));
	diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
	return conv_failed(r) ? SQL_ERROR : rc == SQL_ERROR ? SQL_SUCCESS_WITH_INFO : rc;
}

SQLRETURN getdata_bookmark(struct stmt *stmt, SQLLEN row, SQLSMALLINT c_type, SQLPOINTER p,
			   SQLLEN cap, SQLLEN *len_or_ind)
{
	SQLLEN mark = row + 1;
	SQLLEN size = c_type == SQL_C_BOOKMARK && stmt->attr.use_bookmarks == SQL_UB_FIXED
			      ? (SQLLEN)sizeof(SQLULEN)
			      : (SQLLEN)sizeof(mark);

	if (len_or_ind)
		*len_or_ind = size;
	if (c_type != SQL_C_BOOKMARK && cap < size)
		return diag_info(sdiag(stmt), SS_01004, "a bookmark has %lld bytes",
				 (long long)size);
	if (p)
		memcpy(p, &mark, (size_t)size);
	return SQL_SUCCESS;
}

static struct getdata *state(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type)
{
	struct getdata *g = stmt->getdata;

	if (!g)
		g = stmt->getdata = calloc(1, sizeof(*g));
	if (g && (g->col != col || g->c_type != c_type))
		*g = (struct getdata){ .col = col, .c_type = c_type };
	return g;
}

static SQLRETURN put_null(struct stmt *stmt, struct getdata *g, SQLLEN row, SQLLEN *len_or_ind)
{
	if (g->null_told)
		return SQL_NO_DATA;
	if (!len_or_ind)
		return getdata_result(stmt, row, g->col, CONV_INDICATOR_REQUIRED);
	g->null_told = true;
	*len_or_ind = SQL_NULL_DATA;
	return SQL_SUCCESS;
}

static SQLRETURN put_part(struct stmt *stmt, struct getdata *g, const struct column *c,
			  const struct cell *cell, SQLPOINTER p, SQLLEN cap, SQLLEN *len_or_ind)
{
	char nothing[64]; /* larger than any C type of fixed length */
	struct conv_target t = { .p = p ? p : nothing, .cap = p ? cap : 0 };
	const struct desc_rec *bound = g->col <= stmt->ard->count ? &stmt->ard->recs[g->col] : NULL;
	SQLLEN row = (SQLLEN)stmt->rowset_pos;
	struct str wire = { cell->p, (size_t)cell->n };
	struct sqltype_defaults d;
	struct conv_writer w;
	struct value v;
	enum conv_result r;

	/*
	 * ODBC: SQLGetData, "Descriptors and SQLGetData": the ARD's precision if the
	 * record has this type, else the type's defaults.
	 */
	sqltype_defaults(g->c_type, &d);
	if (bound && sqltype_odbc3(bound->concise_type) == sqltype_odbc3(g->c_type)) {
		d.precision = bound->precision;
		d.scale = bound->scale;
		d.interval_precision = bound->interval_precision;
	}
	if (!conv_writer_init(&w, g->c_type, d.precision, d.scale, d.interval_precision))
		return diag_error(sdiag(stmt), SS_HY003, "C type %d", g->c_type);
	if (!conv_accepts(&w, &c->type.reader))
		return getdata_result(stmt, row, g->col, CONV_RESTRICTED);
	if (line_ends_wanted(stmt->dbc, &c->type.reader, g->c_type) && !line_ends_out(stmt, &wire))
		return getdata_result(stmt, row, g->col, CONV_NO_MEMORY);
	r = conv_read(&c->type.reader, wire, &v);
	if (conv_failed(r))
		return getdata_result(stmt, row, g->col, r);
	conv_limit(&v, stmt->attr.max_length);
	r = conv_put_part(&w, &v, &t, &g->part);
	if (r != CONV_NO_DATA && !conv_failed(r) && len_or_ind)
		*len_or_ind = t.n;
	return getdata_result(stmt, row, g->col, r);
}

static SQLRETURN check(struct stmt *stmt, SQLUSMALLINT col, SQLLEN cap)
{
	if (stmt->phase != STMT_FETCHED && stmt->phase != STMT_EXT_FETCHED)
		return diag_error(sdiag(stmt), stmt->result ? SS_24000 : SS_HY010,
				  "no row is fetched");
	if (stmt->rowset_pos >= stmt->rowset_rows)
		return diag_error(sdiag(stmt), SS_24000, "the cursor stands on no row");
	if (stmt->bulk_done)
		return diag_error(
			sdiag(stmt), SS_24000,
			"after SQLBulkOperations the cursor stands nowhere until it fetches");
	if (result_marked(stmt->result, (size_t)stmt->rowset_at + stmt->rowset_pos) == MARK_DELETED)
		return diag_error(sdiag(stmt), SS_HY109, "the row is deleted");
	if (col > stmt->result->n_columns || (!col && stmt->attr.use_bookmarks == SQL_UB_OFF))
		return diag_error(sdiag(stmt), SS_07009, "column %u of %d", col,
				  stmt->result->n_columns);
	if (cap < 0)
		return diag_error(sdiag(stmt), SS_HY090, "buffer length %lld", (long long)cap);
	return SQL_SUCCESS;
}

SQLRETURN stmt_get_data(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p,
			SQLLEN cap, SQLLEN *len_or_ind)
{
	SQLLEN row = stmt->rowset_at + (SQLLEN)stmt->rowset_pos;
	const struct cell *cells;
	struct getdata *g;
	SQLRETURN rc = check(stmt, col, cap);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (c_type == SQL_ARD_TYPE && col <= stmt->ard->count && stmt->ard->recs)
		c_type = stmt->ard->recs[col].concise_type;
	if (!col)
		return getdata_bookmark(stmt, row, c_type, p, cap, len_or_ind);
	c_type = getdata_c_type(&stmt->result->columns[col - 1], c_type);
	g = state(stmt, col, c_type);
	if (!g)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	if (result_get(stmt, (size_t)row, true, &cells) != RESULT_ROW)
		return diag_error(sdiag(stmt), SS_24000, "the row is gone");
	if (cells[col - 1].n < 0)
		return put_null(stmt, g, (SQLLEN)stmt->rowset_pos, len_or_ind);
	return put_part(stmt, g, &stmt->result->columns[col - 1], &cells[col - 1], p, cap,
			len_or_ind);
}
