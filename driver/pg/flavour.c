/* What differs between the servers.  Adding a difference is a field and its two values. */
#include "config.h"
#include "pg/internal.h"

static const char *const postgresql_reset[] = { "DISCARD ALL", NULL };

/* Redshift has no DISCARD, no advisory locks and no LISTEN. */
static const char *const redshift_reset[] = { "RESET ALL", "SET SESSION AUTHORIZATION DEFAULT",
					      NULL };

static const struct pg_flavour postgresql = {
	.name = "PostgreSQL",
	.savepoints = true,
	.listen = true,
	.max_params = 65535,
	.max_name = 63,
	.reset = postgresql_reset,
};

static const struct pg_flavour redshift = {
	.name = "Redshift",
	.redshift = true,
	.max_params = 32767,
	.max_name = 127,
	.reset = redshift_reset,
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
