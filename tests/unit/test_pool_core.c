/* The rules of the pool's core, one by one: waiting and opening. */
#include "config.h"
#include "tests/unit/pool_core.h"

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

int main(void)
{
	Suite *s = suite_create("pool_core");
	TCase *t = tcase_create("pool_core");

	rules_of_waiting(t);
	rules_of_opening(t);
	suite_add_tcase(s, t);
	return unit_run(s);
}
