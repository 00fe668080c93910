/* Release: cleaning a session and giving it back. */
#include "config.h"
#include "pool/pool_shell.h"

#include <stdlib.h>

#include "pool/core_int.h"

#define RESET_NS (5 * NS_SEC)

/* A child of fork only drops its copy of the lease. */
static void release_foreign(struct pool_lease *l)
{
	struct pool *p = l->pool;

	pthread_mutex_lock(&p->lock);
	pool_core_foreign_out(&p->core, &l->slot);
	pthread_mutex_unlock(&p->lock);
	/* A thread that noted something at the time of the fork holds note_lock for ever. */
	free(l);
}

static enum pool_reset clean(struct pool_lease *l, enum pool_release verdict, int64_t now)
{
	struct pool *p = l->pool;

	switch (verdict) {
	case POOL_RELEASE_CLEAN:
		return p->ops->reset(l->slot.session, atomic_load(&p->reset_level), now + RESET_NS);
	case POOL_RELEASE_BROKEN: return POOL_RESET_LOST;
	case POOL_RELEASE_DISCARD: break;
	}
	return POOL_RESET_CLOSE;
}

void pool_release(struct pool_lease *l, enum pool_release verdict)
{
	struct pool *p;
	enum pool_reset how;
	int64_t now;
	int cancel;

	if (!l)
		return;
	pool_fork_check();
	if (l->slot.state == SLOT_FOREIGN) {
		release_foreign(l);
		return;
	}
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
	p = l->pool;
	now = pool_now();
	how = clean(l, verdict, now);
	pthread_mutex_lock(&p->lock);
	switch (how) {
	case POOL_RESET_CLEAN:
	case POOL_RESET_PENDING:
		pool_core_release(&p->core, &l->slot, how == POOL_RESET_PENDING, now);
		break;
	case POOL_RESET_CLOSE:
		pool_core_discard(&p->core, &l->slot, POOL_CLOSE_DISCARDED, false, now);
		break;
	case POOL_RESET_LOST:
		pool_core_discard(&p->core, &l->slot, POOL_CLOSE_BROKEN, true, now);
		break;
	}
	pool_flush(p);
	if (pool_has_chores(p))
		pool_chores(p, NULL, NULL);
	pthread_mutex_unlock(&p->lock);
	pthread_setcancelstate(cancel, NULL);
}

void pool_drop(struct pool *p)
{
	int cancel;

	pool_fork_check();
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
	pthread_mutex_lock(&p->lock);
	pool_core_drop(&p->core, pool_now());
	pool_flush(p);
	pthread_mutex_unlock(&p->lock);
	pthread_setcancelstate(cancel, NULL);
}
