/*
 * Questions of the driver's own to the server: a query of driver/catalog whose rows
 * are for the driver and not for the application.  Protected by the connection's lock.
 */
#ifndef SP_ODBC_ASK_H
#define SP_ODBC_ASK_H

#include "catalog/catalog_sql.h"
#include "odbc/dbc.h"
#include "util/cell.h"

/* One row of text cells, valid during the call; false: memory ran out, the rest is dropped. */
typedef bool ask_row(void *arg, const struct cell *cells);

/* Whether the question can be put now: to this server, in this state of the transaction. */
bool dbc_can_ask(struct dbc *dbc, enum catalog_query query);

/*
 * Puts the query with n text parameters (NULL: SQL NULL), in one round trip, and
 * hands its rows to fn.  The session is made free for it first.  Posts to `to`.
 */
SQLRETURN dbc_ask(struct dbc *dbc, struct diag *to, enum catalog_query query, int n,
		  const char *const *params, ask_row *fn, void *arg);

/* The same with any text and a deadline; fn may look at the session's pg_columns(). */
SQLRETURN dbc_ask_text(struct dbc *dbc, struct diag *to, int64_t deadline, const char *sql, int n,
		       const char *const *params, ask_row *fn, void *arg);

/* Whether names are folded between quotes, too: Redshift does that unless it is told not to. */
bool dbc_folds_quoted(const struct dbc *dbc);

/*
 * The last two parts of a name of a statement as the server stores them; *ret_schema
 * is NULL if there is one part.  Both are the caller's.  False: no name, or no memory.
 */
bool dbc_split_name(const struct dbc *dbc, struct str name, char **ret_schema, char **ret_name);

#endif
