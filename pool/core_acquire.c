/* Acquire: the queue, the permits, and what comes of an opening. */
#include "config.h"
#include "pool/core_int.h"

#define BACKOFF_MIN_NS (10 * NS_MS)
#define BACKOFF_MAX_NS (5 * NS_SEC)
#define LOWER_MIN_NS   NS_SEC
#define LOWER_MAX_NS   (30 * NS_SEC)

void pool_waiter_init(struct pool_waiter *w)
{
	*w = (struct pool_waiter){ .wake_at = POOL_NEVER, .wait_allowed = true };
	list_init(&w->link);
	list_init(&w->woken);
}

/* To be told by its thread's own means; a second change before it runs needs no second call. */
void core_wake(struct pool_core *c, struct pool_waiter *w)
{
	if (list_empty(&w->woken))
		list_push_back(&c->woken, &w->woken);
}

struct pool_waiter *pool_core_next_woken(struct pool_core *c)
{
	struct pool_waiter *w;

	if (list_empty(&c->woken))
		return NULL;
	w = list_entry(c->woken.next, struct pool_waiter, woken);
	list_remove(&w->woken);
	return w;
}

/* By ticket: who was lent a bad session goes back to where it stood, all others to the end. */
static void queue_in(struct pool_core *c, struct pool_waiter *w)
{
	struct list *before = c->queue.prev;

	while (before != &c->queue && waiter_of(before)->ticket > w->ticket)
		before = before->prev;
	list_push_front(before, &w->link);
	c->waiting++;
	w->state = WAITER_WAITING;
	w->wake_at = POOL_NEVER;
}

void core_queue_out(struct pool_core *c, struct pool_waiter *w, enum waiter_state to)
{
	if (w->state == WAITER_WAITING || w->state == WAITER_OPENING) {
		list_remove(&w->link);
		c->waiting--;
	}
	w->state = to;
}

/* The wait is from the first call to the first grant, session or permit. */
void core_count_wait(struct pool_core *c, struct pool_waiter *w, int64_t now)
{
	uint64_t ns = now > w->since ? (uint64_t)(now - w->since) : 0;

	if (!w->waited || w->wait_counted)
		return;
	w->wait_counted = true;
	c->totals.waits++;
	c->totals.wait_ns += ns;
	if (ns > c->totals.max_wait_ns)
		c->totals.max_wait_ns = ns;
}

static bool needs_check(const struct pool_core *c, const struct pool_slot *s, int64_t now)
{
	if (s->unread)
		return true;
	if (!c->config.pre_ping)
		return false;
	return now - s->idle_since >= c->config.ping_idle_ns || s->idle_since < c->distrust_at;
}

/* A permit that nobody has begun to use goes back as it came. */
static void give_back_permit(struct pool_core *c, struct pool_waiter *w)
{
	struct pool_slot *s = w->opening;

	w->opening = NULL;
	if (s->session) {
		core_slot_move(c, s, SLOT_PARKED);
	} else {
		core_slot_out(c, s);
		w->spare = s;
	}
}

void core_lend(struct pool_core *c, struct pool_waiter *w, struct pool_slot *s, int64_t now)
{
	core_slot_move(c, s, SLOT_BUSY);
	s->busy_since = now;
	s->holder = w->holder;
	s->check = needs_check(c, s, now);
	s->fresh = false;
	s->leak_reported = false;
	w->slot = s;
	if (w->opening && !w->started)
		give_back_permit(c, w);
	core_count_wait(c, w, now);
	core_queue_out(c, w, WAITER_LENT);
	c->totals.acquires++;
}

/*
 * The newest idle session of these credentials that is not too old.  Of the too
 * old ones at most one is closed here: others wait for the sweep, so that a batch
 * opened together does not end together.
 */
static struct pool_slot *take_idle(struct pool_core *c, const struct pool_tag *tag, int64_t now)
{
	struct pool_slot *too_old = NULL;
	struct list *at;

	list_for_each (at, &c->slots[SLOT_IDLE]) {
		struct pool_slot *s = slot_of(at);

		if (!tag_eq(&s->tag, tag))
			continue;
		if (now < s->dies)
			return s;
		if (!too_old)
			too_old = s;
	}
	if (too_old)
		core_doom(c, too_old, POOL_CLOSE_LIFETIME);
	return NULL;
}

