/*
 * Sessions as the pool sees them: the one table of operations over libpq.
 *
 * The open argument is a struct pg_args (pg/args.h); a session is a struct pg.
 */
#ifndef SP_PG_SESSIONS_H
#define SP_PG_SESSIONS_H

#include "pg/args.h"
#include "pool/pool_session.h"

/*
 * pool_config.reset_level: how clean a session comes back.  Isolation and access mode
 * that the driver itself has set are undone at every level.
 */
enum pg_reset_level {
	PG_RESET_NONE,     /* nothing is sent; an open transaction closes the session */
	PG_RESET_ROLLBACK, /* an open transaction is rolled back */
	PG_RESET_SMART,    /* and what the session may have had is dropped (pg_soil()) */
	PG_RESET_FULL,     /* and everything is dropped that a session can hold */
};

extern const struct pool_session_ops pg_session_ops;

#endif
