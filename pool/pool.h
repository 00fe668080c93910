/*
 * A bounded set of sessions for each account, kept open and lent out.
 *
 * Pools belong to the process: pool_get() finds or makes the one of a key, and
 * it lives until the process ends (idle sessions do not: idle_timeout_ns).
 * Nothing is done at exit; the kernel closes the sockets.
 *
 * Every function may be called from any thread.  Acquire and release call the
 * session operations in the calling thread, with no lock held.  Thread
 * cancellation is held off inside.  A lease belongs to whoever acquired it and
 * must be released exactly once.
 *
 * After fork the child's pools are empty: inherited sessions have their
 * descriptor closed and are never lent or ended; pool_lease_session() of an
 * inherited lease is NULL and releasing it frees the lease only.
 *
 * Semantics in short.  Waiters are served in order of arrival, each woken once
 * with a session or with the permit to open one.  A connect runs in the
 * acquiring thread; a session returned meanwhile is taken instead and the
 * half-open one is kept for the next that needs one.  The deadline covers
 * waiting, opening and checking.  A connect that fails frees its place at once.
 */
#ifndef SP_POOL_H
#define SP_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pool/pool_failure.h"
#include "pool/pool_session.h"

struct pool;
struct pool_lease;

struct pool_config {
	int pool_size;             /* sessions kept; 0: no limit at all */
	int max_overflow;          /* more while all are busy; -1: no limit */
	int64_t timeout_ns;        /* longest acquire; 0: never wait for a return */
	int64_t recycle_ns;        /* age at which one is replaced, up to 5 % less; -1: never */
	bool pre_ping;             /* round trip before lending */
	int64_t ping_idle_ns;      /* ... only if unused for this long; 0: always */
	int reset_level;           /* passed to ops->reset */
	int min_idle;              /* kept ready */
	int64_t idle_timeout_ns;   /* unused for this long: closed; POOL_NEVER: kept */
	bool prompt_expiry;        /* close them on time even if nobody calls: needs a thread */
	int64_t leak_threshold_ns; /* lent for longer is reported; 0: off */
	int max_connects;          /* openings at one time */
};

/* pool_size 5, max_overflow 10, 30 s, 3600 s, ping after 1 s, idle 600 s, 4 connects. */
void pool_config_default(struct pool_config *ret);

/*
 * A salted hash of the credentials, made by the caller.  A session is only lent to
 * an acquire with the tag it was opened with, so a wrong password never gets a session
 * that the right one opened.  After an open with a new tag the idle ones of other
 * tags are closed: the password has changed.
 */
struct pool_tag {
	uint8_t bytes[32];
};

/* What pool_get() found, for the log. */
enum pool_get_fact { POOL_GET_SAME, POOL_GET_NEW, POOL_GET_RECONFIGURED };

/*
 * The pool of `key`: the canonical text of all settings the server sees, without
 * the password (it is shown on the status page).  The configuration is not part
 * of the identity: the one given last applies to all from then on, and a smaller
 * one closes sessions as they become idle.  ret_fact may be NULL.  NULL: no memory.
 */
struct pool *pool_get(const char *key, const struct pool_session_ops *ops,
		      const struct pool_config *config, enum pool_get_fact *ret_fact)
	__attribute__((warn_unused_result));

const char *pool_key(const struct pool *p);

struct pool_acquire_options {
	int64_t deadline_ns; /* the caller's own, absolute (pool_now()); POOL_NEVER: none */
	bool wait_allowed;   /* false: POOL_FAIL_WOULD_WAIT instead of waiting for a return */
	const char *note;    /* who or what acquires, for the report; may be NULL */
};

/*
 * Lends a session, opening one with open_arg if need be.  On failure *ret_lease is
 * untouched and *ret_failure says why (on success it is scratch); EXHAUSTED, WOULD_WAIT and TIMEOUT carry the
 * report of who holds the sessions and of the last connect error.
 */
