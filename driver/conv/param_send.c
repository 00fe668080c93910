/* Writers of server parameters, one a SQL type. */
#include "config.h"
#include "conv/param_types.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "conv/datetime.h"
#include "conv/decimal.h"
#include "conv/guid.h"
#include "conv/hex.h"
#include "conv/interval.h"
#include "conv/number.h"
#include "conv/sqltype.h"
#include "conv/writer.h"
#include "util/ascii.h"
#include "util/utf.h"

#define SEND(name)                                                                      \
	static enum conv_result name(const struct conv_param *p, const struct value *v, \
				     struct buf *out, bool *ret_binary)

#define SERVER_FRACTION 6 /* digits of a second that the server keeps */

static void add_bytes(struct buf *out, const void *p, size_t n)
{
	buf_add(out, (struct str){ p, n });
}

/* A terminator in the middle would silently cut the parameter off on its way. */
static bool has_nul(struct str s)
{
	return s.n && memchr(s.p, '\0', s.n) != NULL;
}

/* ODBC: a column's length counts characters ("Column Size"). */
static enum conv_result send_characters(const struct conv_param *p, struct str s, struct buf *out)
{
	if (has_nul(s))
		return CONV_BAD_TEXT;
	/* Fewer bytes than characters allowed: nothing to count. */
	if (p->column_size && s.n > p->column_size && utf8_chars(s) > p->column_size)
		return CONV_STRING_TRUNCATION;
	buf_add(out, s);
	return CONV_OK;
}

/* The character form of a number, a date, an interval: at most `cap` bytes at `small`. */
static enum conv_result small_text(const struct value *v, char *small, size_t cap, struct str *ret)
{
	struct conv_writer w;
	struct conv_target t = { .p = small, .cap = (SQLLEN)cap };
	enum conv_result r;

	if (!conv_writer_init(&w, SQL_C_CHAR, 0, 0, 0))
		return CONV_RESTRICTED;
	r = conv_put(&w, v, &t);
	*ret = (struct str){ small, t.written };
	return r;
}

SEND(send_char)
{
	char small[256];
	struct str s = v->text;
	enum conv_result r;

	(void)ret_binary;
	if (v->kind == VAL_BYTES)
		return send_characters(p, v->as.bytes.raw, out);
	r = v->kind == VAL_TEXT ? CONV_OK : small_text(v, small, sizeof(small), &s);
	if (r != CONV_OK)
		return r;
	if (p->minus_one && str_eq(ascii_trim(s), STR("-1")))
		s = STR("1");
	return send_characters(p, s, out);
}

/* Data in the form of the type's own C type, as SQL_C_BINARY fetches it. */
static enum conv_result image_value(SQLSMALLINT c_type, const struct conv_param *p,
				    const struct value *v, struct value *ret)
{
	struct conv_param image = *p;
	SQLLEN size = conv_c_size(c_type);

	if (v->as.bytes.n != (size_t)size)
		return CONV_OUT_OF_RANGE;
	image.get = param_get_of(c_type);
	image.scale = 0;
	*ret = (struct value){ .kind = image.get->kind, .width = image.get->width };
	return image.get->get(&image, v->as.bytes.raw.p, (size_t)size, ret);
}

static enum conv_result integer_of(const struct value *v, const struct conv_send *s, int64_t *ret)
{
	enum conv_result r = value_to_int64(v, ret);
	uint64_t limit = (uint64_t)s->max * 2 + 1;

	if (r == CONV_BAD_TEXT || r == CONV_RESTRICTED)
		return r;
	if (conv_failed(r))
		return CONV_OUT_OF_RANGE;
	/* An unsigned C type may fill an unsigned column (oid). */
	if (v->kind == VAL_UINT ? (uint64_t)*ret > limit : *ret < s->min || *ret > s->max)
		return CONV_OUT_OF_RANGE;
	if (r == CONV_FRACTION_LOST && v->kind == VAL_TEXT)
		return CONV_STRING_TRUNCATION;
	return r;
}

