/* What a caller is told who got no session: how full, who holds, what failed. */
#include "config.h"
#include "pool/pool_shell.h"

#include <string.h>

#include "pool/core_int.h"

#define NS_CENTI (10 * NS_MS)

/* Seconds with two digits, without printf's locale-dependent floating point. */
struct seconds {
	char text[24];
};

static struct seconds seconds(int64_t ns)
{
	struct seconds s;
	int64_t centi = ns < 0 ? 0 : ns / NS_CENTI + (ns % NS_CENTI >= NS_CENTI / 2);

	snprintf(s.text, sizeof(s.text), "%lld.%02d", (long long)(centi / 100), (int)(centi % 100));
	return s;
}

void pool_no_answer(struct pool_failure *f, int64_t after_ns)
{
	pool_failure_set(f, POOL_FAIL_TIMEOUT, NULL, "");
	pool_failure_addf(f, "the server did not answer within %s s", seconds(after_ns).text);
}

static void say_headline(struct acquire *a, enum pool_fail_class class)
{
	const struct pool_core *c = &a->pool->core;
	struct pool_failure *f = a->failure;
	long long size = c->config.pool_size;

	if (class == POOL_FAIL_TIMEOUT) {
		pool_failure_addf(f, "connection timed out after %s s: no session could be opened",
				  seconds(a->now - a->start).text);
		return;
	}
	/*
	 * As SQLAlchemy says it: the second number is how many are open beyond the first.
	 * There may be fewer than that many, where the server has no room for more.
	 */
	pool_failure_addf(f, "QueuePool limit of size %lld overflow %lld reached, ", size,
			  (long long)c->count > size ? (long long)c->count - size : 0);
	if (class == POOL_FAIL_WOULD_WAIT)
		pool_failure_addf(f, "and waiting is not possible here");
	else
		pool_failure_addf(f, "connection timed out, timeout %s", seconds(a->allowed).text);
}

static void say_holder(struct acquire *a)
{
	const struct pool_core *c = &a->pool->core;
	struct pool_holder h;

	if (list_empty(&c->slots[SLOT_BUSY]))
		return;
	pool_lease_holder(lease_of(slot_of(c->slots[SLOT_BUSY].prev)), a->now, &h);
	pool_failure_addf(a->failure, "; longest held %s s by thread %ld", seconds(h.held_ns).text,
			  h.tid);
	if (h.note[0])
		pool_failure_addf(a->failure, ": %s", h.note);
}

static void say_cause(struct pool_failure *f, const struct pool_failure *connect,
		      const struct pool_failure *check)
{
	if (connect->class != POOL_FAIL_NONE)
		pool_failure_addf(f, "; last connect error: %s", connect->text);
	else if (check->class != POOL_FAIL_NONE)
		pool_failure_addf(f, "; last check: %s", check->text);
}

/* *failure holds how this acquire's own last try went, if there was one. */
void pool_report(struct acquire *a, enum pool_fail_class class)
{
	struct pool_core *c = &a->pool->core;
	struct pool_failure *f = a->failure;
	struct pool_failure own = *f;
	bool lowered = pool_core_limit(c, a->now) < c->cap;

	pool_failure_set(f, class, NULL, "");
	if (class == POOL_FAIL_TIMEOUT && c->last_error.class != POOL_FAIL_NONE)
		memcpy(f->sqlstate, c->last_error.sqlstate, sizeof(f->sqlstate));
	say_headline(a, class);
	pool_failure_addf(f, "; in use %zu, idle %zu, connecting %zu, waiting %zu", c->n[SLOT_BUSY],
			  c->n[SLOT_IDLE], core_connecting(c), c->waiting);
	say_holder(a);
	if (lowered)
		pool_failure_addf(f, "; the server has no room for more than %zu", c->lowered);
	say_cause(f, &c->last_error, &own);
	c->totals.timeouts++;
}
