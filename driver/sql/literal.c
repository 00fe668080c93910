#include "config.h"
#include "sql/literal.h"

#include "util/ascii.h"

/* Reads digits off *s into *ret; false unless there are min to max of them. */
static bool take_digits(struct str *s, size_t min, size_t max, unsigned *ret)
{
	size_t n = 0;
	unsigned v = 0;

	while (n < s->n && ascii_is_digit(s->p[n])) {
		if (n < 9)
			v = v * 10 + (unsigned)(s->p[n] - '0');
		n++;
	}
	if (n < min || n > max)
		return false;
	*ret = v;
	*s = str_tail(*s, n);
	return true;
}

static bool take_char(struct str *s, char c)
{
	if (!s->n || *s->p != c)
		return false;
	*s = str_tail(*s, 1);
	return true;
}

static unsigned days_in_month(unsigned year, unsigned month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/*
 * Months, days, hours and so on may be written with one digit, since many
 * programs do and both servers take it; the year is always four.
 */
static const char *take_date(struct str *s)
{
	unsigned year, month, day;

	if (!take_digits(s, 4, 4, &year) || !take_char(s, '-') || !take_digits(s, 1, 2, &month) ||
	    !take_char(s, '-') || !take_digits(s, 1, 2, &day))
		return "a date is written yyyy-mm-dd";
	if (year < 1)
		return "the year is out of range";
	if (month < 1 || month > 12)
		return "the month is out of range";
	if (day < 1 || day > days_in_month(year, month))
		return "the day is out of range";
	return NULL;
}

static const char *take_time(struct str *s)
{
	unsigned hour, minute, second, fraction;

	if (!take_digits(s, 1, 2, &hour) || !take_char(s, ':') || !take_digits(s, 1, 2, &minute) ||
	    !take_char(s, ':') || !take_digits(s, 1, 2, &second))
		return "a time is written hh:mm:ss";
	if (hour > 23)
		return "the hour is out of range";
	if (minute > 59)
		return "the minute is out of range";
	if (second > 59)
		return "the second is out of range";
	if (take_char(s, '.') && !take_digits(s, 1, 9, &fraction))
		return "the fraction of a second has 1 to 9 digits";
	return NULL;
}

static const char *end_of(struct str s, const char *wrong)
{
	if (wrong)
		return wrong;
	return s.n ? "there is something after the value" : NULL;
}

const char *literal_check_date(struct str s)
{
	const char *wrong = take_date(&s);

	return end_of(s, wrong);
}

const char *literal_check_time(struct str s)
{
	const char *wrong = take_time(&s);

	return end_of(s, wrong);
}

const char *literal_check_timestamp(struct str s)
{
	const char *wrong = take_date(&s);

	if (wrong)
		return wrong;
	if (!take_char(&s, ' '))
		return "a timestamp is written yyyy-mm-dd hh:mm:ss";
	wrong = take_time(&s);
	return end_of(s, wrong);
}

const char *literal_check_guid(struct str s)
{
	if (s.n != 36)
		return "a GUID has 36 characters";
	for (size_t i = 0; i < s.n; i++) {
		char c = ascii_lower(s.p[i]);
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? c != '-' : !ascii_is_digit(c) && (c < 'a' || c > 'f'))
			return "a GUID is written nnnnnnnn-nnnn-nnnn-nnnn-nnnnnnnnnnnn";
	}
	return NULL;
}

/* By enum literal_field; the separator is the one before the field. */
static const struct {
	const char *name;
	char separator;
	unsigned max;
} fields[] = {
	{ "YEAR", 0, 0 },    { "MONTH", '-', 11 },  { "DAY", 0, 0 },
	{ "HOUR", ' ', 23 }, { "MINUTE", ':', 59 }, { "SECOND", ':', 59 },
};

enum literal_field literal_field(struct str word)
{
	enum literal_field f = FIELD_YEAR;

	while (f < FIELD_NONE && !ascii_ieq(word, str_from(fields[f].name)))
		f++;
	return f;
}

const char *literal_field_name(enum literal_field f)
{
	return fields[f].name;
}

static const char *take_fraction(struct str *s, int digits)
{
	unsigned ignored;

	if (!take_char(s, '.') || !s->n) /* the grammar allows "5." */
		return NULL;
	if (!take_digits(s, 1, (size_t)digits, &ignored))
		return "the fraction is no number or has more digits than its precision";
	return NULL;
}

const char *literal_check_interval(struct str s, const struct literal_interval *q)
{
	const char *wrong = NULL;
	unsigned v;

	for (enum literal_field f = q->first; f <= q->last; f++) {
		if (f != q->first && !take_char(&s, fields[f].separator))
			return "the value has not the fields of its qualifier";
		if (f == q->first && !take_digits(&s, 1, (size_t)q->leading, &v))
			return "the first field is no number or has more digits than its precision";
		if (f != q->first && !take_digits(&s, 1, 2, &v))
			return "a field is no number of one or two digits";
		if (f != q->first && v > fields[f].max)
			return "a field is out of range";
	}
	if (q->last == FIELD_SECOND)
		wrong = take_fraction(&s, q->fraction);
	return end_of(s, wrong);
}