static struct pool_slot *parked_for(struct pool_core *c, const struct pool_tag *tag, int64_t now)
{
	struct list *at;

	list_for_each (at, &c->slots[SLOT_PARKED]) {
		struct pool_slot *s = slot_of(at);

		if (tag_eq(&s->tag, tag) && now - s->born < PARK_MAX_NS)
			return s;
	}
	return NULL;
}

static bool may_connect(const struct pool_core *c)
{
	return core_connecting(c) < (size_t)c->config.max_connects;
}

static bool give_permit(struct pool_core *c, struct pool_waiter *w, int64_t now)
{
	struct pool_slot *s = parked_for(c, &w->tag, now);

	if (s) {
		core_slot_move(c, s, SLOT_CONNECTING);
	} else {
		if (c->count >= pool_core_limit(c, now) || !may_connect(c))
			return false;
		if (!w->creator && now < c->retry_at)
			return false;
		s = w->spare;
		w->spare = NULL;
		core_slot_begin(c, s, &w->tag, now);
	}
	w->opening = s;
	w->started = false;
	w->state = WAITER_OPENING;
	core_count_wait(c, w, now);
	core_wake(c, w);
	return true;
}

/* An idle session that w cannot use, the longest idle first. */
static struct pool_slot *useless_idle(struct pool_core *c, const struct pool_waiter *w, int64_t now)
{
	for (struct list *at = c->slots[SLOT_IDLE].prev; at != &c->slots[SLOT_IDLE];
	     at = at->prev) {
		struct pool_slot *s = slot_of(at);

		if (!tag_eq(&s->tag, &w->tag) || now >= s->dies)
			return s;
	}
	return NULL;
}

/*
 * The first waiter is held up by sessions of no use to it: closes one.  True if
 * that lets it go on at once, else its turn comes when the close has returned.
 */
static bool make_room(struct pool_core *c, const struct pool_waiter *w, int64_t now)
{
	bool full = c->count >= pool_core_limit(c, now);
	struct pool_slot *s;

	if (full && core_coming(c))
		return false;
	if (full) {
		s = useless_idle(c, w, now);
		if (s) {
			core_doom(c, s,
				  now >= s->dies ? POOL_CLOSE_LIFETIME : POOL_CLOSE_CREDENTIAL);
			return false;
		}
	}
	/* All parked ones are of other credentials or stuck, else w would go on with one. */
	if ((!full && may_connect(c)) || list_empty(&c->slots[SLOT_PARKED]))
		return false;
	core_doom(c, slot_of(c->slots[SLOT_PARKED].prev), POOL_CLOSE_LATE);
	return !full;
}

static struct pool_waiter *first_waiting(const struct pool_core *c)
{
	struct list *at;

	list_for_each (at, &c->queue) {
		if (waiter_of(at)->state == WAITER_WAITING)
			return waiter_of(at);
	}
	return NULL;
}

/* No clock runs here, so the first waiter itself wakes up when a pause is over. */
static void arm(struct pool_core *c, struct pool_waiter *w, int64_t now)
{
	int64_t at = POOL_NEVER;

	if (c->count >= pool_core_limit(c, now)) {
		if (c->count < c->cap)
			at = c->lowered_until;
	} else if (may_connect(c)) {
		at = c->retry_at;
	}
	if (w->wake_at == at)
		return;
	w->wake_at = at;
	if (at != POOL_NEVER)
		core_wake(c, w);
}

void core_dispatch(struct pool_core *c, int64_t now)
{
	struct pool_waiter *w;

	if (list_empty(&c->queue))
		return;
	while ((w = first_waiting(c)))
		if (!give_permit(c, w, now) && !make_room(c, w, now))
			break;
	if (w)
		arm(c, w, now);
}

/* Who waits only for its turn to connect, with places free, is not the victim of a full pool. */
static bool is_creator(const struct pool_core *c, int64_t now)
{
	const struct pool_waiter *last;

	if (c->count >= pool_core_limit(c, now))
		return false;
	if (list_empty(&c->queue))
		return true;
	last = waiter_of(c->queue.prev);
	return last->state == WAITER_OPENING || last->creator;
}

bool pool_core_must_wait(const struct pool_core *c, const struct pool_waiter *w)
{
	size_t coming = core_coming(c);
	struct list *at;

	list_for_each (at, &c->queue) {
		if (waiter_of(at)->state != WAITER_WAITING)
			continue;
		if (!coming)
			return true;
		if (waiter_of(at) == w)
			return false;
		coming--;
	}
	return true;
}

