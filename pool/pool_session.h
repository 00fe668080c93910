/*
 * What the pool asks of a session.  A session is opaque here: libpq's in the
 * driver, a fake in the tests.
 *
 * No operation is called with a lock of the pool held, and one session is only
 * ever used by one thread at a time, though not always by the same one.  None
 * of them may call back into the pool.
 */
#ifndef SP_POOL_SESSION_H
#define SP_POOL_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "pool/pool_failure.h"

#define POOL_NEVER INT64_MAX /* a deadline that does not come; an age that is not reached */

/* Nanoseconds of CLOCK_BOOTTIME: the clock of all times here and of util/clock.h. */
int64_t pool_now(void);

/* What a step waits for.  The pool polls it together with its own wake-up. */
struct pool_io {
	int fd;
	short events;    /* POLLIN, POLLOUT */
	int64_t wake_ns; /* step again then even if nothing came; POOL_NEVER: no such time */
};

enum pool_step {
	POOL_STEP_WAIT,   /* *ret_io says for what */
	POOL_STEP_DONE,   /* open: the session is ready for use; ping: it answered */
	POOL_STEP_FAILED, /* *ret_failure says why; the pool closes the session */
};

enum pool_reset {
	POOL_RESET_CLEAN, /* the next user sees nothing of the last one */
	POOL_RESET_PENDING, /* sent, answer not read: ping_start/ping_poll reads it at the next lend */
	POOL_RESET_CLOSE, /* cannot be cleaned: close it */
	POOL_RESET_LOST,  /* the server is gone: close it and suspect its generation */
};

struct pool_session_ops {
	/*
	 * Begins to open a session; must not wait.  `arg` is the caller's open_arg and is
	 * not used after this returns, so a session keeps copies of what it needs later:
	 * its opening may be finished by another thread.  NULL: *ret_failure says why.
	 */
	void *(*open_start)(void *arg, struct pool_io *ret_io, struct pool_failure *ret_failure);
	/* Called when *io is ready or its wake_ns has come; *ret_io is the same struct. */
	enum pool_step (*open_poll)(void *session, struct pool_io *ret_io,
				    struct pool_failure *ret_failure);

	/* Does the socket still look open?  No round trip; pending notices are read, not fatal. */
	bool (*alive)(void *session);

	/*
	 * One round trip, in steps like open.  After POOL_RESET_PENDING it reads the answer to
	 * the reset, which is proof enough of life: no further query is needed.
	 */
	enum pool_step (*ping_start)(void *session, struct pool_io *ret_io,
				     struct pool_failure *ret_failure);
	enum pool_step (*ping_poll)(void *session, struct pool_io *ret_io,
				    struct pool_failure *ret_failure);

	/*
	 * The session comes back: ends the transaction and cleans as `level` (pool_config's)
	 * says, before the deadline.  A cancel in flight, unread rows, COPY: clean or CLOSE.
	 */
	enum pool_reset (*reset)(void *session, int level, int64_t deadline_ns);

	/* Ends and frees it; takes a half-opened one too. */
	void (*close)(void *session);

	/*
	 * In a child of fork: closes the descriptor, says nothing to the server and frees
	 * nothing.  Async-signal-safe.  The memory stays.
	 */
	void (*forget)(void *session);

	/*
	 * Optional, both or none: keep a copy (or a reference) of an open_arg, so that
	 * min_idle can be kept up while nobody acquires.  hold returns NULL when out of memory.
	 */
	void *(*arg_hold)(void *arg);
	void (*arg_drop)(void *held);
};

/*
 * Opens a session in the caller's thread, outside of any pool, before the deadline.
 * For Pooling=false.  On failure nothing stays open.
 */
bool pool_open_direct(const struct pool_session_ops *ops, void *open_arg, int64_t deadline_ns,
		      void **ret_session, struct pool_failure *ret_failure)
	__attribute__((warn_unused_result));

#endif
