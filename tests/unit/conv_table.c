#include "config.h"
#include "tests/unit/conv_table.h"

#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conv/fetch.h"
#include "util/ascii.h"

#define NAME(id)        \
	{               \
#id, id \
	}

static const struct {
	const char *name;
	SQLSMALLINT id;
} names[] = {
	NAME(SQL_C_CHAR),
	NAME(SQL_C_WCHAR),
	NAME(SQL_C_BINARY),
	NAME(SQL_C_BIT),
	NAME(SQL_C_TINYINT),
	NAME(SQL_C_STINYINT),
	NAME(SQL_C_UTINYINT),
	NAME(SQL_C_SHORT),
	NAME(SQL_C_SSHORT),
	NAME(SQL_C_USHORT),
	NAME(SQL_C_LONG),
	NAME(SQL_C_SLONG),
	NAME(SQL_C_ULONG),
	NAME(SQL_C_SBIGINT),
	NAME(SQL_C_UBIGINT),
	NAME(SQL_C_FLOAT),
	NAME(SQL_C_DOUBLE),
	NAME(SQL_C_NUMERIC),
	NAME(SQL_C_DATE),
	NAME(SQL_C_TIME),
	NAME(SQL_C_TIMESTAMP),
	NAME(SQL_C_TYPE_DATE),
	NAME(SQL_C_TYPE_TIME),
	NAME(SQL_C_TYPE_TIMESTAMP),
	NAME(SQL_C_GUID),
	NAME(SQL_C_INTERVAL_YEAR),
	NAME(SQL_C_INTERVAL_MONTH),
	NAME(SQL_C_INTERVAL_DAY),
	NAME(SQL_C_INTERVAL_HOUR),
	NAME(SQL_C_INTERVAL_MINUTE),
	NAME(SQL_C_INTERVAL_SECOND),
	NAME(SQL_C_INTERVAL_YEAR_TO_MONTH),
	NAME(SQL_C_INTERVAL_DAY_TO_HOUR),
	NAME(SQL_C_INTERVAL_DAY_TO_MINUTE),
	NAME(SQL_C_INTERVAL_DAY_TO_SECOND),
	NAME(SQL_C_INTERVAL_HOUR_TO_MINUTE),
	NAME(SQL_C_INTERVAL_HOUR_TO_SECOND),
	NAME(SQL_C_INTERVAL_MINUTE_TO_SECOND),
	NAME(SQL_CHAR),
	NAME(SQL_VARCHAR),
	NAME(SQL_LONGVARCHAR),
	NAME(SQL_WCHAR),
	NAME(SQL_WVARCHAR),
	NAME(SQL_WLONGVARCHAR),
	NAME(SQL_DECIMAL),
	NAME(SQL_NUMERIC),
	NAME(SQL_TINYINT),
	NAME(SQL_SMALLINT),
	NAME(SQL_INTEGER),
	NAME(SQL_BIGINT),
	NAME(SQL_REAL),
	NAME(SQL_FLOAT),
	NAME(SQL_DOUBLE),
	NAME(SQL_BIT),
	NAME(SQL_BINARY),
	NAME(SQL_VARBINARY),
	NAME(SQL_LONGVARBINARY),
	NAME(SQL_TYPE_DATE),
	NAME(SQL_TYPE_TIME),
	NAME(SQL_TYPE_TIMESTAMP),
	NAME(SQL_DATE),
	NAME(SQL_TIME),
	NAME(SQL_TIMESTAMP),
	NAME(SQL_GUID),
	NAME(SQL_INTERVAL_YEAR),
	NAME(SQL_INTERVAL_MONTH),
	NAME(SQL_INTERVAL_DAY),
	NAME(SQL_INTERVAL_HOUR),
	NAME(SQL_INTERVAL_MINUTE),
	NAME(SQL_INTERVAL_SECOND),
	NAME(SQL_INTERVAL_YEAR_TO_MONTH),
	NAME(SQL_INTERVAL_DAY_TO_HOUR),
	NAME(SQL_INTERVAL_DAY_TO_MINUTE),
	NAME(SQL_INTERVAL_DAY_TO_SECOND),
	NAME(SQL_INTERVAL_HOUR_TO_MINUTE),
	NAME(SQL_INTERVAL_HOUR_TO_SECOND),
	NAME(SQL_INTERVAL_MINUTE_TO_SECOND),
};

