#include "config.h"
#include "sql/parts.h"

#include <stdlib.h>

#include "util/ascii.h"
#include "util/buf.h"
#include "util/mem.h"

/* The $n of PREPARE and of a function's body, written by the application, are no parameters. */
static bool has_params(const struct sql_text *t, const struct sql_statement *st)
{
	return t->n_sent && !(t->native && (st->kind == KIND_PREPARE || st->kind == KIND_CREATE));
}

/* Own numbers keep the order of the text's, so none needs more room than it had. */
static bool number_params(const struct sql_text *t, struct str text, size_t *own,
			  struct sql_part *part)
{
	struct lexer l = sql_lexer_of(t, text);
	struct tok tok;

	memset(own, 0, (t->n_sent + 1) * sizeof(*own));
	while ((tok = lex_next(&l)).kind != TOK_END)
		own[sql_number_of(t, &tok)] = 1;
	part->params = calloc(t->n_sent + 1, sizeof(*part->params));
	if (!part->params)
		return false;
	for (size_t n = 1; n <= t->n_sent; n++) {
		if (!own[n])
			continue;
		part->params[part->n_params++] = n;
		own[n] = part->n_params;
	}
	return true;
}

static char *rewrite(const struct sql_text *t, struct str text, const size_t *own)
{
	struct lexer l = sql_lexer_of(t, text);
	struct tok tok;
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	while ((tok = lex_next(&l)).kind != TOK_END) {
		size_t n = sql_number_of(t, &tok), before = b.n;

		if (!n) {
			buf_add(&b, tok.text);
			continue;
		}
		buf_addf(&b, "$%zu", own[n]);
		while (!b.failed && b.n - before < tok.text.n)
			buf_add(&b, STR(" "));
	}
	return buf_take(&b);
}

static bool make_part(const struct sql_text *t, const struct sql_statement *st, size_t *own,
		      struct sql_part *part)
{
	part->from = (size_t)(st->text.p - t->text);
	if (!has_params(t, st)) {
		part->text = mem_dup_str(st->text);
		return part->text;
	}
	if (!number_params(t, st->text, own, part))
		return false;
	part->text = rewrite(t, st->text, own);
	return part->text;
}

bool sql_parts_make(const struct sql_text *t, struct sql_parts *ret)
{
	struct sql_parts p = { .n = t->n_statements };
	size_t *own = calloc(t->n_sent + 1, sizeof(*own));
	bool ok;

	p.list = calloc(p.n + 1, sizeof(*p.list));
	ok = own && p.list;
	for (size_t i = 0; ok && i < p.n; i++)
		ok = make_part(t, &t->statements[i], own, &p.list[i]);
	free(own);
	if (ok)
		*ret = p;
	else
		sql_parts_done(&p);
	return ok;
}

void sql_parts_done(struct sql_parts *p)
{
	for (size_t i = 0; p->list && i < p->n; i++) {
		free(p->list[i].text);
		free(p->list[i].params);
	}
	free(p->list);
	*p = (struct sql_parts){ 0 };
}
