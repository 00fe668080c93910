/*
 * shiftpool.ini: [shiftpool] for the driver as a whole, [profile NAME] for sets
 * of pool keys.  Read with iniparser, kept until the file changes.  Thread-safe:
 * an open file is shared and does not change.
 */
#ifndef SP_CONF_INI_H
#define SP_CONF_INI_H

#include <stddef.h>

#include "conf/attrs.h"
#include "util/str.h"

struct ini_section {
	char *name; /* lower case */
	struct attrs attrs;
};

struct ini {
	char *path;
	struct ini_section *sections;
	size_t n;
	size_t users; /* under the lock of ini.c */
};

enum ini_result {
	INI_OK,
	INI_NONE, /* there is no such file, and nobody said that there is one */
	INI_BAD,  /* *ret_why (caller frees) names file, line and fault */
	INI_NO_MEMORY,
};

/* The file that SHIFTPOOL_INI names, else shiftpool.ini in the system's folder. */
const char *ini_path(void);

/* Reads it, or takes the kept one.  INI_OK: give *ret back with ini_close(). */
enum ini_result ini_open(struct ini **ret, char **ret_why);
void ini_close(struct ini *ini); /* NULL is fine */

/* The section of that name, whatever the case; NULL: not there. */
const struct attrs *ini_section(const struct ini *ini, struct str name);

/* Same for "[profile NAME]". */
const struct attrs *ini_profile(const struct ini *ini, struct str name);

/* The NAME of the section "[profile NAME]"; an empty slice if it is something else. */
struct str ini_profile_name(const struct ini_section *section);

/* Reads any file in that syntax, unshared; free with ini_free(). */
enum ini_result ini_read(const char *path, struct ini **ret, char **ret_why);
void ini_free(struct ini *ini);

#endif
