/* Fork: the child leaves the parent's sessions alone and has pools of its own. */
#include "config.h"
#include "tests/unit/fake_pool.h"

#include <sys/syscall.h>
#include <sys/wait.h>

static int end_of(pid_t pid)
{
	int status = -1;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status), "status %d", status);
	return WEXITSTATUS(status);
}

/* In the child: 0 if it works with a session of its own and closed none of the parent's. */
static int use_pool(struct pool *p)
{
	struct pool_lease *own = NULL;
	struct pool_failure f;
	struct pool_status st;
	int closed = atomic_load(&server.closed);

	pool_status(p, &st);
	if (st.in_use || st.idle || st.waiting || st.connecting)
		return 10;
	if (!acquire(p, &own, &f) || !pool_lease_is_new(own))
		return 11;
	pool_release(own, POOL_RELEASE_CLEAN);
	return atomic_load(&server.closed) == closed ? 0 : 12;
}

/* The parent's idle session is as it was. */
static void parent_goes_on(struct pool *p)
{
	struct pool_lease *lease = must_acquire(p);

	ck_assert(!pool_lease_is_new(lease));
	ck_assert_int_eq(atomic_load(&server.forgotten), 0);
	pool_release(lease, POOL_RELEASE_CLEAN);
}

START_TEST(child_and_grandchild_start_empty)
{
	struct pool *p = get_pool();
	pid_t pid;

	pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
	pid = fork();
	if (pid == 0) {
		int result = use_pool(p);
		pid_t grandchild;
		int status;

		if (result)
			_exit(result);
		grandchild = fork();
		if (grandchild == 0)
			_exit(use_pool(p));
		waitpid(grandchild, &status, 0);
		_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
	}
	ck_assert_int_eq(end_of(pid), 0);
	parent_goes_on(p);
}
END_TEST

START_TEST(child_of_a_process_whose_threads_wait_starts_empty)
{
	struct pool *p = get_pool();
	struct pool_lease *held = must_acquire(p);
	struct waiter w[4];
	pthread_t t[4];
	pid_t pid;

	for (int i = 0; i < 4; i++) {
		w[i] = (struct waiter){ .pool = p };
		pthread_create(&t[i], NULL, wait_for_one, &w[i]);
	}
	until_waiting(p, 4);
	pid = fork();
	if (pid == 0) {
		if (pool_lease_session(held))
			_exit(20);
		pool_lease_note(held, "x", 1);
		pool_release(held, POOL_RELEASE_BROKEN);
		_exit(use_pool(p));
	}
	ck_assert_int_eq(end_of(pid), 0);
	pool_release(held, POOL_RELEASE_CLEAN);
	for (int i = 0; i < 4; i++) {
		pthread_join(t[i], NULL);
		ck_assert(w[i].ok);
	}
	parent_goes_on(p);
}
END_TEST

static atomic_bool stop;

static void *churn(void *arg)
{
	while (!atomic_load(&stop)) {
		struct pool_lease *lease = NULL;
		struct pool_failure f;

		if (acquire(arg, &lease, &f))
			pool_lease_note(lease, "churn", 5);
		pool_release(lease, POOL_RELEASE_CLEAN);
	}
	return NULL;
}

START_TEST(fork_while_other_threads_are_at_work)
{
	struct pool *p;
	pthread_t t[4];

	config.pool_size = 3;
	p = get_pool();
	for (int i = 0; i < 4; i++)
		pthread_create(&t[i], NULL, churn, p);
	for (int i = 0; i < 20; i++) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(use_pool(p));
		ck_assert_int_eq(end_of(pid), 0);
	}
	atomic_store(&stop, true);
	for (int i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	ck_assert_int_eq(atomic_load(&server.forgotten), 0);
	parent_goes_on(p);
}
END_TEST

/* No handler runs then: the page that the kernel wipes tells. */
START_TEST(fork_behind_the_back_of_the_c_library_is_noticed)
{
	struct pool *p = get_pool();
	struct pool_lease *held = must_acquire(p);
	pid_t pid;

	pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
	if (pid == 0) {
		if (pool_lease_session(held))
			_exit(20);
		pool_release(held, POOL_RELEASE_CLEAN);
		_exit(use_pool(p));
	}
	ck_assert_int_eq(end_of(pid), 0);
	pool_release(held, POOL_RELEASE_CLEAN);
	parent_goes_on(p);
}
END_TEST

#ifndef __SANITIZE_THREAD__
START_TEST(thread_of_min_idle_runs_again_in_the_child)
{
	struct pool *p;
	struct pool_status now = { 0 };
	pid_t pid;

	config.pool_size = 3;
	config.min_idle = 2;
	p = get_pool();
	pool_release(must_acquire(p), POOL_RELEASE_CLEAN);
	/* The address sanitizer's malloc does not survive a fork while a thread is in it. */
	while (now.idle < 2)
		pool_status(p, &now);
	pid = fork();
	if (pid == 0) {
		struct pool_status st = { 0 };

		alarm(30);
		config.min_idle = 1;
		pool_release(must_acquire(get_pool()), POOL_RELEASE_CLEAN);
		while (st.idle < 1)
			pool_status(p, &st);
		pool_janitor_stop(); /* must not wait for the parent's */
		_exit(0);
	}
	ck_assert_int_eq(end_of(pid), 0);
	pool_janitor_stop();
}
END_TEST
#endif

int main(void)
{
	Suite *s = suite_create("pool_fork");
	TCase *t = tcase_create("pool_fork");

	tcase_set_timeout(t, 90);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, child_and_grandchild_start_empty);
	tcase_add_test(t, child_of_a_process_whose_threads_wait_starts_empty);
	tcase_add_test(t, fork_while_other_threads_are_at_work);
	tcase_add_test(t, fork_behind_the_back_of_the_c_library_is_noticed);
#ifndef __SANITIZE_THREAD__ /* which cannot follow a thread of a child */
	tcase_add_test(t, thread_of_min_idle_runs_again_in_the_child);
#endif
	suite_add_tcase(s, t);
	return unit_run(s);
}
