#include "config.h"
#include "tool/odbcini.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/ascii.h"
#include "util/mem.h"
#include "util/str.h"

#define FILE_MAX (1024 * 1024)
#define LINE_FIT 990 /* bytes of a line that both readers take whole */

void odbcini_done(struct odbcini *ini)
{
	for (size_t i = 0; i < ini->n; i++) {
		free(ini->lines[i].section);
		free(ini->lines[i].key);
		mem_free_secret(ini->lines[i].value);
	}
	free(ini->lines);
	*ini = (struct odbcini){ .lines = NULL };
}

/* -- Scanning -------------------------------------------------------------- */

struct scan {
	struct odbcini *to;
	unsigned number;
	struct str section;
	bool section_again; /* the section's name was there before */
};

static bool section_seen(const struct scan *s, struct str name)
{
	for (size_t i = 0; i < s->to->n; i++) {
		if (ascii_ieq(str_from(s->to->lines[i].section), name))
			return true;
	}
	return false;
}

static bool key_seen(const struct scan *s, struct str key)
{
	for (size_t i = 0; i < s->to->n; i++) {
		const struct odbcini_line *line = &s->to->lines[i];

		if (ascii_ieq(str_from(line->section), s->section) &&
		    ascii_ieq(str_from(line->key), key))
			return true;
	}
	return false;
}

static bool add_line(struct scan *s, struct str key, struct str value, unsigned traits)
{
	struct odbcini *to = s->to;
	struct odbcini_line line = { .number = s->number, .traits = traits };

	if (to->n == to->cap) {
		size_t cap = to->cap ? 2 * to->cap : 64;
		struct odbcini_line *lines = realloc(to->lines, cap * sizeof(*lines));

		if (!lines)
			return false;
		to->lines = lines;
		to->cap = cap;
	}
	if (s->section_again || key_seen(s, key))
		line.traits |= ODBCINI_SHADOWED;
	line.section = mem_dup_str(s->section);
	line.key = mem_dup_str(key);
	line.value = mem_dup_str(value);
	to->lines[to->n++] = line;
	return line.section && line.key && line.value;
}

static bool scan_key(struct scan *s, struct str text, unsigned traits)
{
	const char *equals = memchr(text.p, '=', text.n);
	struct str key = text, value = { "", 0 };

	if (equals) {
		key = str_head(text, (size_t)(equals - text.p));
		value = ascii_trim(str_tail(text, key.n + 1));
	} else {
		traits |= ODBCINI_NO_EQUALS;
	}
	if (value.n && value.p[value.n - 1] == '\\')
		traits |= ODBCINI_JOINED;
	return add_line(s, ascii_trim(key), value, traits);
}

static bool scan_line(struct scan *s, struct str raw)
{
	struct str text = ascii_trim(raw);
	const char *end;

	if (!text.n || *text.p == '#' || *text.p == ';')
		return true;
	if (*text.p != '[')
		return scan_key(s, text, raw.n > LINE_FIT ? ODBCINI_TOO_LONG : 0);
	end = memchr(text.p, ']', text.n);
	s->section = str_tail(str_head(text, end ? (size_t)(end - text.p) : text.n), 1);
	s->section_again = section_seen(s, s->section);
	return true;
}

bool odbcini_scan(const char *text, size_t n, struct odbcini *ret)
{
	struct scan s = { .to = ret, .section = { "", 0 } };
	struct str rest = { text, n };

	*ret = (struct odbcini){ .lines = NULL };
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		ret->has_mark = true;
		rest = str_tail(rest, 3);
	}
	while (rest.n) {
		const char *end = memchr(rest.p, '\n', rest.n);
		size_t length = end ? (size_t)(end - rest.p) : rest.n;

		s.number++;
		if (!scan_line(&s, str_head(rest, length)))
			return false;
		rest = str_tail(rest, end ? length + 1 : length);
	}
	return true;
}

/* -- Reading --------------------------------------------------------------- */

static char *slurp(FILE *f, size_t *ret_n)
{
	size_t n = 0, cap = 64 * 1024;
	char *text = malloc(cap);

	while (text) {
		size_t got = fread(text + n, 1, cap - n, f);
		char *more;

		n += got;
		if (!got || cap == FILE_MAX)
			break;
		if (n < cap)
			continue;
		more = realloc(text, 2 * cap);
		if (!more)
			free(text);
		text = more;
		cap *= 2;
	}
	*ret_n = n;
	return text;
}

enum odbcini_result odbcini_read(const char *path, struct odbcini *ret)
{
	FILE *f = fopen(path, "re");
	enum odbcini_result r = ODBCINI_NO_MEMORY;
	char *text;
	size_t n;

	*ret = (struct odbcini){ .lines = NULL };
	if (!f)
		return ODBCINI_UNREADABLE;
	errno = 0;
	text = slurp(f, &n);
	if (text && ferror(f))
		r = ODBCINI_UNREADABLE;
	else if (text && odbcini_scan(text, n, ret))
		r = ODBCINI_OK;
	if (text)
		explicit_bzero(text, n);
	free(text);
	fclose(f);
	return r;
}

const struct odbcini_line *odbcini_find(const struct odbcini *ini, const char *section,
					const char *key)
{
	for (size_t i = 0; i < ini->n; i++) {
		const struct odbcini_line *line = &ini->lines[i];

		if (!(line->traits & ODBCINI_SHADOWED) &&
		    ascii_ieq(str_from(line->section), str_from(section)) &&
		    ascii_ieq(str_from(line->key), str_from(key)))
			return line;
	}
	return NULL;
}
