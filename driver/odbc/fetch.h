/* Binding, fetching and reading data.  ODBC: SQLBindCol, SQLFetch, SQLFetchScroll, SQLGetData. */
#ifndef SP_ODBC_FETCH_H
#define SP_ODBC_FETCH_H

#include <stddef.h>

#include "odbc/stmt.h"

SQLRETURN stmt_bind_col(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p,
			SQLLEN cap, SQLLEN *len_or_ind);
SQLRETURN stmt_fetch(struct stmt *stmt);
SQLRETURN stmt_fetch_scroll(struct stmt *stmt, SQLSMALLINT orientation, SQLLEN offset);
SQLRETURN stmt_extended_fetch(struct stmt *stmt, SQLUSMALLINT orientation, SQLLEN offset,
			      SQLULEN *ret_rows, SQLUSMALLINT *status);
SQLRETURN stmt_get_data(struct stmt *stmt, SQLUSMALLINT col, SQLSMALLINT c_type, SQLPOINTER p,
			SQLLEN cap, SQLLEN *len_or_ind);

/*
 * Delivers row `row` (from 0) of the result into slot `slot` of the bound buffers;
 * mark: with its bookmark.  What the conversions say is posted for the slot.
 * SQL_NO_DATA: there is no such row.
 */
SQLRETURN fetch_put(struct stmt *stmt, size_t row, size_t slot, bool mark);

/* The bookmark of that row into column 0 of a slot, if it is bound. */
SQLRETURN fetch_put_bookmark(struct stmt *stmt, size_t row, size_t slot);
/* The row that the bookmark bound for a slot names, from 0; SIZE_MAX: none can be read. */
size_t fetch_bookmark(const struct stmt *stmt, size_t slot);

/* The row status array of the kind of fetch that the cursor is used with; NULL: none. */
SQLUSMALLINT *fetch_status(const struct stmt *stmt);

#endif
