#include "config.h"
#include "conf/ini.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef HAVE_INIPARSER_INIPARSER_H
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "util/ascii.h"
#include "util/buf.h"
#include "util/mem.h"

#define WHY_MAX 2048

/*
 * One lock for all of iniparser: its error callback is one for the process, and
 * it promises nothing about threads.  It also guards the kept file.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct ini *kept;
static struct stat kept_stat;
static char first_error[1024]; /* what iniparser said while it read */

/* NULL: the environment names none. */
static const char *named_path(void)
{
	const char *named = secure_getenv("SHIFTPOOL_INI");

	return named && *named ? named : NULL;
}

const char *ini_path(void)
{
	const char *named = named_path();

	return named ? named : SYSCONFDIR "/shiftpool.ini";
}

void ini_free(struct ini *ini)
{
	if (!ini)
		return;
	for (size_t i = 0; i < ini->n; i++) {
		free(ini->sections[i].name);
		attrs_done(&ini->sections[i].attrs);
	}
	free(ini->sections);
	free(ini->path);
	free(ini);
}

/* -- Copying out of iniparser ---------------------------------------------- */

static bool copy_section(const dictionary *d, const char *name, struct ini_section *ret)
{
	int n = iniparser_getsecnkeys(d, name);
	const char **keys = calloc(n > 0 ? (size_t)n : 1, sizeof(*keys));
	bool ok = false;

	attrs_init(&ret->attrs);
	ret->name = mem_strdup(name);
	if (!keys || !ret->name || (n > 0 && !iniparser_getseckeys(d, name, keys)))
		goto out;
	for (int i = 0; i < n; i++) {
		const char *value = iniparser_getstring(d, keys[i], "");
		const char *colon = keys[i] ? strchr(keys[i], ':') : NULL;

		if (!colon)
			continue;
		if (!attrs_add(&ret->attrs, str_from(colon + 1), str_from(value), false))
			goto out;
	}
	ok = true;
out:
	free(keys);
	if (!ok) {
		free(ret->name);
		attrs_done(&ret->attrs);
	}
	return ok;
}

static struct ini *copy_out(const dictionary *d, const char *path)
{
	int n = iniparser_getnsec(d);
	struct ini *ini = calloc(1, sizeof(*ini));

	if (!ini)
		return NULL;
	ini->path = mem_strdup(path);
	ini->sections = calloc(n > 0 ? (size_t)n : 1, sizeof(*ini->sections));
	if (!ini->path || !ini->sections)
		goto fail;
	for (int i = 0; i < n; i++) {
		const char *name = iniparser_getsecname(d, i);

		if (!name)
			continue;
		if (!copy_section(d, name, &ini->sections[ini->n]))
			goto fail;
		ini->n++;
	}
	return ini;
fail:
	ini_free(ini);
	return NULL;
}

/* -- Reading --------------------------------------------------------------- */

/* Called by iniparser with the lock held.  The first complaint tells the most. */
static int __attribute__((format(printf, 1, 2))) on_error(const char *fmt, ...)
{
	va_list ap;

	if (first_error[0])
		return 0;
	va_start(ap, fmt);
	vsnprintf(first_error, sizeof(first_error), fmt, ap);
	va_end(ap);
	for (char *p = first_error; *p; p++) {
		if (*p > 0 && *p < ' ')
			*p = ' ';
	}
	return 0;
}

static enum ini_result bad(char **ret_why, const char *path, const char *what)
{
	struct buf b;

	buf_init(&b, WHY_MAX);
	buf_addf(&b, "%s cannot be used: %s", path, what);
	*ret_why = buf_take(&b);
	return *ret_why ? INI_BAD : INI_NO_MEMORY;
}

