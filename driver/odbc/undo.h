/*
 * What a cursor's rows were before its open transaction changed them, for cursors
 * live on behind a rollback (SQL_CURSOR_ROLLBACK_BEHAVIOR) and their rows then have to
 * be those of the table again.  The result owns its log.
 */
#ifndef SP_ODBC_UNDO_H
#define SP_ODBC_UNDO_H

#include "odbc/result.h"

/*
 * Before a row of the cursor is replaced or marked, after the server changed it.
 * Outside of a transaction there is nothing to note.  False: out of memory.
 */
bool undo_note(struct stmt *cursor, size_t row);
/* The row was appended: it is taken back by being a hole. */
bool undo_note_added(struct stmt *cursor, size_t row);

/* The connection's transaction ended; false: all that it did was taken back. */
void undo_end(struct dbc *dbc, bool committed);

void undo_free(struct undo *u); /* NULL is fine */

#endif
