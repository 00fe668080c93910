#include "config.h"
#include "sql/writer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/ascii.h"
#include "util/utf.h"

/*
 * Templates that use an argument twice may double the text at each level of
 * nesting, so the translation has an end well before memory has.
 */
#define ROOM (16u << 20)

void writer_init(struct writer *w, struct str sql, const struct sql_options *opts)
{
	*w = (struct writer){ .sql = sql, .opts = opts, .copied_to = SIZE_MAX };
	buf_init(&w->out, sql.n * 2 + ROOM);
}

void writer_done(struct writer *w)
{
	buf_done(&w->out);
	free(w->pieces);
	free(w->params);
	free(w->call.args);
	free(w->call_args);
}

static size_t offset_of(const struct writer *w, const char *at)
{
	return at ? (size_t)(at - w->sql.p) : 0;
}

void writer_fail(struct writer *w, enum sql_error_kind kind, const char *at, const char *fmt, ...)
{
	struct sql_error *e = &w->error;
	struct str text;
	va_list ap;

	if (w->failed)
		return;
	w->failed = true;
	e->kind = kind;
	e->position = utf8_chars(str_head(w->sql, offset_of(w, at))) + 1;
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	text = str_from(e->text);
	e->text[utf8_cut(text, sizeof(e->text) - 4)] = '\0';
}

static void fail_memory(struct writer *w)
{
	writer_fail(w, SQLERR_NO_MEMORY, w->sql.p, "out of memory");
}

/* Room for one more of `size` bytes each; false: out of memory. */
static bool grow(void **list, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 8;
	void *p;

	if (n < *cap)
		return true;
	while (more <= n)
		more *= 2;
	p = realloc(*list, more * size);
	if (!p)
		return false;
	*list = p;
	*cap = more;
	return true;
}

static void add(struct writer *w, struct str s)
{
	if (w->failed)
		return;
	if (s.n >= w->out.limit - w->out.n) {
		writer_fail(w, SQLERR_TOO_LONG, w->sql.p,
			    "the translation of the statement is too long");
		return;
	}
	buf_add(&w->out, s);
	if (w->out.failed)
		fail_memory(w);
}

static void add_piece(struct writer *w, size_t from, size_t length)
{
	struct sql_piece *last = w->n_pieces ? &w->pieces[w->n_pieces - 1] : NULL;

	if (last && last->length && length && last->from + last->length == from &&
	    last->to + last->length == w->out.n) {
		last->length += length;
		return;
	}
	if (!grow((void **)&w->pieces, w->n_pieces, &w->cap_pieces, sizeof(*w->pieces))) {
		fail_memory(w);
		return;
	}
	w->pieces[w->n_pieces++] = (struct sql_piece){ w->out.n, from, length };
}

/* Characters that join with their neighbours into one token. */
static int joins(char c)
{
	if (ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80 ||
	    (c && strchr("_$'\"", c)))
		return 1;
	return c && strchr("~!@#^&|`?+-*/%<>=", c) ? 2 : 0;
}

/* What was apart in the application's text must not become one token. */
static void keep_apart(struct writer *w, struct str next)
{
	int class;

	if (!w->out.n || !next.n)
		return;
	class = joins(*next.p);
	if (class && class == joins(w->out.p[w->out.n - 1]))
		add(w, STR(" "));
}

void writer_copy(struct writer *w, struct str text)
{
	size_t from = offset_of(w, text.p);

	if (w->failed || !text.n)
		return;
	if (from != w->copied_to)
		keep_apart(w, text);
	add_piece(w, from, text.n);
	add(w, text);
	w->copied_to = from + text.n;
}

void writer_make(struct writer *w, struct str text, const char *at)
{
	if (w->failed || !text.n)
		return;
	keep_apart(w, text);
	add_piece(w, offset_of(w, at), 0);
	add(w, text);
	w->copied_to = SIZE_MAX;
}

