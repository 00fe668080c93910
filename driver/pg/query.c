/* Requests: sending them, and turning libpq's results into events. */
#include "config.h"
#include "pg/internal.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "pg/columns.h"
#include "util/ascii.h"
#include "util/buf.h"
#include "util/clock.h"
#include "util/mem.h"

/* --- sending ---------------------------------------------------------------- */

/* Nothing may be under way.  Every request starts here. */
static bool begin(struct pg *pg, enum request request, struct pg_error *ret_err)
{
	if (pg_is_lost(pg)) {
		pg_error_text(ret_err, PG_FAULT_LOST, "the session with the server was lost");
		return false;
	}
	if (atomic_load(&pg->canceled)) {
		pg_error_text(ret_err, PG_FAULT_CANCELED, "canceled before it was sent");
		return false;
	}
	pg->request = request;
	pg->swallow = 0;
	pg->prefix_chars = 0;
	pg->n_steps = pg->at_step = 0;
	pg->step_failed = pg->single_row_set = pg->in_rows = false;
	pg->no_memory = pg->no_rows = pg->timed_out = pg->made_name = false;
	pg->give_up_at = CLOCK_NEVER;
	pg->begun_at = pg_limited(pg) ? clock_now() : 0;
	return true;
}

/* A request that could not be sent leaves a session nobody may use again. */
static bool send_failed(struct pg *pg, struct pg_error *ret_err)
{
	if (pg->no_memory)
		pg_error_text(ret_err, PG_FAULT_NO_MEMORY, NULL);
	else
		pg_error_from_conn(ret_err, pg, PG_FAULT_LOST);
	pg_mark_lost(pg);
	return false;
}

static int count_statements(const char *before)
{
	int n = 1;

	for (; *before; before++)
		n += *before == ';';
	return n;
}

bool pg_send_text(struct pg *pg, const char *before, const char *sql, struct pg_error *ret_err)
{
	struct buf b;
	char *joined;
	int ok;

	if (!begin(pg, REQUEST_TEXT, ret_err))
		return false;
	if (!before) {
		ok = PQsendQuery(pg->conn, sql);
	} else {
		buf_init(&b, (size_t)1 << 31);
		buf_add(&b, str_from(before));
		buf_add(&b, STR(";"));
		pg->prefix_chars = (int)b.n;
		buf_add(&b, str_from(sql));
		joined = buf_take(&b);
		if (!joined) {
			pg->request = REQUEST_NONE;
			pg_error_text(ret_err, PG_FAULT_NO_MEMORY, NULL);
			return false;
		}
		pg->swallow = count_statements(before);
		ok = PQsendQuery(pg->conn, joined);
		free(joined);
	}
	if (!ok)
		return send_failed(pg, ret_err);
	pg->single_row_set = PQsetSingleRowMode(pg->conn);
	return true;
}

static bool push_step(struct pg *pg, enum step step)
{
	if (pg->n_steps == pg->steps_cap) {
		size_t cap = pg->steps_cap ? 2 * pg->steps_cap : 16;
		unsigned char *steps = realloc(pg->steps, cap);

		pg->no_memory = !steps;
		if (!steps)
			return false;
		pg->steps = steps;
		pg->steps_cap = cap;
	}
	pg->steps[pg->n_steps++] = (unsigned char)step;
	return true;
}

static bool push_text(struct pg *pg, enum step step, const char *sql)
{
	return push_step(pg, step) &&
	       PQsendQueryParams(pg->conn, sql, 0, NULL, NULL, NULL, NULL, 0);
}

/* Queues statements that `;` separates; each drop is behind a sync of its own. */
static bool push_list(struct pg *pg, enum step step, const char *before)
{
	while (before && *before) {
		const char *end = strchr(before, ';');
		struct str one = { before, end ? (size_t)(end - before) : strlen(before) };
		char *sql = mem_dup_str(one);
		bool ok = sql && push_text(pg, step, sql);

		if (ok && step == STEP_DROP)
			ok = pg_pipeline_sync(pg);
		pg->no_memory |= !sql;
		free(sql);
		if (!ok)
			return false;
		before = end ? end + 1 : NULL;
	}
	return true;
}

