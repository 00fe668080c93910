#include "config.h"
#include "conf/pqopt.h"

#include <stdlib.h>

#include "util/ascii.h"
#include "util/buf.h"
#include "util/mem.h"

#define VALUE_MAX (64 * 1024)

static void skip_spaces(struct str *rest)
{
	while (rest->n && ascii_is_space(*rest->p))
		*rest = str_tail(*rest, 1);
}

/*
 * Takes a value off *rest: up to a space, or between quotes.  A backslash takes
 * the next character as it is.  False: the closing quote is missing.
 */
static bool take_value(struct str *rest, struct buf *to)
{
	bool quoted = rest->n && *rest->p == '\'';

	if (quoted)
		*rest = str_tail(*rest, 1);
	while (rest->n) {
		if (quoted ? *rest->p == '\'' : ascii_is_space(*rest->p))
			break;
		if (*rest->p == '\\' && rest->n > 1)
			*rest = str_tail(*rest, 1);
		buf_add(to, (struct str){ rest->p, 1 });
		*rest = str_tail(*rest, 1);
	}
	if (!quoted)
		return true;
	if (!rest->n)
		return false;
	*rest = str_tail(*rest, 1);
	return true;
}

static struct str take_name(struct str *rest)
{
	size_t n = 0;
	struct str name;

	while (n < rest->n && rest->p[n] != '=' && !ascii_is_space(rest->p[n]))
		n++;
	name = str_head(*rest, n);
	*rest = str_tail(*rest, n);
	skip_spaces(rest);
	return name;
}

static enum attrs_result take_one(struct str *rest, struct attrs *to, const char **ret_why)
{
	struct str name = take_name(rest);
	enum attrs_result r = ATTRS_NO_MEMORY;
	struct buf b;
	char *value;

	if (!name.n || !rest->n || *rest->p != '=') {
		*ret_why = "name=value is needed, separated by spaces";
		return ATTRS_MALFORMED;
	}
	*rest = str_tail(*rest, 1);
	skip_spaces(rest);
	buf_init(&b, VALUE_MAX);
	if (!take_value(rest, &b)) {
		*ret_why = "a value begins with ' and has no ' at its end";
		buf_done(&b);
		return ATTRS_MALFORMED;
	}
	value = buf_take(&b);
	if (value && attrs_add(to, name, str_from(value), false))
		r = ATTRS_OK;
	mem_free_secret(value);
	return r;
}

enum attrs_result pqopt_parse(struct str text, struct attrs *to, const char **ret_why)
{
	enum attrs_result r = ATTRS_OK;

	skip_spaces(&text);
	while (text.n && r == ATTRS_OK) {
		r = take_one(&text, to, ret_why);
		skip_spaces(&text);
	}
	return r;
}
