/* The rules of the pool's core, one by one.  Time is a number; sessions are any pointers. */
#include "config.h"
#include "tests/unit/unit.h"
#include "pool/core_int.h"

#define MANY 80

static struct pool_core core;
static struct pool_config config;
static struct pool_waiter waiters[MANY];
static struct pool_slot memory[MANY * 4];
static size_t memory_used;
static struct pool_failure failures[MANY];
static char sessions[MANY * 4];
static size_t sessions_used;
static int64_t now;

static const struct pool_tag tag_a = { { 'a' } };
static const struct pool_tag tag_b = { { 'b' } };

static void start(int size, int overflow)
{
	pool_config_default(&config);
	config.pool_size = size;
	config.max_overflow = overflow;
	config.max_connects = MANY;
	memory_used = sessions_used = 0;
	now = 1000 * NS_SEC;
	pool_core_init(&core, &config, 4711);
	for (int i = 0; i < MANY; i++)
		pool_waiter_init(&waiters[i]);
}

static void set_config(void)
{
	pool_core_configure(&core, &config, now);
}

static void sound(void)
{
	const char *broken = pool_core_check(&core, now);

	ck_assert_msg(!broken, "broken: %s", broken);
}

/* What the shell does after each call.  Returns how many sessions were closed. */
static int due(void)
{
	struct pool_slot *s;
	int n = 0;

	while (pool_core_next_woken(&core))
		;
	while ((s = pool_core_next_doomed(&core))) {
		pool_core_closed(&core, s, now);
		n++;
		while (pool_core_next_woken(&core))
			;
	}
	sound();
	return n;
}

static void *new_session(void)
{
	return &sessions[sessions_used++];
}

static enum pool_verdict acquire_as(int i, const struct pool_tag *tag)
{
	struct pool_waiter *w = &waiters[i];
	enum pool_verdict v;

	if (!w->again) {
		struct pool_slot *spare = w->spare;
		bool wait = w->wait_allowed;

		pool_waiter_init(w);
		w->spare = spare;
		w->wait_allowed = wait;
	}
	w->tag = *tag;
	w->failure = &failures[i];
	v = pool_core_acquire(&core, w, now);
	if (v == POOL_VERDICT_NEED_SPARE) {
		w->spare = &memory[memory_used++];
		list_init(&w->spare->link);
		v = pool_core_acquire(&core, w, now);
	}
	return v;
}

static enum pool_verdict acquire(int i)
{
	return acquire_as(i, &tag_a);
}

static void open_now(int i)
{
	pool_core_started(&waiters[i]);
	pool_core_opened(&core, &waiters[i], new_session(), now);
	due();
}

/* Acquires and opens if asked to. */
static struct pool_slot *get_as(int i, const struct pool_tag *tag)
{
	if (acquire_as(i, tag) == POOL_VERDICT_OPEN)
		open_now(i);
	ck_assert_int_eq(waiters[i].state, WAITER_LENT);
	return waiters[i].slot;
}

static struct pool_slot *get(int i)
{
	return get_as(i, &tag_a);
}

static int put(struct pool_slot *s)
{
	pool_core_release(&core, s, false, now);
	return due();
}

static void fail_open(int i, enum pool_fail_class class)
{
	struct pool_failure f = { .class = class, .text = "no" };

	pool_core_started(&waiters[i]);
	pool_core_open_failed(&core, &waiters[i], &f, now);
	due();
}

START_TEST(newest_idle_session_is_lent_first)
{
	struct pool_slot *a, *b;

	start(5, 0);
	a = get(0);
	b = get(1);
	put(a);
	now++;
	put(b);
	ck_assert_ptr_eq(get(2), b);
	ck_assert_ptr_eq(get(3), a);
}
END_TEST

static const struct {
	int size, overflow, out;
	size_t idle_after;
} bounds[] = {
	{ 2, 3, 5, 2 }, { 1, 0, 1, 1 }, { 2, -1, 9, 2 }, /* bursts without limit, two kept */
	{ 0, 0, 9, 9 },                                  /* no limit at all */
	{ 0, 7, 9, 9 },
};