bool pg_push_list(struct pg *pg, const char *before)
{
	return push_list(pg, STEP_BEFORE, before);
}

/*
 * Statements that nobody uses any more are deallocated on the way, between
 * transactions: one that is not there any more would take a transaction with it.
 */
static bool push_drops(struct pg *pg)
{
	bool ok;

	if (!pg->drop || PQtransactionStatus(pg->conn) == PQTRANS_INTRANS ||
	    PQtransactionStatus(pg->conn) == PQTRANS_INERROR)
		return true;
	ok = !pg_names_last(pg) || push_list(pg, STEP_DROP, pg->drop);
	free(pg->drop);
	pg->drop = NULL;
	return ok;
}

bool pg_pipeline_begin(struct pg *pg, const char *before, struct pg_error *ret_err)
{
	if (!begin(pg, REQUEST_PIPELINE, ret_err))
		return false;
	if (!PQenterPipelineMode(pg->conn) || !push_drops(pg) || !pg_push_list(pg, before))
		return send_failed(pg, ret_err);
	return true;
}

bool pg_pipeline_sync(struct pg *pg)
{
	return push_step(pg, STEP_SYNC) && PQpipelineSync(pg->conn);
}

bool pg_pipeline_quiet(struct pg *pg, const char *sql)
{
	return push_text(pg, STEP_BEFORE, sql);
}

bool pg_pipeline_describe(struct pg *pg, const char *name, const char *sql, int n_types,
			  const unsigned *types)
{
	return push_step(pg, STEP_PREPARE) && PQsendPrepare(pg->conn, name, sql, n_types, types) &&
	       push_step(pg, STEP_DESCRIBE) && PQsendDescribePrepared(pg->conn, name);
}

/* The first command of a pipeline is active at once: its rows are wanted one by one. */
static void set_single_row(struct pg *pg)
{
	if (!pg->single_row_set && pg->at_step < pg->n_steps && pg->steps[pg->at_step] == STEP_MAIN)
		pg->single_row_set = PQsetSingleRowMode(pg->conn);
}

bool pg_pipeline_end(struct pg *pg, bool ok, struct pg_error *ret_err)
{
	if (!ok || !pg_pipeline_sync(pg))
		return send_failed(pg, ret_err);
	set_single_row(pg);
	return true;
}

bool pg_send_parts(struct pg *pg, const char *before, const struct pg_part *parts, size_t n,
		   struct pg_error *ret_err)
{
	bool ok = true;

	if (!pg_pipeline_begin(pg, before, ret_err))
		return false;
	for (size_t i = 0; ok && i < n; i++) {
		const struct pg_params *p = &parts[i].params;

		ok = push_step(pg, STEP_MAIN) &&
		     PQsendQueryParams(pg->conn, parts[i].sql, p->n, p->types, p->values,
				       p->lengths, p->formats, 0);
	}
	return pg_pipeline_end(pg, ok, ret_err);
}

bool pg_send_params(struct pg *pg, const char *before, const char *sql, const struct pg_params *p,
		    struct pg_error *ret_err)
{
	struct pg_part part = { sql, *p };

	return pg_send_parts(pg, before, &part, 1, ret_err);
}

bool pg_send_prepare_execute(struct pg *pg, const char *before, const char *name, const char *sql,
			     const struct pg_params *p, struct pg_error *ret_err)
{
	if (!pg_pipeline_begin(pg, before, ret_err))
		return false;
	return pg_pipeline_end(
		pg,
		push_step(pg, STEP_PREPARE) &&
			PQsendPrepare(pg->conn, name, sql, p->types ? p->n : 0, p->types) &&
			push_step(pg, STEP_MAIN) &&
			PQsendQueryPrepared(pg->conn, name, p->n, p->values, p->lengths, p->formats,
					    0),
		ret_err);
}