/* Numbers separated by commas; how many. */
static int numbers(const char *text, int64_t *ret, int max)
{
	int n = 0;

	while (n < max) {
		struct str s = { text, strcspn(text, ",)") };

		if (ascii_to_int64(s, &ret[n]) != ASCII_OK)
			return n;
		n++;
		if (text[s.n] != ',')
			return n;
		text += s.n + 1;
	}
	return n;
}

bool table_type(const char *text, struct table_type *ret)
{
	struct str name = { text, strcspn(text, "(") };
	int64_t args[3] = { 0, 0, 0 };

	*ret = (struct table_type){ .id = 0 };
	if (text[name.n] == '(') {
		ret->args = numbers(text + name.n + 1, args, 3);
		ret->given = true;
		for (int i = 0; i < 3; i++)
			ret->arg[i] = (int)args[i];
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq(name, str_from(names[i].name))) {
			ret->id = names[i].id;
			return true;
		}
	}
	return false;
}

static bool interval_is(SQLSMALLINT c_type)
{
	return c_type > 100 && c_type < 114;
}

static void format_integer(SQLSMALLINT c_type, const void *object, char *ret, size_t cap)
{
	bool is_unsigned = c_type == SQL_C_UTINYINT || c_type == SQL_C_USHORT ||
			   c_type == SQL_C_ULONG || c_type == SQL_C_UBIGINT || c_type == SQL_C_BIT;
	size_t size = (size_t)conv_c_size(c_type);
	uint64_t v = 0;
	int64_t s;

	memcpy(&v, object, size); /* little-endian, as all that run this are */
	s = (int64_t)(v << (64 - 8 * size)) >> (64 - 8 * size);
	if (is_unsigned)
		snprintf(ret, cap, "%" PRIu64, v);
	else
		snprintf(ret, cap, "%" PRId64, s);
}

static void format_numeric(const void *object, char *ret, size_t cap)
{
	SQL_NUMERIC_STRUCT n;
	unsigned __int128 v = 0;
	char digits[48];
	size_t at = sizeof(digits) - 1;

	memcpy(&n, object, sizeof(n));
	for (size_t i = SQL_MAX_NUMERIC_LEN; i-- > 0;)
		v = v << 8 | n.val[i];
	digits[at] = '\0';
	do {
		digits[--at] = (char)('0' + (int)(v % 10));
		v /= 10;
	} while (v);
	snprintf(ret, cap, "%d,%d,%d,%s", n.precision, n.scale, n.sign, digits + at);
}

static void format_interval(SQLSMALLINT c_type, const void *object, char *ret, size_t cap)
{
	SQL_INTERVAL_STRUCT s;
	const SQL_DAY_SECOND_STRUCT *d = &s.intval.day_second;

	memcpy(&s, object, sizeof(s));
	if (c_type == SQL_C_INTERVAL_YEAR || c_type == SQL_C_INTERVAL_MONTH ||
	    c_type == SQL_C_INTERVAL_YEAR_TO_MONTH)
		snprintf(ret, cap, "%d,%d,%u,%u", (int)s.interval_type, s.interval_sign,
			 (unsigned)s.intval.year_month.year, (unsigned)s.intval.year_month.month);
	else
		snprintf(ret, cap, "%d,%d,%u,%u,%u,%u,%u", (int)s.interval_type, s.interval_sign,
			 (unsigned)d->day, (unsigned)d->hour, (unsigned)d->minute,
			 (unsigned)d->second, (unsigned)d->fraction);
}

