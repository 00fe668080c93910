/* The rules of the pool's core, one by one: checks, age and size. */
#include "config.h"
#include "tests/unit/pool_core.h"

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
	/* Two are lent, which is more than the new limit already: no idle one may stay. */
	ck_assert_int_eq(due(), 2);
	ck_assert_int_eq(put(waiters[2].slot), 1);
	ck_assert_int_eq(put(waiters[3].slot), 0);
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
	Suite *s = suite_create("pool_life");
	TCase *t = tcase_create("pool_life");

	rules_of_life(t);
	suite_add_tcase(s, t);
	return unit_run(s);
}
