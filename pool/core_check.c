/* The invariants of the core, for tests and debug builds. */
#include "config.h"
#include "pool/core_int.h"

#define HOLDS(condition)                   \
	do {                               \
		if (!(condition))          \
			return #condition; \
	} while (0)

static const char *check_lists(const struct pool_core *c)
{
	size_t counted = 0;
	struct list *at;

	for (int i = SLOT_CONNECTING; i < SLOT_STATES; i++) {
		size_t n = 0;

		list_for_each (at, &c->slots[i]) {
			HOLDS(slot_of(at)->state == (enum slot_state)i);
			HOLDS(at->next->prev == at);
			n++;
		}
		HOLDS(n == c->n[i]);
		if (i != SLOT_FOREIGN)
			counted += n;
	}
	HOLDS(counted == c->count);
	return NULL;
}

static const char *check_idle(const struct pool_core *c)
{
	int64_t newest = POOL_NEVER;
	struct list *at;

	list_for_each (at, &c->slots[SLOT_IDLE]) {
		const struct pool_slot *s = slot_of(at);

		HOLDS(s->session);
		HOLDS(s->generation == c->generation);
		HOLDS(s->idle_since <= newest);
		newest = s->idle_since;
	}
	HOLDS(c->config.pool_size <= 0 || c->n[SLOT_IDLE] <= (size_t)c->config.pool_size);
	return NULL;
}

/* Is there an idle session w could have? */
static bool idle_for(const struct pool_core *c, const struct pool_waiter *w, int64_t now)
{
	struct list *at;

	list_for_each (at, &c->slots[SLOT_IDLE]) {
		if (tag_eq(&slot_of(at)->tag, &w->tag) && now < slot_of(at)->dies)
			return true;
	}
	return false;
}

static const char *check_queue(const struct pool_core *c, int64_t now)
{
	const struct pool_waiter *first = NULL;
	uint64_t ticket = 0;
	size_t n = 0;
	struct list *at;

	list_for_each (at, &c->queue) {
		const struct pool_waiter *w = waiter_of(at);

		HOLDS(w->ticket > ticket);
		HOLDS(w->state == WAITER_WAITING || w->state == WAITER_OPENING);
		HOLDS((w->state == WAITER_OPENING) == (w->opening != NULL));
		HOLDS(!w->opening || w->opening->state == SLOT_CONNECTING);
		HOLDS(w->state == WAITER_OPENING || w->spare);
		HOLDS(!w->slot);
		HOLDS(!idle_for(c, w, now));
		if (!first && w->state == WAITER_WAITING)
			first = w;
		ticket = w->ticket;
		n++;
	}
	HOLDS(n == c->waiting);
	if (!first)
		return NULL;
	/* The lost wake-up: somebody waits though it could open, and nothing will wake it. */
	if (c->count < pool_core_limit(c, now) &&
	    core_connecting(c) < (size_t)c->config.max_connects)
		HOLDS(!first->creator && now < c->retry_at && first->wake_at <= c->retry_at);
	/* Or it waits for a place while nobody holds one that must come back. */
	if (c->count < pool_core_limit(c, now))
		return NULL;
	HOLDS(c->n[SLOT_BUSY] + c->n[SLOT_CONNECTING] + core_coming(c) > 0);
	/* Or a session that it cannot use keeps it out. */
	list_for_each (at, &c->slots[SLOT_IDLE])
		HOLDS(core_coming(c) || tag_eq(&slot_of(at)->tag, &first->tag));
	return NULL;
}

const char *pool_core_check(const struct pool_core *c, int64_t now)
{
	const char *broken = check_lists(c);

	if (!broken)
		broken = check_idle(c);
	if (!broken)
		broken = check_queue(c, now);
	return broken;
}
