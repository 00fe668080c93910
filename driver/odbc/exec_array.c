#include "config.h"
#include "odbc/exec_array.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/call.h"
#include "odbc/exec.h"
#include "odbc/multi.h"
#include "odbc/output.h"
#include "odbc/pgdiag.h"
#include "odbc/reply.h"
#include "odbc/request.h"
#include "odbc/send.h"
#include "odbc/target.h"
#include "sql/translate.h"
#include "util/clock.h"

/* Sets in one pipeline: enough to hide the round trip, few enough to repeat. */
#define CHUNK 1000

/* Rows of a failed INSERT that are not worth halving: one of them is the bad one. */
#define SINGLY 8

struct tally {
	SQLLEN affected;
	size_t failed, done;
	bool informed; /* some output was cut */
};

/* The sets that one request executes. */
struct chunk {
	size_t from, n;
	bool multi;  /* as one statement */
	size_t good; /* answered before the first error */
};

/* The events of a pipeline without rows; true: every one of n statements succeeded. */
static bool read_chunk(struct stmt *stmt, size_t n, size_t *ret_good, SQLLEN *ret_affected,
		       struct pg_error *ret_err)
{
	struct dbc *dbc = stmt->dbc;
	size_t good = 0;
	enum pg_event event;
	bool ok = true;
	struct pg_error e;

	pg_error_init(&e);
	*ret_affected = 0;
	while ((event = pg_next(dbc->pg, stmt->deadline, &e)) != PG_DONE) {
		if (event == PG_COMMAND) {
			good++;
			if (pg_affected(dbc->pg) > 0)
				*ret_affected += (SQLLEN)pg_affected(dbc->pg);
		} else if (event == PG_ERROR && ok) {
			ok = false;
			*ret_err = e;
			pg_error_init(&e);
		}
	}
	pg_error_done(&e);
	*ret_good = good;
	return ok && good == n;
}

static bool send_chunk(struct stmt *stmt, const struct arguments *a, struct chunk *c,
		       SQLLEN *ret_affected, struct pg_error *ret_err)
{
	struct dbc *dbc = stmt->dbc;
	const struct pg_params *sets = a->sets + c->from;
	const char *before = NULL;
	bool ok;

	stmt->tran_was = dbc->tran;
	c->good = 0;
	if (c->multi) {
		ok = multi_send(stmt, a, c->from, c->n, &before, ret_err);
	} else {
		before = dbc_before(dbc, false);
		ok = pg_send_array(dbc->pg, before, stmt->server_name, target_text(stmt),
				   stmt->untyped ? NULL : sets->types, sets, c->n, ret_err);
	}
	ok = ok && read_chunk(stmt, c->multi ? 1 : c->n, &c->good, ret_affected, ret_err);
	if (c->multi)
		multi_sent(stmt, ok, ret_err);
	dbc_after_request(dbc, before, false);
	return ok;
}

/* How the connection stood before a request. */
struct state {
	enum tran_state tran;
	bool keeps; /* dbc_keeps_before() */
};

static struct state state_of(const struct dbc *dbc)
{
	return (struct state){ dbc->tran, dbc_keeps_before(dbc) };
}

/* Whether what was done before a failed request is gone with its transaction. */
static bool is_gone(const struct dbc *dbc, const struct state *was)
{
	return dbc->tran != TRAN_OPEN && (was->tran == TRAN_OPEN || !was->keeps);
}

/* Posts an error of the application's set. */
static void set_failed(struct stmt *stmt, size_t set, const struct pg_error *e, struct tally *t)
{
	t->failed++;
	arguments_status(stmt, set, SQL_PARAM_ERROR);
	diag_at(sdiag(stmt), (SQLLEN)set + 1, SQL_NO_COLUMN_NUMBER);
	pgdiag_error(sdiag(stmt), stmt->dbc, stmt, e);
	diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
}

