/* Which way a statement goes to the server.  Private to the files that execute. */
#ifndef SP_ODBC_SEND_H
#define SP_ODBC_SEND_H

#include "odbc/arguments.h"

/* Whether statements may have names on the server: not behind a pooler of transactions. */
bool send_may_name(const struct stmt *stmt);

/* Prepares on the server, under a new name if it may have one, and learns parameter types and columns. */
bool send_prepare(struct stmt *stmt, const unsigned *types, struct pg_error *ret_err);

/* The same with types left to the server, to learn what the statement is. */
bool send_described(struct stmt *stmt, struct pg_error *ret_err);

/* Sends the text with one set of parameters; a is NULL when it has none. */
bool send_one(struct stmt *stmt, const struct pg_params *p, struct pg_error *ret_err);

/* Several statements with one set of parameters, in one trip; for send_one(). */
bool send_parts(struct stmt *stmt, const char *before, const struct pg_params *p,
		struct pg_error *ret_err);
/* Learns the parameter types of such a text, a trip a statement that has any. */
bool send_describe_parts(struct stmt *stmt, struct pg_error *ret_err);
void send_forget_parts(struct stmt *stmt);

/* Forgets the statement prepared on the server; the server is told on the way. */
void send_unprepare(struct stmt *stmt);

/*
 * Whether an execution that failed in *e is worth another try, and what had to be
 * changed for it: types left to the server, or a statement prepared anew.
 */
bool send_again(struct stmt *stmt, const struct pg_error *e);

/* Whether it failed since the server has forgotten a name, and is worth another try. */
bool send_is_stale(struct stmt *stmt, const struct pg_error *e);

#endif