START_TEST(size_and_overflow_bound_what_is_open_and_what_is_kept)
{
	int out = bounds[_i].out;
	bool limited = bounds[_i].size && bounds[_i].overflow >= 0;
	int closed = 0;

	start(bounds[_i].size, bounds[_i].overflow);
	for (int i = 0; i < out; i++)
		get(i);
	ck_assert_uint_eq(core.n[SLOT_BUSY], (size_t)out);
	if (limited) {
		ck_assert_int_eq(acquire(out), POOL_VERDICT_WAIT);
		pool_core_leave(&core, &waiters[out], now);
	}
	for (int i = 0; i < out; i++)
		closed += put(waiters[i].slot);
	ck_assert_msg(core.n[SLOT_IDLE] == bounds[_i].idle_after, "row %d: idle %zu", _i,
		      core.n[SLOT_IDLE]);
	ck_assert_int_eq(closed, out - (int)bounds[_i].idle_after);
}
END_TEST

START_TEST(waiters_are_served_in_order_of_arrival)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	for (int i = 1; i < 64; i++)
		ck_assert_int_eq(acquire(i), POOL_VERDICT_WAIT);
	for (int i = 1; i < 64; i++) {
		put(s);
		for (int k = 1; k < 64; k++)
			ck_assert_int_eq(waiters[k].state, k <= i ? WAITER_LENT : WAITER_WAITING);
		ck_assert_ptr_eq(waiters[i].slot, s);
	}
}
END_TEST

START_TEST(newcomer_does_not_overtake_a_waiter)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	acquire(1);
	pool_core_release(&core, s, false, now);
	ck_assert_int_eq(acquire(2), POOL_VERDICT_WAIT);
	ck_assert_int_eq(waiters[1].state, WAITER_LENT);
}
END_TEST

START_TEST(waiter_is_woken_once_for_a_session)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	acquire(1);
	acquire(2);
	pool_core_release(&core, s, false, now);
	ck_assert_ptr_eq(pool_core_next_woken(&core), &waiters[1]);
	ck_assert_ptr_null(pool_core_next_woken(&core));
}
END_TEST

START_TEST(failed_connect_gives_the_next_waiter_a_permit_at_once)
{
	start(1, 0);
	ck_assert_int_eq(acquire(0), POOL_VERDICT_OPEN);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_WAIT);
	fail_open(0, POOL_FAIL_NO_MEMORY);
	ck_assert_int_eq(waiters[0].state, WAITER_FAILED);
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
}
END_TEST

START_TEST(waiter_pauses_after_a_transient_failure_and_then_gets_a_permit)
{
	start(1, 0);
	acquire(0);
	acquire(1);
	fail_open(0, POOL_FAIL_TRANSIENT);
	ck_assert_int_eq(waiters[0].state, WAITER_FAILED); /* who found room is told at once */
	ck_assert_int_eq(waiters[1].state, WAITER_WAITING);
	ck_assert(waiters[1].wake_at > now && waiters[1].wake_at <= now + 10 * NS_MS);
	now = waiters[1].wake_at;
	pool_core_tick(&core, now);
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
	/* Its own failure makes it wait on, for longer. */
	fail_open(1, POOL_FAIL_TRANSIENT);
	ck_assert_int_eq(waiters[1].state, WAITER_WAITING);
	ck_assert(waiters[1].wake_at > now + 15 * NS_MS);
	now = waiters[1].wake_at;
	pool_core_tick(&core, now);
	open_now(1);
	ck_assert_int_eq(waiters[1].state, WAITER_LENT);
	ck_assert_int_eq(core.last_error.class, POOL_FAIL_NONE);
}
END_TEST

