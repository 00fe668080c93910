#include "config.h"
#include "odbc/call.h"

#include <stdlib.h>

#include "conv/types.h"
#include "odbc/arguments.h"
#include "odbc/exec.h"
#include "odbc/routine.h"
#include "odbc/send.h"
#include "pg/pg.h"
#include "sql/dirt.h"
#include "util/mem.h"

/* --- what the bindings say ------------------------------------------------------------- */

static const struct desc_rec *record(const struct desc *d, size_t i)
{
	return i + 1 <= (size_t)d->count ? &d->recs[i + 1] : NULL;
}

bool call_left_out(const struct stmt *stmt, size_t i, size_t set)
{
	struct argument_place at;
	SQLLEN n;

	if (!record(stmt->apd, i) || !record(stmt->ipd, i) ||
	    stmt->ipd->recs[i + 1].parameter_type == SQL_PARAM_OUTPUT)
		return false;
	argument_locate(stmt, (SQLUSMALLINT)(i + 1), set, &at);
	if (!at.length)
		return false;
	memcpy(&n, at.length, sizeof(n));
	return n == SQL_DEFAULT_PARAM;
}

static char direction(const struct desc_rec *r)
{
	switch (r->parameter_type) {
	case SQL_PARAM_OUTPUT: return 'o';
	case SQL_PARAM_INPUT_OUTPUT: return 'b';
	default: return 'i';
	}
}

static void use_marker(const struct stmt *stmt, size_t i, struct routine_use *use)
{
	const struct desc_rec *r = record(stmt->ipd, i);

	if (!r || !r->concise_type || r->described)
		return;
	use->bound = direction(r);
	use->type = type_param_oid(r->concise_type, stmt->dbc->types.flavour);
	use->left_out = call_left_out(stmt, i, 0);
	if (r->unnamed == SQL_NAMED && r->name && *r->name)
		use->name = r->name;
}

static void uses_of(const struct stmt *stmt, struct routine_use *uses)
{
	const struct sql_call *call = &stmt->text->call;

	for (size_t i = 0; i < call->n_args; i++) {
		const struct sql_arg *a = &call->args[i];

		uses[i] = (struct routine_use){ .left_out = a->kind == ARG_DEFAULT };
		if (a->kind == ARG_MARKER)
			use_marker(stmt, a->param - 1, &uses[i]);
	}
}

/* FNV-1a of all that a plan depends on. */
static uint64_t hash_uses(const struct routine_use *uses, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < n; i++) {
		const char *name = uses[i].name ? uses[i].name : "";

		for (; *name; name++)
			h = (h ^ (unsigned char)*name) * 1099511628211u;
		h = (h ^ (unsigned char)uses[i].bound) * 1099511628211u;
		h = (h ^ uses[i].type) * 1099511628211u;
		h = (h ^ (uses[i].left_out ? 2u : 1u)) * 1099511628211u;
	}
	return h;
}

/* --- the plan ---------------------------------------------------------------------------- */

/* The arguments while a plan is made. */
struct draft {
	struct routine_use *uses;
	size_t *places, *scratch;
	char *modes;
	const char **names;
	size_t n;
	const struct routine *routine; /* NULL: not known */
};

static void draft_done(struct draft *d)
{
	free(d->uses);
	free(d->places);
	free(d->scratch);
	free(d->modes);
	free(d->names);
}

static bool draft_init(struct draft *d, size_t n)
{
	*d = (struct draft){ .n = n };
	d->uses = calloc(n + 1, sizeof(*d->uses));
	d->places = calloc(n + 1, sizeof(*d->places));
	d->scratch = calloc(n + 1, sizeof(*d->scratch));
	d->modes = calloc(n + 1, 1);
	d->names = calloc(n + 1, sizeof(*d->names));
	return d->uses && d->places && d->scratch && d->modes && d->names;
}

