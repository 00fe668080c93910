/*
 * Writers of SQL_C_CHAR, SQL_C_WCHAR and SQL_C_BINARY, which cut off and, for
 * character and binary columns, deliver in parts.
 *
 * ODBC: SQLGetData, "Retrieving Variable-Length Data in Parts".
 */
#include "config.h"
#include "conv/writer.h"

#include <string.h>

#include "conv/datetime.h"
#include "conv/decimal.h"
#include "conv/guid.h"
#include "conv/hex.h"
#include "conv/interval.h"
#include "util/ascii.h"
#include "util/utf.h"
#include "util/wide.h"

#define SCRATCH 192 /* the longest character form that is made here */

/* The character form of a value and how much of it must not be cut off. */
struct form {
	struct str s;
	size_t whole;
	bool parts; /* any cut will do, and the rest can be fetched later */
};

/* Everything before the fraction; an exponent must stay, or the number is another. */
static size_t whole_number(struct str s)
{
	const char *point = s.n ? memchr(s.p, '.', s.n) : NULL;

	if (!point || memchr(s.p, 'e', s.n))
		return s.n;
	return (size_t)(point - s.p);
}

/* Everything before the fraction; " BC" after it must stay. */
static size_t whole_time(struct str s)
{
	const char *point = s.n ? memchr(s.p, '.', s.n) : NULL;

	if (!point || !ascii_is_digit(s.p[s.n - 1]))
		return s.n;
	return (size_t)(point - s.p);
}

static struct str format_number(const struct value *v, char *scratch)
{
	struct value_decimal d;
	size_t n = 0;

	switch (v->kind) {
	case VAL_REAL: n = ascii_from_float((float)v->as.real, scratch, SCRATCH); break;
	case VAL_DOUBLE: n = ascii_from_double(v->as.real, scratch, SCRATCH); break;
	case VAL_BOOL: decimal_from_uint64(v->as.boolean != 0, v->as.boolean < 0, 0, &d); break;
	case VAL_UINT: decimal_from_uint64(v->as.uinteger, false, 0, &d); break;
	case VAL_INT:
		decimal_from_uint64(v->as.integer < 0 ? 0 - (uint64_t)v->as.integer
						      : (uint64_t)v->as.integer,
				    v->as.integer < 0, 0, &d);
		break;
	default: d = v->as.decimal; break;
	}
	if (n)
		return (struct str){ scratch, n };
	return (struct str){ scratch, decimal_put(&d, scratch, SCRATCH) };
}

static struct str format(const struct value *v, char *scratch)
{
	size_t n = 0;

	switch (v->kind) {
	case VAL_DATE: n = datetime_put_date(scratch, &v->as.date); break;
	case VAL_TIME: n = datetime_put_time(scratch, &v->as.time, -1); break;
	case VAL_TIMESTAMP: n = datetime_put_timestamp(scratch, &v->as.timestamp, -1); break;
	case VAL_GUID:
		guid_put(scratch, v->as.guid);
		n = GUID_TEXT;
		break;
	default: return format_number(v, scratch);
	}
	return (struct str){ scratch, n };
}

static void form_of(const struct value *v, char *scratch, struct form *ret)
{
	size_t n;

	*ret = (struct form){ .s = v->text };
	if (v->kind == VAL_INTERVAL &&
	    interval_put_text(scratch, &v->as.interval, v->as.interval.code, &n) == CONV_OK)
		ret->s = (struct str){ scratch, n };
	else if (!v->text.p && v->kind != VAL_TEXT)
		ret->s = format(v, scratch);
	switch (v->kind) {
	case VAL_TEXT: ret->parts = true; break;
	case VAL_REAL:
	case VAL_DOUBLE:
	case VAL_DECIMAL: ret->whole = whole_number(ret->s); break;
	case VAL_TIME:
	case VAL_TIMESTAMP:
	case VAL_INTERVAL: ret->whole = whole_time(ret->s); break;
	default: ret->whole = ret->s.n; break;
	}
}

static void terminate(struct conv_target *t, size_t unit)
{
	memset((char *)t->p + t->written, 0, unit);
}

static void put_ascii(struct conv_target *t, struct str s, size_t unit)
{
	if (unit == 1)
		memcpy(t->p, s.p, s.n);
	for (size_t i = 0; unit > 1 && i < s.n; i++)
		wide_put(t->p, i, (unsigned char)s.p[i]);
	t->written = s.n * unit;
	terminate(t, unit);
}

/*
 * Numbers, dates and so on: one call, and only the fraction may be cut off.  A
 * buffer without room for the terminator asks for the length; ODBC: SQLGetData,
 * step 5.
 */
static enum conv_result put_form(const struct form *f, struct conv_target *t,
				 struct conv_part *part, size_t unit)
{
	size_t cap = (size_t)t->cap / unit, cut = cap - 1;

