/*
 * The log: one target a process, chosen by shiftpool.ini or by the first DSN
 * that names one.  Safe in any thread.  Never fails: what cannot be written is
 * dropped, since a log must not break a program.
 */
#ifndef SP_UTIL_LOG_H
#define SP_UTIL_LOG_H

#include <stdbool.h>

#include "util/str.h"

enum log_level { LOG_LEVEL_OFF, LOG_LEVEL_ERROR, LOG_LEVEL_WARN, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/*
 * target: "stderr", "syslog" or the path of a file that is appended to.  The
 * first call wins until log_reset().  Returns false if the file cannot be opened.
 */
bool log_open(const char *target, enum log_level level);
void log_reset(void); /* back to the start, for tests */

bool log_enabled(enum log_level level);
bool log_level_from(struct str name, enum log_level *ret);
const char *log_level_name(enum log_level level);

/* One line: time, process, thread, level, text.  Secrets are the caller's duty. */
void log_write(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
