/*
 * Changing rows through a cursor.  ODBC: SQLSetPos, SQLBulkOperations.
 *
 * A change goes over slots: places 0, 1, ... of the bound arrays and the row
 * status array.  Each slot stands for a row of the cursor, by the rowset or by its
 * bookmark.  Every row has its own fate: its status, its diagnostics.
 */
#ifndef SP_ODBC_CHANGE_H
#define SP_ODBC_CHANGE_H

#include "odbc/stmt.h"

enum change_kind { CHANGE_FETCH, CHANGE_REFRESH, CHANGE_UPDATE, CHANGE_DELETE, CHANGE_ADD };

struct change {
	enum change_kind kind;
	size_t first, n;       /* slots */
	bool many;             /* not of a single row that was asked for by its number */
	bool bulk;             /* SQLBulkOperations: rows by their bookmarks */
	enum stmt_phase phase; /* where the cursor stood, while data is awaited */
};

/* Starts a change that was found possible; SQL_NEED_DATA: columns come by SQLPutData. */
SQLRETURN change_start(struct stmt *stmt, const struct change *change);
/* All data has come. */
SQLRETURN change_continue(struct stmt *stmt);
/* The change that awaits data is off; the cursor stands where it stood. */
void change_forget(struct stmt *stmt);

#endif
