#include "config.h"
#include "odbc/reply.h"

#include <errno.h>
#include <stdlib.h>

#include "odbc/catalog.h"
#include "odbc/pgdiag.h"
#include "odbc/request.h"
#include "odbc/target.h"
#include "sql/dirt.h"
#include "util/clock.h"
#include "util/utf.h"

/* After the rows kept at execution: a cancel is worth its connection only past this. */
#define NO_BUDGET SIZE_MAX

enum step { STEP_ROW, STEP_OTHER, STEP_DONE, STEP_FAILED };

struct result *reply_last(struct stmt *stmt)
{
	struct result *r = stmt->result;

	while (r && r->next)
		r = r->next;
	return r;
}

static void set_streaming(struct dbc *dbc, struct stmt *stmt)
{
	pthread_mutex_lock(&dbc->cancel_lock);
	dbc->streaming = stmt;
	pthread_mutex_unlock(&dbc->cancel_lock);
}

void reply_begin(struct stmt *stmt, const char *before)
{
	stmt->before = before;
	stmt->replies = 0;
	set_streaming(stmt->dbc, stmt);
}

/* The request is answered: the session is free for others. */
static void finish(struct stmt *stmt)
{
	struct result *r = reply_last(stmt);

	if (r) {
		r->live = false;
		r->passing = NULL;
	}
	if (stmt->naming && !pg_made_name(stmt->dbc->pg)) {
		free(stmt->server_name); /* there is nothing on the server to drop */
		stmt->server_name = NULL;
	}
	stmt->naming = false;
	set_streaming(stmt->dbc, NULL);
	dbc_after_request(stmt->dbc, stmt->before, stmt->dirt & DIRT_TRANSACTION);
}

static struct result *append(struct stmt *stmt)
{
	struct result *r = result_new(), *last = reply_last(stmt);

	if (!r)
		return NULL;
	r->statement = stmt->replies++;
	if (last)
		last->next = r;
	else
		stmt->result = r;
	return r;
}

static bool no_memory(struct stmt *stmt)
{
	diag_error(sdiag(stmt), SS_HY001, NULL);
	return false;
}

void reply_store_failed(struct stmt *stmt, struct result *r)
{
	if (r->store && store_fault(r->store) == STORE_IO)
		diag_error(sdiag(stmt), SS_HY000,
			   "a result that does not fit SpoolMemory could not be written to "
			   "SpoolDirectory: %s",
			   strerror(store_errno(r->store)));
	else
		no_memory(stmt);
}

static bool begin_rows(struct stmt *stmt)
{
	struct result *r = append(stmt);

	if (!r)
		return no_memory(stmt);
	r->map = stmt->catalog_map;
	stmt->catalog_map = NULL;
	r->n_hidden = r->map ? 0 : target_hidden(stmt->target);
	if (!result_describe(r, stmt->dbc, stmt->dbc->pg))
		return no_memory(stmt);
	r->live = true;
	return true;
}

static bool take_row(struct stmt *stmt, bool keep, size_t *ret_bytes)
{
	struct result *r = reply_last(stmt);
	const struct cell *cells = pg_row(stmt->dbc->pg);

	if (r->map) {
		catalog_rows_map(r->map, cells, r->mapped); /* no row is left out here */
		cells = r->mapped;
	}
	r->passing = NULL;
	if (!keep) {
		r->passing = cells;
		r->taken++;
		return true;
	}
	if (!result_keep(stmt, r, cells)) {
		reply_store_failed(stmt, r);
		return false;
	}
	r->taken++;
	for (int i = 0; i < result_cells(r); i++)
		*ret_bytes += sizeof(*cells) + (size_t)(cells[i].n > 0 ? cells[i].n : 0);
	return true;
}

static bool end_result(struct stmt *stmt)
{
	struct result *r = reply_last(stmt);

	if (!r || !r->live)
		r = append(stmt);
	if (!r)
		return no_memory(stmt);
	r->live = false;
	r->affected = pg_affected(stmt->dbc->pg);
	return true;
}

/* Characters of the whole text before a statement that was sent alone. */
static int part_begins(const struct stmt *stmt, size_t i)
{
	const struct sql_text *t = stmt->text;

	if (i >= t->n_statements)
		return 0;
	return (int)utf8_chars(
		(struct str){ t->text, (size_t)(t->statements[i].text.p - t->text) });
}

/* An error ends the result under way, or stands for the one that did not come. */
static bool end_in_error(struct stmt *stmt, struct pg_error *e)
{
	struct result *r = reply_last(stmt);

	if (!r || !stmt->replies || (!r->live && !r->error))
		r = append(stmt);
	if (!r)
		return no_memory(stmt);
	r->live = false;
	r->passing = NULL;
	if (stmt->by_parts && e->position)
		e->position += part_begins(stmt, (size_t)r->statement);
	if (r->error) {
		pg_error_done(e); /* the first one says why */
		return true;
	}
	r->error = malloc(sizeof(*r->error));
	if (!r->error)
		return no_memory(stmt);
	*r->error = *e;
	pg_error_init(e);
	return true;
}

