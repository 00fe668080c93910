/*
 * What the driver's own threads need: the application's signals are not theirs, and
 * their waits do not depend on the wall clock.
 */
#ifndef SP_UTIL_THREAD_H
#define SP_UTIL_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Starts a thread that gets no signals; ret NULL: nobody will join it. */
bool thread_start(pthread_t *ret, void *(*run)(void *), void *arg)
	__attribute__((warn_unused_result));

/* A condition for pthread_cond_timedwait() with a time of thread_time(). */
void thread_cond_init(pthread_cond_t *cond);
struct timespec thread_time(int64_t ns_from_now);

#endif
