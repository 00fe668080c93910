/*
 * What every ODBC handle starts with, and the environment.
 *
 * Locking: an environment has a lock for its own fields and its list of
 * connections.  A connection has one lock, taken by every call on it, its
 * statements and its descriptors; SQLCancel alone does not take it.  Only the
 * entry points of driver/api take these locks: inside, they are held.
 */
#ifndef SP_ODBC_HANDLE_H
#define SP_ODBC_HANDLE_H

#include <pthread.h>
#include <stdatomic.h>

#include "odbc/diag.h"
#include "odbc/text.h"
#include "pool/list.h"

struct async;

struct handle {
	SQLSMALLINT type;    /* SQL_HANDLE_ENV, ...; 0 once freed */
	bool async_on;       /* its calls may go on in a thread: see odbc/async.h */
	bool apart;          /* a copy that stands for a handle whose call goes on */
	atomic_bool refused; /* the last call was: HY010, for such a call goes on */
	struct async *async; /* NULL: none of its calls was asynchronous yet */
	struct diag diag;
	struct text_arena texts; /* converted input texts of the running call */
};

struct dbc;

/* The connection that a handle belongs to; NULL for an environment. */
struct dbc *handle_dbc(struct handle *h);
/* SQL_OV_..., 0 if the environment has none yet. */
SQLINTEGER handle_odbc_version(struct handle *h);

/* Also ends an asynchronous call: with handle_done() the thread is gone. */
void handle_init(struct handle *h, SQLSMALLINT type);
void handle_done(struct handle *h); /* diagnostics and texts go, the type becomes 0 */

/* SQLGetDiagRec, SQLGetDiagField, SQLError.  They post nothing and clear nothing. */
SQLRETURN handle_diag_rec(struct handle *h, SQLSMALLINT n, const struct text_out *state,
			  SQLINTEGER *native, const struct text_out *message);
SQLRETURN handle_diag_field(struct handle *h, SQLSMALLINT n, SQLSMALLINT field, SQLPOINTER value,
			    SQLSMALLINT cap, SQLSMALLINT *ret_len, enum text_form form);
SQLRETURN handle_diag_next(struct handle *h, const struct text_out *state, SQLINTEGER *native,
			   const struct text_out *message);

struct env {
	struct handle h;
	pthread_mutex_t lock;
	SQLINTEGER odbc_version; /* SQL_OV_ODBC2, SQL_OV_ODBC3 or SQL_OV_ODBC3_80; 0: not yet set */
	SQLUINTEGER pooling;     /* SQL_ATTR_CONNECTION_POOLING: the driver manager's, kept only */
	SQLUINTEGER cp_match;
	struct list dbcs;
};

SQLRETURN env_alloc(struct env **ret_env);
SQLRETURN env_free(struct env *env); /* HY010 while connections are allocated */
SQLRETURN env_set_attr(struct env *env, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len);
SQLRETURN env_get_attr(struct env *env, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
		       SQLINTEGER *ret_len);
/* SQLEndTran on the environment: every connected connection, each under its own lock. */
SQLRETURN env_end_tran(struct env *env, SQLSMALLINT completion);

#endif
