#include "config.h"
#include "util/thread.h"

#include <signal.h>

#include "util/clock.h"

bool thread_start(pthread_t *ret, void *(*run)(void *), void *arg)
{
	pthread_attr_t attr;
	pthread_t thread;
	sigset_t all, old;
	bool ok;

	sigfillset(&all);
	pthread_attr_init(&attr);
	if (!ret)
		pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	ok = pthread_create(ret ? ret : &thread, &attr, run, arg) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	pthread_attr_destroy(&attr);
	return ok;
}

void thread_cond_init(pthread_cond_t *cond)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &attr);
	pthread_condattr_destroy(&attr);
}

struct timespec thread_time(int64_t ns_from_now)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += ns_from_now / CLOCK_NS_PER_SEC;
	t.tv_nsec += ns_from_now % CLOCK_NS_PER_SEC;
	if (t.tv_nsec >= CLOCK_NS_PER_SEC) {
		t.tv_sec++;
		t.tv_nsec -= CLOCK_NS_PER_SEC;
	}
	return t;
}
