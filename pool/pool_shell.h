/*
 * Between the files of the shell only: the mutex, the leases and the helpers.
 *
 * Order of locks: registry, pool, note of a lease.  None is held while a session
 * operation runs, nor when calling out.
 */
#ifndef SP_POOL_SHELL_H
#define SP_POOL_SHELL_H

#include <pthread.h>
#include <stdatomic.h>

#include "pool/pool.h"
#include "pool/pool_core.h"

/* The registry only ever grows at its head, so `next` never changes. */
struct pool {
	struct pool *next;
	uint64_t hash;
	const struct pool_session_ops *ops;
	pthread_mutex_t lock;
	struct pool_core core;
	atomic_int reset_level; /* of core.config, for a release that does not hold the lock yet */
	/* To open with when nobody acquires; NULL: unknown.  Taken out while in use. */
	void *held_arg;
	struct pool_tag held_tag;
	char key[];
};

struct pool_lease {
	struct pool_slot slot;
	struct pool *pool;
	struct pool_io io; /* while it is being opened */
	pthread_mutex_t note_lock;
	char note[POOL_NOTE_SIZE];
};

#define lease_of(s) list_entry(s, struct pool_lease, slot)

/* One thread in pool_acquire(). */
struct acquire {
	struct pool_waiter w;
	struct pool *pool;
	void *open_arg;
	int64_t start;
	int64_t now;
	int64_t deadline;
	int64_t allowed; /* the wait it was granted, for the report */
	bool may_wait;   /* the caller's word */
	bool has_cond;
	bool chores; /* there are some */
	int wake_fd; /* eventfd, -1: not needed yet or none to be had */
	pthread_cond_t cond;
	struct pool_failure *failure;
};

/* pool_io.c */
enum drive { DRIVE_DONE, DRIVE_FAILED, DRIVE_TIMEOUT, DRIVE_WOKEN };
typedef enum pool_step pool_step_fn(void *session, struct pool_io *io, struct pool_failure *);

/* Waits and steps until one of the four; wake_fd -1: never WOKEN. */
enum drive pool_drive(pool_step_fn *step, void *session, struct pool_io *io, int wake_fd,
		      int64_t deadline, struct pool_failure *ret_failure);

/* pool_lease.c */
struct pool_lease *pool_lease_new(struct pool *p); /* NULL: out of memory */
void pool_lease_free(struct pool_lease *lease);    /* NULL is fine */
void pool_lease_holder(struct pool_lease *lease, int64_t now, struct pool_holder *ret);
long pool_thread_id(void);
void pool_thread_forget(void); /* in a child of fork */

/* pool_chores.c; the lock is held on entry and on return and given up in between. */
void pool_wake(struct pool *p);  /* signals who was woken; keeps the lock */
void pool_flush(struct pool *p); /* that, and closes what is doomed */
void pool_chores(struct pool *p, void *open_arg, const struct pool_tag *tag);

static inline bool pool_has_chores(const struct pool *p)
{
	return p->core.n[SLOT_PARKED] || pool_core_wants(&p->core);
}

/* pool_report.c; the lock is held. */
void pool_report(struct acquire *a, enum pool_fail_class class);
void pool_no_answer(struct pool_failure *f, int64_t after_ns); /* needs no lock */

/* pool_fork.c */
void pool_fork_init(void);
void pool_forked(void);
extern _Atomic(int) *pool_fork_mark;

/* Are we a child that no handler has told of the fork?  A page the kernel wipes says so. */
static inline void pool_fork_check(void)
{
	if (!atomic_load_explicit(pool_fork_mark, memory_order_relaxed))
		pool_forked();
}

/* pool_registry.c */
struct pool *pool_registry_head(void);
struct pool *pool_registry_locked_head(void); /* the lock is held */
extern pthread_mutex_t pool_registry_lock;

/* pool_janitor.c */
/* If it does not run, else tells it that there is news.  Failure only means less prompt expiry. */
void pool_janitor_start(void);
void pool_janitor_forget(void); /* in a child of fork */

#endif
