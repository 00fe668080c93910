#include "config.h"
#include "odbc/exec_array.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/call.h"
#include "odbc/exec.h"
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

struct tally {
	SQLLEN affected;
	size_t failed, done;
	bool informed; /* some output was cut */
};

/* The events of a pipeline without rows; true: every set succeeded. */
static bool read_chunk(struct stmt *stmt, size_t n, SQLLEN *ret_affected, struct pg_error *ret_err)
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
	return ok && good == n;
}

static bool send_chunk(struct stmt *stmt, const struct pg_params *sets, size_t n,
		       SQLLEN *ret_affected, struct pg_error *ret_err)
{
	struct dbc *dbc = stmt->dbc;
	const char *before = dbc_before(dbc, false);
	bool ok;

	ok = pg_send_array(dbc->pg, before, stmt->server_name, target_text(stmt),
			   stmt->untyped ? NULL : sets->types, sets, n, ret_err) &&
	     read_chunk(stmt, n, ret_affected, ret_err);
	dbc_after_request(dbc, before, false);
	return ok;
}

static void set_failed(struct stmt *stmt, size_t set, const struct pg_error *e, struct tally *t)
{
	t->failed++;
	arguments_status(stmt, set, SQL_PARAM_ERROR);
	diag_at(sdiag(stmt), (SQLLEN)set + 1, SQL_NO_COLUMN_NUMBER);
	pgdiag_error(sdiag(stmt), stmt->dbc, stmt, e);
	diag_at(sdiag(stmt), SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
}

/* Whether a failed pipeline left the sets before it, and the transaction, as they were. */
static bool can_repeat(const struct stmt *stmt, enum tran_state was, const struct pg_error *e)
{
	const struct dbc *dbc = stmt->dbc;

	return e->fault == PG_FAULT_SERVER && !dbc->dead && dbc->tran == was;
}

/* Types that the bindings imply may be refused, and names be lost behind a pooler. */
static bool try_chunk(struct stmt *stmt, const struct pg_params *sets, size_t n,
		      SQLLEN *ret_affected, struct pg_error *ret_err)
{
	enum tran_state was = stmt->dbc->tran;

	while (!send_chunk(stmt, sets, n, ret_affected, ret_err)) {
		if (stmt->dbc->tran != was || !send_again(stmt, ret_err))
			return false;
		pg_error_done(ret_err);
		pg_error_init(ret_err);
	}
	return true;
}

/* One by one: slower, but each set has its own fate. */
static bool repeat_chunk(struct stmt *stmt, const struct arguments *a, size_t from, size_t n,
			 struct tally *t)
{
	for (size_t i = from; i < from + n; i++) {
		struct pg_error e;
		SQLLEN affected;

		pg_error_init(&e);
		if (try_chunk(stmt, &a->sets[i], 1, &affected, &e)) {
			arguments_status(stmt, a->set_number[i], SQL_PARAM_SUCCESS);
			t->affected += affected;
			t->done++;
		} else {
			set_failed(stmt, a->set_number[i], &e, t);
		}
		pg_error_done(&e);
		if (stmt->dbc->dead || pg_is_lost(stmt->dbc->pg))
			return false;
	}
	return true;
}

static bool run_chunk(struct stmt *stmt, const struct arguments *a, size_t from, size_t n,
		      struct tally *t)
{
	enum tran_state was = stmt->dbc->tran;
	struct pg_error e;
	SQLLEN affected;
	bool ok;

	pg_error_init(&e);
	if (try_chunk(stmt, a->sets + from, n, &affected, &e)) {
		for (size_t i = from; i < from + n; i++)
			arguments_status(stmt, a->set_number[i], SQL_PARAM_SUCCESS);
		t->affected += affected;
		t->done += n;
		ok = true;
	} else if (n > 1 && can_repeat(stmt, was, &e)) {
		ok = repeat_chunk(stmt, a, from, n, t);
	} else if (n == 1) {
		set_failed(stmt, a->set_number[from], &e, t);
		ok = !stmt->dbc->dead;
	} else {
		pgdiag_error(sdiag(stmt), stmt->dbc, stmt, &e);
		for (size_t i = from; i < from + n; i++)
			arguments_status(stmt, a->set_number[i], SQL_PARAM_DIAG_UNAVAILABLE);
		t->failed += n;
		ok = false;
	}
	pg_error_done(&e);
	return ok;
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

/* Rows of every set: each its own result, read in full before the next is sent. */
/* The first set tells whether the server takes the columns that a cursor hides. */
static bool first_again(struct stmt *stmt, const struct result *last)
{
	if (last != stmt->result || !last || !last->error || !target_refused(stmt, last->error))
		return false;
	result_free(stmt->result);
	stmt->result = NULL;
	return true;
}

static bool run_with_rows(struct stmt *stmt, const struct arguments *a, struct tally *t)
{
	for (size_t i = 0; i < a->n_sets; i++) {
		struct result *before = reply_last(stmt), *last;
		struct pg_error e;
		SQLRETURN rc;
		bool ok;

		pg_error_init(&e);
		ok = send_one(stmt, &a->sets[i], &e) && reply_read(stmt, SIZE_MAX);
		if (ok && first_again(stmt, reply_last(stmt)))
			ok = send_one(stmt, &a->sets[i], &e) && reply_read(stmt, SIZE_MAX);
		last = reply_last(stmt);
		if (ok && last && last->error) {
			set_failed(stmt, a->set_number[i], last->error, t);
			last->error_told = true;
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
			return false;
	}
	return true;
}

static bool prepare(struct stmt *stmt, const struct arguments *a)
{
	struct pg_error e;
	bool ok;

	if (stmt->server_name || !send_may_name(stmt))
		return true;
	pg_error_init(&e);
	ok = send_prepare(stmt, stmt->untyped ? NULL : a->types, &e);
	if (!ok && send_again(stmt, &e)) {
		pg_error_done(&e);
		ok = send_prepare(stmt, NULL, &e);
	}
	if (!ok)
		pgdiag_error(sdiag(stmt), stmt->dbc, stmt, &e);
	pg_error_done(&e);
	return ok;
}

static SQLRETURN finish(struct stmt *stmt, const struct tally *t)
{
	if (!stmt->result) {
		stmt->result = result_new();
		if (!stmt->result)
			return diag_error(sdiag(stmt), SS_HY001, NULL);
		stmt->result->affected = t->affected;
		stmt->phase = STMT_EXECUTED;
		stmt->row_count = t->affected;
		sdiag(stmt)->row_count = t->affected;
	}
	if (pgdiag_notices(sdiag(stmt), stmt->dbc) || t->failed || t->informed)
		return t->done ? SQL_SUCCESS_WITH_INFO : SQL_ERROR;
	return SQL_SUCCESS;
}

SQLRETURN exec_array(struct stmt *stmt, struct arguments *a)
{
	bool rows = (stmt->text->n_statements && (stmt->text->statements[0].flags & SQL_ROWS)) ||
		    stmt->text->n_statements > 1 || call_takes_row(stmt);
	struct tally t = { 0 };
	SQLRETURN rc;

	if (rows) {
		run_with_rows(stmt, a, &t);
	} else {
		if (!prepare(stmt, a))
			return SQL_ERROR;
		for (size_t i = 0; i < a->n_sets; i += CHUNK) {
			size_t n = a->n_sets - i < CHUNK ? a->n_sets - i : CHUNK;

			if (!run_chunk(stmt, a, i, n, &t))
				break;
		}
	}
	stmt->deadline = CLOCK_NEVER;
	if (!t.done && t.failed) {
		stmt_close(stmt);
		return SQL_ERROR;
	}
	if (rows && stmt->result)
		rc = stmt_show_first(stmt);
	else
		rc = SQL_SUCCESS;
	return diag_worse(rc, finish(stmt, &t));
}
