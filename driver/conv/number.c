#include "config.h"
#include "conv/number.h"

#include <math.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/decimal.h"
#include "conv/interval.h"
#include "util/ascii.h"

/*
 * ODBC: "SQL to C: Year-Month Intervals" says 22015 for an interval of several
 * fields, "Day-Time Intervals" says 07006.
 */
static enum conv_result interval_number(const struct value_interval *v, struct value_decimal *ret)
{
	if (!interval_is_single(v->code))
		return interval_is_year_month(v->code) ? CONV_INTERVAL_OVERFLOW : CONV_RESTRICTED;
	return interval_to_decimal(v, v->code, ret);
}

enum conv_result value_to_decimal(const struct value *v, struct value_decimal *ret)
{
	switch (v->kind) {
	case VAL_BOOL:
		decimal_from_uint64(v->as.boolean != 0, v->as.boolean < 0, 0, ret);
		return CONV_OK;
	case VAL_INT:
		decimal_from_uint64(v->as.integer < 0 ? 0 - (uint64_t)v->as.integer
						      : (uint64_t)v->as.integer,
				    v->as.integer < 0, 0, ret);
		return CONV_OK;
	case VAL_UINT: decimal_from_uint64(v->as.uinteger, false, 0, ret); return CONV_OK;
	case VAL_REAL:
	case VAL_DOUBLE: decimal_from_double(v->as.real, v->kind == VAL_REAL, ret); return CONV_OK;
	case VAL_DECIMAL: *ret = v->as.decimal; return CONV_OK;
	case VAL_TEXT: return decimal_parse(ascii_trim(v->text), ret) ? CONV_OK : CONV_BAD_TEXT;
	case VAL_INTERVAL: return interval_number(&v->as.interval, ret);
	default: return CONV_RESTRICTED;
	}
}

static enum conv_result double_to_int64(double d, int64_t *ret)
{
	/* Both limits are exact as doubles; a NaN fails both comparisons. */
	if (!(d >= -9223372036854775808.0 && d < 9223372036854775808.0))
		return CONV_OUT_OF_RANGE;
	*ret = (int64_t)d;
	return trunc(d) == d ? CONV_OK : CONV_FRACTION_LOST;
}

enum conv_result value_to_int64(const struct value *v, int64_t *ret)
{
	struct value_decimal d;
	enum conv_result r, cut;

	switch (v->kind) {
	case VAL_INT: *ret = v->as.integer; return CONV_OK;
	case VAL_BOOL: *ret = v->as.boolean; return CONV_OK;
	case VAL_UINT:
		if (v->as.uinteger > INT64_MAX)
			return CONV_OUT_OF_RANGE;
		*ret = (int64_t)v->as.uinteger;
		return CONV_OK;
	case VAL_REAL:
	case VAL_DOUBLE: return double_to_int64(v->as.real, ret);
	default: break;
	}
	r = value_to_decimal(v, &d);
	if (conv_failed(r))
		return r;
	cut = decimal_to_int64(&d, ret);
	return cut == CONV_OK ? r : cut;
}

static enum conv_result double_to_uint64(double d, uint64_t *ret)
{
	if (!(d > -1.0 && d < 18446744073709551616.0))
		return CONV_OUT_OF_RANGE;
	*ret = (uint64_t)(d < 0 ? 0 : d);
	return trunc(d) == d ? CONV_OK : CONV_FRACTION_LOST;
}

enum conv_result value_to_uint64(const struct value *v, uint64_t *ret)
{
	struct value_decimal d;
	enum conv_result r, cut;

	switch (v->kind) {
	case VAL_UINT: *ret = v->as.uinteger; return CONV_OK;
	case VAL_BOOL: *ret = v->as.boolean != 0; return CONV_OK;
	case VAL_INT:
		if (v->as.integer < 0)
			return CONV_OUT_OF_RANGE;
		*ret = (uint64_t)v->as.integer;
		return CONV_OK;
	case VAL_REAL:
	case VAL_DOUBLE: return double_to_uint64(v->as.real, ret);
	default: break;
	}
	r = value_to_decimal(v, &d);
	if (conv_failed(r))
		return r;
	cut = decimal_to_uint64(&d, ret);
	return cut == CONV_OK ? r : cut;
}

enum conv_result value_to_double(const struct value *v, double *ret)
{
	struct value_decimal d;
	enum conv_result r;

	switch (v->kind) {
	case VAL_BOOL: *ret = v->as.boolean; return CONV_OK;
	case VAL_INT: *ret = (double)v->as.integer; return CONV_OK;
	case VAL_UINT: *ret = (double)v->as.uinteger; return CONV_OK;
	case VAL_REAL:
	case VAL_DOUBLE: *ret = v->as.real; return CONV_OK;
	case VAL_INTERVAL: return CONV_RESTRICTED;
	default: break;
	}
	r = value_to_decimal(v, &d);
	if (conv_failed(r))
		return r;
	return decimal_to_double(&d, ret);
}

enum conv_result value_to_bit(const struct value *v, uint8_t *ret)
{
	struct value_decimal d;
	enum conv_result r, cut;
	uint64_t n;

	if (v->kind == VAL_INTERVAL)
		return CONV_RESTRICTED;
	if (v->kind == VAL_BOOL) {
		*ret = v->as.boolean != 0;
		return CONV_OK;
	}
	r = value_to_decimal(v, &d);
	if (conv_failed(r))
		return r;
	if (d.negative && !decimal_is_zero(&d))
		return CONV_OUT_OF_RANGE;
	cut = decimal_to_uint64(&d, &n);
	if (conv_failed(cut) || n > 1)
		return CONV_OUT_OF_RANGE;
	*ret = (uint8_t)n;
	return cut == CONV_OK ? r : cut;
}
