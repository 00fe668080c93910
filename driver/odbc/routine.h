/*
 * The functions and procedures that a {call} may mean, and which of them fits.
 *
 * A connection remembers what the server said of a name (one query a name) until
 * something goes by that can make it untrue.  Choosing is a pure function.
 * Protected by the connection's lock.
 */
#ifndef SP_ODBC_ROUTINE_H
#define SP_ODBC_ROUTINE_H

#include "odbc/dbc.h"
#include "sql/translate.h"
#include "util/str.h"

#define ROUTINE_OID_VOID 2278u

struct routine_arg {
	char mode; /* 'i', 'o', 'b' (both), 'v' (variadic), 't' (column of a table) */
	unsigned type;
	char *name; /* "": none */
};

/* One overload. */
struct routine {
	enum sql_routine_kind kind;
	bool set;      /* returns any number of rows */
	unsigned oid;  /* its own */
	unsigned type; /* of its value */
	size_t defaults;
	struct routine_arg *args; /* as declared */
	size_t n_args;
};

/* All of a name. */
struct routines {
	struct routines *next;
	char *name; /* as a text writes it */
	struct routine *list;
	size_t n, cap;
};

/* Asks the server unless it is known; an empty list: it knows none, or cannot be asked. */
SQLRETURN routines_find(struct dbc *dbc, struct diag *to, struct str name,
			const struct routines **ret);
/* The next one asks again; what was found before is gone. */
void routines_forget(struct dbc *dbc);
/* After a text with these statements was sent, what is known may be wrong. */
void routines_note(struct dbc *dbc, const struct sql_text *t);

/* --- choosing ----------------------------------------------------------------------- */

/* An argument as the call has it. */
struct routine_use {
	const char *name; /* NULL: by its place */
	char bound;       /* 'i', 'o', 'b' as its marker is bound; 0: no marker */
	unsigned type;    /* that the binding implies; 0: none */
	bool left_out;    /* SQL_DEFAULT_PARAM, or nothing between two commas */
};

#define ROUTINE_NO_PLACE ((size_t)-1)

/*
 * The overload that n uses fit best, NULL: none.  result: the call has "?=".
 * ret_places: which declared argument each use is.  Both it and scratch have room
 * for n of them, and at least one.
 */
const struct routine *routine_choose(const struct routines *from, const struct routine_use *uses,
				     size_t n, bool result, size_t *scratch, size_t *ret_places);

/*
 * The column, from 0, of the routine's row that brings out a declared argument, or
 * the value that "?=" receives (ROUTINE_NO_PLACE); -1: none does.
 */
int routine_column(const struct routine *r, size_t place);
unsigned routine_type(const struct routine *r, size_t place);

#endif
