/*
 * The text of pqopt: parameters of libpq, written as libpq's own connection
 * strings are: name = value name = 'value with \' and \\'.
 */
#ifndef SP_CONF_PQOPT_H
#define SP_CONF_PQOPT_H

#include "conf/attrs.h"
#include "util/str.h"

/* Appends what the text holds.  ATTRS_MALFORMED: *ret_why is constant text; some may be there. */
enum attrs_result pqopt_parse(struct str text, struct attrs *to, const char **ret_why);

#endif
