#include "config.h"
#include "sql/translate.h"

#include <stdint.h>
#include <stdlib.h>

#include "sql/writer.h"
#include "util/ascii.h"
#include "util/utf.h"

#define NESTING_LIMIT 64

/*
 * Each level reads what is inside of it again, and a template that uses an
 * argument twice doubles that.  Honest texts stay far below this.
 */
#define WORK_LIMIT(n) ((n)*4 * NESTING_LIMIT + (1u << 20))

/* The text up to the } that closes the { before l->rest; moves past it. */
static bool take_inner(struct lexer *l, struct part *ret)
{
	struct str start = l->rest;
	size_t depth = 1;
	struct tok t;

	for (;;) {
		t = lex_next(l);
		if (t.kind == TOK_END)
			return false;
		if (t.kind == TOK_OPEN)
			depth++;
		if (t.kind == TOK_CLOSE && !--depth)
			break;
	}
	ret->text = str_head(start, (size_t)(t.text.p - start.p));
	return true;
}

/*
 * {escape '\'} is what SQLGetInfo's SQL_SEARCH_PATTERN_ESCAPE leads a program to
 * write.  Where plain strings know backslashes the lexer would not see its end.
 * Moves past it.
 */
static bool take_backslash_escape(struct writer *w, struct lexer *l, const char *open)
{
	struct lexer ahead = *l;
	struct tok t = lex_solid(&ahead);
	struct str s;

	if (!l->backslash || !tok_is(&t, "escape"))
		return false;
	while (ahead.rest.n && ascii_is_space(*ahead.rest.p))
		ahead.rest = str_tail(ahead.rest, 1);
	s = ahead.rest;
	if (s.n < 3 || memcmp(s.p, "'\\'", 3) != 0)
		return false;
	ahead.rest = str_tail(s, 3);
	t = lex_solid(&ahead);
	if (t.kind != TOK_CLOSE)
		return false;
	writer_make(w, STR("ESCAPE '\\\\'"), open);
	*l = ahead;
	return true;
}

/* l stands behind the {. */
static void translate_escape(struct writer *w, struct lexer *l, size_t *markers, const char *open)
{
	struct part inner = { .markers = *markers };

	if (take_backslash_escape(w, l, open))
		return;
	if (!take_inner(l, &inner)) {
		writer_fail(w, SQLERR_SYNTAX, open, "the escape sequence is not closed with }");
		return;
	}
	if (++w->depth > NESTING_LIMIT) {
		writer_fail(w, SQLERR_SYNTAX, open, "escape sequences are nested too deeply");
		return;
	}
	w->work += inner.text.n;
	if (w->work > WORK_LIMIT(w->sql.n)) {
		writer_fail(w, SQLERR_TOO_LONG, open,
			    "the translation of the statement is too long");
		return;
	}
	escape_translate(w, inner, open);
	w->depth--;
	*markers += part_markers(w, inner.text);
}

void translate_part(struct writer *w, struct part p)
{
	struct lexer l = writer_lexer(w, p.text);
	size_t markers = p.markers;

	while (writer_ok(w)) {
		struct tok t = lex_next(&l);

		if (t.kind == TOK_END)
			return;
		if (t.kind == TOK_MARKER)
			writer_marker(w, t.text.p, markers++);
		else if (t.kind == TOK_QUESTION)
			writer_question(w, t.text);
		else if (t.kind == TOK_OPEN && !w->opts->noscan)
			translate_escape(w, &l, &markers, t.text.p);
		else if (t.kind == TOK_CLOSE && !w->opts->noscan)
			writer_fail(w, SQLERR_SYNTAX, t.text.p, "there is a } without a {");
		else
			writer_copy(w, t.text);
		if (t.kind == TOK_NATIVE)
			writer_native(w, t.text);
	}
}

/* Describes each statement of the server's text. */
size_t sql_number_of(const struct sql_text *t, const struct tok *tok)
{
	uint64_t n;

	if (tok->kind != TOK_NATIVE || ascii_to_uint64(str_tail(tok->text, 1), &n) != ASCII_OK ||
	    !n || n > t->n_sent)
		return 0;
	return (size_t)n;
}

static bool describe(struct sql_text *t)
{
	struct lexer l = sql_lexer_of(t, (struct str){ t->text, t->length });
	struct sql_statement st;
	size_t cap = 0;

	while (sql_statement_next(&l, &st)) {
		if (t->n_statements == cap) {
			struct sql_statement *more;

			cap = cap ? cap * 2 : 1;
			more = realloc(t->statements, cap * sizeof(*more));
			if (!more)
				return false;
			t->statements = more;
		}
		t->statements[t->n_statements++] = st;
	}
	return true;
}

