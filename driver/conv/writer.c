/* The writers of numbers, dates, times, intervals and GUIDs, and the table of all. */
#include "config.h"
#include "conv/writer.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "conv/datetime.h"
#include "conv/decimal.h"
#include "conv/guid.h"
#include "conv/hex.h"
#include "conv/interval.h"
#include "conv/number.h"
#include "conv/sqltype.h"
#include "util/ascii.h"
#include "util/utf.h"

void put_object(struct conv_target *t, const void *object, size_t n)
{
	memcpy(t->p, object, n);
	t->n = (SQLLEN)n;
	t->written = n;
}

struct value_date writer_today(const struct conv_writer *w)
{
	return w->today.month ? w->today : datetime_today();
}

#define PUT(name)                                                                        \
	static enum conv_result name(const struct conv_writer *w, const struct value *v, \
				     struct conv_target *t, struct conv_part *part)

static enum conv_result put_signed(const struct value *v, struct conv_target *t, size_t size,
				   int64_t min, int64_t max)
{
	int64_t n;
	enum conv_result r = value_to_int64(v, &n);
	int8_t n8;
	int16_t n16;
	int32_t n32;

	if (conv_failed(r))
		return r;
	if (n < min || n > max)
		return CONV_OUT_OF_RANGE;
	n8 = (int8_t)n;
	n16 = (int16_t)n;
	n32 = (int32_t)n;
	put_object(t, size == 1 ? &n8 : size == 2 ? &n16 : size == 4 ? (void *)&n32 : &n, size);
	return r;
}

static enum conv_result put_unsigned(const struct value *v, struct conv_target *t, size_t size,
				     uint64_t max)
{
	uint64_t n;
	enum conv_result r = value_to_uint64(v, &n);
	uint8_t n8;
	uint16_t n16;
	uint32_t n32;

	if (conv_failed(r))
		return r;
	if (n > max)
		return CONV_OUT_OF_RANGE;
	n8 = (uint8_t)n;
	n16 = (uint16_t)n;
	n32 = (uint32_t)n;
	put_object(t, size == 1 ? &n8 : size == 2 ? &n16 : size == 4 ? (void *)&n32 : &n, size);
	return r;
}

PUT(put_int8)
{
	(void)w, (void)part;
	return put_signed(v, t, 1, INT8_MIN, INT8_MAX);
}

PUT(put_int16)
{
	(void)w, (void)part;
	return put_signed(v, t, 2, INT16_MIN, INT16_MAX);
}

PUT(put_int32)
{
	(void)w, (void)part;
	return put_signed(v, t, 4, INT32_MIN, INT32_MAX);
}

PUT(put_int64)
{
	(void)w, (void)part;
	return put_signed(v, t, 8, INT64_MIN, INT64_MAX);
}

PUT(put_uint8)
{
	(void)w, (void)part;
	return put_unsigned(v, t, 1, UINT8_MAX);
}

PUT(put_uint16)
{
	(void)w, (void)part;
	return put_unsigned(v, t, 2, UINT16_MAX);
}

PUT(put_uint32)
{
	(void)w, (void)part;
	return put_unsigned(v, t, 4, UINT32_MAX);
}

PUT(put_uint64)
{
	(void)w, (void)part;
	return put_unsigned(v, t, 8, UINT64_MAX);
}

PUT(put_float)
{
	double d;
	float f;
	enum conv_result r = value_to_double(v, &d);

	(void)w, (void)part;
	if (conv_failed(r))
		return r;
	f = (float)d;
	if (isinf(f) && !isinf(d))
		return CONV_OUT_OF_RANGE;
	put_object(t, &f, sizeof(f));
	return r;
}

PUT(put_double)
{
	double d;
	enum conv_result r = value_to_double(v, &d);

	(void)w, (void)part;
	if (!conv_failed(r))
		put_object(t, &d, sizeof(d));
	return r;
}

PUT(put_bit)
{
	uint8_t bit;
	enum conv_result r = value_to_bit(v, &bit);

	(void)w, (void)part;
	if (!conv_failed(r))
		put_object(t, &bit, sizeof(bit));
	return r;
}

PUT(put_numeric)
{
	struct value_decimal d;
	SQL_NUMERIC_STRUCT n;
	enum conv_result r = value_to_decimal(v, &d), cut;

	(void)part;
	if (conv_failed(r))
		return r;
	cut = decimal_to_struct(&d, w->precision, w->scale, &n);
	if (conv_failed(cut))
		return cut;
	put_object(t, &n, sizeof(n));
	return cut == CONV_OK ? r : cut;
}

