/* The texts of intervals: four IntervalStyles of the server and the literals of ODBC. */
#include "config.h"
#include "conv/interval.h"

#include "util/ascii.h"

enum unit {
	UNIT_NONE,
	UNIT_YEAR,
	UNIT_MONTH,
	UNIT_WEEK,
	UNIT_DAY,
	UNIT_HOUR,
	UNIT_MINUTE,
	UNIT_SECOND
};

struct parse {
	struct str rest;
	struct value_interval v;
	uint8_t code;
	int bare;      /* numbers without unit so far */
	bool negative; /* a bare leading minus holds for what follows without sign */
	bool any;
};

/* One number with its sign. */
struct number {
	bool sign_given, negative;
	int64_t whole;
	int32_t nanos; /* of the fraction */
	bool fraction;
};

static const struct {
	const char *word;
	enum unit unit;
} words[] = {
	{ "y", UNIT_YEAR },         { "yr", UNIT_YEAR },       { "yrs", UNIT_YEAR },
	{ "year", UNIT_YEAR },      { "years", UNIT_YEAR },    { "mon", UNIT_MONTH },
	{ "mons", UNIT_MONTH },     { "month", UNIT_MONTH },   { "months", UNIT_MONTH },
	{ "w", UNIT_WEEK },         { "week", UNIT_WEEK },     { "weeks", UNIT_WEEK },
	{ "d", UNIT_DAY },          { "day", UNIT_DAY },       { "days", UNIT_DAY },
	{ "h", UNIT_HOUR },         { "hr", UNIT_HOUR },       { "hrs", UNIT_HOUR },
	{ "hour", UNIT_HOUR },      { "hours", UNIT_HOUR },    { "m", UNIT_MINUTE },
	{ "min", UNIT_MINUTE },     { "mins", UNIT_MINUTE },   { "minute", UNIT_MINUTE },
	{ "minutes", UNIT_MINUTE }, { "s", UNIT_SECOND },      { "sec", UNIT_SECOND },
	{ "secs", UNIT_SECOND },    { "second", UNIT_SECOND }, { "seconds", UNIT_SECOND },
};

static void skip_space(struct str *s)
{
	while (s->n && ascii_is_space(*s->p))
		*s = str_tail(*s, 1);
}

static bool take(struct str *s, char c)
{
	if (!s->n || *s->p != c)
		return false;
	*s = str_tail(*s, 1);
	return true;
}

static struct str take_word(struct str *s)
{
	struct str word = { s->p, 0 };

	while (word.n < s->n && ascii_is_alpha(s->p[word.n]))
		word.n++;
	*s = str_tail(*s, word.n);
	return word;
}

static bool take_int(struct str *s, int64_t *ret)
{
	struct str digits = { s->p, 0 };

	while (digits.n < s->n && ascii_is_digit(s->p[digits.n]))
		digits.n++;
	*s = str_tail(*s, digits.n);
	return ascii_to_int64(digits, ret) == ASCII_OK && *ret < INT64_C(1000000000000000);
}

static void take_fraction(struct str *s, int32_t *ret_nanos)
{
	int32_t scale = 100000000;

	*ret_nanos = 0;
	for (; s->n && ascii_is_digit(*s->p); *s = str_tail(*s, 1), scale /= 10)
		*ret_nanos += (*s->p - '0') * scale;
}

static bool take_number(struct str *s, struct number *ret)
{
	struct number n = { .negative = false };

	if (s->n && (*s->p == '-' || *s->p == '+')) {
		n.sign_given = true;
		n.negative = *s->p == '-';
		*s = str_tail(*s, 1);
	}
	if (!(s->n && *s->p == '.') && !take_int(s, &n.whole))
		return false;
	if (take(s, '.')) {
		n.fraction = true;
		take_fraction(s, &n.nanos);
	}
	*ret = n;
	return true;
}

static bool small(int64_t n)
{
	return n < INT64_C(1000000000000000000) && n > -INT64_C(1000000000000000000);
}

static bool add(struct parse *p, enum unit unit, const struct number *n, bool negative)
{
	static const struct {
		int64_t months, days, seconds;
	} per[] = {
		[UNIT_YEAR] = { 12, 0, 0 },   [UNIT_MONTH] = { 1, 0, 0 },
		[UNIT_WEEK] = { 0, 7, 0 },    [UNIT_DAY] = { 0, 1, 0 },
		[UNIT_HOUR] = { 0, 0, 3600 }, [UNIT_MINUTE] = { 0, 0, 60 },
		[UNIT_SECOND] = { 0, 0, 1 },
	};
	int64_t sign = negative ? -1 : 1;

	if (n->fraction && unit != UNIT_SECOND)
		return false;
	/* Below 10^15 each and 10^18 in all, so that no product and no sum overflows. */
	p->v.months += sign * n->whole * per[unit].months;
	p->v.days += sign * n->whole * per[unit].days;
	p->v.seconds += sign * n->whole * per[unit].seconds;
	p->v.nanos += (int32_t)(sign * n->nanos);
	p->any = true;
	return small(p->v.months) && small(p->v.days) && small(p->v.seconds) &&
	       p->v.nanos < 1000000000 && p->v.nanos > -1000000000;
}

