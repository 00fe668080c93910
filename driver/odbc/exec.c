#include "config.h"
#include "odbc/exec.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/call.h"
#include "odbc/catalog.h"
#include "odbc/change.h"
#include "odbc/connect.h"
#include "odbc/dae.h"
#include "odbc/exec_array.h"
#include "odbc/getdata.h"
#include "odbc/ird.h"
#include "odbc/output.h"
#include "odbc/pgdiag.h"
#include "odbc/positioned.h"
#include "odbc/reply.h"
#include "odbc/request.h"
#include "odbc/routine.h"
#include "odbc/send.h"
#include "odbc/soil.h"
#include "odbc/target.h"
#include "pg/pg.h"
#include "sql/dirt.h"
#include "sql/translate.h"
#include "util/clock.h"
#include "util/mem.h"

/* --- the text ------------------------------------------------------------------- */

static enum sqlstate text_state(enum sql_error_kind kind)
{
	switch (kind) {
	case SQLERR_NO_MEMORY: return SS_HY001;
	case SQLERR_DATETIME:
	case SQLERR_INTERVAL: return SS_22007;
	case SQLERR_GUID: return SS_22018;
	case SQLERR_UNSUPPORTED: return SS_HYC00;
	case SQLERR_TOO_LONG:
	case SQLERR_SYNTAX: break;
	}
	return SS_42000;
}

SQLRETURN stmt_translate(struct stmt *stmt, struct str sql, const struct sql_routine *routine,
			 struct sql_text *ret)
{
	const char *strings = pg_parameter(stmt->dbc->pg, "standard_conforming_strings");
	struct sql_options options = {
		.server = dbc_is_redshift(stmt->dbc) ? SQL_FOR_REDSHIFT : SQL_FOR_POSTGRES,
		/* Redshift does not report it: the lexer is that of 8.0. */
		.backslash = strings ? strcmp(strings, "off") == 0 : dbc_is_redshift(stmt->dbc),
		.noscan = stmt->attr.noscan == SQL_NOSCAN_ON,
		.draft = !routine,
		.routine = routine,
	};
	struct sql_error e;

	if (sql_translate(sql, &options, ret, &e))
		return SQL_SUCCESS;
	return diag_error(sdiag(stmt), text_state(e.kind), "%s (at character %zu)", e.text,
			  e.position);
}

/* The protocol has 16 bits for the number of parameters, and Redshift uses 15. */
static SQLRETURN check_params(struct stmt *stmt)
{
	const struct pg_flavour *flavour = pg_flavour(stmt->dbc->pg);

	if (stmt->text->n_sent <= (size_t)flavour->max_params)
		return SQL_SUCCESS;
	return diag_error(sdiag(stmt), SS_42000, "the statement has %zu parameters; %s takes %d",
			  stmt->text->n_sent, flavour->name, flavour->max_params);
}

/* ODBC's own escapes and markers become the server's; nothing is sent yet. */
static SQLRETURN set_text(struct stmt *stmt, struct str sql)
{
	SQLRETURN rc;

	stmt_forget(stmt);
	stmt->sql = mem_dup_str(sql);
	stmt->text = calloc(1, sizeof(*stmt->text));
	if (!stmt->sql || !stmt->text)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	rc = stmt_translate(stmt, sql, NULL, stmt->text);
	if (SQL_SUCCEEDED(rc)) {
		stmt->dirt = sql_dirt(stmt->text);
		return check_params(stmt);
	}
	free(stmt->text);
	stmt->text = NULL;
	return rc;
}

static SQLRETURN begin_text(struct stmt *stmt, struct str sql)
{
	SQLRETURN rc;

	if (!sql.p)
		return diag_error(sdiag(stmt), SS_HY009, "no statement text");
	rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	return SQL_SUCCEEDED(rc) ? set_text(stmt, sql) : rc;
}

