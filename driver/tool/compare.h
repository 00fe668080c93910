/*
 * Two readers of one odbc.ini: the driver manager, and iniparser, which other
 * programs use.  Tells every line on which they disagree, and why.
 */
#ifndef SP_TOOL_COMPARE_H
#define SP_TOOL_COMPARE_H

#include <stdbool.h>

#include "conf/ini.h"
#include "tool/odbcini.h"
#include "util/buf.h"

struct compare {
	const struct odbcini *ini; /* as the driver manager reads the file; the caller's */
	struct ini *other;         /* as iniparser does; NULL: it refuses the file */
	char *refusal;             /* what it says then */
};

/* False: out of memory.  Free with compare_done() otherwise. */
bool compare_init(struct compare *c, const char *path, const struct odbcini *ini);
void compare_done(struct compare *c);

/* Adds the difference in how the two take this line; nothing if there is none. */
void compare_line(const struct compare *c, const struct odbcini_line *line, struct buf *to);

#endif
