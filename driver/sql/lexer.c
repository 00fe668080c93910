#include "config.h"
#include "sql/lexer.h"

#include "util/ascii.h"

static bool is_word_start(char c)
{
	return ascii_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_word(char c)
{
	return is_word_start(c) || ascii_is_digit(c) || c == '$';
}

static bool is_operator(char c)
{
	return c && strchr("~!@#^&|`+-*/%<>=", c);
}

/* The byte at i, or 0 past the end, so that looking ahead needs no length check. */
static char at(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : '\0';
}

static size_t space_length(struct str s)
{
	size_t i = 0;

	while (i < s.n && ascii_is_space(s.p[i]))
		i++;
	return i;
}

static size_t line_comment_length(struct str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] != '\n' && s.p[i] != '\r')
		i++;
	return i;
}

/* PostgreSQL's block comments nest, unlike those of most languages. */
static size_t block_comment_length(struct str s, bool *ret_unclosed)
{
	size_t depth = 1, i = 2;

	while (depth && i < s.n) {
		if (s.p[i] == '*' && at(s, i + 1) == '/') {
			depth--;
			i += 2;
		} else if (s.p[i] == '/' && at(s, i + 1) == '*') {
			depth++;
			i += 2;
		} else {
			i++;
		}
	}
	*ret_unclosed = depth > 0;
	return i;
}

/* From the opening quote at `from` to past the closing one; doubled quotes stay inside. */
static size_t quoted_end(struct str s, size_t from, bool backslash, bool *ret_unclosed)
{
	char quote = s.p[from];
	size_t i = from + 1;

	while (i < s.n) {
		if (backslash && s.p[i] == '\\') {
			i += 2;
		} else if (s.p[i] != quote) {
			i++;
		} else if (at(s, i + 1) == quote) {
			i += 2;
		} else {
			*ret_unclosed = false;
			return i + 1;
		}
	}
	*ret_unclosed = true;
	return s.n;
}

/*
 * A string goes on in the next line when only white space with a line break, or
 * comments to the end of the line, are between the quotes.  Returns where it does
 * (at the quote), or 0.
 */
static size_t continued_at(struct str s, size_t i)
{
	bool line = false;

	while (i < s.n) {
		if (s.p[i] == '\n' || s.p[i] == '\r') {
			line = true;
			i++;
		} else if (ascii_is_space(s.p[i])) {
			i++;
		} else if (s.p[i] == '-' && at(s, i + 1) == '-') {
			i += line_comment_length(str_tail(s, i));
		} else {
			break;
		}
	}
	return line && at(s, i) == '\'' ? i : 0;
}

/*
 * A string whose prefix has `prefix` bytes.  Continued lines matter only where
 * backslashes do: the second line of an E'' string is one too.
 */
static size_t string_length(struct str s, size_t prefix, bool backslash, bool *ret_unclosed)
{
	size_t end = quoted_end(s, prefix, backslash, ret_unclosed), next;

	while (backslash && !*ret_unclosed && (next = continued_at(s, end)))
		end = quoted_end(s, next, backslash, ret_unclosed);
	return end;
}

/* Length of "$tag$" at the start of s, or 0. */
static size_t dollar_tag_length(struct str s)
{
	size_t i = 1;

	if (is_word_start(at(s, i)))
		while (is_word(at(s, i)) && at(s, i) != '$')
			i++;
	return at(s, i) == '$' ? i + 1 : 0;
}

static size_t dollar_length(struct str s, size_t tag, bool *ret_unclosed)
{
	size_t i = tag;

	while (i + tag <= s.n) {
		const char *dollar = memchr(s.p + i, '$', s.n - i);

		if (!dollar)
			break;
		i = (size_t)(dollar - s.p);
		if (i + tag <= s.n && memcmp(dollar, s.p, tag) == 0) {
			*ret_unclosed = false;
			return i + tag;
		}
		i++;
	}
	*ret_unclosed = true;
	return s.n;
}

static size_t word_length(struct str s)
{
	size_t i = 1;

	while (i < s.n && is_word(s.p[i]))
		i++;
	return i;
}

static size_t digits_length(struct str s, size_t i)
{
	while (ascii_is_digit(at(s, i)) || at(s, i) == '_')
		i++;
	return i;
}

static size_t number_length(struct str s)
{
	size_t i, exponent;

	if (s.p[0] == '0' && strchr("xXoObB", at(s, 1) ? at(s, 1) : '?') && is_word(at(s, 2))) {
		i = 2;
		while (is_word(at(s, i)) && at(s, i) != '$')
			i++;
		return i;
	}
	i = digits_length(s, 0);
	if (at(s, i) == '.' && at(s, i + 1) != '.')
		i = digits_length(s, i + 1);
	exponent = i + 1;
	if (at(s, i) != 'e' && at(s, i) != 'E')
		return i;
	if (at(s, exponent) == '+' || at(s, exponent) == '-')
		exponent++;
	return ascii_is_digit(at(s, exponent)) ? digits_length(s, exponent) : i;
}

