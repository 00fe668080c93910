/*
 * Sessions for testing the pool's shell: no server, but a descriptor of their own,
 * so that opening can be slow or fail.  Counters are atomic: any thread.
 */
#ifndef SP_TESTS_FAKE_SESSION_H
#define SP_TESTS_FAKE_SESSION_H

#include "tests/unit/unit.h"

#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "pool/pool.h"

/* What the next opens do; times in nanoseconds. */
struct fake_server {
	atomic_llong open_ns;
	atomic_llong ping_ns;  /* until a ping is answered */
	atomic_llong close_ns; /* how long a close takes */
	atomic_int reset;      /* enum pool_reset; 0: clean */
	atomic_int fail_class; /* of failing opens; 0: transient */
	atomic_int fail_next;  /* this many opens fail */
	atomic_bool dead;      /* sockets of idle sessions are closed */
	atomic_int open, most_open, opened, closed, forgotten, pings;
	atomic_int args; /* held open_args */
};

struct fake_session {
	struct fake_server *server;
	int64_t ready_at;
	bool fails, counted, unread;
	atomic_int users;
	atomic_int tag; /* of its first user */
	int fd;
};

static void *fake_open_start(void *arg, struct pool_io *io, struct pool_failure *failure)
{
	struct fake_session *s = calloc(1, sizeof(*s));

	if (!s) {
		pool_failure_set(failure, POOL_FAIL_NO_MEMORY, NULL, "out of memory");
		return NULL;
	}
	s->server = arg;
	s->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	s->ready_at = pool_now() + atomic_load(&s->server->open_ns);
	if (atomic_load(&s->server->fail_next) > 0) {
		atomic_fetch_sub(&s->server->fail_next, 1);
		s->fails = true;
	}
	*io = (struct pool_io){ s->fd, POLLIN, s->ready_at };
	return s;
}

static enum pool_step fake_open_poll(void *session, struct pool_io *io,
				     struct pool_failure *failure)
{
	struct fake_session *s = session;
	int n, most;

	*io = (struct pool_io){ s->fd, POLLIN, s->ready_at };
	if (pool_now() < s->ready_at)
		return POOL_STEP_WAIT;
	if (s->fails) {
		int class = atomic_load(&s->server->fail_class);

		pool_failure_set(failure,
				 class ? (enum pool_fail_class) class : POOL_FAIL_TRANSIENT,
				 "08001", "refused by the fake");
		return POOL_STEP_FAILED;
	}
	s->counted = true;
	atomic_fetch_add(&s->server->opened, 1);
	n = atomic_fetch_add(&s->server->open, 1) + 1;
	most = atomic_load(&s->server->most_open);
	while (n > most && !atomic_compare_exchange_weak(&s->server->most_open, &most, n))
		;
	return POOL_STEP_DONE;
}

static bool fake_alive(void *session)
{
	struct fake_session *s = session;

	return !atomic_load(&s->server->dead);
}

static enum pool_step fake_ping_poll(void *session, struct pool_io *io,
				     struct pool_failure *failure)
{
	struct fake_session *s = session;

	*io = (struct pool_io){ s->fd, POLLIN, s->ready_at };
	if (atomic_load(&s->server->dead)) {
		pool_failure_set(failure, POOL_FAIL_LOST, NULL, "gone");
		return POOL_STEP_FAILED;
	}
	if (pool_now() < s->ready_at)
		return POOL_STEP_WAIT;
	s->unread = false;
	return POOL_STEP_DONE;
}

static enum pool_step fake_ping_start(void *session, struct pool_io *io,
				      struct pool_failure *failure)
{
	struct fake_session *s = session;

	atomic_fetch_add(&s->server->pings, 1);
	s->ready_at = pool_now() + atomic_load(&s->server->ping_ns);
	return fake_ping_poll(session, io, failure);
}

static enum pool_reset fake_reset(void *session, int level, int64_t deadline)
{
	struct fake_session *s = session;
	enum pool_reset how = (enum pool_reset)atomic_load(&s->server->reset);

	(void)level;
	(void)deadline;
	s->unread = how == POOL_RESET_PENDING;
	return how;
}

static void fake_close(void *session)
{
	struct fake_session *s = session;
	long long ns = atomic_load(&s->server->close_ns);

	if (ns)
		usleep((useconds_t)(ns / 1000));
	if (s->counted) {
		atomic_fetch_sub(&s->server->open, 1);
		atomic_fetch_add(&s->server->closed, 1);
	}
	close(s->fd);
	free(s);
}

static void fake_forget(void *session)
{
	struct fake_session *s = session;

	atomic_fetch_add(&s->server->forgotten, 1);
	close(s->fd);
}

static void *fake_arg_hold(void *arg)
{
	struct fake_server *server = arg;

	atomic_fetch_add(&server->args, 1);
	return server;
}

static void fake_arg_drop(void *held)
{
	struct fake_server *server = held;

	atomic_fetch_sub(&server->args, 1);
}

static const struct pool_session_ops fake_ops = {
	.open_start = fake_open_start,
	.open_poll = fake_open_poll,
	.alive = fake_alive,
	.ping_start = fake_ping_start,
	.ping_poll = fake_ping_poll,
	.reset = fake_reset,
	.close = fake_close,
	.forget = fake_forget,
	.arg_hold = fake_arg_hold,
	.arg_drop = fake_arg_drop,
};

#endif