SQLRETURN stmt_prepare(struct stmt *stmt, struct str sql)
{
	SQLRETURN rc;

	if (stmt->result && stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	rc = begin_text(stmt, sql);
	if (!SQL_SUCCEEDED(rc)) {
		stmt_forget(stmt);
		return rc;
	}
	stmt->prepared = true;
	stmt->phase = STMT_PREPARED;
	return rc;
}

/* --- results -------------------------------------------------------------------- */

static void drop_results(struct stmt *stmt)
{
	reply_drop(stmt);
	while (stmt->result) {
		struct result *r = stmt->result;

		stmt->result = r->next;
		result_free(r);
	}
	catalog_rows_free(stmt->catalog_map);
	stmt->catalog_map = NULL;
	getdata_forget(stmt);
	stmt->rowset_at = 0;
	stmt->rowset_rows = stmt->rowset_pos = 0;
	stmt->before_start = stmt->after_end = stmt->bulk_done = false;
	stmt->changed_rows = -1;
}

void stmt_close(struct stmt *stmt)
{
	drop_results(stmt);
	dae_free(stmt);
	change_forget(stmt);
	stmt->phase = stmt->prepared ? STMT_PREPARED : STMT_ALLOCATED;
	stmt->row_count = -1;
	if (!stmt->prepared)
		desc_set_count(stmt->ird, 0);
}

void stmt_forget(struct stmt *stmt)
{
	stmt_close(stmt);
	send_unprepare(stmt);
	target_forget(stmt);
	free(stmt->sql);
	stmt->sql = NULL;
	if (stmt->text)
		sql_text_done(stmt->text);
	free(stmt->text);
	stmt->text = NULL;
	stmt->dirt = 0;
	call_free(stmt);
	send_forget_parts(stmt);
	stmt->prepared = stmt->untyped = stmt->multi_refused = false;
	stmt->executions = 0;
	stmt->phase = STMT_ALLOCATED;
	desc_set_count(stmt->ird, 0);
}

SQLRETURN stmt_close_cursor(struct stmt *stmt)
{
	if (!stmt->result || !stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "no cursor is open");
	stmt_close(stmt);
	return SQL_SUCCESS;
}

/* SQL_DIAG_DYNAMIC_FUNCTION: what the statement behind the current result was. */
static void set_function(struct stmt *stmt)
{
	const struct sql_text *t = stmt->text;
	size_t i = stmt->result ? (size_t)stmt->result->statement : 0;
	bool is_call;

	if (!t || i >= t->n_statements)
		return;
	is_call = t->n_calls && t->n_statements == 1;
	sdiag(stmt)->dynamic_function = is_call ? "CALL" : t->statements[i].function;
	sdiag(stmt)->dynamic_code = is_call ? SQL_DIAG_CALL : t->statements[i].function_code;
}

/* The first result of the queue becomes the one that the application sees. */
SQLRETURN stmt_show_first(struct stmt *stmt)
{
	struct result *r = stmt->result;

	stmt->rowset_at = 0;
	stmt->rowset_rows = stmt->rowset_pos = 0;
	stmt->before_start = stmt->after_end = false;
	getdata_forget(stmt);
	stmt->phase = r->has_rows ? STMT_CURSOR : STMT_EXECUTED;
	stmt->row_count = r->has_rows && r->live ? -1 : (SQLLEN)r->affected;
	sdiag(stmt)->row_count = r->has_rows ? -1 : r->affected;
	sdiag(stmt)->cursor_rows = r->has_rows && !r->live ? (SQLLEN)r->taken : -1;
	set_function(stmt);
	if (!r->has_rows)
		return desc_set_count(stmt->ird, 0) ? SQL_SUCCESS
						    : diag_error(sdiag(stmt), SS_HY001, NULL);
	return ird_from_result(stmt) ? SQL_SUCCESS : diag_error(sdiag(stmt), SS_HY001, NULL);
}

/* ODBC: SQLExecute: a searched change that changes nothing is SQL_NO_DATA, from ODBC 3 on. */
static bool changed_nothing(const struct stmt *stmt)
{
	const struct result *r = stmt->result;
	const struct sql_text *t = stmt->text;
	enum sql_kind kind;

	if (r->has_rows || r->affected != 0 || !t || t->n_statements != 1 ||
	    stmt->dbc->env->odbc_version == SQL_OV_ODBC2)
		return false;
	kind = t->statements[0].kind;
	return kind == KIND_UPDATE || kind == KIND_DELETE || kind == KIND_INSERT ||
	       kind == KIND_MERGE;
}

/* What the server said on the way to this result are 01000 records beside it. */
static SQLRETURN show_with_notices(struct stmt *stmt)
{
	SQLRETURN rc = stmt_show_first(stmt);

	if (rc == SQL_SUCCESS && target_is_missing(stmt))
		rc = diag_info(sdiag(stmt), SS_01S02,
			       "the cursor is read-only: it is not one of rows of one table");
	if (SQL_SUCCEEDED(rc) && pgdiag_notices(sdiag(stmt), stmt->dbc))
		rc = SQL_SUCCESS_WITH_INFO;
	return rc;
}

static SQLRETURN first_result(struct stmt *stmt)
{
	struct result *r = stmt->result;
	SQLRETURN rc = SQL_SUCCESS;

	if (r && r->error) {
		rc = pgdiag_error(sdiag(stmt), stmt->dbc, stmt, r->error);
		pgdiag_notices(sdiag(stmt), stmt->dbc);
		set_function(stmt);
		stmt_close(stmt);
		return rc;
	}
	if (!r) { /* a session that broke off, or a text of nothing */
		stmt->phase = STMT_EXECUTED;
		return stmt->dbc->dead ? diag_error(sdiag(stmt), SS_08S01, NULL) : rc;
	}
	rc = show_with_notices(stmt);
	return rc == SQL_SUCCESS && changed_nothing(stmt) ? SQL_NO_DATA : rc;
}

/* How long after the server's own limit a statement is cancelled. */
#define SERVER_FIRST CLOCK_NS_PER_SEC

/* --- executing ------------------------------------------------------------------ */

static int64_t limit_of(const struct stmt *stmt)
{
	return stmt->attr.query_timeout ? (int64_t)stmt->attr.query_timeout * CLOCK_NS_PER_SEC
					: stmt->dbc->settings->query_timeout_ns;
}

void stmt_set_deadline(struct stmt *stmt)
{
	int64_t limit = limit_of(stmt);

	stmt->deadline = limit ? clock_now() + limit : CLOCK_NEVER;
}

/* Whether the connection's patience with a silent server lasts beyond the server's own limit. */
static bool is_patient(const struct stmt *stmt)
{
	int64_t patience = (int64_t)stmt->dbc->attr.connection_timeout * CLOCK_NS_PER_SEC;

	return !patience || patience > limit_of(stmt) + SERVER_FIRST;
}

/* The server ends what takes too long, if it can; a cancel follows if it has not. */
static SQLRETURN limit_execution(struct stmt *stmt)
{
	struct pg *pg = stmt->dbc->pg;
	struct pg_error e;
	SQLRETURN rc = SQL_SUCCESS;

	stmt_set_deadline(stmt);
	pg_limit_note(pg, stmt->sql);
	pg_error_init(&e);
	if (!pg_set_limit(pg, limit_of(stmt), stmt->deadline, &e))
		rc = pgdiag_error(sdiag(stmt), stmt->dbc, stmt, &e);
	else if (stmt->deadline != CLOCK_NEVER && pg_limited(pg) && is_patient(stmt))
		stmt->deadline += SERVER_FIRST;
	pg_error_done(&e);
	return rc;
}

/* What would leave the session in a state that ODBC has no way out of. */
static SQLRETURN refuse_copy(struct stmt *stmt)
{
	for (size_t i = 0; i < stmt->text->n_statements; i++)
		if (stmt->text->statements[i].flags & (SQL_COPY_IN | SQL_COPY_OUT))
			return diag_error(
				sdiag(stmt), SS_HYC00,
				"COPY from STDIN or to STDOUT is not possible through ODBC; "
				"use INSERT with arrays of parameters, or COPY with a file");
	return SQL_SUCCESS;
}

static bool send_and_read(struct stmt *stmt, const struct pg_params *p)
{
	struct pg_error e;
	bool ok;

	pg_error_init(&e);
	ok = send_one(stmt, p, &e);
	if (!ok)
		pgdiag_error(sdiag(stmt), stmt->dbc, stmt, &e);
	pg_error_done(&e);
	return ok &&
	       reply_read(stmt, call_takes_row(stmt) ? SIZE_MAX : stmt->dbc->settings->read_ahead);
}

static bool try_again(struct stmt *stmt)
{
	const struct result *r = stmt->result;

	/* Of several statements the ones before are undone too: they shared its transaction. */
	if (stmt->by_parts && !(stmt->dirt & DIRT_TRANSACTION))
		r = reply_last(stmt);
	if (!r || !r->error || r->has_rows || r->next || stmt->dbc->streaming == stmt)
		return false;
	call_failed(stmt, r->error);
	if (!target_refused(stmt, r->error) && !send_again(stmt, r->error))
		return false;
	drop_results(stmt);
	return true;
}

static SQLRETURN run_one(struct stmt *stmt, const struct pg_params *p)
{
	SQLRETURN outputs;

	do {
		if (!send_and_read(stmt, p)) {
			stmt_close(stmt);
			return SQL_ERROR;
		}
	} while (try_again(stmt));
	stmt->deadline = CLOCK_NEVER; /* ODBC: the timeout is for the execution */
	outputs = output_take(stmt, stmt->result, 0);
	return diag_worse(first_result(stmt), outputs);
}

/* PoolMode=transaction: nothing else would tell that it has no effect. */
static SQLRETURN tell_what_is_lost(struct stmt *stmt, SQLRETURN rc)
{
	const unsigned lost = PG_DIRT_SETTINGS | PG_DIRT_ROLE | PG_DIRT_TEMP | PG_DIRT_LISTEN |
			      PG_DIRT_LOCKS | PG_DIRT_PREPARED | PG_DIRT_CURSORS | PG_DIRT_DATABASE;

	if (!SQL_SUCCEEDED(rc) || !dbc_lends_out(stmt->dbc) || stmt->dbc->tran != TRAN_NONE ||
	    (stmt->dirt & DIRT_RESET) || !(soil_of(stmt) & lost))
		return rc;
	return diag_worse(rc, diag_info(sdiag(stmt), SS_01000,
					"PoolMode=transaction: what this statement leaves in its "
					"session ends with it; run it in the transaction that "
					"needs it"));
}

static SQLRETURN run(struct stmt *stmt, struct arguments *a)
{
	size_t processed = arguments_sets(stmt);
	bool ignored = a && !a->n_sets, array = processed > 1, done;
	struct stmt *cursor;
	SQLRETURN rc = dbc_claim(stmt->dbc, stmt, sdiag(stmt));

	if (!SQL_SUCCEEDED(rc))
		return rc;
	drop_results(stmt);
	if (stmt->dbc->lease)
		pool_lease_note(stmt->dbc->lease, stmt->sql, strlen(stmt->sql));
	pg_soil(stmt->dbc->pg, soil_of(stmt));
	rc = limit_execution(stmt);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	routines_note(stmt->dbc, stmt->text);
	rc = target_need(stmt);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	cursor = positioned_cursor(stmt);
	if (cursor && !ignored)
		rc = positioned_run(stmt, cursor, a);
	else if (a && (array || ignored))
		rc = exec_array(stmt, a, &processed);
	else
		rc = run_one(stmt, a ? &a->sets[0] : NULL);
	stmt->executions++;
	done = SQL_SUCCEEDED(rc) || rc == SQL_NO_DATA;
	if (done && !array && !ignored)
		arguments_status(stmt, 0, SQL_PARAM_SUCCESS);
	if ((done || array) && stmt->ipd->rows_processed_ptr)
		*stmt->ipd->rows_processed_ptr = processed;
	return tell_what_is_lost(stmt, rc);
}

static SQLRETURN attempt(struct stmt *stmt)
{
	struct arguments a = { 0 };
	SQLRETURN rc = call_resolve(stmt), collected = SQL_SUCCESS;

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (stmt->text->n_params)
		collected = arguments_collect(stmt, &a);
	if (collected == SQL_SUCCESS_WITH_INFO && !arguments_have_status(stmt))
		collected = SQL_ERROR; /* see exec_array() */
	if (collected == SQL_NEED_DATA)
		stmt->phase = STMT_NEED_DATA;
	if (collected == SQL_NEED_DATA || !SQL_SUCCEEDED(collected))
		rc = collected;
	else
		rc = diag_worse(run(stmt, stmt->text->n_params ? &a : NULL), collected);
	arguments_done(&a);
	return rc;
}

/* A routine that is no longer what it was is looked up once more. */
static SQLRETURN execute(struct stmt *stmt)
{
	SQLRETURN rc = refuse_copy(stmt);

	if (SQL_SUCCEEDED(rc))
		rc = attempt(stmt);
	if (rc == SQL_ERROR && call_try_again(stmt)) {
		diag_clear(sdiag(stmt));
		rc = attempt(stmt);
	}
	return rc;
}

SQLRETURN stmt_execute(struct stmt *stmt)
{
	SQLRETURN rc;

	if (!stmt->prepared)
		return diag_error(sdiag(stmt), SS_HY010, "nothing is prepared");
	if (stmt->result && stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	return SQL_SUCCEEDED(rc) ? execute(stmt) : rc;
}

SQLRETURN stmt_exec_direct(struct stmt *stmt, struct str sql)
{
	SQLRETURN rc;

	if (stmt->result && stmt->result->has_rows)
		return diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	rc = begin_text(stmt, sql);
	if (SQL_SUCCEEDED(rc))
		rc = diag_worse(execute(stmt), rc);
	return rc;
}

SQLRETURN stmt_continue(struct stmt *stmt)
{
	SQLRETURN rc;

	if (stmt->change)
		return change_continue(stmt);
	stmt->phase = stmt->prepared ? STMT_PREPARED : STMT_ALLOCATED;
	rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	if (SQL_SUCCEEDED(rc))
		rc = execute(stmt);
	dae_free(stmt);
	return rc;
}

SQLRETURN stmt_more_results(struct stmt *stmt)
{
	struct result *r = stmt->result;
	SQLRETURN rc;

	if (!r)
		return SQL_NO_DATA;
	if (!reply_next_result(stmt))
		return SQL_ERROR;
	if (!r->next) {
		stmt_close(stmt);
		return SQL_NO_DATA;
	}
	stmt->result = r->next;
	result_free(r);
	r = stmt->result;
	if (!r->error || r->has_rows)
		return show_with_notices(stmt);
	rc = pgdiag_error(sdiag(stmt), stmt->dbc, stmt, r->error);
	pgdiag_notices(sdiag(stmt), stmt->dbc);
	r->error_told = true;
	stmt->phase = STMT_EXECUTED;
	stmt->row_count = -1;
	desc_set_count(stmt->ird, 0);
	return rc;
}

SQLRETURN stmt_row_count(struct stmt *stmt, SQLLEN *ret)
{
	if (stmt->phase == STMT_ALLOCATED || stmt->phase == STMT_PREPARED)
		return diag_error(sdiag(stmt), SS_HY010, "nothing is executed");
	if (ret)
		*ret = stmt->changed_rows >= 0 ? stmt->changed_rows
		       : stmt->result && stmt->result->has_rows && !stmt->result->live
			       ? (SQLLEN)stmt->result->taken
			       : stmt->row_count;
	return SQL_SUCCESS;
}

/* --- SQLCancel -------------------------------------------------------------------- */

void stmt_cancel_idle(struct stmt *stmt)
{
	if (stmt->phase != STMT_NEED_DATA)
		return;
	dae_free(stmt);
	stmt->phase = stmt->prepared ? STMT_PREPARED : STMT_ALLOCATED;
	change_forget(stmt);
}

/* --- the driver's own --------------------------------------------------------------- */

/* A catalog function replaces whatever text the statement had. */
static SQLRETURN begin_own(struct stmt *stmt, struct catalog_rows *rows)
{
	SQLRETURN rc;

	if (stmt->result && stmt->result->has_rows)
		rc = diag_error(sdiag(stmt), SS_24000, "a cursor is open");
	else
		rc = dbc_need_session(stmt->dbc, sdiag(stmt));
	if (SQL_SUCCEEDED(rc))
		rc = dbc_claim(stmt->dbc, stmt, sdiag(stmt));
	if (SQL_SUCCEEDED(rc))
		stmt_forget(stmt);
	else
		catalog_rows_free(rows);
	return rc;
}

SQLRETURN stmt_run_catalog(struct stmt *stmt, const char *sql, int n, const char *const *params,
			   struct catalog_rows *rows)
{
	struct pg_params p = { .n = n, .values = params };
	const char *before;
	struct pg_error e;
	SQLRETURN rc = begin_own(stmt, rows);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	stmt->catalog_map = rows;
	if (stmt->deadline == CLOCK_NEVER) /* what was asked first counts, too */
		stmt_set_deadline(stmt);
	pg_error_init(&e);
	before = dbc_before(stmt->dbc, false);
	if (!pg_send_params(stmt->dbc->pg, before, sql, &p, &e)) {
		rc = pgdiag_error(sdiag(stmt), stmt->dbc, NULL, &e);
	} else {
		reply_begin(stmt, before);
		if (!reply_read(stmt, stmt->dbc->settings->read_ahead))
			rc = SQL_ERROR;
	}
	pg_error_done(&e);
	stmt->deadline = CLOCK_NEVER;
	if (SQL_SUCCEEDED(rc))
		rc = first_result(stmt);
	else
		stmt_close(stmt);
	return rc;
}

static bool add_canned(struct stmt *stmt, struct result *r, const char *const *cells, size_t nrows)
{
	for (size_t row = 0; row < nrows; row++) {
		for (int i = 0; i < r->n_columns; i++) {
			const char *text = cells[row * (size_t)r->n_columns + (size_t)i];

			r->mapped[i] = (struct cell){ text, text ? (int32_t)strlen(text) : -1 };
		}
		if (!result_keep(stmt, r, r->mapped))
			return false;
		r->taken++;
	}
	return true;
}

SQLRETURN stmt_canned_result(struct stmt *stmt, struct catalog_rows *rows, const char *const *cells,
			     size_t nrows)
{
	SQLRETURN rc = begin_own(stmt, rows);
	struct result *r;

	if (!SQL_SUCCEEDED(rc))
		return rc;
	r = result_new();
	if (!r) {
		catalog_rows_free(rows);
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	r->map = rows;
	stmt->result = r;
	if (!result_describe(r, stmt->dbc, NULL) || !add_canned(stmt, r, cells, nrows)) {
		stmt_close(stmt);
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	return stmt_show_first(stmt);
}
