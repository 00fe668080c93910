/* One layer of settings laid over those below it; used by settings.c alone. */
#ifndef SP_CONF_LAYER_H
#define SP_CONF_LAYER_H

#include "conf/settings.h"

struct layer {
	struct settings *s;
	struct problems *problems;
	enum setting_origin origin;
	const char *where; /* "data source \"x\"", for messages */
	unsigned allowed;  /* flags of which a key needs one; 0: all keys may stand here */
	bool seen[SETTING_COUNT];
};

/*
 * Puts the attributes of one place over what is there: the first spelling of a
 * setting counts, weak aliases last, then what pqopt holds.  An empty value is
 * "not set" in a file, and back to the default in a connection string.
 * Everything wrong goes to the problems.
 */
void layer_apply(struct layer *l, const struct attrs *attrs);

/* Sets one value that is known to be good. */
bool layer_set(struct settings *s, enum setting_id id, struct str text, enum setting_origin origin)
	__attribute__((warn_unused_result));

#endif
