/* Values of settings: text to number and back, by kind. */
#include "config.h"
#include "conf/setting.h"

#include "util/ascii.h"
#include "util/clock.h"

/* -- Reading --------------------------------------------------------------- */

/* Digits with an optional fraction, as nanoseconds of the unit; at most 9 decimals count. */
static bool parse_decimal(struct str text, int64_t unit, int64_t *ret)
{
	int64_t whole = 0, part = 0, scale = unit;
	size_t i = 0, digits = 0;

	for (; i < text.n && ascii_is_digit(text.p[i]); i++, digits++) {
		if (whole > INT64_MAX / (unit * 16))
			return false;
		whole = whole * 10 + (text.p[i] - '0');
	}
	if (i < text.n && text.p[i] == '.') {
		for (i++; i < text.n && ascii_is_digit(text.p[i]); i++, digits++) {
			scale /= 10;
			part += scale * (text.p[i] - '0');
		}
	}
	if (!digits || i < text.n || whole > INT64_MAX / unit - 1)
		return false;
	*ret = whole * unit + part;
	return true;
}

/* Cuts a unit off the end of *text. */
static int64_t cut_unit(struct str *text)
{
	static const struct {
		struct str name;
		int64_t ns;
	} units[] = {
		/* "ms" before "s", since it ends in it. */
		{ { "ms", 2 }, CLOCK_NS_PER_MS },
		{ { "s", 1 }, CLOCK_NS_PER_SEC },
		{ { "min", 3 }, 60 * CLOCK_NS_PER_SEC },
		{ { "h", 1 }, 3600 * CLOCK_NS_PER_SEC },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		size_t n = units[i].name.n;

		if (text->n > n && ascii_ieq(str_tail(*text, text->n - n), units[i].name)) {
			*text = ascii_trim(str_head(*text, text->n - n));
			return units[i].ns;
		}
	}
	return CLOCK_NS_PER_SEC;
}

static bool parse_seconds(const struct setting *s, struct str text, int64_t *ret)
{
	int64_t unit;

	if ((s->flags & SETTING_FLAG_MINUS_ONE) && str_eq(text, STR("-1"))) {
		*ret = -1;
		return true;
	}
	unit = cut_unit(&text);
	return parse_decimal(text, unit, ret) && *ret >= s->min * CLOCK_NS_PER_SEC &&
	       *ret <= s->max * CLOCK_NS_PER_SEC;
}

static bool parse_int(const struct setting *s, struct str text, int64_t *ret)
{
	return ascii_to_int64(text, ret) == ASCII_OK && *ret >= s->min && *ret <= s->max;
}

static bool parse_size(const struct setting *s, struct str text, int64_t *ret)
{
	static const char units[] = "kmg";
	int64_t n, factor = 1;

	for (size_t i = 0; text.n && i < 3; i++) {
		if (ascii_lower(text.p[text.n - 1]) != units[i])
			continue;
		factor = INT64_C(1) << (10 * (i + 1));
		text = ascii_trim(str_head(text, text.n - 1));
		break;
	}
	if (ascii_to_int64(text, &n) != ASCII_OK || n < 0 || n > s->max / factor)
		return false;
	*ret = n * factor;
	return *ret >= s->min;
}

static bool parse_bool(struct str text, int64_t *ret)
{
	static const char *const words[] = { "0", "false", "no",  "off", "n", "f",
					     "1", "true",  "yes", "on",  "y", "t" };

	for (size_t i = 0; i < 12; i++) {
		if (ascii_ieq(text, str_from(words[i]))) {
			*ret = i >= 6;
			return true;
		}
	}
	return false;
}

bool setting_refuses(const struct setting *s, struct str value)
{
	int64_t on;

	value = ascii_trim(value);
	if (!(s->flags & SETTING_FLAG_REFUSED) || !value.n)
		return false;
	return !parse_bool(value, &on) || on;
}

/* Cuts the text in front of the separator off *rest. */
static struct str cut(struct str *rest, char separator)
{
	size_t n = 0;
	struct str head;

	while (n < rest->n && rest->p[n] != separator)
		n++;
	head = str_head(*rest, n);
	*rest = str_tail(*rest, n < rest->n ? n + 1 : n);
	return head;
}

static bool parse_choice(const struct setting *s, struct str text, struct setting_value *ret)
{
	struct str rest = str_from(s->choices);

	for (int64_t n = 0; rest.n; n++) {
		struct str spellings = cut(&rest, '|'), first = { NULL, 0 };

		while (spellings.n) {
			struct str word = cut(&spellings, ':');

			if (!first.p)
				first = word;
			if (ascii_ieq(text, word)) {
				*ret = (struct setting_value){ .number = n, .choice = first };
				return true;
			}
		}
	}
	return false;
}

