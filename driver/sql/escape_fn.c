#include "config.h"
#include "sql/writer.h"

#include "util/ascii.h"

#define MAX_ARGS 4

struct call {
	struct str name;
	struct part args[MAX_ARGS];
	const char *open;
};

/*
 * Takes name(...) apart; false if the text is not of that form, as a call of a
 * qualified name or an expression, which the server has to understand itself.
 */
static bool take_call(const struct writer *w, struct part inner, struct str *ret_name,
		      struct part *ret_list)
{
	struct tok name, t;
	struct part rest = part_after(w, inner, &name);
	struct lexer l = writer_lexer(w, rest.text);
	size_t depth = 1;

	*ret_name = name.text;
	*ret_list = (struct part){ { NULL, 0 }, inner.markers };
	if (name.kind != TOK_WORD)
		return false;
	t = lex_solid(&l);
	if (t.kind == TOK_END)
		return true;
	if (!tok_punct(&t, '('))
		return false;
	ret_list->text = l.rest;
	while (depth) {
		t = lex_next(&l);
		if (t.kind == TOK_END)
			return false;
		if (tok_punct(&t, '('))
			depth++;
		else if (tok_punct(&t, ')'))
			depth--;
	}
	ret_list->text.n = (size_t)(t.text.p - ret_list->text.p);
	return lex_solid(&l).kind == TOK_END;
}

/* A value of type time, as far as the text tells: {t}, TIME '', CURTIME, CURRENT_TIME. */
static bool is_time(const struct writer *w, struct str arg)
{
	struct lexer l = writer_lexer(w, arg);
	struct tok t = lex_solid(&l);

	if (tok_is(&t, "time"))
		return lex_solid(&l).kind == TOK_STRING;
	if (t.kind == TOK_OPEN) {
		t = lex_solid(&l);
		if (tok_is(&t, "t"))
			return true;
		if (!tok_is(&t, "fn"))
			return false;
		t = lex_solid(&l);
	}
	return tok_is(&t, "curtime") || tok_is(&t, "current_time") || tok_is(&t, "localtime");
}

/* A marker or a string: the server does not know its type. */
static bool is_untyped(const struct writer *w, struct str arg)
{
	struct lexer l = writer_lexer(w, arg);
	struct tok t = lex_solid(&l);

	return (t.kind == TOK_MARKER || t.kind == TOK_NATIVE || t.kind == TOK_STRING) &&
	       lex_solid(&l).kind == TOK_END;
}

/*
 * %T1: as a timestamp.  ODBC: TIMESTAMPADD, "the date portion is set to the
 * current date".  %S1: as a timestamp if the server cannot tell its type; %I1: as
 * an integer then.
 */
static void write_as(struct writer *w, char how, struct part arg, const char *open)
{
	bool plain = how != 'T' && !is_untyped(w, arg.text);
	bool time = how == 'T' && is_time(w, arg.text);

	if (!plain)
		writer_make(w, time ? STR("(current_date + ") : STR("CAST("), open);
	translate_part(w, arg);
	if (plain)
		return;
	if (time)
		writer_make(w, STR(")"), open);
	else
		writer_make(w, how == 'I' ? STR(" AS bigint)") : STR(" AS timestamp)"), open);
}

static void write_template(struct writer *w, const struct call *c, const char *template)
{
	struct str rest = str_from(template);

	while (rest.n && writer_ok(w)) {
		const char *percent = memchr(rest.p, '%', rest.n);
		size_t n = percent ? (size_t)(percent - rest.p) : rest.n;
		char how;

		writer_make(w, str_head(rest, n), c->open);
		if (!percent)
			return;
		how = percent[1];
		if (!ascii_is_digit(how))
			write_as(w, how, c->args[percent[2] - '1'], c->open);
		else
			translate_part(w, c->args[how - '1']);
		rest = str_tail(rest, n + (ascii_is_digit(how) ? 2 : 3));
	}
}

/* The template that the keyword among the arguments chooses; NULL: failed. */
static const char *template_of_word(struct writer *w, const struct sql_fn *fn, const struct call *c)
{
	struct str word = c->args[fn->word_arg - 1].text;
	const struct sql_fn_word *row = sql_fn_word(fn, word);
	int n = (int)(word.n < 40 ? word.n : 40);

	if (!row) {
		writer_fail(w, SQLERR_SYNTAX, word.p, "%s does not know \"%.*s\"", fn->name, n,
			    word.p);
		return NULL;
	}
	if (!row->template[w->opts->server])
		writer_fail(w, SQLERR_UNSUPPORTED, word.p, "the server has nothing for %s in %s",
			    row->name, fn->name);
	return row->template[w->opts->server];
}

void escape_fn(struct writer *w, struct part inner, const char *open)
{
	struct call c = { .open = open };
	const struct sql_fn *fn;
	const char *template = NULL;
	struct part list;
	size_t n;

	inner.text = ascii_trim(inner.text);
	if (!inner.text.n) {
		writer_fail(w, SQLERR_SYNTAX, open, "{fn} is empty");
		return;
	}
	if (!take_call(w, inner, &c.name, &list) || !(fn = sql_fn_named(c.name))) {
		translate_part(w, inner);
		return;
	}
	n = part_split(w, list, fn->separator, c.args, MAX_ARGS);
	fn = sql_fn_find(c.name, n);
	if (fn && fn->n_words)
		template = template_of_word(w, fn, &c);
	else if (fn)
		template = fn->template[w->opts->server];
	if (template)
		write_template(w, &c, template);
	else
		translate_part(w, inner);
}
