#include "config.h"
#include "sql/literal.h"
#include "sql/writer.h"

#include <stdint.h>
#include <stdio.h>

#include "util/ascii.h"

struct escape;
typedef void escape_make(struct writer *w, const struct escape *e, struct part rest,
			 const char *open);

static void make_literal(struct writer *w, const struct escape *e, struct part rest,
			 const char *open);
static void make_interval(struct writer *w, const struct escape *e, struct part rest,
			  const char *open);
static void make_like(struct writer *w, const struct escape *e, struct part rest, const char *open);
static void make_limit(struct writer *w, const struct escape *e, struct part rest,
		       const char *open);
static void make_as_is(struct writer *w, const struct escape *e, struct part rest,
		       const char *open);
static void make_fn(struct writer *w, const struct escape *e, struct part rest, const char *open);
static void make_call(struct writer *w, const struct escape *e, struct part rest, const char *open);

/* Adding an escape sequence is adding a row. */
static const struct escape {
	const char *name;
	escape_make *make;
	/* make_literal: the check, its error, what stands around the value by server */
	const char *(*check)(struct str value);
	enum sql_error_kind wrong;
	const char *before[2], *after[2];
} escapes[] = {
	{ "d",
	  make_literal,
	  literal_check_date,
	  SQLERR_DATETIME,
	  { "DATE ", "DATE " },
	  { "", "" } },
	{ "t",
	  make_literal,
	  literal_check_time,
	  SQLERR_DATETIME,
	  { "TIME ", "TIME " },
	  { "", "" } },
	{ "ts",
	  make_literal,
	  literal_check_timestamp,
	  SQLERR_DATETIME,
	  { "TIMESTAMP ", "TIMESTAMP " },
	  { "", "" } },
	/* Redshift has no uuid. */
	{ "guid",
	  make_literal,
	  literal_check_guid,
	  SQLERR_GUID,
	  { "CAST(", "" },
	  { " AS uuid)", "" } },
	{ .name = "interval", .make = make_interval },
	{ .name = "fn", .make = make_fn },
	{ .name = "oj", .make = make_as_is },
	{ .name = "escape", .make = make_like },
	{ .name = "limit", .make = make_limit },
	{ .name = "call", .make = make_call },
};

/* The text between the quotes of a plain string. */
static bool plain_string(const struct tok *t, struct str *ret)
{
	if (t->kind != TOK_STRING || t->unclosed || *t->text.p != '\'')
		return false;
	*ret = (struct str){ t->text.p + 1, t->text.n - 2 };
	return true;
}

static void make_literal(struct writer *w, const struct escape *e, struct part rest,
			 const char *open)
{
	struct lexer l = writer_lexer(w, rest.text);
	struct tok t = lex_solid(&l);
	struct str value;
	const char *wrong;

	if (!plain_string(&t, &value) || lex_solid(&l).kind != TOK_END) {
		writer_fail(w, SQLERR_SYNTAX, t.text.p, "{%s} holds one string and nothing else",
			    e->name);
		return;
	}
	wrong = e->check(value);
	if (wrong) {
		writer_fail(w, e->wrong, t.text.p, "{%s '%.*s'}: %s", e->name,
			    (int)(value.n < 40 ? value.n : 40), value.p, wrong);
		return;
	}
	writer_make(w, str_from(e->before[w->opts->server]), open);
	writer_copy(w, t.text);
	writer_make(w, str_from(e->after[w->opts->server]), open);
}

/* Takes "(n)" or "(n, m)" if it is there; *ret_m stays when it is not. */
static bool take_precision(struct lexer *l, int *ret_n, int *ret_m)
{
	int *into[] = { ret_n, ret_m };
	struct tok t = lex_peek(l);

	if (!tok_punct(&t, '('))
		return true;
	lex_solid(l);
	for (size_t i = 0; i < 2; i++) {
		uint64_t n;

		t = lex_solid(l);
		if (t.kind != TOK_NUMBER || ascii_to_uint64(t.text, &n) != ASCII_OK || n > 9 ||
		    !into[i])
			return false;
		*into[i] = (int)n;
		t = lex_solid(l);
		if (tok_punct(&t, ')'))
			return true;
		if (!tok_punct(&t, ','))
			return false;
	}
	return false;
}

/* YEAR(4) TO MONTH, SECOND(3, 2), ...; *ret_shown: whether the fraction's digits are written. */
static bool take_qualifier(struct lexer *l, struct literal_interval *q, bool *ret_shown)
{
	struct tok t = lex_solid(l);
	int fraction = -1;

	*q = (struct literal_interval){ .leading = 2, .fraction = 6 };
	q->first = q->last = literal_field(t.text);
	if (t.kind != TOK_WORD || q->first == FIELD_NONE)
		return false;
	if (!take_precision(l, &q->leading, q->first == FIELD_SECOND ? &fraction : NULL))
		return false;
	t = lex_peek(l);
	if (tok_is(&t, "to")) {
		lex_solid(l);
		t = lex_solid(l);
		q->last = literal_field(t.text);
		if (t.kind != TOK_WORD || q->last == FIELD_NONE || q->last <= q->first ||
		    (q->first <= FIELD_MONTH) != (q->last <= FIELD_MONTH))
			return false;
		if (q->last == FIELD_SECOND && !take_precision(l, &fraction, NULL))
			return false;
	}
	*ret_shown = fraction >= 0;
	if (fraction >= 0)
		q->fraction = fraction;
	return lex_solid(l).kind == TOK_END;
}

/*
 * Writes the value as the servers read it.  PostgreSQL takes '163:59' MINUTE TO
 * SECOND for a clock's minutes, of which there are 60, so hours are split off.
 */