/* The rest of h:m, h:m:s or, for MINUTE TO SECOND, m:s. */
static bool add_clock(struct parse *p, const struct number *first, bool negative)
{
	struct number n[3] = { *first };
	size_t count = 1;
	enum unit unit = p->code == SQL_CODE_MINUTE_TO_SECOND ? UNIT_MINUTE : UNIT_HOUR;

	while (count < 3 && take(&p->rest, ':')) {
		if (!p->rest.n || !ascii_is_digit(*p->rest.p) || !take_number(&p->rest, &n[count]))
			return false;
		if (n[count].whole > 59)
			return false;
		count++;
	}
	if (count == 3)
		unit = UNIT_HOUR;
	for (size_t i = 0; i < count; i++)
		if (!add(p, (enum unit)(unit + i), &n[i], negative))
			return false;
	return true;
}

/* What a number without unit counts: by the qualifier, or seconds as the server has it. */
static enum unit bare_unit(const struct parse *p)
{
	static const enum unit lead[] = {
		[SQL_CODE_YEAR] = UNIT_YEAR,
		[SQL_CODE_MONTH] = UNIT_MONTH,
		[SQL_CODE_DAY] = UNIT_DAY,
		[SQL_CODE_HOUR] = UNIT_HOUR,
		[SQL_CODE_MINUTE] = UNIT_MINUTE,
		[SQL_CODE_SECOND] = UNIT_SECOND,
		[SQL_CODE_YEAR_TO_MONTH] = UNIT_MONTH,
		[SQL_CODE_DAY_TO_HOUR] = UNIT_DAY,
		[SQL_CODE_DAY_TO_MINUTE] = UNIT_DAY,
		[SQL_CODE_DAY_TO_SECOND] = UNIT_DAY,
		[SQL_CODE_HOUR_TO_MINUTE] = UNIT_HOUR,
		[SQL_CODE_HOUR_TO_SECOND] = UNIT_HOUR,
		[SQL_CODE_MINUTE_TO_SECOND] = UNIT_MINUTE,
	};

	if (p->rest.n) /* "3 04:05:06", "3 04" */
		return UNIT_DAY;
	if (p->bare && p->code == SQL_CODE_DAY_TO_HOUR)
		return UNIT_HOUR;
	return p->code ? lead[p->code] : UNIT_SECOND;
}

static bool add_bare(struct parse *p, const struct number *n, bool negative)
{
	enum unit unit = bare_unit(p);

	if (p->bare++ > 1)
		return false;
	return add(p, unit, n, negative);
}

static bool add_year_month(struct parse *p, const struct number *years, bool negative)
{
	struct number months = { .negative = false };

	if (!take_int(&p->rest, &months.whole) || months.whole > 11)
		return false;
	return add(p, UNIT_YEAR, years, negative) && add(p, UNIT_MONTH, &months, negative);
}

static bool add_word(struct parse *p, const struct number *n, struct str word)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ascii_ieq(word, str_from(words[i].word)))
			return add(p, words[i].unit, n, n->negative);
	return false;
}

static void negate(struct value_interval *v)
{
	v->months = -v->months;
	v->days = -v->days;
	v->seconds = -v->seconds;
	v->nanos = -v->nanos;
}

/* postgres, postgres_verbose, sql_standard and ODBC's interval strings. */
static bool parse_fields(struct parse *p)
{
	take(&p->rest, '@');
	for (skip_space(&p->rest); p->rest.n; skip_space(&p->rest)) {
		struct number n;
		bool negative;

		if (p->any && ascii_ieq(p->rest, STR("ago"))) {
			negate(&p->v);
			return true;
		}
		if (!take_number(&p->rest, &n))
			return false;
		negative = n.sign_given ? n.negative : p->negative;
		if (p->rest.n && *p->rest.p == ':') {
			if (!add_clock(p, &n, negative))
				return false;
			continue;
		}
		if (p->rest.n > 1 && *p->rest.p == '-' && ascii_is_digit(p->rest.p[1])) {
			p->rest = str_tail(p->rest, 1);
			if (!add_year_month(p, &n, negative))
				return false;
			p->negative = negative;
			continue;
		}
		skip_space(&p->rest);
		if (p->rest.n && ascii_is_alpha(*p->rest.p)) {
			if (!add_word(p, &n, take_word(&p->rest)))
				return false;
			continue;
		}
		if (!add_bare(p, &n, negative))
			return false;
		p->negative = negative;
	}
	return p->any;
}

