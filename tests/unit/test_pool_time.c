/* Deadlines of the pool's shell, and what happens when several things come at once. */
#include "config.h"
#include "tests/unit/fake_pool.h"

#include <signal.h>

/* --- deadlines ----------------------------------------------------------------- */

START_TEST(the_callers_own_deadline_wins_if_it_is_earlier)
{
	struct pool_lease *held, *other;
	struct pool_failure f;
	int64_t start;

	held = must_acquire(get_pool());
	start = pool_now();
	ck_assert(!acquire_until(held ? get_pool() : NULL, start + 60 * MS, &other, &f));
	ck_assert_int_ge(pool_now() - start, 60 * MS);
	ck_assert_int_lt(pool_now() - start, 4000 * MS);
	ck_assert_msg(strstr(f.text, "timeout 0.06"), "%s", f.text);
	pool_release(held, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(timeout_zero_still_opens_when_there_is_room)
{
	struct pool_lease *lease;

	config.timeout_ns = 0;
	atomic_store(&server.open_ns, 30 * MS);
	lease = must_acquire(get_pool());
	ck_assert(pool_lease_is_new(lease));
	pool_release(lease, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(who_must_not_wait_fails_at_once_and_says_so)
{
	struct pool_acquire_options o = { .deadline_ns = POOL_NEVER };
	struct pool_lease *held, *other;
	struct pool_failure f;
	struct pool *p = get_pool();

	held = must_acquire(p);
	ck_assert(!pool_acquire(p, &server, &tag, &o, &other, &f));
	ck_assert_int_eq(f.class, POOL_FAIL_WOULD_WAIT);
	pool_release(held, POOL_RELEASE_CLEAN);
	ck_assert(pool_acquire(p, &server, &tag, &o, &other, &f));
	pool_release(other, POOL_RELEASE_CLEAN);
	/* A dead idle session is replaced: that is no waiting. */
	atomic_store(&server.dead, true);
	ck_assert(pool_acquire(p, &server, &tag, &o, &other, &f));
	pool_release(other, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(timeout_covers_the_check)
{
	struct pool_lease *lease;
	struct pool_failure f;
	struct pool *p;
	int64_t start;

	config.timeout_ns = 100 * MS;
	config.ping_idle_ns = 0;
	p = get_pool();
	pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
	atomic_store(&server.ping_ns, 60000 * MS);
	start = pool_now();
	ck_assert(!acquire(p, &lease, &f));
	ck_assert_int_lt(pool_now() - start, 4000 * MS);
	ck_assert_int_eq(f.class, POOL_FAIL_TIMEOUT);
	ck_assert_int_eq(atomic_load(&server.pings), 1);
	ck_assert_int_eq(atomic_load(&server.open), 0);
}
END_TEST

START_TEST(unreachable_is_told_from_exhausted)
{
	struct pool_lease *lease;
	struct pool_failure f;

	config.timeout_ns = 50 * MS;
	atomic_store(&server.open_ns, 60000 * MS);
	ck_assert(!acquire(get_pool(), &lease, &f));
	ck_assert_int_eq(f.class, POOL_FAIL_TIMEOUT);
	ck_assert_msg(!strstr(f.text, "QueuePool"), "%s", f.text);
	ck_assert_msg(strstr(f.text, "last connect error: the server did not answer"), "%s",
		      f.text);
}
END_TEST

static void on_signal(int unused)
{
	(void)unused;
}

static atomic_bool storm_over;

static void *storm(void *arg)
{
	pthread_t *victim = arg;

	while (!atomic_load(&storm_over)) {
		pthread_kill(*victim, SIGUSR1);
		usleep(100);
	}
	return NULL;
}

/* While waiting and while connecting. */
START_TEST(signals_neither_end_nor_lengthen_a_wait)
{
	struct sigaction sa = { .sa_handler = on_signal };
	struct pool_lease *held, *other;
	struct pool_failure f;
	pthread_t self = pthread_self(), t;
	int64_t start;
	struct pool *p;

	sigaction(SIGUSR1, &sa, NULL);
	config.timeout_ns = 100 * MS;
	p = get_pool();
	atomic_store(&server.open_ns, 50 * MS);
	pthread_create(&t, NULL, storm, &self);
	held = must_acquire(p);
	start = pool_now();
	ck_assert(!acquire(p, &other, &f));
	ck_assert_int_ge(pool_now() - start, 100 * MS);
	ck_assert_int_lt(pool_now() - start, 4000 * MS);
	atomic_store(&storm_over, true);
	pthread_join(t, NULL);
	pool_release(held, POOL_RELEASE_CLEAN);
}
END_TEST

/* --- at once ------------------------------------------------------------------- */

static atomic_int granted, refused;

static void *give_up_soon(void *arg)
{
	unsigned seed = (unsigned)(uintptr_t)arg;
	struct pool *p = get_pool();

	for (int i = 0; i < 200; i++) {
		struct pool_lease *lease = NULL;
		struct pool_failure f;
		int64_t patience = rand_r(&seed) % 400 * 1000;

		if (i % 10 == 0)
			patience = 5000 * MS;

		if (acquire_until(p, pool_now() + patience, &lease, &f)) {
			struct fake_session *s = pool_lease_session(lease);

			if (atomic_fetch_add(&s->users, 1))
				abort(); /* given twice */
			usleep((useconds_t)(rand_r(&seed) % 200));
			atomic_fetch_sub(&s->users, 1);
			atomic_fetch_add(&granted, 1);
		} else {
			atomic_fetch_add(&refused, 1);
		}
		pool_release(lease, POOL_RELEASE_CLEAN);
	}
	return NULL;
}

/* Deadlines and returns meet all the time; no session may be lost or given twice. */
START_TEST(a_return_at_the_moment_of_a_timeout_loses_nothing)
{
	struct pool_status st;
	pthread_t t[12];

	config.pool_size = 2;
	atomic_store(&server.open_ns, 200000);
	for (uintptr_t i = 0; i < 12; i++)
		pthread_create(&t[i], NULL, give_up_soon, (void *)(i + 1));
	for (int i = 0; i < 12; i++)
		pthread_join(t[i], NULL);
	pool_status(get_pool(), &st);
	ck_assert_uint_eq(st.in_use, 0);
	ck_assert_uint_eq(st.waiting, 0);
	ck_assert_uint_eq(st.closing, 0);
	ck_assert_uint_eq(st.idle + st.connecting,
			  (size_t)atomic_load(&server.open) + st.connecting);
	ck_assert_uint_le(st.idle + st.connecting, 2);
	ck_assert_int_gt(atomic_load(&granted), 0);
	ck_assert_int_gt(atomic_load(&refused), 0);
	/* Both places still work. */
	for (int i = 0; i < 5; i++) {
		struct pool_lease *a = must_acquire(get_pool());
		struct pool_lease *b = must_acquire(get_pool());

		pool_release(a, POOL_RELEASE_CLEAN);
		pool_release(b, POOL_RELEASE_CLEAN);
	}
}
END_TEST

START_TEST(wrong_password_ends_the_wait_of_all)
{
	struct waiter w[8];
	pthread_t t[8];

	atomic_store(&server.open_ns, 100 * MS);
	atomic_store(&server.fail_next, 1);
	atomic_store(&server.fail_class, POOL_FAIL_CONFIG);
	for (int i = 0; i < 8; i++) {
		w[i] = (struct waiter){ .pool = get_pool() };
		pthread_create(&t[i], NULL, wait_for_one, &w[i]);
	}
	for (int i = 0; i < 8; i++)
		pthread_join(t[i], NULL);
	for (int i = 0; i < 8; i++) {
		ck_assert_msg(!w[i].ok || w[i].took_ns > 0, "%d", i);
		if (!w[i].ok) {
			ck_assert_int_eq(w[i].failure.class, POOL_FAIL_CONFIG);
			ck_assert_str_eq(w[i].failure.sqlstate, "08001");
		}
	}
	ck_assert(!w[0].ok || !w[1].ok);
}
END_TEST

/* --- the way back -------------------------------------------------------------- */

static const struct {
	enum pool_reset how;
	bool kept;
	int pings; /* at the next lend, though it was used a moment ago */
} resets[] = {
	{ POOL_RESET_CLEAN, true, 0 },
	{ POOL_RESET_PENDING, true, 1 },
	{ POOL_RESET_CLOSE, false, 0 },
	{ POOL_RESET_LOST, false, 0 },
};

START_TEST(reset_decides_whether_a_session_is_kept)
{
	struct pool_lease *lease;
	struct pool_status st;
	struct pool *p = get_pool();

	atomic_store(&server.reset, resets[_i].how);
	pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
	lease = must_acquire(p);
	ck_assert_msg(pool_lease_is_new(lease) == !resets[_i].kept, "row %d", _i);
	ck_assert_msg(atomic_load(&server.pings) == resets[_i].pings, "row %d", _i);
	pool_status(p, &st);
	ck_assert_uint_eq(st.totals.generations, resets[_i].how == POOL_RESET_LOST);
	pool_release(lease, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(what_was_lent_for_too_long_is_reported_once)
{
	struct pool_holder h;
	struct pool_lease *lease;
	struct pool *p;

	config.leak_threshold_ns = 1;
	p = get_pool();
	ck_assert(!pool_take_leak(p, &h));
	lease = must_acquire(p);
	pool_lease_note(lease, "SELECT\n1", 8);
	ck_assert(pool_take_leak(p, &h));
	ck_assert_str_eq(h.note, "SELECT 1");
	ck_assert_int_gt(h.tid, 0);
	ck_assert(!pool_take_leak(p, &h));
	ck_assert_uint_eq(pool_holders(p, &h, 1), 1);
	pool_release(lease, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(note_is_cut_between_characters)
{
	char text[2 * POOL_NOTE_SIZE];
	struct pool_holder h;
	struct pool *p = get_pool();
	struct pool_lease *lease = must_acquire(p);

	for (size_t i = 0; i + 1 < sizeof(text); i += 2)
		memcpy(text + i, "\xC3\xA9", 2);
	pool_lease_note(lease, text, sizeof(text));
	ck_assert_uint_eq(pool_holders(p, &h, 1), 1);
	ck_assert_uint_eq(strlen(h.note), POOL_NOTE_SIZE - 2);
	pool_release(lease, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(configuration_given_last_holds)
{
	struct pool_lease *a, *b;
	enum pool_get_fact fact;

	a = must_acquire(get_pool());
	config.max_overflow = 1;
	ck_assert_ptr_nonnull(pool_get("fake", &fake_ops, &config, &fact));
	ck_assert_int_eq(fact, POOL_GET_RECONFIGURED);
	b = must_acquire(get_pool());
	pool_release(a, POOL_RELEASE_CLEAN);
	pool_release(b, POOL_RELEASE_CLEAN);
	ck_assert_ptr_ne(pool_get("other", &fake_ops, &config, &fact), get_pool());
	ck_assert_int_eq(fact, POOL_GET_NEW);
}
END_TEST

START_TEST(direct_open_obeys_its_deadline)
{
	struct pool_failure f;
	void *session;

	ck_assert(pool_open_direct(&fake_ops, &server, pool_now() + 5000 * MS, &session, &f));
	fake_close(session);
	atomic_store(&server.open_ns, 60000 * MS);
	ck_assert(!pool_open_direct(&fake_ops, &server, pool_now() + 30 * MS, &session, &f));
	ck_assert_int_eq(f.class, POOL_FAIL_TIMEOUT);
	ck_assert_int_eq(atomic_load(&server.open), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool_time");
	TCase *t = tcase_create("pool_time");

	tcase_set_timeout(t, 90);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, the_callers_own_deadline_wins_if_it_is_earlier);
	tcase_add_test(t, timeout_zero_still_opens_when_there_is_room);
	tcase_add_test(t, who_must_not_wait_fails_at_once_and_says_so);
	tcase_add_test(t, timeout_covers_the_check);
	tcase_add_test(t, unreachable_is_told_from_exhausted);
	tcase_add_test(t, signals_neither_end_nor_lengthen_a_wait);
	tcase_add_test(t, a_return_at_the_moment_of_a_timeout_loses_nothing);
	tcase_add_test(t, wrong_password_ends_the_wait_of_all);
	tcase_add_loop_test(t, reset_decides_whether_a_session_is_kept, 0,
			    sizeof(resets) / sizeof(resets[0]));
	tcase_add_test(t, what_was_lent_for_too_long_is_reported_once);
	tcase_add_test(t, note_is_cut_between_characters);
	tcase_add_test(t, configuration_given_last_holds);
	tcase_add_test(t, direct_open_obeys_its_deadline);
	suite_add_tcase(s, t);
	return unit_run(s);
}
