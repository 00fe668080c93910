#include "config.h"
#include "conv/decimal.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "util/ascii.h"

/* No target is larger, so bigger exponents change nothing but would overflow sums. */
#define EXPONENT_LIMIT 1000000

static struct str head_of(const struct value_decimal *d)
{
	return d->own_n ? (struct str){ d->own, d->own_n } : d->head;
}

static struct str tail_of(const struct value_decimal *d)
{
	return d->own_n ? (struct str){ d->own, 0 } : d->tail;
}

/* The digits as one sequence: 0 is the first of head. */
static char digit_at(struct str head, struct str tail, size_t i)
{
	return i < head.n ? head.p[i] : tail.p[i - head.n];
}

/* Power of ten of the first and the last digit that are not 0; false: the number is 0. */
static bool significant(const struct value_decimal *d, int64_t *ret_first, int64_t *ret_last)
{
	struct str head = head_of(d), tail = tail_of(d);
	size_t n = head.n + tail.n, first = 0, last = n;
	int64_t top = (int64_t)head.n - 1 + d->exp10;

	while (first < n && digit_at(head, tail, first) == '0')
		first++;
	if (first == n)
		return false;
	while (digit_at(head, tail, last - 1) == '0')
		last--;
	*ret_first = top - (int64_t)first;
	*ret_last = top - (int64_t)(last - 1);
	return true;
}

/* Digit of 10^power as a number; 0 outside of what is written. */
static unsigned digit_of(const struct value_decimal *d, int64_t power)
{
	struct str head = head_of(d), tail = tail_of(d);
	int64_t i = (int64_t)head.n - 1 + d->exp10 - power;

	if (i < 0 || i >= (int64_t)(head.n + tail.n))
		return 0;
	return (unsigned)(digit_at(head, tail, (size_t)i) - '0');
}

static struct str take_digits(struct str *rest)
{
	size_t n = 0;
	struct str digits;

	while (n < rest->n && ascii_is_digit(rest->p[n]))
		n++;
	digits = str_head(*rest, n);
	*rest = str_tail(*rest, n);
	return digits;
}

static bool take_sign(struct str *rest)
{
	bool negative = rest->n && *rest->p == '-';

	if (rest->n && (*rest->p == '-' || *rest->p == '+'))
		*rest = str_tail(*rest, 1);
	return negative;
}

static bool take_exponent(struct str *rest, int32_t *ret)
{
	bool negative;
	struct str digits;
	int32_t e = 0;

	*rest = str_tail(*rest, 1);
	negative = take_sign(rest);
	digits = take_digits(rest);
	if (!digits.n)
		return false;
	for (size_t i = 0; i < digits.n && e < EXPONENT_LIMIT; i++)
		e = e * 10 + (digits.p[i] - '0');
	if (e > EXPONENT_LIMIT)
		e = EXPONENT_LIMIT;
	*ret = negative ? -e : e;
	return true;
}

bool decimal_parse(struct str s, struct value_decimal *ret)
{
	struct value_decimal d = { .special = DECIMAL_FINITE };

	d.negative = take_sign(&s);
	d.head = take_digits(&s);
	d.tail = str_head(s, 0);
	if (s.n && *s.p == '.') {
		s = str_tail(s, 1);
		d.tail = take_digits(&s);
	}
	if (!d.head.n && !d.tail.n)
		return false;
	if (s.n && (*s.p == 'e' || *s.p == 'E') && !take_exponent(&s, &d.exp10))
		return false;
	if (s.n)
		return false;
	*ret = d;
	return true;
}

bool decimal_parse_server(struct str s, struct value_decimal *ret)
{
	struct str rest = s;
	bool negative = take_sign(&rest);

	if (ascii_ieq(rest, STR("NaN")))
		*ret = (struct value_decimal){ .special = DECIMAL_NAN };
	else if (ascii_ieq(rest, STR("Infinity")) || ascii_ieq(rest, STR("inf")))
		*ret = (struct value_decimal){ .special = DECIMAL_INFINITE, .negative = negative };
	else
		return decimal_parse(s, ret);
	return true;
}

void decimal_from_uint64(uint64_t magnitude, bool negative, int scale, struct value_decimal *ret)
{
	struct value_decimal d = { .special = DECIMAL_FINITE,
				   .negative = negative,
				   .exp10 = -scale };
	int n = snprintf(d.own, sizeof(d.own), "%" PRIu64, magnitude);

	d.own_n = (uint8_t)n;
	*ret = d;
}

