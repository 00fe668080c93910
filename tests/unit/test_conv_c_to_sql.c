/*
 * C to SQL.  Fields: cell, C type (with precision and scale, or 0 and seconds
 * precision), C value, length in bytes, NTS or -, SQL type (with size, digits and
 * leading precision), SQLSTATE or -, text for the server or -, "bytes" if it goes
 * out as bytes or -.
 */
#include "config.h"
#include "tests/unit/conv_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conv/fetch.h"
#include "conv/param.h"
#include "conv/sqltype.h"
#include "util/ascii.h"
#include "util/utf.h"

/* The C value at an odd address; *ret_n is its length. */
static bool build(const struct table_row *row, const struct table_type *c, unsigned char *at,
		  SQLLEN *ret_n)
{
	struct str text = { row->f[2], row->n[2] };
	size_t n = row->n[2], used;
	int64_t given;

	memset(at, 0, TABLE_BUFFER / 2);
	if (conv_c_size(c->id) > 0) {
		*ret_n = 12345; /* ignored, ODBC says */
		return table_parse(c->id, row->f[2], at);
	}
	if (c->id == SQL_C_WCHAR)
		n = 2 * utf16_from_utf8(text, at, TABLE_BUFFER / 4, &used);
	else if (n)
		memcpy(at, text.p, n);
	*ret_n = (SQLLEN)n;
	if (strcmp(row->f[3], "NTS") == 0)
		*ret_n = SQL_NTS;
	else if (ascii_to_int64(str_from(row->f[3]), &given) == ASCII_OK)
		*ret_n = (SQLLEN)given;
	return true;
}

static void bind(const struct table_type *c, const struct table_type *s, struct conv_param *p)
{
	struct sqltype_defaults d;

	sqltype_defaults(c->id, &d);
	*p = (struct conv_param){
		.c_type = c->id,
		.sql_type = s->id,
		.column_size = (SQLULEN)s->arg[0],
		.digits = (SQLSMALLINT)s->arg[1],
		.leading = s->arg[2],
		.precision = c->given ? (SQLSMALLINT)c->arg[1] : d.precision,
		.scale = c->given ? (SQLSMALLINT)c->arg[1] : 0,
		.today = { .year = 2001, .month = 2, .day = 3 },
	};
}

static bool check(const struct table_row *row, char *message)
{
	static unsigned char buffer[TABLE_BUFFER];
	struct table_type c, s;
	struct conv_param p;
	struct buf out;
	SQLLEN n;
	bool binary = false, as_bytes = strcmp(row->f[7], "bytes") == 0, ok;
	char got[TABLE_MESSAGE / 4], expected[TABLE_MESSAGE / 4];
	enum conv_result r;
	const char *state;

	if (!table_type(row->f[1], &c) || !table_type(row->f[4], &s) ||
	    !build(row, &c, buffer + 1, &n)) {
		snprintf(message, TABLE_MESSAGE, "the line itself is wrong");
		return false;
	}
	buf_init(&out, 1000000);
	bind(&c, &s, &p);
	p.hex_text = !as_bytes;
	r = conv_param_init(&p);
	if (r == CONV_OK)
		r = conv_param_put(&p, buffer + 1, n, &out, &binary);
	state = conv_state(r) ? conv_state(r) : "-";
	table_escape(out.p, out.n, got, sizeof(got));
	table_escape(row->f[6], row->n[6], expected, sizeof(expected));
	snprintf(message, TABLE_MESSAGE, "%s %s -> %s: %s, %s%s; expected %s, %s", row->f[1],
		 row->f[2], row->f[4], state, got, binary ? " (bytes)" : "", row->f[5], expected);
	ok = strcmp(state, row->f[5]) == 0;
	if (ok && !conv_failed(r))
		ok = strcmp(got, expected) == 0 && binary == as_bytes;
	buf_done(&out);
	return ok;
}

int main(void)
{
	static const char *const files[] = { "c_to_sql.tsv", "c_to_sql_grid.tsv", NULL };

	return table_run(files, 8, 1000, check);
}