/* Posts an error of some of the sets; which one it was is not known. */
static void sets_failed(struct stmt *stmt, const struct arguments *a, const struct chunk *c,
			const struct pg_error *e, struct tally *t)
{
	diag_at(sdiag(stmt), SQL_ROW_NUMBER_UNKNOWN, SQL_NO_COLUMN_NUMBER);
	pgdiag_error(sdiag(stmt), stmt->dbc, stmt, e);
	diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
	for (size_t i = c->from; i < c->from + c->n; i++)
		arguments_status(stmt, a->set_number[i], SQL_PARAM_DIAG_UNAVAILABLE);
	t->failed += c->n;
}

/* The first n sets had succeeded, and are gone with their transaction. */
static void take_back(struct stmt *stmt, const struct arguments *a, size_t n, struct tally *t)
{
	for (size_t i = 0; i < n; i++)
		arguments_status(stmt, a->set_number[i], SQL_PARAM_DIAG_UNAVAILABLE);
	t->done = 0;
	t->affected = 0;
}

/*
 * An error that took the transaction with it.  The sets behind it are not executed: a new
 * transaction with half of the array in it is nothing that the application asked for.
 */
static void transaction_failed(struct stmt *stmt, const struct arguments *a, struct chunk *c,
			       const struct pg_error *e, struct tally *t)
{
	size_t bad = c->from + c->good;

	take_back(stmt, a, bad, t);
	if (c->multi || e->fault != PG_FAULT_SERVER || c->good >= c->n) {
		sets_failed(stmt, a, c, e, t);
	} else {
		set_failed(stmt, a->set_number[bad], e, t);
		c->n = c->good + 1;
	}
}

/* Types that the bindings imply may be refused, and names be lost behind a pooler. */
static bool try_chunk(struct stmt *stmt, const struct arguments *a, struct chunk *c,
		      SQLLEN *ret_affected, struct pg_error *ret_err)
{
	enum tran_state was = stmt->dbc->tran;

	while (!send_chunk(stmt, a, c, ret_affected, ret_err)) {
		if (stmt->dbc->tran != was ||
		    !((c->multi && multi_again(stmt, ret_err)) || send_again(stmt, ret_err)))
			return false;
		pg_error_done(ret_err);
		pg_error_init(ret_err);
	}
	return true;
}

/* A statement of many rows needs to know the types of one, pipelines a name. */
static bool prepare(struct stmt *stmt, const struct arguments *a, bool multi,
		    struct pg_error *ret_err)
{
	if (multi ? stmt->param_types != NULL : stmt->server_name || !send_may_name(stmt))
		return true;
	stmt->tran_was = stmt->dbc->tran;
	if (send_prepare(stmt, stmt->untyped ? NULL : a->types, ret_err))
		return true;
	if (!send_again(stmt, ret_err))
		return false;
	pg_error_done(ret_err);
	pg_error_init(ret_err);
	return send_prepare(stmt, NULL, ret_err);
}

/* The server does not understand the text: no set has a fate of its own. */
static bool prepare_failed(struct stmt *stmt, const struct arguments *a, const struct chunk *c,
			   const struct state *was, const struct pg_error *e, struct tally *t)
{
	if (is_gone(stmt->dbc, was))
		take_back(stmt, a, c->from, t);
	pgdiag_error(sdiag(stmt), stmt->dbc, stmt, e);
	t->failed += c->n;
	return false;
}

static bool run_chunk(struct stmt *stmt, const struct arguments *a, struct chunk *c,
		      struct tally *t);

/* One by one: slower, but each set has its own fate. */
static bool run_singly(struct stmt *stmt, const struct arguments *a, struct chunk *c,
		       struct tally *t)
{
	for (size_t i = c->from; i < c->from + c->n; i++) {
		struct chunk one = { .from = i, .n = 1 };

		if (!run_chunk(stmt, a, &one, t) || pg_is_lost(stmt->dbc->pg)) {
			c->n = i + 1 - c->from;
			return false;
		}
	}
	return true;
}

/*
 * A failed request is taken back: its sets are run again in smaller ones.  Of many rows
 * in a statement each half is tried, so that one bad row among thousands costs a few
 * more statements and not thousands.
 */
static bool run_again(struct stmt *stmt, const struct arguments *a, struct chunk *c,
		      struct tally *t)
{
	struct chunk low = { .from = c->from, .n = c->n / 2, .multi = c->multi };
	struct chunk high = { .from = c->from + low.n, .n = c->n - low.n, .multi = c->multi };

