/* What differs between the servers.  Adding a difference is a field and its two values. */
#include "config.h"
#include "pg/internal.h"

/*
 * Settings come first: a statement_timeout of the holder's must not hit the rest.
 * RESET ROLE comes after the session's user: a role that ALTER ROLE or the
 * connection's options chose is the session's own, and DISCARD ALL drops it.
 */
static const struct pg_cleaning postgresql_cleaning[] = {
	{ PG_DIRT_SETTINGS, "RESET ALL" },
	{ PG_DIRT_ROLE, "SET SESSION AUTHORIZATION DEFAULT" },
	{ PG_DIRT_ROLE, "RESET ROLE" },
	{ PG_DIRT_CURSORS, "CLOSE ALL" },
	{ PG_DIRT_LISTEN, "UNLISTEN *" },
	{ PG_DIRT_LOCKS, "SELECT pg_catalog.pg_advisory_unlock_all()" },
	{ PG_DIRT_PREPARED, "DEALLOCATE ALL" },
	{ PG_DIRT_SEQUENCES, "DISCARD SEQUENCES" },
	{ PG_DIRT_TEMP, "DISCARD TEMP" },
	{ PG_DIRT_ACCESS, "RESET default_transaction_isolation" },
	{ PG_DIRT_ACCESS, "RESET default_transaction_read_only" },
	{ 0, NULL },
};
static const char *const postgresql_everything[] = { "DISCARD ALL", "RESET ROLE", NULL };

/*
 * Redshift has no DISCARD, no advisory locks, no LISTEN, no sequences, no cursor that
 * outlives its transaction and no triggers.  What was prepared by SQL and temporary
 * tables cannot be dropped without their names.
 */
static const struct pg_cleaning redshift_cleaning[] = {
	{ PG_DIRT_SETTINGS | PG_DIRT_FUNCTION, "RESET ALL" },
	{ PG_DIRT_ROLE, "SET SESSION AUTHORIZATION DEFAULT" },
	{ PG_DIRT_DATABASE, "RESET USE" },
	{ PG_DIRT_ACCESS, "SET READONLY=0" },
	{ PG_DIRT_LIMIT, "RESET statement_timeout" },
	{ 0, NULL },
};

/*
 * The last one fails if there is a temporary table after all (a procedure may make
 * some): then the session is closed instead of lent.
 */
static const char *const redshift_everything[] = {
	"RESET ALL",
	"SELECT 1 / CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_class c"
	" JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
	" WHERE n.nspname LIKE 'pg_temp_%'"
	" AND n.nspname = (pg_catalog.current_schemas(true))[1]) THEN 0 ELSE 1 END",
	NULL,
};

static const struct pg_flavour postgresql = {
	.name = "PostgreSQL",
	.savepoints = true,
	.max_params = 65535,
	.max_name = 63,
	.read_write = "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
	.read_only = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
	.hopeless = PG_DIRT_FOR_GOOD,
	.wide = PG_DIRT_FUNCTION | PG_DIRT_TRIGGER | PG_DIRT_ANY,
	.cleaning = postgresql_cleaning,
	.everything = postgresql_everything,
	.deallocate_all = true,
};

static const struct pg_flavour redshift = {
	.name = "Redshift",
	.redshift = true,
	.multi_insert = true,
	.limits = true,
	.max_params = 32767,
	.max_name = 127,
	.read_write = "SET READONLY=0",
	.read_only = "SET READONLY=1",
	.hopeless = PG_DIRT_FOR_GOOD | PG_DIRT_TEMP | PG_DIRT_PREPARED,
	.wide = PG_DIRT_ANY,
	.cleaning = redshift_cleaning,
	.everything = redshift_everything,
	/* Not part of it: old clusters do not know USE, and only superusers may do the other. */
	.besides = PG_DIRT_DATABASE | PG_DIRT_ROLE | PG_DIRT_ACCESS,
};

/* Redshift says so without a query: its own parameter, or the version it froze at. */
const struct pg_flavour *pg_flavour_of(const PGconn *conn)
{
	const char *version = PQparameterStatus(conn, "server_version");

	if (PQparameterStatus(conn, "padb_version") ||
	    (version && str_eq(str_from(version), STR("8.0.2"))))
		return &redshift;
	return &postgresql;
}

const struct pg_flavour *pg_flavour(const struct pg *pg)
{
	return pg->flavour;
}