/* P1Y2M3DT4H5M6.7S */
static bool parse_iso(struct parse *p)
{
	bool time = false;

	while (p->rest.n) {
		struct number n;
		enum unit unit;

		if (!time && take(&p->rest, 'T')) {
			time = true;
			continue;
		}
		if (!take_number(&p->rest, &n) || !p->rest.n)
			return false;
		switch (*p->rest.p) {
		case 'Y': unit = UNIT_YEAR; break;
		case 'M': unit = time ? UNIT_MINUTE : UNIT_MONTH; break;
		case 'W': unit = UNIT_WEEK; break;
		case 'D': unit = UNIT_DAY; break;
		case 'H': unit = UNIT_HOUR; break;
		case 'S': unit = UNIT_SECOND; break;
		default: return false;
		}
		p->rest = str_tail(p->rest, 1);
		if (!add(p, unit, &n, n.negative))
			return false;
	}
	return p->any;
}

/* One field of a qualifier with its precisions in parentheses, which are skipped. */
static uint8_t take_field(struct str *s)
{
	static const char *const names[] = { "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND" };
	struct str word;

	skip_space(s);
	word = take_word(s);
	skip_space(s);
	if (take(s, '(')) {
		while (s->n && (ascii_is_digit(*s->p) || *s->p == ',' || *s->p == ' '))
			*s = str_tail(*s, 1);
		if (!take(s, ')'))
			return 0;
		skip_space(s);
	}
	for (uint8_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (ascii_ieq(word, str_from(names[i])))
			return (uint8_t)(i + SQL_CODE_YEAR);
	return 0;
}

uint8_t interval_code(struct str s)
{
	static const uint8_t pairs[][3] = {
		{ SQL_CODE_YEAR, SQL_CODE_MONTH, SQL_CODE_YEAR_TO_MONTH },
		{ SQL_CODE_DAY, SQL_CODE_HOUR, SQL_CODE_DAY_TO_HOUR },
		{ SQL_CODE_DAY, SQL_CODE_MINUTE, SQL_CODE_DAY_TO_MINUTE },
		{ SQL_CODE_DAY, SQL_CODE_SECOND, SQL_CODE_DAY_TO_SECOND },
		{ SQL_CODE_HOUR, SQL_CODE_MINUTE, SQL_CODE_HOUR_TO_MINUTE },
		{ SQL_CODE_HOUR, SQL_CODE_SECOND, SQL_CODE_HOUR_TO_SECOND },
		{ SQL_CODE_MINUTE, SQL_CODE_SECOND, SQL_CODE_MINUTE_TO_SECOND },
	};
	uint8_t lead = take_field(&s), trail;

	if (!lead || !s.n)
		return lead;
	if (!ascii_ieq(take_word(&s), STR("TO")))
		return 0;
	trail = take_field(&s);
	if (s.n)
		return 0;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i][0] == lead && pairs[i][1] == trail)
			return pairs[i][2];
	return 0;
}

/* INTERVAL [+|-] 'string' qualifier, with or without braces; else s as it is. */
static bool open_literal(struct str *s, uint8_t *code, bool *ret_negative)
{
	struct str rest = *s, text;
	const char *end;

	if (rest.n > 1 && *rest.p == '{' && rest.p[rest.n - 1] == '}')
		rest = ascii_trim((struct str){ rest.p + 1, rest.n - 2 });
	text = rest;
	if (!ascii_ieq(take_word(&text), STR("INTERVAL")))
		return rest.n == s->n; /* braces around something else */
	skip_space(&text);
	if (take(&text, '-'))
		*ret_negative = true;
	else
		take(&text, '+');
	skip_space(&text);
	if (!take(&text, '\''))
		return false;
	end = memchr(text.p, '\'', text.n);
	if (!end)
		return false;
	*s = ascii_trim(str_head(text, (size_t)(end - text.p)));
	*code = interval_code(str_tail(text, (size_t)(end - text.p) + 1));
	return *code != 0;
}

bool interval_parse(struct str s, uint8_t code, struct value_interval *ret)
{
	struct parse p = { .code = code };
	bool negative = false, ok;

	s = ascii_trim(s);
	if (!open_literal(&s, &p.code, &negative))
		return false;
	p.rest = s;
	if (take(&p.rest, 'P'))
		ok = parse_iso(&p);
	else
		ok = parse_fields(&p);
	if (!ok)
		return false;
	if (negative)
		negate(&p.v);
	p.v.code = code;
	*ret = p.v;
	return true;
}
