/*
 * Cuts SQL text into tokens as PostgreSQL's own scanner does, plus what ODBC
 * adds: the marker "?", its escape "??" (the operator "?"), and { } of escape
 * sequences.  A token is a slice of the input; tokens joined give the input back,
 * whatever the bytes, so no input can be refused here.
 *
 * Owns nothing, allocates nothing, has no state outside struct lexer.
 */
#ifndef SP_SQL_LEXER_H
#define SP_SQL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "util/str.h"

enum tok_kind {
	TOK_END,
	TOK_SPACE,
	TOK_COMMENT,  /* "-- to the end of the line" or nested slash-star */
	TOK_STRING,   /* '', E'', U&'', B'', X'', N'', with the continued lines of E'' */
	TOK_DOLLAR,   /* $tag$ ... $tag$ */
	TOK_NAME,     /* "quoted" or U&"quoted" */
	TOK_WORD,     /* identifier or keyword; #name where the server has those */
	TOK_NUMBER,   /* 1, 1.5e-3, .5, 0x1F, 1_000 */
	TOK_MARKER,   /* ? */
	TOK_QUESTION, /* ??: the operator character "?" */
	TOK_NATIVE,   /* $1 */
	TOK_OPEN,     /* { */
	TOK_CLOSE,    /* } */
	TOK_CAST,     /* :: */
	TOK_PUNCT,    /* one of ( ) [ ] , ; . : */
	TOK_OPERATOR, /* a run of operator characters without "?" */
	TOK_OTHER     /* a byte that PostgreSQL would refuse */
};

struct tok {
	enum tok_kind kind;
	struct str text;
	bool unclosed; /* a string, name or comment that runs to the end of the input */
};

struct lexer {
	struct str rest;
	bool backslash;  /* plain '' strings know backslashes (standard_conforming_strings off) */
	bool hash_names; /* #name is an identifier (Redshift's temporary tables) */
};

/* Cuts the next token off l->rest; TOK_END, with empty text, at the end. */
struct tok lex_next(struct lexer *l);

/* The next token that is neither space nor comment. */
struct tok lex_solid(struct lexer *l);

/* As lex_solid(), without moving on. */
struct tok lex_peek(const struct lexer *l);

/* The unquoted word, whatever its case.  `word` is in lower case. */
bool tok_is(const struct tok *t, const char *word);

/* That punctuation mark. */
bool tok_punct(const struct tok *t, char c);

#endif