/* Whatever a text, a date or a timestamp says of day and time. */
struct moment {
	bool has_date, has_time, lost;
	struct value_timestamp ts;
};

static bool moment_of(const struct value *v, struct moment *ret)
{
	struct str text = ascii_trim(v->text);
	struct moment m = { .has_date = true, .has_time = true };

	if (v->kind == VAL_DATE) {
		m.has_time = false;
		m.ts.date = v->as.date;
	} else if (v->kind == VAL_TIME) {
		m.has_date = false;
		m.ts.time = v->as.time;
	} else if (v->kind == VAL_TIMESTAMP) {
		m.ts = v->as.timestamp;
	} else if (datetime_parse_date(text, &m.ts.date)) {
		m.has_time = false;
	} else if (datetime_parse_time(text, &m.ts.time, &m.lost)) {
		m.has_date = false;
	} else if (!datetime_parse_timestamp(text, &m.ts, &m.lost)) {
		return false;
	}
	*ret = m;
	return true;
}

PUT(put_date)
{
	struct moment m;
	SQL_DATE_STRUCT d;
	enum conv_result r;

	(void)w, (void)part;
	if (!moment_of(v, &m) || !m.has_date)
		return CONV_BAD_TEXT;
	r = datetime_to_date(&m.ts.date, &d);
	if (r != CONV_OK)
		return r;
	put_object(t, &d, sizeof(d));
	return datetime_midnight(&m.ts.time) ? CONV_OK : CONV_FRACTION_LOST;
}

PUT(put_time)
{
	struct moment m;
	SQL_TIME_STRUCT c;
	enum conv_result r;

	(void)w, (void)part;
	if (!moment_of(v, &m) || !m.has_time)
		return CONV_BAD_TEXT;
	if (m.has_date && m.ts.date.infinite)
		return CONV_DATETIME_OVERFLOW;
	r = datetime_to_time(&m.ts.time, &c);
	if (r != CONV_OK)
		return r;
	put_object(t, &c, sizeof(c));
	return m.ts.time.nanos || m.lost ? CONV_FRACTION_LOST : CONV_OK;
}

PUT(put_timestamp)
{
	struct moment m;
	SQL_TIMESTAMP_STRUCT c;
	enum conv_result r;

	(void)part;
	if (!moment_of(v, &m))
		return CONV_BAD_TEXT;
	if (!m.has_date)
		m.ts.date = writer_today(w);
	r = datetime_to_timestamp(&m.ts, &c);
	if (r != CONV_OK)
		return r;
	put_object(t, &c, sizeof(c));
	return m.lost ? CONV_FRACTION_LOST : CONV_OK;
}

enum conv_result value_to_interval(const struct value *v, uint8_t code, struct value_interval *ret)
{
	struct value_decimal d;
	uint8_t from = v->kind == VAL_INTERVAL ? v->as.interval.code : 0;
	enum conv_result r;

	if (v->kind == VAL_TEXT)
		return interval_parse(v->text, code, ret) ? CONV_OK : CONV_BAD_TEXT;
	if (v->kind == VAL_INTERVAL) {
		if (from && interval_is_year_month(from) != interval_is_year_month(code))
			return CONV_RESTRICTED;
		*ret = v->as.interval;
		return CONV_OK;
	}
	r = value_to_decimal(v, &d);
	if (conv_failed(r))
		return r;
	/* ODBC: "SQL to C: Numeric": a number has no place for several fields. */
	return interval_is_single(code) ? interval_from_decimal(&d, code, ret)
					: CONV_INTERVAL_OVERFLOW;
}

PUT(put_interval)
{
	uint8_t code = w->put->code;
	struct value_interval i;
	SQL_INTERVAL_STRUCT s;
	enum conv_result r = value_to_interval(v, code, &i), cut;

	(void)part;
	if (conv_failed(r))
		return r;
	cut = interval_to_struct(&i, code, w->precision, w->leading, &s);
	if (conv_failed(cut))
		return cut;
	put_object(t, &s, sizeof(s));
	return cut == CONV_OK ? r : cut;
}

PUT(put_guid)
{
	uint8_t guid[16];
	SQLGUID g;

	(void)w, (void)part;
	if (v->kind == VAL_GUID)
		memcpy(guid, v->as.guid, sizeof(guid));
	else if (!guid_parse(v->text, guid))
		return CONV_BAD_TEXT;
	guid_to_struct(guid, &g);
	put_object(t, &g, sizeof(g));
	return CONV_OK;
}

