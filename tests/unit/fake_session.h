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
	atomic_int fail_next; /* this many opens fail */
	atomic_bool dead;     /* sockets of idle sessions are closed */
	atomic_int open, most_open, opened, closed, forgotten;
};

struct fake_session {
	struct fake_server *server;
	int64_t ready_at;
	bool fails, counted;
	atomic_int users;
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
		pool_failure_set(failure, POOL_FAIL_TRANSIENT, NULL, "refused by the fake");
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

static enum pool_step fake_ping(void *session, struct pool_io *io, struct pool_failure *failure)
{
	struct fake_session *s = session;

	(void)io;
	if (!atomic_load(&s->server->dead))
		return POOL_STEP_DONE;
	pool_failure_set(failure, POOL_FAIL_LOST, NULL, "gone");
	return POOL_STEP_FAILED;
}

static enum pool_reset fake_reset(void *session, int level, int64_t deadline)
{
	(void)session;
	(void)level;
	(void)deadline;
	return POOL_RESET_CLEAN;
}

static void fake_close(void *session)
{
	struct fake_session *s = session;

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

static const struct pool_session_ops fake_ops = {
	.open_start = fake_open_start,
	.open_poll = fake_open_poll,
	.alive = fake_alive,
	.ping_start = fake_ping,
	.ping_poll = fake_ping,
	.reset = fake_reset,
	.close = fake_close,
	.forget = fake_forget,
};

#endif