	t->n = (SQLLEN)(f->s.n * unit);
	if (!cap)
		return CONV_TRUNCATED;
	if (f->s.n < cap) {
		put_ascii(t, f->s, unit);
		part->finished = true;
		return CONV_OK;
	}
	if (!cut || f->whole > cut)
		return CONV_OUT_OF_RANGE;
	if (f->s.p[cut - 1] == '.')
		cut--;
	put_ascii(t, str_head(f->s, cut), unit);
	part->finished = true;
	return CONV_TRUNCATED;
}

/* Two digits a byte; a pair is not split. */
static enum conv_result put_hex(const struct value_bytes *b, struct conv_target *t,
				struct conv_part *part, size_t unit)
{
	struct str rest = str_tail(b->raw, part->used);
	size_t cap = (size_t)t->cap / unit, room = cap ? (cap - 1) / 2 : 0;
	uint8_t byte;
	char pair[2];

	if (!part->started)
		part->left = b->n;
	part->started = true;
	t->n = (SQLLEN)(part->left * 2 * unit);
	if (!cap)
		return CONV_TRUNCATED;
	for (; room && part->left; room--, part->left--) {
		bytes_decode(b->form, &rest, &byte, 1);
		hex_put(pair, byte);
		for (size_t i = 0; i < 2; i++, t->written += unit) {
			if (unit == 1)
				*((char *)t->p + t->written) = pair[i];
			else
				wide_put((char *)t->p + t->written, 0, (unsigned char)pair[i]);
		}
	}
	terminate(t, unit);
	part->used = b->raw.n - rest.n;
	part->finished = !part->left;
	return part->left ? CONV_TRUNCATED : CONV_OK;
}

static enum conv_result put_narrow_part(struct str s, struct conv_target *t, struct conv_part *part)
{
	struct str rest = str_tail(s, part->used);
	size_t room, n;

	part->started = true;
	t->n = (SQLLEN)rest.n;
	if (!t->cap)
		return CONV_TRUNCATED;
	room = (size_t)t->cap - 1;
	n = rest.n;
	if (n > room) {
		n = utf8_cut(rest, room);
		if (!n) /* not even one character: bytes, so that a loop comes to its end */
			n = room;
	}
	if (n)
		memcpy(t->p, rest.p, n);
	t->written = n;
	terminate(t, 1);
	part->used += n;
	part->finished = n == rest.n;
	return n == rest.n ? CONV_OK : CONV_TRUNCATED;
}

/* A pair that does not fit alone is split after all, so that a loop comes to its end. */
static size_t split_pair(struct str *rest, struct conv_target *t, struct conv_part *part)
{
	uint32_t c = utf8_next(rest);
	uint16_t high = (uint16_t)(0xd800 + ((c - 0x10000) >> 10));

	memcpy(t->p, &high, sizeof(high));
	part->low = (uint16_t)(0xdc00 + ((c - 0x10000) & 0x3ff));
	return 1;
}

/* end: units that are kept for the terminator, 1 or 0. */
static enum conv_result put_wide_part(struct str s, struct conv_target *t, struct conv_part *part,
				      size_t end)
{
	struct str rest = str_tail(s, part->used);
	size_t cap = (size_t)t->cap / wide_unit, n = 0, used = 0, low = part->low ? 1 : 0;
	size_t room = cap > end ? cap - end : 0;
	char *to = t->p;

	/* A text that surely fits need not be measured first. */
	if (!part->started && room >= rest.n) {
		n = wide_from_utf8(rest, to, room, &used);
		part->left = n;
	} else if (!part->started) {
		part->left = wide_units(rest);
	}
	part->started = true;
	t->n = (SQLLEN)(part->left * wide_unit);
	if (!cap)
		return CONV_TRUNCATED;
	if (!used) {
		if (low && room) {
			memcpy(to, &part->low, 2);
			part->low = 0;
		}
		n = low && room ? 1 : 0;
		if (room > n)
			n += wide_from_utf8(rest, to + wide_unit * n, room - n, &used);
		rest = str_tail(rest, used);
		if (!n && room == 1 && rest.n) /* UTF-16 */
			n = split_pair(&rest, t, part);
	} else {
		rest = str_tail(rest, used);
	}
	t->written = n * wide_unit;
	if (end)
		terminate(t, wide_unit);
	part->used = s.n - rest.n;
	part->left -= n;
	part->finished = !part->left;
	return part->left ? CONV_TRUNCATED : CONV_OK;
}

static enum conv_result put_text(const struct value *v, struct conv_target *t,
				 struct conv_part *part, size_t unit)
{
	char scratch[SCRATCH];
	struct form f;

	if (v->kind == VAL_BYTES)
		return put_hex(&v->as.bytes, t, part, unit);
	form_of(v, scratch, &f);
	if (!f.parts)
		return put_form(&f, t, part, unit);
	return unit == 1 ? put_narrow_part(f.s, t, part) : put_wide_part(f.s, t, part, 1);
}

enum conv_result put_char(const struct conv_writer *w, const struct value *v, struct conv_target *t,
			  struct conv_part *part)
{
	(void)w;
	return put_text(v, t, part, 1);
}

enum conv_result put_wide(const struct conv_writer *w, const struct value *v, struct conv_target *t,
			  struct conv_part *part)
{
	(void)w;
	return put_text(v, t, part, wide_unit);
}

