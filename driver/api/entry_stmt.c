/* Entry points of statements and descriptors that carry no text. */
#include "config.h"
#include "api/entry.h"

/* --- executing ---------------------------------------------------------------- */

struct execute_args {
	char none;
};
CALL(stmt, execute, stmt_execute(stmt));

EXPORT(SQLExecute)(SQLHSTMT h)
{
	ENTER_CALL(stmt, h, SQL_API_SQLEXECUTE);
	LEAVE_CALL(stmt, execute, 0);
}

EXPORT(SQLCloseCursor)(SQLHSTMT h)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_close_cursor(stmt));
}

struct more_results_args {
	char none;
};
CALL(stmt, more_results, stmt_more_results(stmt));

EXPORT(SQLMoreResults)(SQLHSTMT h)
{
	ENTER_CALL(stmt, h, SQL_API_SQLMORERESULTS);
	LEAVE_CALL(stmt, more_results, 0);
}

EXPORT(SQLRowCount)(SQLHSTMT h, SQLLEN *ret)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_row_count(stmt, ret));
}

EXPORT(SQLCancel)(SQLHSTMT h)
{
	struct handle *handle = h;

	if (!handle || handle->type != SQL_HANDLE_STMT)
		return SQL_INVALID_HANDLE;
	return entry_cancel(h);
}

EXPORT(SQLCancelHandle)(SQLSMALLINT type, SQLHANDLE h)
{
	struct handle *handle = h;

	if (!handle || handle->type != type)
		return SQL_INVALID_HANDLE;
	return type == SQL_HANDLE_STMT || type == SQL_HANDLE_DBC ? entry_cancel(h) : SQL_ERROR;
}

/* --- columns and rows ------------------------------------------------------------ */

struct num_result_cols_args {
	SQLSMALLINT *ret;
};
CALL(stmt, num_result_cols, stmt_num_result_cols(stmt, a->ret));

EXPORT(SQLNumResultCols)(SQLHSTMT h, SQLSMALLINT *ret)
{
	ENTER_CALL(stmt, h, SQL_API_SQLNUMRESULTCOLS);
	LEAVE_CALL(stmt, num_result_cols, ret);
}

EXPORT(SQLBindCol)
(SQLHSTMT h, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p, SQLLEN cap, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_bind_col(stmt, col, c_type, p, cap, len_or_ind));
}

struct fetch_args {
	char none;
};
CALL(stmt, fetch, stmt_fetch(stmt));

EXPORT(SQLFetch)(SQLHSTMT h)
{
	ENTER_CALL(stmt, h, SQL_API_SQLFETCH);
	LEAVE_CALL(stmt, fetch, 0);
}

struct fetch_scroll_args {
	SQLSMALLINT orientation;
	SQLLEN offset;
};
CALL(stmt, fetch_scroll, stmt_fetch_scroll(stmt, a->orientation, a->offset));

EXPORT(SQLFetchScroll)(SQLHSTMT h, SQLSMALLINT orientation, SQLLEN offset)
{
	ENTER_CALL(stmt, h, SQL_API_SQLFETCHSCROLL);
	LEAVE_CALL(stmt, fetch_scroll, orientation, offset);
}

struct extended_fetch_args {
	SQLUSMALLINT orientation;
	SQLLEN offset;
	SQLULEN *ret_rows;
	SQLUSMALLINT *status;
};
CALL(stmt, extended_fetch,
     stmt_extended_fetch(stmt, a->orientation, a->offset, a->ret_rows, a->status));

EXPORT(SQLExtendedFetch)
(SQLHSTMT h, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN *ret_rows, SQLUSMALLINT *status)
{
	ENTER_CALL(stmt, h, SQL_API_SQLEXTENDEDFETCH);
	LEAVE_CALL(stmt, extended_fetch, orientation, offset, ret_rows, status);
}

EXPORT(SQLGetData)
(SQLHSTMT h, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p, SQLLEN cap, SQLLEN *len_or_ind)
{
	ENTER(stmt, h);
	LEAVE(stmt, stmt_get_data(stmt, col, c_type, p, cap, len_or_ind));
}

struct set_pos_args {
	SQLSETPOSIROW row;
	SQLUSMALLINT op;
	SQLUSMALLINT lock;
};
CALL(stmt, set_pos, stmt_set_pos(stmt, a->row, a->op, a->lock));

EXPORT(SQLSetPos)(SQLHSTMT h, SQLSETPOSIROW row, SQLUSMALLINT op, SQLUSMALLINT lock)
{
	ENTER_CALL(stmt, h, SQL_API_SQLSETPOS);
	LEAVE_CALL(stmt, set_pos, row, op, lock);
}

struct bulk_operations_args {
	SQLSMALLINT op;
};
CALL(stmt, bulk_operations, stmt_bulk_operations(stmt, a->op));

EXPORT(SQLBulkOperations)(SQLHSTMT h, SQLSMALLINT op)
{
	ENTER_CALL(stmt, h, SQL_API_SQLBULKOPERATIONS);
	LEAVE_CALL(stmt, bulk_operations, op);
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

struct describe_param_args {
	SQLUSMALLINT n;
	SQLSMALLINT *type;
	SQLULEN *size;
	SQLSMALLINT *digits;
	SQLSMALLINT *nullable;
};
CALL(stmt, describe_param,
     stmt_describe_param(stmt, a->n, a->type, a->size, a->digits, a->nullable));

EXPORT(SQLDescribeParam)
(SQLHSTMT h, SQLUSMALLINT n, SQLSMALLINT *type, SQLULEN *size, SQLSMALLINT *digits,
 SQLSMALLINT *nullable)
{
	ENTER_CALL(stmt, h, SQL_API_SQLDESCRIBEPARAM);
	LEAVE_CALL(stmt, describe_param, n, type, size, digits, nullable);
}

struct param_data_args {
	SQLPOINTER *ret_token;
};
CALL(stmt, param_data, stmt_param_data(stmt, a->ret_token));

EXPORT(SQLParamData)(SQLHSTMT h, SQLPOINTER *ret_token)
{
	ENTER_CALL(stmt, h, SQL_API_SQLPARAMDATA);
	LEAVE_CALL(stmt, param_data, ret_token);
}

EXPORT(SQLPutData)(SQLHSTMT h, SQLPOINTER data, SQLLEN n)
{
	ENTER_AS(stmt, h, SQL_API_SQLPUTDATA);
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
	LEAVE(stmt, stmt_get_option(stmt, option, value));
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
