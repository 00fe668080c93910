/*
 * UTF-8 (inside) and UTF-16 (SQLWCHAR of unixODBC), without locale or iconv.
 *
 * Bad input never fails a call: a broken sequence becomes U+FFFD, as Unicode
 * advises, so that no text from an application or a server can crash or stop it.
 */
#ifndef SP_UTIL_UTF_H
#define SP_UTIL_UTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/str.h"

/* Cuts the next character off *rest, which must not be empty.  U+FFFD for a bad one. */
uint32_t utf8_next(struct str *rest);

/* Whether every sequence is well-formed. */
bool utf8_valid(struct str s);

/* Number of characters (code points), a bad sequence counting as one. */
size_t utf8_chars(struct str s);

/* Length of the longest head of at most n bytes that does not cut a character. */
size_t utf8_cut(struct str s, size_t n);

/* Writes one character as UTF-8 (1 to 4 bytes); returns its length. */
size_t utf8_put(char *ret, uint32_t c);

/* UTF-16 units that the text needs, without a terminator. */
size_t utf16_units(struct str s);

/*
 * Writes as many whole characters as fit into cap units at `to` (any alignment),
 * without a terminator; a surrogate pair is not split.  Returns the units
 * written and, in *ret_used, the bytes of s that they stand for.
 */
size_t utf16_from_utf8(struct str s, void *to, size_t cap, size_t *ret_used);

/* UTF-8 copy of n units at `from` (any alignment); caller frees; NULL: out of memory. */
char *utf8_from_utf16(const void *from, size_t n, size_t *ret_n);

/* Units before the terminating 0. */
size_t utf16_len(const void *from);

#endif
