/*
 * Asking the server to stop.  libpq's PQcancel() opens a connection of its own and
 * may wait for ever on a network that swallows packets, so a thread does it and the
 * caller waits a while only.
 */
#include "config.h"
#include "pg/internal.h"

#include <stdlib.h>

#include "util/clock.h"
#include "util/thread.h"

/* How long a cancel may take to be delivered before its session is given up. */
#define CANCEL_PATIENCE (5 * CLOCK_NS_PER_SEC)

/* One cancel under way.  Freed by whoever is the last to leave it. */
struct job {
	pthread_mutex_t lock;
	pthread_cond_t finished;
	bool done, sent, left; /* left: the caller has stopped waiting */
	PGcancel *cancel;
};

static void job_free(struct job *j)
{
	if (!j)
		return;
	PQfreeCancel(j->cancel);
	pthread_cond_destroy(&j->finished);
	pthread_mutex_destroy(&j->lock);
	free(j);
}

static struct job *job_new(const struct pg *pg)
{
	struct job *j = calloc(1, sizeof(*j));

	if (!j)
		return NULL;
	pthread_mutex_init(&j->lock, NULL);
	thread_cond_init(&j->finished);
	j->cancel = PQgetCancel(pg->conn);
	if (j->cancel)
		return j;
	job_free(j);
	return NULL;
}

static void *job_main(void *arg)
{
	struct job *j = arg;
	char why[256];
	bool sent = PQcancel(j->cancel, why, sizeof(why)), last;

	pthread_mutex_lock(&j->lock);
	j->done = true;
	j->sent = sent;
	last = j->left;
	pthread_cond_signal(&j->finished);
	pthread_mutex_unlock(&j->lock);
	if (last)
		job_free(j);
	return NULL;
}

/* Returns whether it was delivered; *ret_stuck: it may still arrive, whenever that is. */
static bool await(struct job *j, int64_t patience, bool *ret_stuck)
{
	struct timespec end = thread_time(patience);
	bool sent;

	pthread_mutex_lock(&j->lock);
	while (!j->done && pthread_cond_timedwait(&j->finished, &j->lock, &end) == 0)
		;
	*ret_stuck = !j->done;
	sent = j->sent;
	j->left = true;
	pthread_mutex_unlock(&j->lock);
	if (!*ret_stuck)
		job_free(j);
	return sent;
}

bool pg_cancel(struct pg *pg)
{
	int64_t patience = atomic_load(&pg->patience);
	struct job *j = job_new(pg);
	char why[256];
	bool stuck, sent;

	atomic_store(&pg->canceled, true);
	if (!j || !thread_start(NULL, job_main, j)) {
		job_free(j);
		return pg->cancel && PQcancel(pg->cancel, why, sizeof(why));
	}
	sent = await(j, patience && patience < CANCEL_PATIENCE ? patience : CANCEL_PATIENCE,
		     &stuck);
	if (stuck)
		atomic_store(&pg->cancel_stuck, true);
	return sent;
}

void pg_cancel_lost(struct pg *pg)
{
	struct job *j = job_new(pg);
	bool stuck;

	if (j && thread_start(NULL, job_main, j))
		await(j, 0, &stuck);
	else
		job_free(j);
}