SEND(send_integer)
{
	struct value image;
	enum conv_result r;
	int64_t n;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(type_default_c(p->send->sql_type, false), p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	if (v->kind == VAL_UINT && v->as.uinteger > INT64_MAX && p->send->max == INT64_MAX) {
		buf_addf(out, "%" PRIu64, v->as.uinteger);
		return CONV_OK;
	}
	r = integer_of(v, p->send, &n);
	if (!conv_failed(r))
		buf_addf(out, "%" PRId64, n);
	return r;
}

/*
 * precision and scale of the column: whole digits must fit, digits of the fraction
 * may be cut from a number (01S07) but not from text (22001).
 */
static enum conv_result fits(const struct conv_param *p, const struct value *v,
			     const struct value_decimal *d)
{
	int64_t precision = (int64_t)p->column_size, scale = p->digits;

	if (d->special != DECIMAL_FINITE)
		return CONV_OUT_OF_RANGE;
	if (!p->column_size)
		return CONV_OK;
	if (decimal_whole_digits(d) > (precision > scale ? precision - scale : 0))
		return CONV_OUT_OF_RANGE;
	if (decimal_fraction_digits(d) <= scale)
		return CONV_OK;
	return v->kind == VAL_TEXT ? CONV_STRING_TRUNCATION : CONV_FRACTION_LOST;
}

SEND(send_decimal)
{
	struct value_decimal d;
	struct value image;
	enum conv_result r;
	int64_t min = 0, max = INT32_MAX;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(SQL_C_NUMERIC, p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	r = value_to_decimal(v, &d);
	if (conv_failed(r))
		return r == CONV_INTERVAL_OVERFLOW ? CONV_RESTRICTED : r;
	r = fits(p, v, &d);
	if (conv_failed(r))
		return r;
	if (v->kind == VAL_TEXT) {
		buf_add(out, ascii_trim(v->text));
		return CONV_OK;
	}
	if (r == CONV_FRACTION_LOST)
		max = p->digits;
	if (v->kind == VAL_DECIMAL && d.exp10 < 0)
		min = -d.exp10 < max ? -d.exp10 : max;
	decimal_text(&d, min, max, out);
	return r;
}

static enum conv_result send_exact_text(const struct value *v, struct buf *out)
{
	struct value_decimal d;
	enum conv_result r = value_to_decimal(v, &d);

	if (r == CONV_OK)
		decimal_text(&d, 0, INT32_MAX, out);
	return r;
}

static enum conv_result send_approximate(const struct conv_param *p, const struct value *v,
					 struct buf *out, bool single)
{
	char small[64];
	struct value image;
	enum conv_result r;
	double d;
	size_t n;

	if (v->kind == VAL_BYTES) {
		r = image_value(single ? SQL_C_FLOAT : SQL_C_DOUBLE, p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	r = value_to_double(v, &d);
	if (conv_failed(r))
		return r;
	if (single && isinf((float)d) && !isinf(d))
		return CONV_OUT_OF_RANGE;
	if (v->kind == VAL_TEXT) {
		buf_add(out, ascii_trim(v->text));
		return CONV_OK;
	}
	if (VAL_BIT(v->kind) & VAL_EXACT)
		return send_exact_text(v, out);
	n = v->kind == VAL_REAL ? ascii_from_float((float)d, small, sizeof(small))
				: ascii_from_double(d, small, sizeof(small));
	add_bytes(out, small, n);
	return CONV_OK;
}

SEND(send_real)
{
	(void)ret_binary;
	return send_approximate(p, v, out, true);
}

SEND(send_double)
{
	(void)ret_binary;
	return send_approximate(p, v, out, false);
}

static bool is_minus_one(const struct value *v)
{
	int64_t n;

	return v->kind != VAL_INTERVAL && value_to_int64(v, &n) == CONV_OK && n == -1;
}

SEND(send_bit)
{
	struct value image;
	enum conv_result r;
	uint8_t bit;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(SQL_C_BIT, p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	if (p->minus_one && is_minus_one(v)) {
		buf_add(out, STR("1"));
		return CONV_OK;
	}
	r = value_to_bit(v, &bit);
	if (r == CONV_FRACTION_LOST)
		return CONV_STRING_TRUNCATION;
	if (r == CONV_OK)
		buf_add(out, bit ? STR("1") : STR("0"));
	return r;
}

/* The digits, or the bytes themselves. */
static void add_binary(const struct conv_param *p, struct str bytes, struct buf *out,
		       bool *ret_binary)
{
	char pair[2];

	if (!p->hex_text) {
		buf_add(out, bytes);
		*ret_binary = true;
		return;
	}
	for (size_t i = 0; i < bytes.n && !out->failed; i++) {
		hex_put(pair, (uint8_t)bytes.p[i]);
		add_bytes(out, pair, sizeof(pair));
	}
}

/* ODBC: "C to SQL: Character": two digits a byte, an odd last one is not converted. */
static enum conv_result send_hex(const struct conv_param *p, struct str s, struct buf *out,
				 bool *ret_binary)
{
	uint8_t byte;

	if (p->column_size && s.n / 2 > p->column_size)
		return CONV_STRING_TRUNCATION;
	for (size_t i = 0; i + 1 < s.n; i += 2)
		if (!hex_byte(s.p + i, &byte))
			return CONV_BAD_TEXT;
	if (p->hex_text) {
		buf_add(out, str_head(s, s.n / 2 * 2));
		return CONV_OK;
	}
	for (size_t i = 0; i + 1 < s.n && !out->failed; i += 2) {
		hex_byte(s.p + i, &byte);
		add_bytes(out, &byte, 1);
	}
	*ret_binary = true;
	return CONV_OK;
}

SEND(send_binary)
{
	if (v->kind == VAL_TEXT)
		return send_hex(p, v->text, out, ret_binary);
	if (p->column_size && v->as.bytes.n > p->column_size)
		return CONV_STRING_TRUNCATION;
	add_binary(p, v->as.bytes.raw, out, ret_binary);
	return CONV_OK;
}

SEND(send_date)
{
	char small[DATETIME_TEXT];
	struct value_timestamp ts = { .date = { .infinite = 0 } };
	struct value image;
	bool lost;
	enum conv_result r;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(SQL_C_TYPE_DATE, p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	if (v->kind == VAL_DATE)
		ts.date = v->as.date;
	else if (v->kind == VAL_TIMESTAMP)
		ts = v->as.timestamp;
	else if (!datetime_parse_date(ascii_trim(v->text), &ts.date) &&
		 !datetime_parse_timestamp(ascii_trim(v->text), &ts, &lost))
		return CONV_BAD_TEXT;
	if (!datetime_midnight(&ts.time))
		return CONV_DATETIME_OVERFLOW;
	add_bytes(out, small, datetime_put_date(small, &ts.date));
	return CONV_OK;
}

/*
 * Digits of the fraction that the column takes: the digits given, else what the
 * size leaves room for behind "hh:mm:ss." (size 9) or "yyyy-mm-dd hh:mm:ss." (20).
 */
static int fraction_digits(const struct conv_param *p, SQLULEN size)
{
	int digits = p->digits;

	if (digits <= 0)
		digits = !p->column_size         ? SERVER_FRACTION
			 : p->column_size > size ? (int)(p->column_size - size)
						 : 0;
	return digits < SERVER_FRACTION ? digits : SERVER_FRACTION;
}

static bool fraction_fits(uint32_t nanos, int digits)
{
	while (digits-- > 0)
		nanos = nanos % 100000000 * 10;
	return !nanos;
}

SEND(send_time)
{
	char small[DATETIME_TEXT];
	struct value_timestamp ts = { .date = { .infinite = 0 } };
	struct value image;
	bool lost = false;
	int digits = fraction_digits(p, 9);
	enum conv_result r;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(SQL_C_TYPE_TIME, p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	if (v->kind == VAL_TIME) {
		ts.time = v->as.time;
	} else if (v->kind == VAL_TIMESTAMP) {
		ts = v->as.timestamp;
		digits = 0;
	} else if (!datetime_parse_time(ascii_trim(v->text), &ts.time, &lost)) {
		if (!datetime_parse_timestamp(ascii_trim(v->text), &ts, &lost) || ts.date.infinite)
			return CONV_BAD_TEXT;
		digits = 0;
	}
	if (lost || !fraction_fits(ts.time.nanos, digits))
		return CONV_DATETIME_OVERFLOW;
	add_bytes(out, small, datetime_put_time(small, &ts.time, -1));
	return CONV_OK;
}

/* Text keeps its zone, which the fields do not have. */
static enum conv_result timestamp_text(const struct conv_param *p, const struct value *v,
				       struct value_timestamp *ret, struct str *ret_text)
{
	struct str s = ascii_trim(v->text);
	bool lost = false;

	if (datetime_parse_timestamp(s, ret, &lost)) {
		*ret_text = datetime_bare(s);
		return lost ? CONV_DATETIME_OVERFLOW : CONV_OK;
	}
	if (datetime_parse_date(s, &ret->date))
		return CONV_OK;
	ret->date = p->today.month ? p->today : datetime_today();
	if (!datetime_parse_time(s, &ret->time, &lost))
		return CONV_BAD_TEXT;
	return lost ? CONV_DATETIME_OVERFLOW : CONV_OK;
}

SEND(send_timestamp)
{
	char small[DATETIME_TEXT];
	struct value_timestamp ts = { .date = { .infinite = 0 } };
	struct value image;
	struct str text = { NULL, 0 };
	enum conv_result r = CONV_OK;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(SQL_C_TYPE_TIMESTAMP, p, v, &image);
		v = &image;
	}
	if (r == CONV_OK && v->kind == VAL_TEXT)
		r = timestamp_text(p, v, &ts, &text);
	if (r != CONV_OK)
		return r;
	if (v->kind == VAL_DATE) {
		ts.date = v->as.date;
	} else if (v->kind == VAL_TIME) {
		ts.date = p->today.month ? p->today : datetime_today();
		ts.time = v->as.time;
	} else if (v->kind == VAL_TIMESTAMP) {
		ts = v->as.timestamp;
	}
	if (!fraction_fits(ts.time.nanos, fraction_digits(p, 20)))
		return CONV_DATETIME_OVERFLOW;
	if (!text.n)
		text = (struct str){ small, datetime_put_timestamp(small, &ts, -1) };
	buf_add(out, text);
	return CONV_OK;
}

SEND(send_guid)
{
	char small[GUID_TEXT];
	uint8_t guid[16];
	struct value image;
	enum conv_result r;

	(void)ret_binary;
	if (v->kind == VAL_BYTES) {
		r = image_value(SQL_C_GUID, p, v, &image);
		if (r != CONV_OK)
			return r;
		v = &image;
	}
	if (v->kind == VAL_GUID)
		memcpy(guid, v->as.guid, sizeof(guid));
	else if (!guid_parse(v->text, guid))
		return CONV_BAD_TEXT;
	guid_put(small, guid);
	add_bytes(out, small, sizeof(small));
	return CONV_OK;
}

/* Every field that would be cut off is 22015 here. */
SEND(send_interval)
{
	char small[INTERVAL_TEXT];
	uint8_t code = p->send->code;
	SQL_INTERVAL_STRUCT checked;
	struct value_interval i;
	enum conv_result r = value_to_interval(v, code, &i);

	(void)ret_binary;
	if (r == CONV_FRACTION_LOST || r == CONV_OUT_OF_RANGE)
		return CONV_INTERVAL_OVERFLOW;
	if (r != CONV_OK)
		return r;
	if (interval_to_struct(&i, code, SERVER_FRACTION, p->leading, &checked) != CONV_OK)
		return CONV_INTERVAL_OVERFLOW;
	add_bytes(out, small, interval_put_server(small, &i));
	return CONV_OK;
}

#define TEXT       VAL_BIT(VAL_TEXT)
#define BYTES      VAL_BIT(VAL_BYTES)
#define INTERVAL   VAL_BIT(VAL_INTERVAL)
#define CHARACTERS (~VAL_BIT(VAL_NULL))
#define EXACT      (VAL_NUMBERS | TEXT | BYTES | INTERVAL)
#define FLOATING   (VAL_NUMBERS | TEXT | BYTES)
#define DAYS       (VAL_BIT(VAL_DATE) | VAL_BIT(VAL_TIMESTAMP))
#define CLOCKS     (VAL_BIT(VAL_TIME) | VAL_BIT(VAL_TIMESTAMP))
#define SPANS      (TEXT | INTERVAL)
#define FIELD      (SPANS | VAL_INTEGERS | VAL_BIT(VAL_DECIMAL))

#define CHARS(type)                                        \
	{                                                  \
		type, CHARACTERS, 0, true, 0, 0, send_char \
	}
#define BINARY(type)                                            \
	{                                                       \
		type, TEXT | BYTES, 0, false, 0, 0, send_binary \
	}
#define PLAIN(type, accepts, send)                  \
	{                                           \
		type, accepts, 0, false, 0, 0, send \
	}
#define SPAN(name, accepts)                                                               \
	{                                                                                 \
		SQL_INTERVAL_##name, accepts, SQL_CODE_##name, false, 0, 0, send_interval \
	}

static const struct conv_send sends[] = {
	CHARS(SQL_CHAR),
	CHARS(SQL_VARCHAR),
	CHARS(SQL_LONGVARCHAR),
	CHARS(SQL_WCHAR),
	CHARS(SQL_WVARCHAR),
	CHARS(SQL_WLONGVARCHAR),
	{ SQL_TINYINT, EXACT, 0, false, INT8_MIN, INT8_MAX, send_integer },
	{ SQL_SMALLINT, EXACT, 0, false, INT16_MIN, INT16_MAX, send_integer },
	{ SQL_INTEGER, EXACT, 0, false, INT32_MIN, INT32_MAX, send_integer },
	{ SQL_BIGINT, EXACT, 0, false, INT64_MIN, INT64_MAX, send_integer },
	PLAIN(SQL_DECIMAL, EXACT, send_decimal),
	PLAIN(SQL_NUMERIC, EXACT, send_decimal),
	PLAIN(SQL_REAL, FLOATING, send_real),
	PLAIN(SQL_FLOAT, FLOATING, send_double),
	PLAIN(SQL_DOUBLE, FLOATING, send_double),
	PLAIN(SQL_BIT, FLOATING, send_bit),
	BINARY(SQL_BINARY),
	BINARY(SQL_VARBINARY),
	BINARY(SQL_LONGVARBINARY),
	PLAIN(SQL_TYPE_DATE, TEXT | BYTES | DAYS, send_date),
	PLAIN(SQL_TYPE_TIME, TEXT | BYTES | CLOCKS, send_time),
	PLAIN(SQL_TYPE_TIMESTAMP, TEXT | BYTES | DAYS | CLOCKS, send_timestamp),
	PLAIN(SQL_GUID, TEXT | BYTES | VAL_BIT(VAL_GUID), send_guid),
	SPAN(YEAR, FIELD),
	SPAN(MONTH, FIELD),
	SPAN(DAY, FIELD),
	SPAN(HOUR, FIELD),
	SPAN(MINUTE, FIELD),
	SPAN(SECOND, FIELD),
	SPAN(YEAR_TO_MONTH, SPANS),
	SPAN(DAY_TO_HOUR, SPANS),
	SPAN(DAY_TO_MINUTE, SPANS),
	SPAN(DAY_TO_SECOND, SPANS),
	SPAN(HOUR_TO_MINUTE, SPANS),
	SPAN(HOUR_TO_SECOND, SPANS),
	SPAN(MINUTE_TO_SECOND, SPANS),
};

const struct conv_send *param_send_of(SQLSMALLINT sql_type)
{
	sql_type = sqltype_odbc3(sql_type);
	for (size_t i = 0; i < sizeof(sends) / sizeof(sends[0]); i++)
		if (sends[i].sql_type == sql_type)
			return &sends[i];
	return NULL;
}
