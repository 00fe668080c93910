/*
 * A million random operations on the pool's core, with failures at every step.
 * After each one all invariants of the core are checked and compared with what
 * the waiters know.  SP_TEST_SEED repeats a run.
 */
#include "config.h"
#include "tests/unit/pool_core.h"

#include "util/ascii.h"
#include "util/clock.h"

/* The sanitizers make each one ten times as slow. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OPERATIONS 100000
#else
#define OPERATIONS 1000000
#endif
#define ACTORS 24

static uint64_t state;

static unsigned pick(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state % n);
}

static struct pool_slot *new_slot(void)
{
	struct pool_slot *s = calloc(1, sizeof(*s));

	ck_assert_ptr_nonnull(s);
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
			ck_assert_int_eq(s->state, SLOT_OUT);
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
		w->tag = pick(10) ? tag_a : tag_b;
		w->failure = &failures[i];
		w->holder = i;
	}
	v = pool_core_acquire(&core, w, now);
	if (v == POOL_VERDICT_NEED_SPARE) {
		w->spare = new_slot();
		v = pool_core_acquire(&core, w, now);
	}
	ck_assert_int_ne(v, POOL_VERDICT_NEED_SPARE);
	if (v == POOL_VERDICT_REFUSED)
		ck_assert(!w->wait_allowed);
}

static void open_or_fail(struct pool_waiter *w)
{
	struct pool_failure f;

	if (!w->started) {
		pool_core_started(w);
		return;
	}
	if (pick(4)) {
		pool_core_opened(&core, w, &sessions[pick(4)], now);
		return;
	}
	f = some_failure();
	pool_core_open_failed(&core, w, &f, now);
}

static void give_back(struct pool_waiter *w)
{
	struct pool_slot *s = w->slot;

	if (w->opening) {
		pool_core_park_opening(&core, w, now);
		return;
	}
	switch (pick(12)) {
	case 0: pool_core_discard(&core, s, POOL_CLOSE_BROKEN, true, now); break;
	case 1: pool_core_discard(&core, s, POOL_CLOSE_DISCARDED, false, now); break;
	case 2: pool_core_bad(&core, w, POOL_CLOSE_PING, pick(2), now); return;
	default: pool_core_release(&core, s, pick(2), now); break;
	}
	w->slot = NULL;
	w->state = WAITER_OUT;
}

/* What the shell and the janitor do on the side. */
static void on_the_side(void)
{
	struct pool_failure f;
	struct pool_slot *s;

	switch (pick(6)) {
	case 0: pool_core_tick(&core, now); break;
	case 1: pool_core_distrust(&core, now); break;
	case 2:
		config.pool_size = (int)pick(6) + 1;
		config.max_overflow = (int)pick(5);
		set_config();
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
	default:
		/* Time passes, and the shell's alarms ring. */
		now += (int64_t)pick(2000) * NS_SEC / 1000;
		pool_core_tick(&core, now);
		break;
	}
}

static void act(int i)
{
	struct pool_waiter *w = &waiters[i];

	switch (w->state) {
	case WAITER_OUT: begin(i); break;
	case WAITER_WAITING:
		if (!pick(6))
			pool_core_leave(&core, w, now);
		break;
	case WAITER_OPENING:
		if (!w->started && !pick(6))
			pool_core_leave(&core, w, now);
		else
			open_or_fail(w);
		break;
	case WAITER_LENT: give_back(w); break;
	case WAITER_FAILED: w->state = WAITER_OUT; break;
	}
}

/* The core's lists and the waiters' own view must be one. */
static void compare(void)
{
	size_t lent = 0;

	for (int i = 0; i < ACTORS; i++) {
		if (waiters[i].state != WAITER_LENT)
			continue;
		lent++;
		ck_assert_int_eq(waiters[i].slot->state, SLOT_BUSY);
		ck_assert_mem_eq(&waiters[i].slot->tag, &waiters[i].tag, sizeof(tag_a));
		for (int k = 0; k < i; k++)
			if (waiters[k].state == WAITER_LENT)
				ck_assert_ptr_ne(waiters[k].slot, waiters[i].slot);
	}
	ck_assert_uint_eq(core.n[SLOT_BUSY], lent);
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
	for (int k = 0; k < OPERATIONS; k++) {
		if (pick(5))
			act((int)pick(ACTORS));
		else
			on_the_side();
		settle();
		sound();
		compare();
		lent += core.n[SLOT_BUSY];
	}
	/* It did something: sessions were lent most of the time. */
	ck_assert_uint_gt(lent, OPERATIONS / 2);
	ck_assert_uint_gt(core.totals.acquires, OPERATIONS / 50);
	ck_assert_uint_gt(core.totals.opened, OPERATIONS / 1000);
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
