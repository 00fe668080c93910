#include "config.h"
#include "conv/fetch.h"

#include "conv/hex.h"
#include "conv/interval.h"
#include "conv/writer.h"
#include "util/utf.h"

/* An interval without qualifier is a SQL_VARCHAR to the application. */
static enum value_kind sql_kind(enum value_kind kind, uint8_t code)
{
	return kind == VAL_INTERVAL && !code ? VAL_TEXT : kind;
}

bool conv_accepts(const struct conv_writer *w, const struct conv_reader *r)
{
	enum value_kind kind = sql_kind(r->kind, r->code);

	if (!(w->put->accepts & VAL_BIT(kind)))
		return false;
	if (kind == VAL_INTERVAL && w->put->code)
		return interval_is_year_month(r->code) == interval_is_year_month(w->put->code);
	return true;
}

enum conv_result conv_read(const struct conv_reader *r, struct str wire, struct value *ret)
{
	ret->kind = r->kind;
	ret->width = r->width;
	ret->unit = r->unit;
	ret->text = wire;
	return r->read(r, wire, ret);
}

enum conv_result conv_put_part(const struct conv_writer *w, const struct value *v,
			       struct conv_target *t, struct conv_part *part)
{
	const struct conv_put *put = w->put;
	struct value text;
	enum conv_result r;

	t->written = 0;
	if (part->finished)
		return CONV_NO_DATA;
	if (v->kind == VAL_INTERVAL && !v->as.interval.code && !put->code) {
		text.kind = VAL_TEXT;
		text.width = 0;
		text.unit = v->unit;
		text.text = v->text;
		v = &text;
	}
	if (!(put->accepts & VAL_BIT(v->kind)))
		return CONV_RESTRICTED;
	r = put->put(w, v, t, part);
	if (put->size && !conv_failed(r))
		part->finished = true;
	return r;
}

enum conv_result conv_put(const struct conv_writer *w, const struct value *v, struct conv_target *t)
{
	struct conv_part part = { .used = 0 };

	return conv_put_part(w, v, t, &part);
}

enum conv_result conv_fetch(const struct conv_reader *r, const struct conv_writer *w,
			    struct str wire, struct conv_target *t)
{
	struct value v;
	enum conv_result failure;

	if (w->put->wants_text && r->text_is_final) {
		v.kind = r->kind;
		v.width = r->width;
		v.unit = r->unit;
		v.text = wire;
	} else {
		failure = conv_read(r, wire, &v);
		if (failure != CONV_OK)
			return failure;
	}
	return conv_put(w, &v, t);
}

void conv_limit(struct value *v, size_t max)
{
	if (!max)
		return;
	if (v->kind == VAL_TEXT)
		v->text.n = utf8_cut(v->text, max);
	else if (v->kind == VAL_BYTES)
		bytes_limit(&v->as.bytes, max);
}