void writer_question(struct writer *w, struct str marks)
{
	if (w->failed)
		return;
	add_piece(w, offset_of(w, marks.p), 0);
	add(w, STR("?"));
	w->copied_to = offset_of(w, marks.p) + marks.n;
}

/* Makes the parameter exist; NULL: out of memory. */
static struct sql_param *param_at(struct writer *w, size_t index)
{
	if (w->failed)
		return NULL;
	if (!grow((void **)&w->params, index, &w->cap_params, sizeof(*w->params))) {
		fail_memory(w);
		return NULL;
	}
	while (w->n_params <= index)
		w->params[w->n_params++] = (struct sql_param){ 0 };
	return &w->params[index];
}

void writer_marker(struct writer *w, const char *at, size_t index)
{
	struct sql_param *p = param_at(w, index);
	char text[24];

	if (!p)
		return;
	w->n_markers++;
	*p = (struct sql_param){ .offset = offset_of(w, at),
				 .number = index + 1 - w->unsent,
				 .arg = w->arg };
	snprintf(text, sizeof(text), "$%zu", p->number);
	writer_make(w, str_from(text), at);
}

void writer_unsent(struct writer *w, const char *at, size_t index, bool result)
{
	struct sql_param *p = param_at(w, index);

	if (!p)
		return;
	w->n_markers++;
	*p = (struct sql_param){ .offset = offset_of(w, at), .arg = w->arg, .result = result };
	w->unsent++;
}

void writer_native(struct writer *w, struct str token)
{
	uint64_t n;

	w->native_at = offset_of(w, token.p);
	if (ascii_to_uint64(str_tail(token, 1), &n) != ASCII_OK || n < 1 || n > 65535) {
		writer_fail(w, SQLERR_SYNTAX, token.p, "there is no parameter %.*s",
			    (int)(token.n < 40 ? token.n : 40), token.p);
		return;
	}
	if (n > w->native_max)
		w->native_max = (size_t)n;
}

struct lexer writer_lexer(const struct writer *w, struct str text)
{
	return (struct lexer){ .rest = text,
			       .backslash = w->opts->backslash,
			       .hash_names = w->opts->server == SQL_FOR_REDSHIFT };
}

size_t part_markers(const struct writer *w, struct str text)
{
	struct lexer l = writer_lexer(w, text);
	size_t n = 0;
	struct tok t;

	while ((t = lex_next(&l)).kind != TOK_END)
		n += t.kind == TOK_MARKER;
	return n;
}

struct part part_after(const struct writer *w, struct part p, struct tok *ret)
{
	struct lexer l = writer_lexer(w, p.text);
	struct tok t = lex_solid(&l);

	*ret = t;
	return (struct part){ l.rest, p.markers + (t.kind == TOK_MARKER) };
}

/* Whether the token opens (1) or closes (-1) something. */
static int nesting(const struct tok *t)
{
	if (t->kind == TOK_OPEN || tok_punct(t, '(') || tok_punct(t, '['))
		return 1;
	if (t->kind == TOK_CLOSE || tok_punct(t, ')') || tok_punct(t, ']'))
		return -1;
	return 0;
}

size_t part_split(const struct writer *w, struct part list, const char *keyword, struct part *ret,
		  size_t max)
{
	struct lexer l = writer_lexer(w, list.text);
	struct part current = { { list.text.p, 0 }, list.markers };
	size_t n = 0, markers = list.markers;
	int depth = 0;
	struct tok t;

	if (!ascii_trim(list.text).n)
		return 0;
	for (;;) {
		t = lex_next(&l);
		depth += nesting(&t);
		markers += t.kind == TOK_MARKER;
		if (t.kind != TOK_END &&
		    (depth || !(keyword ? !n && tok_is(&t, keyword) : tok_punct(&t, ','))))
			continue;
		current.text.n = (size_t)(t.text.p - current.text.p);
		current.text = ascii_trim(current.text);
		if (n < max)
			ret[n] = current;
		n++;
		if (t.kind == TOK_END)
			return n;
		current = (struct part){ { t.text.p + t.text.n, 0 }, markers };
	}
}
