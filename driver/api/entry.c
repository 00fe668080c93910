/* Entry and exit of every entry point: handle, lock, diagnostics. */
#include "config.h"
#include "api/entry.h"

#include <string.h>

#include "odbc/connect.h"

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

SQLRETURN leave(struct handle *h, SQLRETURN rc)
{
	struct dbc *dbc = handle_dbc(h);

	if (dbc)
		dbc_rest(dbc);
	text_arena_free(&h->texts);
	diag_rank(&h->diag);
	h->diag.rc = rc;
	lock_of(h, false);
	return rc;
}

/* ODBC: Appendix B, S8 to S10: until data has been put, or SQLCancel, nothing else goes. */
static bool waits_for_data(struct handle *h, SQLUSMALLINT function)
{
	return h->type == SQL_HANDLE_STMT &&
	       list_entry(h, struct stmt, h)->phase == STMT_NEED_DATA &&
	       function != SQL_API_SQLPARAMDATA && function != SQL_API_SQLPUTDATA &&
	       function != SQL_API_SQLFREEHANDLE;
}

SQLRETURN enter(SQLHANDLE handle, SQLSMALLINT type, SQLUSMALLINT function)
{
	struct handle *h = handle;
	SQLRETURN rc;

	if (!is_handle(h, type))
		return SQL_INVALID_HANDLE;
	/* ODBC: a connection waits for the calls of its statements to be over. */
	if (function && type == SQL_HANDLE_DBC && async_children_busy(handle_dbc(h)))
		return async_refuse(h);
	rc = async_enter(h, function);
	if (rc != ASYNC_NONE)
		return rc;
	lock_of(h, true);
	diag_clear(&h->diag);
	h->texts.copy = h->async_on;
	if (waits_for_data(h, function))
		return leave(h, diag_error(&h->diag, SS_HY010, "data at execution is awaited"));
	return ASYNC_NONE;
}

/* --- calls that may wait ------------------------------------------------------- */

static SQLRETURN run_call(struct handle *h, entry_run run, const void *args)
{
	struct dbc *dbc = handle_dbc(h);
	SQLRETURN rc;

	dbc_call_begin(dbc, h);
	if (async_canceled(h))
		rc = diag_error(&h->diag, SS_HY008, NULL);
	else
		rc = run(h, args);
	dbc_call_end(dbc);
	return leave(h, rc);
}

/* What a thread gets: the function and, behind it, its arguments. */
struct deferred {
	entry_run run;
	union {
		max_align_t align;
		unsigned char bytes[CALL_ARGS_MAX];
	} args;
};

static SQLRETURN run_deferred(struct handle *h, const void *args)
{
	const struct deferred *d = args;

	lock_of(h, true);
	return run_call(h, d->run, d->args.bytes);
}

/* False: there is no thread for it. */
static bool defer(struct handle *h, SQLUSMALLINT function, entry_run run, const void *args,
		  size_t n)
{
	struct deferred d = { .run = run };

	memcpy(d.args.bytes, args, n);
	return async_start(h, function, run_deferred, &d, sizeof(d));
}

SQLRETURN leave_call(struct handle *h, SQLUSMALLINT function, entry_run run, const void *args,
		     size_t n)
{
	if (h->texts.failed)
		return leave(h, SQL_ERROR);
	if (!h->async_on || !defer(h, function, run, args, n))
		return run_call(h, run, args);
	lock_of(h, false); /* the thread is waiting for it */
	return async_poll(h);
}

/*
 * The connection's lock is held by the very call that is to be cancelled, so none is
 * taken, and the diagnostics are left alone.
 */
SQLRETURN entry_cancel(struct handle *h)
{
	struct dbc *dbc = handle_dbc(h);
	bool under_way = async_cancel(h);

	if (dbc_cancel_call(dbc, h) || under_way || pthread_mutex_trylock(&dbc->lock) != 0)
		return SQL_SUCCESS;
	if (h->type == SQL_HANDLE_STMT)
		stmt_cancel_idle(list_entry(h, struct stmt, h));
	dbc_rest(dbc);
	pthread_mutex_unlock(&dbc->lock);
	return SQL_SUCCESS;
}

bool entry_stop(struct handle *h)
{
	if (!async_busy(h))
		return false;
	entry_cancel(h);
	async_finish(h);
	return true;
}

/* --- reading diagnostics -------------------------------------------------------- */

/*
 * While a call goes on the handle's records are its own.  What the application may
 * see then is at most that another call was refused.
 */
static struct handle *copy_apart(struct handle *h)
{
	struct env *copy = NULL;

	if (env_alloc(&copy) != SQL_SUCCESS)
		return NULL;
	copy->odbc_version = handle_odbc_version(h);
	copy->h.apart = true;
	if (atomic_load(&h->refused))
		copy->h.diag.rc = diag_error(&copy->h.diag, SS_HY010,
					     "an asynchronous function is still executing");
	return &copy->h;
}

struct handle *entry_peek(SQLSMALLINT type, SQLHANDLE h)
{
	struct handle *handle = h;

	if (type < SQL_HANDLE_ENV || type > SQL_HANDLE_DESC || !is_handle(h, type))
		return NULL;
	if (async_busy(handle) || atomic_load(&handle->refused))
		return copy_apart(handle);
	lock_of(h, true);
	return h;
}

SQLRETURN leave_peek(struct handle *h, SQLRETURN rc)
{
	if (h->apart)
		env_free(list_entry(h, struct env, h));
	else
		lock_of(h, false);
	return rc;
}

/* SQLError takes each record away as it returns it. */
static struct handle *peek_and_take(SQLSMALLINT type, struct handle *h)
{
	struct handle *found = entry_peek(type, h);

	if (found && found->apart)
		atomic_store(&h->refused, false);
	return found;
}

struct handle *entry_peek_error(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt)
{
	if (stmt)
		return peek_and_take(SQL_HANDLE_STMT, stmt);
	if (dbc)
		return peek_and_take(SQL_HANDLE_DBC, dbc);
	return peek_and_take(SQL_HANDLE_ENV, env);
}
