#include "config.h"
#include "conv/type_text.h"

#include "conv/types.h"
#include "util/ascii.h"

#define TYPMOD_HEADER 4

/* What the number in parentheses is. */
enum modifier { MOD_NONE, MOD_LENGTH, MOD_NUMERIC };

/*
 * Names that are not, or not in this meaning, those of the type table.  float is a
 * data catalog's type of four bytes; Redshift's own is written "double precision".
 */
static const struct {
	const char *name;
	uint32_t oid;
	enum modifier modifier;
	int32_t typmod; /* without a modifier in the text */
} names[] = {
	{ "\"char\"", 18, MOD_NONE, -1 },
	{ "bigint", 20, MOD_NONE, -1 },
	{ "binary", 6551, MOD_LENGTH, -1 },
	{ "binary varying", 6551, MOD_LENGTH, -1 },
	{ "boolean", 16, MOD_NONE, -1 },
	{ "bpchar", 1042, MOD_LENGTH, -1 },
	{ "char", 1042, MOD_LENGTH, 1 + TYPMOD_HEADER },
	{ "character", 1042, MOD_LENGTH, 1 + TYPMOD_HEADER },
	{ "character varying", 1043, MOD_LENGTH, -1 },
	{ "decimal", 1700, MOD_NUMERIC, -1 },
	{ "double", 701, MOD_NONE, -1 },
	{ "double precision", 701, MOD_NONE, -1 },
	{ "float", 700, MOD_NONE, -1 },
	{ "int", 23, MOD_NONE, -1 },
	{ "integer", 23, MOD_NONE, -1 },
	{ "interval day to second", 1190, MOD_NONE, -1 },
	{ "interval year to month", 1188, MOD_NONE, -1 },
	{ "numeric", 1700, MOD_NUMERIC, -1 },
	{ "nvarchar", 1043, MOD_LENGTH, -1 },
	{ "real", 700, MOD_NONE, -1 },
	{ "smallint", 21, MOD_NONE, -1 },
	{ "string", 1043, MOD_NONE, -1 },
	{ "time with time zone", 1266, MOD_NONE, -1 },
	{ "time without time zone", 1083, MOD_NONE, -1 },
	{ "timestamp with time zone", 1184, MOD_NONE, -1 },
	{ "timestamp without time zone", 1114, MOD_NONE, -1 },
	{ "tinyint", 21, MOD_NONE, -1 },
	{ "varbyte", 6551, MOD_LENGTH, -1 },
	{ "varchar", 1043, MOD_LENGTH, -1 },
};

enum { NAME_MAX_SIZE = 32 };

/* The text without what stands in parentheses, in small letters; "" if it is too long. */
static void split(struct str text, char name[NAME_MAX_SIZE], struct str *ret_modifier)
{
	size_t open = 0, close, n = 0;

	*ret_modifier = (struct str){ NULL, 0 };
	while (open < text.n && text.p[open] != '(')
		open++;
	for (close = open; close < text.n && text.p[close] != ')';)
		close++;
	if (close > open + 1)
		*ret_modifier = (struct str){ text.p + open + 1, close - open - 1 };
	for (size_t i = 0; i < text.n; i++) {
		if (i >= open && i <= close)
			continue;
		if (n + 1 == NAME_MAX_SIZE)
			n = 0, i = text.n;
		else
			name[n++] = ascii_lower(text.p[i]);
	}
	while (n && name[n - 1] == ' ')
		n--;
	name[n] = '\0';
}

static bool number(struct str s, int32_t least, int32_t most, int32_t *ret)
{
	int64_t n;

	if (ascii_to_int64(ascii_trim(s), &n) != ASCII_OK || n < least || n > most)
		return false;
	*ret = (int32_t)n;
	return true;
}

static int32_t typmod_of(enum modifier kind, struct str text, int32_t without)
{
	size_t comma = 0;
	int32_t a, b = 0;

	while (comma < text.n && text.p[comma] != ',')
		comma++;
	if (kind == MOD_NONE || !number(str_head(text, comma), 1, 1 << 24, &a))
		return without;
	if (kind == MOD_LENGTH)
		return a + TYPMOD_HEADER;
	if (a > 1000 || (comma < text.n && !number(str_tail(text, comma + 1), 0, a, &b)))
		return without;
	return (a << 16 | b) + TYPMOD_HEADER;
}

bool type_of_text(struct str text, uint32_t *ret_oid, int32_t *ret_typmod)
{
	char name[NAME_MAX_SIZE];
	struct str modifier;
	uint32_t oid;

	split(ascii_trim(text), name, &modifier);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].name, name) != 0)
			continue;
		*ret_oid = names[i].oid;
		*ret_typmod = typmod_of(names[i].modifier, modifier, names[i].typmod);
		return true;
	}
	oid = type_oid_by_name(str_from(name), TYPE_REDSHIFT);
	if (!oid)
		return false;
	*ret_oid = oid;
	*ret_typmod = -1;
	return true;
}
