/* What is shown of a pool. */
#include "config.h"
#include "pool/pool_shell.h"

#include "pool/core_int.h"

static const char *const reasons[POOL_CLOSE_REASONS] = {
	[POOL_CLOSE_SURPLUS] = "surplus",
	[POOL_CLOSE_LIFETIME] = "lifetime",
	[POOL_CLOSE_IDLE] = "idle",
	[POOL_CLOSE_GENERATION] = "generation",
	[POOL_CLOSE_DEAD] = "dead",
	[POOL_CLOSE_PING] = "ping",
	[POOL_CLOSE_BROKEN] = "broken",
	[POOL_CLOSE_DISCARDED] = "discarded",
	[POOL_CLOSE_CREDENTIAL] = "credential",
	[POOL_CLOSE_RESIZED] = "resized",
	[POOL_CLOSE_LATE] = "late",
	[POOL_CLOSE_DROPPED] = "dropped",
};

const char *pool_close_reason_name(enum pool_close_reason reason)
{
	return (unsigned)reason < POOL_CLOSE_REASONS ? reasons[reason] : "?";
}

void pool_status(struct pool *p, struct pool_status *ret)
{
	const struct pool_core *c = &p->core;
	int64_t now = pool_now();

	pool_fork_check();
	pthread_mutex_lock(&p->lock);
	*ret = (struct pool_status){
		.config = c->config,
		.in_use = c->n[SLOT_BUSY],
		.idle = c->n[SLOT_IDLE],
		.connecting = core_connecting(c),
		.closing = core_coming(c),
		.waiting = c->waiting,
		.limit = pool_core_limit(c, now),
		.totals = c->totals,
		.last_error = c->last_error,
	};
	if (!list_empty(&c->slots[SLOT_BUSY]))
		pool_lease_holder(lease_of(slot_of(c->slots[SLOT_BUSY].prev)), now, &ret->longest);
	pthread_mutex_unlock(&p->lock);
}

size_t pool_holders(struct pool *p, struct pool_holder *ret, size_t cap)
{
	const struct list *busy = &p->core.slots[SLOT_BUSY];
	int64_t now = pool_now();
	size_t n = 0;

	pool_fork_check();
	pthread_mutex_lock(&p->lock);
	for (struct list *at = busy->prev; at != busy && n < cap; at = at->prev)
		pool_lease_holder(lease_of(slot_of(at)), now, &ret[n++]);
	n = p->core.n[SLOT_BUSY];
	pthread_mutex_unlock(&p->lock);
	return n;
}

bool pool_take_leak(struct pool *p, struct pool_holder *ret)
{
	struct pool_core *c = &p->core;
	int64_t now = pool_now();
	bool found = false;

	pool_fork_check();
	pthread_mutex_lock(&p->lock);
	/* The longest lent are last, so the first that is not too long ends the search. */
	for (struct list *at = c->slots[SLOT_BUSY].prev;
	     c->config.leak_threshold_ns > 0 && at != &c->slots[SLOT_BUSY]; at = at->prev) {
		struct pool_slot *s = slot_of(at);

		if (now - s->busy_since < c->config.leak_threshold_ns)
			break;
		if (s->leak_reported)
			continue;
		s->leak_reported = true;
		c->totals.leaks++;
		pool_lease_holder(lease_of(s), now, ret);
		found = true;
		break;
	}
	pthread_mutex_unlock(&p->lock);
	return found;
}
