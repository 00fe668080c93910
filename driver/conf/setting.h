/*
 * The settings table (settings.def) as data: look a key up, parse and print a
 * value.  Constant after start, so safe in any thread; nothing allocates except
 * where said.
 */
#ifndef SP_CONF_SETTING_H
#define SP_CONF_SETTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/str.h"

/* What the values of a setting look like. */
enum setting_kind {
	SETTING_INT,
	SETTING_SECONDS, /* a number of nanoseconds; -1 for "never" where MINUS_ONE is set */
	SETTING_SIZE,
	SETTING_BOOL,
	SETTING_CHOICE, /* the number is the index of the choice */
	SETTING_TEXT,
	SETTING_PORTS,   /* text: one port or several with commas between */
	SETTING_IGNORED, /* any value does */
};

enum setting_flags {
	SETTING_FLAG_SYSTEM = 1 << 0,    /* of the driver manager or names the data source */
	SETTING_FLAG_KEYED = 1 << 1,     /* splits the pool: the server sees it */
	SETTING_FLAG_POOL = 1 << 2,      /* may stand in a [profile] */
	SETTING_FLAG_GLOBAL = 1 << 3,    /* may stand in [shiftpool] */
	SETTING_FLAG_MINUS_ONE = 1 << 4, /* -1 is allowed below the minimum: never */
	SETTING_FLAG_HIDDEN = 1 << 5,    /* never shown and never in the pool key */
	SETTING_FLAG_OFFERED = 1 << 6,   /* SQLBrowseConnect offers it */
	SETTING_FLAG_ASKED = 1 << 7,     /* SQLBrowseConnect insists on it */
	SETTING_FLAG_LINES = 1 << 8,     /* may hold line ends and tabs */
	SETTING_FLAG_REFUSED = 1 << 9,   /* cannot be had: a connect that asks for it fails */
};

/* SETTING_SERVER, SETTING_PORT, ...: one for each row, in the order of the table. */
enum setting_id {
#define ROW(id) SETTING_##id,
#include "conf/settings_rows.h"
	SETTING_COUNT
};

struct setting {
	const char *name;
	const char *aliases; /* separated by spaces; '?' before a weak one */
	enum setting_kind kind;
	unsigned flags;
	int64_t min, max;     /* SETTING_SECONDS: in whole seconds */
	const char *choices;  /* "first|second:synonym" */
	const char *fallback; /* the built-in default, or NULL */
	const char *libpq;    /* name of libpq's parameter, or NULL */
	const char *help;     /* one line */
	size_t field;         /* offset in struct settings, or SIZE_MAX */
};

/* Indexed by enum setting_id. */
extern const struct setting setting_table[SETTING_COUNT];

/* How a key of a file or connection string was found. */
struct setting_match {
	enum setting_id id;
	bool weak; /* counts only if no other spelling is there */
};

/* Looks a key up by name, alias or libpq name, without case and without '_'. */
bool setting_find(struct str key, struct setting_match *ret);

/*
 * The name or alias in the table that is spelt most like the key, as the table
 * writes it; NULL if none is near enough to be meant.
 */
const char *setting_nearest(struct str key);

/*
 * Whether a value of a row without effect asks for something that the driver
 * cannot do: a connect must fail, since it would do something else than was meant.
 */
bool setting_refuses(const struct setting *s, struct str value);

/* Whether two keys are the same but for case and '_'. */
bool setting_key_eq(struct str a, struct str b);

/* A value that has been read. */
struct setting_value {
	int64_t number;    /* all kinds but the text ones */
	struct str choice; /* SETTING_CHOICE: the choice's first spelling */
};

/* False if the text is not a value of this setting. */
bool setting_parse(const struct setting *s, struct str text, struct setting_value *ret);

/* Adds the value as `shiftpool settings` and libpq want to see it. */
void setting_print(const struct setting *s, const struct setting_value *v, struct buf *to);

/* Adds what is allowed: "a whole number from 0 to 100000", "one of none, rollback, ...". */
void setting_print_range(const struct setting *s, struct buf *to);

/* The nth choice's first spelling; an empty slice past the last. */
struct str setting_choice(const struct setting *s, size_t nth);

/* Seconds without needless zeros: "30", "0.25". */
void setting_print_seconds(int64_t ns, struct buf *to);

#endif