void decimal_from_double(double d, bool single, struct value_decimal *ret)
{
	struct value_decimal v = { .special = DECIMAL_FINITE, .negative = signbit(d) != 0 };
	struct value_decimal parsed;
	char text[40];
	size_t n;

	if (isnan(d)) {
		*ret = (struct value_decimal){ .special = DECIMAL_NAN };
		return;
	}
	if (isinf(d)) {
		*ret = (struct value_decimal){ .special = DECIMAL_INFINITE, .negative = d < 0 };
		return;
	}
	n = single ? ascii_from_float((float)d, text, sizeof(text))
		   : ascii_from_double(d, text, sizeof(text));
	if (!decimal_parse((struct str){ text, n }, &parsed))
		parsed = (struct value_decimal){ .head = STR("0") };
	memcpy(v.own, parsed.head.p, parsed.head.n);
	if (parsed.tail.n) /* never more than 17 digits in all */
		memcpy(v.own + parsed.head.n, parsed.tail.p, parsed.tail.n);
	v.own_n = (uint8_t)(parsed.head.n + parsed.tail.n);
	v.exp10 = parsed.exp10 - (int32_t)parsed.tail.n;
	*ret = v;
}

void decimal_from_struct(const SQL_NUMERIC_STRUCT *n, int scale, struct value_decimal *ret)
{
	struct value_decimal d = { .special = DECIMAL_FINITE,
				   .negative = !n->sign,
				   .exp10 = -scale };
	char reversed[DECIMAL_OWN];
	unsigned __int128 v = 0;
	size_t digits = 0;

	for (size_t i = SQL_MAX_NUMERIC_LEN; i-- > 0;)
		v = v << 8 | n->val[i];
	do {
		reversed[digits++] = (char)('0' + (int)(v % 10));
		v /= 10;
	} while (v);
	for (size_t i = 0; i < digits; i++)
		d.own[i] = reversed[digits - 1 - i];
	d.own_n = (uint8_t)digits;
	*ret = d;
}

bool decimal_is_zero(const struct value_decimal *d)
{
	int64_t first, last;

	return d->special == DECIMAL_FINITE && !significant(d, &first, &last);
}

int64_t decimal_whole_digits(const struct value_decimal *d)
{
	int64_t first, last;

	return significant(d, &first, &last) && first >= 0 ? first + 1 : 0;
}

int64_t decimal_fraction_digits(const struct value_decimal *d)
{
	int64_t first, last;

	return significant(d, &first, &last) && last < 0 ? -last : 0;
}

enum conv_result decimal_to_uint64(const struct value_decimal *d, uint64_t *ret)
{
	int64_t first, last;
	uint64_t v = 0;

	if (d->special != DECIMAL_FINITE)
		return CONV_OUT_OF_RANGE;
	if (!significant(d, &first, &last)) {
		*ret = 0;
		return CONV_OK;
	}
	if (first > 19)
		return CONV_OUT_OF_RANGE;
	for (int64_t power = first; power >= 0; power--)
		if (__builtin_mul_overflow(v, 10u, &v) ||
		    __builtin_add_overflow(v, digit_of(d, power), &v))
			return CONV_OUT_OF_RANGE;
	if (d->negative && v)
		return CONV_OUT_OF_RANGE;
	*ret = v;
	return last < 0 ? CONV_FRACTION_LOST : CONV_OK;
}

enum conv_result decimal_to_int64(const struct value_decimal *d, int64_t *ret)
{
	struct value_decimal magnitude = *d;
	enum conv_result r;
	uint64_t v;

	magnitude.negative = false;
	r = decimal_to_uint64(&magnitude, &v);
	if (conv_failed(r))
		return r;
	if (v > (uint64_t)INT64_MAX + (d->negative ? 1 : 0))
		return CONV_OUT_OF_RANGE;
	*ret = d->negative ? (int64_t)(0 - v) : (int64_t)v;
	return r;
}

enum conv_result decimal_to_struct(const struct value_decimal *d, int precision, int scale,
				   SQL_NUMERIC_STRUCT *ret)
{
	SQL_NUMERIC_STRUCT n = { .sign = 1 };
	unsigned __int128 v = 0;
	int64_t first, last;
	enum conv_result r = CONV_OK;

	if (precision <= 0 || precision > 38)
		precision = 38;
	if (d->special != DECIMAL_FINITE)
		return CONV_OUT_OF_RANGE;
	n.precision = (SQLCHAR)precision;
	n.scale = (SQLSCHAR)scale;
	if (significant(d, &first, &last)) {
		if (first + scale >= precision)
			return CONV_OUT_OF_RANGE;
		for (int64_t power = first; power >= -scale; power--)
			v = v * 10 + digit_of(d, power);
		/* Digits below the scale: fractional ones may go, whole ones may not. */
		for (int64_t power = 0; power < -scale; power++)
			if (digit_of(d, power))
				return CONV_OUT_OF_RANGE;
		if (last < -scale)
			r = CONV_FRACTION_LOST;
		n.sign = !(d->negative && v);
	}
	for (size_t i = 0; i < SQL_MAX_NUMERIC_LEN; i++, v >>= 8)
		n.val[i] = (SQLCHAR)(v & 0xff);
	*ret = n;
	return r;
}

