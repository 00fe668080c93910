#include "config.h"
#include "sql/writer.h"

#include <stdlib.h>

#include "util/ascii.h"

/* The {call} being written. */
struct call {
	const struct sql_routine *routine; /* or NULL */
	const char *open;
	bool function;
	bool drops_out; /* arguments that only go out are not in the list */
	bool gap;       /* an argument before was left out */
	bool any;       /* an argument has been written */
};

static char mode_of(const struct call *c, size_t i)
{
	const char *modes = c->routine ? c->routine->modes : NULL;

	return modes && strlen(modes) > i ? modes[i] : 'i';
}

static const char *name_of(const struct call *c, size_t i)
{
	const struct sql_routine *r = c->routine;

	return r && r->names && i < r->n_names ? r->names[i] : NULL;
}

/* Takes the name, maybe qualified, and the list in parentheses, if there is one. */
static bool take_routine(const struct writer *w, struct str text, struct str *ret_name,
			 struct str *ret_list)
{
	struct lexer l = writer_lexer(w, text);
	struct tok t = lex_solid(&l), last;
	const char *start = t.text.p;
	size_t depth = 1;

	do {
		if (t.kind != TOK_WORD && t.kind != TOK_NAME)
			return false;
		last = t;
		t = lex_solid(&l);
	} while (tok_punct(&t, '.') && (t = lex_solid(&l), true));
	*ret_name = (struct str){ start, (size_t)(last.text.p + last.text.n - start) };
	*ret_list = (struct str){ l.rest.p, 0 };
	if (t.kind == TOK_END)
		return true;
	if (!tok_punct(&t, '('))
		return false;
	while (depth) {
		t = lex_next(&l);
		if (t.kind == TOK_END)
			return false;
		if (tok_punct(&t, '('))
			depth++;
		else if (tok_punct(&t, ')'))
			depth--;
	}
	ret_list->n = (size_t)(t.text.p - ret_list->p);
	return lex_solid(&l).kind == TOK_END;
}

static enum sql_arg_kind arg_kind(const struct writer *w, struct str text)
{
	static const char *const literals[] = { "d", "t", "ts", "interval", "guid" };
	struct lexer l = writer_lexer(w, text);
	struct tok t = lex_solid(&l), second;

	if (t.kind == TOK_END)
		return ARG_DEFAULT;
	if (t.kind == TOK_OPEN) {
		second = lex_solid(&l);
		for (size_t i = 0; i < sizeof(literals) / sizeof(literals[0]); i++)
			if (tok_is(&second, literals[i]))
				return ARG_LITERAL;
		return ARG_EXPRESSION;
	}
	if (str_eq(t.text, STR("-")) || str_eq(t.text, STR("+")))
		t = lex_solid(&l);
	second = lex_solid(&l);
	if (second.kind != TOK_END)
		return ARG_EXPRESSION;
	if (t.kind == TOK_MARKER)
		return ARG_MARKER;
	if (t.kind == TOK_STRING || t.kind == TOK_DOLLAR || t.kind == TOK_NUMBER ||
	    tok_is(&t, "null") || tok_is(&t, "true") || tok_is(&t, "false"))
		return ARG_LITERAL;
	return ARG_EXPRESSION;
}

/* Markers whose argument is not sent. */
static void skip_markers(struct writer *w, struct part arg)
{
	struct lexer l = writer_lexer(w, arg.text);
	size_t index = arg.markers;
	struct tok t;

	while ((t = lex_next(&l)).kind != TOK_END)
		if (t.kind == TOK_MARKER)
			writer_unsent(w, t.text.p, index++, false);
}

/* "name" => */
static void write_arg_name(struct writer *w, const char *name, const char *open)
{
	writer_make(w, STR("\""), open);
	for (const char *c = name; *c; c++) {
		if (*c == '"')
			buf_add(&w->out, STR("\""));
		buf_add(&w->out, (struct str){ c, 1 });
	}
	buf_add(&w->out, STR("\" => "));
}

