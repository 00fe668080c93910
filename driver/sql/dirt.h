/*
 * What a text may leave behind in its session, so that a pool sends only the
 * clean-up that is needed.  Errs on the side of dirty.
 *
 * Not visible in a text, and so not seen: what views, row-level policies, operators
 * and casts of a query that only reads do inside the server.
 */
#ifndef SP_SQL_DIRT_H
#define SP_SQL_DIRT_H

#include "sql/translate.h"

enum sql_dirt_bit {
	DIRT_SET = 1 << 0,       /* SET, set_config(..., false): RESET ALL cleans */
	DIRT_SET_LOCAL = 1 << 1, /* ends with the transaction */
	DIRT_RESET = 1 << 2,     /* RESET, SET ... TO DEFAULT: the driver's own settings are gone */
	DIRT_ROLE = 1 << 3,      /* SET ROLE, SET SESSION AUTHORIZATION */
	DIRT_TEMP = 1 << 4,      /* temporary objects */
	DIRT_LISTEN = 1 << 5,    /* LISTEN */
	DIRT_ADVISORY = 1 << 6,  /* advisory locks of the session */
	DIRT_PREPARE = 1 << 7,   /* PREPARE, DEALLOCATE */
	DIRT_HOLD = 1 << 8,      /* DECLARE ... WITH HOLD */
	DIRT_USE = 1 << 9,       /* USE (Redshift) */
	DIRT_LOAD = 1 << 10,     /* LOAD, setseed(), ...: only a new session is clean */
	DIRT_TRANSACTION = 1 << 11, /* BEGIN, COMMIT, ... in the text */
	DIRT_DISCARD = 1 << 12,     /* DISCARD: what the driver prepared is gone too */
	DIRT_COPY = 1 << 13,        /* COPY */
	DIRT_SEQUENCE = 1 << 14,    /* nextval, currval, lastval, setval */
	DIRT_FUNCTION = 1 << 15,    /* calls a function that is not known to be harmless */
	DIRT_UNKNOWN = 1 << 16,     /* DO, CALL, EXECUTE, an unknown statement: anything may be */
	DIRT_TRIGGER = 1 << 17,     /* changes data or objects: triggers and defaults may run */
};

/* Bits of enum sql_dirt_bit over all statements of the text. */
unsigned sql_dirt(const struct sql_text *t);

/* Whether a call of that function (lower case, without schema) leaves nothing behind. */
bool sql_function_is_harmless(struct str name);

/* All of them, sorted, for their test. */
const char *const *sql_harmless_table(size_t *ret_n);

#endif
