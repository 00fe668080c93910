/*
 * What psqlodbc packs into one value: CX, whose digits are many switches; AB, bits
 * of odd behaviours; and percent signs in ConnSettings.  Pure functions on text.
 */
#ifndef SP_CONF_PACKED_H
#define SP_CONF_PACKED_H

#include "conf/attrs.h"
#include "conf/setting.h"
#include "util/str.h"

/*
 * Appends the keys that the value of CX (SETTING_PACKED_OPTIONS) or AB
 * (SETTING_EXTRA_OPTIONS) stands for.  ATTRS_MALFORMED: no such value.
 */
enum attrs_result packed_parse(enum setting_id id, struct str text, struct attrs *to);

/* Whether values under this spelling of ConnSettings are encoded as psqlodbc does it. */
bool packed_is_encoded(struct str key);

/* Whether %XX stands in the text. */
bool packed_has_escapes(struct str text);

/*
 * The text with %XX made a byte and, where no blank shows that it is plain text
 * already, + made a blank.  Caller frees; NULL: out of memory.
 */
char *packed_decode(struct str text);

#endif
