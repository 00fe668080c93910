/*
 * The decisions of a pool, without locks, threads, clocks, memory or I/O.
 *
 * The caller serializes access, passes the time in, brings the memory (slots
 * and waiters) and performs what the core asks for.  The shell (pool_*.c) does
 * so with a mutex and real sessions, the unit tests with plain numbers.
 *
 * States are lists: a slot is on the list of its state and only there, and one
 * function moves it.  Everything that was acquired for but not yet granted is in
 * one queue ordered by ticket, also those that are opening a session, so that a
 * returned session finds whoever came first.
 *
 * After each call the caller takes what has become due: pool_core_next_woken()
 * until NULL, then pool_core_next_doomed() until NULL.
 */
#ifndef SP_POOL_CORE_H
#define SP_POOL_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pool/list.h"
#include "pool/pool.h"

/* All but SLOT_OUT and SLOT_FOREIGN count against the limit. */
enum slot_state {
	SLOT_OUT,        /* on no list: the caller's memory */
	SLOT_CONNECTING, /* a thread opens it: a waiter's, the shell's or the janitor's */
	SLOT_PARKED,     /* half open and nobody's: whoever needs one next goes on with it */
	SLOT_BUSY,       /* lent; newest first */
	SLOT_IDLE,       /* newest first, so that the oldest can be trimmed */
	SLOT_DOOMED,     /* to be closed by the next thread that comes by */
	SLOT_CLOSING,    /* being closed; counts until that has returned */
	SLOT_FOREIGN,    /* inherited from the parent of a fork */
	SLOT_STATES
};

struct pool_slot {
	struct list link;
	enum slot_state state;
	void *session; /* NULL: not begun */
	struct pool_tag tag;
	uint64_t generation;
	int64_t born; /* before the connect began */
	int64_t dies; /* replaced from then on, never while lent */
	int64_t busy_since;
	int64_t idle_since; /* when it was last known to work */
	int64_t step_at;    /* parked: not to be looked at before */
	uint16_t jitter;
	bool fresh;  /* opened by the acquire that holds it */
	bool unread; /* the answer to a reset is still to be read */
	bool check;  /* the holder must make a round trip before using it */
	bool leak_reported;
	enum pool_close_reason reason;
	long holder;
};

enum waiter_state {
	WAITER_OUT,
	WAITER_WAITING, /* in the queue */
	WAITER_OPENING, /* in the queue, with the permit to open `opening` */
	WAITER_LENT,    /* `slot` is its; `opening` may be left over and must be parked or ended */
	WAITER_FAILED,  /* *failure says why */
};

struct pool_waiter {
	struct list link;
	struct list woken;
	enum waiter_state state;
	uint64_t ticket; /* 0: none drawn yet */
	struct pool_tag tag;
	long holder;
	struct pool_slot *spare;      /* memory for a permit; the caller's when out of the queue */
	struct pool_slot *opening;    /* the permit */
	struct pool_slot *slot;       /* the lent one */
	struct pool_failure *failure; /* where to put it */
	int64_t since;
	int64_t wake_at;   /* while WAITING: call pool_core_tick() then */
	bool wait_allowed; /* for a return or a free connect */
	bool started;      /* the permit is being used */
	bool creator;      /* did not queue behind a full pool: its connect error is final */
	bool again;        /* was lent a bad session: keeps its place */
	bool waited;
	bool wait_counted;
};

enum pool_verdict {
	POOL_VERDICT_LENT,       /* w->slot */
	POOL_VERDICT_OPEN,       /* w->opening: open it; in the queue meanwhile */
	POOL_VERDICT_WAIT,       /* in the queue */
	POOL_VERDICT_REFUSED,    /* would have to wait */
	POOL_VERDICT_NEED_SPARE, /* nothing was done: set w->spare and call again */
};

struct pool_core {
	struct pool_config config;
	size_t cap; /* pool_size + max_overflow; SIZE_MAX: none */
	struct list slots[SLOT_STATES];
	size_t n[SLOT_STATES];
	size_t count; /* against the cap */
	struct list queue;
	size_t waiting; /* in the queue, all */
	struct list woken;
	uint64_t tickets;
	uint64_t generation;
	struct pool_tag tag; /* of the last successful open */
	bool has_tag;
	int64_t distrust_at; /* sessions not seen working since are pinged */
	/* Connects failed lately: waiters may try again at retry_at. */
	unsigned failures;
	int64_t retry_at;
	/* The server had too many connections: no more than lowered until then. */
	unsigned refusals;
	size_t lowered;
	int64_t lowered_until;
	int64_t next_sweep;
	int64_t next_kill; /* of lifetimes, so that not all end together */
	uint64_t random;
	struct pool_totals totals;
	struct pool_failure last_error;
};

