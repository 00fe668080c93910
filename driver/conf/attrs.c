#include "config.h"
#include "conf/attrs.h"

#include <stdlib.h>

#include "conf/setting.h"
#include "util/ascii.h"
#include "util/buf.h"
#include "util/mem.h"

/* No program writes connection strings this long; a runaway one must not eat the memory. */
#define TEXT_MAX (1024 * 1024)
#define KEY_MAX  128
#define WHY_MAX  1024
#define SHOW_MAX 40 /* bytes of a key repeated in a message */

void attrs_init(struct attrs *a)
{
	*a = (struct attrs){ .list = NULL };
}

/* Back to the first n attributes. */
static void truncate_to(struct attrs *a, size_t n)
{
	while (a->n > n) {
		struct attr *last = &a->list[--a->n];

		free(last->key);
		mem_free_secret(last->value);
	}
}

void attrs_done(struct attrs *a)
{
	truncate_to(a, 0);
	free(a->list);
	attrs_init(a);
}

bool attrs_add(struct attrs *a, struct str key, struct str value, bool braced)
{
	struct attr attr = { .braced = braced };

	if (a->n == a->cap) {
		size_t cap = a->cap ? 2 * a->cap : 8;
		struct attr *list = realloc(a->list, cap * sizeof(*list));

		if (!list)
			return false;
		a->list = list;
		a->cap = cap;
	}
	attr.key = mem_dup_str(key);
	attr.value = mem_dup_str(value);
	if (!attr.key || !attr.value) {
		free(attr.key);
		mem_free_secret(attr.value);
		return false;
	}
	a->list[a->n++] = attr;
	return true;
}

bool attrs_add_all(struct attrs *a, const struct attrs *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct attr *f = &from->list[i];

		if (!attrs_add(a, str_from(f->key), str_from(f->value), f->braced))
			return false;
	}
	return true;
}

const struct attr *attrs_get(const struct attrs *a, struct str key)
{
	for (size_t i = 0; i < a->n; i++) {
		if (setting_key_eq(str_from(a->list[i].key), key))
			return &a->list[i];
	}
	return NULL;
}

/* -- Reading --------------------------------------------------------------- */

/* A connection string on its way through the parser. */
struct parser {
	struct str rest;
	struct attrs *to;
	char **ret_why;
};

static enum attrs_result malformed(struct parser *p, const char *what, struct str key)
{
	struct buf b;

	buf_init(&b, WHY_MAX);
	buf_addf(&b, "%s", what);
	if (key.n) {
		buf_add(&b, STR(" \""));
		for (size_t i = 0; i < key.n && i < SHOW_MAX; i++) {
			char c = key.p[i] >= 0 && key.p[i] < ' ' ? '?' : key.p[i];

			buf_add(&b, (struct str){ &c, 1 });
		}
		buf_add(&b, key.n > SHOW_MAX ? STR("...\"") : STR("\""));
	}
	*p->ret_why = buf_take(&b);
	return *p->ret_why ? ATTRS_MALFORMED : ATTRS_NO_MEMORY;
}

static void skip_spaces(struct parser *p)
{
	while (p->rest.n && ascii_is_space(*p->rest.p))
		p->rest = str_tail(p->rest, 1);
}

/* Takes everything up to the first of the two characters, and leaves that. */
static struct str take_until(struct parser *p, char one, char two)
{
	size_t n = 0;
	struct str taken;

	while (n < p->rest.n && p->rest.p[n] != one && p->rest.p[n] != two)
		n++;
	taken = str_head(p->rest, n);
	p->rest = str_tail(p->rest, n);
	return ascii_trim(taken);
}

/* What stands between { and its }, with }} made }.  False: there is no end. */
static bool take_braced(struct parser *p, struct buf *to)
{
	size_t i = 1;

	for (; i < p->rest.n; i++) {
		if (p->rest.p[i] == '}') {
			if (i + 1 >= p->rest.n || p->rest.p[i + 1] != '}')
				break;
			i++;
		}
		buf_add(to, (struct str){ p->rest.p + i, 1 });
	}
	if (i >= p->rest.n)
		return false;
	p->rest = str_tail(p->rest, i + 1);
	return true;
}

bool attrs_unbrace(char *value)
{
	size_t n = strlen(value), to = 0;

	if (n < 2 || value[0] != '{' || value[n - 1] != '}')
		return false;
	for (size_t i = 1; i < n - 1; i++) {
		if (value[i] == '}' && (value[++i] != '}' || i == n - 1))
			return false;
	}
	for (size_t i = 1; i < n - 1; i++) {
		i += value[i] == '}';
		value[to++] = value[i];
	}
	explicit_bzero(value + to, n - to);
	return true;
}

