/* Bytes in the server's text forms, decoded piece by piece; hexadecimal of ODBC. */
#ifndef SP_CONV_HEX_H
#define SP_CONV_HEX_H

#include <stdbool.h>
#include <stdint.h>

#include "conv/value.h"

/* Two hexadecimal digits of either case. */
bool hex_byte(const char *two, uint8_t *ret);

/* Two digits, upper case as ODBC's tables have them. */
void hex_put(char *out, uint8_t byte);

/*
 * A bytea as text: "\x00ff" or the older escape format.  False: neither, the text
 * is broken.
 */
bool bytes_parse(struct str text, struct value_bytes *ret);

/* Hexadecimal without prefix, as Redshift sends VARBYTE and GEOMETRY. */
bool bytes_parse_hex(struct str text, struct value_bytes *ret);

/* Decodes up to n bytes off *rest (a tail of bytes->raw); returns how many. */
size_t bytes_decode(enum bytes_form form, struct str *rest, void *out, size_t n);

/* Cuts the value to its first n bytes. */
void bytes_limit(struct value_bytes *b, size_t n);

#endif
