/* One row of a change through a cursor.  For change.c and positioned.c. */
#ifndef SP_ODBC_CHANGE_ROW_H
#define SP_ODBC_CHANGE_ROW_H

#include "odbc/bound.h"

/* The columns that a change takes from the bound buffers. */
struct bound_set {
	struct bound *list;
	size_t n;
};

/*
 * These change the row of the cursor (from 0) in the table and in the result.
 * Errors and conflicts are posted; SQL_NO_DATA: a conflict, nothing was changed.
 */
SQLRETURN change_row_update(struct stmt *stmt, const struct bound_set *set, size_t slot,
			    size_t row);
SQLRETURN change_row_delete(struct stmt *stmt, size_t row);
/* *ret_row: its number in the result; SIZE_MAX: it is not part of it. */
SQLRETURN change_row_add(struct stmt *stmt, const struct bound_set *set, size_t slot,
			 size_t *ret_row);
/* Reads the row again; SQL_NO_DATA: it is gone, and marked so. */
SQLRETURN change_row_refresh(struct stmt *stmt, size_t row);

/* A row of the cursor was deleted or updated in the table; false: out of memory. */
bool change_row_mark(struct stmt *cursor, size_t row, enum result_mark mark);

/*
 * Runs the text, which returns what change_text_list() lists, and takes the row
 * over into the cursor's result as `row` (SIZE_MAX: nowhere).  runner: whose
 * request it is.  *ret_affected: rows that were changed.  False: *ret_err says why.
 */
bool change_row_run(struct stmt *runner, struct change_text *t, struct stmt *cursor, size_t row,
		    SQLLEN *ret_affected, struct pg_error *ret_err);

/* ODBC: 01001, for what changed no row or more than one.  SQL_NO_DATA. */
SQLRETURN change_row_conflict(struct stmt *stmt, SQLLEN affected);

#endif
