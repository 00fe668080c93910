/*
 * The text of statements.  Redshift's lexer is that of 8.0: a backslash escapes in a
 * string, E'...' is unknown, and identifiers are folded even between double quotes
 * unless enable_case_sensitive_identifier is on.
 */
#include "config.h"
#include "relay.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PARAMS_MAX 32767

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *skip_comment(const char *p, const char *end)
{
	int depth = 0;

	if (*p == '-') {
		while (p < end && *p != '\n')
			p++;
		return p;
	}
	do {
		if (end - p >= 2 && p[0] == '/' && p[1] == '*') {
			depth++;
			p += 2;
		} else if (end - p >= 2 && p[0] == '*' && p[1] == '/') {
			depth--;
			p += 2;
		} else {
			p++;
		}
	} while (depth && p < end);
	return p;
}

static const char *skip_space(const char *p, const char *end)
{
	while (p < end) {
		if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r' || *p == '\f')
			p++;
		else if (end - p >= 2 &&
			 ((p[0] == '-' && p[1] == '-') || (p[0] == '/' && p[1] == '*')))
			p = skip_comment(p, end);
		else
			break;
	}
	return p;
}

/* The end of a quoted piece that begins at p. */
static const char *skip_quoted(const char *p, const char *end)
{
	char quote = *p++;

	while (p < end) {
		if (*p == '\\' && quote == '\'')
			p++;
		else if (*p == quote && (p + 1 == end || p[1] != quote))
			return p + 1;
		else if (*p == quote)
			p++;
		p++;
	}
	return end;
}

/* $tag$ ... $tag$, or NULL. */
static const char *skip_dollar(const char *p, const char *end)
{
	const char *q = p + 1;
	size_t n;

	while (q < end && (is_letter(*q) || is_digit(*q)))
		q++;
	if (q == end || *q != '$' || is_digit(p[1]))
		return NULL;
	n = (size_t)(q + 1 - p);
	for (q++; q + n <= end; q++)
		if (memcmp(q, p, n) == 0)
			return q + n;
	return end;
}

/* One token at p, which is no blank. */
static struct token next_token(const char *p, const char *end)
{
	const char *q = p + 1;
	enum token_kind kind = TOKEN_OTHER;

	if (*p == '\'') {
		kind = TOKEN_STRING;
		q = skip_quoted(p, end);
	} else if (*p == '"') {
		kind = TOKEN_QUOTED;
		q = skip_quoted(p, end);
	} else if ((*p == 'e' || *p == 'E') && q < end && *q == '\'') {
		kind = TOKEN_ESCAPE;
		q = skip_quoted(q, end);
	} else if (*p == '$' && q < end && is_digit(*q)) {
		kind = TOKEN_PARAM;
		while (q < end && is_digit(*q))
			q++;
	} else if (*p == '$' && skip_dollar(p, end)) {
		kind = TOKEN_STRING;
		q = skip_dollar(p, end);
	} else if (is_letter(*p) || (*p == '#' && q < end && is_letter(*q))) {
		kind = TOKEN_WORD; /* a table whose name starts with # is temporary */
		while (q < end && (is_letter(*q) || is_digit(*q) || *q == '$'))
			q++;
	} else if (is_digit(*p)) {
		kind = TOKEN_NUMBER;
		while (q < end && (is_digit(*q) || *q == '.'))
			q++;
	}
	return (struct token){ kind, p, (size_t)(q - p) };
}

bool token_is(const struct tokens *s, size_t i, const char *word)
{
	return i < s->n && s->t[i].kind == TOKEN_WORD && strlen(word) == s->t[i].n &&
	       strncasecmp(s->t[i].p, word, s->t[i].n) == 0;
}

bool token_is_char(const struct tokens *s, size_t i, char c)
{
	return i < s->n && s->t[i].kind == TOKEN_OTHER && *s->t[i].p == c;
}

void copy_token(struct bytes *out, const struct token *t, bool fold)
{
	size_t i;
	char c;

	for (i = 0; i < t->n; i++) {
		c = t->p[i];
		if (fold && t->kind == TOKEN_QUOTED && c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		bytes_add(out, &c, 1);
	}
}

void write_failure(struct bytes *out, const char *state, const char *message)
{
	bytes_text(out, "select 1 /*standin-fail:");
	bytes_text(out, state);
	bytes_text(out, ":");
	bytes_text(out, message);
	bytes_text(out, "*/");
}

void write_syntax_error(struct bytes *out, const struct tokens *s, size_t i)
{
	if (i >= s->n) {
		write_failure(out, "42601", "syntax error at end of input");
		return;
	}
	bytes_text(out, "select 1 /*standin-fail:42601:syntax error at or near \"");
	bytes_add(out, s->t[i].p, s->t[i].n);
	bytes_text(out, "\"*/");
}

/* USE, RESET USE, SHOW USE.  GUESS: what SHOW USE's column is called. */
static bool rewrite_use(struct bytes *out, const struct tokens *s)
{
	if (s->n == 2 && token_is(s, 0, "use")) {
		bytes_text(out, "set standin.use = ");
		bytes_add(out, s->t[1].p, s->t[1].n);
		return true;
	}
	if (s->n == 2 && token_is(s, 1, "use") &&
	    (token_is(s, 0, "reset") || token_is(s, 0, "show"))) {
		bytes_text(out, token_is(s, 0, "reset")
					? "reset standin.use"
					: "select current_setting('standin.use') as \"use\"");
		return true;
	}
	return false;
}

/* What every statement may not have. */
static bool rewrite_refused(struct bytes *out, const struct tokens *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (s->t[i].kind == TOKEN_ESCAPE) {
			write_failure(out, "42704", "type \"e\" does not exist");
			return true;
		}
		if (s->t[i].kind == TOKEN_PARAM && strtol(s->t[i].p + 1, NULL, 10) > PARAMS_MAX) {
			/* GUESS: text and state. */
			write_failure(out, "54000", "number of parameters exceeds 32767");
			return true;
		}
	}
	return false;
}

