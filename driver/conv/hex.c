#include "config.h"
#include "conv/hex.h"

#include <string.h>

static int digit(char c)
{
	/* One more than the digit, so that 0 is what is none. */
	static const int8_t digits[256] = {
		['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
		['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
		['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
		['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
	};

	return digits[(unsigned char)c] - 1;
}

bool hex_byte(const char *two, uint8_t *ret)
{
	int high = digit(two[0]), low = digit(two[1]);

	if (high < 0 || low < 0)
		return false;
	*ret = (uint8_t)(high << 4 | low);
	return true;
}

void hex_put(char *out, uint8_t byte)
{
	static const char digits[] = "0123456789ABCDEF";

	out[0] = digits[byte >> 4];
	out[1] = digits[byte & 15];
}

bool bytes_parse_hex(struct str text, struct value_bytes *ret)
{
	uint8_t ignored;

	if (text.n % 2)
		return false;
	for (size_t i = 0; i < text.n; i += 2)
		if (!hex_byte(text.p + i, &ignored))
			return false;
	*ret = (struct value_bytes){ .raw = text, .form = BYTES_HEX, .n = text.n / 2 };
	return true;
}

static bool octal(const char *three)
{
	return three[0] >= '0' && three[0] <= '3' && three[1] >= '0' && three[1] <= '7' &&
	       three[2] >= '0' && three[2] <= '7';
}

/* A backslash stands for itself when doubled, else before three octal digits. */
static size_t escaped_length(struct str s)
{
	if (*s.p != '\\')
		return 1;
	if (s.n >= 2 && s.p[1] == '\\')
		return 2;
	return s.n >= 4 && octal(s.p + 1) ? 4 : 0;
}

bool bytes_parse(struct str text, struct value_bytes *ret)
{
	struct value_bytes b = { .raw = text, .form = BYTES_ESCAPED };

	if (text.n >= 2 && text.p[0] == '\\' && text.p[1] == 'x')
		return bytes_parse_hex(str_tail(text, 2), ret);
	if (!text.n || !memchr(text.p, '\\', text.n)) {
		*ret = (struct value_bytes){ .raw = text, .form = BYTES_RAW, .n = text.n };
		return true;
	}
	for (struct str rest = text; rest.n; b.n++) {
		size_t length = escaped_length(rest);

		if (!length)
			return false;
		rest = str_tail(rest, length);
	}
	*ret = b;
	return true;
}

static size_t decode_escaped(struct str *rest, uint8_t *out, size_t n)
{
	size_t done = 0;

	for (; done < n && rest->n; done++) {
		size_t length = escaped_length(*rest);
		const char *p = rest->p;

		if (length == 4)
			out[done] = (uint8_t)((p[1] - '0') << 6 | (p[2] - '0') << 3 | (p[3] - '0'));
		else
			out[done] = (uint8_t)*p;
		*rest = str_tail(*rest, length);
	}
	return done;
}

size_t bytes_decode(enum bytes_form form, struct str *rest, void *out, size_t n)
{
	size_t width = form == BYTES_HEX ? 2 : 1;
	uint8_t *to = out;

	if (form == BYTES_ESCAPED)
		return decode_escaped(rest, to, n);
	if (n > rest->n / width)
		n = rest->n / width;
	if (form == BYTES_RAW && n)
		memcpy(to, rest->p, n);
	for (size_t i = 0; form == BYTES_HEX && i < n; i++)
		hex_byte(rest->p + 2 * i, to + i);
	*rest = str_tail(*rest, n * width);
	return n;
}

void bytes_limit(struct value_bytes *b, size_t n)
{
	struct str rest = b->raw;
	uint8_t ignored;

	if (b->n <= n)
		return;
	b->n = n;
	if (b->form != BYTES_ESCAPED) {
		b->raw = str_head(b->raw, b->form == BYTES_HEX ? 2 * n : n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		decode_escaped(&rest, &ignored, 1);
	b->raw.n -= rest.n;
}