static void interval_value(const struct literal_interval *q, struct str value, char *ret,
			   size_t cap)
{
	const char *colon = memchr(value.p, ':', value.n);
	uint64_t minutes = 0;

	if (q->first == FIELD_MINUTE && colon)
		ascii_to_uint64(str_head(value, (size_t)(colon - value.p)), &minutes);
	if (minutes > 59)
		snprintf(ret, cap, "%u:%02u%.*s", (unsigned)(minutes / 60),
			 (unsigned)(minutes % 60), (int)(value.p + value.n - colon), colon);
	else
		snprintf(ret, cap, "%.*s", (int)value.n, value.p);
}

/*
 * The sign of the standard applies to the whole interval, a sign inside
 * PostgreSQL's string only to its first field: the interval is negated instead.
 */
static void write_interval(struct writer *w, const struct literal_interval *q, struct str value,
			   bool negative, bool shown, const char *open)
{
	char text[160], number[64], digits[16] = "";

	interval_value(q, value, number, sizeof(number));
	if (shown)
		snprintf(digits, sizeof(digits), "(%d)", q->fraction);
	snprintf(text, sizeof(text), "%sINTERVAL '%s' %s%s%s%s%s", negative ? "(- " : "", number,
		 literal_field_name(q->first), q->last != q->first ? " TO " : "",
		 q->last != q->first ? literal_field_name(q->last) : "", digits,
		 negative ? ")" : "");
	writer_make(w, str_from(text), open);
}

static void make_interval(struct writer *w, const struct escape *e, struct part rest,
			  const char *open)
{
	struct lexer l = writer_lexer(w, rest.text);
	struct tok t = lex_solid(&l);
	bool negative = false, shown;
	struct literal_interval q;
	struct str value;
	const char *wrong;

	if (t.kind == TOK_OPERATOR && (str_eq(t.text, STR("-")) || str_eq(t.text, STR("+")))) {
		negative = *t.text.p == '-';
		t = lex_solid(&l);
	}
	if (!plain_string(&t, &value) || !take_qualifier(&l, &q, &shown)) {
		writer_fail(w, SQLERR_SYNTAX, open,
			    "{%s} is written {interval [sign] 'value' qualifier}", e->name);
		return;
	}
	if (value.n && (*value.p == '-' || *value.p == '+')) {
		negative ^= *value.p == '-';
		value = str_tail(value, 1);
	}
	wrong = literal_check_interval(value, &q);
	if (wrong) {
		writer_fail(w, SQLERR_INTERVAL, t.text.p, "{interval '%.*s'}: %s",
			    (int)(value.n < 40 ? value.n : 40), value.p, wrong);
		return;
	}
	write_interval(w, &q, value, negative, shown, open);
}

static void make_like(struct writer *w, const struct escape *e, struct part rest, const char *open)
{
	struct lexer l = writer_lexer(w, rest.text);
	struct tok t = lex_solid(&l);

	if ((t.kind != TOK_STRING && t.kind != TOK_MARKER) || t.unclosed ||
	    lex_solid(&l).kind != TOK_END) {
		writer_fail(w, SQLERR_SYNTAX, open, "{%s} holds one character as a string",
			    e ? e->name : "'c'");
		return;
	}
	rest.text = ascii_trim(rest.text);
	writer_make(w, STR("ESCAPE "), open);
	translate_part(w, rest);
}

static void make_as_is(struct writer *w, const struct escape *e, struct part rest, const char *open)
{
	rest.text = ascii_trim(rest.text);
	if (!rest.text.n) {
		writer_fail(w, SQLERR_SYNTAX, open, "{%s} is empty", e->name);
		return;
	}
	translate_part(w, rest);
}

static void make_limit(struct writer *w, const struct escape *e, struct part rest, const char *open)
{
	if (ascii_trim(rest.text).n)
		writer_make(w, STR("LIMIT "), open);
	make_as_is(w, e, rest, open);
}

static void make_fn(struct writer *w, const struct escape *e, struct part rest, const char *open)
{
	(void)e;
	escape_fn(w, rest, open);
}

static void make_call(struct writer *w, const struct escape *e, struct part rest, const char *open)
{
	(void)e;
	escape_call(w, rest, open, false);
}

/* {?=call ...}: the marker is taken, the rest begins with "=". */
static void make_result_call(struct writer *w, struct part rest, const char *open,
			     const char *marker)
{
	struct lexer l = writer_lexer(w, rest.text);
	struct tok equals = lex_solid(&l), call = lex_solid(&l);

	if (!str_eq(equals.text, STR("=")) || !tok_is(&call, "call")) {
		writer_fail(w, SQLERR_SYNTAX, open, "the escape sequence is written {?=call name}");
		return;
	}
	writer_unsent(w, marker, rest.markers - 1, true);
	rest.text = l.rest;
	escape_call(w, rest, open, true);
}

void escape_translate(struct writer *w, struct part inner, const char *open)
{
	struct tok t;
	struct part rest = part_after(w, inner, &t);

	if (t.kind == TOK_MARKER) {
		make_result_call(w, rest, open, t.text.p);
		return;
	}
	/* The page of the LIKE escape writes it both {escape 'c'} and {'c'}. */
	if (t.kind == TOK_STRING) {
		make_like(w, NULL, inner, open);
		return;
	}
	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		if (!tok_is(&t, escapes[i].name))
			continue;
		escapes[i].make(w, &escapes[i], rest, open);
		return;
	}
	writer_fail(w, SQLERR_SYNTAX, open, "there is no escape sequence {%.*s ...}",
		    (int)(t.text.n < 40 ? t.text.n : 40), t.text.p);
}