/* After an argument that is left out or has a name, the others are passed by name too. */
static void modes_and_names(struct draft *d)
{
	bool by_name = false;

	for (size_t i = 0; i < d->n; i++) {
		const struct routine_use *u = &d->uses[i];
		const struct routine_arg *a = d->routine ? &d->routine->args[d->places[i]] : NULL;

		by_name = by_name || u->name || u->left_out;
		if (u->left_out)
			d->modes[i] = 'd';
		else if (a)
			d->modes[i] = a->mode == 'v' ? 'i' : a->mode;
		else
			d->modes[i] = u->bound ? u->bound : 'i';
		if (by_name && !u->left_out)
			d->names[i] = a && *a->name ? a->name : u->name;
	}
}

void call_free(struct stmt *stmt)
{
	struct call *call = stmt->call;

	if (!call)
		return;
	for (size_t i = 0; i < call->n_params; i++)
		free(call->params[i].name);
	free(call->params);
	free(call);
	stmt->call = NULL;
}

static struct call *new_call(const struct stmt *stmt)
{
	const struct sql_text *t = stmt->text;
	struct call *call = calloc(1, sizeof(*call));

	if (!call)
		return NULL;
	call->params = calloc(t->n_params + 1, sizeof(*call->params));
	if (!call->params) {
		free(call);
		return NULL;
	}
	call->n_params = t->n_params;
	for (size_t i = 0; i < t->n_params; i++)
		call->params[i].column = -1;
	for (size_t i = 0; i < t->n_statements; i++)
		if (t->call.name.p >= t->statements[i].text.p)
			call->statement = i;
	return call;
}

/* The "?=" and the arguments that are markers. */
static bool fill_params(struct call *call, const struct sql_text *t, const struct draft *d)
{
	const struct routine *r = d->routine;
	int column = 0;

	for (size_t i = 0; i < t->n_params; i++) {
		if (!t->params[i].result)
			continue;
		call->params[i] = (struct call_param){
			.used = true,
			.mode = 'o',
			.column = r ? routine_column(r, ROUTINE_NO_PLACE) : column++,
			.type = r ? routine_type(r, ROUTINE_NO_PLACE) : 0,
		};
	}
	for (size_t i = 0; i < d->n; i++) {
		struct call_param *p;
		bool out = d->modes[i] == 'o' || d->modes[i] == 'b';

		if (t->call.args[i].kind != ARG_MARKER)
			continue;
		p = &call->params[t->call.args[i].param - 1];
		*p = (struct call_param){ .used = true, .mode = d->modes[i], .column = -1 };
		if (r) {
			p->column = routine_column(r, d->places[i]);
			p->type = routine_type(r, d->places[i]);
			p->name = mem_strdup(r->args[d->places[i]].name);
			if (!p->name)
				return false;
		} else if (out) {
			p->column = column++;
		}
	}
	return true;
}

/* The text is written for the plan; what was prepared of another text is given up. */
static SQLRETURN rewrite(struct stmt *stmt, const struct draft *d)
{
	struct sql_routine routine = {
		.kind = d->routine ? d->routine->kind : ROUTINE_UNKNOWN,
		.modes = d->modes,
		.names = d->names,
		.n_names = d->n,
	};
	struct sql_text text;
	SQLRETURN rc = stmt_translate(stmt, str_from(stmt->sql), &routine, &text);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	if (strcmp(text.text, stmt->text->text) != 0) {
		send_unprepare(stmt);
		stmt->executions = 0;
	}
	send_forget_parts(stmt);
	sql_text_done(stmt->text);
	*stmt->text = text;
	stmt->dirt = sql_dirt(stmt->text);
	return rc;
}

