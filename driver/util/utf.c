#include "config.h"
#include "util/utf.h"

#include <stdlib.h>

#define REPLACEMENT 0xfffdu

uint32_t utf8_next(struct str *rest)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	uint32_t c = p[0], min;
	size_t more, i;

	if (c < 0x80) {
		*rest = str_tail(*rest, 1);
		return c;
	}
	if (c >= 0xc2 && c <= 0xdf) {
		more = 1, min = 0x80, c &= 0x1f;
	} else if ((c & 0xf0) == 0xe0) {
		more = 2, min = 0x800, c &= 0x0f;
	} else if (c >= 0xf0 && c <= 0xf4) {
		more = 3, min = 0x10000, c &= 0x07;
	} else {
		*rest = str_tail(*rest, 1);
		return REPLACEMENT;
	}
	for (i = 1; i <= more && i < rest->n && (p[i] & 0xc0) == 0x80; i++)
		c = c << 6 | (p[i] & 0x3f);
	*rest = str_tail(*rest, i);
	if (i <= more || c < min || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return REPLACEMENT;
	return c;
}

bool utf8_valid(struct str s)
{
	while (s.n) {
		const char *at = s.p;

		/* A real U+FFFD is EF BF BD. */
		if (utf8_next(&s) == REPLACEMENT &&
		    !(s.p - at == 3 && memcmp(at, "\xef\xbf\xbd", 3) == 0))
			return false;
	}
	return true;
}

size_t utf8_chars(struct str s)
{
	size_t n = 0;

	for (; s.n; n++)
		utf8_next(&s);
	return n;
}

size_t utf8_cut(struct str s, size_t n)
{
	size_t back = 0;

	if (n >= s.n)
		return s.n;
	while (back < 3 && back < n && ((unsigned char)s.p[n - back] & 0xc0) == 0x80)
		back++;
	if (((unsigned char)s.p[n - back] & 0xc0) == 0x80)
		return n; /* not UTF-8: cut anywhere */
	return n - back;
}

size_t utf8_put(char *ret, uint32_t c)
{
	if (c < 0x80) {
		ret[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		ret[0] = (char)(0xc0 | c >> 6);
		ret[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		ret[0] = (char)(0xe0 | c >> 12);
		ret[1] = (char)(0x80 | (c >> 6 & 0x3f));
		ret[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	ret[0] = (char)(0xf0 | c >> 18);
	ret[1] = (char)(0x80 | (c >> 12 & 0x3f));
	ret[2] = (char)(0x80 | (c >> 6 & 0x3f));
	ret[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t utf16_units(struct str s)
{
	size_t n = 0;

	while (s.n)
		n += utf8_next(&s) >= 0x10000 ? 2 : 1;
	return n;
}

static void put_unit(char *to, size_t at, uint32_t unit)
{
	uint16_t u = (uint16_t)unit;

	memcpy(to + 2 * at, &u, sizeof(u));
}

size_t utf16_from_utf8(struct str s, void *to, size_t cap, size_t *ret_used)
{
	struct str rest = s;
	size_t n = 0;

	while (rest.n) {
		struct str before = rest;
		uint32_t c = utf8_next(&rest);
		size_t units = c >= 0x10000 ? 2 : 1;

		if (units > cap - n) {
			rest = before;
			break;
		}
		if (units == 2) {
			put_unit(to, n, 0xd800 + ((c - 0x10000) >> 10));
			put_unit(to, n + 1, 0xdc00 + ((c - 0x10000) & 0x3ff));
		} else {
			put_unit(to, n, c);
		}
		n += units;
	}
	if (ret_used)
		*ret_used = s.n - rest.n;
	return n;
}

static uint32_t get_unit(const char *from, size_t at)
{
	uint16_t u;

	memcpy(&u, from + 2 * at, sizeof(u));
	return u;
}

char *utf8_from_utf16(const void *from, size_t n, size_t *ret_n)
{
	char *out = malloc(3 * n + 1);
	size_t len = 0;

	if (!out)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		uint32_t c = get_unit(from, i);

		if (c >= 0xd800 && c <= 0xdfff) {
			uint32_t low = i + 1 < n ? get_unit(from, i + 1) : 0;

			if (c <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				i++;
			} else {
				c = REPLACEMENT;
			}
		}
		len += utf8_put(out + len, c);
	}
	out[len] = '\0';
	if (ret_n)
		*ret_n = len;
	return out;
}

size_t utf16_len(const void *from)
{
	size_t n = 0;

	while (get_unit(from, n))
		n++;
	return n;
}