START_TEST(pause_is_never_longer_than_five_seconds)
{
	int64_t longest = 0;

	start(1, 0);
	acquire(0);
	acquire(1);
	fail_open(0, POOL_FAIL_TRANSIENT);
	for (int i = 0; i < 40; i++) {
		int64_t pause = waiters[1].wake_at - now;

		longest = pause > longest ? pause : longest;
		now = waiters[1].wake_at;
		pool_core_tick(&core, now);
		fail_open(1, POOL_FAIL_TRANSIENT);
	}
	ck_assert(longest > 4 * NS_SEC && longest <= 5 * NS_SEC);
}
END_TEST

START_TEST(head_that_leaves_passes_its_alarm_on)
{
	start(1, 0);
	acquire(0);
	acquire(1);
	acquire(2);
	fail_open(0, POOL_FAIL_TRANSIENT);
	pool_core_leave(&core, &waiters[1], now);
	due();
	ck_assert(waiters[2].wake_at == core.retry_at);
}
END_TEST

START_TEST(wrong_password_fails_the_waiters_of_the_same_credentials_only)
{
	start(1, 0);
	acquire(0);
	acquire(1);
	acquire_as(2, &tag_b);
	acquire(3);
	fail_open(0, POOL_FAIL_CONFIG);
	ck_assert_int_eq(waiters[0].state, WAITER_FAILED);
	ck_assert_int_eq(waiters[1].state, WAITER_FAILED);
	ck_assert_int_eq(waiters[3].state, WAITER_FAILED);
	ck_assert_str_eq(failures[3].text, "no");
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
}
END_TEST

START_TEST(too_many_connections_lowers_the_limit_and_waits_for_a_return)
{
	struct pool_slot *s;

	start(5, 0);
	s = get(0);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_OPEN);
	fail_open(1, POOL_FAIL_TOO_MANY);
	ck_assert_int_eq(waiters[1].state, WAITER_WAITING);
	ck_assert_uint_eq(pool_core_limit(&core, now), 1);
	ck_assert_int_eq(acquire(2), POOL_VERDICT_WAIT);
	put(s);
	ck_assert_ptr_eq(waiters[1].slot, s);
	/* After a while it is tried again. */
	ck_assert(waiters[2].wake_at == core.lowered_until);
	now = waiters[2].wake_at;
	pool_core_tick(&core, now);
	due();
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
	ck_assert_uint_eq(pool_core_limit(&core, now), 5);
}
END_TEST

START_TEST(too_many_connections_is_final_if_nothing_can_come_back)
{
	start(5, 0);
	acquire(0);
	fail_open(0, POOL_FAIL_TOO_MANY);
	ck_assert_int_eq(waiters[0].state, WAITER_FAILED);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_OPEN);
}
END_TEST

START_TEST(returned_session_beats_a_connect_and_the_next_goes_on_with_it)
{
	struct pool_slot *s, *half;

	start(2, 0);
	s = get(0);
	acquire(1);
	half = waiters[1].opening;
	pool_core_started(&waiters[1]);
	half->session = new_session();
	acquire(2);
	put(s);
	ck_assert_int_eq(waiters[1].state, WAITER_LENT);
	ck_assert_ptr_eq(waiters[1].slot, s);
	ck_assert_ptr_eq(waiters[1].opening, half);
	pool_core_park_opening(&core, &waiters[1], now);
	due();
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
	ck_assert_ptr_eq(waiters[2].opening, half);
}
END_TEST

START_TEST(connect_that_ends_late_becomes_idle)
{
	struct pool_slot *s;

	start(2, 0);
	s = get(0);
	acquire(1);
	pool_core_started(&waiters[1]);
	put(s);
	pool_core_opened(&core, &waiters[1], new_session(), now);
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_LENT);
	ck_assert_uint_eq(core.n[SLOT_IDLE], 1);
}
END_TEST

