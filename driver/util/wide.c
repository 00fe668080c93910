#include "config.h"
#include "util/wide.h"

#include <stdlib.h>

#include "util/utf.h"

#define REPLACEMENT 0xfffd

unsigned wide_unit = sizeof(uint16_t);

static bool is_utf16(void)
{
	return wide_unit == sizeof(uint16_t);
}

size_t wide_units(struct str s)
{
	return is_utf16() ? utf16_units(s) : utf8_chars(s);
}

size_t wide_from_utf8(struct str s, void *to, size_t cap, size_t *ret_used)
{
	struct str rest = s;
	size_t n = 0;

	if (is_utf16())
		return utf16_from_utf8(s, to, cap, ret_used);
	for (; rest.n && n < cap; n++)
		wide_put(to, n, utf8_next(&rest));
	if (ret_used)
		*ret_used = s.n - rest.n;
	return n;
}

static uint32_t get(const void *from, size_t at)
{
	uint32_t c;

	memcpy(&c, (const char *)from + at * sizeof(c), sizeof(c));
	return c;
}

char *utf8_from_wide(const void *from, size_t n, size_t *ret_n)
{
	char *out;
	size_t len = 0;

	if (is_utf16())
		return utf8_from_utf16(from, n, ret_n);
	out = malloc(4 * n + 1);
	if (!out)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		uint32_t c = get(from, i);
		bool bad = (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff;

		len += utf8_put(out + len, bad ? REPLACEMENT : c);
	}
	out[len] = '\0';
	if (ret_n)
		*ret_n = len;
	return out;
}

size_t wide_len(const void *from)
{
	size_t n = 0;

	if (is_utf16())
		return utf16_len(from);
	while (get(from, n))
		n++;
	return n;
}
