/*
 * A million random operations on the pool's core, with failures at every step.
 * After each one all invariants of the core are checked and compared with what
 * the waiters know.  SP_TEST_SEED repeats a run.
 */
#include "config.h"
#include "tests/unit/pool_core.h"

#include "util/ascii.h"
#include "util/clock.h"

#define OPERATIONS 1000000
#define ACTORS     24

static uint64_t state;
static size_t count_before; /* sessions before the operation */

/* The weather changes, so that full and empty, healthy and sick pools are all met. */
static struct {
	unsigned actors;  /* of ACTORS, how many begin anew */
	unsigned sick;    /* one in so many returns and connects goes wrong */
	unsigned foreign; /* one in so many has other credentials */
	unsigned hours;   /* one in so many steps of time is a long one */
} mood;

/* A check of Check's own writes to a pipe, which would take most of the time. */
#define MUST(condition)                                 \
	do {                                            \
		if (!(condition))                       \
			ck_abort_msg("%s", #condition); \
	} while (0)

static unsigned pick(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state % n);
}

static void change_mood(void)
{
	mood.actors = 1 + pick(ACTORS);
	mood.sick = 2 + pick(100);
	mood.foreign = 3 + pick(400);
	mood.hours = 2 + pick(50);
	config.pool_size = (int)pick(5);
	config.max_overflow = (int)pick(5) - 1;
	config.max_connects = (int)pick(4) + 1;
	config.min_idle = (int)pick(3);
	config.ping_idle_ns = (int64_t)pick(2) * NS_SEC;
	set_config();
}

static struct pool_slot *new_slot(void)
{
	struct pool_slot *s = calloc(1, sizeof(*s));

	MUST(s);
	list_init(&s->link);
	return s;
}

static void settle(void)
{
	struct pool_slot *s;

	do {
		while (pool_core_next_woken(&core))
			;
		s = pool_core_next_doomed(&core);
		if (s) {
			pool_core_closed(&core, s, now);
			MUST(s->state == SLOT_OUT);
			free(s);
		}
	} while (s);
}

static struct pool_failure some_failure(void)
{
	static const enum pool_fail_class classes[] = { POOL_FAIL_TRANSIENT, POOL_FAIL_CONFIG,
							POOL_FAIL_TOO_MANY, POOL_FAIL_LOST };
	struct pool_failure f;

	pool_failure_set(&f, classes[pick(4)], "08001", "made up");
	return f;
}

static void begin(int i)
{
	struct pool_waiter *w = &waiters[i];
	struct pool_slot *spare = w->spare;
	enum pool_verdict v;

	if (!w->again) {
		pool_waiter_init(w);
		w->spare = spare;
		w->wait_allowed = pick(8) != 0;
		w->tag = pick(mood.foreign) ? tag_a : tag_b;
		w->failure = &failures[i];
		w->holder = i;
	}
	v = pool_core_acquire(&core, w, now);
	if (v == POOL_VERDICT_NEED_SPARE) {
		w->spare = new_slot();
		v = pool_core_acquire(&core, w, now);
	}
	MUST(v != POOL_VERDICT_NEED_SPARE);
	MUST(v != POOL_VERDICT_REFUSED || !w->wait_allowed);
}

static void open_or_fail(struct pool_waiter *w)
{
	struct pool_slot *s = w->opening;
	struct pool_failure f;

	if (!w->started) {
		pool_core_started(w);
		return;
	}
	if (pick(mood.sick)) {
		pool_core_opened(&core, w, &sessions[pick(4)], now);
		return;
	}
	f = some_failure();
	pool_core_open_failed(&core, w, &f, now);
	if (s != w->spare)
		free(s);
}

static void give_back(struct pool_waiter *w)
{
	struct pool_slot *s = w->slot;

	if (w->opening && pick(2)) {
		open_or_fail(w); /* it ends late */
		return;
	}
	if (w->opening) {
		w->opening->session = &sessions[5];
		pool_core_park_opening(&core, w, now);
		return;
	}
	switch (pick(3 * mood.sick)) {
	case 0: pool_core_discard(&core, s, POOL_CLOSE_BROKEN, true, now); break;
	case 1: pool_core_discard(&core, s, POOL_CLOSE_DISCARDED, false, now); break;
	case 2: pool_core_bad(&core, w, POOL_CLOSE_PING, pick(2), now); return;
	default: pool_core_release(&core, s, pick(2), now); break;
	}
	w->slot = NULL;
	w->state = WAITER_OUT;
	w->again = false;
}

