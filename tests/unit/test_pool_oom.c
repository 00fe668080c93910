/* Every allocation of the pool fails once: an error is told and nothing is lost. */
#include "config.h"
#include "tests/unit/fake_pool.h"
#include "tests/unit/oom.h"

static void nothing_is_left(struct pool *p, size_t idle)
{
	struct pool_status st;

	pool_status(p, &st);
	ck_assert_uint_eq(st.in_use, 0);
	ck_assert_uint_eq(st.idle, idle);
	ck_assert_uint_eq(st.connecting, 0);
	ck_assert_uint_eq(st.closing, 0);
	ck_assert_uint_eq(st.waiting, 0);
	ck_assert_int_eq(atomic_load(&server.open), (int)idle);
}

START_TEST(a_pool_cannot_be_made)
{
	oom_fail_at(1);
	ck_assert_ptr_null(pool_get("fake", &fake_ops, &config, NULL));
	ck_assert(oom_fired());
	ck_assert_ptr_nonnull(pool_get("fake", &fake_ops, &config, NULL));
}
END_TEST

START_TEST(a_session_cannot_be_opened)
{
	struct pool *p = get_pool();

	for (size_t nth = 1;; nth++) {
		struct pool_lease *lease = NULL;
		struct pool_failure f;
		bool ok;

		oom_fail_at(nth);
		ok = acquire(p, &lease, &f);
		if (!oom_fired()) {
			ck_assert(ok);
			ck_assert_uint_gt(nth, 2); /* the lease and the session */
			pool_release(lease, POOL_RELEASE_CLEAN);
			break;
		}
		ck_assert(!ok);
		ck_assert_ptr_null(lease);
		ck_assert_int_eq(f.class, POOL_FAIL_NO_MEMORY);
		nothing_is_left(p, 0);
	}
	nothing_is_left(p, 1);
}
END_TEST

/* The idle session is dead, so the acquire starts over in the middle. */
START_TEST(a_dead_session_cannot_be_replaced)
{
	struct pool *p = get_pool();

	for (size_t nth = 1;; nth++) {
		struct pool_lease *lease = NULL;
		struct pool_failure f;
		bool ok;

		atomic_store(&server.dead, false);
		pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
		atomic_store(&server.dead, true);
		oom_fail_at(nth);
		ok = acquire(p, &lease, &f);
		if (!oom_fired()) {
			ck_assert(ok);
			pool_release(lease, POOL_RELEASE_CLEAN);
			return;
		}
		ck_assert(!ok);
		ck_assert_int_eq(f.class, POOL_FAIL_NO_MEMORY);
		nothing_is_left(p, 0);
	}
}
END_TEST

START_TEST(a_waiter_finds_no_memory_to_wait_with)
{
	struct pool *p = get_pool();
	struct pool_lease *held = must_acquire(p), *other = NULL;
	struct pool_failure f;

	oom_fail_at(1);
	ck_assert(!acquire(p, &other, &f));
	ck_assert(oom_fired());
	ck_assert_int_eq(f.class, POOL_FAIL_NO_MEMORY);
	pool_release(held, POOL_RELEASE_CLEAN);
	nothing_is_left(p, 1);
}
END_TEST

/* The lease is good; the extra ones come another time. */
START_TEST(min_idle_is_not_worth_an_error)
{
	for (size_t nth = 1;; nth++) {
		struct pool_lease *lease = NULL;
		struct pool_failure f;
		struct pool *p;
		char key[32];
		bool ok;

		snprintf(key, sizeof(key), "pool %zu", nth);
		config.pool_size = 4;
		config.min_idle = 3;
		p = pool_get(key, &fake_ops, &config, NULL);
		pool_janitor_stop(); /* its allocations would be counted too */
		ck_assert_ptr_nonnull(p);
		oom_fail_at(nth);
		ok = acquire(p, &lease, &f);
		if (!oom_fired()) {
			ck_assert(ok);
			pool_release(lease, POOL_RELEASE_CLEAN);
			ck_assert_uint_gt(nth, 4);
			return;
		}
		if (nth > 2)
			ck_assert(ok);
		pool_release(lease, POOL_RELEASE_CLEAN);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool_oom");
	TCase *t = tcase_create("pool_oom");

	tcase_set_timeout(t, 90);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, a_pool_cannot_be_made);
	tcase_add_test(t, a_session_cannot_be_opened);
	tcase_add_test(t, a_dead_session_cannot_be_replaced);
	tcase_add_test(t, a_waiter_finds_no_memory_to_wait_with);
	tcase_add_test(t, min_idle_is_not_worth_an_error);
	suite_add_tcase(s, t);
	return unit_run(s);
}
