#include "config.h"
#include "conv/datetime.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "util/ascii.h"

static bool leap(int32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_in(int32_t year, unsigned month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && leap(year) ? 1u : 0u);
}

bool datetime_date_valid(const struct value_date *d)
{
	if (d->infinite)
		return true;
	return d->month >= 1 && d->month <= 12 && d->day >= 1 &&
	       d->day <= days_in(d->year, d->month);
}

bool datetime_time_valid(const struct value_time *t)
{
	if (t->hour == 24)
		return !t->minute && !t->second && !t->nanos;
	return t->hour < 24 && t->minute < 60 && t->second <= 61 && t->nanos < 1000000000;
}

bool datetime_midnight(const struct value_time *t)
{
	return !t->hour && !t->minute && !t->second && !t->nanos;
}

/* min to max digits; false if there are fewer, or more follow. */
static bool take_number(struct str *rest, size_t min, size_t max, int32_t *ret)
{
	size_t n = 0;
	int32_t v = 0;

	while (n < rest->n && n < max && ascii_is_digit(rest->p[n]))
		v = v * 10 + (rest->p[n++] - '0');
	if (n < min || (n < rest->n && ascii_is_digit(rest->p[n])))
		return false;
	*rest = str_tail(*rest, n);
	*ret = v;
	return true;
}

static bool take_char(struct str *rest, char c)
{
	if (!rest->n || *rest->p != c)
		return false;
	*rest = str_tail(*rest, 1);
	return true;
}

static bool take_word(struct str *rest, struct str word)
{
	if (!ascii_ieq(str_head(*rest, word.n), word))
		return false;
	*rest = str_tail(*rest, word.n);
	return true;
}

/* {d '...'}, {t '...'}, {ts '...'} and the older --(*vendor...*)-- is not taken. */
static struct str without_escape(struct str s, struct str word)
{
	struct str inner = ascii_trim(s);

	if (inner.n < 2 || *inner.p != '{' || inner.p[inner.n - 1] != '}')
		return s;
	inner = ascii_trim((struct str){ inner.p + 1, inner.n - 2 });
	if (!take_word(&inner, word))
		return s;
	inner = ascii_trim(inner);
	if (inner.n < 2 || *inner.p != '\'' || inner.p[inner.n - 1] != '\'')
		return s;
	return ascii_trim((struct str){ inner.p + 1, inner.n - 2 });
}

struct str datetime_bare(struct str s)
{
	static const struct str words[] = { { "ts", 2 }, { "d", 1 }, { "t", 1 } };
	struct str inner = s;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && inner.n == s.n; i++)
		inner = without_escape(s, words[i]);
	return inner;
}

static bool take_infinity(struct str s, struct value_date *ret)
{
	bool negative = take_char(&s, '-');

	if (!ascii_ieq(s, STR("infinity")))
		return false;
	*ret = (struct value_date){ .infinite = negative ? -1 : 1 };
	return true;
}

/* A year of the BC era counts backwards; there is no year 0 in the text. */
static bool take_era(struct str *rest, struct value_date *d)
{
	if (!take_word(rest, STR(" BC")))
		return true;
	if (!d->year)
		return false;
	d->year = 1 - d->year;
	return true;
}

static bool take_date(struct str *rest, struct value_date *ret)
{
	int32_t year, month, day;

	if (!take_number(rest, 4, 7, &year) || !year || !take_char(rest, '-') ||
	    !take_number(rest, 1, 2, &month) || !take_char(rest, '-') ||
	    !take_number(rest, 1, 2, &day))
		return false;
	*ret = (struct value_date){ .year = year, .month = (uint8_t)month, .day = (uint8_t)day };
	return true;
}

static void take_fraction(struct str *rest, uint32_t *ret_nanos, bool *ret_lost)
{
	uint32_t nanos = 0, scale = 100000000;

	for (; rest->n && ascii_is_digit(*rest->p); *rest = str_tail(*rest, 1)) {
		uint32_t digit = (uint32_t)(*rest->p - '0');

		nanos += digit * scale;
		if (!scale && digit)
			*ret_lost = true;
		scale /= 10;
	}
	*ret_nanos = nanos;
}