START_TEST(unused_permit_of_one_who_got_a_session_goes_to_the_next)
{
	struct pool_slot *s;

	start(1, 1);
	s = get(0);
	get(1);
	acquire(2);
	acquire(3);
	pool_core_discard(&core, waiters[1].slot, POOL_CLOSE_DISCARDED, false, now);
	due();
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
	put(s);
	ck_assert_ptr_eq(waiters[2].slot, s);
	ck_assert_ptr_null(waiters[2].opening);
	ck_assert_int_eq(waiters[3].state, WAITER_OPENING);
}
END_TEST

START_TEST(no_more_connects_at_one_time_than_allowed)
{
	start(10, 0);
	config.max_connects = 2;
	set_config();
	ck_assert_int_eq(acquire(0), POOL_VERDICT_OPEN);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_OPEN);
	ck_assert_int_eq(acquire(2), POOL_VERDICT_WAIT);
	ck_assert(waiters[2].creator);
	open_now(0);
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
	/* It waited only for its turn, so its failure is told at once. */
	fail_open(2, POOL_FAIL_TRANSIENT);
	ck_assert_int_eq(waiters[2].state, WAITER_FAILED);
}
END_TEST

START_TEST(spike_on_slow_connects_opens_few_sessions)
{
	struct pool_slot *lent[5];

	start(50, 0);
	config.max_connects = 4;
	set_config();
	for (int i = 0; i < 5; i++)
		lent[i] = get(i);
	for (int i = 5; i < 50; i++)
		acquire(i);
	/* Five sessions come back every 2 ms, a connect takes 150 ms. */
	for (int served = 5; served < 50; served += 5) {
		now += 2 * NS_MS;
		for (int i = 0; i < 5; i++) {
			put(lent[i]);
			lent[i] = waiters[served + i].slot;
			ck_assert_ptr_nonnull(lent[i]);
			if (waiters[served + i].opening) {
				if (!waiters[served + i].opening->session)
					waiters[served + i].opening->session = new_session();
				pool_core_park_opening(&core, &waiters[served + i], now);
			}
		}
		for (int i = served + 5; i < 50; i++)
			if (waiters[i].opening)
				pool_core_started(&waiters[i]);
	}
	ck_assert_uint_le(core.count, 9);
}
END_TEST

START_TEST(session_of_other_credentials_is_never_lent)
{
	struct pool_slot *a;

	start(2, 0);
	a = get(0);
	put(a);
	ck_assert_int_eq(acquire_as(1, &tag_b), POOL_VERDICT_OPEN);
	open_now(1);
	/* The password has changed, so what the old one opened is closed. */
	ck_assert_uint_eq(core.n[SLOT_IDLE], 0);
	ck_assert_uint_eq(core.totals.closed[POOL_CLOSE_CREDENTIAL], 1);
}
END_TEST

START_TEST(full_pool_closes_an_idle_one_of_other_credentials)
{
	start(1, 0);
	put(get(0));
	ck_assert_int_eq(acquire_as(1, &tag_b), POOL_VERDICT_WAIT);
	ck_assert_int_eq(due(), 1);
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
}
END_TEST

START_TEST(returned_session_of_other_credentials_is_closed_for_the_first_waiter)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	acquire_as(1, &tag_b);
	acquire(2);
	ck_assert_int_eq(put(s), 1);
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
	ck_assert_int_eq(waiters[2].state, WAITER_WAITING);
}
END_TEST

START_TEST(closing_session_counts_until_the_close_has_returned)
{
	start(1, 0);
	get(0);
	acquire(1);
	pool_core_discard(&core, waiters[0].slot, POOL_CLOSE_BROKEN, true, now);
	ck_assert_int_eq(waiters[1].state, WAITER_WAITING);
	ck_assert_uint_eq(core.count, 1);
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
}
END_TEST

