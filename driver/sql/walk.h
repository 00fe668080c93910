/*
 * Walks over the tokens of a statement that matter (no space, no comment) and
 * knows how deep in parentheses each stands.  Inside driver/sql only.
 */
#ifndef SP_SQL_WALK_H
#define SP_SQL_WALK_H

#include "sql/lexer.h"

struct walk {
	struct lexer l;
	struct tok t;    /* the current token; TOK_END at the end */
	struct tok last; /* the one before */
	size_t depth;    /* of the current token; a parenthesis counts as outside itself */
	size_t inner;    /* depth of the next token */
};

static inline void walk_next(struct walk *w)
{
	w->last = w->t;
	w->t = lex_solid(&w->l);
	if ((tok_punct(&w->t, ')') || tok_punct(&w->t, ']')) && w->inner)
		w->inner--;
	w->depth = w->inner;
	if (tok_punct(&w->t, '(') || tok_punct(&w->t, '['))
		w->inner++;
}

static inline void walk_init(struct walk *w, struct lexer l)
{
	*w = (struct walk){ .l = l, .t = { .kind = TOK_END } };
	walk_next(w);
}

static inline bool walk_end(const struct walk *w)
{
	return w->t.kind == TOK_END;
}

/* A keyword outside parentheses: neither a column after "." nor a label after AS. */
static inline bool walk_keyword(const struct walk *w, const char *word)
{
	return !w->depth && tok_is(&w->t, word) && !tok_punct(&w->last, '.') &&
	       !tok_is(&w->last, "as");
}

/* Moves past the word if it is the current token. */
static inline bool walk_take(struct walk *w, const char *word)
{
	if (!tok_is(&w->t, word))
		return false;
	walk_next(w);
	return true;
}

/* Moves past a matching ")" when the current token is "(". */
static inline bool walk_parens(struct walk *w)
{
	size_t depth = w->depth;

	if (!tok_punct(&w->t, '('))
		return false;
	do
		walk_next(w);
	while (!walk_end(w) && !(w->depth == depth && tok_punct(&w->t, ')')));
	walk_next(w);
	return true;
}

/* The slice from the start of one token to the end of another. */
static inline struct str walk_slice(const struct tok *from, const struct tok *to)
{
	return (struct str){ from->text.p, (size_t)(to->text.p + to->text.n - from->text.p) };
}

static inline bool walk_at_name(const struct walk *w)
{
	return w->t.kind == TOK_WORD || w->t.kind == TOK_NAME;
}

/* Takes a name, maybe qualified, and moves past it; an empty slice if there is none. */
static inline struct str walk_name(struct walk *w)
{
	struct tok first = w->t;

	if (!walk_at_name(w))
		return (struct str){ NULL, 0 };
	walk_next(w);
	while (tok_punct(&w->t, '.')) {
		struct lexer after = w->l;
		struct tok part = lex_solid(&after);

		if (part.kind != TOK_WORD && part.kind != TOK_NAME)
			break;
		walk_next(w);
		walk_next(w);
	}
	return walk_slice(&first, &w->last);
}

/* A name in the session's temporary schema, or Redshift's #name. */
static inline bool walk_at_temp_name(const struct walk *w)
{
	struct tok t = { .kind = TOK_WORD, .text = w->t.text };

	if (!walk_at_name(w))
		return false;
	if (w->t.kind == TOK_NAME && *t.text.p == '"')
		t.text = str_tail(t.text, 1);
	if (*t.text.p == '#')
		return true;
	t.text = str_head(t.text, sizeof("pg_temp") - 1);
	return tok_is(&t, "pg_temp");
}

#endif
