#include "config.h"
#include "odbc/send.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/connect.h"
#include "odbc/ird.h"
#include "odbc/multi.h"
#include "odbc/param_column.h"
#include "odbc/reply.h"
#include "odbc/request.h"
#include "odbc/target.h"
#include "sql/translate.h"
#include "util/mem.h"

static bool no_block(const struct stmt *stmt)
{
	const struct sql_text *t = stmt->text;

	for (size_t i = 0; i < t->n_statements; i++)
		if (t->statements[i].flags & SQL_NO_BLOCK)
			return true;
	/* BEGIN of the application's own must not find a transaction open. */
	return t->n_statements && t->statements[0].kind == KIND_BEGIN;
}

static bool no_memory(struct pg_error *e)
{
	pg_error_done(e);
	e->fault = PG_FAULT_NO_MEMORY;
	return false;
}

bool send_may_name(const struct stmt *stmt)
{
	/* A name is the session's, and the next execution may have another one. */
	return stmt->dbc->settings->prepare != SET_PREPARE_UNNAMED && !dbc_lends_out(stmt->dbc) &&
	       pg_names_last(stmt->dbc->pg);
}

static bool new_name(struct stmt *stmt)
{
	char name[32];

	send_unprepare(stmt);
	pg_new_name(stmt->dbc->pg, name, sizeof(name));
	stmt->server_name = mem_strdup(name);
	return stmt->server_name;
}

void send_unprepare(struct stmt *stmt)
{
	if (stmt->server_name && stmt->dbc->pg && !stmt->dbc->dead)
		pg_drop_name(stmt->dbc->pg, stmt->server_name);
	free(stmt->server_name);
	stmt->server_name = NULL;
	free(stmt->param_types);
	stmt->param_types = NULL;
	param_columns_forget(stmt);
	multi_forget(stmt);
	stmt->described = false;
}

bool send_prepare(struct stmt *stmt, const unsigned *types, struct pg_error *ret_err)
{
	struct dbc *dbc = stmt->dbc;
	const char *before = dbc_before(dbc, no_block(stmt));
	int n;
	bool ok;

	send_unprepare(stmt);
	if (send_may_name(stmt) && !new_name(stmt))
		return no_memory(ret_err);
	ok = pg_prepare(dbc->pg, before, stmt->server_name ? stmt->server_name : "",
			target_text(stmt), types ? (int)stmt->text->n_sent : 0, types,
			stmt->deadline, &stmt->param_types, &n, ret_err);
	dbc_after_request(dbc, before, false);
	if (!ok) {
		free(stmt->server_name);
		stmt->server_name = NULL;
		return false;
	}
	stmt->described = true;
	return ird_from_server(stmt) || no_memory(ret_err);
}

bool send_described(struct stmt *stmt, struct pg_error *ret_err)
{
	if (send_prepare(stmt, NULL, ret_err))
		return true;
	if (!target_refused(stmt, ret_err))
		return false;
	pg_error_done(ret_err);
	pg_error_init(ret_err);
	return send_prepare(stmt, NULL, ret_err);
}

/* Worth a name on the server: prepared by the application and run before. */
static bool worth_preparing(const struct stmt *stmt)
{
	const struct settings *s = stmt->dbc->settings;

	if (!stmt->prepared || stmt->text->n_statements != 1 || !send_may_name(stmt))
		return false;
	return s->prepare == SET_PREPARE_NAMED ||
	       stmt->executions + 1 >= (unsigned)s->prepare_threshold;
}

bool send_one(struct stmt *stmt, const struct pg_params *p, struct pg_error *ret_err)
{
	struct pg *pg = stmt->dbc->pg;
	const char *before = dbc_before(stmt->dbc, no_block(stmt));
	struct pg_params params = p ? *p : (struct pg_params){ 0 };
	bool ok;

	stmt->naming = stmt->by_parts = false;
	stmt->tran_was = stmt->dbc->tran;
	if (stmt->untyped)
		params.types = NULL;
	if (stmt->server_name)
		ok = pg_send_execute(pg, before, stmt->server_name, &params, ret_err);
	else if (!p)
		ok = pg_send_text(pg, before, target_text(stmt), ret_err);
	else if ((stmt->by_parts = stmt->text->n_statements > 1))
		ok = send_parts(stmt, before, &params, ret_err);
	else if (!worth_preparing(stmt))
		ok = pg_send_params(pg, before, target_text(stmt), &params, ret_err);
	else if ((stmt->naming = new_name(stmt)))
		ok = pg_send_prepare_execute(pg, before, stmt->server_name, target_text(stmt),
					     &params, ret_err);
	else
		ok = no_memory(ret_err);
	if (ok)
		reply_begin(stmt, before);
	return ok;
}

static bool state_is(const struct pg_error *e, const char *state)
{
	return strcmp(e->state, state) == 0;
}

/* Where the error has ended a transaction, what was done in it before is lost. */
static bool may_go_again(const struct stmt *stmt, const struct pg_error *e)
{
	const struct dbc *dbc = stmt->dbc;

	return e->fault == PG_FAULT_SERVER && !dbc->dead && dbc->tran == stmt->tran_was &&
	       dbc->tran != TRAN_FAILED;
}

/* DISCARD or DEALLOCATE by the application, or a table that changed under a plan. */
static bool is_stale(const struct pg_error *e)
{
	return state_is(e, "26000") ||
	       (state_is(e, "0A000") && e->message && strstr(e->message, "cached plan"));
}

bool send_is_stale(struct stmt *stmt, const struct pg_error *e)
{
	if (!may_go_again(stmt, e) || !is_stale(e))
		return false;
	if (state_is(e, "26000"))
		pg_name_missed(stmt->dbc->pg);
	return true;
}

bool send_again(struct stmt *stmt, const struct pg_error *e)
{
	struct dbc *dbc = stmt->dbc;
	bool stale, refused;

	if (!may_go_again(stmt, e))
		return false;
	stale = stmt->server_name && is_stale(e);
	/* A bound type that the server finds no operator or cast for may be inferred. */
	refused = !stmt->untyped && stmt->text->n_sent &&
		  (state_is(e, "42883") || state_is(e, "42804") || state_is(e, "42846"));
	if (!stale && !refused)
		return false;
	if (refused)
		stmt->untyped = true;
	if (stale) { /* the server has forgotten it */
		if (state_is(e, "26000"))
			pg_name_missed(dbc->pg);
		free(stmt->server_name);
		stmt->server_name = NULL;
	}
	send_unprepare(stmt);
	return true;
}