START_TEST(lost_session_condemns_its_generation)
{
	struct pool_slot *s[5];

	start(5, 0);
	for (int i = 0; i < 5; i++)
		s[i] = get(i);
	for (int i = 0; i < 4; i++)
		put(s[i]);
	ck_assert_int_eq(acquire(5), POOL_VERDICT_LENT);
	pool_core_bad(&core, &waiters[5], POOL_CLOSE_PING, true, now);
	ck_assert_int_eq(acquire(5), POOL_VERDICT_WAIT);
	ck_assert_int_eq(due(), 4); /* it and the three idle ones */
	ck_assert_int_eq(waiters[5].state, WAITER_OPENING);
	open_now(5);
	/* The one that was out is closed as it comes back. */
	ck_assert_int_eq(put(s[4]), 1);
	ck_assert_uint_eq(core.totals.generations, 1);
}
END_TEST

START_TEST(loss_of_an_old_generation_says_nothing_of_the_new_one)
{
	struct pool_slot *a, *b, *c;

	start(5, 0);
	a = get(0);
	b = get(1);
	pool_core_discard(&core, a, POOL_CLOSE_BROKEN, true, now);
	due();
	c = get(2);
	put(c);
	pool_core_discard(&core, b, POOL_CLOSE_BROKEN, true, now);
	due();
	ck_assert_uint_eq(core.n[SLOT_IDLE], 1);
	ck_assert_uint_eq(core.totals.generations, 1);
}
END_TEST

START_TEST(one_silent_ping_only_makes_the_others_suspect)
{
	struct pool_slot *a, *b;

	start(5, 0);
	a = get(0);
	b = get(1);
	put(b);
	put(a);
	now += NS_MS;
	ck_assert_ptr_eq(get(2), a);
	ck_assert(!a->check);
	pool_core_bad(&core, &waiters[2], POOL_CLOSE_PING, false, now);
	ck_assert_int_eq(acquire(2), POOL_VERDICT_LENT);
	ck_assert_ptr_eq(waiters[2].slot, b);
	ck_assert(b->check); /* though it was used a moment ago */
	due();
	/* A second silence condemns them all. */
	pool_core_bad(&core, &waiters[2], POOL_CLOSE_PING, false, now);
	due();
	ck_assert_uint_eq(core.totals.generations, 1);
}
END_TEST

START_TEST(who_was_lent_a_bad_session_keeps_its_place)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	put(s);
	now += 2 * NS_SEC;
	ck_assert_int_eq(acquire(1), POOL_VERDICT_LENT);
	ck_assert_int_eq(acquire(2), POOL_VERDICT_WAIT);
	pool_core_bad(&core, &waiters[1], POOL_CLOSE_DEAD, true, now);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_WAIT);
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
	ck_assert_int_eq(waiters[2].state, WAITER_WAITING);
}
END_TEST

static const struct {
	bool pre_ping;
	int64_t ping_idle, idle;
	bool unread, check;
} pings[] = {
	{ true, NS_SEC, NS_SEC - 1, false, false },
	{ true, NS_SEC, NS_SEC, false, true },
	{ true, 0, 0, false, true },
	{ false, 0, 100 * NS_SEC, false, false },
	{ false, 0, 0, true, true }, /* a reset was sent: its answer must be read */
};

START_TEST(round_trip_is_made_when_it_may_tell_something)
{
	struct pool_slot *s;

	start(1, 0);
	config.pre_ping = pings[_i].pre_ping;
	config.ping_idle_ns = pings[_i].ping_idle;
	set_config();
	s = get(0);
	ck_assert_msg(!s->check, "row %d: a new session is not pinged", _i);
	pool_core_release(&core, s, pings[_i].unread, now);
	now += pings[_i].idle;
	s = get(1);
	ck_assert_msg(s->check == pings[_i].check, "row %d", _i);
}
END_TEST

START_TEST(lifetime_is_the_configured_one_less_up_to_five_percent)
{
	int64_t least = POOL_NEVER, most = 0;

	start(0, 0);
	config.recycle_ns = 1000 * NS_SEC;
	set_config();
	for (int i = 0; i < MANY; i++) {
		int64_t life = get(i)->dies - now;

		least = life < least ? life : least;
		most = life > most ? life : most;
	}
	ck_assert(least >= 950 * NS_SEC && most <= 1000 * NS_SEC);
	ck_assert(most - least > 25 * NS_SEC);
}
END_TEST

