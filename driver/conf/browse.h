/*
 * SQLBrowseConnect: which attributes are still missing.
 * ODBC: SQLBrowseConnect, "OutConnectionString Argument".
 */
#ifndef SP_CONF_BROWSE_H
#define SP_CONF_BROWSE_H

#include <stdbool.h>

#include "conf/settings.h"

/*
 * s: the settings loaded from all attributes of the calls so far.  *ret_text
 * (caller frees) lists what is not known yet, with '*' before what may be left
 * out and {lists} of what can be chosen; *ret_complete: nothing that is required
 * is missing, so connect.  False: out of memory, nothing written.
 */
bool browse_missing(const struct settings *s, char **ret_text, bool *ret_complete)
	__attribute__((warn_unused_result));

#endif
