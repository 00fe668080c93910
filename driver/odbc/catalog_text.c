#include "config.h"

#include "odbc/catalog_text.h"

#include <stdint.h>

#include "util/ascii.h"

static const char ESCAPE = '\\';

static void add_char(struct buf *to, char c)
{
	buf_add(to, (struct str){ &c, 1 });
}

static bool is_special(char c)
{
	return c == '%' || c == '_' || c == ESCAPE;
}

void catalog_pattern(struct buf *to, struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		char c = pattern.p[i];

		add_char(to, c);
		if (c != ESCAPE)
			continue;
		if (i + 1 < pattern.n && is_special(pattern.p[i + 1]))
			add_char(to, pattern.p[++i]);
		else
			add_char(to, ESCAPE);
	}
}

void catalog_pattern_of(struct buf *to, struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		if (is_special(name.p[i]))
			add_char(to, ESCAPE);
		add_char(to, name.p[i]);
	}
}

void catalog_pattern_loose(struct buf *to, struct str pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		bool escaped = pattern.p[i] == ESCAPE && i + 1 < pattern.n;

		add_char(to, escaped ? '_' : pattern.p[i]);
		i += escaped;
	}
}

/* Bytes of the character that starts here. */
static size_t char_bytes(struct str s, size_t at)
{
	size_t n = 1;

	while (at + n < s.n && (s.p[at + n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* One step: how far name and pattern go on together; false: they part here. */
static bool like_step(struct str name, struct str pattern, size_t *at, size_t *in)
{
	bool escaped = pattern.p[*in] == ESCAPE && *in + 1 < pattern.n;

	if (!escaped && pattern.p[*in] == '_') {
		*at += char_bytes(name, *at);
		++*in;
		return true;
	}
	if (pattern.p[*in + escaped] != name.p[*at])
		return false;
	++*at;
	*in += 1 + (size_t)escaped;
	return true;
}

bool catalog_like(struct str name, struct str pattern)
{
	/* Where the last % is, and the part of the name that it has swallowed. */
	size_t at = 0, in = 0, percent = SIZE_MAX, swallowed = 0;

	while (at < name.n) {
		if (in < pattern.n && pattern.p[in] == '%') {
			percent = in++;
			swallowed = at;
		} else if (in == pattern.n || !like_step(name, pattern, &at, &in)) {
			if (percent == SIZE_MAX)
				return false;
			swallowed += char_bytes(name, swallowed);
			at = swallowed;
			in = percent + 1;
		}
	}
	while (in < pattern.n && pattern.p[in] == '%')
		in++;
	return in == pattern.n;
}

size_t catalog_pattern_min(struct str pattern)
{
	size_t n = 0;

	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '%')
			continue;
		n++;
		if (pattern.p[i] == ESCAPE && i + 1 < pattern.n && is_special(pattern.p[i + 1]))
			i++;
	}
	return n;
}

static struct str trim_end(struct str s)
{
	while (s.n && ascii_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

void catalog_identifier(struct buf *to, struct str argument)
{
	struct str inner = ascii_trim(argument);
	bool quoted = inner.n >= 2 && inner.p[0] == '"' && inner.p[inner.n - 1] == '"';

	if (!quoted) {
		argument = trim_end(argument);
		for (size_t i = 0; i < argument.n; i++)
			add_char(to, ascii_lower(argument.p[i]));
		return;
	}
	inner = str_head(str_tail(inner, 1), inner.n - 2);
	for (size_t i = 0; i < inner.n; i++) {
		add_char(to, inner.p[i]);
		if (inner.p[i] == '"' && i + 1 < inner.n && inner.p[i + 1] == '"')
			i++;
	}
}

/* Cuts the next value off the list, without blanks and quotes around it. */
static struct str next_type(struct str *list)
{
	bool quoted = false;
	struct str value;
	size_t i;

	for (i = 0; i < list->n && (quoted || list->p[i] != ','); i++)
		quoted ^= list->p[i] == '\'';
	value = ascii_trim(str_head(*list, i));
	*list = str_tail(*list, i < list->n ? i + 1 : i);
	if (value.n >= 2 && value.p[0] == '\'' && value.p[value.n - 1] == '\'')
		value = str_head(str_tail(value, 1), value.n - 2);
	return value;
}

bool catalog_type_list(struct buf *to, struct str list)
{
	const char *before = "{\"";

	while (list.n) {
		struct str type = next_type(&list);

		if (str_eq(type, STR("%")))
			return false;
		if (!type.n)
			continue;
		buf_add(to, str_from(before));
		for (size_t i = 0; i < type.n; i++) {
			if (type.p[i] == '"' || type.p[i] == '\\')
				add_char(to, '\\');
			add_char(to, ascii_upper(type.p[i]));
		}
		before = "\",\"";
	}
	if (before[0] == '{')
		return false;
	buf_add(to, STR("\"}"));
	return true;
}

bool catalog_type_is_in(struct str type, struct str list)
{
	for (size_t i = 0; i + type.n + 1 < list.n; i++)
		if (list.p[i] == '"' && list.p[i + 1 + type.n] == '"' &&
		    str_eq(str_head(str_tail(list, i + 1), type.n), type))
			return true;
	return false;
}

/*
 * The length of the string literal at the start, 0 if there is none.  The server
 * writes E'' only when it has to double a backslash.
 */
static size_t literal_length(struct str s)
{
	bool escapes = s.n && s.p[0] == 'E';
	size_t i = escapes;

	if (i >= s.n || s.p[i] != '\'')
		return 0;
	for (i++; i < s.n; i++) {
		if (escapes && s.p[i] == '\\')
			i++;
		else if (s.p[i] == '\'' && !(i + 1 < s.n && s.p[i + 1] == '\''))
			return i + 1;
		else if (s.p[i] == '\'')
			i++;
	}
	return 0;
}

/*
 * Whether s is "::" and a type and nothing else.  Key words come in upper case
 * from the server, so they and operators show that the expression goes on.
 */
static bool is_cast(struct str s)
{
	bool quoted = false;

	if (s.n < 3 || s.p[0] != ':' || s.p[1] != ':')
		return false;
	for (size_t i = 2; i < s.n; i++) {
		char c = s.p[i];

		quoted ^= c == '"';
		if (quoted || c == '"' || (c & 0x80))
			continue;
		if (!(c >= 'a' && c <= 'z') && !ascii_is_digit(c) && !strchr("_. ()[],$", c))
			return false;
	}
	return true;
}

static bool is_number(struct str s)
{
	double d;

	return s.n && (ascii_is_digit(s.p[s.n - 1]) || s.p[s.n - 1] == '.') &&
	       ascii_to_double(s, &d) != ASCII_MALFORMED;
}

struct str catalog_default(struct str expression, bool numeric)
{
	struct str null = STR("NULL"), value;
	size_t n = literal_length(expression);

	if (!n && str_eq(str_head(expression, null.n), null))
		n = null.n;
	if (!n || (n < expression.n && !is_cast(str_tail(expression, n))))
		return expression;
	value = str_head(expression, n);
	if (numeric && value.n > 2 && value.p[0] == '\'') {
		struct str inner = str_head(str_tail(value, 1), value.n - 2);

		return is_number(inner) ? inner : value;
	}
	return value;
}
