/*
 * The section of a data source in odbc.ini, through odbcinst, so that the search
 * for the file and the reading are the driver manager's own.  Kept for a few
 * seconds, since reading it costs more than a pooled connect.  Thread-safe.
 */
#ifndef SP_CONF_DSN_H
#define SP_CONF_DSN_H

#include "conf/attrs.h"
#include "util/str.h"

enum dsn_result { DSN_OK, DSN_NOT_FOUND, DSN_NO_MEMORY };

/* Appends what the section holds.  On failure some of it may be there. */
enum dsn_result dsn_read(const char *name, struct attrs *to);

/*
 * The driver manager reads at most about this many bytes of a line, key and
 * value together, and tells no error when it cuts.
 */
#define DSN_LINE_MAX 985

/* Forgets what is kept: for tests, and for tools that must see changes at once. */
void dsn_forget(void);

#endif
