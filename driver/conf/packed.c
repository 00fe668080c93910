#include "config.h"
#include "conf/packed.h"

#include <stdlib.h>

#include "util/ascii.h"
#include "util/mem.h"

#define CX_PREFIX 2 /* digits in front of the switches: how many of them there are */
#define CX_MAX    8 /* digits of the switches */

/* A bit and the key that says the same. */
struct bit {
	uint32_t mask;
	const char *key;
	const char *set, *clear; /* its values; NULL: the bit says nothing */
};

/* Switches of CX without an effect here (cursors, logs, indexes) are left out. */
static const struct bit cx_bits[] = {
	{ 0x0000001, "LFConversion", "1", "0" },
	{ 0x0008000, "ReadOnly", "1", "0" },
	{ 0x0010000, "TextAsLongVarchar", "1", "0" },
	{ 0x0020000, "UnknownsAsLongVarchar", "1", "0" },
	{ 0x0040000, "BoolsAsChar", "1", "0" },
	{ 0x0080000, "RowVersioning", "1", "0" },
	{ 0x0100000, "ShowSystemTables", "1", "0" },
	{ 0x0800000, "TrueIsMinus1", "1", "0" },
	{ 0x1000000, "ByteaAsLongVarBinary", "1", "0" },
	{ 0x2000000, "UseServerSidePrepare", "1", "0" },
};

static const struct bit ab_bits[] = {
	{ 0x04, "UseUnicode", "0", NULL },
	{ 0x40, "KeepAlive", "0", NULL },
};

static int digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool parse_hex(struct str text, uint32_t *ret)
{
	uint32_t n = 0;

	if (!text.n || text.n > CX_MAX)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		int d = digit(text.p[i]);

		if (d < 0)
			return false;
		n = n << 4 | (uint32_t)d;
	}
	*ret = n;
	return true;
}

static enum attrs_result add_bits(const struct bit *bits, size_t n, uint32_t value,
				  struct attrs *to)
{
	for (size_t i = 0; i < n; i++) {
		const char *text = value & bits[i].mask ? bits[i].set : bits[i].clear;

		if (text && !attrs_add(to, str_from(bits[i].key), str_from(text), false))
			return ATTRS_NO_MEMORY;
	}
	return ATTRS_OK;
}

enum attrs_result packed_parse(enum setting_id id, struct str text, struct attrs *to)
{
	uint32_t value;

	text = ascii_trim(text);
	if (id == SETTING_EXTRA_OPTIONS) {
		if (text.n > 2 && text.p[0] == '0' && ascii_lower(text.p[1]) == 'x')
			text = str_tail(text, 2);
		if (!parse_hex(text, &value))
			return ATTRS_MALFORMED;
		return add_bits(ab_bits, sizeof(ab_bits) / sizeof(ab_bits[0]), value, to);
	}
	if (text.n <= CX_PREFIX || !parse_hex(str_head(text, CX_PREFIX), &value) ||
	    !parse_hex(str_tail(text, CX_PREFIX), &value))
		return ATTRS_MALFORMED;
	return add_bits(cx_bits, sizeof(cx_bits) / sizeof(cx_bits[0]), value, to);
}

/* InitializationString and IS are Amazon's, who takes the text as it is. */
bool packed_is_encoded(struct str key)
{
	return setting_key_eq(key, STR("ConnSettings")) || setting_key_eq(key, STR("A6"));
}

static bool has_blank(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (ascii_is_space(text.p[i]))
			return true;
	}
	return false;
}

/* The byte that %XX at the start of the text stands for; 0: none. */
static int escaped(struct str text)
{
	int high, low;

	if (text.n < 3 || text.p[0] != '%')
		return 0;
	high = digit(text.p[1]);
	low = digit(text.p[2]);
	return high < 0 || low < 0 ? 0 : high << 4 | low;
}

bool packed_has_escapes(struct str text)
{
	for (; text.n; text = str_tail(text, 1)) {
		if (escaped(text))
			return true;
	}
	return false;
}

char *packed_decode(struct str text)
{
	bool plain = has_blank(text);
	char *copy = mem_dup_str(text), *to = copy;

	if (!copy)
		return NULL;
	for (size_t i = 0; i < text.n; i++) {
		int byte = escaped(str_tail(text, i));

		if (byte) {
			*to++ = (char)byte;
			i += 2;
		} else {
			*to++ = text.p[i] == '+' && !plain ? ' ' : text.p[i];
		}
	}
	*to = '\0';
	return copy;
}
