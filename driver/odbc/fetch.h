/* Binding, fetching and reading data.  ODBC: SQLBindCol, SQLFetch, SQLFetchScroll, SQLGetData. */
#ifndef SP_ODBC_FETCH_H
#define SP_ODBC_FETCH_H

#include "odbc/stmt.h"

SQLRETURN stmt_bind_col(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p,
			SQLLEN cap, SQLLEN *len_or_ind);
SQLRETURN stmt_fetch(struct stmt *stmt);
SQLRETURN stmt_fetch_scroll(struct stmt *stmt, SQLSMALLINT orientation, SQLLEN offset);
SQLRETURN stmt_extended_fetch(struct stmt *stmt, SQLUSMALLINT orientation, SQLLEN offset,
			      SQLULEN *ret_rows, SQLUSMALLINT *status);
SQLRETURN stmt_get_data(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p,
			SQLLEN cap, SQLLEN *len_or_ind);

#endif