START_TEST(age_counts_from_before_the_connect)
{
	start(1, 0);
	config.recycle_ns = 100 * NS_SEC;
	set_config();
	acquire(0);
	now += 99 * NS_SEC;
	open_now(0);
	now += NS_SEC;
	ck_assert_int_eq(put(waiters[0].slot), 1);
	ck_assert_uint_eq(core.totals.closed[POOL_CLOSE_LIFETIME], 1);
}
END_TEST

START_TEST(session_too_old_is_replaced_at_the_next_lend_and_not_while_lent)
{
	struct pool_slot *s;

	start(2, 0);
	config.recycle_ns = 100 * NS_SEC;
	set_config();
	s = get(0);
	put(s);
	get(0);
	now += 200 * NS_SEC;
	pool_core_tick(&core, now);
	ck_assert_int_eq(due(), 0); /* lent */
	now -= 150 * NS_SEC;
	put(s);
	now += 60 * NS_SEC;
	ck_assert_int_eq(acquire(1), POOL_VERDICT_OPEN);
}
END_TEST

START_TEST(never_is_never)
{
	start(2, 0);
	config.recycle_ns = -1;
	config.idle_timeout_ns = POOL_NEVER;
	set_config();
	put(get(0));
	now = POOL_NEVER - 1;
	pool_core_tick(&core, now);
	ck_assert_int_eq(due(), 0);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_LENT);
}
END_TEST

START_TEST(lifetimes_do_not_end_in_one_tick)
{
	start(5, 0);
	config.recycle_ns = 1000 * NS_SEC;
	config.idle_timeout_ns = POOL_NEVER;
	set_config();
	for (int i = 0; i < 5; i++)
		get(i);
	for (int i = 0; i < 5; i++)
		put(waiters[i].slot);
	now += 1000 * NS_SEC;
	for (int i = 0; i < 5; i++) {
		pool_core_tick(&core, now);
		ck_assert_int_eq(due(), 1);
		pool_core_tick(&core, now);
		ck_assert_int_eq(due(), 0);
		now = i < 4 ? pool_core_next_time(&core) : now;
	}
	ck_assert_uint_eq(core.count, 0);
}
END_TEST

START_TEST(idle_trim_keeps_the_hot_ones_and_min_idle)
{
	struct pool_slot *hot;

	start(10, 0);
	config.idle_timeout_ns = 60 * NS_SEC;
	config.recycle_ns = -1;
	config.min_idle = 2;
	set_config();
	for (int i = 0; i < 6; i++)
		get(i);
	for (int i = 0; i < 6; i++)
		put(waiters[i].slot);
	hot = get(0);
	now += 59 * NS_SEC;
	put(hot);
	ck_assert(pool_core_next_time(&core) == now + NS_SEC);
	now += NS_SEC;
	pool_core_tick(&core, now);
	due();
	pool_core_tick(&core, now);
	due();
	ck_assert_uint_eq(core.n[SLOT_IDLE], 2);
	ck_assert_ptr_eq(get(1), hot);
}
END_TEST

START_TEST(smaller_pool_closes_what_is_too_much)
{
	start(4, 0);
	for (int i = 0; i < 4; i++)
		get(i);
	put(waiters[0].slot);
	put(waiters[1].slot);
	config.pool_size = 1;
	set_config();
	ck_assert_int_eq(due(), 1);
	ck_assert_int_eq(put(waiters[2].slot), 1);
	ck_assert_int_eq(put(waiters[3].slot), 1);
	ck_assert_uint_eq(core.count, 1);
}
END_TEST

START_TEST(larger_pool_lets_waiters_open)
{
	start(1, 0);
	get(0);
	acquire(1);
	acquire(2);
	config.max_overflow = 1;
	set_config();
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
	ck_assert_int_eq(waiters[2].state, WAITER_WAITING);
}
END_TEST