/* The $n of PREPARE and of a function's body are not parameters of the text. */
static size_t native_params(const struct sql_text *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_statements; i++) {
		const struct sql_statement *st = &t->statements[i];

		if (st->kind != KIND_PREPARE && st->kind != KIND_CREATE && st->n_native > n)
			n = st->n_native;
	}
	return n;
}

/* The application wrote $n itself: parameter n is the first $n. */
static bool take_native(struct sql_text *t, struct str sql)
{
	struct lexer l = sql_lexer_of(t, sql);
	size_t n = native_params(t);
	struct tok tok;

	if (!n)
		return true;
	t->params = calloc(n, sizeof(*t->params));
	if (!t->params)
		return false;
	t->native = true;
	t->n_params = t->n_sent = n;
	while ((tok = lex_next(&l)).kind != TOK_END) {
		uint64_t number;

		if (tok.kind != TOK_NATIVE ||
		    ascii_to_uint64(str_tail(tok.text, 1), &number) != ASCII_OK || !number ||
		    number > n || t->params[number - 1].number)
			continue;
		t->params[number - 1] = (struct sql_param){ .offset = (size_t)(tok.text.p - sql.p),
							    .number = (size_t)number };
	}
	return true;
}

static struct str slice(const struct sql_text *t, struct span s)
{
	return (struct str){ t->text + s.from, s.n };
}

/* Moves everything from the writer to t; false: out of memory. */
static bool finish(struct writer *w, struct sql_text *t)
{
	t->length = w->out.n;
	t->text = buf_take(&w->out);
	if (!t->text)
		return false;
	t->params = w->params;
	t->n_params = w->n_params;
	t->n_sent = w->n_params - w->unsent;
	t->pieces = w->pieces;
	t->n_pieces = w->n_pieces;
	t->call = w->call;
	w->params = NULL;
	w->pieces = NULL;
	w->call.args = NULL;
	t->n_calls = w->n_calls;
	if (w->n_calls)
		t->call.name = slice(t, w->call_name);
	for (size_t i = 0; i < t->call.n_args; i++)
		t->call.args[i].text = slice(t, w->call_args[i]);
	return describe(t) && (t->n_params || take_native(t, w->sql));
}

bool sql_translate(struct str sql, const struct sql_options *opts, struct sql_text *ret,
		   struct sql_error *ret_err)
{
	struct sql_text t = { .server = opts->server, .backslash = opts->backslash };
	struct writer w;

	writer_init(&w, sql, opts);
	if (sql.n && memchr(sql.p, '\0', sql.n))
		writer_fail(&w, SQLERR_SYNTAX, memchr(sql.p, '\0', sql.n),
			    "the statement has a zero byte in it");
	translate_part(&w, (struct part){ sql, 0 });
	if (writer_ok(&w) && w.n_markers && w.native_max)
		writer_fail(&w, SQLERR_SYNTAX, sql.p + w.native_at,
			    "a statement has its parameters either as ? or as $1");
	if (writer_ok(&w) && !finish(&w, &t))
		writer_fail(&w, SQLERR_NO_MEMORY, sql.p, "out of memory");
	if (writer_ok(&w)) {
		*ret = t;
	} else {
		*ret_err = w.error;
		sql_text_done(&t);
	}
	writer_done(&w);
	return writer_ok(&w);
}

void sql_text_done(struct sql_text *t)
{
	free(t->text);
	free(t->params);
	free(t->call.args);
	free(t->statements);
	free(t->pieces);
	*t = (struct sql_text){ 0 };
}

size_t sql_position(const struct sql_text *t, struct str sql, size_t from, size_t chars)
{
	struct str rest;
	size_t at, low = 0, high = t->n_pieces, place;
	const struct sql_piece *p;

	if (!chars || !t->n_pieces || from > t->length)
		return 0;
	rest = str_tail((struct str){ t->text, t->length }, from);
	while (--chars && rest.n)
		utf8_next(&rest);
	if (chars)
		return 0;
	at = t->length - rest.n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (t->pieces[middle].to <= at)
			low = middle;
		else
			high = middle;
	}
	p = &t->pieces[low];
	place = p->from;
	if (at > p->to && p->length)
		place += at - p->to < p->length ? at - p->to : p->length;
	return utf8_chars(str_head(sql, place)) + 1;
}
