/* Acquire: one thread's way to a session. */
#include "config.h"
#include "pool/pool_shell.h"

#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "pool/core_int.h"

/* How long a connect may take when the pool must not be waited for and the caller sets no limit. */
#define CONNECT_NS (30 * NS_SEC)
#define PING_NS    (5 * NS_SEC)
/* Without an eventfd the state is looked at this often while connecting. */
#define SLICE_NS (20 * NS_MS)

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void acquire_init(struct acquire *a, struct pool *p, void *open_arg,
			 const struct pool_tag *tag, bool may_wait, struct pool_failure *failure)
{
	pool_waiter_init(&a->w);
	a->w.tag = *tag;
	a->w.holder = pool_thread_id();
	a->w.failure = failure;
	a->pool = p;
	a->open_arg = open_arg;
	a->start = a->now = pool_now();
	a->may_wait = may_wait;
	a->has_cond = false;
	a->wake_fd = -1;
	a->failure = failure;
	pool_failure_set(failure, POOL_FAIL_NONE, NULL, "");
}

/* With the lock, since the configuration may change. */
static void set_deadline(struct acquire *a, int64_t callers)
{
	int64_t timeout = a->pool->core.config.timeout_ns;
	int64_t left = callers == POOL_NEVER ? POOL_NEVER : callers - a->start;

	if (left < 0)
		left = 0;
	a->allowed = earlier(timeout, left);
	a->deadline = time_add(a->start, timeout > 0 ? a->allowed : earlier(CONNECT_NS, left));
	a->w.wait_allowed = a->may_wait && a->allowed > 0;
}

static void acquire_done(struct acquire *a)
{
	if (a->w.spare)
		pool_lease_free(lease_of(a->w.spare));
	if (a->has_cond)
		pthread_cond_destroy(&a->cond);
	if (a->wake_fd >= 0)
		close(a->wake_fd);
}

static bool prepare_to_queue(struct acquire *a)
{
	struct pool_lease *l = pool_lease_new(a->pool);
	pthread_condattr_t attr;

	if (!l) {
		pool_failure_set(a->failure, POOL_FAIL_NO_MEMORY, NULL, "out of memory");
		return false;
	}
	a->w.spare = &l->slot;
	if (a->has_cond)
		return true;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&a->cond, &attr);
	pthread_condattr_destroy(&attr);
	a->has_cond = true;
	return true;
}

static void refused(struct acquire *a)
{
	pool_report(a, a->may_wait ? POOL_FAIL_EXHAUSTED : POOL_FAIL_WOULD_WAIT);
}

/* Asks the core, for the first time or again after a bad session. */
static bool enter(struct acquire *a)
{
	enum pool_verdict v = pool_core_acquire(&a->pool->core, &a->w, a->now);

	if (v == POOL_VERDICT_NEED_SPARE) {
		if (!prepare_to_queue(a))
			return false;
		v = pool_core_acquire(&a->pool->core, &a->w, a->now);
	}
	if (v == POOL_VERDICT_REFUSED) {
		refused(a);
		return false;
	}
	return true;
}

/* Gives up; a waiter that was granted something meanwhile is not here. */
static void give_up(struct acquire *a)
{
	bool exhausted = pool_core_exhausted(&a->pool->core, a->now);

	pool_core_leave(&a->pool->core, &a->w, a->now);
	pool_report(a, exhausted ? POOL_FAIL_EXHAUSTED : POOL_FAIL_TIMEOUT);
}

static void sleep_until(struct acquire *a, int64_t until)
{
	int64_t ns = until - pool_now();
	struct timespec ts;

	if (ns <= 0)
		return;
	if (ns > 3600 * NS_SEC)
		ns = 3600 * NS_SEC;
	/* Condition variables do not know CLOCK_BOOTTIME. */
	clock_gettime(CLOCK_MONOTONIC, &ts);
	ns += ts.tv_nsec;
	ts.tv_sec += ns / NS_SEC;
	ts.tv_nsec = ns % NS_SEC;
	pthread_cond_timedwait(&a->cond, &a->pool->lock, &ts);
}

static void wait_in_queue(struct acquire *a)
{
	struct pool_core *c = &a->pool->core;
	int64_t until = earlier(a->deadline, a->w.wake_at);

	if (!a->w.wait_allowed)
		until = earlier(until, a->now + SLICE_NS);
	sleep_until(a, until);
	a->now = pool_now();
	if (a->w.state != WAITER_WAITING)
		return; /* at the deadline too: what was given is kept */
	if (a->now >= a->deadline) {
		give_up(a);
	} else if (!a->w.wait_allowed && pool_core_must_wait(c, &a->w)) {
		pool_core_leave(c, &a->w, a->now);
		refused(a);
	} else if (a->now >= a->w.wake_at) {
		pool_core_tick(c, a->now);
	}
}