/* hh:mm or hh:mm:ss with a fraction. */
static bool take_time(struct str *rest, struct value_time *ret, bool *ret_lost)
{
	int32_t hour, minute, second = 0;
	uint32_t nanos = 0;

	if (!take_number(rest, 1, 2, &hour) || !take_char(rest, ':') ||
	    !take_number(rest, 2, 2, &minute))
		return false;
	if (take_char(rest, ':')) {
		if (!take_number(rest, 2, 2, &second))
			return false;
		if (take_char(rest, '.'))
			take_fraction(rest, &nanos, ret_lost);
	}
	*ret = (struct value_time){ .hour = (uint8_t)hour,
				    .minute = (uint8_t)minute,
				    .second = (uint8_t)second,
				    .nanos = nanos };
	return true;
}

/*
 * The zone is not applied: a timestamptz arrives in the TimeZone of the session,
 * and what the application gets is the time of day there.
 */
static bool skip_zone(struct str *rest)
{
	int32_t ignored;

	if (take_char(rest, 'Z') || !rest->n || (*rest->p != '+' && *rest->p != '-'))
		return true;
	*rest = str_tail(*rest, 1);
	if (!take_number(rest, 2, 2, &ignored))
		return false;
	while (take_char(rest, ':'))
		if (!take_number(rest, 2, 2, &ignored))
			return false;
	return true;
}

bool datetime_parse_date(struct str s, struct value_date *ret)
{
	struct value_date d;

	s = without_escape(s, STR("d"));
	if (take_infinity(s, ret))
		return true;
	if (!take_date(&s, &d) || !take_era(&s, &d) || s.n || !datetime_date_valid(&d))
		return false;
	*ret = d;
	return true;
}

bool datetime_parse_time(struct str s, struct value_time *ret, bool *ret_lost)
{
	struct value_time t;

	*ret_lost = false;
	s = without_escape(s, STR("t"));
	if (!take_time(&s, &t, ret_lost) || !skip_zone(&s) || s.n || !datetime_time_valid(&t))
		return false;
	*ret = t;
	return true;
}

bool datetime_parse_timestamp(struct str s, struct value_timestamp *ret, bool *ret_lost)
{
	struct value_timestamp ts = { .date = { .infinite = 0 } };

	*ret_lost = false;
	s = without_escape(s, STR("ts"));
	if (take_infinity(s, &ts.date)) {
		*ret = ts;
		return true;
	}
	if (!take_date(&s, &ts.date) || (!take_char(&s, ' ') && !take_char(&s, 'T')) ||
	    !take_time(&s, &ts.time, ret_lost) || !skip_zone(&s) || !take_era(&s, &ts.date) || s.n)
		return false;
	if (!datetime_date_valid(&ts.date) || !datetime_time_valid(&ts.time))
		return false;
	*ret = ts;
	return true;
}

