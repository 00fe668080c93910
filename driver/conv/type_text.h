/*
 * Types that come as text: "character varying(20)", "decimal(10,2)".  Redshift tells
 * the columns of late-binding views, external tables and other databases that way,
 * external ones in the words of their data catalog.
 *
 * Pure function: any thread, no allocation.
 */
#ifndef SP_CONV_TYPE_TEXT_H
#define SP_CONV_TYPE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "util/str.h"

/* false: no type of the table (array<...>, struct<...>), *ret_* as they were. */
bool type_of_text(struct str text, uint32_t *ret_oid, int32_t *ret_typmod);

#endif
