/* UUIDs: 16 bytes in the order of the text, and ODBC's SQLGUID. */
#ifndef SP_CONV_GUID_H
#define SP_CONV_GUID_H

#include <stdbool.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

#include "util/str.h"

#define GUID_TEXT 36

/* aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee, also in braces or as {guid '...'}. */
bool guid_parse(struct str s, uint8_t ret[16]);
void guid_put(char *out, const uint8_t guid[16]); /* GUID_TEXT bytes, lower case */

void guid_to_struct(const uint8_t guid[16], SQLGUID *ret);
void guid_from_struct(const SQLGUID *s, uint8_t ret[16]);

#endif
