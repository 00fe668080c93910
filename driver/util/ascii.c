#include "config.h"
#include "util/ascii.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

bool ascii_ieq(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

struct str ascii_trim(struct str s)
{
	while (s.n && ascii_is_space(*s.p))
		s = str_tail(s, 1);
	while (s.n && ascii_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

enum ascii_number ascii_to_uint64(struct str s, uint64_t *ret)
{
	uint64_t v = 0;
	bool big = false;

	if (s.n && *s.p == '+')
		s = str_tail(s, 1);
	if (!s.n)
		return ASCII_MALFORMED;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_digit(s.p[i]))
			return ASCII_MALFORMED;
		if (__builtin_mul_overflow(v, 10u, &v) ||
		    __builtin_add_overflow(v, (uint64_t)(s.p[i] - '0'), &v))
			big = true;
	}
	if (big)
		return ASCII_TOO_BIG;
	*ret = v;
	return ASCII_OK;
}

enum ascii_number ascii_to_int64(struct str s, int64_t *ret)
{
	bool negative = s.n && *s.p == '-';
	uint64_t v;
	enum ascii_number r;

	if (negative) {
		s = str_tail(s, 1);
		if (s.n && *s.p == '+')
			return ASCII_MALFORMED;
	}
	r = ascii_to_uint64(s, &v);
	if (r != ASCII_OK)
		return r;
	if (v > (uint64_t)INT64_MAX + (negative ? 1 : 0))
		return ASCII_TOO_BIG;
	*ret = negative ? (int64_t)(0 - v) : (int64_t)v;
	return ASCII_OK;
}

static locale_t c_locale;
static pthread_once_t c_locale_once = PTHREAD_ONCE_INIT;

static void make_c_locale(void)
{
	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

locale_t ascii_locale(void)
{
	pthread_once(&c_locale_once, make_c_locale);
	return c_locale;
}

/* Only what a server or a program writes for a number: no hexadecimal, no "nan(...)". */
static bool looks_like_double(struct str s)
{
	if (!s.n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!ascii_is_digit(c) && !ascii_is_alpha(c) && c != '.' && c != '+' && c != '-')
			return false;
		if (c == 'x' || c == 'X')
			return false;
	}
	return true;
}

enum ascii_number ascii_to_double(struct str s, double *ret)
{
	char small[64], *text = small, *end;
	enum ascii_number r = ASCII_OK;
	double d;

	if (!looks_like_double(s))
		return ASCII_MALFORMED;
	if (s.n >= sizeof(small)) {
		text = malloc(s.n + 1);
		if (!text)
			return ASCII_MALFORMED;
	}
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	errno = 0;
	d = strtod_l(text, &end, ascii_locale());
	if (end != text + s.n)
		r = ASCII_MALFORMED;
	else if (errno == ERANGE && isinf(d))
		r = ASCII_TOO_BIG;
	if (r != ASCII_MALFORMED)
		*ret = d;
	if (text != small)
		free(text);
	return r;
}

/* Tries ever more digits until the text reads back as the same number. */
static size_t from_real(double d, int first, int last, bool is_float, char *out, size_t cap)
{
	locale_t old;
	int n = 0;

	if (isnan(d))
		return (size_t)snprintf(out, cap, "NaN");
	if (isinf(d))
		return (size_t)snprintf(out, cap, d < 0 ? "-Infinity" : "Infinity");
	old = uselocale(ascii_locale());
	for (int digits = first; digits <= last; digits++) {
		double back;

		n = snprintf(out, cap, "%.*g", digits, d);
		back = strtod_l(out, NULL, ascii_locale());
		if (is_float ? (float)back == (float)d : back == d)
			break;
	}
	uselocale(old);
	return n < 0 ? 0 : (size_t)n;
}

size_t ascii_from_double(double d, char *ret_text, size_t cap)
{
	return from_real(d, 15, 17, false, ret_text, cap);
}

size_t ascii_from_float(float f, char *ret_text, size_t cap)
{
	return from_real((double)f, 6, 9, true, ret_text, cap);
}
