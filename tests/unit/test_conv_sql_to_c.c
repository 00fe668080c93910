/*
 * SQL to C.  Fields: cell, server type, server text, C type (with precision and
 * scale, or leading and seconds precision), buffer length, SQLSTATE or -, length or
 * -, expected contents or -.
 */
#include "config.h"
#include "tests/unit/conv_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conv/fetch.h"
#include "conv/sqltype.h"
#include "conv/types.h"
#include "util/ascii.h"
#include "util/utf.h"

#define GUARD 0xa5

/* Masks of pg_type's typmod for intervals. */
static const struct {
	const char *name;
	int32_t mask;
} intervals[] = {
	{ "interval year", 0x0004 },
	{ "interval month", 0x0002 },
	{ "interval day", 0x0008 },
	{ "interval hour", 0x0400 },
	{ "interval minute", 0x0800 },
	{ "interval second", 0x1000 },
	{ "interval year to month", 0x0006 },
	{ "interval day to hour", 0x0408 },
	{ "interval day to minute", 0x0c08 },
	{ "interval day to second", 0x1c08 },
	{ "interval hour to minute", 0x0c00 },
	{ "interval hour to second", 0x1c00 },
	{ "interval minute to second", 0x1800 },
};

/* "numeric(10,2)", "rs:super", "interval day to second(3)". */
static bool describe(const char *text, struct type_desc *ret)
{
	struct type_options o;
	enum type_flavour flavour = TYPE_POSTGRESQL;
	int64_t arg[2] = { -1, 0 };
	int32_t typmod = -1;
	struct str name;
	const char *open, *comma;
	uint32_t oid;

	if (strncmp(text, "rs:", 3) == 0) {
		flavour = TYPE_REDSHIFT;
		text += 3;
	}
	type_options_init(&o, flavour);
	if (*text == '-') { /* bool that reads as -1 */
		o.true_is_minus1 = true;
		text++;
	}
	name = (struct str){ text, strcspn(text, "(") };
	open = text[name.n] ? text + name.n + 1 : NULL;
	if (open) {
		comma = strchr(open, ',');
		ascii_to_int64((struct str){ open, strcspn(open, ",)") }, &arg[0]);
		if (comma)
			ascii_to_int64((struct str){ comma + 1, strcspn(comma + 1, ")") }, &arg[1]);
	}
	for (size_t i = 0; i < sizeof(intervals) / sizeof(intervals[0]); i++) {
		if (!str_eq(name, str_from(intervals[i].name)))
			continue;
		type_by_oid(1186, intervals[i].mask << 16 | (open ? (int32_t)arg[0] : 0xffff), NULL,
			    &o, ret);
		return true;
	}
	oid = type_oid_by_name(name, flavour);
	if (open && (oid == 1042 || oid == 1043))
		typmod = (int32_t)arg[0] + 4;
	else if (open && oid == 1700)
		typmod = (int32_t)((arg[0] << 16 | (arg[1] & 0x7ff)) + 4);
	else if (open)
		typmod = (int32_t)arg[0];
	type_by_oid(oid, typmod, text, &o, ret);
	return oid || strcmp(text, "someenum") == 0 || strcmp(text, "somerow") == 0;
}

static bool writer_for(const struct table_type *c, struct conv_writer *w)
{
	struct sqltype_defaults d;
	SQLSMALLINT id = c->id;
	bool ok;

	sqltype_defaults(id, &d);
	if (sqltype_is_interval(id))
		ok = conv_writer_init(w, id, c->args > 1 ? (SQLSMALLINT)c->arg[1] : d.precision, 0,
				      c->args ? c->arg[0] : d.interval_precision);
	else
		ok = conv_writer_init(w, id, c->args ? (SQLSMALLINT)c->arg[0] : d.precision,
				      (SQLSMALLINT)c->arg[1], 0);
	w->today = (struct value_date){ .year = 2001, .month = 2, .day = 3 };
	return ok;
}