#define ANY      (~VAL_BIT(VAL_NULL))
#define TEXT     VAL_BIT(VAL_TEXT)
#define INTERVAL VAL_BIT(VAL_INTERVAL)
#define NUMERIC  (VAL_NUMBERS | TEXT | INTERVAL)
#define FLOATING (VAL_NUMBERS | TEXT)
#define DAYS     (TEXT | VAL_BIT(VAL_DATE) | VAL_BIT(VAL_TIMESTAMP))
#define CLOCKS   (TEXT | VAL_BIT(VAL_TIME) | VAL_BIT(VAL_TIMESTAMP))
#define SPANS    (TEXT | INTERVAL | VAL_INTEGERS | VAL_BIT(VAL_DECIMAL))
#define SPAN(name)                                                                                 \
	{                                                                                          \
		SQL_C_INTERVAL_##name, sizeof(SQL_INTERVAL_STRUCT), SQL_CODE_##name, false, SPANS, \
			put_interval                                                               \
	}

static const struct conv_put puts_by_type[] = {
	{ SQL_C_CHAR, 0, 0, true, ANY, put_char },
	{ SQL_C_WCHAR, 0, 0, true, ANY, put_wide },
	{ SQL_C_BINARY, 0, 0, false, ANY, put_binary },
	{ SQL_C_BIT, 1, 0, false, FLOATING, put_bit },
	{ SQL_C_TINYINT, 1, 0, false, NUMERIC, put_int8 },
	{ SQL_C_STINYINT, 1, 0, false, NUMERIC, put_int8 },
	{ SQL_C_UTINYINT, 1, 0, false, NUMERIC, put_uint8 },
	{ SQL_C_SHORT, 2, 0, false, NUMERIC, put_int16 },
	{ SQL_C_SSHORT, 2, 0, false, NUMERIC, put_int16 },
	{ SQL_C_USHORT, 2, 0, false, NUMERIC, put_uint16 },
	{ SQL_C_LONG, 4, 0, false, NUMERIC, put_int32 },
	{ SQL_C_SLONG, 4, 0, false, NUMERIC, put_int32 },
	{ SQL_C_ULONG, 4, 0, false, NUMERIC, put_uint32 },
	{ SQL_C_SBIGINT, 8, 0, false, NUMERIC, put_int64 },
	{ SQL_C_UBIGINT, 8, 0, false, NUMERIC, put_uint64 },
	{ SQL_C_FLOAT, 4, 0, false, FLOATING, put_float },
	{ SQL_C_DOUBLE, 8, 0, false, FLOATING, put_double },
	{ SQL_C_NUMERIC, sizeof(SQL_NUMERIC_STRUCT), 0, false, NUMERIC, put_numeric },
	{ SQL_C_TYPE_DATE, sizeof(SQL_DATE_STRUCT), 0, false, DAYS, put_date },
	{ SQL_C_TYPE_TIME, sizeof(SQL_TIME_STRUCT), 0, false, CLOCKS, put_time },
	{ SQL_C_TYPE_TIMESTAMP, sizeof(SQL_TIMESTAMP_STRUCT), 0, false, DAYS | CLOCKS,
	  put_timestamp },
	{ SQL_C_GUID, sizeof(SQLGUID), 0, false, TEXT | VAL_BIT(VAL_GUID), put_guid },
	SPAN(YEAR),
	SPAN(MONTH),
	SPAN(DAY),
	SPAN(HOUR),
	SPAN(MINUTE),
	SPAN(SECOND),
	SPAN(YEAR_TO_MONTH),
	SPAN(DAY_TO_HOUR),
	SPAN(DAY_TO_MINUTE),
	SPAN(DAY_TO_SECOND),
	SPAN(HOUR_TO_MINUTE),
	SPAN(HOUR_TO_SECOND),
	SPAN(MINUTE_TO_SECOND),
};

static const struct conv_put *find(SQLSMALLINT c_type)
{
	c_type = sqltype_odbc3(c_type);
	for (size_t i = 0; i < sizeof(puts_by_type) / sizeof(puts_by_type[0]); i++)
		if (puts_by_type[i].c_type == c_type)
			return &puts_by_type[i];
	return NULL;
}

bool conv_writer_init(struct conv_writer *w, SQLSMALLINT c_type, SQLSMALLINT precision,
		      SQLSMALLINT scale, SQLINTEGER leading)
{
	const struct conv_put *put = find(c_type);

	if (!put)
		return false;
	*w = (struct conv_writer){ .c_type = put->c_type,
				   .precision = precision,
				   .scale = scale,
				   .leading = leading,
				   .put = put };
	return true;
}

SQLLEN conv_c_size(SQLSMALLINT c_type)
{
	const struct conv_put *put = find(c_type);

	return put ? put->size : -1;
}
