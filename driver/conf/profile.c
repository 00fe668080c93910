#include "config.h"
#include "conf/profile.h"

#include "util/ascii.h"

const struct profile profiles[PROFILE_COUNT] = {
	{ "conservative",
	  "start here",
	  { { SETTING_POOL_SIZE, "10" },
	    { SETTING_MAX_OVERFLOW, "20" },
	    { SETTING_POOL_TIMEOUT, "60" },
	    { SETTING_POOL_RECYCLE, "3600" },
	    { SETTING_POOL_PRE_PING, "true" } } },
	{ "aggressive",
	  "many threads on a server known to have room",
	  { { SETTING_POOL_SIZE, "20" },
	    { SETTING_MAX_OVERFLOW, "30" },
	    { SETTING_POOL_TIMEOUT, "90" },
	    { SETTING_POOL_RECYCLE, "1800" },
	    { SETTING_POOL_PRE_PING, "true" } } },
	{ "minimal",
	  "little overhead, on a network that does not lose connections",
	  { { SETTING_POOL_SIZE, "5" },
	    { SETTING_MAX_OVERFLOW, "5" },
	    { SETTING_POOL_TIMEOUT, "30" },
	    { SETTING_POOL_RECYCLE, "7200" },
	    { SETTING_POOL_PRE_PING, "false" } } },
};

const struct profile *profile_find(struct str name)
{
	for (size_t i = 0; i < PROFILE_COUNT; i++) {
		if (ascii_ieq(str_from(profiles[i].name), name))
			return &profiles[i];
	}
	return NULL;
}
