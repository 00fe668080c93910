#include "config.h"
#include "odbc/handle.h"

#include <stdlib.h>

#include "odbc/async.h"
#include "odbc/connect.h"
#include "odbc/dbc.h"
#include "odbc/desc.h"
#include "odbc/stmt.h"
#include "odbc/tran.h"

void handle_init(struct handle *h, SQLSMALLINT type)
{
	h->type = type;
	diag_init(&h->diag);
	h->texts = (struct text_arena){ 0 };
	h->async_on = h->apart = false;
	atomic_init(&h->refused, false);
	h->async = NULL;
}

void handle_done(struct handle *h)
{
	async_free(h);
	diag_done(&h->diag);
	text_arena_free(&h->texts);
	h->type = 0;
}

struct dbc *handle_dbc(struct handle *h)
{
	switch (h->type) {
	case SQL_HANDLE_DBC: return list_entry(h, struct dbc, h);
	case SQL_HANDLE_STMT: return list_entry(h, struct stmt, h)->dbc;
	case SQL_HANDLE_DESC: return list_entry(h, struct desc, h)->dbc;
	default: return NULL;
	}
}

SQLINTEGER handle_odbc_version(struct handle *h)
{
	struct dbc *dbc = handle_dbc(h);

	if (dbc)
		return dbc->env->odbc_version;
	return list_entry(h, struct env, h)->odbc_version;
}

SQLRETURN env_alloc(struct env **ret_env)
{
	struct env *env = calloc(1, sizeof(*env));

	if (!env)
		return SQL_ERROR;
	handle_init(&env->h, SQL_HANDLE_ENV);
	pthread_mutex_init(&env->lock, NULL);
	list_init(&env->dbcs);
	*ret_env = env;
	return SQL_SUCCESS;
}

SQLRETURN env_free(struct env *env)
{
	if (!env)
		return SQL_SUCCESS;
	pthread_mutex_lock(&env->lock);
	diag_clear(&env->h.diag);
	if (!list_empty(&env->dbcs)) {
		diag_error(&env->h.diag, SS_HY010, "connections are still allocated on it");
		pthread_mutex_unlock(&env->lock);
		return SQL_ERROR;
	}
	handle_done(&env->h);
	pthread_mutex_unlock(&env->lock);
	pthread_mutex_destroy(&env->lock);
	free(env);
	return SQL_SUCCESS;
}

/* Ends one connection's transaction; its records become the environment's too. */
static SQLRETURN end_one(struct env *env, struct dbc *dbc, SQLSMALLINT completion)
{
	SQLRETURN rc = SQL_SUCCESS;

	if (async_busy(&dbc->h) || async_children_busy(dbc))
		return diag_error(&env->h.diag, SS_HY010,
				  "an asynchronous function of a connection is still executing");
	pthread_mutex_lock(&dbc->lock);
	if (dbc->connected)
		rc = dbc_end_tran(dbc, &env->h.diag, completion);
	dbc_rest(dbc);
	pthread_mutex_unlock(&dbc->lock);
	return rc;
}

SQLRETURN env_end_tran(struct env *env, SQLSMALLINT completion)
{
	SQLRETURN rc = SQL_SUCCESS;

	if (completion != SQL_COMMIT && completion != SQL_ROLLBACK)
		return diag_error(&env->h.diag, SS_HY012, "completion type %d", completion);
	for (struct list *l = env->dbcs.next; l != &env->dbcs; l = l->next)
		rc = diag_worse(rc, end_one(env, list_entry(l, struct dbc, link), completion));
	return rc;
}
