#include "config.h"
#include "conv/param.h"

#include <stdlib.h>
#include <string.h>

#include "conv/fetch.h"
#include "conv/interval.h"
#include "conv/param_types.h"
#include "conv/sqltype.h"
#include "util/wide.h"

/*
 * Pairs that the kinds alone do not tell: the class of intervals, and numbers from
 * intervals of several fields.
 */
static bool intervals_agree(const struct conv_param *p)
{
	uint8_t from = p->get->code, to = p->send->code;

	if (!from || p->send->characters)
		return true;
	if (to)
		return interval_is_year_month(from) == interval_is_year_month(to);
	return interval_is_single(from);
}

enum conv_result conv_param_init(struct conv_param *p)
{
	p->get = param_get_of(p->c_type);
	p->send = param_send_of(p->sql_type);
	if (!p->get || !p->send)
		return CONV_UNSUPPORTED;
	if (!(p->send->accepts & VAL_BIT(p->get->kind)) || !intervals_agree(p))
		return CONV_RESTRICTED;
	return CONV_OK;
}

/* Binary data of a wide column are its text in wide characters, as they are when fetched. */
static bool is_wide(const struct conv_param *p)
{
	bool wide = sqltype_narrow(p->sql_type) != p->sql_type;

	return p->get->c_type == SQL_C_WCHAR || (p->get->c_type == SQL_C_BINARY && wide);
}

/* Bytes of the data; false: a length that cannot be. */
static bool resolve_length(const struct conv_param *p, const void *data, SQLLEN n, size_t *ret)
{
	SQLLEN size = conv_c_size(p->c_type);

	if (size > 0)
		*ret = (size_t)size;
	else if (n >= 0)
		*ret = (size_t)n;
	else if (n != SQL_NTS || p->get->c_type == SQL_C_BINARY)
		return false;
	else
		*ret = p->get->c_type == SQL_C_WCHAR ? wide_unit * wide_len(data) : strlen(data);
	return true;
}

/* What the same fault is called when the target is a character column. */
static enum conv_result as_characters(enum conv_result r)
{
	return r == CONV_BAD_DATETIME ? CONV_DATETIME_OVERFLOW : r;
}

static enum conv_result put(const struct conv_param *p, const void *data, size_t n, struct buf *out,
			    bool *ret_binary)
{
	struct value v = { .kind = p->get->kind, .width = p->get->width };
	enum conv_result r = p->get->get(p, data, n, &v);

	if (r != CONV_OK)
		return p->send->characters ? as_characters(r) : r;
	return p->send->send(p, &v, out, ret_binary);
}

enum conv_result conv_param_put(const struct conv_param *p, const void *data, SQLLEN n,
				struct buf *out, bool *ret_binary)
{
	size_t bytes;
	char *utf8 = NULL;
	enum conv_result r;

	*ret_binary = false;
	if (!resolve_length(p, data, n, &bytes))
		return CONV_BAD_LENGTH;
	if (is_wide(p)) {
		if (bytes % wide_unit) /* ODBC: "C to SQL: Character", note */
			return CONV_BAD_LENGTH;
		utf8 = utf8_from_wide(data, bytes / wide_unit, &bytes);
		if (!utf8)
			return CONV_NO_MEMORY;
		data = utf8;
	}
	r = put(p, data, bytes, out, ret_binary);
	free(utf8);
	return out->failed ? CONV_NO_MEMORY : r;
}