/* A run of operator characters ends where a comment or a marker begins. */
static size_t operator_length(struct str s)
{
	size_t i = 1;

	while (i < s.n && is_operator(s.p[i])) {
		if (s.p[i] == '-' && at(s, i + 1) == '-')
			break;
		if (s.p[i] == '/' && at(s, i + 1) == '*')
			break;
		i++;
	}
	return i;
}

/* E'', B'', X'', N'', U&'' and U&"": the prefix must touch the quote. */
static size_t prefixed_length(struct str s, bool backslash, struct tok *t)
{
	char c = ascii_lower(s.p[0]);

	if (at(s, 1) == '\'' && strchr("ebxn", c)) {
		t->kind = TOK_STRING;
		return string_length(s, 1, c == 'e' || (c == 'n' && backslash), &t->unclosed);
	}
	if (c == 'u' && at(s, 1) == '&' && at(s, 2) == '\'') {
		t->kind = TOK_STRING;
		return string_length(s, 2, false, &t->unclosed);
	}
	if (c == 'u' && at(s, 1) == '&' && at(s, 2) == '"') {
		t->kind = TOK_NAME;
		return quoted_end(s, 2, false, &t->unclosed);
	}
	t->kind = TOK_WORD;
	return word_length(s);
}

static size_t dollar_token(struct str s, struct tok *t)
{
	size_t tag = dollar_tag_length(s);

	if (tag) {
		t->kind = TOK_DOLLAR;
		return dollar_length(s, tag, &t->unclosed);
	}
	if (ascii_is_digit(at(s, 1))) {
		t->kind = TOK_NATIVE;
		tag = 1;
		while (ascii_is_digit(at(s, tag)))
			tag++;
		return tag;
	}
	return 1;
}

static size_t quoted_token(const struct lexer *l, struct tok *t)
{
	if (*l->rest.p == '"') {
		t->kind = TOK_NAME;
		return quoted_end(l->rest, 0, false, &t->unclosed);
	}
	t->kind = TOK_STRING;
	return string_length(l->rest, 0, l->backslash, &t->unclosed);
}

static size_t operator_token(const struct lexer *l, struct tok *t)
{
	struct str s = l->rest;

	if (s.p[0] == '-' && at(s, 1) == '-') {
		t->kind = TOK_COMMENT;
		return line_comment_length(s);
	}
	if (s.p[0] == '/' && at(s, 1) == '*') {
		t->kind = TOK_COMMENT;
		return block_comment_length(s, &t->unclosed);
	}
	if (l->hash_names && s.p[0] == '#' && is_word_start(at(s, 1))) {
		t->kind = TOK_WORD;
		return word_length(s);
	}
	t->kind = TOK_OPERATOR;
	return operator_length(s);
}

static size_t punct_token(struct str s, struct tok *t)
{
	switch (s.p[0]) {
	case '?':
		t->kind = at(s, 1) == '?' ? TOK_QUESTION : TOK_MARKER;
		return t->kind == TOK_QUESTION ? 2 : 1;
	case '{': t->kind = TOK_OPEN; return 1;
	case '}': t->kind = TOK_CLOSE; return 1;
	case ':':
		if (at(s, 1) == ':') {
			t->kind = TOK_CAST;
			return 2;
		}
		if (at(s, 1) == '=') {
			t->kind = TOK_OPERATOR;
			return 2;
		}
		break;
	}
	if (s.p[0] && strchr("()[],;.:", s.p[0]))
		t->kind = TOK_PUNCT;
	return 1;
}

/* Decides by the first byte. */
static size_t token_length(const struct lexer *l, struct tok *t)
{
	struct str s = l->rest;
	char c = s.p[0];

	if (ascii_is_space(c)) {
		t->kind = TOK_SPACE;
		return space_length(s);
	}
	if (is_word_start(c))
		return prefixed_length(s, l->backslash, t);
	if (ascii_is_digit(c) || (c == '.' && ascii_is_digit(at(s, 1)))) {
		t->kind = TOK_NUMBER;
		return number_length(s);
	}
	if (c == '\'' || c == '"')
		return quoted_token(l, t);
	if (c == '$')
		return dollar_token(s, t);
	if (is_operator(c))
		return operator_token(l, t);
	return punct_token(s, t);
}

struct tok lex_next(struct lexer *l)
{
	struct tok t = { .kind = TOK_OTHER, .text = { l->rest.p, 0 } };
	size_t n;

	if (!l->rest.n) {
		t.kind = TOK_END;
		return t;
	}
	n = token_length(l, &t);
	/* A backslash as the very last byte counts for two. */
	t.text = str_head(l->rest, n);
	l->rest = str_tail(l->rest, t.text.n);
	return t;
}

struct tok lex_solid(struct lexer *l)
{
	struct tok t;

	do
		t = lex_next(l);
	while (t.kind == TOK_SPACE || t.kind == TOK_COMMENT);
	return t;
}

struct tok lex_peek(const struct lexer *l)
{
	struct lexer ahead = *l;

	return lex_solid(&ahead);
}

bool tok_is(const struct tok *t, const char *word)
{
	return t->kind == TOK_WORD && ascii_ieq(t->text, str_from(word));
}

bool tok_punct(const struct tok *t, char c)
{
	return t->kind == TOK_PUNCT && *t->text.p == c;
}