/* One argument that the list of the server has; returns where its value begins. */
static size_t write_arg(struct writer *w, struct call *c, size_t i, struct part arg)
{
	const char *name = name_of(c, i);
	size_t from;

	if (c->gap && !name && !w->opts->draft) {
		writer_fail(w, SQLERR_SYNTAX, arg.text.p,
			    "an argument after one that is left out needs a name");
		return 0;
	}
	if (c->any)
		writer_make(w, STR(", "), c->open);
	c->any = true;
	if (name)
		write_arg_name(w, name, c->open);
	from = w->out.n;
	if (mode_of(c, i) == 'o') {
		writer_make(w, STR("NULL"), c->open);
		skip_markers(w, arg);
	} else {
		translate_part(w, arg);
	}
	return from;
}

static void write_args(struct writer *w, struct call *c, const struct part *parts, size_t n)
{
	for (size_t i = 0; i < n && writer_ok(w); i++) {
		struct sql_arg *arg = &w->call.args[i];
		size_t from = w->out.n;

		w->arg = i + 1;
		arg->kind = arg_kind(w, parts[i].text);
		if (arg->kind == ARG_MARKER)
			arg->param = parts[i].markers + 1;
		if (arg->kind == ARG_DEFAULT || mode_of(c, i) == 'd') {
			c->gap = true;
			skip_markers(w, parts[i]);
		} else if (c->drops_out && mode_of(c, i) == 'o') {
			skip_markers(w, parts[i]);
		} else {
			from = write_arg(w, c, i, parts[i]);
		}
		if (writer_ok(w))
			w->call_args[i] = (struct span){ from, w->out.n - from };
	}
	w->arg = 0;
}

/* Splits the list and makes room for what is told of it; NULL: failed. */
static struct part *take_args(struct writer *w, struct part list)
{
	size_t n = part_split(w, list, NULL, NULL, 0);
	struct part *parts = calloc(n + 1, sizeof(*parts));

	w->call.args = calloc(n + 1, sizeof(*w->call.args));
	w->call_args = calloc(n + 1, sizeof(*w->call_args));
	if (!parts || !w->call.args || !w->call_args) {
		writer_fail(w, SQLERR_NO_MEMORY, list.text.p, "out of memory");
		free(parts);
		return NULL;
	}
	part_split(w, list, NULL, parts, n);
	w->call.n_args = n;
	return parts;
}

/* What the routine is: as the caller says, or as its form suggests. */
static bool is_function(const struct sql_routine *r, bool result)
{
	if (r && r->kind != ROUTINE_UNKNOWN)
		return r->kind == ROUTINE_FUNCTION;
	return result;
}

static void write_call(struct writer *w, struct call *c, struct str name, const struct part *parts)
{
	static const char *const begin[2][2] = { { "CALL ", "CALL " },
						 { "SELECT * FROM ", "SELECT " } };

	writer_make(w, str_from(begin[c->function][w->opts->server]), c->open);
	w->call_name = (struct span){ w->out.n, name.n };
	writer_copy(w, name);
	writer_make(w, STR("("), c->open);
	write_args(w, c, parts, w->call.n_args);
	writer_make(w, STR(")"), c->open);
}

void escape_call(struct writer *w, struct part inner, const char *open, bool result)
{
	struct call c = { .routine = w->opts->routine, .open = open };
	struct str name, list;
	struct part *parts;

	if (!take_routine(w, inner.text, &name, &list)) {
		writer_fail(w, SQLERR_SYNTAX, open,
			    "a call is written {[?=]call name[(argument, ...)]}");
		return;
	}
	if (w->depth > 1) {
		writer_fail(w, SQLERR_SYNTAX, open, "a call stands in no other escape sequence");
		return;
	}
	free(w->call.args);
	free(w->call_args);
	w->call_args = NULL;
	c.function = is_function(c.routine, result);
	/* Redshift's CALL takes no arguments that only go out; no function does. */
	c.drops_out = c.function || w->opts->server == SQL_FOR_REDSHIFT;
	w->n_calls++;
	w->call = (struct sql_call){ .function = c.function, .result = result };
	parts = take_args(w, (struct part){ list, inner.markers });
	if (parts)
		write_call(w, &c, name, parts);
	free(parts);
}
