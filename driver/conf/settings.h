/*
 * The settings of one connection, ready to use: s->pool_size, s->pool_timeout_ns,
 * s->bools_as_char, s->server ...
 *
 * Layers, each over the one before: built-in, [shiftpool] of shiftpool.ini (the
 * log alone), [profile NAME] (of shiftpool.ini or built in), data source,
 * connection string.  After settings_load() the struct
 * does not change, so threads may read it together; the one that loaded it frees
 * it.  Thread-safe: files are read and cached under locks of this folder.
 */
#ifndef SP_CONF_SETTINGS_H
#define SP_CONF_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conf/attrs.h"
#include "conf/problem.h"
#include "conf/setting.h"
#include "util/str.h"

/* Values of the CHOICE fields, in the order of their rows. */
enum set_ssl_mode {
	SET_SSL_DISABLE,
	SET_SSL_ALLOW,
	SET_SSL_PREFER,
	SET_SSL_REQUIRE,
	SET_SSL_VERIFY_CA,
	SET_SSL_VERIFY_FULL,
};
enum set_pool_reset { SET_RESET_NONE, SET_RESET_ROLLBACK, SET_RESET_SMART, SET_RESET_FULL };
enum set_pool_mode { SET_MODE_SESSION, SET_MODE_TRANSACTION };
enum set_rollback {
	SET_ROLLBACK_AUTO,
	SET_ROLLBACK_NONE,
	SET_ROLLBACK_TRANSACTION,
	SET_ROLLBACK_STATEMENT
};
enum set_pooler { SET_POOLER_NONE, SET_POOLER_SESSION, SET_POOLER_TRANSACTION };
enum set_unknown_sizes { SET_SIZES_MAX, SET_SIZES_DONT_KNOW };
enum set_int8_as {
	SET_INT8_DEFAULT,
	SET_INT8_BIGINT,
	SET_INT8_INTEGER,
	SET_INT8_DOUBLE,
	SET_INT8_VARCHAR
};
enum set_numeric_as {
	SET_NUMERIC_DEFAULT,
	SET_NUMERIC_NUMERIC,
	SET_NUMERIC_DOUBLE,
	SET_NUMERIC_VARCHAR,
	SET_NUMERIC_LONGVARCHAR
};
enum set_prepare { SET_PREPARE_AUTO, SET_PREPARE_NAMED, SET_PREPARE_UNNAMED };
#define SET_UNSET (-1) /* a CHOICE without a default that nobody set: ssl_mode */

enum setting_origin {
	ORIGIN_BUILT_IN,
	ORIGIN_INI, /* [shiftpool] of shiftpool.ini */
	ORIGIN_PROFILE,
	ORIGIN_DSN,
	ORIGIN_CONNECTION_STRING,
};

/* A parameter of libpq that the table does not know, from pqopt. */
struct settings_extra {
	char *name;
	char *value;
};

struct settings {
	/*
	 * One field for each row: int, int64_t nanoseconds (-1: never), size_t,
	 * bool, int of an enum above (or SET_UNSET), const char * (NULL: not set).
	 */
#define INT(id, field, name, aliases, min, max, def, libpq, flags, help)     int field;
#define SECONDS(id, field, name, aliases, min, max, def, libpq, flags, help) int64_t field;
#define SIZE(id, field, name, aliases, min, max, def, libpq, flags, help)    size_t field;
#define FLAG(id, field, name, aliases, def, libpq, flags, help)              bool field;
#define CHOICE(id, field, name, aliases, choices, def, libpq, flags, help)   int field;
#define TEXT(id, field, name, aliases, def, libpq, flags, help)              const char *field;
#define PORTS(id, field, name, aliases, def, libpq, flags, help)             const char *field;
#define SECRET(id, field, name, aliases, def, libpq, flags, help)            const char *field;
#define PARAM(id, name, aliases, libpq, flags, help)
#define KEPT(id, name, aliases, libpq, flags, help)
#define IGNORED(id, name, aliases, flags, help)
#include "conf/settings.def"
#undef INT
#undef SECONDS
#undef SIZE
#undef FLAG
#undef CHOICE
#undef TEXT
#undef PORTS
#undef SECRET
#undef PARAM
#undef KEPT
#undef IGNORED

	/* Below: for setting_text() and friends. */
	char *text[SETTING_COUNT];           /* as it counts, NULL: not set */
	unsigned char origin[SETTING_COUNT]; /* enum setting_origin */
	struct settings_extra *extra;
	size_t n_extra;
};

/*
 * Loads the settings for a connection string (or for DSN, UID and PWD of
 * SQLConnect, put into attrs with attrs_add()).  problems is filled in any case;
 * the caller has initialised it and shows and frees it.  False: an error is
 * among them (or no_memory), *ret is untouched.
 */
bool settings_load(const struct attrs *given, struct settings **ret, struct problems *problems)
	__attribute__((warn_unused_result));
void settings_free(struct settings *s);

/*
 * Opens the log as the settings say (the first connection of a process that
 * names a target decides; SHIFTPOOL_LOG=[level:]target in the environment wins
 * over all) and writes the notes among the problems, each once a process.
 * s may be NULL when loading failed.  False: the log cannot be opened, which
 * must not stop a connect: errno says why, and *ret_target is its name (of the
 * settings or the environment; valid as long as they are).
 */
bool settings_start_log(const struct settings *s, const struct problems *problems,
			const char **ret_target);

/* The value as it counts, or NULL.  Not for showing: see settings_shown(). */
const char *settings_text(const struct settings *s, enum setting_id id);
enum setting_origin settings_origin(const struct settings *s, enum setting_id id);
const char *setting_origin_name(enum setting_origin origin);

/* The value for people and logs: "****" for a secret, NULL when not set. */
const char *settings_shown(const struct settings *s, enum setting_id id);

/*
 * The line that the pooling guide tells users to look for.  product: "Redshift"
 * or "PostgreSQL".  Caller frees; NULL: out of memory.
 */
char *settings_pool_line(const struct settings *s, const char *product);

#endif
