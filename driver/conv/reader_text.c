/* Readers of the server's text format. */
#include "config.h"
#include "conv/reader.h"

#include "conv/datetime.h"
#include "conv/decimal.h"
#include "conv/guid.h"
#include "conv/hex.h"
#include "conv/interval.h"
#include "util/ascii.h"

static enum conv_result as_text(struct str wire, struct value *ret)
{
	ret->kind = VAL_TEXT;
	ret->width = 0;
	ret->text = wire;
	return CONV_OK;
}

static enum conv_result read_text(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	return as_text(wire, ret);
}

static enum conv_result read_bool(const struct conv_reader *r, struct str wire, struct value *ret)
{
	if (wire.n != 1 || (*wire.p != 't' && *wire.p != 'f'))
		return as_text(wire, ret);
	ret->text = (struct str){ NULL, 0 };
	ret->as.boolean = *wire.p == 'f' ? 0 : r->minus_one ? -1 : 1;
	return CONV_OK;
}

static enum conv_result read_int(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (ascii_to_int64(wire, &ret->as.integer) != ASCII_OK)
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_uint(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (ascii_to_uint64(wire, &ret->as.uinteger) != ASCII_OK)
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_double(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (ascii_to_double(wire, &ret->as.real) != ASCII_OK)
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_numeric(const struct conv_reader *r, struct str wire,
				     struct value *ret)
{
	(void)r;
	if (!decimal_parse_server(wire, &ret->as.decimal))
		return as_text(wire, ret);
	return CONV_OK;
}

/*
 * Money comes in the server's lc_monetary: a sign or parentheses, a symbol on
 * either side, any thousands separator.  The last "." or "," is the decimal point
 * if one or two digits follow it; there are at most 19 digits in all.
 */
static enum conv_result read_money(const struct conv_reader *r, struct str wire, struct value *ret)
{
	uint64_t digits = 0;
	size_t after = 0;
	bool point = false, any = false, negative = false;

	(void)r;
	for (size_t i = 0; i < wire.n; i++) {
		char c = wire.p[i];

		if (c == '-' || c == '(')
			negative = true;
		if (c == '.' || c == ',') {
			point = any;
			after = 0;
		}
		if (!ascii_is_digit(c))
			continue;
		if (__builtin_mul_overflow(digits, 10u, &digits))
			return as_text(wire, ret);
		digits += (uint64_t)(c - '0');
		after++;
		any = true;
	}
	if (!any)
		return as_text(wire, ret);
	ret->text = (struct str){ NULL, 0 };
	decimal_from_uint64(digits, negative, point && after <= 2 ? (int)after : 0,
			    &ret->as.decimal);
	return CONV_OK;
}

static enum conv_result read_bytea(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (!bytes_parse(wire, &ret->as.bytes))
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_hex(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (!bytes_parse_hex(wire, &ret->as.bytes))
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_date(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (!datetime_parse_date(wire, &ret->as.date))
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_time(const struct conv_reader *r, struct str wire, struct value *ret)
{
	bool lost;

	(void)r;
	if (!datetime_parse_time(wire, &ret->as.time, &lost))
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_timestamp(const struct conv_reader *r, struct str wire,
				       struct value *ret)
{
	bool lost;

	if (!datetime_parse_timestamp(wire, &ret->as.timestamp, &lost))
		return as_text(wire, ret);
	if (!r->text_is_final) /* the character form is without the zone */
		ret->text = (struct str){ NULL, 0 };
	return CONV_OK;
}

static enum conv_result read_interval(const struct conv_reader *r, struct str wire,
				      struct value *ret)
{
	if (!interval_parse(wire, r->code, &ret->as.interval))
		return as_text(wire, ret);
	return CONV_OK;
}

static enum conv_result read_uuid(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	if (!guid_parse(wire, ret->as.guid))
		return as_text(wire, ret);
	return CONV_OK;
}

static const struct conv_reader readers[READER_IDS] = {
	[READ_TEXT] = { read_text, VAL_TEXT, 0, 0, false, true },
	[READ_BOOL] = { read_bool, VAL_BOOL, 1, 0, false, false },
	[READ_INT2] = { read_int, VAL_INT, 2, 0, false, true },
	[READ_INT4] = { read_int, VAL_INT, 4, 0, false, true },
	[READ_INT8] = { read_int, VAL_INT, 8, 0, false, true },
	[READ_OID] = { read_uint, VAL_UINT, 4, 0, false, true },
	[READ_UINT8] = { read_uint, VAL_UINT, 8, 0, false, true },
	[READ_FLOAT4] = { read_double, VAL_REAL, 4, 0, false, true },
	[READ_FLOAT8] = { read_double, VAL_DOUBLE, 8, 0, false, true },
	[READ_NUMERIC] = { read_numeric, VAL_DECIMAL, 0, 0, false, true },
	[READ_MONEY] = { read_money, VAL_DECIMAL, 0, 0, false, false },
	[READ_BYTEA] = { read_bytea, VAL_BYTES, 0, 0, false, false },
	[READ_HEX] = { read_hex, VAL_BYTES, 0, 0, false, false },
	[READ_DATE] = { read_date, VAL_DATE, 0, 0, false, true },
	[READ_TIME] = { read_time, VAL_TIME, 0, 0, false, true },
	[READ_TIMESTAMP] = { read_timestamp, VAL_TIMESTAMP, 0, 0, false, true },
	[READ_TIMESTAMPTZ] = { read_timestamp, VAL_TIMESTAMP, 0, 0, false, false },
	[READ_INTERVAL] = { read_interval, VAL_INTERVAL, 0, 0, false, false },
	[READ_UUID] = { read_uuid, VAL_GUID, 0, 0, false, true },
};

struct conv_reader reader_of_text(enum reader_id id)
{
	return readers[id];
}
