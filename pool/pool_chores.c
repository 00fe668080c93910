/* What any thread that comes by does for the pool: wake-ups, closes, parked openings, min_idle. */
#include "config.h"
#include "pool/pool_shell.h"

#include <poll.h>
#include <stdint.h>
#include <unistd.h>

/*
 * Under the lock, since a waiter lives on the stack of its thread and is gone
 * once that has seen its new state.
 */
void pool_wake(struct pool *p)
{
	struct pool_waiter *w;

	while ((w = pool_core_next_woken(&p->core))) {
		struct acquire *a = list_entry(w, struct acquire, w);

		if (a->wake_fd >= 0)
			(void)!write(a->wake_fd, &(uint64_t){ 1 }, sizeof(uint64_t));
		if (a->has_cond)
			pthread_cond_signal(&a->cond);
	}
}

void pool_flush(struct pool *p)
{
	struct pool_slot *s;

	pool_wake(p);
	while ((s = pool_core_next_doomed(&p->core))) {
		void *session = s->session;

		pthread_mutex_unlock(&p->lock);
		if (session)
			p->ops->close(session);
		pthread_mutex_lock(&p->lock);
		pool_core_closed(&p->core, s, pool_now());
		pool_lease_free(lease_of(s));
		pool_wake(p);
	}
}

static void late_failed(struct pool *p, struct pool_slot *s, struct pool_failure *failure)
{
	pool_core_late_failed(&p->core, s, failure, pool_now());
	pool_lease_free(lease_of(s));
}

/* Moves one half-open session on by as much as can be done without waiting. */
static void step_parked(struct pool *p)
{
	struct pool_slot *s = pool_core_claim_parked(&p->core, pool_now());
	enum pool_step step = POOL_STEP_WAIT;
	struct pool_failure failure;
	struct pollfd fd;
	struct pool_io *io;

	if (!s)
		return;
	pthread_mutex_unlock(&p->lock);
	io = &lease_of(s)->io;
	fd = (struct pollfd){ .fd = io->fd, .events = io->events };
	if (poll(&fd, 1, 0) > 0 || pool_now() >= io->wake_ns)
		step = p->ops->open_poll(s->session, io, &failure);
	if (step == POOL_STEP_FAILED)
		p->ops->close(s->session);
	pthread_mutex_lock(&p->lock);
	switch (step) {
	case POOL_STEP_WAIT: pool_core_park(&p->core, s, pool_now()); break;
	case POOL_STEP_DONE: pool_core_late_opened(&p->core, s, pool_now()); break;
	case POOL_STEP_FAILED: late_failed(p, s, &failure); break;
	}
	pool_flush(p);
}

/* Begins to open one for min_idle and leaves it parked. */
static bool fill_one(struct pool *p, void *open_arg, const struct pool_tag *tag)
{
	struct pool_lease *l = pool_lease_new(p);
	struct pool_failure failure;
	void *session;

	if (!l)
		return false;
	if (!pool_core_fill(&p->core, &l->slot, tag, pool_now())) {
		pool_lease_free(l);
		return false;
	}
	pthread_mutex_unlock(&p->lock);
	session = p->ops->open_start(open_arg, &l->io, &failure);
	pthread_mutex_lock(&p->lock);
	if (session) {
		l->slot.session = session;
		pool_core_park(&p->core, &l->slot, pool_now());
	} else {
		late_failed(p, &l->slot, &failure);
	}
	pool_flush(p);
	return session;
}

void pool_chores(struct pool *p, void *open_arg, const struct pool_tag *tag)
{
	void *held = NULL;
	struct pool_tag held_tag;

	if (p->core.n[SLOT_PARKED])
		step_parked(p);
	if (!pool_core_wants(&p->core))
		return;
	if (!open_arg) {
		/* Taken out, so that nobody replaces it while it is used without the lock. */
		held = p->held_arg;
		if (!held)
			return;
		held_tag = p->held_tag;
		p->held_arg = NULL;
		open_arg = held;
		tag = &held_tag;
	}
	for (int i = 0; i < p->core.config.min_idle && fill_one(p, open_arg, tag); i++)
		;
	if (!held)
		return;
	if (p->held_arg) {
		pthread_mutex_unlock(&p->lock);
		p->ops->arg_drop(held);
		pthread_mutex_lock(&p->lock);
	} else {
		p->held_arg = held;
		p->held_tag = held_tag;
	}
}
