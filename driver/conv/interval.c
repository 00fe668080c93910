#include "config.h"
#include "conv/interval.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "conv/decimal.h"
#include "util/ascii.h"

#define DAY_SECONDS 86400

/*
 * Fields of each code, from leading to trailing: months or seconds that one of the
 * leading field and of the trailing field stand for.
 */
static const struct shape {
	bool year_month, single;
	int32_t lead, trail; /* months, or seconds; trail 0: fractions of a second count */
} shapes[] = {
	[SQL_CODE_YEAR] = { true, true, 12, 12 },
	[SQL_CODE_MONTH] = { true, true, 1, 1 },
	[SQL_CODE_DAY] = { false, true, DAY_SECONDS, DAY_SECONDS },
	[SQL_CODE_HOUR] = { false, true, 3600, 3600 },
	[SQL_CODE_MINUTE] = { false, true, 60, 60 },
	[SQL_CODE_SECOND] = { false, true, 1, 0 },
	[SQL_CODE_YEAR_TO_MONTH] = { true, false, 12, 1 },
	[SQL_CODE_DAY_TO_HOUR] = { false, false, DAY_SECONDS, 3600 },
	[SQL_CODE_DAY_TO_MINUTE] = { false, false, DAY_SECONDS, 60 },
	[SQL_CODE_DAY_TO_SECOND] = { false, false, DAY_SECONDS, 0 },
	[SQL_CODE_HOUR_TO_MINUTE] = { false, false, 3600, 60 },
	[SQL_CODE_HOUR_TO_SECOND] = { false, false, 3600, 0 },
	[SQL_CODE_MINUTE_TO_SECOND] = { false, false, 60, 0 },
};

bool interval_is_year_month(uint8_t code)
{
	return shapes[code].year_month;
}

bool interval_is_single(uint8_t code)
{
	return shapes[code].single;
}

bool interval_has_seconds(uint8_t code)
{
	return code && !shapes[code].trail;
}

/* Days and time as one signed amount. */
struct amount {
	bool negative;
	uint64_t seconds;
	uint32_t nanos;
};

static bool total_seconds(const struct value_interval *v, struct amount *ret)
{
	int64_t s;
	int64_t nanos = v->nanos;

	if (__builtin_mul_overflow(v->days, (int64_t)DAY_SECONDS, &s) ||
	    __builtin_add_overflow(s, v->seconds, &s))
		return false;
	if (s > 0 && nanos < 0) {
		s--;
		nanos += 1000000000;
	} else if (s < 0 && nanos > 0) {
		s++;
		nanos -= 1000000000;
	}
	ret->negative = s < 0 || nanos < 0;
	ret->seconds = s < 0 ? 0 - (uint64_t)s : (uint64_t)s;
	ret->nanos = (uint32_t)(nanos < 0 ? -nanos : nanos);
	return true;
}

static uint32_t power10(int n)
{
	uint32_t v = 1;

	while (n-- > 0)
		v *= 10;
	return v;
}

static bool too_many_digits(uint64_t v, SQLINTEGER leading)
{
	return v > UINT32_MAX || (leading > 0 && leading < 10 && v >= power10((int)leading));
}

static enum conv_result year_month_struct(const struct value_interval *v, uint8_t code,
					  SQLINTEGER leading, SQL_INTERVAL_STRUCT *ret)
{
	uint64_t months = v->months < 0 ? 0 - (uint64_t)v->months : (uint64_t)v->months;
	uint64_t lead = months / (uint64_t)shapes[code].lead;
	uint64_t rest = months % (uint64_t)shapes[code].lead;
	bool lost = v->days || v->seconds || v->nanos;

	if (too_many_digits(lead, leading))
		return CONV_INTERVAL_OVERFLOW;
	ret->interval_sign = v->months < 0;
	if (code == SQL_CODE_MONTH)
		ret->intval.year_month.month = (SQLUINTEGER)lead;
	else
		ret->intval.year_month.year = (SQLUINTEGER)lead;
	if (code == SQL_CODE_YEAR_TO_MONTH)
		ret->intval.year_month.month = (SQLUINTEGER)rest;
	else if (rest)
		lost = true;
	return lost ? CONV_FRACTION_LOST : CONV_OK;
}

