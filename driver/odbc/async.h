/*
 * Asynchronous execution by polling.
 *
 * A handle whose calls may go on (SQL_ATTR_ASYNC_ENABLE of a statement,
 * SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE of a connection) has a thread of its own from
 * its first such call on.  The thread runs the ordinary function with the
 * connection's lock, as any call does; the application's thread gets
 * SQL_STILL_EXECUTING until it is over and the next call takes the result.
 *
 * A handle's calls come from one thread at a time, except SQLCancel: all else here
 * may be called without the connection's lock.
 * ODBC: "Asynchronous Execution (Polling Method)".
 */
#ifndef SP_ODBC_ASYNC_H
#define SP_ODBC_ASYNC_H

#include <stddef.h>

#include "odbc/dbc.h"

/* Longest arguments of a call, after which nothing is copied but run at once. */
#define ASYNC_ARGS_MAX 256

/* No asynchronous call is under way: go on.  No return code of ODBC. */
#define ASYNC_NONE ((SQLRETURN)-1000)

/* Runs the call in the handle's thread; takes the lock, and frees the texts at the end. */
typedef SQLRETURN (*async_call)(struct handle *h, const void *args);

/*
 * Starts a call with a copy of its arguments.  `function` (SQL_API_...) is what the
 * application has to call again.  False: no thread or no memory for one, so
 * the caller runs it itself.
 */
bool async_start(struct handle *h, SQLUSMALLINT function, async_call call, const void *args,
		 size_t n) __attribute__((warn_unused_result));

/* The running call's result if it is over, or within the moment that is worth waiting. */
SQLRETURN async_poll(struct handle *h);

/*
 * Before any call on h: ASYNC_NONE, or what the call answers: the result of the
 * call under way when it is the same function, else SQL_ERROR with HY010 to be told.
 */
SQLRETURN async_enter(struct handle *h, SQLUSMALLINT function);

/* HY010 from now until the next call, without a record: the handle is not to be touched. */
SQLRETURN async_refuse(struct handle *h);

bool async_busy(const struct handle *h); /* from the start until its result was taken */
bool async_children_busy(const struct dbc *dbc);

/* SQLCancel: the call under way ends in HY008 if it has not begun.  True: there is one. */
bool async_cancel(struct handle *h);
/* Asked by the call itself, once it has told dbc_call_begin(). */
bool async_canceled(struct handle *h);

/* Waits until the call under way is over (it was cancelled) and drops its result. */
void async_finish(struct handle *h);

/* Ends the thread; no call may be under way. */
void async_free(struct handle *h);

#endif
