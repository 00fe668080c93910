/*
 * A cell of a row as the server sent it, text or binary.  It owns nothing: whoever
 * hands one out says how long the bytes live.
 */
#ifndef SP_UTIL_CELL_H
#define SP_UTIL_CELL_H

#include <stdint.h>

struct cell {
	const char *p;
	int32_t n; /* -1: SQL NULL */
};

#endif
