/* The optional thread: sessions kept ready, and closed on time, though nobody calls. */
#include "config.h"
#include "tests/unit/fake_pool.h"

#include <dirent.h>

/* Until the pool is as wished; a thread does it, so there is only patience. */
static bool becomes(struct pool *p, size_t idle)
{
	struct pool_status st;

	for (int i = 0; i < 20000; i++) {
		pool_status(p, &st);
		if (st.idle == idle && !st.connecting && !st.closing)
			return true;
		usleep(1000);
	}
	return false;
}

static void *nothing(void *unused)
{
	return unused;
}

/* A sanitizer's own thread begins with the first of ours. */
static void warm_up(void)
{
	pthread_t t;

	pthread_create(&t, NULL, nothing, NULL);
	pthread_join(t, NULL);
}

static int threads(void)
{
	DIR *d = opendir("/proc/self/task");
	int n = 0;

	ck_assert_ptr_nonnull(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

START_TEST(no_thread_is_begun_unasked)
{
	int before = threads();

	pool_release(must_acquire(get_pool()), POOL_RELEASE_CLEAN);
	ck_assert_int_eq(threads(), before);
}
END_TEST

START_TEST(min_idle_is_kept_up_after_the_first_connect)
{
	struct pool_lease *lease;
	struct pool *p;

	config.pool_size = 5;
	config.min_idle = 3;
	atomic_store(&server.open_ns, 20 * MS);
	p = get_pool();
	lease = must_acquire(p);
	ck_assert(becomes(p, 3)); /* beside the lent one */
	pool_release(lease, POOL_RELEASE_CLEAN);
	pool_drop(p);
	ck_assert(becomes(p, 3)); /* and again, though nobody acquires */
	pool_janitor_stop();
	ck_assert_int_eq(atomic_load(&server.args), 1);
}
END_TEST

START_TEST(idle_sessions_are_closed_on_time_if_asked)
{
	struct pool *p;

	config.pool_size = 5;
	config.prompt_expiry = true;
	config.idle_timeout_ns = 30 * MS;
	p = get_pool();
	pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
	ck_assert(becomes(p, 0));
	pool_janitor_stop();
}
END_TEST

START_TEST(stop_is_final_until_asked_anew_and_may_be_repeated)
{
	int before;

	warm_up();
	before = threads();
	pool_janitor_stop();
	config.min_idle = 1;
	get_pool();
	ck_assert_int_eq(threads(), before + 1);
	pool_janitor_stop();
	pool_janitor_stop();
	/* The joined thread may still be leaving the kernel's list. */
	for (int i = 0; i < 2000 && threads() > before; i++)
		usleep(1000);
	ck_assert_int_eq(threads(), before);
	config.min_idle = 2;
	get_pool();
	ck_assert_int_eq(threads(), before + 1);
	pool_janitor_stop();
}
END_TEST

/* The process ends under its feet: no crash, no hang. */
START_TEST(exit_with_the_thread_at_work)
{
	struct pool *p;

	config.pool_size = 5;
	config.min_idle = 3;
	atomic_store(&server.open_ns, 5 * MS);
	p = get_pool();
	pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
	exit(0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool_janitor");
	TCase *t = tcase_create("pool_janitor");

	tcase_set_timeout(t, 90);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, no_thread_is_begun_unasked);
	tcase_add_test(t, min_idle_is_kept_up_after_the_first_connect);
	tcase_add_test(t, idle_sessions_are_closed_on_time_if_asked);
	tcase_add_test(t, stop_is_final_until_asked_anew_and_may_be_repeated);
	tcase_add_exit_test(t, exit_with_the_thread_at_work, 0);
	suite_add_tcase(s, t);
	return unit_run(s);
}