static void ready_wake_fd(struct acquire *a)
{
	uint64_t old;

	if (a->wake_fd < 0)
		a->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	else
		(void)!read(a->wake_fd, &old, sizeof(old));
}

/* Without the lock; WOKEN means that another session was lent meanwhile. */
static enum drive drive_opening(struct acquire *a, struct pool_lease *l, void *session)
{
	const struct pool_session_ops *ops = a->pool->ops;

	for (;;) {
		int64_t until = a->deadline;
		bool beaten;
		enum drive got;

		if (a->wake_fd < 0)
			until = earlier(until, pool_now() + SLICE_NS);
		got = pool_drive(ops->open_poll, session, &l->io, a->wake_fd, until, a->failure);
		if (got == DRIVE_DONE || got == DRIVE_FAILED)
			return got;
		if (got == DRIVE_TIMEOUT && until == a->deadline)
			return got;
		pthread_mutex_lock(&a->pool->lock);
		beaten = a->w.state == WAITER_LENT;
		if (!beaten && a->wake_fd >= 0)
			ready_wake_fd(a);
		pthread_mutex_unlock(&a->pool->lock);
		if (beaten)
			return DRIVE_WOKEN;
	}
}

static void opening_failed(struct acquire *a, struct pool_slot *s, enum drive how)
{
	if (a->failure->class == POOL_FAIL_NONE)
		a->failure->class = POOL_FAIL_TRANSIENT;
	pool_core_open_failed(&a->pool->core, &a->w, a->failure, a->now);
	if (s != a->w.spare)
		pool_lease_free(lease_of(s));
	if (how == DRIVE_TIMEOUT && a->w.state == WAITER_FAILED)
		pool_report(a, POOL_FAIL_TIMEOUT);
}

/* Uses the permit: begins an opening or goes on with a parked one. */
static void open_session(struct acquire *a)
{
	const struct pool_session_ops *ops = a->pool->ops;
	struct pool_slot *s = a->w.opening;
	void *session = s->session;
	enum drive got = DRIVE_FAILED;

	pool_core_started(&a->w);
	ready_wake_fd(a);
	pthread_mutex_unlock(&a->pool->lock);
	if (!session) {
		lease_of(s)->io = (struct pool_io){ .fd = -1, .wake_ns = POOL_NEVER };
		session = ops->open_start(a->open_arg, &lease_of(s)->io, a->failure);
	}
	if (session)
		got = drive_opening(a, lease_of(s), session);
	if (session && (got == DRIVE_FAILED || got == DRIVE_TIMEOUT))
		ops->close(session);
	a->now = pool_now();
	if (got == DRIVE_TIMEOUT)
		pool_no_answer(a->failure, a->now - a->start);
	pthread_mutex_lock(&a->pool->lock);
	switch (got) {
	case DRIVE_DONE: pool_core_opened(&a->pool->core, &a->w, session, a->now); break;
	case DRIVE_WOKEN:
		s->session = session;
		pool_core_park_opening(&a->pool->core, &a->w, a->now);
		break;
	default: opening_failed(a, s, got); break;
	}
}

enum check { CHECK_GOOD, CHECK_BAD, CHECK_DEAD, CHECK_NO_TIME };

/* The round trip; without the lock.  *ret_lost: the server is gone, not only slow. */
static enum check ping(struct acquire *a, void *session, bool *ret_lost)
{
	const struct pool_session_ops *ops = a->pool->ops;
	struct pool_io io = { .fd = -1, .wake_ns = POOL_NEVER };
	int64_t until = earlier(a->deadline, a->now + PING_NS);
	enum drive got = DRIVE_FAILED;

	switch (ops->ping_start(session, &io, a->failure)) {
	case POOL_STEP_DONE: return CHECK_GOOD;
	case POOL_STEP_WAIT:
		got = pool_drive(ops->ping_poll, session, &io, -1, until, a->failure);
		break;
	case POOL_STEP_FAILED: break;
	}
	if (got == DRIVE_DONE)
		return CHECK_GOOD;
	if (got == DRIVE_TIMEOUT)
		pool_no_answer(a->failure, pool_now() - a->now);
	*ret_lost = got == DRIVE_FAILED && a->failure->class == POOL_FAIL_LOST;
	return CHECK_BAD;
}

