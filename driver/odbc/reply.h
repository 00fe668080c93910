/*
 * What the server answers to a statement: events become the statement's queue of
 * results.  For exec, fetch and whoever claims the session.
 */
#ifndef SP_ODBC_REPLY_H
#define SP_ODBC_REPLY_H

#include "odbc/result.h"

/* After a successful pg_send_*(): the statement's replies are coming now. */
void reply_begin(struct stmt *stmt, const char *before);

/*
 * Reads until the request is answered or `budget` bytes of rows are kept.  False:
 * memory or disk ran out, or the session broke; posted.
 */
bool reply_read(struct stmt *stmt, size_t budget);

/* The live result's next row: kept in the store or left passing by.  False: posted. */
bool reply_row(struct stmt *stmt, bool keep);

/* Brings the next result of a live text to the queue, if there is one more. */
bool reply_next_result(struct stmt *stmt);

/* Reads and drops all that is still to come; a long answer is cancelled where that is safe. */
void reply_drop(struct stmt *stmt);

void reply_store_failed(struct stmt *stmt, struct result *r);

/* The result that rows are coming for, or the last one. */
struct result *reply_last(struct stmt *stmt);

#endif
