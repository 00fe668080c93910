#include "config.h"
#include "util/log.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "util/ascii.h"

enum target { TARGET_NONE, TARGET_SYSLOG, TARGET_FD };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static enum target target_kind;
static int target_fd = -1;
static atomic_int max_level;

static const char *const names[] = { "off", "error", "warn", "info", "debug" };

bool log_level_from(struct str name, enum log_level *ret)
{
	for (int i = LOG_LEVEL_OFF; i <= LOG_LEVEL_DEBUG; i++) {
		if (ascii_ieq(name, str_from(names[i]))) {
			*ret = (enum log_level)i;
			return true;
		}
	}
	return false;
}

const char *log_level_name(enum log_level level)
{
	return names[level];
}

bool log_open(const char *target, enum log_level level)
{
	bool ok = true;

	pthread_mutex_lock(&lock);
	if (target_kind == TARGET_NONE && level != LOG_LEVEL_OFF) {
		if (ascii_ieq(str_from(target), STR("syslog"))) {
			target_kind = TARGET_SYSLOG;
		} else {
			target_fd = ascii_ieq(str_from(target), STR("stderr"))
					    ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
					    : open(target,
						   O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
			ok = target_fd >= 0;
			if (ok)
				target_kind = TARGET_FD;
		}
		if (ok)
			atomic_store(&max_level, level);
	}
	pthread_mutex_unlock(&lock);
	return ok;
}

void log_reset(void)
{
	pthread_mutex_lock(&lock);
	if (target_fd >= 0)
		close(target_fd);
	target_fd = -1;
	target_kind = TARGET_NONE;
	atomic_store(&max_level, LOG_LEVEL_OFF);
	pthread_mutex_unlock(&lock);
}

bool log_enabled(enum log_level level)
{
	return (int)level <= atomic_load(&max_level);
}

static void write_line(enum log_level level, const char *text)
{
	static const int priorities[] = { LOG_ERR, LOG_ERR, LOG_WARNING, LOG_INFO, LOG_DEBUG };
	char line[4096];
	struct timespec now;
	struct tm tm;
	int n;

	if (target_kind == TARGET_SYSLOG) {
		syslog(LOG_USER | priorities[level], "shiftpool: %s", text);
		return;
	}
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	n = snprintf(line, sizeof(line) - 1,
		     "%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ shiftpool[%d:%ld] %s: %s",
		     tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
		     now.tv_nsec / 1000000, (int)getpid(), (long)syscall(SYS_gettid), names[level],
		     text);
	if (n < 0)
		return;
	if ((size_t)n > sizeof(line) - 2)
		n = (int)sizeof(line) - 2;
	line[n++] = '\n';
	if (write(target_fd, line, (size_t)n) < 0)
		return; /* a full disk must not break the program */
}

void log_write(enum log_level level, const char *fmt, ...)
{
	char text[3900];
	va_list ap;

	if (!log_enabled(level))
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	pthread_mutex_lock(&lock);
	if (target_kind != TARGET_NONE)
		write_line(level, text);
	pthread_mutex_unlock(&lock);
}