/* One event.  In STEP_FAILED the rest is given up: see reply_abandon(). */
static enum step step(struct stmt *stmt, bool keep, size_t *ret_bytes)
{
	struct dbc *dbc = stmt->dbc;
	struct pg_error e;
	enum pg_event event;
	bool ok = true;

	pg_error_init(&e);
	event = pg_next(dbc->pg, stmt->deadline, &e);
	switch (event) {
	case PG_ROW: ok = take_row(stmt, keep, ret_bytes); break;
	case PG_COLUMNS: ok = begin_rows(stmt); break;
	case PG_EMPTY:
	case PG_COMMAND: ok = end_result(stmt); break;
	case PG_ERROR: ok = end_in_error(stmt, &e); break;
	case PG_COPY: break;
	case PG_DONE: finish(stmt); break;
	}
	pg_error_done(&e);
	if (!ok)
		return STEP_FAILED;
	if (event == PG_DONE)
		return STEP_DONE;
	return event == PG_ROW ? STEP_ROW : STEP_OTHER;
}

/* What is left cannot be kept: it is read and dropped so that the session goes on. */
static void abandon(struct stmt *stmt)
{
	struct dbc *dbc = stmt->dbc;

	if (dbc->streaming != stmt)
		return;
	if (!pg_drain(dbc->pg, CLOCK_NEVER))
		dbc->dead = true;
	finish(stmt);
}

bool reply_read(struct stmt *stmt, size_t budget)
{
	size_t bytes = 0;

	while (stmt->dbc->streaming == stmt && bytes < budget) {
		if (step(stmt, true, &bytes) == STEP_FAILED) {
			abandon(stmt);
			return false;
		}
	}
	return true;
}

bool reply_row(struct stmt *stmt, bool keep)
{
	struct result *r = stmt->result;
	size_t bytes = 0;

	while (r->live) {
		switch (step(stmt, keep, &bytes)) {
		case STEP_ROW: return true;
		case STEP_OTHER:
		case STEP_DONE: break;
		case STEP_FAILED: abandon(stmt); return false;
		}
	}
	/* The last row has gone by: whatever ends the request is at hand or nearly so. */
	return reply_read(stmt, 1);
}

bool reply_next_result(struct stmt *stmt)
{
	while (stmt->result && stmt->result->live)
		if (!reply_row(stmt, false))
			return false;
	while (!stmt->result->next && stmt->dbc->streaming == stmt)
		if (!reply_read(stmt, 1))
			return false;
	return true;
}

/*
 * A cancelled statement takes back what it did.  That is harmless for a query that
 * changes nothing, outside of a transaction or behind a savepoint of ours.
 */
static bool may_cancel(const struct stmt *stmt)
{
	const unsigned harmful = DIRT_FUNCTION | DIRT_UNKNOWN | DIRT_SEQUENCE | DIRT_ADVISORY |
				 DIRT_SET | DIRT_LOAD | DIRT_TRANSACTION;
	const struct sql_text *t = stmt->text;
	const struct sql_statement *s;

	if (!t || t->n_statements != 1)
		return false;
	s = &t->statements[0];
	if (s->kind != KIND_SELECT && s->kind != KIND_VALUES && s->kind != KIND_TABLE)
		return false;
	if ((s->flags & (SQL_FOR_UPDATE | SQL_INTO | SQL_CHANGING_WITH)) || stmt->dirt & harmful)
		return false;
	if (stmt->dbc->attr.autocommit == SQL_AUTOCOMMIT_ON)
		return stmt->dbc->tran == TRAN_NONE;
	return stmt->before && strstr(stmt->before, "SAVEPOINT");
}

void reply_drop(struct stmt *stmt)
{
	struct dbc *dbc = stmt->dbc;

	if (dbc->streaming != stmt)
		return;
	if (!dbc->dead && may_cancel(stmt))
		pg_cancel(dbc->pg);
	abandon(stmt);
}

SQLRETURN dbc_claim(struct dbc *dbc, struct stmt *stmt, struct diag *to)
{
	struct stmt *other = dbc->streaming;
	struct result *r;

	if (!other || other == stmt)
		return SQL_SUCCESS;
	r = reply_last(other);
	/* The row that the other cursor stands on goes into its store, before what follows. */
	if (r && r->passing) {
		r->taken--;
		if (!result_keep(other, r, r->passing)) {
			r->taken++;
			return diag_error(to, SS_HY001, NULL);
		}
		r->taken++;
		r->passing = NULL;
	}
	if (!reply_read(other, NO_BUDGET))
		return diag_error(to, SS_HY000,
				  "the rows of another statement on this connection could not be "
				  "kept: see that statement's diagnostics");
	return SQL_SUCCESS;
}