enum pool_verdict pool_core_acquire(struct pool_core *c, struct pool_waiter *w, int64_t now)
{
	struct pool_slot *s;

	if (!w->ticket) {
		w->ticket = ++c->tickets;
		w->since = now;
	}
	/* No waiter of these credentials is passed by: it would have got the idle one. */
	s = take_idle(c, &w->tag, now);
	if (s) {
		core_lend(c, w, s, now);
		core_sweep(c, now);
		return POOL_VERDICT_LENT;
	}
	if (!w->spare)
		return POOL_VERDICT_NEED_SPARE;
	w->creator = w->again || is_creator(c, now);
	queue_in(c, w);
	core_dispatch(c, now);
	list_remove(&w->woken); /* it is awake */
	if (w->state == WAITER_OPENING)
		return POOL_VERDICT_OPEN;
	/* A place that the caller itself is about to free is not worth the name of waiting. */
	if (!w->wait_allowed && pool_core_must_wait(c, w)) {
		core_queue_out(c, w, WAITER_OUT);
		return POOL_VERDICT_REFUSED;
	}
	w->waited = true;
	return POOL_VERDICT_WAIT;
}

void pool_core_started(struct pool_waiter *w)
{
	w->started = true;
}

/* The server takes these credentials and answers. */
static void open_succeeded(struct pool_core *c, struct pool_slot *s, int64_t now)
{
	struct list *at, *after;

	c->totals.opened++;
	c->failures = 0;
	c->retry_at = INT64_MIN;
	if (now >= c->lowered_until)
		c->refusals = 0;
	c->last_error.class = POOL_FAIL_NONE;
	if (c->has_tag && tag_eq(&c->tag, &s->tag))
		return;
	c->tag = s->tag;
	c->has_tag = true;
	list_for_each_safe(at, after, &c->slots[SLOT_IDLE])
	{
		if (!tag_eq(&slot_of(at)->tag, &s->tag))
			core_doom(c, slot_of(at), POOL_CLOSE_CREDENTIAL);
	}
}

void pool_core_opened(struct pool_core *c, struct pool_waiter *w, void *session, int64_t now)
{
	struct pool_slot *s = w->opening;

	s->session = session;
	if (w->state == WAITER_LENT) {
		w->opening = NULL;
		pool_core_late_opened(c, s, now);
		return;
	}
	open_succeeded(c, s, now);
	w->opening = NULL;
	s->idle_since = now;
	core_lend(c, w, s, now);
	s->check = false;
	s->fresh = true;
	core_dispatch(c, now);
}

void pool_core_late_opened(struct pool_core *c, struct pool_slot *s, int64_t now)
{
	open_succeeded(c, s, now);
	s->idle_since = now;
	core_settle(c, s, now);
}

/* Failures that come together are one: only an attempt begun after the pause lengthens it. */
static void back_off(struct pool_core *c, int64_t now)
{
	int64_t ns = BACKOFF_MAX_NS;

	if (now < c->retry_at)
		return;
	if (c->failures < 9)
		ns = BACKOFF_MIN_NS << c->failures;
	c->failures++;
	ns = ns > BACKOFF_MAX_NS ? BACKOFF_MAX_NS : ns;
	ns -= (int64_t)(core_random(c) % (uint64_t)(ns / 10));
	c->retry_at = now + ns;
}

/* The server has no room: what we have is all we get for a while. */
static void lower(struct pool_core *c, int64_t now)
{
	int64_t ns = LOWER_MAX_NS;

	if (!c->count)
		return;
	if (now >= c->lowered_until) {
		if (c->refusals < 5)
			ns = LOWER_MIN_NS << c->refusals;
		c->refusals++;
		c->lowered_until = now + ns;
		c->lowered = c->count;
	} else if (c->count < c->lowered) {
		c->lowered = c->count;
	}
}

/* Waiting cannot help those with the same credentials. */
static void fail_waiting(struct pool_core *c, const struct pool_tag *tag,
			 const struct pool_failure *failure, int64_t now)
{
	struct list *at, *after;

	list_for_each_safe(at, after, &c->queue)
	{
		struct pool_waiter *w = waiter_of(at);

		if (w->state != WAITER_WAITING || !tag_eq(&w->tag, tag))
			continue;
		core_count_wait(c, w, now);
		core_queue_out(c, w, WAITER_FAILED);
		if (w->failure)
			*w->failure = *failure;
		core_wake(c, w);
	}
}

