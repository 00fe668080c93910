/*
 * Keys with values, in the order in which they came: a connection string taken
 * apart, or the section of a data source.  Owns copies of all text; values are
 * wiped when freed, since one may be a password.  Not for several threads at once.
 */
#ifndef SP_CONF_ATTRS_H
#define SP_CONF_ATTRS_H

#include <stdbool.h>
#include <stddef.h>

#include "util/str.h"

struct attr {
	char *key;   /* as written, without the spaces around it */
	char *value; /* without braces; NUL-terminated */
	bool braced; /* stood in braces: DRIVER={...} goes out as it came in */
};

struct attrs {
	struct attr *list;
	size_t n, cap;
};

void attrs_init(struct attrs *a);
void attrs_done(struct attrs *a);

/* Appends copies.  False: out of memory, nothing appended. */
bool attrs_add(struct attrs *a, struct str key, struct str value, bool braced)
	__attribute__((warn_unused_result));

/* Appends copies of all of `from`.  False: out of memory, some may be there. */
bool attrs_add_all(struct attrs *a, const struct attrs *from) __attribute__((warn_unused_result));

/* The first attribute of that name (without case and '_'), or NULL. */
const struct attr *attrs_get(const struct attrs *a, struct str key);

enum attrs_result {
	ATTRS_OK,
	ATTRS_MALFORMED, /* *ret_why (caller frees) says what and where; nothing was appended */
	ATTRS_NO_MEMORY,
};

/*
 * Takes a connection string apart and appends what it holds.
 *
 * ODBC: SQLDriverConnect, "Comments".  Spaces around keys and values do not
 * count.  A value in {braces} is taken as it is, where }} stands for one }.
 * A repeated key is appended too: attrs_get() and settings_load() use the first.
 */
enum attrs_result attrs_parse(struct str text, struct attrs *a, char **ret_why);

/*
 * Takes a value of a file out of its braces, in place, if it stands in them from
 * end to end; false: it does not, and is unchanged.
 */
bool attrs_unbrace(char *value);

/*
 * The connection string of these attributes, with braces where a value needs
 * them and repeated keys left out.  Caller frees (mem_free_secret(): it holds
 * the password).  NULL: out of memory.
 */
char *attrs_compose(const struct attrs *a);

/*
 * Which data source the attributes ask for.  ODBC: SQLDriverConnect, "Driver
 * Guidelines": whichever of DSN, DRIVER and FILEDSN comes first counts; without
 * any of them it is the source named DEFAULT.
 */
enum attrs_source {
	ATTRS_SOURCE_NAMED,   /* *ret_name: the value of DSN */
	ATTRS_SOURCE_DEFAULT, /* none is named; *ret_name: "DEFAULT" */
	ATTRS_SOURCE_NONE,    /* DRIVER: the connection string alone counts */
};
enum attrs_source attrs_source(const struct attrs *a, const char **ret_name);

#endif
