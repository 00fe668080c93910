/*
 * The server's own limit on a statement.  A cancel needs a connection of its own and the
 * number of a process: Redshift replaces processes under a session, and networks swallow
 * connections.  statement_timeout needs neither.  A limit that somebody sets by SQL is
 * theirs: then the caller's deadline and its cancel have to do.
 */
#include "config.h"
#include "pg/internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pg/args.h"
#include "util/ascii.h"
#include "util/clock.h"

#define NAME "statement_timeout"

static bool names_it(const char *sql)
{
	for (; *sql; sql++) {
		struct str here = { sql, strnlen(sql, sizeof(NAME) - 1) };

		if (ascii_ieq(here, STR(NAME)))
			return true;
	}
	return false;
}

void pg_limit_start(struct pg *pg)
{
	pg->limit_ms = 0;
	pg->limit_in_block = false;
	pg->limit_is_theirs = !pg->flavour->limits;
	for (char **sql = pg->args->setup; !pg->limit_is_theirs && *sql; sql++)
		pg->limit_is_theirs = names_it(*sql);
}

void pg_limit_rolled_back(struct pg *pg)
{
	if (pg->limit_in_block)
		pg->limit_ms = PG_LIMIT_UNKNOWN;
	pg->limit_in_block = false;
}

void pg_limit_note(struct pg *pg, const char *sql)
{
	const unsigned settings = PG_DIRT_SETTINGS | PG_DIRT_LOCAL | PG_DIRT_FUNCTION | PG_DIRT_ANY;

	if (pg->limit_is_theirs || !(pg->noted & settings))
		return;
	if (names_it(sql))
		pg->limit_is_theirs = true;
	else if (pg->limit_ms)
		pg->limit_ms = PG_LIMIT_UNKNOWN; /* RESET ALL, say */
}

bool pg_limited(const struct pg *pg)
{
	return !pg->limit_is_theirs && pg->limit_ms > 0;
}

/* Whether the limit, and not something else, ended the statement. */
bool pg_limit_passed(const struct pg *pg)
{
	return pg_limited(pg) && clock_now() - pg->begun_at >= pg->limit_ms * CLOCK_NS_PER_MS;
}

bool pg_set_limit(struct pg *pg, int64_t ns, int64_t deadline, struct pg_error *ret_err)
{
	int64_t ms = ns / CLOCK_NS_PER_MS + (ns % CLOCK_NS_PER_MS > 0);
	enum pg_tran tran = pg_tran(pg);
	unsigned noted = pg->noted;
	char sql[60];
	bool ok;

	if (ms > INT32_MAX)
		ms = 0; /* more than the server can count to */
	if (pg->limit_is_theirs || ms == pg->limit_ms || tran == PG_TRAN_FAILED)
		return true;
	if (ms)
		snprintf(sql, sizeof(sql), "SET " NAME "=%" PRId64, ms);
	else
		snprintf(sql, sizeof(sql), "RESET " NAME);
	pg_soil(pg, PG_DIRT_LIMIT);
	ok = pg_run(pg, sql, deadline, ret_err);
	pg->noted = noted;
	pg->limit_ms = ok ? ms : PG_LIMIT_UNKNOWN;
	pg->limit_in_block = tran == PG_TRAN_OPEN;
	return ok;
}