/* What iniparser does not say well: not a file, or a byte order mark in front. */
static const char *look_first(const char *path)
{
	unsigned char head[3] = { 0 };
	struct stat st;
	const char *what = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return strerrordesc_np(errno);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		what = "it is not a plain file";
	else if (read(fd, head, 3) == 3 && head[0] == 0xef && head[1] == 0xbb && head[2] == 0xbf)
		what = "line 1 begins with a byte order mark; save the file as UTF-8 without one";
	close(fd);
	return what;
}

/* With the lock held. */
static enum ini_result read_locked(const char *path, struct ini **ret, char **ret_why)
{
	const char *what = look_first(path);
	locale_t old = uselocale(ascii_locale());
	dictionary *d = NULL;
	enum ini_result r = INI_OK;

	first_error[0] = '\0';
	if (!what) {
		iniparser_set_error_callback(on_error);
		d = iniparser_load(path);
		iniparser_set_error_callback(NULL);
	}
	if (!d) {
		if (!what)
			what = first_error[0] ? first_error : "it cannot be read";
		r = bad(ret_why, path, what);
	} else {
		*ret = copy_out(d, path);
		if (!*ret)
			r = INI_NO_MEMORY;
		iniparser_freedict(d);
	}
	uselocale(old);
	return r;
}

enum ini_result ini_read(const char *path, struct ini **ret, char **ret_why)
{
	enum ini_result r;

	pthread_mutex_lock(&lock);
	r = read_locked(path, ret, ret_why);
	pthread_mutex_unlock(&lock);
	return r;
}

/* With the lock held: whether the kept file is still what is on the disk. */
static bool is_kept(const char *path, const struct stat *st)
{
	return kept && strcmp(kept->path, path) == 0 && st->st_ino == kept_stat.st_ino &&
	       st->st_dev == kept_stat.st_dev && st->st_size == kept_stat.st_size &&
	       st->st_mtim.tv_sec == kept_stat.st_mtim.tv_sec &&
	       st->st_mtim.tv_nsec == kept_stat.st_mtim.tv_nsec;
}

static void release_locked(struct ini *ini)
{
	if (ini && --ini->users == 0)
		ini_free(ini);
}

enum ini_result ini_open(struct ini **ret, char **ret_why)
{
	const char *path = ini_path();
	enum ini_result r = INI_OK;
	struct ini *fresh = NULL;
	struct stat st;

	if (stat(path, &st) < 0) {
		if ((errno == ENOENT || errno == ENOTDIR) && !named_path())
			return INI_NONE;
		return bad(ret_why, path, strerrordesc_np(errno));
	}
	pthread_mutex_lock(&lock);
	if (!is_kept(path, &st)) {
		r = read_locked(path, &fresh, ret_why);
		if (r == INI_OK) {
			release_locked(kept);
			kept = fresh;
			kept->users = 1;
			kept_stat = st;
		}
	}
	if (r == INI_OK) {
		kept->users++;
		*ret = kept;
	}
	pthread_mutex_unlock(&lock);
	return r;
}

void ini_close(struct ini *ini)
{
	pthread_mutex_lock(&lock);
	release_locked(ini);
	pthread_mutex_unlock(&lock);
}

/* -- Looking up ------------------------------------------------------------ */

const struct attrs *ini_section(const struct ini *ini, struct str name)
{
	for (size_t i = 0; i < ini->n; i++) {
		if (ascii_ieq(str_from(ini->sections[i].name), name))
			return &ini->sections[i].attrs;
	}
	return NULL;
}

struct str ini_profile_name(const struct ini_section *section)
{
	struct str name = str_from(section->name), word = STR("profile");

	if (name.n > word.n && ascii_ieq(str_head(name, word.n), word) &&
	    ascii_is_space(name.p[word.n]))
		return ascii_trim(str_tail(name, word.n));
	return (struct str){ NULL, 0 };
}

const struct attrs *ini_profile(const struct ini *ini, struct str name)
{
	for (size_t i = 0; i < ini->n; i++) {
		if (name.n && ascii_ieq(ini_profile_name(&ini->sections[i]), name))
			return &ini->sections[i].attrs;
	}
	return NULL;
}
