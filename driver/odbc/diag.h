/*
 * Diagnostics of a handle: what SQLGetDiagRec and SQLGetDiagField return.
 *
 * Posting never fails: when memory runs out, a record of HY001 that needs none
 * takes the place of the text.  Owned by its handle and protected by that
 * handle's lock.  ODBC: "Diagnostic Records and Fields".
 */
#ifndef SP_ODBC_DIAG_H
#define SP_ODBC_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include <sql.h>
#include <sqlext.h>

#include "util/str.h"

enum sqlstate {
#define S(state, v2, text) SS_##state,
#include "odbc/sqlstate.def"
#undef S
	SS_COUNT
};

struct pg_error;

struct diag_rec {
	char state[6]; /* ODBC 3 spelling; a server's own state may stand here */
	SQLINTEGER native;
	SQLLEN row;        /* SQL_NO_ROW_NUMBER, SQL_ROW_NUMBER_UNKNOWN or 1.. */
	SQLINTEGER column; /* SQL_NO_COLUMN_NUMBER, SQL_COLUMN_NUMBER_UNKNOWN or 0.. */
	bool from_server;  /* the message starts with the server's name, not the driver's */
	char *text;        /* without the [vendor][component] prefix; NULL: the state's own text */
};

struct diag {
	struct diag_rec *recs;
	size_t n;
	bool out_of_memory; /* a record was lost: HY001 stands for it */
	SQLLEN at_row;      /* given to records posted from now on; see diag_at() */
	SQLINTEGER at_column;
	SQLRETURN rc;                 /* SQL_DIAG_RETURNCODE, set when an entry point leaves */
	SQLLEN row_count;             /* SQL_DIAG_ROW_COUNT */
	SQLLEN cursor_rows;           /* SQL_DIAG_CURSOR_ROW_COUNT */
	const char *dynamic_function; /* SQL_DIAG_DYNAMIC_FUNCTION: static text, "" if none */
	SQLINTEGER dynamic_code;
};

/* Start and end of life, and the emptying that every entry point does first. */
void diag_init(struct diag *d);
void diag_clear(struct diag *d);
void diag_done(struct diag *d);

/* Post one record and return what the caller should return: SQL_ERROR or SUCCESS_WITH_INFO. */
SQLRETURN diag_error(struct diag *d, enum sqlstate state, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
SQLRETURN diag_info(struct diag *d, enum sqlstate state, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* A record with a state that is not in the table (a server's own), as error or as information. */
SQLRETURN diag_post(struct diag *d, const char *state, SQLINTEGER native, bool from_server,
		    struct str text);

/* Row and column of the records posted from now on, until diag_at(d, SQL_NO_ROW_NUMBER, ..). */
void diag_at(struct diag *d, SQLLEN row, SQLINTEGER column);

/* Puts the records into the order of ODBC's rank (errors first); done once, on leaving. */
void diag_rank(struct diag *d);

bool diag_has(const struct diag *d, enum sqlstate state);

/* Hands the records of one handle from the first-th on (from 0) to another one. */
void diag_move(struct diag *to, struct diag *from, size_t first);
/* SQLError takes each record away as it returns it. */
void diag_drop_first(struct diag *d);

/* The spelling of a state for an application of this ODBC version ("HY000" -> "S1000"). */
const char *sqlstate_code(enum sqlstate state, SQLINTEGER odbc_version);
const char *sqlstate_for_version(const char *state, SQLINTEGER odbc_version);
const char *sqlstate_text(enum sqlstate state);
const char *sqlstate_text_of(const char *state); /* "" for one that is not in the table */
/* Whether the subclass is ODBC's own and not that of ISO 9075. */
bool sqlstate_is_odbc(const char *state);

/* The better of two return codes: an error wins, then information, then success. */
SQLRETURN diag_worse(SQLRETURN a, SQLRETURN b);

#endif