bool pg_send_execute(struct pg *pg, const char *before, const char *name, const struct pg_params *p,
		     struct pg_error *ret_err)
{
	if (!pg_pipeline_begin(pg, before, ret_err))
		return false;
	return pg_pipeline_end(pg,
			       push_step(pg, STEP_MAIN) &&
				       PQsendQueryPrepared(pg->conn, name, p->n, p->values,
							   p->lengths, p->formats, 0),
			       ret_err);
}

bool pg_send_array(struct pg *pg, const char *before, const char *name, const char *sql,
		   const unsigned *types, const struct pg_params *sets, size_t n,
		   struct pg_error *ret_err)
{
	bool ok = pg_pipeline_begin(pg, before, ret_err);

	if (!ok)
		return false;
	if (!name) {
		name = "";
		ok = push_step(pg, STEP_PREPARE) &&
		     PQsendPrepare(pg->conn, name, sql, types ? sets->n : 0, types);
	}
	for (size_t i = 0; ok && i < n; i++) {
		const struct pg_params *p = &sets[i];

		ok = push_step(pg, STEP_MAIN) &&
		     PQsendQueryPrepared(pg->conn, name, p->n, p->values, p->lengths, p->formats,
					 0);
	}
	return pg_pipeline_end(pg, ok, ret_err);
}

/* --- events ------------------------------------------------------------------- */

static void take_result(struct pg *pg, PGresult *res)
{
	PQclear(pg->res);
	pg->res = res;
	pg->row = 0;
}

static enum pg_event begin_rows(struct pg *pg, struct pg_error *ret_err)
{
	if (!pg_columns_read(pg, pg->res)) {
		pg->no_rows = PQresultStatus(pg->res) == PGRES_SINGLE_TUPLE;
		take_result(pg, NULL);
		pg_error_text(ret_err, PG_FAULT_NO_MEMORY, NULL);
		return PG_ERROR;
	}
	pg->in_rows = true;
	return PG_COLUMNS;
}

static void read_cells(struct pg *pg)
{
	for (int i = 0; i < pg->n_columns; i++) {
		pg->cells[i].p = PQgetvalue(pg->res, pg->row, i);
		pg->cells[i].n = PQgetisnull(pg->res, pg->row, i)
					 ? -1
					 : PQgetlength(pg->res, pg->row, i);
	}
	pg->row++;
}

/*
 * Tags of statements that leave something in the session.  The holder has read that
 * in the text (pg_soil()); if it has not, it has misread the text.
 */
static bool tag_soils(const char *tag)
{
	static const char *const tags[] = { "CALL",   "DEALLOCATE", "DISCARD", "DO",
					    "LISTEN", "LOAD",       "PREPARE", "RESET",
					    "SET",    "UNLISTEN",   "USE" };

	/* The tags of nearly all statements end here. */
	if (!strchr("CDLPRSU", *tag) || (tag[1] == 'E' && tag[2] == 'L'))
		return false;
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		size_t n = strlen(tags[i]);

		if (strncmp(tag, tags[i], n) == 0 && (!tag[n] || tag[n] == ' '))
			return true;
	}
	return false;
}

static enum pg_event end_command(struct pg *pg)
{
	struct str tag = str_from(PQcmdStatus(pg->res));
	int64_t n;

	tag = str_head(tag, sizeof(pg->tag) - 1);
	memcpy(pg->tag, tag.p, tag.n);
	pg->tag[tag.n] = '\0';
	pg->affected = -1;
	if (ascii_to_int64(str_from(PQcmdTuples(pg->res)), &n) == ASCII_OK)
		pg->affected = n;
	pg->in_rows = false;
	take_result(pg, NULL);
	if (strcmp(pg->tag, "ROLLBACK") == 0)
		pg_limit_rolled_back(pg);
	if (!pg->noted && tag_soils(pg->tag))
		pg->dirt |= PG_DIRT_ANY;
	return PG_COMMAND;
}

bool pg_severity_ends(const char *severity)
{
	return severity && (strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0);
}