bool pool_acquire(struct pool *p, void *open_arg, const struct pool_tag *tag,
		  const struct pool_acquire_options *options, struct pool_lease **ret_lease,
		  struct pool_failure *ret_failure) __attribute__((warn_unused_result));

enum pool_release {
	POOL_RELEASE_CLEAN,   /* reset it and keep it */
	POOL_RELEASE_BROKEN,  /* disconnected in use: close it and suspect its generation */
	POOL_RELEASE_DISCARD, /* close it, nothing wrong with the server */
};

void pool_release(struct pool_lease *lease, enum pool_release verdict); /* NULL is fine */

/* The session, or NULL in a child of fork that inherited the lease. */
void *pool_lease_session(const struct pool_lease *lease);

/* Was it opened by this acquire?  Then the caller sees a session nobody used before. */
bool pool_lease_is_new(const struct pool_lease *lease);

#define POOL_NOTE_SIZE 128

/* What the holder does now (its statement); shortened, control characters become spaces. */
void pool_lease_note(struct pool_lease *lease, const char *text, size_t length);

/* Why sessions were closed; the order of pool_totals.closed. */
enum pool_close_reason {
	POOL_CLOSE_SURPLUS,    /* returned while pool_size were idle */
	POOL_CLOSE_LIFETIME,   /* recycle */
	POOL_CLOSE_IDLE,       /* idle_timeout */
	POOL_CLOSE_GENERATION, /* another of its generation was found lost */
	POOL_CLOSE_DEAD,       /* its socket was closed */
	POOL_CLOSE_PING,       /* no answer to the check */
	POOL_CLOSE_BROKEN,     /* lost in use */
	POOL_CLOSE_DISCARDED,  /* the holder wished it, or it could not be reset */
	POOL_CLOSE_CREDENTIAL, /* opened with other credentials */
	POOL_CLOSE_RESIZED,    /* the pool became smaller */
	POOL_CLOSE_LATE,       /* half-open and no longer needed */
	POOL_CLOSE_DROPPED,    /* pool_drop() */
	POOL_CLOSE_REASONS
};

const char *pool_close_reason_name(enum pool_close_reason reason);

struct pool_totals {
	uint64_t acquires; /* granted */
	uint64_t waits;    /* of these and of the failed, had to wait */
	uint64_t wait_ns;  /* their time together */
	uint64_t max_wait_ns;
	uint64_t timeouts; /* EXHAUSTED, WOULD_WAIT, TIMEOUT */
	uint64_t opened;
	uint64_t open_failures;
	uint64_t pings;
	uint64_t ping_failures;
	uint64_t busy_ns; /* lent time of returned sessions */
	uint64_t generations;
	uint64_t leaks;
	uint64_t closed[POOL_CLOSE_REASONS];
};

struct pool_holder {
	int64_t held_ns;
	long tid;
	char note[POOL_NOTE_SIZE];
};

struct pool_status {
	struct pool_config config;
	size_t in_use, idle, connecting, closing, waiting;
	size_t limit; /* now; below pool_size + max_overflow after "too many connections" */
	struct pool_totals totals;
	struct pool_holder longest;     /* held_ns is 0 if nothing is lent */
	struct pool_failure last_error; /* of a connect; class NONE: the last one succeeded */
};

void pool_status(struct pool *p, struct pool_status *ret);

/* The holders, longest first; returns how many there are, fills at most cap. */
size_t pool_holders(struct pool *p, struct pool_holder *ret, size_t cap);

/*
 * Takes the next lease that has passed leak_threshold_ns and was not taken yet.
 * Cheap when there is none; call it after an acquire or a release and log what comes.
 */
bool pool_take_leak(struct pool *p, struct pool_holder *ret);

/* Closes all idle sessions and, as they return, all that are lent now. */
void pool_drop(struct pool *p);

/* Calls fn for every pool until it returns false.  fn may ask a pool but not call pool_get(). */
void pool_registry_foreach(bool (*fn)(struct pool *p, void *arg), void *arg);

/* Stops the thread of min_idle and prompt_expiry, if it runs; the next pool_get() restarts it. */
void pool_janitor_stop(void);

#endif