/* Text for one line, unless the setting says otherwise or it is a secret. */
static bool is_fit(const struct setting *s, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == 0)
			return false;
		if (s->flags & (SETTING_FLAG_HIDDEN | SETTING_FLAG_LINES))
			continue;
		if (c < 0x20 || c == 0x7f)
			return false;
	}
	return true;
}

/* libpq takes a list, in which an empty place means the default port. */
static bool are_ports(const struct setting *s, struct str text)
{
	int64_t port;

	while (text.n) {
		struct str one = ascii_trim(cut(&text, ','));

		if (one.n && !parse_int(s, one, &port))
			return false;
	}
	return true;
}

bool setting_parse(const struct setting *s, struct str text, struct setting_value *ret)
{
	struct str trimmed = ascii_trim(text);

	*ret = (struct setting_value){ .number = 0 };
	switch (s->kind) {
	case SETTING_INT: return parse_int(s, trimmed, &ret->number);
	case SETTING_SECONDS: return parse_seconds(s, trimmed, &ret->number);
	case SETTING_SIZE: return parse_size(s, trimmed, &ret->number);
	case SETTING_BOOL: return parse_bool(trimmed, &ret->number);
	case SETTING_CHOICE: return parse_choice(s, trimmed, ret);
	case SETTING_PORTS: return are_ports(s, text);
	case SETTING_TEXT: return is_fit(s, text);
	case SETTING_IGNORED: return true;
	}
	return false;
}

/* -- Printing -------------------------------------------------------------- */

void setting_print_seconds(int64_t ns, struct buf *to)
{
	char part[10];
	int64_t rest = ns % CLOCK_NS_PER_SEC;
	size_t n = 9;

	if (ns < 0) {
		buf_add(to, STR("-1"));
		return;
	}
	buf_addf(to, "%lld", (long long)(ns / CLOCK_NS_PER_SEC));
	if (!rest)
		return;
	for (size_t i = n; i-- > 0; rest /= 10)
		part[i] = (char)('0' + rest % 10);
	while (part[n - 1] == '0')
		n--;
	buf_add(to, STR("."));
	buf_add(to, (struct str){ part, n });
}

void setting_print(const struct setting *s, const struct setting_value *v, struct buf *to)
{
	switch (s->kind) {
	case SETTING_INT:
	case SETTING_SIZE: buf_addf(to, "%lld", (long long)v->number); break;
	case SETTING_SECONDS: setting_print_seconds(v->number, to); break;
	case SETTING_BOOL: buf_add(to, v->number ? STR("true") : STR("false")); break;
	case SETTING_CHOICE: buf_add(to, v->choice); break;
	case SETTING_TEXT:
	case SETTING_PORTS:
	case SETTING_IGNORED: break; /* their text is their value */
	}
}

struct str setting_choice(const struct setting *s, size_t nth)
{
	struct str rest = str_from(s->choices), spellings = { NULL, 0 };

	for (size_t i = 0; i <= nth; i++)
		spellings = cut(&rest, '|');
	return cut(&spellings, ':');
}

static void print_choices(const struct setting *s, struct buf *to)
{
	buf_add(to, STR("one of "));
	for (size_t i = 0; setting_choice(s, i).n; i++) {
		if (i)
			buf_add(to, STR(", "));
		buf_add(to, setting_choice(s, i));
	}
}

void setting_print_range(const struct setting *s, struct buf *to)
{
	long long min = (long long)s->min, max = (long long)s->max;

	switch (s->kind) {
	case SETTING_INT: buf_addf(to, "a whole number from %lld to %lld", min, max); break;
	case SETTING_SECONDS:
		buf_addf(to, "seconds from %lld to %lld", min, max);
		if (s->flags & SETTING_FLAG_MINUS_ONE)
			buf_add(to, STR(", or -1 for never"));
		break;
	case SETTING_SIZE:
		buf_addf(to, "bytes from %lld to %lld (K, M and G may follow)", min, max);
		break;
	case SETTING_BOOL: buf_add(to, STR("true or false")); break;
	case SETTING_CHOICE: print_choices(s, to); break;
	case SETTING_PORTS: buf_addf(to, "a port from %lld to %lld", min, max); break;
	case SETTING_TEXT: buf_add(to, STR("text without control characters")); break;
	case SETTING_IGNORED: buf_add(to, STR("anything")); break;
	}
}