/* No two doubles have a number of more digits halfway between them. */
#define HALFWAY_DIGITS 770
#define SHORT_DIGITS   40

/*
 * The number from its first digits and, if more follow, `after` in their place.
 * False: the text could not be read, for want of memory.
 */
static bool read_digits(const struct value_decimal *d, int64_t first, int64_t last, int digits,
			char after, enum ascii_number *ret_r, double *ret)
{
	char text[HALFWAY_DIGITS + 32];
	size_t n = 0;
	int64_t power;

	if (d->negative)
		text[n++] = '-';
	for (power = first; power >= last && power > first - digits; power--)
		text[n++] = (char)('0' + (int)digit_of(d, power));
	if (power >= last) {
		text[n++] = after;
		power--;
	}
	n += (size_t)snprintf(text + n, sizeof(text) - n, "e%" PRId64, power + 1);
	*ret_r = ascii_to_double((struct str){ text, n }, ret);
	return *ret_r != ASCII_MALFORMED;
}

/*
 * Forty digits decide nearly always: then what follows them makes no difference.
 * If it does, so many are read that the rounding is that of the whole number.
 */
enum conv_result decimal_to_double(const struct value_decimal *d, double *ret)
{
	int64_t first, last;
	enum ascii_number r = ASCII_OK, longer;
	double low, high, exact;

	if (d->special == DECIMAL_NAN)
		*ret = NAN;
	else
		*ret = d->negative ? -INFINITY : INFINITY;
	if (d->special != DECIMAL_FINITE)
		return CONV_OK;
	if (!significant(d, &first, &last)) {
		*ret = d->negative ? -0.0 : 0.0;
		return CONV_OK;
	}
	if (!read_digits(d, first, last, SHORT_DIGITS, '0', &r, &low))
		return CONV_NO_MEMORY;
	if (first - last >= SHORT_DIGITS &&
	    read_digits(d, first, last, SHORT_DIGITS, '9', &longer, &high) &&
	    (low != high || r != longer) &&
	    read_digits(d, first, last, HALFWAY_DIGITS, '1', &longer, &exact)) {
		r = longer;
		low = exact;
	}
	*ret = low;
	return r == ASCII_OK ? CONV_OK : CONV_OUT_OF_RANGE;
}

void decimal_text(const struct value_decimal *d, int64_t min, int64_t max, struct buf *out)
{
	int64_t first = 0, last = 0;
	bool nonzero = d->special == DECIMAL_FINITE && significant(d, &first, &last);

	if (d->special == DECIMAL_NAN) {
		buf_add(out, STR("NaN"));
		return;
	}
	if (d->negative && (d->special == DECIMAL_INFINITE || (nonzero && first >= -max)))
		buf_add(out, STR("-"));
	if (d->special == DECIMAL_INFINITE) {
		buf_add(out, STR("Infinity"));
		return;
	}
	if (last < -max)
		last = -max;
	if (last > -min)
		last = -min;
	for (int64_t power = first > 0 ? first : 0; power >= last; power--) {
		char c = (char)('0' + (int)digit_of(d, power));

		if (power == -1)
			buf_add(out, STR("."));
		buf_add(out, (struct str){ &c, 1 });
	}
}

size_t decimal_put(const struct value_decimal *d, char *out, size_t cap)
{
	int64_t first, last, fraction = d->exp10 < 0 ? -(int64_t)d->exp10 : 0;
	size_t n = 0;

	if (!significant(d, &first, &last))
		first = 0;
	else if (d->negative)
		out[n++] = '-';
	for (int64_t power = first > 0 ? first : 0; power >= -fraction && n + 2 < cap; power--) {
		if (power == -1)
			out[n++] = '.';
		out[n++] = (char)('0' + (int)digit_of(d, power));
	}
	return n;
}

bool decimal_scaled(const struct value_decimal *d, int shift, uint64_t *ret)
{
	struct value_decimal shifted = *d;

	shifted.negative = false;
	shifted.exp10 += shift;
	return decimal_to_uint64(&shifted, ret) == CONV_OK;
}