static enum conv_result day_second_struct(const struct value_interval *v, uint8_t code,
					  int precision, SQLINTEGER leading,
					  SQL_INTERVAL_STRUCT *ret)
{
	const struct shape *shape = &shapes[code];
	SQL_DAY_SECOND_STRUCT *to = &ret->intval.day_second;
	SQLUINTEGER *fields[] = { &to->day, &to->hour, &to->minute, &to->second };
	static const int32_t units[] = { DAY_SECONDS, 3600, 60, 1 };
	struct amount a;
	uint32_t step;
	bool any = false;

	if (v->months || !total_seconds(v, &a))
		return CONV_INTERVAL_OVERFLOW;
	for (size_t i = 0; i < 4; i++) {
		uint64_t n;

		if (units[i] > shape->lead || units[i] < shape->trail)
			continue;
		n = a.seconds / (uint64_t)units[i];
		if (units[i] == shape->lead && too_many_digits(n, leading))
			return CONV_INTERVAL_OVERFLOW;
		*fields[i] = (SQLUINTEGER)n;
		a.seconds -= n * (uint64_t)units[i];
		any = any || n;
	}
	if (!shape->trail) {
		step = power10(9 - precision);
		to->fraction = a.nanos / step;
		a.nanos %= step;
		any = any || to->fraction;
	}
	ret->interval_sign = a.negative && any;
	return a.seconds || a.nanos ? CONV_FRACTION_LOST : CONV_OK;
}

enum conv_result interval_to_struct(const struct value_interval *v, uint8_t code, int precision,
				    SQLINTEGER leading, SQL_INTERVAL_STRUCT *ret)
{
	SQL_INTERVAL_STRUCT s;
	enum conv_result r;

	/* All of it, since the application may compare structures byte by byte. */
	memset(&s, 0, sizeof(s));
	s.interval_type = (SQLINTERVAL)code;
	if (precision < 0 || precision > 9)
		precision = 9;
	if (shapes[code].year_month)
		r = year_month_struct(v, code, leading, &s);
	else
		r = day_second_struct(v, code, precision, leading, &s);
	if (!conv_failed(r))
		*ret = s;
	return r;
}

enum conv_result interval_from_struct(const SQL_INTERVAL_STRUCT *s, uint8_t code, int precision,
				      struct value_interval *ret)
{
	const SQL_DAY_SECOND_STRUCT *from = &s->intval.day_second;
	const SQLUINTEGER fields[] = { from->day, from->hour, from->minute, from->second };
	static const int32_t units[] = { DAY_SECONDS, 3600, 60, 1 };
	static const SQLUINTEGER limits[] = { 0, 23, 59, 59 };
	const struct shape *shape = &shapes[code];
	struct value_interval v = { .code = code };
	int64_t sign = s->interval_sign ? -1 : 1;
	int digits = precision < 0 || precision > 9 ? 9 : precision;

	if (shape->year_month) {
		if (code != SQL_CODE_MONTH)
			v.months += sign * 12 * (int64_t)s->intval.year_month.year;
		if (code == SQL_CODE_YEAR_TO_MONTH && s->intval.year_month.month > 11)
			return CONV_INTERVAL_OVERFLOW;
		if (code != SQL_CODE_YEAR)
			v.months += sign * (int64_t)s->intval.year_month.month;
		*ret = v;
		return CONV_OK;
	}
	for (size_t i = 0; i < 4; i++) {
		if (units[i] > shape->lead || units[i] < shape->trail)
			continue;
		if (units[i] != shape->lead && fields[i] > limits[i])
			return CONV_INTERVAL_OVERFLOW;
		if (i == 0)
			v.days = sign * (int64_t)fields[i];
		else
			v.seconds += sign * (int64_t)fields[i] * units[i];
	}
	if (!shape->trail) {
		if (from->fraction >= power10(digits))
			return CONV_INTERVAL_OVERFLOW;
		v.nanos = (int32_t)(sign * (int64_t)(from->fraction * power10(9 - digits)));
	}
	*ret = v;
	return CONV_OK;
}

enum conv_result interval_from_decimal(const struct value_decimal *d, uint8_t code,
				       struct value_interval *ret)
{
	struct value_interval v = { .code = code };
	struct value_decimal scaled = *d;
	int64_t n, nanos;
	enum conv_result r = decimal_to_int64(d, &n);

