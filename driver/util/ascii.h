/*
 * Characters and numbers in ASCII, whatever the locale.  ODBC keywords, setting
 * names and server numbers are ASCII; the application's locale must not matter.
 */
#ifndef SP_UTIL_ASCII_H
#define SP_UTIL_ASCII_H

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>

#include "util/str.h"

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline char ascii_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Equal without regard to ASCII case. */
bool ascii_ieq(struct str a, struct str b);

/* Without white space at both ends. */
struct str ascii_trim(struct str s);

enum ascii_number { ASCII_OK, ASCII_MALFORMED, ASCII_TOO_BIG };

/* A whole decimal number with an optional sign and nothing around it. */
enum ascii_number ascii_to_int64(struct str s, int64_t *ret);
enum ascii_number ascii_to_uint64(struct str s, uint64_t *ret);

/*
 * A floating-point number as the server writes it ("1e-7", "NaN", "Infinity"),
 * independent of the locale.  Too big gives an infinity and ASCII_TOO_BIG.
 */
enum ascii_number ascii_to_double(struct str s, double *ret);

/* Shortest text that reads back as the same number; at least 32 bytes.  Returns the length. */
size_t ascii_from_double(double d, char *ret_text, size_t cap);
size_t ascii_from_float(float f, char *ret_text, size_t cap);

/* The "C" locale, for uselocale(): numbers and texts of libraries are the same for all. */
locale_t ascii_locale(void);

#endif
