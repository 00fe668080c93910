/*
 * Arrays of parameters of INSERT ... VALUES as INSERTs of many rows, for Redshift, where
 * a statement a row is the slowest way in.  Private to the files that execute.
 *
 * The statement owns the texts of many rows and what they are called on the server;
 * they live as long as what is prepared of the text of one row (send_unprepare()).
 */
#ifndef SP_ODBC_MULTI_H
#define SP_ODBC_MULTI_H

#include "odbc/arguments.h"

/* Whether the sets go out so. */
bool multi_wanted(const struct stmt *stmt, const struct arguments *a);

/* How many sets from `from` on go into one INSERT, from 1 on. */
size_t multi_count(const struct stmt *stmt, const struct arguments *a, size_t from);

/*
 * Sends the sets [from, from + n) as one INSERT, whose types the statement of one row
 * tells; *ret_before is what was sent in front of it.  Once the answer was read, or
 * sending failed, multi_sent() is called: it makes the error's position one of the text
 * of one row.
 */
bool multi_send(struct stmt *stmt, const struct arguments *a, size_t from, size_t n,
		const char **ret_before, struct pg_error *ret_err);
void multi_sent(struct stmt *stmt, bool ok, struct pg_error *e);

/* Whether the error was that the server had forgotten the text's name: it is sent anew then. */
bool multi_again(struct stmt *stmt, const struct pg_error *e);

/* Whether the error may be not one of a row but of their being many in a statement. */
bool multi_is_refusal(const struct stmt *stmt, const struct pg_error *e);

void multi_forget(struct stmt *stmt);

#endif