static enum attrs_result parse_braced(struct parser *p, struct str key)
{
	enum attrs_result r = ATTRS_NO_MEMORY;
	struct buf b;
	size_t n;
	char *value;

	buf_init(&b, TEXT_MAX + 1);
	buf_add(&b, STR(""));
	if (!take_braced(p, &b)) {
		r = malformed(p,
			      "a value begins with { and has no } at its end (a value that holds "
			      "braces is written as {...} with each } doubled); key",
			      key);
		goto out;
	}
	skip_spaces(p);
	if (p->rest.n && *p->rest.p != ';') {
		r = malformed(p,
			      "text stands between the } that ends a value and the next ; "
			      "(a } inside a value is written }}); key",
			      key);
		goto out;
	}
	n = b.n;
	value = buf_take(&b);
	if (value && attrs_add(p->to, key, (struct str){ value, n }, true))
		r = ATTRS_OK;
	mem_free_secret(value);
	return r;
out:
	if (b.p)
		explicit_bzero(b.p, b.n);
	buf_done(&b);
	return r;
}

static enum attrs_result parse_one(struct parser *p)
{
	struct str key = take_until(p, '=', ';'), value;

	if (!p->rest.n || *p->rest.p == ';') {
		if (!key.n)
			return ATTRS_OK; /* an empty attribute, as in "a=1;;" */
		return malformed(p, "the connection string has no = after", key);
	}
	if (!key.n)
		return malformed(p, "the connection string has a = without a key before it",
				 (struct str){ NULL, 0 });
	if (key.n > KEY_MAX)
		return malformed(p, "the connection string has a key that is too long:", key);
	p->rest = str_tail(p->rest, 1);
	skip_spaces(p);
	if (p->rest.n && *p->rest.p == '{')
		return parse_braced(p, key);
	value = take_until(p, ';', ';');
	return attrs_add(p->to, key, value, false) ? ATTRS_OK : ATTRS_NO_MEMORY;
}

enum attrs_result attrs_parse(struct str text, struct attrs *a, char **ret_why)
{
	struct parser p = { .rest = text, .to = a, .ret_why = ret_why };
	enum attrs_result r = ATTRS_OK;
	size_t before = a->n;

	if (text.n > TEXT_MAX)
		return malformed(&p, "the connection string is longer than 1048576 bytes",
				 (struct str){ NULL, 0 });
	if (text.n && memchr(text.p, '\0', text.n))
		return malformed(&p, "the connection string holds a null character",
				 (struct str){ NULL, 0 });
	while (r == ATTRS_OK && p.rest.n) {
		r = parse_one(&p);
		if (r == ATTRS_OK && p.rest.n)
			p.rest = str_tail(p.rest, 1); /* the ; */
	}
	if (r != ATTRS_OK)
		truncate_to(a, before);
	return r;
}

/* -- Writing --------------------------------------------------------------- */

static bool needs_braces(const struct attr *a)
{
	size_t n = strlen(a->value);

	if (a->braced)
		return true;
	return strpbrk(a->value, "[]{}(),;?*=!@") ||
	       (n && (ascii_is_space(a->value[0]) || ascii_is_space(a->value[n - 1])));
}

static void compose_one(const struct attr *a, struct buf *b)
{
	buf_add(b, str_from(a->key));
	buf_add(b, STR("="));
	if (!needs_braces(a)) {
		buf_add(b, str_from(a->value));
	} else {
		buf_add(b, STR("{"));
		for (const char *p = a->value; *p; p++) {
			buf_add(b, (struct str){ p, 1 });
			if (*p == '}')
				buf_add(b, STR("}"));
		}
		buf_add(b, STR("}"));
	}
	buf_add(b, STR(";"));
}

char *attrs_compose(const struct attrs *a)
{
	struct buf b;

	buf_init(&b, 4 * TEXT_MAX);
	for (size_t i = 0; i < a->n; i++) {
		if (attrs_get(a, str_from(a->list[i].key)) == &a->list[i])
			compose_one(&a->list[i], &b);
	}
	return buf_take(&b);
}

enum attrs_source attrs_source(const struct attrs *a, const char **ret_name)
{
	for (size_t i = 0; i < a->n; i++) {
		struct str key = str_from(a->list[i].key);

		if (setting_key_eq(key, STR("DRIVER")))
			return ATTRS_SOURCE_NONE;
		if (setting_key_eq(key, STR("DSN")) && a->list[i].value[0]) {
			*ret_name = a->list[i].value;
			return ATTRS_SOURCE_NAMED;
		}
		if (setting_key_eq(key, STR("FILEDSN")))
			return ATTRS_SOURCE_NONE; /* its keys are in the string already */
	}
	*ret_name = "DEFAULT";
	return ATTRS_SOURCE_DEFAULT;
}