static void classify(struct pg *pg, struct pg_error *e)
{
	if (pg_severity_ends(e->severity) || PQstatus(pg->conn) == CONNECTION_BAD) {
		e->fault = PG_FAULT_LOST;
		pg_mark_lost(pg);
	} else if (str_eq(str_from(e->state), STR("57014"))) {
		if (pg->timed_out || (!atomic_load(&pg->canceled) && pg_limit_passed(pg)))
			e->fault = PG_FAULT_TIMEOUT;
		else if (atomic_load(&pg->canceled))
			e->fault = PG_FAULT_CANCELED;
	}
	if (e->position > pg->prefix_chars)
		e->position -= pg->prefix_chars;
	else
		e->position = 0;
}

/* Not an event yet: goes on with the next result. */
#define PG_NEXT ((enum pg_event) - 1)

static bool is_drop(const struct pg *pg)
{
	return pg->request == REQUEST_PIPELINE && pg->at_step < pg->n_steps &&
	       pg->steps[pg->at_step] == STEP_DROP;
}

static enum pg_event end_in_error(struct pg *pg, struct pg_error *ret_err)
{
	bool dropping = is_drop(pg);

	pg_error_from_result(ret_err, pg->res);
	pg->in_rows = pg->no_rows = false;
	pg->step_failed = true;
	take_result(pg, NULL);
	classify(pg, ret_err);
	if (!dropping || ret_err->fault != PG_FAULT_SERVER)
		return PG_ERROR;
	/* What was to be dropped is gone: nobody's error, but a sign. */
	pg_name_missed(pg);
	pg_error_done(ret_err);
	pg_error_init(ret_err);
	return PG_NEXT;
}

/* COPY cannot go through ODBC: it is ended, and the server's error follows. */
static void refuse_copy(struct pg *pg, ExecStatusType status)
{
	char *line;

	if (status == PGRES_COPY_IN)
		PQputCopyEnd(pg->conn, "COPY ... FROM STDIN is not possible through ODBC");
	while (status == PGRES_COPY_OUT && PQgetCopyData(pg->conn, &line, 0) > 0)
		PQfreemem(line);
	take_result(pg, NULL);
}

static bool quiet_step(const struct pg *pg)
{
	return pg->request == REQUEST_PIPELINE && pg->at_step < pg->n_steps &&
	       pg->steps[pg->at_step] != STEP_MAIN;
}

/* The error was told when the result began: its end says nothing more. */
static enum pg_event drop_rows(struct pg *pg, ExecStatusType status)
{
	pg->no_rows = status == PGRES_SINGLE_TUPLE;
	take_result(pg, NULL);
	return PG_NEXT;
}

/* One result of libpq, just received and kept in pg->res. */
static enum pg_event on_result(struct pg *pg, struct pg_error *ret_err)
{
	ExecStatusType status = PQresultStatus(pg->res);

	switch (status) {
	case PGRES_TUPLES_OK:
	case PGRES_SINGLE_TUPLE:
		if (quiet_step(pg) || pg->swallow)
			break;
		if (pg->no_rows)
			return drop_rows(pg, status);
		return pg->in_rows ? PG_NEXT : begin_rows(pg, ret_err);
	case PGRES_COMMAND_OK:
		if (quiet_step(pg) || pg->swallow)
			break;
		return end_command(pg);
	case PGRES_EMPTY_QUERY: take_result(pg, NULL); return PG_EMPTY;
	case PGRES_COPY_IN:
	case PGRES_COPY_OUT:
	case PGRES_COPY_BOTH: refuse_copy(pg, status); return PG_COPY;
	case PGRES_PIPELINE_ABORTED:
		take_result(pg, NULL);
		if (quiet_step(pg) || pg->step_failed)
			return PG_NEXT;
		pg->step_failed = true;
		pg_error_text(ret_err, PG_FAULT_SERVER, "skipped");
		return PG_ERROR;
	case PGRES_PIPELINE_SYNC:
		take_result(pg, NULL);
		pg->at_step++;
		pg->step_failed = pg->single_row_set = false;
		set_single_row(pg);
		return PG_NEXT;
	default: return end_in_error(pg, ret_err);
	}
	/* A result of `before` or of a preparation: nobody asked for it. */
	if (pg->request == REQUEST_PIPELINE && pg->steps[pg->at_step] == STEP_PREPARE)
		pg->made_name = true;
	if (pg->swallow && status != PGRES_SINGLE_TUPLE)
		pg->swallow--;
	if (pg->request == REQUEST_PIPELINE && pg->steps[pg->at_step] == STEP_DESCRIBE) {
		PQclear(pg->description);
		pg->description = pg->res;
		pg->res = NULL;
	}
	take_result(pg, NULL);
	return PG_NEXT;
}

