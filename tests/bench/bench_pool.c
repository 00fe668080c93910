/*
 * What lending costs: nanoseconds for an acquire and a release with fake sessions
 * that do nothing, as seen by one thread, and all threads' pairs a second.
 *
 *   bench_pool [PAIRS]
 *
 * Prints figures and judges nothing: they depend on the machine and on who else uses it.
 */
#include "config.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "pool/pool.h"
#include "util/ascii.h"

#define MAX_THREADS 64

static char session; /* all are the same; nothing looks inside */

static void *open_start(void *arg, struct pool_io *io, struct pool_failure *failure)
{
	(void)failure;
	*io = (struct pool_io){ -1, 0, 0 };
	return arg;
}

static enum pool_step at_once(void *s, struct pool_io *io, struct pool_failure *failure)
{
	(void)s;
	(void)io;
	(void)failure;
	return POOL_STEP_DONE;
}

static bool alive(void *s)
{
	(void)s;
	return true;
}

static enum pool_reset reset(void *s, int level, int64_t deadline)
{
	(void)s;
	(void)level;
	(void)deadline;
	return POOL_RESET_CLEAN;
}

static void end(void *s)
{
	(void)s;
}

static const struct pool_session_ops ops = {
	.open_start = open_start,
	.open_poll = at_once,
	.alive = alive,
	.ping_start = at_once,
	.ping_poll = at_once,
	.reset = reset,
	.close = end,
	.forget = end,
};

struct run {
	struct pool *pool;
	long pairs;
	int64_t hold_ns;
	pthread_barrier_t start;
	int64_t longest[MAX_THREADS];
	atomic_int next;
};

/* Of all threads: what a pair costs when others use the machine too. */
static int64_t cpu_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

static void hold(int64_t ns)
{
	struct timespec ts = { .tv_nsec = ns };

	if (ns)
		nanosleep(&ts, NULL);
}

static void *lend(void *arg)
{
	struct run *r = arg;
	struct pool_acquire_options o = { POOL_NEVER, true, NULL };
	struct pool_tag tag = { { 1 } };
	int me = atomic_fetch_add(&r->next, 1);
	struct pool_failure f;

	pthread_barrier_wait(&r->start);
	for (long i = 0; i < r->pairs; i++) {
		int64_t before = r->hold_ns ? pool_now() : 0;
		struct pool_lease *lease;

		if (!pool_acquire(r->pool, &session, &tag, &o, &lease, &f)) {
			printf("%s\n", f.text);
			exit(EXIT_FAILURE);
		}
		if (r->hold_ns && pool_now() - before > r->longest[me])
			r->longest[me] = pool_now() - before;
		hold(r->hold_ns);
		pool_release(lease, POOL_RELEASE_CLEAN);
	}
	return NULL;
}

static void measure(const char *title, int threads, int size, int64_t hold_ns, long pairs)
{
	struct run r = { .pairs = pairs / threads, .hold_ns = hold_ns };
	struct pool_config config;
	pthread_t t[MAX_THREADS];
	int64_t start, ns, cpu, longest = 0;
	char key[64];

	pool_config_default(&config);
	config.pool_size = size;
	config.max_overflow = 0;
	config.max_connects = size;
	snprintf(key, sizeof(key), "%s %d", title, threads);
	r.pool = pool_get(key, &ops, &config, NULL);
	if (!r.pool)
		return;
	pthread_barrier_init(&r.start, NULL, (unsigned)threads + 1);
	for (int i = 0; i < threads; i++)
		pthread_create(&t[i], NULL, lend, &r);
	pthread_barrier_wait(&r.start);
	start = pool_now();
	cpu = cpu_ns();
	for (int i = 0; i < threads; i++)
		pthread_join(t[i], NULL);
	ns = pool_now() - start;
	cpu = cpu_ns() - cpu;
	pthread_barrier_destroy(&r.start);
	for (int i = 0; i < threads; i++)
		longest = r.longest[i] > longest ? r.longest[i] : longest;
	r.pairs *= threads;
	printf("%-28s %3d threads %3d sessions %8lld ns, %6lld ns of CPU a pair, %9lld pairs/s",
	       title, threads, size, (long long)(ns / r.pairs), (long long)(cpu / r.pairs),
	       (long long)(r.pairs * 1000000000 / (ns ? ns : 1)));
	if (hold_ns)
		printf("  longest wait %lld us", (long long)(longest / 1000));
	printf("\n");
}

int main(int argc, char **argv)
{
	static const int counts[] = { 1, 2, 8, 64 };
	uint64_t pairs = 2000000;

	if (argc > 1)
		(void)ascii_to_uint64(str_from(argv[1]), &pairs);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		measure("a session for each thread", counts[i], counts[i], 0, (long)pairs);
	for (size_t i = 1; i < sizeof(counts) / sizeof(counts[0]); i++)
		measure("one session for four threads", counts[i], (counts[i] + 3) / 4, 0,
			(long)pairs / 20);
	measure("held for 2 ms", 16, 4, 2000000, 1600);
	measure("held for 2 ms", 64, 5, 2000000, 1600);
	return EXIT_SUCCESS;
}
