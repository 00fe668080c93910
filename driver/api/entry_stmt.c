/* Entry points of statements and descriptors that carry no text. */
#include "config.h"
#include "api/entry.h"

/* --- executing ---------------------------------------------------------------- */

EXPORT(SQLExecute)(SQLHSTMT h)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_execute(stmt));
}

EXPORT(SQLCloseCursor)(SQLHSTMT h)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_close_cursor(stmt));
}

EXPORT(SQLMoreResults)(SQLHSTMT h)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_more_results(stmt));
}

EXPORT(SQLRowCount)(SQLHSTMT h, SQLLEN *ret)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_row_count(stmt, ret));
}

/*
 * The connection's lock is held by the very call that is to be cancelled, so
 * these two take none and leave the diagnostics alone.
 */
EXPORT(SQLCancel)(SQLHSTMT h)
{
	struct handle *handle = h;

	if (!handle || handle->type != SQL_HANDLE_STMT)
		return SQL_INVALID_HANDLE;
	return stmt_cancel(h);
}

EXPORT(SQLCancelHandle)(SQLSMALLINT type, SQLHANDLE h)
{
	struct handle *handle = h;

	if (!handle || handle->type != type)
		return SQL_INVALID_HANDLE;
	switch (type) {
	case SQL_HANDLE_STMT: return stmt_cancel(h);
	case SQL_HANDLE_DBC: return dbc_cancel(h);
	default: return SQL_ERROR;
	}
}

/* --- columns and rows ------------------------------------------------------------ */

EXPORT(SQLNumResultCols)(SQLHSTMT h, SQLSMALLINT *ret)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_num_result_cols(stmt, ret));
}

EXPORT(SQLBindCol)
(SQLHSTMT h, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p, SQLLEN cap, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_bind_col(stmt, col, c_type, p, cap, len_or_ind));
}

EXPORT(SQLFetch)(SQLHSTMT h)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_fetch(stmt));
}

EXPORT(SQLFetchScroll)(SQLHSTMT h, SQLSMALLINT orientation, SQLLEN offset)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_fetch_scroll(stmt, orientation, offset));
}

EXPORT(SQLExtendedFetch)
(SQLHSTMT h, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN *ret_rows, SQLUSMALLINT *status)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_extended_fetch(stmt, orientation, offset, ret_rows, status));
}

EXPORT(SQLGetData)
(SQLHSTMT h, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p, SQLLEN cap, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_get_data(stmt, col, c_type, p, cap, len_or_ind));
}

EXPORT(SQLSetPos)(SQLHSTMT h, SQLSETPOSIROW row, SQLUSMALLINT op, SQLUSMALLINT lock)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_set_pos(stmt, row, op, lock));
}

EXPORT(SQLBulkOperations)(SQLHSTMT h, SQLSMALLINT op)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_bulk_operations(stmt, op));
}

/* --- parameters ------------------------------------------------------------------ */

EXPORT(SQLBindParameter)
(SQLHSTMT h, SQLUSMALLINT n, SQLSMALLINT io, SQLSMALLINT c_type, SQLSMALLINT sql_type, SQLULEN size,
 SQLSMALLINT digits, SQLPOINTER p, SQLLEN cap, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt,
	      stmt_bind_parameter(stmt, n, io, c_type, sql_type, size, digits, p, cap, len_or_ind));
}

EXPORT(SQLBindParam)
(SQLHSTMT h, SQLUSMALLINT n, SQLSMALLINT c_type, SQLSMALLINT sql_type, SQLULEN size,
 SQLSMALLINT digits, SQLPOINTER p, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_bind_parameter(stmt, n, SQL_PARAM_INPUT, c_type, sql_type, size, digits, p,
					0, len_or_ind));
}

/* ODBC 2.0: "SQLSetParam Mapping"; the buffer's length was not an argument then. */
EXPORT(SQLSetParam)
(SQLHSTMT h, SQLUSMALLINT n, SQLSMALLINT c_type, SQLSMALLINT sql_type, SQLULEN size,
 SQLSMALLINT digits, SQLPOINTER p, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_bind_parameter(stmt, n, SQL_PARAM_INPUT_OUTPUT, c_type, sql_type, size,
					digits, p, SQL_SETPARAM_VALUE_MAX, len_or_ind));
}

EXPORT(SQLNumParams)(SQLHSTMT h, SQLSMALLINT *ret)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_num_params(stmt, ret));
}

EXPORT(SQLDescribeParam)
(SQLHSTMT h, SQLUSMALLINT n, SQLSMALLINT *type, SQLULEN *size, SQLSMALLINT *digits,
 SQLSMALLINT *nullable)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_describe_param(stmt, n, type, size, digits, nullable));
}

EXPORT(SQLParamData)(SQLHSTMT h, SQLPOINTER *ret_token)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_param_data(stmt, ret_token));
}

EXPORT(SQLPutData)(SQLHSTMT h, SQLPOINTER data, SQLLEN n)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_put_data(stmt, data, n));
}

/* --- options of ODBC 2 ------------------------------------------------------------ */

EXPORT(SQLSetStmtOption)(SQLHSTMT h, SQLUSMALLINT option, SQLULEN value)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_set_attr(stmt, option, (SQLPOINTER)value, SQL_NTS));
}

EXPORT(SQLGetStmtOption)(SQLHSTMT h, SQLUSMALLINT option, SQLPOINTER value)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_get_attr(stmt, option, value, SQL_MAX_OPTION_STRING_LENGTH, NULL));
}

EXPORT(SQLSetScrollOptions)
(SQLHSTMT h, SQLUSMALLINT concurrency, SQLLEN keyset, SQLUSMALLINT rowset)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_set_scroll_options(stmt, concurrency, keyset, rowset));
}

EXPORT(SQLParamOptions)(SQLHSTMT h, SQLULEN rows, SQLULEN *processed)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_param_options(stmt, rows, processed));
}

/* --- descriptors ------------------------------------------------------------------ */

EXPORT(SQLSetDescRec)
(SQLHDESC h, SQLSMALLINT rec, SQLSMALLINT type, SQLSMALLINT sub, SQLLEN length,
 SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data, SQLLEN *octet_length, SQLLEN *indicator)
{
	ENTER(desc, h);
	LEAVE(desc, desc_set_rec(desc, rec, type, sub, length, precision, scale, data, octet_length,
				 indicator));
}

/* Two connections are locked in the order of their addresses, so that two copies never meet. */
static void lock_other(struct dbc *mine, struct dbc *other)
{
	if (mine == other)
		return;
	if (other < mine) {
		pthread_mutex_unlock(&mine->lock);
		pthread_mutex_lock(&other->lock);
		pthread_mutex_lock(&mine->lock);
	} else {
		pthread_mutex_lock(&other->lock);
	}
}

EXPORT(SQLCopyDesc)(SQLHDESC from, SQLHDESC to)
{
	struct desc *source = from;

	if (!source || source->h.type != SQL_HANDLE_DESC)
		return SQL_INVALID_HANDLE;
	ENTER(desc, to);
	struct dbc *mine = desc->dbc, *other = source->dbc;
	SQLRETURN rc;

	lock_other(mine, other);
	rc = desc_copy(source, desc);
	if (mine != other)
		pthread_mutex_unlock(&other->lock);
	LEAVE(desc, rc);
}