static void format_datetime(SQLSMALLINT c_type, const void *object, char *ret, size_t cap)
{
	SQL_DATE_STRUCT d;
	SQL_TIME_STRUCT t;
	SQL_TIMESTAMP_STRUCT ts;

	if (c_type == SQL_C_TYPE_DATE) {
		memcpy(&d, object, sizeof(d));
		snprintf(ret, cap, "%d,%d,%d", d.year, d.month, d.day);
	} else if (c_type == SQL_C_TYPE_TIME) {
		memcpy(&t, object, sizeof(t));
		snprintf(ret, cap, "%d,%d,%d", t.hour, t.minute, t.second);
	} else {
		memcpy(&ts, object, sizeof(ts));
		snprintf(ret, cap, "%d,%d,%d,%d,%d,%d,%u", ts.year, ts.month, ts.day, ts.hour,
			 ts.minute, ts.second, (unsigned)ts.fraction);
	}
}

static void format_guid(const void *object, char *ret, size_t cap)
{
	SQLGUID g;

	memcpy(&g, object, sizeof(g));
	snprintf(ret, cap, "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", (unsigned)g.Data1,
		 g.Data2, g.Data3, g.Data4[0], g.Data4[1], g.Data4[2], g.Data4[3], g.Data4[4],
		 g.Data4[5], g.Data4[6], g.Data4[7]);
}

void table_format(SQLSMALLINT c_type, const void *object, char *ret, size_t cap)
{
	double d;
	float f;

	if (c_type >= SQL_DATE && c_type <= SQL_TIMESTAMP)
		c_type = (SQLSMALLINT)(c_type + 82);
	if (c_type == SQL_C_DOUBLE) {
		memcpy(&d, object, sizeof(d));
		ascii_from_double(d, ret, cap);
	} else if (c_type == SQL_C_FLOAT) {
		memcpy(&f, object, sizeof(f));
		ascii_from_float(f, ret, cap);
	} else if (c_type == SQL_C_NUMERIC) {
		format_numeric(object, ret, cap);
	} else if (c_type == SQL_C_GUID) {
		format_guid(object, ret, cap);
	} else if (interval_is(c_type)) {
		format_interval(c_type, object, ret, cap);
	} else if (c_type >= SQL_C_TYPE_DATE && c_type <= SQL_C_TYPE_TIMESTAMP) {
		format_datetime(c_type, object, ret, cap);
	} else {
		format_integer(c_type, object, ret, cap);
	}
}

static bool parse_numeric(const char *text, void *object)
{
	SQL_NUMERIC_STRUCT n = { .precision = 0 };
	int64_t head[3];
	unsigned __int128 v = 0;
	const char *digits = strrchr(text, ',');

	if (numbers(text, head, 3) != 3 || !digits)
		return false;
	n.precision = (SQLCHAR)head[0];
	n.scale = (SQLSCHAR)head[1];
	n.sign = (SQLCHAR)head[2];
	for (digits++; ascii_is_digit(*digits); digits++)
		v = v * 10 + (unsigned)(*digits - '0');
	for (size_t i = 0; i < SQL_MAX_NUMERIC_LEN; i++, v >>= 8)
		n.val[i] = (SQLCHAR)v;
	memcpy(object, &n, sizeof(n));
	return true;
}

static bool parse_interval(SQLSMALLINT c_type, const int64_t *n, int count, void *object)
{
	SQL_INTERVAL_STRUCT s;

	memset(&s, 0, sizeof(s));
	s.interval_type = (SQLINTERVAL)n[0];
	s.interval_sign = (SQLSMALLINT)n[1];
	if (c_type == SQL_C_INTERVAL_YEAR || c_type == SQL_C_INTERVAL_MONTH ||
	    c_type == SQL_C_INTERVAL_YEAR_TO_MONTH) {
		s.intval.year_month.year = (SQLUINTEGER)n[2];
		s.intval.year_month.month = (SQLUINTEGER)n[3];
	} else if (count == 7) {
		s.intval.day_second.day = (SQLUINTEGER)n[2];
		s.intval.day_second.hour = (SQLUINTEGER)n[3];
		s.intval.day_second.minute = (SQLUINTEGER)n[4];
		s.intval.day_second.second = (SQLUINTEGER)n[5];
		s.intval.day_second.fraction = (SQLUINTEGER)n[6];
	} else {
		return false;
	}
	memcpy(object, &s, sizeof(s));
	return true;
}

