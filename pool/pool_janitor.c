/*
 * The optional thread: keeps min_idle sessions ready and closes idle ones on
 * time although nobody calls.  One for the process, begun when the first pool wants
 * it, with all signals blocked, never joined by the host.
 *
 * At exit it stands still: a handler keeps it from beginning anything new and gives
 * what it does a moment to end, since libraries below us are being taken down.
 */
#include "config.h"
#include "pool/pool_shell.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "pool/core_int.h"

#define LONGEST_NAP_NS  NS_SEC
#define SHORTEST_NAP_NS (5 * NS_MS)
#define FILL_NAP_NS     (100 * NS_MS) /* the last try to open one failed */
#define EXIT_WAIT_MS    100

enum janitor { JANITOR_NONE, JANITOR_RUNS, JANITOR_STOPS };

/* All under pool_registry_lock, but `leaving` and `busy`. */
static enum janitor state;
static pthread_t thread;
static pthread_cond_t nudge;
static bool nudge_made;
static bool nudged;
static bool exit_hooked;
static atomic_bool leaving;
static atomic_bool busy;

static bool wanted(const struct pool_config *config)
{
	return config->min_idle > 0 || config->prompt_expiry;
}

/* Returns when to come back to this pool. */
static int64_t tend(struct pool *p)
{
	int64_t next = POOL_NEVER;

	pthread_mutex_lock(&p->lock);
	if (wanted(&p->core.config)) {
		pool_core_tick(&p->core, pool_now());
		pool_flush(p);
		pool_chores(p, NULL, NULL);
		next = pool_core_next_time(&p->core);
		if (pool_core_wants(&p->core) && next > pool_now() + FILL_NAP_NS)
			next = pool_now() + FILL_NAP_NS;
	}
	pthread_mutex_unlock(&p->lock);
	return next;
}

static int64_t round_of_pools(void)
{
	int64_t next = POOL_NEVER;

	for (struct pool *p = pool_registry_head(); p && !atomic_load(&leaving); p = p->next) {
		int64_t at = tend(p);

		if (at < next)
			next = at;
	}
	return next;
}

static void nap(int64_t until)
{
	int64_t ns = until - pool_now();
	struct timespec ts;

	if (ns > LONGEST_NAP_NS)
		ns = LONGEST_NAP_NS;
	if (ns < SHORTEST_NAP_NS)
		ns = SHORTEST_NAP_NS;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	ns += ts.tv_nsec;
	ts.tv_sec += ns / NS_SEC;
	ts.tv_nsec = ns % NS_SEC;
	if (!nudged)
		pthread_cond_timedwait(&nudge, &pool_registry_lock, &ts);
	nudged = false;
}

static void *run(void *unused)
{
	(void)unused;
	pthread_mutex_lock(&pool_registry_lock);
	while (state == JANITOR_RUNS && !atomic_load(&leaving)) {
		int64_t next;

		pthread_mutex_unlock(&pool_registry_lock);
		atomic_store(&busy, true);
		next = round_of_pools();
		atomic_store(&busy, false);
		pthread_mutex_lock(&pool_registry_lock);
		if (state == JANITOR_RUNS)
			nap(next);
	}
	pthread_mutex_unlock(&pool_registry_lock);
	return NULL;
}

static void at_exit(void)
{
	struct timespec ms = { .tv_nsec = NS_MS };

	atomic_store(&leaving, true);
	/* Nobody will join it; a lock that is held now is held by somebody still at work. */
	if (pthread_mutex_trylock(&pool_registry_lock) == 0) {
		if (state == JANITOR_RUNS) {
			pthread_detach(thread);
			state = JANITOR_STOPS;
		}
		pthread_mutex_unlock(&pool_registry_lock);
	}
	for (int i = 0; i < EXIT_WAIT_MS && atomic_load(&busy); i++)
		nanosleep(&ms, NULL);
}

static void make_nudge(void)
{
	pthread_condattr_t attr;

	if (nudge_made)
		return;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&nudge, &attr);
	pthread_condattr_destroy(&attr);
	nudge_made = true;
}

void pool_janitor_start(void)
{
	sigset_t all, old;

	pthread_mutex_lock(&pool_registry_lock);
	if (state == JANITOR_NONE) {
		make_nudge();
		if (!exit_hooked)
			exit_hooked = atexit(at_exit) == 0;
		sigfillset(&all);
		pthread_sigmask(SIG_SETMASK, &all, &old);
		state = JANITOR_RUNS;
		if (pthread_create(&thread, NULL, run, NULL) != 0)
			state = JANITOR_NONE;
		pthread_sigmask(SIG_SETMASK, &old, NULL);
	} else if (state == JANITOR_RUNS) {
		nudged = true;
		pthread_cond_signal(&nudge);
	}
	pthread_mutex_unlock(&pool_registry_lock);
}

void pool_janitor_stop(void)
{
	pthread_mutex_lock(&pool_registry_lock);
	if (state != JANITOR_RUNS) {
		pthread_mutex_unlock(&pool_registry_lock);
		return;
	}
	state = JANITOR_STOPS;
	pthread_cond_signal(&nudge);
	pthread_mutex_unlock(&pool_registry_lock);
	pthread_join(thread, NULL);
	pthread_mutex_lock(&pool_registry_lock);
	state = JANITOR_NONE;
	pthread_mutex_unlock(&pool_registry_lock);
}

/* It did not come along.  Its condition variable may have been in use. */
void pool_janitor_forget(void)
{
	state = JANITOR_NONE;
	nudge_made = false;
	nudged = false;
	atomic_store(&busy, false);
}