/* The ladder: socket, then round trip.  Without the lock; the session is ours. */
static enum check check_session(struct acquire *a, bool *ret_lost)
{
	struct pool_slot *s = a->w.slot;
	enum check result;

	if (s->fresh)
		return CHECK_GOOD;
	*ret_lost = true;
	if (!a->pool->ops->alive(s->session)) {
		pool_failure_set(a->failure, POOL_FAIL_LOST, NULL, "the idle session was closed");
		return CHECK_DEAD;
	}
	if (!s->check)
		return CHECK_GOOD;
	if (a->now >= a->deadline)
		return CHECK_NO_TIME;
	result = ping(a, s->session, ret_lost);
	if (result == CHECK_GOOD)
		s->unread = false;
	pthread_mutex_lock(&a->pool->lock);
	a->pool->core.totals.pings++;
	pthread_mutex_unlock(&a->pool->lock);
	return result;
}

/* It cannot be used.  With the lock; false: that was the last try. */
static bool after_bad_check(struct acquire *a, enum check result, bool lost)
{
	struct pool_core *c = &a->pool->core;
	enum pool_close_reason reason = POOL_CLOSE_PING;

	a->now = pool_now();
	if (result == CHECK_NO_TIME) {
		struct pool_slot *s = a->w.slot;

		a->w.slot = NULL;
		a->w.state = WAITER_OUT;
		c->totals.acquires--;
		pool_core_release(c, s, s->unread, a->now);
		pool_report(a, POOL_FAIL_TIMEOUT);
		return false;
	}
	if (result == CHECK_DEAD)
		reason = POOL_CLOSE_DEAD;
	pool_core_bad(c, &a->w, reason, lost, a->now);
	if (a->now >= a->deadline) {
		pool_report(a, POOL_FAIL_TIMEOUT);
		return false;
	}
	return enter(a);
}

/* With the lock; true: `slot` is ours and the lock is given up, false: *failure says why. */
static bool acquire_run(struct acquire *a)
{
	if (!enter(a))
		return false;
	for (;;) {
		enum check result;
		bool lost = false;

		pool_flush(a->pool);
		switch (a->w.state) {
		case WAITER_WAITING: wait_in_queue(a); continue;
		case WAITER_OPENING: open_session(a); continue;
		case WAITER_LENT: break;
		default: return false;
		}
		a->chores = pool_has_chores(a->pool);
		pthread_mutex_unlock(&a->pool->lock);
		result = check_session(a, &lost);
		if (result == CHECK_GOOD)
			return true;
		pthread_mutex_lock(&a->pool->lock);
		if (!after_bad_check(a, result, lost))
			return false;
	}
}

/* Keeps a copy of what opened a session, for min_idle when nobody acquires. */
static void hold_arg(struct acquire *a)
{
	struct pool *p = a->pool;
	void *held, *old;

	if (!p->ops->arg_hold)
		return;
	held = p->ops->arg_hold(a->open_arg);
	if (!held)
		return;
	pthread_mutex_lock(&p->lock);
	old = p->held_arg;
	p->held_arg = held;
	p->held_tag = a->w.tag;
	pthread_mutex_unlock(&p->lock);
	if (old)
		p->ops->arg_drop(old);
}

/* A lease is ours: what is left to do for it and, since we are here, for the pool. */
static void granted(struct acquire *a, const char *note)
{
	struct pool_lease *l = lease_of(a->w.slot);

	if (note || l->note[0])
		pool_lease_note(l, note ? note : "", note ? strlen(note) : 0);
	if (!a->chores)
		return;
	if (l->slot.fresh)
		hold_arg(a);
	pthread_mutex_lock(&a->pool->lock);
	pool_chores(a->pool, a->open_arg, &a->w.tag);
	pthread_mutex_unlock(&a->pool->lock);
}

bool pool_acquire(struct pool *p, void *open_arg, const struct pool_tag *tag,
		  const struct pool_acquire_options *options, struct pool_lease **ret_lease,
		  struct pool_failure *ret_failure)
{
	struct acquire a;
	int cancel;
	bool ok;

	pool_fork_check();
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
	acquire_init(&a, p, open_arg, tag, options->wait_allowed, ret_failure);
	pthread_mutex_lock(&p->lock);
	set_deadline(&a, options->deadline_ns);
	ok = acquire_run(&a);
	if (!ok) {
		pool_flush(p);
		pthread_mutex_unlock(&p->lock);
	}
	acquire_done(&a);
	if (ok) {
		granted(&a, options->note);
		*ret_lease = lease_of(a.w.slot);
	}
	pthread_setcancelstate(cancel, NULL);
	return ok;
}