static bool parse_datetime(SQLSMALLINT c_type, const int64_t *n, int count, void *object)
{
	SQL_DATE_STRUCT d = { (SQLSMALLINT)n[0], (SQLUSMALLINT)n[1], (SQLUSMALLINT)n[2] };
	SQL_TIME_STRUCT t = { (SQLUSMALLINT)n[0], (SQLUSMALLINT)n[1], (SQLUSMALLINT)n[2] };
	SQL_TIMESTAMP_STRUCT ts = { d.year,
				    d.month,
				    d.day,
				    (SQLUSMALLINT)n[3],
				    (SQLUSMALLINT)n[4],
				    (SQLUSMALLINT)n[5],
				    (SQLUINTEGER)n[6] };

	if (c_type == SQL_C_TYPE_DATE)
		memcpy(object, &d, sizeof(d));
	else if (c_type == SQL_C_TYPE_TIME)
		memcpy(object, &t, sizeof(t));
	else
		memcpy(object, &ts, sizeof(ts));
	return count == (c_type == SQL_C_TYPE_TIMESTAMP ? 7 : 3);
}

static bool parse_guid(const char *text, void *object)
{
	SQLGUID g;
	unsigned v[16];
	uint8_t bytes[16];
	size_t n = 0;

	for (const char *p = text; *p && n < 16; p += 2) {
		char pair[3] = { 0 };

		if (*p == '-')
			p++;
		memcpy(pair, p, strnlen(p, 2));
		v[n] = (unsigned)strtoul(pair, NULL, 16);
		bytes[n] = (uint8_t)v[n];
		n++;
	}
	g.Data1 = v[0] << 24 | v[1] << 16 | v[2] << 8 | v[3];
	g.Data2 = (WORD)(v[4] << 8 | v[5]);
	g.Data3 = (WORD)(v[6] << 8 | v[7]);
	memcpy(g.Data4, bytes + 8, 8);
	memcpy(object, &g, sizeof(g));
	return n == 16;
}

bool table_parse(SQLSMALLINT c_type, const char *text, void *object)
{
	int64_t n[7] = { 0 };
	int count = numbers(text, n, 7);
	double d;
	float f;
	uint64_t u;

	if (c_type >= SQL_DATE && c_type <= SQL_TIMESTAMP)
		c_type = (SQLSMALLINT)(c_type + 82);
	if (c_type == SQL_C_NUMERIC)
		return parse_numeric(text, object);
	if (c_type == SQL_C_GUID)
		return parse_guid(text, object);
	if (interval_is(c_type))
		return parse_interval(c_type, n, count, object);
	if (c_type >= SQL_C_TYPE_DATE && c_type <= SQL_C_TYPE_TIMESTAMP)
		return parse_datetime(c_type, n, count, object);
	if (c_type == SQL_C_DOUBLE || c_type == SQL_C_FLOAT) {
		if (ascii_to_double(str_from(text), &d) != ASCII_OK)
			return false;
		f = (float)d;
		memcpy(object, c_type == SQL_C_FLOAT ? (void *)&f : &d,
		       c_type == SQL_C_FLOAT ? sizeof(f) : sizeof(d));
		return true;
	}
	if (c_type == SQL_C_UBIGINT) {
		if (ascii_to_uint64(str_from(text), &u) != ASCII_OK)
			return false;
		memcpy(object, &u, sizeof(u));
		return true;
	}
	memcpy(object, n, (size_t)conv_c_size(c_type));
	return count == 1;
}