void pool_core_init(struct pool_core *c, const struct pool_config *config, uint64_t seed);
void pool_core_configure(struct pool_core *c, const struct pool_config *config, int64_t now);

/* Acquire.  The caller sets tag, holder, failure, wait_allowed after waiter_init. */
void pool_waiter_init(struct pool_waiter *w);
enum pool_verdict pool_core_acquire(struct pool_core *c, struct pool_waiter *w, int64_t now);
/* Would a WAITING one have to wait for a return, as opposed to a close under way? */
bool pool_core_must_wait(const struct pool_core *c, const struct pool_waiter *w);
/* The waiter begins to use its permit. */
void pool_core_started(struct pool_waiter *w);
/* Its session is open: it is lent, or settled if the waiter was lent another meanwhile. */
void pool_core_opened(struct pool_core *c, struct pool_waiter *w, void *session, int64_t now);
/* It could not be opened (and is closed): afterwards WAITING, FAILED, or LENT as before. */
void pool_core_open_failed(struct pool_core *c, struct pool_waiter *w,
			   const struct pool_failure *failure, int64_t now);
/* LENT with an opening left over that goes on without its thread. */
void pool_core_park_opening(struct pool_core *c, struct pool_waiter *w, int64_t now);
/* Gives up waiting: WAITING or OPENING with an unused permit.  LENT and FAILED stay. */
void pool_core_leave(struct pool_core *c, struct pool_waiter *w, int64_t now);
/* The lent session was bad: closes it; the next pool_core_acquire() has the old place. */
void pool_core_bad(struct pool_core *c, struct pool_waiter *w, enum pool_close_reason reason,
		   bool lost, int64_t now);

/* Return. */
void pool_core_release(struct pool_core *c, struct pool_slot *s, bool unread, int64_t now);
void pool_core_discard(struct pool_core *c, struct pool_slot *s, enum pool_close_reason reason,
		       bool lost, int64_t now);
/* A check was not answered in time: that proves nothing, so all others are checked too. */
void pool_core_distrust(struct pool_core *c, int64_t now);
/* As if a session of the newest generation had been lost. */
void pool_core_drop(struct pool_core *c, int64_t now);

/* Openings without a waiter.  wants: min_idle is not reached; fill: and may be now. */
bool pool_core_wants(const struct pool_core *c);
bool pool_core_fill(struct pool_core *c, struct pool_slot *spare, const struct pool_tag *tag,
		    int64_t now);
struct pool_slot *pool_core_claim_parked(struct pool_core *c, int64_t now);
void pool_core_park(struct pool_core *c, struct pool_slot *s, int64_t now);
void pool_core_late_opened(struct pool_core *c, struct pool_slot *s, int64_t now);
void pool_core_late_failed(struct pool_core *c, struct pool_slot *s,
			   const struct pool_failure *failure, int64_t now); /* then SLOT_OUT */

/* What has become due. */
struct pool_waiter *pool_core_next_woken(struct pool_core *c);
struct pool_slot *pool_core_next_doomed(struct pool_core *c);
void pool_core_closed(struct pool_core *c, struct pool_slot *s, int64_t now); /* then SLOT_OUT */
void pool_core_tick(struct pool_core *c, int64_t now);
/* When pool_core_tick() has something to do though nobody calls; POOL_NEVER: not. */
int64_t pool_core_next_time(const struct pool_core *c);

/* The limit on sessions now. */
size_t pool_core_limit(const struct pool_core *c, int64_t now);
/* Is the pool used up, as opposed to: cannot open what it may? */
bool pool_core_exhausted(const struct pool_core *c, int64_t now);

/* In a child of fork: all slots become FOREIGN, all else starts anew. */
void pool_core_forget(struct pool_core *c);
/* A foreign lease is released. */
void pool_core_foreign_out(struct pool_core *c, struct pool_slot *s);

/* NULL if all invariants hold, else the broken one.  Call it after taking what is due. */
const char *pool_core_check(const struct pool_core *c, int64_t now);

#endif
