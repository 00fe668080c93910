/*
 * The pool under everything at once: many threads with impatient deadlines, slow,
 * failing and refusing connects, sessions that die idle or in use, changing
 * credentials and limits, pings that hang, resets that fail, forks.  Sessions are
 * fakes, so that it runs thousands of lives a second.
 *
 *   pool_stress [SECONDS [SEED]]      default: SP_TEST_SECONDS or 3, seed of the clock
 *
 * At the end nothing may be left over, and the pool must work as on the first day.
 */
#include "config.h"
#include "tests/unit/fake_session.h"

#include <pthread.h>
#include <sys/wait.h>

#include "util/ascii.h"

#define MS      1000000LL
#define THREADS 24
#define POOLS   3

struct worker {
	pthread_t thread;
	uint64_t random;
	uint64_t granted, failed[POOL_FAIL_WOULD_WAIT + 1];
	int64_t longest_over; /* past its deadline */
};

static struct fake_server server;
static struct pool *pools[POOLS];
static struct worker workers[THREADS];
static atomic_bool over;
static atomic_int shared_twice, wrong_tag;
static int tests_done, tests_failed;

static void result(bool ok, const char *what)
{
	tests_failed += !ok;
	printf("%sok %d - %s\n", ok ? "" : "not ", ++tests_done, what);
	fflush(stdout);
}

static unsigned pick(uint64_t *random, unsigned n)
{
	*random ^= *random << 13;
	*random ^= *random >> 7;
	*random ^= *random << 17;
	return (unsigned)(*random % n);
}

static struct pool_config some_config(uint64_t *random)
{
	struct pool_config c;

	pool_config_default(&c);
	c.pool_size = 1 + (int)pick(random, 5);
	c.max_overflow = (int)pick(random, 4);
	c.timeout_ns = 2000 * MS;
	c.recycle_ns = (1 + (int64_t)pick(random, 50)) * 10 * MS;
	c.ping_idle_ns = (int64_t)pick(random, 2) * MS;
	c.idle_timeout_ns = (1 + (int64_t)pick(random, 30)) * MS;
	c.min_idle = (int)pick(random, 3);
	c.prompt_expiry = pick(random, 2);
	c.leak_threshold_ns = 5 * MS;
	c.max_connects = 1 + (int)pick(random, 4);
	return c;
}

static void get_pools(uint64_t *random)
{
	for (int i = 0; i < POOLS; i++) {
		struct pool_config c = some_config(random);
		struct pool *p;
		char key[32];

		snprintf(key, sizeof(key), "pool %d", i);
		p = pool_get(key, &fake_ops, &c, NULL);
		if (!pools[i])
			pools[i] = p; /* the same ever after */
	}
}

/* Holds it for a moment; nobody else may have it meanwhile, nor with other credentials. */
static void use(struct worker *w, struct pool_lease *lease, int tag)
{
	struct fake_session *s = pool_lease_session(lease);
	int old = 0;

	if (atomic_fetch_add(&s->users, 1) != 0)
		atomic_fetch_add(&shared_twice, 1);
	if (!atomic_compare_exchange_strong(&s->tag, &old, tag) && old != tag)
		atomic_fetch_add(&wrong_tag, 1);
	pool_lease_note(lease, "SELECT 1", 8);
	if (pick(&w->random, 4) == 0)
		usleep(pick(&w->random, 500));
	atomic_fetch_sub(&s->users, 1);
}

static void one_round(struct worker *w)
{
	struct pool *p = pools[pick(&w->random, POOLS)];
	int tag = pick(&w->random, 20) ? 1 : 2;
	struct pool_tag tags = { { (uint8_t)tag } };
	struct pool_acquire_options o = { POOL_NEVER, pick(&w->random, 10) != 0, "stress" };
	struct pool_lease *lease = NULL;
	struct pool_failure f;
	int64_t late;

	if (pick(&w->random, 2))
		o.deadline_ns = pool_now() + (int64_t)pick(&w->random, 3000) * 1000;
	if (!pool_acquire(p, &server, &tags, &o, &lease, &f)) {
		w->failed[f.class]++;
		late = o.deadline_ns == POOL_NEVER ? 0 : pool_now() - o.deadline_ns;
		if (late > w->longest_over)
			w->longest_over = late;
		return;
	}
	w->granted++;
	use(w, lease, tag);
	switch (pick(&w->random, 40)) {
	case 0: pool_release(lease, POOL_RELEASE_BROKEN); break;
	case 1: pool_release(lease, POOL_RELEASE_DISCARD); break;
	default: pool_release(lease, POOL_RELEASE_CLEAN); break;
	}
}

static void *work(void *arg)
{
	while (!atomic_load(&over))
		one_round(arg);
	return NULL;
}

