/*
 * A pool core to play with: time is a number, sessions are any pointers.  For one
 * test program each; nothing here is shared between threads.
 */
#ifndef SP_TESTS_POOL_CORE_H
#define SP_TESTS_POOL_CORE_H

#include "tests/unit/unit.h"

#include "pool/core_int.h"

#define MANY 80

static struct pool_core core;
static struct pool_config config;
static struct pool_waiter waiters[MANY];
static struct pool_slot memory[MANY * 4];
static size_t memory_used;
static struct pool_failure failures[MANY];
static char sessions[MANY * 4];
static size_t sessions_used;
static int64_t now;

__attribute__((unused)) static const struct pool_tag tag_a = { { 'a' } };
__attribute__((unused)) static const struct pool_tag tag_b = { { 'b' } };

static inline void start(int size, int overflow)
{
	pool_config_default(&config);
	config.pool_size = size;
	config.max_overflow = overflow;
	config.max_connects = MANY;
	memory_used = sessions_used = 0;
	now = 1000 * NS_SEC;
	pool_core_init(&core, &config, 4711);
	for (int i = 0; i < MANY; i++)
		pool_waiter_init(&waiters[i]);
}

static inline void set_config(void)
{
	pool_core_configure(&core, &config, now);
}

static inline void sound(void)
{
	const char *broken = pool_core_check(&core, now);

	ck_assert_msg(!broken, "broken: %s", broken);
}

/* What the shell does after each call.  Returns how many sessions were closed. */
static inline int due(void)
{
	struct pool_slot *s;
	int n = 0;

	while (pool_core_next_woken(&core))
		;
	while ((s = pool_core_next_doomed(&core))) {
		pool_core_closed(&core, s, now);
		n++;
		while (pool_core_next_woken(&core))
			;
	}
	sound();
	return n;
}

static inline void *new_session(void)
{
	return &sessions[sessions_used++];
}

static inline enum pool_verdict acquire_as(int i, const struct pool_tag *tag)
{
	struct pool_waiter *w = &waiters[i];
	enum pool_verdict v;

	if (!w->again) {
		struct pool_slot *spare = w->spare;
		bool wait = w->wait_allowed;

		pool_waiter_init(w);
		w->spare = spare;
		w->wait_allowed = wait;
	}
	w->tag = *tag;
	w->failure = &failures[i];
	v = pool_core_acquire(&core, w, now);
	if (v == POOL_VERDICT_NEED_SPARE) {
		w->spare = &memory[memory_used++];
		list_init(&w->spare->link);
		v = pool_core_acquire(&core, w, now);
	}
	return v;
}

static inline enum pool_verdict acquire(int i)
{
	return acquire_as(i, &tag_a);
}

static inline void open_now(int i)
{
	pool_core_started(&waiters[i]);
	pool_core_opened(&core, &waiters[i], new_session(), now);
	due();
}

/* Acquires and opens if asked to. */
static inline struct pool_slot *get_as(int i, const struct pool_tag *tag)
{
	if (acquire_as(i, tag) == POOL_VERDICT_OPEN)
		open_now(i);
	ck_assert_int_eq(waiters[i].state, WAITER_LENT);
	return waiters[i].slot;
}

static inline struct pool_slot *get(int i)
{
	return get_as(i, &tag_a);
}

static inline int put(struct pool_slot *s)
{
	pool_core_release(&core, s, false, now);
	return due();
}

static inline void fail_open(int i, enum pool_fail_class class)
{
	struct pool_failure f = { .class = class, .text = "no" };

	pool_core_started(&waiters[i]);
	pool_core_open_failed(&core, &waiters[i], &f, now);
	due();
}

#endif