void table_escape(const void *p, size_t n, char *ret, size_t cap)
{
	const unsigned char *from = p;
	size_t at = 0;

	if (!n && cap > 2)
		at = (size_t)snprintf(ret, cap, "\\e");
	for (size_t i = 0; i < n && at + 5 < cap; i++) {
		if (from[i] == '\\')
			at += (size_t)snprintf(ret + at, cap - at, "\\\\");
		else if (from[i] < ' ' || from[i] > '~')
			at += (size_t)snprintf(ret + at, cap - at, "\\x%02x", from[i]);
		else
			ret[at++] = (char)from[i];
	}
	ret[at] = '\0';
}

static void unescape(struct table_row *row, size_t i)
{
	char *to = row->f[i], *from = to, *start = to;

	for (; *from; from++) {
		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		from++;
		if (*from == 'x') {
			char pair[3] = { from[1], from[2], 0 };

			*to++ = (char)strtoul(pair, NULL, 16);
			from += 2;
		} else if (*from == 't') {
			*to++ = '\t';
		} else if (*from != 'e') {
			*to++ = *from;
		}
	}
	*to = '\0';
	row->n[i] = (size_t)(to - start);
}

/* One TAP line a cell: cases of a cell stand together. */
struct tally {
	char cell[256];
	int number, cases, bad, failures;
	size_t total;
};

static void flush_cell(struct tally *t)
{
	if (!t->cases)
		return;
	printf("%s %d - %s (%d cases)\n", t->bad ? "not ok" : "ok", ++t->number, t->cell, t->cases);
	t->failures += t->bad;
	t->cases = t->bad = 0;
}

static void run_line(struct tally *t, char *text, const char *file, int line, size_t fields,
		     table_case *check)
{
	struct table_row row = { .line = line };
	char message[TABLE_MESSAGE] = "";
	size_t n = 0;

	for (char *next = text; next && n < TABLE_FIELDS; n++) {
		row.f[n] = next;
		next = strchr(next, '\t');
		if (next)
			*next++ = '\0';
	}
	if (strcmp(t->cell, row.f[0]) != 0) {
		flush_cell(t);
		snprintf(t->cell, sizeof(t->cell), "%s", row.f[0]);
	}
	t->cases++;
	t->total++;
	for (size_t i = 0; i < n; i++)
		unescape(&row, i);
	if (n == fields && check(&row, message))
		return;
	t->bad++;
	printf("# %s:%d: %s\n", file, line, n == fields ? message : "wrong number of fields");
}

static void run_file(struct tally *t, const char *file, size_t fields, table_case *check)
{
	const char *dir = getenv("top_srcdir");
	char path[1024];
	char *text = NULL;
	size_t cap = 0;
	int line = 0;
	ssize_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/unit/data/%s", dir ? dir : ".", file);
	f = fopen(path, "r");
	if (!f) {
		printf("not ok %d - %s cannot be read\n", ++t->number, path);
		t->failures++;
		return;
	}
	while ((n = getline(&text, &cap, f)) > 0) {
		line++;
		if (text[n - 1] == '\n')
			text[n - 1] = '\0';
		if (*text && *text != '#')
			run_line(t, text, file, line, fields, check);
	}
	flush_cell(t);
	*t->cell = '\0';
	free(text);
	fclose(f);
}

int table_run(const char *const *files, size_t fields, size_t least, table_case *check)
{
	struct tally t = { .number = 0 };

	/* The locale of the environment: nothing may depend on it. */
	setlocale(LC_ALL, "");
	for (; *files; files++)
		run_file(&t, *files, fields, check);
	printf("%s %d - at least %zu cases ran: %zu\n", t.total >= least ? "ok" : "not ok",
	       ++t.number, least, t.total);
	printf("1..%d\n", t.number);
	return t.failures || t.total < least ? EXIT_FAILURE : EXIT_SUCCESS;
}
