/*
 * The server's errors as diagnostic records.
 * ODBC: Appendix A; the server's own state stays in the text.
 */
#ifndef SP_ODBC_PGDIAG_H
#define SP_ODBC_PGDIAG_H

#include "odbc/dbc.h"
#include "pg/pg.h"

struct stmt;

/*
 * Posts an error and returns SQL_ERROR.  stmt (or NULL) is whose text the error's
 * position counts in.  A lost session marks the connection dead.
 */
SQLRETURN pgdiag_error(struct diag *d, struct dbc *dbc, const struct stmt *stmt,
		       const struct pg_error *e);

/* Posts the notices that came as 01000 records; whether there were any. */
bool pgdiag_notices(struct diag *d, struct dbc *dbc);

/* ODBC's state for a server's; the same one where ODBC has no own. */
const char *pgdiag_state(const struct pg_error *e);

#endif