static void open_failed(struct pool_core *c, const struct pool_tag *tag,
			const struct pool_failure *failure, int64_t now)
{
	c->totals.open_failures++;
	c->last_error = *failure;
	switch (failure->class) {
	case POOL_FAIL_CONFIG: fail_waiting(c, tag, failure, now); break;
	case POOL_FAIL_TOO_MANY: lower(c, now); break;
	case POOL_FAIL_NO_MEMORY: break;
	default: back_off(c, now); break;
	}
}

/* May it try again or be lent another, or is the failure its answer? */
static bool still_waits(const struct pool_core *c, const struct pool_waiter *w,
			enum pool_fail_class class)
{
	if (!w->wait_allowed)
		return false;
	switch (class) {
	case POOL_FAIL_CONFIG:
	case POOL_FAIL_NO_MEMORY: return false;
	case POOL_FAIL_TOO_MANY: return c->count > 0;
	default: return !w->creator;
	}
}

void pool_core_open_failed(struct pool_core *c, struct pool_waiter *w,
			   const struct pool_failure *failure, int64_t now)
{
	struct pool_slot *s = w->opening;

	w->opening = NULL;
	core_slot_out(c, s);
	if (!w->spare)
		w->spare = s;
	open_failed(c, &s->tag, failure, now);
	if (w->state == WAITER_OPENING) {
		if (still_waits(c, w, failure->class)) {
			w->state = WAITER_WAITING;
			w->wake_at = POOL_NEVER;
		} else {
			core_queue_out(c, w, WAITER_FAILED);
			if (w->failure)
				*w->failure = *failure;
		}
	}
	core_dispatch(c, now);
}

void pool_core_late_failed(struct pool_core *c, struct pool_slot *s,
			   const struct pool_failure *failure, int64_t now)
{
	core_slot_out(c, s);
	open_failed(c, &s->tag, failure, now);
	core_dispatch(c, now);
}

void pool_core_park(struct pool_core *c, struct pool_slot *s, int64_t now)
{
	s->step_at = now + PARK_STEP_NS;
	core_slot_move(c, s, SLOT_PARKED);
	core_dispatch(c, now);
}

void pool_core_park_opening(struct pool_core *c, struct pool_waiter *w, int64_t now)
{
	struct pool_slot *s = w->opening;

	w->opening = NULL;
	pool_core_park(c, s, now);
}

void pool_core_leave(struct pool_core *c, struct pool_waiter *w, int64_t now)
{
	if (w->state != WAITER_WAITING && w->state != WAITER_OPENING)
		return;
	if (w->opening)
		give_back_permit(c, w);
	core_count_wait(c, w, now);
	core_queue_out(c, w, WAITER_OUT);
	core_dispatch(c, now);
}

void pool_core_bad(struct pool_core *c, struct pool_waiter *w, enum pool_close_reason reason,
		   bool lost, int64_t now)
{
	struct pool_slot *s = w->slot;

	w->slot = NULL;
	w->state = WAITER_OUT;
	w->again = true;
	c->totals.acquires--;
	if (reason == POOL_CLOSE_PING) {
		c->totals.ping_failures++;
		/* A second silence since then is no accident. */
		lost = lost || s->idle_since < c->distrust_at;
		pool_core_distrust(c, now);
	}
	pool_core_discard(c, s, reason, lost, now);
}

bool pool_core_wants(const struct pool_core *c)
{
	return c->config.min_idle > 0 &&
	       c->n[SLOT_IDLE] + core_connecting(c) < (size_t)c->config.min_idle;
}

/* Not while somebody waits: a place is worth more to him. */
bool pool_core_fill(struct pool_core *c, struct pool_slot *spare, const struct pool_tag *tag,
		    int64_t now)
{
	if (!pool_core_wants(c) || !list_empty(&c->queue) || now < c->retry_at)
		return false;
	if (!may_connect(c))
		return false;
	if (c->count >= pool_core_limit(c, now) || !c->has_tag || !tag_eq(&c->tag, tag))
		return false;
	core_slot_begin(c, spare, tag, now);
	return true;
}
