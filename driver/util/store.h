/*
 * A store of rows: what a result is spooled into.
 *
 * Rows are appended, read by number (counted from 0) in any order, replaced, and
 * forgotten from the front.  Up to memory_limit bytes they stay in memory; what
 * comes later goes in chunks to an unlinked temporary file and is read back
 * through a cache of a few chunks.  One row has to fit in memory.
 *
 * Ownership: everything handed out belongs to the store and is valid until the
 * next call that is not a plain question (store_rows() to store_errno()).  A row
 * from store_get() may be given back to store_append() or store_set().
 * Threads: one at a time.
 * fork: the child shares the file with its parent, so it may only free the store.
 * Errors: false or NULL; store_fault() says why, store_errno() keeps errno.  The
 * store stays as it was before the call that failed, and may be used on.
 */
#ifndef SP_UTIL_STORE_H
#define SP_UTIL_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "util/cell.h"

struct store;

enum store_fault {
	STORE_OK,
	STORE_NO_MEMORY,
	STORE_IO, /* the temporary file: no space, no folder, ...; see store_errno() */
};

/* tmpdir: where the file goes; NULL: TMPDIR, else /tmp.  NULL: out of memory. */
struct store *store_new(size_t memory_limit, const char *tmpdir);
void store_free(struct store *s);

/* Back to the start: no rows, any number of cells a row, the file emptied. */
void store_reset(struct store *s);

/*
 * Copies a row in.  Each cell's bytes are followed by a NUL byte in the store.  All
 * rows have as many cells as the first one.
 */
__attribute__((warn_unused_result)) bool store_append(struct store *s, const struct cell *cells,
						      int ncells);

/* The cells of a row in [store_first(), store_rows()). */
__attribute__((warn_unused_result)) const struct cell *store_get(struct store *s, size_t row);

/* Replaces a row in [store_first(), store_rows()). */
__attribute__((warn_unused_result)) bool store_set(struct store *s, size_t row,
						   const struct cell *cells);

/*
 * Rows before this one are not asked for again: their memory and file space are
 * reused.  Rows keep their numbers.
 */
void store_forget_before(struct store *s, size_t row);

size_t store_rows(const struct store *s);   /* appended since the start, with the forgotten */
size_t store_first(const struct store *s);  /* the first row that is not forgotten */
size_t store_memory(const struct store *s); /* bytes allocated */
bool store_spilled(const struct store *s);  /* something went to the file */
enum store_fault store_fault(const struct store *s); /* of the last call that failed */
int store_errno(const struct store *s);

#endif
