/* The pool with threads, deadlines and fork, over sessions that are fakes. */
#include "config.h"
#include "tests/unit/fake_pool.h"

#include <sys/wait.h>

#define THREADS 64

START_TEST(an_exhausted_pool_says_so_in_the_words_that_users_know)
{
	struct pool *p;
	struct pool_lease *held, *other;
	struct pool_failure f;

	config.timeout_ns = 50 * MS;
	p = get_pool();
	held = must_acquire(p);
	pool_lease_note(held, "SELECT slow()", 13);
	ck_assert(!acquire(p, &other, &f));
	ck_assert_int_eq(f.class, POOL_FAIL_EXHAUSTED);
	ck_assert_msg(strstr(f.text, "QueuePool limit of size 1 overflow 0 reached, connection "
				     "timed out, timeout 0.05"),
		      "%s", f.text);
	ck_assert_msg(strstr(f.text, "SELECT slow()"), "%s", f.text);
	pool_release(held, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(timeout_zero_fails_at_once)
{
	struct pool *p;
	struct pool_lease *held, *other;
	struct pool_failure f;
	int64_t start;

	config.timeout_ns = 0;
	p = get_pool();
	held = must_acquire(p);
	start = pool_now();
	ck_assert(!acquire(p, &other, &f));
	ck_assert_int_lt(pool_now() - start, 1000 * MS);
	pool_release(held, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(timeout_covers_the_connect)
{
	struct pool_lease *lease;
	struct pool_failure f;
	int64_t start = pool_now();

	config.timeout_ns = 100 * MS;
	atomic_store(&server.open_ns, 60000 * MS);
	ck_assert(!acquire(get_pool(), &lease, &f));
	ck_assert_int_ge(pool_now() - start, 99 * MS);
	ck_assert_int_lt(pool_now() - start, 5000 * MS);
}
END_TEST

/* SQLAlchemy's lost wake-up: B would wait for its whole timeout. */
START_TEST(a_failed_connect_wakes_the_next_waiter)
{
	struct waiter a = { .pool = get_pool() }, b = a;
	pthread_t ta, tb;

	atomic_store(&server.open_ns, 200 * MS);
	atomic_store(&server.fail_next, 1);
	pthread_create(&ta, NULL, wait_for_one, &a);
	usleep(50000);
	pthread_create(&tb, NULL, wait_for_one, &b);
	pthread_join(ta, NULL);
	pthread_join(tb, NULL);
	ck_assert(!a.ok);
	ck_assert(b.ok);
	ck_assert_int_lt(b.took_ns, 3000 * MS);
}
END_TEST

START_TEST(a_returned_session_beats_a_slow_connect)
{
	struct pool *p;
	struct pool_lease *held;
	struct waiter b;
	pthread_t t;

	config.pool_size = 2;
	p = get_pool();
	held = must_acquire(p);
	atomic_store(&server.open_ns, 3000 * MS);
	b = (struct waiter){ .pool = p };
	pthread_create(&t, NULL, wait_for_one, &b);
	usleep(100000);
	pool_release(held, POOL_RELEASE_CLEAN);
	pthread_join(t, NULL);
	ck_assert(b.ok);
	ck_assert_int_lt(b.took_ns, 2500 * MS);
}
END_TEST

static struct pool *shared;
static atomic_int next_place, places[THREADS];

static void *take_a_place(void *arg)
{
	int i = (int)(intptr_t)arg;
	struct pool_lease *lease = NULL;
	struct pool_failure f;

	if (acquire(shared, &lease, &f)) {
		atomic_store(&places[i], atomic_fetch_add(&next_place, 1));
		usleep(1000);
	} else {
		atomic_store(&places[i], -1);
	}
	pool_release(lease, POOL_RELEASE_CLEAN);
	return NULL;
}

START_TEST(waiters_are_served_in_the_order_in_which_they_came)
{
	struct pool_lease *held;
	pthread_t t[THREADS];

	shared = get_pool();
	held = must_acquire(shared);
	for (int i = 0; i < THREADS; i++) {
		pthread_create(&t[i], NULL, take_a_place, (void *)(intptr_t)i);
		until_waiting(shared, (size_t)i + 1);
	}
	pool_release(held, POOL_RELEASE_CLEAN);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(atomic_load(&places[i]), i);
}
END_TEST

static atomic_int shared_failures, in_use, most_in_use;

static void *hammer(void *arg)
{
	unsigned seed = (unsigned)(intptr_t)arg;

	for (int i = 0; i < 300; i++) {
		struct pool_lease *lease = NULL;
		struct pool_failure f;
		struct fake_session *s;
		int n, most;

		if (!acquire(shared, &lease, &f)) {
			atomic_fetch_add(&shared_failures, 1);
			continue;
		}
		s = pool_lease_session(lease);
		if (atomic_fetch_add(&s->users, 1) != 0)
			atomic_fetch_add(&shared_failures, 1);
		n = atomic_fetch_add(&in_use, 1) + 1;
		most = atomic_load(&most_in_use);
		while (n > most && !atomic_compare_exchange_weak(&most_in_use, &most, n))
			;
		usleep((useconds_t)(rand_r(&seed) % 200));
		atomic_fetch_sub(&in_use, 1);
		atomic_fetch_sub(&s->users, 1);
		pool_release(lease, rand_r(&seed) % 20 ? POOL_RELEASE_CLEAN : POOL_RELEASE_BROKEN);
	}
	return NULL;
}

START_TEST(many_threads_never_share_a_session_nor_pass_the_cap)
{
	pthread_t t[16];

	config.pool_size = 3;
	config.max_overflow = 2;
	config.timeout_ns = 60000 * MS;
	shared = get_pool();
	for (int i = 0; i < 16; i++)
		pthread_create(&t[i], NULL, hammer, (void *)(intptr_t)(i + 1));
	for (int i = 0; i < 16; i++)
		pthread_join(t[i], NULL);
	ck_assert_int_eq(atomic_load(&shared_failures), 0);
	ck_assert_int_le(atomic_load(&most_in_use), 5);
	ck_assert_int_le(atomic_load(&server.most_open), 5);
	ck_assert_int_gt(atomic_load(&server.opened), 5); /* broken ones were replaced */
}
END_TEST

START_TEST(a_dead_session_is_replaced_before_it_is_lent)
{
	struct pool *p = get_pool();
	struct pool_lease *lease = must_acquire(p);

	pool_release(lease, POOL_RELEASE_CLEAN);
	atomic_store(&server.dead, true);
	lease = must_acquire(p);
	ck_assert(pool_lease_is_new(lease));
	ck_assert_int_eq(atomic_load(&server.opened), 2);
	ck_assert_int_eq(atomic_load(&server.open), 1);
	pool_release(lease, POOL_RELEASE_CLEAN);
}
END_TEST

START_TEST(a_child_of_fork_starts_with_an_empty_pool)
{
	struct pool *p = get_pool();
	struct pool_lease *lease = must_acquire(p), *own;
	int status;
	pid_t pid;

	pid = fork();
	if (pid == 0) {
		struct pool_failure f;

		if (pool_lease_session(lease))
			_exit(1);
		pool_release(lease, POOL_RELEASE_CLEAN);
		if (!acquire(p, &own, &f) || !pool_lease_is_new(own))
			_exit(2);
		pool_release(own, POOL_RELEASE_CLEAN);
		_exit(atomic_load(&server.closed) == 0 ? 0 : 3);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	ck_assert_ptr_nonnull(pool_lease_session(lease));
	pool_release(lease, POOL_RELEASE_CLEAN);
	lease = must_acquire(p);
	ck_assert(!pool_lease_is_new(lease));
	pool_release(lease, POOL_RELEASE_CLEAN);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool_shell");
	TCase *t = tcase_create("pool_shell");

	tcase_set_timeout(t, 90);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, an_exhausted_pool_says_so_in_the_words_that_users_know);
	tcase_add_test(t, timeout_zero_fails_at_once);
	tcase_add_test(t, timeout_covers_the_connect);
	tcase_add_test(t, a_failed_connect_wakes_the_next_waiter);
	tcase_add_test(t, a_returned_session_beats_a_slow_connect);
	tcase_add_test(t, waiters_are_served_in_the_order_in_which_they_came);
	tcase_add_test(t, many_threads_never_share_a_session_nor_pass_the_cap);
	tcase_add_test(t, a_dead_session_is_replaced_before_it_is_lent);
	tcase_add_test(t, a_child_of_fork_starts_with_an_empty_pool);
	suite_add_tcase(s, t);
	return unit_run(s);
}