/* What the buffer holds, in the form of the table; false: it was overrun or not ended. */
static bool contents(const struct table_type *c, const struct conv_target *t, char *ret)
{
	const unsigned char *p = t->p;
	size_t unit = c->id == SQL_C_WCHAR ? 2 : 1;

	if (conv_c_size(c->id) > 0) {
		table_format(c->id, p, ret, TABLE_MESSAGE / 2);
		return t->written == (size_t)conv_c_size(c->id);
	}
	table_escape(p, t->written, ret, TABLE_MESSAGE / 2);
	if (c->id == SQL_C_BINARY || (size_t)t->cap < unit)
		return true;
	for (size_t i = 0; i < unit; i++)
		if (p[t->written + i])
			return false;
	return true;
}

static bool same(const struct table_type *c, const char *got, const struct table_row *row)
{
	char expected[TABLE_MESSAGE / 2];
	uint16_t wide[TABLE_MESSAGE / 8];
	struct str text = { row->f[7], row->n[7] };
	double a, b;
	size_t used;

	if (c->id == SQL_C_FLOAT || c->id == SQL_C_DOUBLE) {
		if (ascii_to_double(str_from(got), &a) != ASCII_OK ||
		    ascii_to_double(str_from(row->f[7]), &b) != ASCII_OK)
			return false;
		return c->id == SQL_C_FLOAT ? (float)a == (float)b || (a != a && b != b)
					    : a == b || (a != a && b != b);
	}
	if (conv_c_size(c->id) > 0)
		return strcmp(got, row->f[7]) == 0;
	if (c->id == SQL_C_WCHAR)
		table_escape(wide, 2 * utf16_from_utf8(text, wide, TABLE_MESSAGE / 8, &used),
			     expected, sizeof(expected));
	else
		table_escape(text.p, text.n, expected, sizeof(expected));
	return strcmp(got, expected) == 0;
}

static bool check(const struct table_row *row, char *message)
{
	static unsigned char buffer[TABLE_BUFFER];
	struct table_type c;
	struct type_desc type;
	struct conv_writer w;
	struct conv_target t = { .p = buffer + 1 }; /* no application promises alignment */
	struct str wire = { row->f[2], row->n[2] };
	char got[TABLE_MESSAGE / 2] = "-";
	int64_t cap, n;
	enum conv_result r;
	const char *state;
	size_t end;

	if (!describe(row->f[1], &type) || !table_type(row->f[3], &c) || !writer_for(&c, &w) ||
	    ascii_to_int64(str_from(row->f[4]), &cap) != ASCII_OK) {
		snprintf(message, TABLE_MESSAGE, "the line itself is wrong");
		return false;
	}
	memset(buffer, GUARD, sizeof(buffer));
	t.cap = (SQLLEN)cap;
	r = conv_fetch(&type.reader, &w, wire, &t);
	state = conv_state(r) ? conv_state(r) : "-";
	end = conv_c_size(c.id) > 0 ? (size_t)conv_c_size(c.id) : (size_t)cap;
	if (buffer[0] != GUARD || buffer[1 + end] != GUARD) {
		snprintf(message, TABLE_MESSAGE, "wrote outside of the buffer");
		return false;
	}
	if (!conv_failed(r) && !contents(&c, &t, got)) {
		snprintf(message, TABLE_MESSAGE, "not terminated, or not whole: %s", got);
		return false;
	}
	snprintf(message, TABLE_MESSAGE, "%s -> %s: %s, %ld, %s; expected %s, %s, %s", row->f[1],
		 row->f[3], state, (long)t.n, got, row->f[5], row->f[6], row->f[7]);
	if (strcmp(state, row->f[5]) != 0)
		return false;
	if (conv_failed(r))
		return true;
	if (strcmp(row->f[6], "-") != 0 &&
	    (ascii_to_int64(str_from(row->f[6]), &n) != ASCII_OK || n != t.n))
		return false;
	return strcmp(row->f[7], "-") == 0 || same(&c, got, row);
}

int main(void)
{
	static const char *const files[] = { "sql_to_c.tsv", "sql_to_c_grid.tsv", NULL };

	return table_run(files, 8, 1500, check);
}
