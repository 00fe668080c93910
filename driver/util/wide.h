/*
 * Text in the driver manager's wide characters: UTF-16 under unixODBC, UTF-32 in the
 * module for iODBC, whose SQLWCHAR is wchar_t.
 *
 * The module decides once, before any call; util/utf.h has the rules for bad input.
 */
#ifndef SP_UTIL_WIDE_H
#define SP_UTIL_WIDE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "util/str.h"

/* Bytes of a wide character: 2, or 4 in the module for iODBC.  Constant once the module is loaded. */
extern unsigned wide_unit;

/* Characters that the text needs, without a terminator. */
size_t wide_units(struct str s);

/* Like utf16_from_utf8(): as many whole characters as fit into cap units at `to`. */
size_t wide_from_utf8(struct str s, void *to, size_t cap, size_t *ret_used);

/* UTF-8 copy of n units at `from` (any alignment); caller frees; NULL: out of memory. */
char *utf8_from_wide(const void *from, size_t n, size_t *ret_n);

/* Units before the terminating 0. */
size_t wide_len(const void *from);

/* Writes one unit of any alignment. */
static inline void wide_put(void *to, size_t at, uint32_t c)
{
	uint16_t c16 = (uint16_t)c;

	if (wide_unit == sizeof(c16))
		memcpy((char *)to + at * sizeof(c16), &c16, sizeof(c16));
	else
		memcpy((char *)to + at * sizeof(c), &c, sizeof(c));
}

#endif
