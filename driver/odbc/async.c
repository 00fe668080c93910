#include "config.h"
#include "odbc/async.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "odbc/stmt.h"
#include "util/thread.h"

/* A call that is over this soon is not worth a second one by the application. */
#define MOMENT_NS 1000000

enum state { IDLE, RUNNING, DONE, QUIT };

struct async {
	pthread_mutex_t lock;
	pthread_cond_t changed; /* of state, both ways */
	pthread_t thread;
	pid_t pid;        /* the thread is not in a child of fork */
	enum state state; /* under lock */
	atomic_bool busy; /* RUNNING or DONE, to be read without the lock */
	atomic_bool cancel;
	struct handle *h;
	SQLUSMALLINT function;
	async_call call;
	SQLRETURN rc;
	union {
		max_align_t align;
		unsigned char bytes[ASYNC_ARGS_MAX];
	} args;
};

/* --- the thread ------------------------------------------------------------------ */

static void *worker(void *arg)
{
	struct async *a = arg;

	pthread_mutex_lock(&a->lock);
	for (;;) {
		SQLRETURN rc;

		while (a->state != RUNNING && a->state != QUIT)
			pthread_cond_wait(&a->changed, &a->lock);
		if (a->state == QUIT)
			break;
		pthread_mutex_unlock(&a->lock);
		rc = a->call(a->h, a->args.bytes);
		pthread_mutex_lock(&a->lock);
		a->rc = rc;
		a->state = DONE;
		pthread_cond_broadcast(&a->changed);
	}
	pthread_mutex_unlock(&a->lock);
	return NULL;
}

static void discard(struct async *a)
{
	pthread_cond_destroy(&a->changed);
	pthread_mutex_destroy(&a->lock);
	free(a);
}

static struct async *async_new(struct handle *h)
{
	struct async *a = calloc(1, sizeof(*a));

	if (!a)
		return NULL;
	a->h = h;
	a->pid = getpid();
	a->state = IDLE;
	pthread_mutex_init(&a->lock, NULL);
	thread_cond_init(&a->changed);
	if (thread_start(&a->thread, worker, a))
		return a;
	discard(a);
	return NULL;
}

/* --- the calls -------------------------------------------------------------------- */

static void count(struct handle *h, int change)
{
	if (h->type == SQL_HANDLE_STMT)
		atomic_fetch_add(&handle_dbc(h)->async_stmts, change);
}

bool async_start(struct handle *h, SQLUSMALLINT function, async_call call, const void *args,
		 size_t n)
{
	struct async *a = h->async;

	if (!a)
		a = h->async = async_new(h);
	if (!a || n > sizeof(a->args.bytes) || a->pid != getpid())
		return false;
	pthread_mutex_lock(&a->lock);
	a->function = function;
	a->call = call;
	memcpy(a->args.bytes, args, n);
	a->state = RUNNING;
	atomic_store(&a->cancel, false);
	atomic_store(&a->busy, true);
	count(h, 1);
	pthread_cond_broadcast(&a->changed);
	pthread_mutex_unlock(&a->lock);
	return true;
}

/* With the lock, in DONE: the handle is free for other calls. */
static SQLRETURN take(struct async *a)
{
	a->state = IDLE;
	atomic_store(&a->busy, false);
	count(a->h, -1);
	return a->rc;
}

SQLRETURN async_poll(struct handle *h)
{
	struct async *a = h->async;
	struct timespec end = thread_time(MOMENT_NS);
	SQLRETURN rc = SQL_STILL_EXECUTING;

	pthread_mutex_lock(&a->lock);
	while (a->state == RUNNING && pthread_cond_timedwait(&a->changed, &a->lock, &end) == 0)
		;
	if (a->state == DONE)
		rc = take(a);
	pthread_mutex_unlock(&a->lock);
	return rc;
}

SQLRETURN async_refuse(struct handle *h)
{
	atomic_store(&h->refused, true);
	return SQL_ERROR;
}

SQLRETURN async_enter(struct handle *h, SQLUSMALLINT function)
{
	struct dbc *dbc = handle_dbc(h);

	if (async_busy(h)) {
		if (!function || h->async->function != function)
			return async_refuse(h);
		atomic_store(&h->refused, false);
		return async_poll(h);
	}
	if (dbc && h != &dbc->h && async_busy(&dbc->h))
		return async_refuse(h);
	atomic_store(&h->refused, false);
	return ASYNC_NONE;
}

bool async_busy(const struct handle *h)
{
	return h->async && atomic_load(&h->async->busy);
}

bool async_children_busy(const struct dbc *dbc)
{
	return atomic_load(&dbc->async_stmts) > 0;
}

bool async_cancel(struct handle *h)
{
	if (!async_busy(h))
		return false;
	atomic_store(&h->async->cancel, true);
	return true;
}

bool async_canceled(struct handle *h)
{
	return async_busy(h) && atomic_load(&h->async->cancel);
}

void async_finish(struct handle *h)
{
	struct async *a = h->async;

	if (!async_busy(h) || a->pid != getpid())
		return;
	pthread_mutex_lock(&a->lock);
	while (a->state == RUNNING)
		pthread_cond_wait(&a->changed, &a->lock);
	take(a);
	pthread_mutex_unlock(&a->lock);
}

void async_free(struct handle *h)
{
	struct async *a = h->async;

	h->async = NULL;
	if (!a || a->pid != getpid())
		return; /* in a child of fork there is nobody to join */
	pthread_mutex_lock(&a->lock);
	a->state = QUIT;
	pthread_cond_broadcast(&a->changed);
	pthread_mutex_unlock(&a->lock);
	pthread_join(a->thread, NULL);
	discard(a);
}
