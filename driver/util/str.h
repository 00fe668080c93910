/* A read-only slice of UTF-8 text: not owned, not NUL-terminated. */
#ifndef SP_UTIL_STR_H
#define SP_UTIL_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })

static inline struct str str_from(const char *s)
{
	return (struct str){ s, s ? strlen(s) : 0 };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (!a.n || memcmp(a.p, b.p, a.n) == 0);
}

/* The slice from byte `from` on; `from` must not exceed the length. */
static inline struct str str_tail(struct str s, size_t from)
{
	return (struct str){ s.p + from, s.n - from };
}

static inline struct str str_head(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

#endif
