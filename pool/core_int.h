/* Between the files of the core only; see pool_core.h. */
#ifndef SP_POOL_CORE_INT_H
#define SP_POOL_CORE_INT_H

#include <string.h>

#include "pool/pool_core.h"

#define NS_MS  INT64_C(1000000)
#define NS_SEC INT64_C(1000000000)

/* A half-open session older than this may be stuck, so nobody goes on with it. */
#define PARK_MAX_NS  (10 * NS_SEC)
#define PARK_STEP_NS NS_MS

#define slot_of(ptr)   list_entry(ptr, struct pool_slot, link)
#define waiter_of(ptr) list_entry(ptr, struct pool_waiter, link)

static inline bool tag_eq(const struct pool_tag *a, const struct pool_tag *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

/* a + b for times, where POOL_NEVER stays. */
static inline int64_t time_add(int64_t a, int64_t b)
{
	return b > POOL_NEVER - a ? POOL_NEVER : a + b;
}

static inline size_t core_connecting(const struct pool_core *c)
{
	return c->n[SLOT_CONNECTING] + c->n[SLOT_PARKED];
}

/* Places that become free without anybody's help. */
static inline size_t core_coming(const struct pool_core *c)
{
	return c->n[SLOT_DOOMED] + c->n[SLOT_CLOSING];
}

void core_slot_move(struct pool_core *c, struct pool_slot *s, enum slot_state to);
void core_slot_out(struct pool_core *c, struct pool_slot *s);
void core_slot_begin(struct pool_core *c, struct pool_slot *s, const struct pool_tag *tag,
		     int64_t now);
void core_doom(struct pool_core *c, struct pool_slot *s, enum pool_close_reason reason);
uint64_t core_random(struct pool_core *c);
void core_set_lifetime(struct pool_core *c, struct pool_slot *s);

void core_wake(struct pool_core *c, struct pool_waiter *w);
void core_lend(struct pool_core *c, struct pool_waiter *w, struct pool_slot *s, int64_t now);
/* Gives permits to those who wait for as long as there are any. */
void core_dispatch(struct pool_core *c, int64_t now);
/* A working session came free: lends, keeps or dooms it. */
void core_settle(struct pool_core *c, struct pool_slot *s, int64_t now);
void core_count_wait(struct pool_core *c, struct pool_waiter *w, int64_t now);
void core_queue_out(struct pool_core *c, struct pool_waiter *w, enum waiter_state to);

/* Trims what is idle for too long or too old, now and then. */
void core_sweep(struct pool_core *c, int64_t now);

#endif
