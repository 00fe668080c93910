/* Time, and driving a session through the steps of an opening or a check. */
#include "config.h"
#include "pool/pool_shell.h"

#include <errno.h>
#include <poll.h>
#include <time.h>

#include "pool/core_int.h"

int64_t pool_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return (int64_t)ts.tv_sec * NS_SEC + ts.tv_nsec;
}

/* Polls the session's descriptor and the wake-up until `until`. */
static enum drive wait_for(const struct pool_io *io, int wake_fd, int64_t until)
{
	struct pollfd fds[2] = { { .fd = io->fd, .events = io->events },
				 { .fd = wake_fd, .events = POLLIN } };
	int64_t ns = until - pool_now();
	struct timespec ts;
	int n;

	if (ns < 0)
		ns = 0;
	else if (ns > 3600 * NS_SEC)
		ns = 3600 * NS_SEC;
	ts = (struct timespec){ .tv_sec = ns / NS_SEC, .tv_nsec = ns % NS_SEC };
	n = ppoll(fds, wake_fd >= 0 ? 2 : 1, &ts, NULL);
	if (n <= 0)
		return DRIVE_TIMEOUT;
	/* Progress of the session first: a finished opening is worth more than news of another. */
	return fds[0].revents ? DRIVE_DONE : DRIVE_WOKEN;
}

enum drive pool_drive(pool_step_fn *step, void *session, struct pool_io *io, int wake_fd,
		      int64_t deadline, struct pool_failure *ret_failure)
{
	for (;;) {
		int64_t until = io->wake_ns < deadline ? io->wake_ns : deadline;
		enum drive got = wait_for(io, wake_fd, until);

		if (got == DRIVE_WOKEN)
			return got;
		if (got == DRIVE_TIMEOUT) {
			int64_t now = pool_now();

			if (now >= deadline)
				return got;
			if (now < io->wake_ns)
				continue; /* a signal, or a very long wait */
		}
		switch (step(session, io, ret_failure)) {
		case POOL_STEP_DONE: return DRIVE_DONE;
		case POOL_STEP_FAILED: return DRIVE_FAILED;
		case POOL_STEP_WAIT: break;
		}
	}
}

bool pool_open_direct(const struct pool_session_ops *ops, void *open_arg, int64_t deadline_ns,
		      void **ret_session, struct pool_failure *ret_failure)
{
	struct pool_io io = { .fd = -1, .wake_ns = POOL_NEVER };
	int64_t start = pool_now();
	void *session = ops->open_start(open_arg, &io, ret_failure);

	if (!session)
		return false;
	switch (pool_drive(ops->open_poll, session, &io, -1, deadline_ns, ret_failure)) {
	case DRIVE_DONE: *ret_session = session; return true;
	case DRIVE_FAILED: break;
	default: pool_no_answer(ret_failure, pool_now() - start); break;
	}
	ops->close(session);
	return false;
}