/* The child works a little with pools of its own. */
static bool fork_once(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct worker w = { .random = 99 };

		alarm(60);
		for (int i = 0; i < 50; i++)
			one_round(&w);
		_exit(atomic_load(&shared_twice) || atomic_load(&wrong_tag));
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

/* What happens to a server. */
static void weather(uint64_t *random)
{
	static const int classes[] = { POOL_FAIL_TRANSIENT, POOL_FAIL_CONFIG, POOL_FAIL_TOO_MANY,
				       POOL_FAIL_LOST };

	switch (pick(random, 8)) {
	case 0: atomic_store(&server.open_ns, (long long)pick(random, 3000) * 1000); break;
	case 1: atomic_store(&server.open_ns, 0); break;
	case 2:
		atomic_store(&server.fail_class, classes[pick(random, 4)]);
		atomic_store(&server.fail_next, (int)pick(random, 5));
		break;
	case 3:
		atomic_store(&server.dead, true);
		usleep(pick(random, 2000));
		atomic_store(&server.dead, false);
		break;
	case 4: atomic_store(&server.ping_ns, (long long)pick(random, 2000) * 1000); break;
	case 5: atomic_store(&server.reset, (int)pick(random, 3)); break;
	case 6: get_pools(random); break;
	default: pool_drop(pools[pick(random, POOLS)]); break;
	}
}

static void fair_weather(void)
{
	atomic_store(&server.open_ns, 0);
	atomic_store(&server.ping_ns, 0);
	atomic_store(&server.fail_next, 0);
	atomic_store(&server.reset, POOL_RESET_CLEAN);
}

/* Nobody is at work: the figures must be those of an idle pool. */
static void nothing_is_left(void)
{
	int sessions = 0;
	bool quiet = true;

	for (int i = 0; i < POOLS; i++) {
		struct pool_status st;

		pool_drop(pools[i]);
		pool_status(pools[i], &st);
		quiet &= !st.in_use && !st.waiting && !st.closing && !st.idle;
		/* Half-open ones were dropped too; min_idle is stopped. */
		quiet &= !st.connecting;
		sessions += (int)(st.totals.opened);
	}
	result(quiet, "no session is lent, idle, connecting or closing after the last release");
	result(atomic_load(&server.open) == 0, "the server has no session left");
	result(sessions == atomic_load(&server.opened), "the pools counted what was opened");
}

static void works_as_ever(void)
{
	struct pool_acquire_options o = { POOL_NEVER, true, NULL };
	struct pool_tag tag = { { 1 } };
	struct pool_failure f;
	bool ok = true;

	for (int i = 0; i < POOLS; i++) {
		struct pool_lease *lease = NULL;

		ok &= pool_acquire(pools[i], &server, &tag, &o, &lease, &f);
		if (!lease)
			printf("# pool %d: %s\n", i, f.text);
		pool_release(lease, POOL_RELEASE_DISCARD);
	}
	result(ok, "a session can be had as on the first day");
}

static void tell(void)
{
	static const char *const names[] = { "",         "transient", "config",
					     "too many", "lost",      "memory",
					     "timeout",  "exhausted", "would wait" };
	uint64_t granted = 0, failed[POOL_FAIL_WOULD_WAIT + 1] = { 0 };
	int64_t longest_over = 0;

	for (int i = 0; i < THREADS; i++) {
		granted += workers[i].granted;
		for (int c = 0; c <= POOL_FAIL_WOULD_WAIT; c++)
			failed[c] += workers[i].failed[c];
		if (workers[i].longest_over > longest_over)
			longest_over = workers[i].longest_over;
	}
	printf("# granted %llu", (unsigned long long)granted);
	for (int c = 1; c <= POOL_FAIL_WOULD_WAIT; c++)
		printf(", %s %llu", names[c], (unsigned long long)failed[c]);
	printf("; opened %d, latest answer %lld ms after its deadline\n",
	       atomic_load(&server.opened), (long long)(longest_over / MS));
	result(granted > 0, "sessions were lent");
	result(failed[POOL_FAIL_NONE] == 0, "every failure had a class");
}

static uint64_t number(const char *text, uint64_t otherwise)
{
	uint64_t n;

	return text && ascii_to_uint64(str_from(text), &n) == ASCII_OK ? n : otherwise;
}

int main(int argc, char **argv)
{
	const char *from_env = getenv("SP_TEST_SECONDS");
	int64_t seconds = (int64_t)number(argc > 1 ? argv[1] : from_env, 3);
	uint64_t seed = number(argc > 2 ? argv[2] : NULL, (uint64_t)pool_now()) | 1;
	int64_t end = pool_now() + seconds * 1000 * MS;
	bool forks = true;

	printf("1..9\n# seed %llu\n", (unsigned long long)seed);
	fflush(stdout);
	get_pools(&seed);
	for (int i = 0; i < THREADS; i++) {
		workers[i].random = seed + (uint64_t)i * 7919 + 1;
		pthread_create(&workers[i].thread, NULL, work, &workers[i]);
	}
	while (pool_now() < end) {
		weather(&seed);
		usleep(1 + pick(&seed, 2000));
		if (pick(&seed, 100) == 0)
			forks &= fork_once();
	}
	fair_weather();
	atomic_store(&over, true);
	for (int i = 0; i < THREADS; i++)
		pthread_join(workers[i].thread, NULL);
	pool_janitor_stop();
	tell();
	result(!atomic_load(&shared_twice), "no session was lent twice");
	result(!atomic_load(&wrong_tag), "no session was lent for other credentials");
	result(forks, "children of fork had pools of their own");
	nothing_is_left();
	works_as_ever();
	return tests_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
