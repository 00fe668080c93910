/*
 * From the application's SQL to the server's: parameter markers become $1..$n,
 * ODBC escape sequences become native SQL, and the statements of the text are
 * described (kind, shape, what they may leave behind in the session).
 *
 * Pure functions on text: no session, no locale, no state.  A struct sql_text
 * owns its memory; every struct str in it is a slice of sql_text.text unless the
 * comment says otherwise.  It may be moved but not copied.  Reading one from
 * several threads is safe.
 *
 * ODBC: Appendix C "SQL Grammar" (escape sequences), "Using SQL_ATTR_NOSCAN".
 */
#ifndef SP_SQL_TRANSLATE_H
#define SP_SQL_TRANSLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "sql/functions.h"
#include "sql/statement.h"
#include "util/str.h"

enum sql_routine_kind { ROUTINE_UNKNOWN, ROUTINE_FUNCTION, ROUTINE_PROCEDURE };

/*
 * What the caller knows of the routine of a {call}.  Translate once without it,
 * look the routine of sql_text.call up (or take the directions of the bound
 * parameters), translate again with it.  Modes: 'i' in, 'o' out, 'b' both, 'd' left out for
 * its default, one an argument as written (the "?=" is not one); NULL or a short list: in.
 *
 * Without it (or ROUTINE_UNKNOWN) {?=call f} is a function and {call p} is a
 * procedure.
 */
struct sql_routine {
	enum sql_routine_kind kind;
	const char *modes;
	const char *const *names; /* to pass arguments by name where it is not NULL; may be NULL */
	size_t n_names;
};

struct sql_options {
	enum sql_server server;
	bool backslash; /* plain strings know them: standard_conforming_strings is off */
	bool noscan;    /* SQL_ATTR_NOSCAN: braces are left alone, markers are not */
	bool draft;     /* the routine will be looked up: a gap in a {call} may go without names */
	const struct sql_routine *routine;
};

/* A parameter as SQLNumParams counts them, in the order of the application's text. */
struct sql_param {
	size_t offset; /* byte of its marker in the application's text */
	size_t number; /* n of $n in the server's text; 0: nothing is sent for it */
	size_t arg;    /* position, from 1, in the argument list of a {call}; 0: elsewhere */
	bool result;   /* the "?=" of {?=call} */
};

enum sql_arg_kind { ARG_MARKER, ARG_LITERAL, ARG_DEFAULT, ARG_EXPRESSION };

struct sql_arg {
	enum sql_arg_kind kind;
	size_t param;    /* ARG_MARKER: number of the parameter, from 1 */
	struct str text; /* in the server's text; empty: left out there */
};

/* The {call} of the text (the last one if there are several); no name: there is none. */
struct sql_call {
	struct str name; /* as written, maybe qualified and quoted */
	bool function;   /* translated as a function, so that its result is a row */
	bool result;     /* has "?=" */
	struct sql_arg *args;
	size_t n_args;
};

struct sql_piece; /* which part of the application's text a part of the server's stands for */

struct sql_text {
	char *text; /* for the server, NUL-terminated */
	size_t length;
	struct sql_param *params;
	size_t n_params;
	size_t n_sent; /* highest n of $n */
	bool native;   /* parameters are written as $1 by the application, none as "?" */
	struct sql_call call;
	size_t n_calls;
	struct sql_statement *statements; /* the empty ones between two semicolons left out */
	size_t n_statements;
	struct sql_piece *pieces;
	size_t n_pieces;
	enum sql_server server;
	bool backslash;
};

enum sql_error_kind {
	SQLERR_NO_MEMORY,
	SQLERR_TOO_LONG,    /* the translation would be absurdly long */
	SQLERR_SYNTAX,      /* 42000 */
	SQLERR_DATETIME,    /* 22007: literal of {d} {t} {ts} */
	SQLERR_INTERVAL,    /* 22007 too: literal of {interval} */
	SQLERR_GUID,        /* 22018: literal of {guid} */
	SQLERR_UNSUPPORTED, /* HYC00: the server has nothing for it */
};

struct sql_error {
	enum sql_error_kind kind;
	size_t position; /* character of the application's text, from 1 */
	char text[160];
};

/*
 * On failure *ret is untouched and *ret_err says why.  The application's text
 * need not outlive the call.
 */
bool sql_translate(struct str sql, const struct sql_options *opts, struct sql_text *ret,
		   struct sql_error *ret_err) __attribute__((warn_unused_result));

/* Cuts `part`, a slice of the server's text, into tokens. */
static inline struct lexer sql_lexer_of(const struct sql_text *t, struct str part)
{
	return (struct lexer){ .rest = part,
			       .backslash = t->backslash,
			       .hash_names = t->server == SQL_FOR_REDSHIFT };
}

/* n of the $n that is a parameter of the text; 0: the token is none. */
size_t sql_number_of(const struct sql_text *t, const struct tok *tok);

/* Frees what the text owns and empties it.  A zeroed one is fine. */
void sql_text_done(struct sql_text *t);

/*
 * The character, from 1, in the application's text `sql` (the one that was
 * translated) for character `chars`, from 1, of the server's text from byte
 * `from` on (0, or where a statement sent alone begins).  0: no such place.
 */
size_t sql_position(const struct sql_text *t, struct str sql, size_t from, size_t chars);

#endif