	if (!c->multi || c->n <= SINGLY)
		return run_singly(stmt, a, c, t);
	if (!run_chunk(stmt, a, &low, t)) {
		c->n = low.n;
		return false;
	}
	if (run_chunk(stmt, a, &high, t))
		return true;
	c->n = low.n + high.n;
	return false;
}

/*
 * A statement of many rows that failed as no row makes it fail goes out row by row; if
 * that succeeds, so do all that follow.
 */
static bool run_without_multi(struct stmt *stmt, const struct arguments *a, struct chunk *c,
			      struct tally *t)
{
	size_t done = t->done;
	bool ok;

	c->multi = false;
	ok = run_chunk(stmt, a, c, t);
	stmt->multi_refused = t->done > done;
	return ok;
}

/* The chunk failed in *e; returns as run_chunk(). */
static bool chunk_failed(struct stmt *stmt, const struct arguments *a, struct chunk *c,
			 const struct state *was, const struct pg_error *e, struct tally *t)
{
	struct dbc *dbc = stmt->dbc;

	if (c->multi && !stmt->param_types) /* not even one row is understood */
		return prepare_failed(stmt, a, c, was, e, t);
	if (e->fault == PG_FAULT_SERVER && !dbc->dead && dbc->tran == was->tran) {
		if (c->multi && multi_is_refusal(stmt, e))
			return run_without_multi(stmt, a, c, t);
		if (was->keeps && c->n > 1)
			return run_again(stmt, a, c, t);
	}
	if (is_gone(dbc, was)) {
		/* Whether single rows would do is found out when the program tries again. */
		if (c->multi && multi_is_refusal(stmt, e))
			stmt->multi_refused = true;
		transaction_failed(stmt, a, c, e, t);
		return false;
	}
	if (c->n > 1) {
		sets_failed(stmt, a, c, e, t);
		return false;
	}
	set_failed(stmt, a->set_number[c->from], e, t);
	return !dbc->dead && arguments_have_status(stmt);
}

/* False: what follows is not executed; *c ends where it stopped. */
static bool run_chunk(struct stmt *stmt, const struct arguments *a, struct chunk *c,
		      struct tally *t)
{
	struct state was = state_of(stmt->dbc);
	struct pg_error e;
	SQLLEN affected;
	bool ok;

	pg_error_init(&e);
	if (!prepare(stmt, a, c->multi, &e)) {
		ok = prepare_failed(stmt, a, c, &was, &e, t);
		pg_error_done(&e);
		return ok;
	}
	was = state_of(stmt->dbc); /* preparing may have begun the transaction */
	if (try_chunk(stmt, a, c, &affected, &e)) {
		for (size_t i = c->from; i < c->from + c->n; i++)
			arguments_status(stmt, a->set_number[i], SQL_PARAM_SUCCESS);
		t->affected += affected;
		t->done += c->n;
		ok = true;
	} else {
		ok = chunk_failed(stmt, a, c, &was, &e, t);
	}
	pg_error_done(&e);
	return ok;
}

/* Sets without rows.  Returns how many of them were looked at. */
static size_t run_sets(struct stmt *stmt, const struct arguments *a, struct tally *t)
{
	struct chunk c = { 0 };
	bool ok = true;

	for (; ok && c.from < a->n_sets; c.from += c.n) {
		size_t left = a->n_sets - c.from;

		c.multi = multi_wanted(stmt, a);
		if (c.multi)
			c.n = multi_count(stmt, a, c.from);
		else
			c.n = left < CHUNK ? left : CHUNK;
		c.multi = c.multi && c.n > 1;
		ok = run_chunk(stmt, a, &c, t);
	}
	return c.from;
}

/* The outputs of a set go into its own elements of the bound arrays; no result is left of it. */
static SQLRETURN take_outputs(struct stmt *stmt, struct result *last, size_t set)
{
	struct result **from = last ? &last->next : &stmt->result, *r = *from;
	SQLRETURN rc = output_take(stmt, r, set);

	if (!call_takes_row(stmt) || !r || r->error || r->next || stmt->text->n_statements > 1)
		return rc;
	*from = NULL;
	result_free(r);
	return rc;
}

