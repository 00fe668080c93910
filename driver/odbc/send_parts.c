/* A text of several statements with parameters: each part on its own, all in one trip. */
#include "config.h"
#include "odbc/send.h"

#include <stdlib.h>

#include "odbc/param_column.h"
#include "odbc/request.h"
#include "sql/parts.h"
#include "sql/translate.h"

/* The arguments of all parts; the arrays have one slot a parameter of a part. */
struct shares {
	struct pg_part *parts;
	unsigned *types;
	const char **values;
	int *lengths, *formats;
};

static void shares_done(struct shares *s)
{
	free(s->parts);
	free(s->types);
	free(s->values);
	free(s->lengths);
	free(s->formats);
}

/* Each part gets those of the set's parameters that stand in it. */
static bool share(const struct sql_parts *parts, const struct pg_params *p, struct shares *s)
{
	size_t slots = 1, at = 0;

	for (size_t i = 0; i < parts->n; i++)
		slots += parts->list[i].n_params;
	*s = (struct shares){ .parts = calloc(parts->n + 1, sizeof(*s->parts)),
			      .types = calloc(slots, sizeof(*s->types)),
			      .values = calloc(slots, sizeof(*s->values)),
			      .lengths = calloc(slots, sizeof(*s->lengths)),
			      .formats = calloc(slots, sizeof(*s->formats)) };
	if (!s->parts || !s->types || !s->values || !s->lengths || !s->formats)
		return false;
	for (size_t i = 0; i < parts->n; i++) {
		const struct sql_part *part = &parts->list[i];

		s->parts[i] = (struct pg_part){
			.sql = part->text,
			.params = { .n = (int)part->n_params,
				    .types = p->types ? s->types + at : NULL,
				    .values = s->values + at,
				    .lengths = s->lengths + at,
				    .formats = s->formats + at },
		};
		for (size_t k = 0; k < part->n_params; k++, at++) {
			size_t n = part->params[k] - 1;

			s->types[at] = p->types ? p->types[n] : 0;
			s->values[at] = p->values[n];
			s->lengths[at] = p->lengths[n];
			s->formats[at] = p->formats[n];
		}
	}
	return true;
}

static bool need_parts(struct stmt *stmt)
{
	struct sql_parts *parts;

	if (stmt->parts)
		return true;
	parts = calloc(1, sizeof(*parts));
	if (!parts || !sql_parts_make(stmt->text, parts)) {
		free(parts);
		return false;
	}
	stmt->parts = parts;
	return true;
}

void send_forget_parts(struct stmt *stmt)
{
	if (stmt->parts)
		sql_parts_done(stmt->parts);
	free(stmt->parts);
	stmt->parts = NULL;
}

static bool no_memory(struct pg_error *e)
{
	pg_error_done(e);
	e->fault = PG_FAULT_NO_MEMORY;
	return false;
}

bool send_parts(struct stmt *stmt, const char *before, const struct pg_params *p,
		struct pg_error *ret_err)
{
	struct shares s = { 0 };
	bool ok;

	if (need_parts(stmt) && share(stmt->parts, p, &s))
		ok = pg_send_parts(stmt->dbc->pg, before, s.parts, stmt->parts->n, ret_err);
	else
		ok = no_memory(ret_err);
	shares_done(&s);
	return ok;
}

/* The types of one part go to where the whole text has its parameters. */
static bool describe_part(struct stmt *stmt, const struct sql_part *part, unsigned *types,
			  struct pg_error *ret_err)
{
	struct dbc *dbc = stmt->dbc;
	const char *before = dbc_before(dbc, false);
	unsigned *own = NULL;
	bool ok;
	int n;

	ok = pg_prepare(dbc->pg, before, "", part->text, 0, NULL, stmt->deadline, &own, &n,
			ret_err);
	dbc_after_request(dbc, before, false);
	for (size_t i = 0; ok && i < part->n_params && i < (size_t)n; i++)
		types[part->params[i] - 1] = own[i];
	free(own);
	return ok;
}

bool send_describe_parts(struct stmt *stmt, struct pg_error *ret_err)
{
	unsigned *types = calloc(stmt->text->n_sent + 1, sizeof(*types));
	bool ok = true;

	if (!types || !need_parts(stmt)) {
		free(types);
		return no_memory(ret_err);
	}
	for (size_t i = 0; ok && i < stmt->parts->n; i++)
		if (stmt->parts->list[i].n_params)
			ok = describe_part(stmt, &stmt->parts->list[i], types, ret_err);
	if (!ok) {
		free(types);
		return false;
	}
	free(stmt->param_types);
	param_columns_forget(stmt);
	stmt->param_types = types;
	stmt->described = true;
	return true;
}
