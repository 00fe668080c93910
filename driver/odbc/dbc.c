#include "config.h"
#include "odbc/dbc.h"

#include <stdlib.h>

#include "odbc/desc.h"
#include "odbc/routine.h"
#include "odbc/stmt.h"
#include "pg/pg.h"
#include "util/mem.h"

static void set_defaults(struct dbc_attr *a)
{
	a->access_mode = SQL_MODE_READ_WRITE;
	a->autocommit = SQL_AUTOCOMMIT_ON;
	a->metadata_id = SQL_FALSE;
	a->async_enable = SQL_ASYNC_ENABLE_OFF;
	a->async_dbc = SQL_ASYNC_DBC_ENABLE_OFF;
	a->odbc_cursors = SQL_CUR_USE_DRIVER;
	a->ansi_app = SQL_AA_TRUE;
}

SQLRETURN dbc_alloc(struct env *env, struct dbc **ret_dbc)
{
	struct dbc *dbc;

	if (!env->odbc_version)
		return diag_error(&env->h.diag, SS_HY010,
				  "SQL_ATTR_ODBC_VERSION of the environment is not set");
	dbc = calloc(1, sizeof(*dbc));
	if (!dbc)
		return diag_error(&env->h.diag, SS_HY001, NULL);
	handle_init(&dbc->h, SQL_HANDLE_DBC);
	dbc->env = env;
	pthread_mutex_init(&dbc->lock, NULL);
	pthread_mutex_init(&dbc->cancel_lock, NULL);
	list_init(&dbc->stmts);
	list_init(&dbc->descs);
	set_defaults(&dbc->attr);
	list_push_front(&env->dbcs, &dbc->link);
	*ret_dbc = dbc;
	return SQL_SUCCESS;
}

void dbc_drop_children(struct dbc *dbc)
{
	while (!list_empty(&dbc->stmts))
		stmt_free(list_entry(dbc->stmts.next, struct stmt, link));
	while (!list_empty(&dbc->descs))
		desc_free(list_entry(dbc->descs.next, struct desc, link));
	routines_forget(dbc);
}

/* The caller holds the environment's lock and not the connection's, which goes away. */
SQLRETURN dbc_free(struct dbc *dbc)
{
	if (!dbc)
		return SQL_SUCCESS;
	pthread_mutex_lock(&dbc->lock);
	diag_clear(&dbc->h.diag);
	if (dbc->connected) {
		diag_error(&dbc->h.diag, SS_HY010, "it is still connected");
		pthread_mutex_unlock(&dbc->lock);
		return SQL_ERROR;
	}
	dbc_drop_children(dbc);
	list_remove(&dbc->link);
	handle_done(&dbc->h);
	pthread_mutex_unlock(&dbc->lock);
	pthread_mutex_destroy(&dbc->lock);
	pthread_mutex_destroy(&dbc->cancel_lock);
	free(dbc->attr.current_catalog);
	free(dbc->dsn);
	mem_free_secret(dbc->browse_so_far);
	free(dbc);
	return SQL_SUCCESS;
}

void dbc_call_begin(struct dbc *dbc, struct handle *h)
{
	pthread_mutex_lock(&dbc->cancel_lock);
	dbc->running = h;
	if (dbc->pg)
		pg_call_begins(dbc->pg);
	pthread_mutex_unlock(&dbc->cancel_lock);
}

void dbc_call_end(struct dbc *dbc)
{
	pthread_mutex_lock(&dbc->cancel_lock);
	dbc->running = NULL;
	pthread_mutex_unlock(&dbc->cancel_lock);
}

bool dbc_cancel_call(struct dbc *dbc, struct handle *h)
{
	bool running;

	pthread_mutex_lock(&dbc->cancel_lock);
	running = dbc->running == h;
	if (running && dbc->pg)
		pg_cancel(dbc->pg);
	pthread_mutex_unlock(&dbc->cancel_lock);
	return running;
}
