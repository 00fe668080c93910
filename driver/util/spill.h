/*
 * An unlinked temporary file that holds extents: write one, read it, drop it.
 *
 * The file is made at the first write, mode 0600, closed on exec, and gone with its
 * descriptor.  Reads and writes carry their position, so nothing but the content is
 * shared with a forked child.  Threads: one at a time.  Errors: false and errno.
 */
#ifndef SP_UTIL_SPILL_H
#define SP_UTIL_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct spill {
	char *dir; /* NULL: TMPDIR, else /tmp */
	int fd;    /* -1: no file yet */
	off_t end;
	size_t extents; /* not dropped yet */
};

/* Takes over dir (from malloc, or NULL). */
void spill_init(struct spill *f, char *dir);
void spill_done(struct spill *f);
void spill_reset(struct spill *f); /* drops all extents */

bool spill_write(struct spill *f, const void *p, size_t n, off_t *ret_at);
bool spill_read(const struct spill *f, void *p, size_t n, off_t at);

/* Gives an extent's space back, as far as the file system can. */
void spill_drop(struct spill *f, size_t n, off_t at);

#endif
