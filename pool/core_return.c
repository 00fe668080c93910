/* Return: where a session goes that came free, and what ends an idle one. */
#include "config.h"
#include "pool/core_int.h"

#define TRIM_AT_ONCE 4

/*
 * To the first in the queue who can use it.  A waiter of other credentials that
 * stands before him and cannot open because the pool is full comes first too: for
 * him the session is closed.
 */
static bool hand_over(struct pool_core *c, struct pool_slot *s, int64_t now)
{
	bool full = c->count >= pool_core_limit(c, now);
	size_t coming = core_coming(c);
	struct list *at;

	list_for_each (at, &c->queue) {
		struct pool_waiter *w = waiter_of(at);

		if (tag_eq(&w->tag, &s->tag)) {
			core_lend(c, w, s, now);
			core_wake(c, w);
			return true;
		}
		if (w->state != WAITER_WAITING || !full)
			continue;
		if (!coming) {
			core_doom(c, s, POOL_CLOSE_CREDENTIAL);
			return true;
		}
		coming--;
	}
	return false;
}

void core_settle(struct pool_core *c, struct pool_slot *s, int64_t now)
{
	int size = c->config.pool_size;

	if (s->generation != c->generation)
		core_doom(c, s, POOL_CLOSE_GENERATION);
	else if (now >= s->dies)
		core_doom(c, s, POOL_CLOSE_LIFETIME);
	else if (c->count - core_coming(c) > c->cap)
		core_doom(c, s, POOL_CLOSE_RESIZED);
	else if (hand_over(c, s, now))
		;
	else if (size > 0 && c->n[SLOT_IDLE] >= (size_t)size)
		core_doom(c, s, POOL_CLOSE_SURPLUS);
	else if (c->has_tag && !tag_eq(&c->tag, &s->tag))
		core_doom(c, s, POOL_CLOSE_CREDENTIAL);
	else
		core_slot_move(c, s, SLOT_IDLE);
	core_dispatch(c, now);
}

/* Threads read the clock before they lock, so times may come in slightly out of order. */
static void count_busy(struct pool_core *c, const struct pool_slot *s, int64_t now)
{
	if (now > s->busy_since)
		c->totals.busy_ns += (uint64_t)(now - s->busy_since);
}

void pool_core_release(struct pool_core *c, struct pool_slot *s, bool unread, int64_t now)
{
	count_busy(c, s, now);
	s->idle_since = now;
	s->unread = unread;
	core_settle(c, s, now);
	core_sweep(c, now);
}

/*
 * The server dropped a session of the newest generation, so all of that generation
 * are suspect.  One of an older generation says nothing about the newest.
 */
static void lost_generation(struct pool_core *c)
{
	c->generation++;
	c->totals.generations++;
	while (!list_empty(&c->slots[SLOT_IDLE]))
		core_doom(c, slot_of(c->slots[SLOT_IDLE].next), POOL_CLOSE_GENERATION);
	while (!list_empty(&c->slots[SLOT_PARKED]))
		core_doom(c, slot_of(c->slots[SLOT_PARKED].next), POOL_CLOSE_GENERATION);
}

void pool_core_discard(struct pool_core *c, struct pool_slot *s, enum pool_close_reason reason,
		       bool lost, int64_t now)
{
	bool newest = s->generation == c->generation;

	count_busy(c, s, now);
	core_doom(c, s, reason);
	if (lost && newest)
		lost_generation(c);
	core_dispatch(c, now);
}

void pool_core_distrust(struct pool_core *c, int64_t now)
{
	c->distrust_at = now;
}

void pool_core_drop(struct pool_core *c, int64_t now)
{
	c->generation++;
	c->totals.generations++;
	while (!list_empty(&c->slots[SLOT_IDLE]))
		core_doom(c, slot_of(c->slots[SLOT_IDLE].next), POOL_CLOSE_DROPPED);
	while (!list_empty(&c->slots[SLOT_PARKED]))
		core_doom(c, slot_of(c->slots[SLOT_PARKED].next), POOL_CLOSE_DROPPED);
	core_dispatch(c, now);
}

