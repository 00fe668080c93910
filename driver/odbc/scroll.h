/* Where a fetch goes.  ODBC: SQLFetchScroll, "Positioning the Cursor". */
#ifndef SP_ODBC_SCROLL_H
#define SP_ODBC_SCROLL_H

#include "odbc/stmt.h"

/*
 * Sets stmt->rowset_at.  SQL_NO_DATA: the cursor now stands before the first or
 * behind the last row.  Information (01S06) and errors (HY106) are posted.
 */
SQLRETURN scroll_to(struct stmt *stmt, SQLSMALLINT orientation, SQLLEN offset, SQLULEN size);

#endif
