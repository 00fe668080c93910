/*
 * odbc.ini line by line, as the driver manager reads it, with line numbers: what
 * iniparser cannot tell, and what the two of them are compared by.
 */
#ifndef SP_TOOL_ODBCINI_H
#define SP_TOOL_ODBCINI_H

#include <stdbool.h>
#include <stddef.h>

enum odbcini_trait {
	ODBCINI_NO_EQUALS = 1 << 0, /* a key alone */
	ODBCINI_TOO_LONG = 1 << 1,  /* the driver manager cuts it, iniparser gives up */
	ODBCINI_JOINED = 1 << 2,    /* ends in a backslash: iniparser appends the next line */
	ODBCINI_SHADOWED = 1 << 3,  /* the key stands in its section before, or the section does */
};

/* One key.  Owned by the struct odbcini. */
struct odbcini_line {
	unsigned number; /* from 1 */
	unsigned traits;
	char *section;
	char *key;
	char *value;
};

struct odbcini {
	struct odbcini_line *lines;
	size_t n, cap;
	bool has_mark; /* begins with a byte order mark */
};

enum odbcini_result {
	ODBCINI_OK,
	ODBCINI_UNREADABLE, /* errno says why */
	ODBCINI_NO_MEMORY,
};

/* Reads a file (its first megabyte).  Free with odbcini_done(), whatever the result. */
enum odbcini_result odbcini_read(const char *path, struct odbcini *ret);
void odbcini_done(struct odbcini *ini);

/* The same of text, for tests. */
bool odbcini_scan(const char *text, size_t n, struct odbcini *ret);

/* The key that the driver manager answers with, without case; NULL: none. */
const struct odbcini_line *odbcini_find(const struct odbcini *ini, const char *section,
					const char *key);

#endif
