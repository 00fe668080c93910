/*
 * What a session is opened with, and what tells two of them apart.
 *
 * Pure functions of the settings; the results own their text, so they outlive
 * the settings (a pool opens sessions when their first asker is long gone).
 */
#ifndef SP_CONF_SESSION_KEY_H
#define SP_CONF_SESSION_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conf/settings.h"

/*
 * Keywords and values for PQconnectStartParams(), both NULL-terminated.  Use
 * expand_dbname 0, so that a database name is never read as a connection string.
 * Holds secrets: treat it like a password.
 */
struct session_params {
	char **keys;
	char **values;
	size_t n;
};

bool session_params_make(const struct settings *s, struct session_params *ret)
	__attribute__((warn_unused_result));        /* false: out of memory */
void session_params_done(struct session_params *p); /* wipes the secrets */

/*
 * The canonical text of everything the server sees, sorted, without secrets:
 * connections with equal text may share sessions.  Safe to log.  Caller frees;
 * NULL: out of memory.
 */
char *session_key_text(const struct settings *s);

/*
 * SHA-256 of all secrets with a salt that is drawn once a process.  Equal tags:
 * equal secrets.  A session is lent only to those with the tag it was opened with.
 */
struct session_tag {
	uint8_t bytes[32];
};
void session_tag_make(const struct settings *s, struct session_tag *ret);
bool session_tag_eq(const struct session_tag *a, const struct session_tag *b);

#endif
