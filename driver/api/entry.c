/* Entry and exit of every entry point: handle, lock, diagnostics. */
#include "config.h"
#include "api/entry.h"

static bool is_handle(const struct handle *h, SQLSMALLINT type)
{
	return h && h->type == type;
}

static void lock_of(struct handle *h, bool take)
{
	struct dbc *dbc = handle_dbc(h);
	pthread_mutex_t *lock = dbc ? &dbc->lock : &list_entry(h, struct env, h)->lock;

	if (take)
		pthread_mutex_lock(lock);
	else
		pthread_mutex_unlock(lock);
}

static bool enter(struct handle *h, SQLSMALLINT type)
{
	if (!is_handle(h, type))
		return false;
	lock_of(h, true);
	diag_clear(&h->diag);
	return true;
}

static SQLRETURN leave(struct handle *h, SQLRETURN rc)
{
	text_arena_free(&h->texts);
	diag_rank(&h->diag);
	h->diag.rc = rc;
	lock_of(h, false);
	return rc;
}

struct handle *entry_handle(SQLSMALLINT type, SQLHANDLE h)
{
	return enter(h, type) ? h : NULL;
}

SQLRETURN leave_handle(struct handle *h, SQLRETURN rc)
{
	return leave(h, rc);
}

struct env *entry_env(SQLHANDLE h)
{
	return enter(h, SQL_HANDLE_ENV) ? h : NULL;
}

struct dbc *entry_dbc(SQLHANDLE h)
{
	return enter(h, SQL_HANDLE_DBC) ? h : NULL;
}

struct stmt *entry_stmt(SQLHANDLE h)
{
	return enter(h, SQL_HANDLE_STMT) ? h : NULL;
}

struct desc *entry_desc(SQLHANDLE h)
{
	return enter(h, SQL_HANDLE_DESC) ? h : NULL;
}

SQLRETURN leave_env(struct env *env, SQLRETURN rc)
{
	return leave(&env->h, rc);
}

SQLRETURN leave_dbc(struct dbc *dbc, SQLRETURN rc)
{
	return leave(&dbc->h, rc);
}

SQLRETURN leave_stmt(struct stmt *stmt, SQLRETURN rc)
{
	return leave(&stmt->h, rc);
}

SQLRETURN leave_desc(struct desc *d, SQLRETURN rc)
{
	return leave(&d->h, rc);
}

struct handle *entry_peek(SQLSMALLINT type, SQLHANDLE h)
{
	if (type < SQL_HANDLE_ENV || type > SQL_HANDLE_DESC || !is_handle(h, type))
		return NULL;
	lock_of(h, true);
	return h;
}

SQLRETURN leave_peek(struct handle *h, SQLRETURN rc)
{
	lock_of(h, false);
	return rc;
}

struct handle *entry_peek_error(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt)
{
	if (stmt)
		return entry_peek(SQL_HANDLE_STMT, stmt);
	if (dbc)
		return entry_peek(SQL_HANDLE_DBC, dbc);
	return entry_peek(SQL_HANDLE_ENV, env);
}
