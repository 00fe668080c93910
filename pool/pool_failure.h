/*
 * Why a session could not be had: a fact for the driver, which turns it into
 * diagnostics.  A plain value, copied freely; owns nothing.
 */
#ifndef SP_POOL_FAILURE_H
#define SP_POOL_FAILURE_H

#define POOL_FAILURE_TEXT 1024

/*
 * The first six come from the session operations, the rest from the pool itself.
 * The class decides what the pool does, not what the application is told.
 */
enum pool_fail_class {
	POOL_FAIL_NONE,
	POOL_FAIL_TRANSIENT, /* refused, starting up, network: waiters try again after a pause */
	POOL_FAIL_CONFIG, /* password, database, settings: waiting will not help, all waiters fail */
	POOL_FAIL_TOO_MANY, /* the server has no free connection: wait for a return */
	POOL_FAIL_LOST,     /* the peer is gone: end of file, reset, 57P01..57P03 */
	POOL_FAIL_NO_MEMORY,
	POOL_FAIL_TIMEOUT,    /* the deadline passed while a session was being opened or checked */
	POOL_FAIL_EXHAUSTED,  /* the deadline passed (or is 0) and all sessions are in use */
	POOL_FAIL_WOULD_WAIT, /* all sessions are in use and the caller must not wait */
};

struct pool_failure {
	enum pool_fail_class class;
	char sqlstate[6]; /* the server's, "" if it gave none */
	char text[POOL_FAILURE_TEXT];
};

/* Cut at a character boundary when too long.  sqlstate may be NULL. */
void pool_failure_set(struct pool_failure *f, enum pool_fail_class class, const char *sqlstate,
		      const char *text);

void pool_failure_addf(struct pool_failure *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