static size_t put_digits(char *out, uint32_t v, int width)
{
	char reversed[10];
	size_t n = 0, len;

	do {
		reversed[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	while (n < (size_t)width)
		reversed[n++] = '0';
	len = n;
	for (size_t i = 0; i < len; i++)
		out[i] = reversed[--n];
	return len;
}

static size_t put_era(char *out, const struct value_date *d)
{
	if (d->infinite || d->year > 0)
		return 0;
	memcpy(out, " BC", 3);
	return 3;
}

static size_t put_day(char *out, const struct value_date *d)
{
	uint32_t year = d->year > 0 ? (uint32_t)d->year : (uint32_t)(1 - (int64_t)d->year);
	size_t n;

	if (d->infinite) {
		n = d->infinite < 0 ? 9 : 8;
		memcpy(out, d->infinite < 0 ? "-infinity" : "infinity", n);
		return n;
	}
	n = put_digits(out, year, 4);
	out[n++] = '-';
	n += put_digits(out + n, d->month, 2);
	out[n++] = '-';
	return n + put_digits(out + n, d->day, 2);
}

size_t datetime_put_date(char *out, const struct value_date *d)
{
	size_t n = put_day(out, d);

	return n + put_era(out + n, d);
}

size_t datetime_put_time(char *out, const struct value_time *t, int digits)
{
	size_t n = put_digits(out, t->hour, 2), fraction;

	out[n++] = ':';
	n += put_digits(out + n, t->minute, 2);
	out[n++] = ':';
	n += put_digits(out + n, t->second, 2);
	if (digits == 0 || (digits < 0 && !t->nanos))
		return n;
	out[n++] = '.';
	put_digits(out + n, t->nanos, 9);
	fraction = digits < 0 || digits > 9 ? 9 : (size_t)digits;
	while (digits < 0 && out[n + fraction - 1] == '0')
		fraction--;
	return n + fraction;
}

size_t datetime_put_timestamp(char *out, const struct value_timestamp *ts, int digits)
{
	size_t n = put_day(out, &ts->date);

	if (ts->date.infinite)
		return n;
	out[n++] = ' ';
	n += datetime_put_time(out + n, &ts->time, digits);
	return n + put_era(out + n, &ts->date);
}

enum conv_result datetime_to_date(const struct value_date *d, SQL_DATE_STRUCT *ret)
{
	if (d->infinite || d->year > SHRT_MAX || d->year < SHRT_MIN)
		return CONV_DATETIME_OVERFLOW;
	*ret = (SQL_DATE_STRUCT){ .year = (SQLSMALLINT)d->year, .month = d->month, .day = d->day };
	return CONV_OK;
}

enum conv_result datetime_to_time(const struct value_time *t, SQL_TIME_STRUCT *ret)
{
	if (t->hour > 23)
		return CONV_DATETIME_OVERFLOW;
	*ret = (SQL_TIME_STRUCT){ .hour = t->hour, .minute = t->minute, .second = t->second };
	return CONV_OK;
}

enum conv_result datetime_to_timestamp(const struct value_timestamp *ts, SQL_TIMESTAMP_STRUCT *ret)
{
	const struct value_date *d = &ts->date;

	if (d->infinite || d->year > SHRT_MAX || d->year < SHRT_MIN || ts->time.hour > 23)
		return CONV_DATETIME_OVERFLOW;
	*ret = (SQL_TIMESTAMP_STRUCT){ .year = (SQLSMALLINT)d->year,
				       .month = d->month,
				       .day = d->day,
				       .hour = ts->time.hour,
				       .minute = ts->time.minute,
				       .second = ts->time.second,
				       .fraction = ts->time.nanos };
	return CONV_OK;
}

enum conv_result datetime_from_date(const SQL_DATE_STRUCT *s, struct value_date *ret)
{
	struct value_date d = { .year = s->year };

	if (s->month > 12 || s->day > 31)
		return CONV_BAD_DATETIME;
	d.month = (uint8_t)s->month;
	d.day = (uint8_t)s->day;
	if (!datetime_date_valid(&d))
		return CONV_BAD_DATETIME;
	*ret = d;
	return CONV_OK;
}

enum conv_result datetime_from_time(const SQL_TIME_STRUCT *s, struct value_time *ret)
{
	if (s->hour > 23 || s->minute > 59 || s->second > 61)
		return CONV_BAD_DATETIME;
	*ret = (struct value_time){ .hour = (uint8_t)s->hour,
				    .minute = (uint8_t)s->minute,
				    .second = (uint8_t)s->second };
	return CONV_OK;
}

enum conv_result datetime_from_timestamp(const SQL_TIMESTAMP_STRUCT *s, struct value_timestamp *ret)
{
	SQL_DATE_STRUCT date = { .year = s->year, .month = s->month, .day = s->day };
	SQL_TIME_STRUCT time = { .hour = s->hour, .minute = s->minute, .second = s->second };
	struct value_timestamp ts;

	if (s->fraction > 999999999 || datetime_from_date(&date, &ts.date) != CONV_OK ||
	    datetime_from_time(&time, &ts.time) != CONV_OK)
		return CONV_BAD_DATETIME;
	ts.time.nanos = s->fraction;
	*ret = ts;
	return CONV_OK;
}

/*
 * Counts whole 400-year cycles from 1 March of year 0, so that the leap day is
 * the last one of each counted year.
 */
struct value_date datetime_from_days(int64_t days)
{
	int64_t since = days + 719468;
	int64_t cycle = (since >= 0 ? since : since - 146096) / 146097;
	int64_t day = since - cycle * 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct value_date d;

	d.day = (uint8_t)(of_year - (153 * month + 2) / 5 + 1);
	d.month = (uint8_t)(month < 10 ? month + 3 : month - 9);
	d.year = (int32_t)(year + cycle * 400 + (d.month <= 2));
	d.infinite = 0;
	return d;
}

struct value_date datetime_today(void)
{
	time_t now = time(NULL);
	struct tm tm = { .tm_year = 70, .tm_mday = 1 };

	localtime_r(&now, &tm);
	return (struct value_date){ .year = tm.tm_year + 1900,
				    .month = (uint8_t)(tm.tm_mon + 1),
				    .day = (uint8_t)tm.tm_mday };
}
