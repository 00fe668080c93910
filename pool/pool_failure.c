#include "config.h"
#include "pool/pool_failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The longest start of n bytes at most that does not cut a UTF-8 character. */
static size_t cut(const char *text, size_t n)
{
	while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

void pool_failure_set(struct pool_failure *f, enum pool_fail_class class, const char *sqlstate,
		      const char *text)
{
	size_t n = strlen(text);

	if (n >= sizeof(f->text))
		n = cut(text, sizeof(f->text) - 1);
	memmove(f->text, text, n);
	f->text[n] = '\0';
	f->class = class;
	snprintf(f->sqlstate, sizeof(f->sqlstate), "%s", sqlstate ? sqlstate : "");
}

void pool_failure_addf(struct pool_failure *f, const char *fmt, ...)
{
	size_t used = strlen(f->text);
	size_t room = sizeof(f->text) - used;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(f->text + used, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		f->text[used] = '\0';
	else if ((size_t)n >= room && room > 1) {
		/* What is left may end in the middle of a character: drop its start too. */
		size_t end = sizeof(f->text) - 1;
		size_t lead = cut(f->text, end - 1);
		unsigned char c = (unsigned char)f->text[lead];
		size_t want = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

		if (lead + want > end)
			f->text[lead] = '\0';
	}
}