	if (r == CONV_OUT_OF_RANGE || n > UINT32_MAX || n < -(int64_t)UINT32_MAX)
		return CONV_INTERVAL_OVERFLOW;
	if (shapes[code].year_month) {
		v.months = n * shapes[code].lead;
	} else if (code == SQL_CODE_DAY) {
		v.days = n;
	} else {
		v.seconds = n * shapes[code].lead;
	}
	if (code == SQL_CODE_SECOND && r == CONV_FRACTION_LOST) {
		scaled.exp10 += 9;
		r = decimal_to_int64(&scaled, &nanos);
		v.nanos = (int32_t)(nanos % 1000000000);
	}
	*ret = v;
	return r;
}

enum conv_result interval_to_decimal(const struct value_interval *v, uint8_t code,
				     struct value_decimal *ret)
{
	struct amount a;
	uint64_t unit = (uint64_t)shapes[code].lead, months;

	if (shapes[code].year_month) {
		months = v->months < 0 ? 0 - (uint64_t)v->months : (uint64_t)v->months;
		decimal_from_uint64(months / unit, v->months < 0, 0, ret);
		return months % unit || v->days || v->seconds || v->nanos ? CONV_FRACTION_LOST
									  : CONV_OK;
	}
	if (v->months || !total_seconds(v, &a))
		return CONV_INTERVAL_OVERFLOW;
	if (code != SQL_CODE_SECOND) {
		decimal_from_uint64(a.seconds / unit, a.negative, 0, ret);
		return a.seconds % unit || a.nanos ? CONV_FRACTION_LOST : CONV_OK;
	}
	if (a.seconds > UINT64_MAX / 1000000000 - 1)
		return CONV_INTERVAL_OVERFLOW;
	decimal_from_uint64(a.seconds * 1000000000 + a.nanos, a.negative, 9, ret);
	return CONV_OK;
}

static int put_fraction(char *out, size_t cap, uint32_t nanos)
{
	int n = snprintf(out, cap, ".%09" PRIu32, nanos);

	while (n > 0 && out[n - 1] == '0')
		n--;
	return n;
}

enum conv_result interval_put_text(char *out, const struct value_interval *v, uint8_t code,
				   size_t *ret_n)
{
	SQL_INTERVAL_STRUCT s;
	enum conv_result r = interval_to_struct(v, code, 9, 0, &s);
	const SQL_DAY_SECOND_STRUCT *d = &s.intval.day_second;
	const SQLUINTEGER fields[] = { d->day, d->hour, d->minute, d->second };
	static const int32_t units[] = { DAY_SECONDS, 3600, 60, 1 };
	const char *separator = "";
	int n = 0;

	if (r != CONV_OK)
		return CONV_INTERVAL_OVERFLOW;
	if (s.interval_sign)
		out[n++] = '-';
	if (code == SQL_CODE_YEAR_TO_MONTH)
		n += snprintf(out + n, 64, "%" PRIu32 "-%02" PRIu32,
			      (uint32_t)s.intval.year_month.year,
			      (uint32_t)s.intval.year_month.month);
	else if (shapes[code].year_month)
		n += snprintf(out + n, 64, "%" PRIu32,
			      (uint32_t)(code == SQL_CODE_YEAR ? s.intval.year_month.year
							       : s.intval.year_month.month));
	for (size_t i = 0; i < 4 && !shapes[code].year_month; i++) {
		if (units[i] > shapes[code].lead || units[i] < shapes[code].trail)
			continue;
		n += snprintf(out + n, 32,
			      units[i] == shapes[code].lead ? "%s%" PRIu32 : "%s%02" PRIu32,
			      separator, (uint32_t)fields[i]);
		separator = units[i] == DAY_SECONDS ? " " : ":";
	}
	if (interval_has_seconds(code) && d->fraction)
		n += put_fraction(out + n, 32, d->fraction);
	*ret_n = (size_t)n;
	return CONV_OK;
}

size_t interval_put_server(char *out, const struct value_interval *v)
{
	int64_t seconds = v->seconds < 0 ? -v->seconds : v->seconds;
	int32_t nanos = v->nanos < 0 ? -v->nanos : v->nanos;
	bool negative = v->seconds < 0 || v->nanos < 0;
	int n = snprintf(out, INTERVAL_TEXT, "%" PRId64 " mons %" PRId64 " days %s%" PRId64,
			 v->months, v->days, negative ? "-" : "", seconds);

	if (nanos)
		n += put_fraction(out + n, 32, (uint32_t)nanos);
	n += snprintf(out + n, 16, " secs");
	return (size_t)n;
}
