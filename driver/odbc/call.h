/*
 * The {call} of a statement: which routine it is, how its arguments go, where its
 * outputs come from.  Worked out when the statement is described or executed, and
 * again when the bindings or the routines have changed.  Belongs to its statement;
 * protected by the connection's lock.
 * ODBC: "Procedure Call Escape Sequence", "Procedure Parameters".
 */
#ifndef SP_ODBC_CALL_H
#define SP_ODBC_CALL_H

#include "odbc/stmt.h"
#include "sql/translate.h"

struct pg_error;

/* A parameter that is an argument, or the "?=". */
struct call_param {
	bool used;     /* false: it stands elsewhere in the text */
	char mode;     /* declared: 'i', 'o', 'b'; 'd': left out this time */
	int column;    /* of the row that brings it out, from 0; -1: it does not come out */
	unsigned type; /* server's; 0: not known */
	char *name;    /* as declared; NULL or "": none */
};

struct call {
	bool known;       /* the server has told what the routine is */
	bool nothing;     /* its row is nobody's: a function that returns void */
	size_t statement; /* which of the text's statements it is */
	size_t n_params;
	struct call_param *params; /* by number of the parameter, from 0 */
	unsigned age;              /* dbc->routines_age when it was worked out */
	uint64_t bindings;         /* what it depends on of them */
	bool fresh;                /* worked out for this execution */
	bool refused;              /* the server found no such routine */
};

/*
 * Makes stmt->call and the text true for the bindings; nothing to do for a text
 * without a call.  May ask the server (once a connection and name).
 */
SQLRETURN call_resolve(struct stmt *stmt);
void call_free(struct stmt *stmt);

/* Parameter i (from 0) as an argument; NULL: it is none, or there is no call. */
const struct call_param *call_param(const struct stmt *stmt, size_t i);

/* Whether an argument's value (set from 0) is SQL_DEFAULT_PARAM. */
bool call_left_out(const struct stmt *stmt, size_t i, size_t set);

/* Whether the row of the call's result is for parameters, or for nobody, and not for a cursor. */
bool call_takes_row(const struct stmt *stmt);

/* 07002 ... HY105: directions that the call does not have; HYC00 for streams. */
SQLRETURN call_check(struct stmt *stmt);

/* Tells of an error of the running execution; later: whether another try may find the routine. */
void call_failed(struct stmt *stmt, const struct pg_error *e);
bool call_try_again(struct stmt *stmt);

#endif
