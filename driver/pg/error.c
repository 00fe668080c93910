#include "config.h"
#include "pg/internal.h"

#include <stdlib.h>

#include "util/ascii.h"
#include "util/mem.h"

void pg_error_init(struct pg_error *e)
{
	*e = (struct pg_error){ .fault = PG_OK };
}

void pg_error_done(struct pg_error *e)
{
	free(e->message);
	free(e->detail);
	free(e->hint);
	free(e->severity);
	pg_error_init(e);
}

/* libpq ends its messages with a newline. */
static char *trimmed(const char *s)
{
	return s ? mem_dup_str(ascii_trim(str_from(s))) : NULL;
}

void pg_error_text(struct pg_error *e, enum pg_fault fault, const char *text)
{
	pg_error_done(e);
	e->fault = fault;
	e->message = trimmed(text);
}

void pg_error_from_conn(struct pg_error *e, const struct pg *pg, enum pg_fault fault)
{
	pg_error_text(e, fault, PQerrorMessage(pg->conn));
}

static char *field(const PGresult *res, int code)
{
	return trimmed(PQresultErrorField(res, code));
}

void pg_error_from_result(struct pg_error *e, const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	const char *position = PQresultErrorField(res, PG_DIAG_STATEMENT_POSITION);
	int64_t at = 0;

	pg_error_done(e);
	e->fault = PG_FAULT_SERVER;
	if (state && strlen(state) == 5)
		memcpy(e->state, state, 6);
	e->message = field(res, PG_DIAG_MESSAGE_PRIMARY);
	if (!e->message)
		e->message = trimmed(PQresultErrorMessage(res));
	e->detail = field(res, PG_DIAG_MESSAGE_DETAIL);
	e->hint = field(res, PG_DIAG_MESSAGE_HINT);
	e->severity = field(res, PG_DIAG_SEVERITY_NONLOCALIZED); /* newer than Redshift */
	if (!e->severity)
		e->severity = field(res, PG_DIAG_SEVERITY);
	if (position && ascii_to_int64(str_from(position), &at) == ASCII_OK && at > 0 &&
	    at < INT32_MAX)
		e->position = (int)at;
}