START_TEST(who_must_not_wait_is_refused_but_a_close_under_way_is_awaited)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	waiters[1].wait_allowed = false;
	ck_assert_int_eq(acquire(1), POOL_VERDICT_REFUSED);
	ck_assert_uint_eq(core.waiting, 0);
	put(s);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_LENT);
	pool_core_bad(&core, &waiters[1], POOL_CLOSE_DEAD, true, now);
	ck_assert_int_eq(acquire(1), POOL_VERDICT_WAIT);
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
}
END_TEST

START_TEST(timed_out_waiter_keeps_what_it_was_given)
{
	struct pool_slot *s;

	start(1, 0);
	s = get(0);
	acquire(1);
	pool_core_release(&core, s, false, now);
	pool_core_leave(&core, &waiters[1], now); /* too late: it has it */
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_LENT);
	ck_assert_ptr_eq(waiters[1].slot, s);
}
END_TEST

START_TEST(permit_of_one_who_gives_up_goes_to_the_next)
{
	start(1, 0);
	get(0);
	acquire(1);
	acquire(2);
	pool_core_discard(&core, waiters[0].slot, POOL_CLOSE_DISCARDED, false, now);
	due();
	ck_assert_int_eq(waiters[1].state, WAITER_OPENING);
	pool_core_leave(&core, &waiters[1], now);
	due();
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
}
END_TEST

START_TEST(stuck_half_open_session_is_closed_and_not_gone_on_with)
{
	struct pool_slot *s;

	start(2, 0);
	s = get(0);
	acquire(1);
	pool_core_started(&waiters[1]);
	waiters[1].opening->session = new_session();
	put(s);
	pool_core_park_opening(&core, &waiters[1], now);
	now += 11 * NS_SEC;
	ck_assert_int_eq(acquire(2), POOL_VERDICT_WAIT); /* the place is still taken */
	ck_assert_int_eq(due(), 1);
	ck_assert_int_eq(waiters[2].state, WAITER_OPENING);
	ck_assert_ptr_null(waiters[2].opening->session);
}
END_TEST

START_TEST(min_idle_is_filled_when_nobody_waits)
{
	struct pool_slot *spare = &memory[MANY];
	struct pool_slot *s;

	start(5, 0);
	config.min_idle = 2;
	set_config();
	get(0);
	ck_assert(pool_core_fill(&core, spare, &tag_a, now));
	spare->session = new_session();
	pool_core_park(&core, spare, now);
	due();
	now += PARK_STEP_NS;
	s = pool_core_claim_parked(&core, now);
	ck_assert_ptr_eq(s, spare);
	pool_core_late_opened(&core, s, now);
	due();
	ck_assert(pool_core_wants(&core));
	put(waiters[0].slot);
	ck_assert(!pool_core_wants(&core));
	ck_assert(!pool_core_fill(&core, spare + 1, &tag_a, now));
}
END_TEST

START_TEST(child_of_fork_starts_empty_and_may_drop_what_it_inherited)
{
	struct pool_slot *lent;

	start(3, 0);
	lent = get(0);
	put(get(1));
	for (int i = 2; i < 5; i++)
		acquire(i);
	pool_core_forget(&core);
	ck_assert_uint_eq(core.count, 0);
	ck_assert_uint_eq(core.waiting, 0);
	ck_assert_int_eq(lent->state, SLOT_FOREIGN);
	pool_core_foreign_out(&core, lent);
	sound();
	ck_assert_int_eq(acquire(10), POOL_VERDICT_OPEN);
}
END_TEST

START_TEST(drop_closes_idle_now_and_lent_ones_on_return)
{
	start(3, 0);
	get(0);
	put(get(1));
	pool_core_drop(&core, now);
	ck_assert_int_eq(due(), 1);
	ck_assert_int_eq(put(waiters[0].slot), 1);
}
END_TEST