/* What the shell and the janitor do on the side. */
static void on_the_side(void)
{
	struct pool_failure f;
	struct pool_slot *s;

	switch (pick(7)) {
	case 0: pool_core_tick(&core, now); break;
	case 1: pool_core_distrust(&core, now); break;
	case 2:
		if (!pick(50))
			change_mood();
		break;
	case 3:
		s = pool_core_claim_parked(&core, now);
		if (s && pick(2)) {
			s->session = &sessions[0];
			pool_core_late_opened(&core, s, now);
		} else if (s) {
			f = some_failure();
			pool_core_late_failed(&core, s, &f, now);
			free(s);
		}
		break;
	case 4:
		if (!pick(50))
			pool_core_drop(&core, now);
		break;
	case 5:
		s = new_slot();
		if (!pool_core_fill(&core, s, &tag_a, now)) {
			free(s);
			break;
		}
		s->session = &sessions[6];
		pool_core_park(&core, s, now);
		break;
	default:
		/* Time passes, and the shell's alarms ring. */
		now += (int64_t)pick(2000) * (pick(mood.hours) ? NS_MS : NS_SEC);
		pool_core_tick(&core, now);
		break;
	}
}

static void act(int i)
{
	struct pool_waiter *w = &waiters[i];

	switch (w->state) {
	case WAITER_OUT:
		if ((unsigned)i < mood.actors)
			begin(i);
		break;
	case WAITER_WAITING:
		if (!pick(40)) {
			pool_core_leave(&core, w, now);
			w->again = false;
		}
		break;
	case WAITER_OPENING:
		w->again = false;
		if (!w->started && !pick(6))
			pool_core_leave(&core, w, now);
		else
			open_or_fail(w);
		break;
	case WAITER_LENT:
		if (pick(3))
			give_back(w);
		break;
	case WAITER_FAILED:
		w->state = WAITER_OUT;
		w->again = false;
		break;
	}
}

/* The core's lists and the waiters' own view must be one. */
static void compare(void)
{
	const char *broken = pool_core_check(&core, now);
	size_t lent = 0;

	if (broken)
		ck_abort_msg("broken: %s", broken);
	MUST(core.count <= count_before || core.count <= pool_core_limit(&core, now));
	count_before = core.count;

	for (int i = 0; i < ACTORS; i++) {
		if (waiters[i].state != WAITER_LENT)
			continue;
		lent++;
		MUST(waiters[i].slot->state == SLOT_BUSY);
		MUST(waiters[i].slot->session);
		MUST(tag_eq(&waiters[i].slot->tag, &waiters[i].tag));
		for (int k = 0; k < i; k++)
			MUST(waiters[k].state != WAITER_LENT || waiters[k].slot != waiters[i].slot);
	}
	MUST(core.n[SLOT_BUSY] == lent);
}

/* Only those who asked to be woken: the rest of the time nobody calls. */
static void ring_alarms(void)
{
	for (int i = 0; i < ACTORS; i++)
		if (waiters[i].state == WAITER_WAITING && now >= waiters[i].wake_at)
			pool_core_tick(&core, now);
	settle();
}

/*
 * No more newcomers: everybody is served without anybody giving up.  A waiter that
 * was forgotten would stay.
 */
static void drain(void)
{
	bool left = true;

	for (int round = 0; left; round++) {
		MUST(round < 10000);
		left = false;
		for (int i = 0; i < ACTORS; i++) {
			struct pool_waiter *w = &waiters[i];

			if (w->state == WAITER_OPENING || w->state == WAITER_LENT ||
			    w->state == WAITER_FAILED)
				act(i);
			left |= w->state != WAITER_OUT;
			settle();
			compare();
		}
		now += 10 * NS_MS;
		ring_alarms();
	}
	for (int i = 0; i < ACTORS; i++)
		free(waiters[i].spare);
	pool_core_drop(&core, now);
	settle();
	MUST(core.count == 0);
}

START_TEST(invariants_hold_over_a_million_operations)
{
	const char *seed = getenv("SP_TEST_SEED");
	uint64_t n = (uint64_t)clock_now();
	uint64_t lent = 0;

	if (seed)
		ck_assert_int_eq(ascii_to_uint64(str_from(seed), &n), ASCII_OK);
	state = n | 1;
	printf("# SP_TEST_SEED=%llu\n", (unsigned long long)n);
	fflush(stdout);
	start(3, 2);
	change_mood();
	for (int k = 0; k < OPERATIONS; k++) {
		if (pick(5))
			act((int)pick(ACTORS));
		else
			on_the_side();
		settle();
		compare();
		lent += core.n[SLOT_BUSY];
	}
	drain();
	/* It did something: sessions were lent, and each reason to close one was met. */
	ck_assert_uint_gt(lent, OPERATIONS / 2);
	ck_assert_uint_gt(core.totals.acquires, OPERATIONS / 20);
	ck_assert_uint_gt(core.totals.opened, OPERATIONS / 1000);
	ck_assert_uint_gt(core.totals.waits, OPERATIONS / 50);
	for (int r = 0; r < POOL_CLOSE_REASONS; r++)
		ck_assert_msg(r == POOL_CLOSE_DEAD || core.totals.closed[r] > 0, "never closed: %s",
			      pool_close_reason_name((enum pool_close_reason)r));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool_model");
	TCase *t = tcase_create("pool_model");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, invariants_hold_over_a_million_operations);
	suite_add_tcase(s, t);
	return unit_run(s);
}