/* CREATE VIEW ... WITH NO SCHEMA BINDING: the server's side is told by a comment. */
static bool is_late_binding(const struct tokens *s)
{
	return s->n > 4 && token_is(s, 0, "create") && token_is(s, s->n - 4, "with") &&
	       token_is(s, s->n - 3, "no") && token_is(s, s->n - 2, "schema") &&
	       token_is(s, s->n - 1, "binding");
}

/* The bare date part of dateadd(month, ...) and its like. */
static bool is_date_part(const struct tokens *s, size_t i)
{
	return i >= 2 && s->t[i].kind == TOKEN_WORD && token_is_char(s, i - 1, '(') &&
	       token_is_char(s, i + 1, ',') &&
	       (token_is(s, i - 2, "dateadd") || token_is(s, i - 2, "datediff") ||
		token_is(s, i - 2, "date_part"));
}

static bool is_hash_name(const struct tokens *s, size_t i)
{
	return i < s->n && s->t[i].kind == TOKEN_WORD && *s->t[i].p == '#';
}

/* CREATE TABLE [IF NOT EXISTS] #name, but for the word in between. */
static bool is_hash_table(const struct tokens *s, size_t i)
{
	return i == 1 && token_is(s, 0, "create") && token_is(s, i, "table") &&
	       is_hash_name(s, token_is(s, i + 1, "if") ? i + 4 : i + 1);
}

static void write_hash_name(struct bytes *out, const struct tokens *s, size_t i)
{
	struct token quoted = s->t[i];

	if (token_is(s, i - 1, "into") && !(i >= 2 && token_is(s, i - 2, "insert")))
		bytes_text(out, "temp ");
	quoted.kind = TOKEN_QUOTED;
	bytes_text(out, "\"");
	copy_token(out, &quoted, true);
	bytes_text(out, "\"");
}

/* max as a length, a #name, a bare date part, sysdate: what PostgreSQL has other words for. */
bool rewrite_word(struct bytes *out, const struct tokens *s, size_t i)
{
	if (token_is(s, i, "max") && i >= 2 && token_is_char(s, i - 1, '(') &&
	    token_is_char(s, i + 1, ')') &&
	    (token_is(s, i - 2, "varchar") || token_is(s, i - 2, "varying"))) {
		bytes_text(out, "65535");
	} else if (is_date_part(s, i)) {
		bytes_text(out, "'");
		bytes_add(out, s->t[i].p, s->t[i].n);
		bytes_text(out, "'");
	} else if (token_is(s, i, "sysdate") &&
		   !(i && (token_is_char(s, i - 1, '.') || token_is(s, i - 1, "as")))) {
		bytes_text(out, "standin.sysdate()");
	} else if (is_hash_table(s, i)) {
		bytes_text(out, "temp table");
	} else if (is_hash_name(s, i)) {
		write_hash_name(out, s, i);
	} else {
		return false;
	}
	return true;
}

/* The text between tokens (blanks, comments) is kept. */
static void rewrite_plain(struct bytes *out, const struct tokens *s, const char *start, bool fold)
{
	bool late = is_late_binding(s);
	size_t n = late ? s->n - 4 : s->n;
	size_t i;

	for (i = 0; i < n; i++) {
		bytes_add(out, start, (size_t)(s->t[i].p - start));
		if (!rewrite_word(out, s, i))
			copy_token(out, &s->t[i], fold);
		start = s->t[i].p + s->t[i].n;
	}
	if (late)
		bytes_text(out, " /*standin-late*/");
	else
		bytes_add(out, start, (size_t)(s->end - start));
}

static void rewrite_statement(struct bytes *out, const struct tokens *s, const char *start,
			      bool fold)
{
	if (rewrite_refused(out, s) || rewrite_use(out, s) || rewrite_show(out, s, fold) ||
	    rewrite_table(out, s, start, fold))
		return;
	rewrite_plain(out, s, start, fold);
}

static void token_add(struct tokens *s, size_t *cap, struct token t)
{
	if (s->n == *cap) {
		*cap = *cap ? *cap * 2 : 64;
		s->t = realloc(s->t, *cap * sizeof(*s->t));
		if (!s->t)
			abort();
	}
	s->t[s->n++] = t;
}

void rewrite(struct bytes *out, const char *sql, size_t n, bool fold)
{
	const char *end = sql + n, *p = sql, *start = sql;
	struct tokens s = { 0 };
	size_t cap = 0;
	struct token t;

	while ((p = skip_space(p, end)) < end) {
		t = next_token(p, end);
		p += t.n;
		if (t.kind != TOKEN_OTHER || *t.p != ';') {
			token_add(&s, &cap, t);
			continue;
		}
		s.end = t.p;
		rewrite_statement(out, &s, start, fold);
		bytes_text(out, ";");
		s.n = 0;
		start = p;
	}
	s.end = end;
	rewrite_statement(out, &s, start, fold);
	free(s.t);
}
