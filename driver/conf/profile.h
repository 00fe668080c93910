/* The profiles of the pooling guide, built in.  shiftpool.ini may replace them by name. */
#ifndef SP_CONF_PROFILE_H
#define SP_CONF_PROFILE_H

#include <stddef.h>

#include "conf/setting.h"
#include "util/str.h"

#define PROFILE_KEYS 5

struct profile {
	const char *name;
	const char *when; /* when the guide advises it */
	struct {
		enum setting_id id;
		const char *value;
	} keys[PROFILE_KEYS];
};

#define PROFILE_COUNT 3
extern const struct profile profiles[PROFILE_COUNT];

/* NULL: no such profile is built in. */
const struct profile *profile_find(struct str name);

#endif
