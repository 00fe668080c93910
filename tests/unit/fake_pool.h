/* A pool over fake sessions and the few calls that its tests repeat. */
#ifndef SP_TESTS_FAKE_POOL_H
#define SP_TESTS_FAKE_POOL_H

#include "tests/unit/fake_session.h"

#include <pthread.h>

#define MS 1000000LL

static struct fake_server server;
static struct pool_config config;
static const struct pool_tag tag = { { 7 } };

static inline void setup(void)
{
	pool_config_default(&config);
	config.pool_size = 1;
	config.max_overflow = 0;
	config.timeout_ns = 5000 * MS;
}

static inline struct pool *get_pool(void)
{
	struct pool *p = pool_get("fake", &fake_ops, &config, NULL);

	ck_assert_ptr_nonnull(p);
	return p;
}

static inline bool acquire_until(struct pool *p, int64_t deadline, struct pool_lease **lease,
				 struct pool_failure *f)
{
	struct pool_acquire_options o = { .deadline_ns = deadline, .wait_allowed = true };

	return pool_acquire(p, &server, &tag, &o, lease, f);
}

static inline bool acquire(struct pool *p, struct pool_lease **lease, struct pool_failure *f)
{
	return acquire_until(p, POOL_NEVER, lease, f);
}

static inline struct pool_lease *must_acquire(struct pool *p)
{
	struct pool_lease *lease = NULL;
	struct pool_failure f;

	ck_assert_msg(acquire(p, &lease, &f), "%s", f.text);
	return lease;
}

/* One acquire in a thread of its own. */
struct waiter {
	struct pool *pool;
	int64_t took_ns;
	bool ok;
	struct pool_failure failure;
};

static inline void *wait_for_one(void *arg)
{
	struct waiter *w = arg;
	struct pool_lease *lease = NULL;
	int64_t start = pool_now();

	w->ok = acquire(w->pool, &lease, &w->failure);
	w->took_ns = pool_now() - start;
	pool_release(lease, POOL_RELEASE_CLEAN);
	return NULL;
}

/* Until that many threads are in pool_acquire() without a session. */
static inline void until_waiting(struct pool *p, size_t n)
{
	struct pool_status st;

	do {
		usleep(200);
		pool_status(p, &st);
	} while (st.waiting < n);
}

#endif