/* Hands out what pg->res still holds; PG_NEXT: nothing. */
static enum pg_event from_held(struct pg *pg)
{
	if (!pg->res)
		return PG_NEXT;
	if (pg->row < PQntuples(pg->res)) {
		read_cells(pg);
		return PG_ROW;
	}
	if (PQresultStatus(pg->res) == PGRES_TUPLES_OK)
		return end_command(pg);
	take_result(pg, NULL);
	return PG_NEXT;
}

/* libpq said "no more results" of a command. */
static bool request_over(struct pg *pg)
{
	if (pg->request == REQUEST_PIPELINE) {
		if (pg->at_step < pg->n_steps && pg->steps[pg->at_step] != STEP_SYNC) {
			pg->at_step++;
			pg->step_failed = pg->single_row_set = false;
			set_single_row(pg);
		}
		if (pg->at_step < pg->n_steps)
			return false;
		if (!PQexitPipelineMode(pg->conn))
			pg_mark_lost(pg);
	}
	pg->request = REQUEST_NONE;
	atomic_store(&pg->canceled, false);
	if (atomic_load(&pg->cancel_stuck))
		pg_mark_lost(pg);
	return true;
}

bool pg_made_name(const struct pg *pg)
{
	return pg->made_name;
}

bool pg_ready(struct pg *pg)
{
	if (pg->request == REQUEST_NONE || pg->res)
		return true;
	if (PQflush(pg->conn) < 0 || !PQconsumeInput(pg->conn))
		return true; /* pg_next() finds the message */
	return !PQisBusy(pg->conn);
}

enum pg_event pg_next(struct pg *pg, int64_t deadline, struct pg_error *ret_err)
{
	for (;;) {
		enum pg_event event = from_held(pg);
		PGresult *res;

		if (event != PG_NEXT)
			return event;
		if (pg->request == REQUEST_NONE)
			return PG_DONE;
		if (pg->request == REQUEST_PIPELINE && pg->at_step == pg->n_steps &&
		    request_over(pg))
			return PG_DONE;
		if (!pg_wait_ready(pg, deadline, ret_err))
			return PG_ERROR;
		res = PQgetResult(pg->conn);
		if (!res) {
			if (PQstatus(pg->conn) == CONNECTION_BAD) {
				pg_mark_lost(pg);
				return PG_DONE;
			}
			if (request_over(pg))
				return PG_DONE;
			continue;
		}
		take_result(pg, res);
		event = on_result(pg, ret_err);
		if (event != PG_NEXT)
			return event;
	}
}

bool pg_drain(struct pg *pg, int64_t deadline)
{
	struct pg_error e;

	pg_error_init(&e);
	while (pg_next(pg, deadline, &e) != PG_DONE)
		;
	pg_error_done(&e);
	return !pg->lost;
}

bool pg_run_to_end(struct pg *pg, int64_t deadline, struct pg_error *ret_err)
{
	struct pg_error e;
	enum pg_event event;
	bool ok = true;

	pg_error_init(&e);
	while ((event = pg_next(pg, deadline, &e)) != PG_DONE) {
		if (event != PG_ERROR || !ok)
			continue;
		ok = false;
		pg_error_done(ret_err);
		*ret_err = e;
		pg_error_init(&e);
	}
	pg_error_done(&e);
	return ok;
}

bool pg_run(struct pg *pg, const char *sql, int64_t deadline, struct pg_error *ret_err)
{
	return pg_send_text(pg, NULL, sql, ret_err) && pg_run_to_end(pg, deadline, ret_err);
}
