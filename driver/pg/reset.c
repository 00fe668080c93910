/*
 * A session comes back: what its holder left in it is undone at the price of what
 * that may be.  Everything goes out in one trip whose answer nobody waits for; it is
 * read when the session is lent again, where an error closes it.
 */
#include "config.h"
#include "pg/internal.h"

#include <stdlib.h>

#include "pg/args.h"
#include "pg/sessions.h"
#include "util/clock.h"

/* Longest wait for a statement under way to stop. */
#define PATIENCE (5 * CLOCK_NS_PER_SEC)

void pg_soil(struct pg *pg, unsigned dirt)
{
	pg->dirt |= dirt;
	pg->noted = dirt;
}

/*
 * A number for what the server has told of the settings that change with a session.
 * If it differs, something that was not seen in a text has set one of them.
 */
static uint64_t look(const struct pg *pg)
{
	static const char *const names[] = {
		"application_name",
		"client_encoding",
		"DateStyle",
		"default_transaction_read_only",
		"IntervalStyle",
		"is_superuser",
		"search_path",
		"session_authorization",
		"standard_conforming_strings",
		"TimeZone",
	};
	uint64_t h = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = PQparameterStatus(pg->conn, names[i]);

		/* The terminator counts too: it parts one value from the next. */
		for (size_t n = value ? strlen(value) + 1 : 0; n; n--, value++)
			h = (h ^ (unsigned char)*value) * 1099511628211u;
	}
	return h;
}

void pg_is_clean(struct pg *pg)
{
	pg->dirt = pg->noted = 0;
	pg_limit_start(pg);
	pg->look = look(pg);
}

void pg_reset_done(struct pg *pg)
{
	if (!pg->resetting)
		return;
	if (pg->cleaning)
		pg_is_clean(pg);
	pg->resetting = pg->cleaning = false;
	/* What the reset had to say is not the next holder's business. */
	pg_take_notices(pg, NULL, NULL);
}

/* Stops a statement whose rows nobody will read. */
static bool stop_running(struct pg *pg, int64_t deadline)
{
	int64_t patience = clock_now() + PATIENCE;

	if (!pg_busy(pg))
		return true;
	pg_cancel(pg);
	return pg_drain(pg, deadline < patience ? deadline : patience);
}

/* What is to be sent. */
struct plan {
	bool rollback;
	bool all;        /* flavour->everything */
	unsigned dirt;   /* or what cleans these */
	bool deallocate; /* what the driver prepared */
	bool setup;      /* what the session started with may be gone */
};

static bool is_empty(const struct plan *p)
{
	return !p->rollback && !p->all && !p->dirt && !p->deallocate && !p->setup;
}

/* Bits of `dirt` that one of the flavour's statements cleans. */
static unsigned cleanable(const struct pg *pg, unsigned dirt)
{
	unsigned known = 0;

	for (const struct pg_cleaning *c = pg->flavour->cleaning; c->sql; c++)
		known |= c->dirt;
	return dirt & known;
}

/*
 * After a cleaning the session's own settings are made again.  If its start has done
 * more than set something, doing it twice might fail: then all is dropped first.
 */
static void plan_setup(const struct pg *pg, struct plan *p)
{
	const unsigned own = PG_DIRT_SETTINGS | PG_DIRT_LOCAL;

	p->setup = p->all || (p->dirt & (PG_DIRT_SETTINGS | PG_DIRT_FUNCTION | PG_DIRT_ROLE |
					 PG_DIRT_DATABASE | PG_DIRT_ACCESS | PG_DIRT_LIMIT));
	if (p->dirt && (pg->args->setup_dirt & ~own))
		p->all = p->setup = true;
}

static bool make_plan(const struct pg *pg, enum pg_reset_level level, enum pg_tran tran,
		      struct plan *p)
{
	const struct pg_flavour *f = pg->flavour;
	unsigned dirt = pg->dirt;

	*p = (struct plan){ .rollback = tran != PG_TRAN_IDLE };
	if (level >= PG_RESET_SMART && look(pg) != pg->look)
		dirt |= PG_DIRT_SETTINGS | PG_DIRT_ROLE;
	if (level < PG_RESET_SMART)
		dirt &= PG_DIRT_ACCESS | PG_DIRT_LIMIT;
	if ((dirt & f->hopeless) || (level == PG_RESET_NONE && p->rollback))
		return false;
	p->all = level == PG_RESET_FULL || (dirt & f->wide);
	p->dirt = cleanable(pg, dirt);
	if (level >= PG_RESET_SMART)
		p->deallocate = f->deallocate_all ? pg->prepared_any : pg->drop != NULL;
	plan_setup(pg, p);
	return true;
}

static bool push(struct pg *pg, const char *sql)
{
	return pg_pipeline_quiet(pg, sql) && pg_pipeline_sync(pg);
}

static bool push_cleaning(struct pg *pg, const struct plan *p)
{
	unsigned dirt = p->dirt | (p->deallocate ? PG_DIRT_PREPARED : 0);
	bool ok = true;

	if (p->all) {
		for (const char *const *sql = pg->flavour->everything; ok && *sql; sql++)
			ok = push(pg, *sql);
		dirt &= pg->flavour->besides;
	}
	for (const struct pg_cleaning *c = pg->flavour->cleaning; ok && c->sql; c++)
		if (c->dirt & dirt)
			ok = push(pg, c->sql);
	return ok;
}

static bool push_plan(struct pg *pg, const struct plan *p, const char *drop)
{
	bool ok = !p->rollback || push(pg, "ROLLBACK");

	/* The names one by one where there is no statement for all of them. */
	if (ok && drop && !pg->flavour->deallocate_all)
		ok = pg_push_list(pg, drop) && pg_pipeline_sync(pg);
	return ok && push_cleaning(pg, p) && (!p->setup || pg_push_setup(pg));
}

static enum pool_reset send_plan(struct pg *pg, const struct plan *p, bool cleaning)
{
	struct pg_error e;
	char *drop = NULL;
	bool ok;

	if (p->deallocate || p->all) {
		drop = pg->drop;
		pg->drop = NULL;
	}
	pg_error_init(&e);
	ok = pg_pipeline_begin(pg, NULL, &e) && pg_pipeline_end(pg, push_plan(pg, p, drop), &e);
	pg_error_done(&e);
	free(drop);
	if (!ok)
		return POOL_RESET_LOST;
	if (p->deallocate || p->all)
		pg->prepared_any = false;
	if (p->all || (p->dirt & (PG_DIRT_SETTINGS | PG_DIRT_LIMIT)))
		pg_limit_start(pg);
	pg->resetting = true;
	pg->cleaning = cleaning;
	PQflush(pg->conn);
	return POOL_RESET_PENDING;
}

enum pool_reset pg_reset(struct pg *pg, int level, int64_t deadline)
{
	enum pg_tran tran;
	struct plan plan;

	pg_call_begins(pg);
	if (!stop_running(pg, deadline) || pg_is_lost(pg))
		return POOL_RESET_LOST;
	pg_take_notices(pg, NULL, NULL);
	tran = pg_tran(pg);
	if (tran != PG_TRAN_IDLE && tran != PG_TRAN_OPEN && tran != PG_TRAN_FAILED)
		return POOL_RESET_CLOSE;
	if (!make_plan(pg, (enum pg_reset_level)level, tran, &plan))
		return POOL_RESET_CLOSE;
	/* What a lower level leaves is remembered: the level of a pool may change. */
	return is_empty(&plan) ? POOL_RESET_CLEAN : send_plan(pg, &plan, level >= PG_RESET_SMART);
}
