/*
 * SQLBrowseConnect: which attributes are still missing.
 * ODBC: SQLBrowseConnect, "OutConnectionString Argument".
 */
#ifndef SP_CONF_BROWSE_H
#define SP_CONF_BROWSE_H

#include <stdbool.h>

#include "conf/settings.h"

/*
 * given: all attributes of the calls so far.  s: the settings loaded from them.
 * *ret_text (caller frees) lists what is not known yet, the optional ones with
 * '*' in front; *ret_complete: nothing required is missing, so connect.
 * False: out of memory.
 */
bool browse_missing(const struct settings *s, const struct attrs *given, char **ret_text,
		    bool *ret_complete);

#endif
