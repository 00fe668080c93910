#include "config.h"
#include "odbc/line_ends.h"

#include "conf/settings.h"

bool line_ends_wanted(const struct dbc *dbc, const struct conv_reader *reader, SQLSMALLINT c_type)
{
	return dbc->settings && dbc->settings->lf_conversion && reader->kind == VAL_TEXT &&
	       (c_type == SQL_C_CHAR || c_type == SQL_C_WCHAR);
}

bool line_ends_out(struct stmt *stmt, struct str *wire)
{
	struct buf *b = &stmt->lines;
	struct str rest = *wire;
	const char *lf = rest.n ? memchr(rest.p, '\n', rest.n) : NULL;

	if (!lf)
		return true;
	if (!b->limit)
		buf_init(b, SIZE_MAX / 2);
	b->n = 0;
	for (; lf; lf = memchr(rest.p, '\n', rest.n)) {
		size_t n = (size_t)(lf - rest.p);
		bool has = lf > wire->p && lf[-1] == '\r';

		buf_add(b, str_head(rest, n));
		buf_add(b, has ? STR("\n") : STR("\r\n"));
		rest = str_tail(rest, n + 1);
		if (!rest.n)
			break;
	}
	buf_add(b, rest);
	if (b->failed) {
		buf_done(b);
		buf_init(b, SIZE_MAX / 2);
		return false;
	}
	*wire = (struct str){ b->p, b->n };
	return true;
}

void line_ends_in(struct buf *b, size_t from)
{
	size_t to = from;

	if (b->failed || from >= b->n || !memchr(b->p + from, '\r', b->n - from))
		return;
	for (size_t i = from; i < b->n; i++)
		if (!(b->p[i] == '\r' && i + 1 < b->n && b->p[i + 1] == '\n'))
			b->p[to++] = b->p[i];
	b->n = to;
}
