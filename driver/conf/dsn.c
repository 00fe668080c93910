#include "config.h"
#include "conf/dsn.h"

#include <pthread.h>
#include <stdlib.h>

#include "conf/manager.h"
#include "util/ascii.h"
#include "util/clock.h"
#include "util/mem.h"

#define KEPT_FOR_NS (5 * CLOCK_NS_PER_SEC)
#define KEPT_MAX    16
#define NAME_LIMIT  256
#define KEYS_MAX    (1024 * 1024)

/*
 * The cache.  The lock is held for copies alone, never while odbcinst reads: a
 * child of fork() must not find it locked for long by a thread it has not got.
 */
static struct kept {
	char *name;
	struct attrs attrs;
	int64_t read_at;
} kept[KEPT_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void kept_drop(struct kept *k)
{
	free(k->name);
	attrs_done(&k->attrs);
	*k = (struct kept){ .name = NULL };
}

void dsn_forget(void)
{
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < KEPT_MAX; i++)
		kept_drop(&kept[i]);
	pthread_mutex_unlock(&lock);
}

/* With the lock held: the entry of that name, if it is fresh. */
static struct kept *find(const char *name, int64_t now)
{
	for (size_t i = 0; i < KEPT_MAX; i++) {
		struct kept *k = &kept[i];

		if (k->name && ascii_ieq(str_from(k->name), str_from(name)) &&
		    now - k->read_at < KEPT_FOR_NS)
			return k;
	}
	return NULL;
}

static enum dsn_result copy_kept(const char *name, struct attrs *to)
{
	enum dsn_result r = DSN_NOT_FOUND;
	struct kept *k;

	pthread_mutex_lock(&lock);
	k = find(name, clock_now());
	if (k)
		r = attrs_add_all(to, &k->attrs) ? DSN_OK : DSN_NO_MEMORY;
	pthread_mutex_unlock(&lock);
	return r;
}

/* Takes the place of the same name, or of the oldest.  No memory: not kept, no harm. */
static void keep(const char *name, const struct attrs *a)
{
	struct kept new = { .name = mem_strdup(name), .read_at = clock_now() };
	struct kept *place = &kept[0];

	attrs_init(&new.attrs);
	if (!new.name || !attrs_add_all(&new.attrs, a)) {
		kept_drop(&new);
		return;
	}
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < KEPT_MAX; i++) {
		if (!kept[i].name || ascii_ieq(str_from(kept[i].name), str_from(name))) {
			place = &kept[i];
			break;
		}
		if (kept[i].read_at < place->read_at)
			place = &kept[i];
	}
	kept_drop(place);
	*place = new;
	pthread_mutex_unlock(&lock);
}

/* All keys of the section, each with its NUL, and one NUL more.  NULL: no memory. */
static char *read_keys(const char *name)
{
	for (int cap = 4096; cap <= KEYS_MAX; cap *= 4) {
		char *keys = calloc(1, (size_t)cap + 2);
		int n;

		if (!keys)
			return NULL;
		n = manager_profile(name, NULL, keys, cap, "odbc.ini");
		/* A list that does not fit ends after the last whole key. */
		if (n < cap - 1200 || cap == KEYS_MAX)
			return keys;
		free(keys);
	}
	return NULL;
}

static enum dsn_result read_section(const char *name, struct attrs *to)
{
	char value[4096];
	char *keys = read_keys(name);
	enum dsn_result r = DSN_NO_MEMORY;

	if (!keys)
		return DSN_NO_MEMORY;
	for (const char *key = keys; *key; key += strlen(key) + 1) {
		bool ok, braced;

		memset(value, 0, sizeof(value));
		manager_profile(name, key, value, sizeof(value), "odbc.ini");
		braced = attrs_unbrace(value);
		ok = attrs_add(to, str_from(key), str_from(value), braced);
		explicit_bzero(value, sizeof(value));
		if (!ok)
			goto out;
	}
	r = keys[0] ? DSN_OK : DSN_NOT_FOUND;
out:
	free(keys);
	return r;
}

enum dsn_result dsn_read(const char *name, struct attrs *to)
{
	struct attrs fresh;
	enum dsn_result r;

	if (!name[0] || strlen(name) > NAME_LIMIT)
		return DSN_NOT_FOUND;
	r = copy_kept(name, to);
	if (r != DSN_NOT_FOUND)
		return r;
	attrs_init(&fresh);
	r = read_section(name, &fresh);
	if (r == DSN_OK) {
		keep(name, &fresh);
		if (!attrs_add_all(to, &fresh))
			r = DSN_NO_MEMORY;
	}
	attrs_done(&fresh);
	return r;
}