static SQLUSMALLINT status_of(SQLRETURN rc)
{
	if (rc == SQL_ERROR)
		return SQL_PARAM_ERROR;
	return rc == SQL_SUCCESS_WITH_INFO ? SQL_PARAM_SUCCESS_WITH_INFO : SQL_PARAM_SUCCESS;
}

/* The first set tells whether the server takes the columns that a cursor hides. */
static bool first_again(struct stmt *stmt, const struct result *last)
{
	if (last != stmt->result || !last || !last->error || !target_refused(stmt, last->error))
		return false;
	result_free(stmt->result);
	stmt->result = NULL;
	return true;
}

/*
 * Rows of every set: each its own result, read in full before the next is sent.  Returns how
 * many sets were looked at.
 */
static size_t run_with_rows(struct stmt *stmt, const struct arguments *a, struct tally *t)
{
	for (size_t i = 0; i < a->n_sets; i++) {
		struct result *before = reply_last(stmt), *last;
		struct state was = state_of(stmt->dbc);
		struct chunk one = { .from = i, .n = 1 };
		struct pg_error e;
		SQLRETURN rc;
		bool ok;

		pg_error_init(&e);
		ok = send_one(stmt, &a->sets[i], &e) && reply_read(stmt, SIZE_MAX);
		if (ok && first_again(stmt, reply_last(stmt)))
			ok = send_one(stmt, &a->sets[i], &e) && reply_read(stmt, SIZE_MAX);
		last = reply_last(stmt);
		if (ok && last && last->error && is_gone(stmt->dbc, &was)) {
			transaction_failed(stmt, a, &one, last->error, t);
			ok = false;
		} else if (ok && last && last->error) {
			set_failed(stmt, a->set_number[i], last->error, t);
			last->error_told = true;
			ok = arguments_have_status(stmt);
		} else if (ok) {
			rc = take_outputs(stmt, before, a->set_number[i]);
			arguments_status(stmt, a->set_number[i], status_of(rc));
			t->done++;
			t->failed += rc == SQL_ERROR;
			t->informed = t->informed || rc != SQL_SUCCESS;
		} else {
			set_failed(stmt, a->set_number[i], &e, t);
		}
		pg_error_done(&e);
		if (!ok)
			return i + 1;
	}
	return a->n_sets;
}

/* Without rows the sets have one result together, `own`. */
static SQLRETURN finish(struct stmt *stmt, struct result *own, const struct tally *t)
{
	if (!stmt->result) {
		own->affected = t->affected;
		stmt->result = own;
		stmt->phase = STMT_EXECUTED;
		stmt->row_count = t->affected;
		sdiag(stmt)->row_count = t->affected;
	} else {
		result_free(own);
	}
	if (pgdiag_notices(sdiag(stmt), stmt->dbc) || t->failed || t->informed)
		return SQL_SUCCESS_WITH_INFO;
	return SQL_SUCCESS;
}

SQLRETURN exec_array(struct stmt *stmt, struct arguments *a, size_t *ret_processed)
{
	bool rows = (stmt->text->n_statements && (stmt->text->statements[0].flags & SQL_ROWS)) ||
		    stmt->text->n_statements > 1 || call_takes_row(stmt);
	struct result *own = result_new(); /* once the sets have run, it is too late to fail */
	struct tally t = { 0 };
	size_t looked_at;
	SQLRETURN rc;

	if (!own)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	looked_at = rows ? run_with_rows(stmt, a, &t) : run_sets(stmt, a, &t);
	if (looked_at < a->n_sets)
		*ret_processed = a->set_number[looked_at - 1] + 1;
	stmt->deadline = CLOCK_NEVER;
	if (t.failed && (!t.done || !arguments_have_status(stmt))) {
		result_free(own);
		stmt_close(stmt);
		return SQL_ERROR;
	}
	if (rows && stmt->result)
		rc = stmt_show_first(stmt);
	else
		rc = SQL_SUCCESS;
	return diag_worse(rc, finish(stmt, own, &t));
}
