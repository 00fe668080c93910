/* Slots: the lists of their states, lifetimes, and the small things all files of the core use. */
#include "config.h"
#include "pool/core_int.h"

void core_slot_move(struct pool_core *c, struct pool_slot *s, enum slot_state to)
{
	list_remove(&s->link);
	c->n[s->state]--;
	list_push_front(&c->slots[to], &s->link);
	c->n[to]++;
	s->state = to;
}

/* Back to whoever owns the memory. */
void core_slot_out(struct pool_core *c, struct pool_slot *s)
{
	list_remove(&s->link);
	c->n[s->state]--;
	c->count--;
	s->state = SLOT_OUT;
	s->session = NULL;
}

/* A place is taken for a session that is to be opened. */
void core_slot_begin(struct pool_core *c, struct pool_slot *s, const struct pool_tag *tag,
		     int64_t now)
{
	*s = (struct pool_slot){ .state = SLOT_CONNECTING, .tag = *tag };
	s->generation = c->generation;
	s->born = now;
	s->jitter = (uint16_t)core_random(c);
	core_set_lifetime(c, s);
	list_push_front(&c->slots[SLOT_CONNECTING], &s->link);
	c->n[SLOT_CONNECTING]++;
	c->count++;
}

void core_doom(struct pool_core *c, struct pool_slot *s, enum pool_close_reason reason)
{
	s->reason = reason;
	c->totals.closed[reason]++;
	core_slot_move(c, s, SLOT_DOOMED);
}

/* xorshift64*: only spreads times, so nothing depends on its quality. */
uint64_t core_random(struct pool_core *c)
{
	uint64_t x = c->random;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	c->random = x;
	return (x * UINT64_C(0x2545F4914F6CDD1D)) >> 32;
}

/* recycle_ns less 0..5 %, so that what was opened together does not end together. */
void core_set_lifetime(struct pool_core *c, struct pool_slot *s)
{
	int64_t recycle = c->config.recycle_ns;

	if (recycle < 0)
		s->dies = POOL_NEVER;
	else
		s->dies = time_add(s->born, recycle - recycle / 20 / 1024 * s->jitter / 64);
}

static size_t cap_of(const struct pool_config *config)
{
	if (config->pool_size <= 0 || config->max_overflow < 0)
		return SIZE_MAX;
	return (size_t)config->pool_size + (size_t)config->max_overflow;
}

/* All but the parent's statistics start anew; used for a new pool and after fork. */
static void start(struct pool_core *c)
{
	list_init(&c->queue);
	list_init(&c->woken);
	for (int i = 0; i < SLOT_STATES; i++) {
		if (i == SLOT_FOREIGN)
			continue;
		list_init(&c->slots[i]);
		c->n[i] = 0;
	}
	c->count = 0;
	c->waiting = 0;
	c->generation++;
	c->distrust_at = INT64_MIN;
	c->failures = 0;
	c->retry_at = INT64_MIN;
	c->refusals = 0;
	c->lowered_until = INT64_MIN;
	c->next_sweep = INT64_MIN;
	c->next_kill = INT64_MIN;
	c->totals = (struct pool_totals){ 0 };
	c->last_error.class = POOL_FAIL_NONE;
}

void pool_core_init(struct pool_core *c, const struct pool_config *config, uint64_t seed)
{
	*c = (struct pool_core){ .config = *config };
	c->cap = cap_of(config);
	c->random = seed ? seed : 1;
	list_init(&c->slots[SLOT_FOREIGN]);
	start(c);
}

/*
 * As if all idle ones came back now, the oldest first so that their order stays: one
 * that was too old a moment ago may be wanted, another be too many.
 */
static void resettle_idle(struct pool_core *c, int64_t now)
{
	size_t n = c->n[SLOT_IDLE];
	struct list *at, *after;

	while (!list_empty(&c->slots[SLOT_IDLE]))
		core_slot_move(c, slot_of(c->slots[SLOT_IDLE].next), SLOT_BUSY);
	for (at = c->slots[SLOT_BUSY].next; n; n--, at = after) {
		after = at->next;
		core_settle(c, slot_of(at), now);
	}
}

/* The limits moved: live sessions follow. */
void pool_core_configure(struct pool_core *c, const struct pool_config *config, int64_t now)
{
	struct list *at;

	c->config = *config;
	c->cap = cap_of(config);
	for (int i = SLOT_CONNECTING; i <= SLOT_IDLE; i++) {
		list_for_each (at, &c->slots[i])
			core_set_lifetime(c, slot_of(at));
	}
	while (config->pool_size > 0 && c->n[SLOT_IDLE] > (size_t)config->pool_size)
		core_doom(c, slot_of(c->slots[SLOT_IDLE].prev), POOL_CLOSE_RESIZED);
	c->next_sweep = now;
	c->next_kill = now;
	resettle_idle(c, now);
	core_dispatch(c, now);
}

/*
 * The sessions of the parent are not ours to use or to end.  They stay on a list of
 * their own, since connection handles inherited from the parent may still name them.
 */
void pool_core_forget(struct pool_core *c)
{
	for (int i = SLOT_CONNECTING; i <= SLOT_CLOSING; i++)
		while (!list_empty(&c->slots[i]))
			core_slot_move(c, slot_of(c->slots[i].next), SLOT_FOREIGN);
	start(c);
}

void pool_core_foreign_out(struct pool_core *c, struct pool_slot *s)
{
	list_remove(&s->link);
	c->n[SLOT_FOREIGN]--;
	s->state = SLOT_OUT;
}

size_t pool_core_limit(const struct pool_core *c, int64_t now)
{
	return now < c->lowered_until && c->lowered < c->cap ? c->lowered : c->cap;
}

bool pool_core_exhausted(const struct pool_core *c, int64_t now)
{
	return c->count >= pool_core_limit(c, now) && c->n[SLOT_BUSY] > 0;
}