struct pool_slot *pool_core_next_doomed(struct pool_core *c)
{
	struct pool_slot *s;

	if (list_empty(&c->slots[SLOT_DOOMED]))
		return NULL;
	s = slot_of(c->slots[SLOT_DOOMED].prev);
	core_slot_move(c, s, SLOT_CLOSING);
	return s;
}

void pool_core_closed(struct pool_core *c, struct pool_slot *s, int64_t now)
{
	core_slot_out(c, s);
	core_dispatch(c, now);
}

/* One parked session whose time to be looked at has come. */
struct pool_slot *pool_core_claim_parked(struct pool_core *c, int64_t now)
{
	struct list *at;

	list_for_each (at, &c->slots[SLOT_PARKED]) {
		struct pool_slot *s = slot_of(at);

		if (now < s->step_at)
			continue;
		core_slot_move(c, s, SLOT_CONNECTING);
		return s;
	}
	return NULL;
}

/* The longest idle first; the newest stay, so a pool in use keeps its hot sessions. */
static void trim_idle(struct pool_core *c, int64_t now)
{
	size_t keep = c->config.min_idle > 0 ? (size_t)c->config.min_idle : 0;

	for (int i = 0; i < TRIM_AT_ONCE && c->n[SLOT_IDLE] > keep; i++) {
		struct pool_slot *s = slot_of(c->slots[SLOT_IDLE].prev);

		if (now < time_add(s->idle_since, c->config.idle_timeout_ns))
			return;
		core_doom(c, s, POOL_CLOSE_IDLE);
	}
}

/* Lifetimes end one by one, spread over the width of their jitter. */
static void trim_old(struct pool_core *c, int64_t now)
{
	int64_t size = c->config.pool_size > 0 ? c->config.pool_size : 20;

	if (c->config.recycle_ns < 0 || now < c->next_kill)
		return;
	for (struct list *at = c->slots[SLOT_IDLE].prev; at != &c->slots[SLOT_IDLE];
	     at = at->prev) {
		struct pool_slot *s = slot_of(at);

		if (now < s->dies)
			continue;
		core_doom(c, s, POOL_CLOSE_LIFETIME);
		c->next_kill = time_add(now, c->config.recycle_ns / 20 / size);
		return;
	}
}

static void trim_parked(struct pool_core *c, int64_t now)
{
	struct list *at, *after;

	list_for_each_safe(at, after, &c->slots[SLOT_PARKED])
	{
		if (now - slot_of(at)->born >= PARK_MAX_NS)
			core_doom(c, slot_of(at), POOL_CLOSE_LATE);
	}
}

static void sweep_now(struct pool_core *c, int64_t now)
{
	c->next_sweep = time_add(now, NS_SEC / 4);
	trim_idle(c, now);
	trim_old(c, now);
	trim_parked(c, now);
}

void core_sweep(struct pool_core *c, int64_t now)
{
	if (now >= c->next_sweep)
		sweep_now(c, now);
}

void pool_core_tick(struct pool_core *c, int64_t now)
{
	sweep_now(c, now);
	core_dispatch(c, now);
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t pool_core_next_time(const struct pool_core *c)
{
	size_t keep = c->config.min_idle > 0 ? (size_t)c->config.min_idle : 0;
	int64_t next = POOL_NEVER;
	int64_t dies = POOL_NEVER;
	struct list *at;

	if (c->n[SLOT_IDLE] > keep)
		next = time_add(slot_of(c->slots[SLOT_IDLE].prev)->idle_since,
				c->config.idle_timeout_ns);
	list_for_each (at, &c->slots[SLOT_IDLE])
		dies = earlier(dies, slot_of(at)->dies);
	if (dies < c->next_kill)
		dies = c->next_kill;
	next = earlier(next, dies);
	list_for_each (at, &c->slots[SLOT_PARKED])
		next = earlier(next, slot_of(at)->step_at);
	return next;
}
