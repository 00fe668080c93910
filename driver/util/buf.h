/*
 * A growing byte buffer with a hard limit and a sticky error.
 *
 * Appends after a failure do nothing, so a caller may append a whole statement
 * and check once, with buf_take().
 */
#ifndef SP_UTIL_BUF_H
#define SP_UTIL_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "util/str.h"

struct buf {
	char *p;
	size_t n;
	size_t cap;
	size_t limit;
	bool failed;
};

void buf_init(struct buf *b, size_t limit);
void buf_add(struct buf *b, struct str s);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *buf_take(struct buf *b); /* caller frees; NULL if any append failed */
void buf_done(struct buf *b);

#endif
