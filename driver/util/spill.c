#include "config.h"
#include "util/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/buf.h"

#define PATH_LIMIT 4096

void spill_init(struct spill *f, char *dir)
{
	*f = (struct spill){ .dir = dir, .fd = -1 };
}

void spill_done(struct spill *f)
{
	if (f->fd >= 0)
		close(f->fd);
	free(f->dir);
	spill_init(f, NULL);
}

void spill_reset(struct spill *f)
{
	f->end = 0;
	f->extents = 0;
	/* If that fails the old bytes stay until they are written over: no harm. */
	if (f->fd >= 0 && ftruncate(f->fd, 0) != 0)
		errno = 0;
}

static const char *folder(const struct spill *f)
{
	const char *dir = f->dir ? f->dir : secure_getenv("TMPDIR");

	return dir && *dir ? dir : "/tmp";
}

/* For file systems without O_TMPFILE. */
static int make_and_unlink(const char *dir)
{
	struct buf b;
	char *path;
	int fd;

	buf_init(&b, PATH_LIMIT);
	buf_addf(&b, "%s/shiftpool.XXXXXX", dir);
	path = buf_take(&b);
	if (!path) {
		errno = ENOMEM;
		return -1;
	}
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	free(path);
	return fd;
}

static bool open_file(struct spill *f)
{
	const char *dir = folder(f);

	if (f->fd >= 0)
		return true;
	f->fd = open(dir, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (f->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
		f->fd = make_and_unlink(dir);
	return f->fd >= 0;
}

/*
 * A write beyond the file size limit would raise SIGXFSZ, which ends the program
 * that loaded the driver.  So the limit is looked at first.
 */
static bool within_limit(off_t end)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
	    (rlim_t)end <= limit.rlim_cur)
		return true;
	errno = EFBIG;
	return false;
}

bool spill_write(struct spill *f, const void *p, size_t n, off_t *ret_at)
{
	size_t done = 0;
	ssize_t k;

	if (!open_file(f) || !within_limit(f->end + (off_t)n))
		return false;
	while (done < n) {
		k = pwrite(f->fd, (const char *)p + done, n - done, f->end + (off_t)done);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	*ret_at = f->end;
	f->end += (off_t)n;
	f->extents++;
	return true;
}

bool spill_read(const struct spill *f, void *p, size_t n, off_t at)
{
	size_t done = 0;
	ssize_t k;

	while (done < n) {
		k = pread(f->fd, (char *)p + done, n - done, at + (off_t)done);
		if (k < 0 && errno == EINTR)
			continue;
		if (k == 0)
			errno = EIO; /* somebody cut the file */
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	return true;
}

void spill_drop(struct spill *f, size_t n, off_t at)
{
	if (!--f->extents)
		spill_reset(f);
	else if (fallocate(f->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, at, (off_t)n) != 0)
		errno = 0; /* this file system cannot: the space comes back with the last extent */
}
