/* Opening the log as the settings say, and writing to it what was odd about them. */
#include "config.h"
#include "conf/settings.h"

#include <pthread.h>
#include <stdlib.h>

#include "conf/manager.h"
#include "util/log.h"

#define TOLD_MAX 512

#define MANAGER_POOLS                                                                      \
	"Pooling in odbcinst.ini makes the driver manager keep closed connections: their " \
	"sessions are neither cleaned nor given back; remove it from the section [ODBC]"

/*
 * Fingerprints of the notes that this process has written.  When the table is
 * full further ones are dropped: a log is not to grow with every connect.
 */
static uint64_t told[TOLD_MAX];
static size_t n_told;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* FNV-1a. */
static uint64_t fingerprint(const char *text)
{
	uint64_t h = 14695981039346656037u;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h;
}

static bool first_time(const char *text)
{
	uint64_t h = fingerprint(text);
	bool first = true;

	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < n_told && first; i++)
		first = told[i] != h;
	if (first && n_told < TOLD_MAX)
		told[n_told++] = h;
	else
		first = false;
	pthread_mutex_unlock(&lock);
	return first;
}

/* "[level:]target"; a path may hold colons itself.  Returns the target. */
static const char *split_environment(const char *text, enum log_level *ret_level)
{
	struct str s = str_from(text);
	const char *colon = strchr(text, ':');

	*ret_level = LOG_LEVEL_INFO;
	return colon && log_level_from(str_head(s, (size_t)(colon - text)), ret_level) ? colon + 1
										       : text;
}

bool settings_start_log(const struct settings *s, const struct problems *problems,
			const char **ret_target)
{
	const char *named = secure_getenv("SHIFTPOOL_LOG"), *target = NULL;
	enum log_level level = LOG_LEVEL_INFO;
	bool ok = true;

	if (named && *named) {
		target = split_environment(named, &level);
	} else if (s && s->log_file) {
		target = s->log_file;
		level = (enum log_level)s->log_level;
	}
	if (target)
		ok = log_open(target, level);
	if (!ok)
		*ret_target = target;
	if (!log_enabled(LOG_LEVEL_WARN))
		return ok; /* told[] must not fill while nobody listens */
	for (size_t i = 0; i < problems->n; i++) {
		if (problems->list[i].kind == PROBLEM_NOTE && first_time(problems->list[i].text))
			log_write(LOG_LEVEL_WARN, "%s", problems->list[i].text);
	}
	/* The manager's file is read once, not at each connect. */
	if (first_time(MANAGER_POOLS) && manager_pools())
		log_write(LOG_LEVEL_WARN, "%s", MANAGER_POOLS);
	return ok;
}
