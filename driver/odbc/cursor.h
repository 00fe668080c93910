/* Positioned work and names.  ODBC: SQLSetPos, SQLBulkOperations, SQLSetCursorName. */
#ifndef SP_ODBC_CURSOR_H
#define SP_ODBC_CURSOR_H

#include "odbc/stmt.h"

SQLRETURN stmt_set_pos(struct stmt *stmt, SQLSETPOSIROW row, SQLUSMALLINT op, SQLUSMALLINT lock);
SQLRETURN stmt_bulk_operations(struct stmt *stmt, SQLSMALLINT op);
SQLRETURN stmt_set_cursor_name(struct stmt *stmt, struct str name);
SQLRETURN stmt_get_cursor_name(struct stmt *stmt, const struct text_out *out);

#endif