static SQLRETURN make_plan(struct stmt *stmt, struct draft *d, uint64_t bindings)
{
	struct dbc *dbc = stmt->dbc;
	unsigned asked = dbc->routines_asked;
	const struct routines *known;
	struct call *call;
	SQLRETURN rc = routines_find(dbc, sdiag(stmt), stmt->text->call.name, &known);

	if (!SQL_SUCCEEDED(rc))
		return rc;
	d->routine = routine_choose(known, d->uses, d->n, stmt->text->call.result, d->scratch,
				    d->places);
	modes_and_names(d);
	rc = rewrite(stmt, d);
	if (!SQL_SUCCEEDED(rc))
		return rc;
	call = new_call(stmt);
	if (!call || !fill_params(call, stmt->text, d)) {
		stmt->call = call;
		call_free(stmt);
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	call->known = d->routine;
	call->nothing = d->routine && d->routine->kind == ROUTINE_FUNCTION && !d->routine->set &&
			d->routine->type == ROUTINE_OID_VOID;
	call->age = dbc->routines_age;
	call->bindings = bindings;
	call->fresh = dbc->routines_asked != asked;
	stmt->call = call;
	return rc;
}

SQLRETURN call_resolve(struct stmt *stmt)
{
	struct draft d;
	uint64_t bindings;
	SQLRETURN rc = SQL_SUCCESS;

	if (!stmt->text || stmt->text->n_calls != 1)
		return SQL_SUCCESS;
	if (!draft_init(&d, stmt->text->call.n_args)) {
		draft_done(&d);
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	uses_of(stmt, d.uses);
	bindings = hash_uses(d.uses, d.n);
	if (stmt->call && stmt->call->age == stmt->dbc->routines_age &&
	    stmt->call->bindings == bindings) {
		stmt->call->fresh = stmt->call->refused = false;
	} else {
		call_free(stmt);
		rc = make_plan(stmt, &d, bindings);
	}
	draft_done(&d);
	return rc;
}

/* --- asking it ----------------------------------------------------------------------------- */

const struct call_param *call_param(const struct stmt *stmt, size_t i)
{
	const struct call *call = stmt->call;

	return call && i < call->n_params && call->params[i].used ? &call->params[i] : NULL;
}

bool call_takes_row(const struct stmt *stmt)
{
	const struct call *call = stmt->call;

	if (!call || call->nothing)
		return call;
	for (size_t i = 0; i < call->n_params; i++) {
		const struct desc_rec *r = record(stmt->ipd, i);

		if (r && call->params[i].column >= 0 && direction(r) != 'i')
			return true;
	}
	return false;
}

static SQLRETURN check(struct stmt *stmt, size_t i)
{
	const struct call_param *p = call_param(stmt, i);
	SQLSMALLINT io = stmt->ipd->recs[i + 1].parameter_type;

	if (io == SQL_PARAM_INPUT)
		return SQL_SUCCESS;
	if (io != SQL_PARAM_OUTPUT && io != SQL_PARAM_INPUT_OUTPUT)
		return diag_error(sdiag(stmt), SS_HYC00,
				  "parameter %zu: outputs do not come as streams", i + 1);
	if (stmt->text->n_calls > 1)
		return diag_error(sdiag(stmt), SS_HYC00,
				  "parameter %zu is an output, and the text has several calls",
				  i + 1);
	if (!p)
		return diag_error(sdiag(stmt), SS_HY105,
				  "parameter %zu is an output, and not an argument of a {call}",
				  i + 1);
	if (io == SQL_PARAM_OUTPUT && stmt->call->known && p->mode == 'i')
		return diag_error(sdiag(stmt), SS_HY105,
				  "parameter %zu is bound as an output, and the argument is an "
				  "input only",
				  i + 1);
	return SQL_SUCCESS;
}

SQLRETURN call_check(struct stmt *stmt)
{
	SQLRETURN rc = SQL_SUCCESS;

	for (size_t i = 0; i < stmt->text->n_params && rc == SQL_SUCCESS; i++)
		rc = check(stmt, i);
	return rc;
}

/* --- when it has changed ------------------------------------------------------------------- */

void call_failed(struct stmt *stmt, const struct pg_error *e)
{
	struct call *call = stmt->call;

	if (call && !call->fresh && e->fault == PG_FAULT_SERVER &&
	    (strcmp(e->state, "42883") == 0 || strcmp(e->state, "42809") == 0))
		call->refused = true;
}

bool call_try_again(struct stmt *stmt)
{
	if (!stmt->call || !stmt->call->refused || stmt->dbc->dead ||
	    stmt->dbc->tran != stmt->tran_was)
		return false;
	routines_forget(stmt->dbc);
	return true;
}
