/*
 * Waiting for the server: deadlines, a silent server, and cancels that arrived before
 * what they were to stop.  A cancel goes by a connection of its own and may overtake its
 * request; then the statement runs on, and it is sent again until the statement stops.
 */
#include "config.h"
#include "pg/internal.h"

#include <errno.h>
#include <poll.h>

#include "util/clock.h"

/* How long a cancelled statement may take to stop before the session is given up. */
#define CANCEL_GRACE (10 * CLOCK_NS_PER_SEC)

/* A cancel that was there before the wait is sent again after this long. */
#define CANCEL_AGAIN (100 * CLOCK_NS_PER_MS)

/* How often a long wait looks whether it was cancelled from another thread. */
#define LOOK (500 * CLOCK_NS_PER_MS)

/* What ends a wait besides the answer; CLOCK_NEVER: nothing. */
struct limits {
	int64_t deadline; /* the caller's; then the end of the grace after our cancel */
	int64_t silence;  /* since something came last */
	int64_t again;    /* to send a cancel once more that came too early to hit anything */
	int64_t look;     /* whether it was cancelled meanwhile */
};

static void set_silence(const struct pg *pg, struct limits *l)
{
	int64_t patience = atomic_load(&pg->patience);

	l->silence = patience ? clock_now() + patience : CLOCK_NEVER;
}

static void set_limits(struct pg *pg, int64_t deadline, struct limits *l)
{
	l->deadline = pg->timed_out ? pg->give_up_at : deadline;
	l->again = atomic_load(&pg->canceled) && !pg->timed_out ? clock_now() + CANCEL_AGAIN
								: CLOCK_NEVER;
	l->look = clock_now() + LOOK;
	set_silence(pg, l);
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t earliest(const struct limits *l)
{
	return earlier(earlier(l->deadline, l->silence), earlier(l->again, l->look));
}

static bool give_up(struct pg *pg, enum pg_fault fault, const char *why, struct pg_error *ret_err)
{
	pg_error_text(ret_err, fault, why);
	pg_mark_lost(pg);
	return false;
}

/*
 * A limit has passed: a cancel goes out at the caller's deadline, and the session
 * is given up (false) when that does not help or when the server keeps silent.  The
 * deadline comes first: programs such as pyodbc set both limits to the same, and want
 * to go on.
 */
static bool limit_passed(struct pg *pg, struct limits *l, struct pg_error *ret_err)
{
	int64_t now = clock_now();

	if (now >= l->deadline && !pg->timed_out) {
		pg->timed_out = true;
		pg_cancel(pg);
		l->deadline = pg->give_up_at = clock_now() + CANCEL_GRACE;
		set_silence(pg, l);
		return true;
	}
	if (now >= l->silence) {
		pg_cancel_lost(pg);
		return give_up(pg, PG_FAULT_SILENT,
			       "the server did not answer within the connection timeout and the "
			       "session was given up",
			       ret_err);
	}
	if (now >= l->look) {
		/* It goes on, so that one was lost; if it was not, it stops nothing else. */
		if (l->again == CLOCK_NEVER && atomic_load(&pg->canceled) && !pg->timed_out &&
		    !atomic_load(&pg->cancel_stuck))
			l->again = now;
		l->look = now + LOOK;
	}
	if (now >= l->again) {
		l->again = CLOCK_NEVER;
		pg_cancel(pg);
	}
	if (now < l->deadline)
		return true;
	return give_up(pg, PG_FAULT_TIMEOUT,
		       "the server did not stop the statement when its time was over and the "
		       "session was given up",
		       ret_err);
}

bool pg_wait_ready(struct pg *pg, int64_t deadline, struct pg_error *ret_err)
{
	struct limits l;

	if (!PQisBusy(pg->conn))
		return true;
	set_limits(pg, deadline, &l);
	for (;;) {
		struct pollfd p = { .fd = PQsocket(pg->conn), .events = POLLIN };
		int flush = PQflush(pg->conn), n;
		int64_t until = earliest(&l);

		if (!PQisBusy(pg->conn))
			return true;
		if (flush < 0 && PQstatus(pg->conn) == CONNECTION_BAD)
			return true; /* the result will tell */
		if (flush > 0)
			p.events |= POLLOUT;
		n = poll(&p, 1, clock_poll_timeout(clock_now(), until));
		if (n < 0 && errno != EINTR)
			return give_up(pg, PG_FAULT_LOST, "the session's socket is not usable",
				       ret_err);
		if (n == 0 && !limit_passed(pg, &l, ret_err))
			return false;
		if (n <= 0)
			continue;
		if (!PQconsumeInput(pg->conn))
			return true; /* the result carries the message */
		if (l.silence != CLOCK_NEVER)
			set_silence(pg, &l);
	}
}
