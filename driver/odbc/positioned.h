/*
 * UPDATE and DELETE ... WHERE CURRENT OF a cursor of another statement on the
 * connection.  ODBC: "Positioned Update and Delete Statements".
 */
#ifndef SP_ODBC_POSITIONED_H
#define SP_ODBC_POSITIONED_H

#include "odbc/arguments.h"

/*
 * The statement with the cursor that the text names, open or not.  NULL: the text
 * is not positioned, or names a cursor of the server's, if anybody's.
 */
struct stmt *positioned_cursor(const struct stmt *stmt);

/* Runs the text for the current row of that cursor.  The session is claimed. */
SQLRETURN positioned_run(struct stmt *stmt, struct stmt *cursor, const struct arguments *a);

#endif