static void rules_of_waiting(TCase *t)
{
	tcase_add_test(t, newest_idle_session_is_lent_first);
	tcase_add_loop_test(t, size_and_overflow_bound_what_is_open_and_what_is_kept, 0,
			    sizeof(bounds) / sizeof(bounds[0]));
	tcase_add_test(t, waiters_are_served_in_order_of_arrival);
	tcase_add_test(t, newcomer_does_not_overtake_a_waiter);
	tcase_add_test(t, waiter_is_woken_once_for_a_session);
	tcase_add_test(t, who_must_not_wait_is_refused_but_a_close_under_way_is_awaited);
	tcase_add_test(t, timed_out_waiter_keeps_what_it_was_given);
	tcase_add_test(t, permit_of_one_who_gives_up_goes_to_the_next);
	tcase_add_test(t, session_of_other_credentials_is_never_lent);
	tcase_add_test(t, full_pool_closes_an_idle_one_of_other_credentials);
	tcase_add_test(t, returned_session_of_other_credentials_is_closed_for_the_first_waiter);
	tcase_add_test(t, closing_session_counts_until_the_close_has_returned);
}

static void rules_of_opening(TCase *t)
{
	tcase_add_test(t, failed_connect_gives_the_next_waiter_a_permit_at_once);
	tcase_add_test(t, waiter_pauses_after_a_transient_failure_and_then_gets_a_permit);
	tcase_add_test(t, pause_is_never_longer_than_five_seconds);
	tcase_add_test(t, head_that_leaves_passes_its_alarm_on);
	tcase_add_test(t, wrong_password_fails_the_waiters_of_the_same_credentials_only);
	tcase_add_test(t, too_many_connections_lowers_the_limit_and_waits_for_a_return);
	tcase_add_test(t, too_many_connections_is_final_if_nothing_can_come_back);
	tcase_add_test(t, returned_session_beats_a_connect_and_the_next_goes_on_with_it);
	tcase_add_test(t, connect_that_ends_late_becomes_idle);
	tcase_add_test(t, unused_permit_of_one_who_got_a_session_goes_to_the_next);
	tcase_add_test(t, no_more_connects_at_one_time_than_allowed);
	tcase_add_test(t, spike_on_slow_connects_opens_few_sessions);
	tcase_add_test(t, stuck_half_open_session_is_closed_and_not_gone_on_with);
	tcase_add_test(t, min_idle_is_filled_when_nobody_waits);
}

static void rules_of_life(TCase *t)
{
	tcase_add_test(t, lost_session_condemns_its_generation);
	tcase_add_test(t, loss_of_an_old_generation_says_nothing_of_the_new_one);
	tcase_add_test(t, one_silent_ping_only_makes_the_others_suspect);
	tcase_add_test(t, who_was_lent_a_bad_session_keeps_its_place);
	tcase_add_loop_test(t, round_trip_is_made_when_it_may_tell_something, 0,
			    sizeof(pings) / sizeof(pings[0]));
	tcase_add_test(t, lifetime_is_the_configured_one_less_up_to_five_percent);
	tcase_add_test(t, age_counts_from_before_the_connect);
	tcase_add_test(t, session_too_old_is_replaced_at_the_next_lend_and_not_while_lent);
	tcase_add_test(t, never_is_never);
	tcase_add_test(t, lifetimes_do_not_end_in_one_tick);
	tcase_add_test(t, idle_trim_keeps_the_hot_ones_and_min_idle);
	tcase_add_test(t, smaller_pool_closes_what_is_too_much);
	tcase_add_test(t, larger_pool_lets_waiters_open);
	tcase_add_test(t, child_of_fork_starts_empty_and_may_drop_what_it_inherited);
	tcase_add_test(t, drop_closes_idle_now_and_lent_ones_on_return);
}

int main(void)
{
	Suite *s = suite_create("pool_core");
	TCase *t = tcase_create("pool_core");

	rules_of_waiting(t);
	rules_of_opening(t);
	rules_of_life(t);
	suite_add_tcase(s, t);
	return unit_run(s);
}
