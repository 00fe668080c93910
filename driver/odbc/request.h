/*
 * One session, many statements: who has it, and what belongs around a request.
 * For the files of driver/odbc that talk to the server.
 */
#ifndef SP_ODBC_REQUEST_H
#define SP_ODBC_REQUEST_H

#include "odbc/dbc.h"

/*
 * Makes the session free for `stmt` (or for the connection itself, NULL): what
 * another statement has coming is read into its store.  Posts to `to`.
 */
SQLRETURN dbc_claim(struct dbc *dbc, struct stmt *stmt, struct diag *to);

/*
 * What is sent in front of a statement in the same trip: BEGIN for manual commit,
 * a savepoint to return to; NULL: nothing.  no_block: it may not stand in a block.
 */
const char *dbc_before(struct dbc *dbc, bool no_block);

/*
 * After a request was answered in full: where the transaction stands, and back to
 * the savepoint (or the start) when a statement of it failed.  own_transaction:
 * the text itself had BEGIN, COMMIT or the like.
 */
void dbc_after_request(struct dbc *dbc, const char *before, bool own_transaction);

/*
 * Whether an error of the next statement takes back no more than that statement: there
 * is no transaction around it, or a savepoint in front of it.
 */
bool dbc_keeps_before(const struct dbc *dbc);

void dbc_sync_tran(struct dbc *dbc);

#endif