/* What a C structure or number would hold, byte for byte. */
union image {
	int8_t i8;
	int16_t i16;
	int32_t i32;
	int64_t i64;
	float f;
	double d;
	SQL_NUMERIC_STRUCT numeric;
	SQL_DATE_STRUCT date;
	SQL_TIME_STRUCT time;
	SQL_TIMESTAMP_STRUCT timestamp;
	SQL_INTERVAL_STRUCT interval;
	SQLGUID guid;
};

static size_t integer_image(const struct value *v, union image *ret)
{
	int64_t n = v->kind == VAL_UINT ? (int64_t)v->as.uinteger : v->as.integer;

	switch (v->width) {
	case 1: ret->i8 = (int8_t)n; break;
	case 2: ret->i16 = (int16_t)n; break;
	case 4: ret->i32 = (int32_t)n; break;
	default: ret->i64 = n; return 8;
	}
	return v->width;
}

/*
 * ODBC: "Transferring Data in Its Binary Form".  The form is that of the type's
 * own C type, so that a parameter bound as SQL_C_BINARY takes the bytes back.
 */
static enum conv_result image_of(const struct value *v, union image *ret, size_t *ret_n)
{
	enum conv_result r = CONV_OK;

	switch (v->kind) {
	case VAL_BOOL:
		ret->i8 = v->as.boolean != 0;
		*ret_n = 1;
		return CONV_OK;
	case VAL_INT:
	case VAL_UINT: *ret_n = integer_image(v, ret); return CONV_OK;
	case VAL_REAL:
		ret->f = (float)v->as.real;
		*ret_n = sizeof(ret->f);
		return CONV_OK;
	case VAL_DOUBLE:
		ret->d = v->as.real;
		*ret_n = sizeof(ret->d);
		return CONV_OK;
	case VAL_DECIMAL:
		*ret_n = sizeof(ret->numeric);
		return decimal_to_struct(&v->as.decimal, 0,
					 (int)decimal_fraction_digits(&v->as.decimal),
					 &ret->numeric);
	case VAL_DATE: *ret_n = sizeof(ret->date); return datetime_to_date(&v->as.date, &ret->date);
	case VAL_TIME:
		*ret_n = sizeof(ret->time);
		r = datetime_to_time(&v->as.time, &ret->time);
		return r == CONV_OK && v->as.time.nanos ? CONV_FRACTION_LOST : r;
	case VAL_TIMESTAMP:
		*ret_n = sizeof(ret->timestamp);
		return datetime_to_timestamp(&v->as.timestamp, &ret->timestamp);
	case VAL_INTERVAL:
		*ret_n = sizeof(ret->interval);
		return interval_to_struct(&v->as.interval, v->as.interval.code, 6, 0,
					  &ret->interval);
	case VAL_GUID:
		*ret_n = sizeof(ret->guid);
		guid_to_struct(v->as.guid, &ret->guid);
		return CONV_OK;
	default: return CONV_RESTRICTED;
	}
}

static enum conv_result put_bytes_part(const struct value_bytes *b, struct conv_target *t,
				       struct conv_part *part)
{
	struct str rest = str_tail(b->raw, part->used);

	if (!part->started)
		part->left = b->n;
	part->started = true;
	t->n = (SQLLEN)part->left;
	t->written = bytes_decode(b->form, &rest, t->p, (size_t)t->cap);
	part->used = b->raw.n - rest.n;
	part->left -= t->written;
	part->finished = !part->left;
	return part->left ? CONV_TRUNCATED : CONV_OK;
}

/*
 * The bytes of a character column are those of its text, in wide characters where the column
 * is a wide one: pyodbc's output converters, for one, are given these.
 */
static enum conv_result put_text_bytes(const struct value *v, struct conv_target *t,
				       struct conv_part *part)
{
	struct value_bytes bytes = { .form = BYTES_RAW };
	char scratch[SCRATCH];
	struct form f;

	form_of(v, scratch, &f);
	bytes.raw = f.s;
	bytes.n = f.s.n;
	if (v->unit < 2)
		return put_bytes_part(&bytes, t, part);
	if (t->cap > 0 && t->cap < (SQLLEN)wide_unit) /* a loop would not come to its end */
		return CONV_OUT_OF_RANGE;
	return put_wide_part(f.s, t, part, 0);
}

enum conv_result put_binary(const struct conv_writer *w, const struct value *v,
			    struct conv_target *t, struct conv_part *part)
{
	union image image;
	size_t n = 0;
	enum conv_result r;

	(void)w;
	if (v->kind == VAL_BYTES)
		return put_bytes_part(&v->as.bytes, t, part);
	if (v->kind == VAL_TEXT || v->unit)
		return put_text_bytes(v, t, part);
	memset(&image, 0, sizeof(image));
	r = image_of(v, &image, &n);
	t->n = (SQLLEN)n;
	if (conv_failed(r))
		return r;
	if ((SQLLEN)n > t->cap)
		return CONV_OUT_OF_RANGE;
	memcpy(t->p, &image, n);
	t->written = n;
	part->finished = true;
	return r;
}
