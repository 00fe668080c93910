#include "config.h"
#include "util/store.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/spill.h"

/* Chunks grow to the full size, so that a store of one short row costs little. */
#define CHUNK_FIRST ((size_t)4 << 10)
#define CHUNK_FULL  ((size_t)64 << 10)
#define CACHE_SLOTS 4

/*
 * A run of rows.  Their records grow from the front of the block; from its end
 * grow the offsets (uint32_t) of all records but the first, which is at 0.  A row
 * larger than a chunk has one of its own.
 *
 * A record is the lengths of the cells (int32_t each, not aligned) and then the
 * bytes of those that are not NULL, each followed by a NUL byte.
 */
struct chunk {
	size_t first;
	size_t rows;
	size_t used; /* bytes of records */
	size_t size; /* of the block */
	char *p;     /* NULL: in the file */
	off_t at;
};

struct cached {
	char *p;      /* NULL: empty */
	size_t first; /* names the chunk */
	size_t size;
	uint64_t age;
};

/* A replaced row: its new content is a row of the store of replacements. */
struct patch {
	size_t row;
	size_t in_patches;
};

struct store {
	struct chunk *chunks; /* in order of rows; [head, n) are alive; the last is filled */
	size_t head, n, cap;
	size_t hint; /* where the last row was found */
	size_t first, rows;
	int ncells; /* -1: not known yet */
	struct cell *cells;
	char *spare; /* a block of CHUNK_FULL to use next */
	struct cached cache[CACHE_SLOTS];
	uint64_t clock;
	struct patch *patch; /* by row */
	size_t n_patch, cap_patch;
	struct store *patches;
	struct spill spill;
	size_t memory, limit;
	bool spilled;
	enum store_fault fault;
	int error;
};

/* --- memory and faults ------------------------------------------------------ */

static bool fail(struct store *s, enum store_fault fault, int error)
{
	s->fault = fault;
	s->error = error;
	return false;
}

static char *block_new(struct store *s, size_t n)
{
	char *p;

	if (n == CHUNK_FULL && s->spare) {
		p = s->spare;
		s->spare = NULL;
		return p;
	}
	p = malloc(n);
	if (p)
		s->memory += n;
	else
		fail(s, STORE_NO_MEMORY, ENOMEM);
	return p;
}

static void block_free(struct store *s, char *p, size_t n)
{
	if (!p)
		return;
	if (n == CHUNK_FULL && !s->spare) {
		s->spare = p;
		return;
	}
	free(p);
	s->memory -= n;
}

/* Makes room in an array of n elements for one more. */
static bool array_grow(struct store *s, void **array, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 8;
	void *p;

	if (n < *cap)
		return true;
	p = realloc(*array, more * size);
	if (!p)
		return fail(s, STORE_NO_MEMORY, ENOMEM);
	s->memory += (more - *cap) * size;
	*array = p;
	*cap = more;
	return true;
}

struct store *store_new(size_t memory_limit, const char *tmpdir)
{
	struct store *s = calloc(1, sizeof(*s));
	char *dir = tmpdir ? mem_strdup(tmpdir) : NULL;

	if (!s || (tmpdir && !dir)) {
		free(dir);
		free(s);
		return NULL;
	}
	spill_init(&s->spill, dir);
	s->memory = sizeof(*s);
	s->limit = memory_limit;
	s->ncells = -1;
	return s;
}

/* --- records ---------------------------------------------------------------- */

static bool record_size(const struct cell *cells, int ncells, size_t *ret)
{
	size_t n = (size_t)ncells * sizeof(int32_t);
	int i;

	for (i = 0; i < ncells; i++)
		if (cells[i].n >= 0 && __builtin_add_overflow(n, (size_t)cells[i].n + 1, &n))
			return false;
	*ret = n;
	return true;
}

static void record_write(char *to, const struct cell *cells, int ncells)
{
	char *text = to + (size_t)ncells * sizeof(int32_t);
	int32_t n;
	int i;

	for (i = 0; i < ncells; i++) {
		n = cells[i].n;
		if (n < 0)
			n = -1;
		memcpy(to + (size_t)i * sizeof(n), &n, sizeof(n));
		if (n < 0)
			continue;
		if (n)
			memcpy(text, cells[i].p, (size_t)n);
		text[n] = '\0';
		text += (size_t)n + 1;
	}
}

static void record_read(const char *from, struct cell *cells, int ncells)
{
	const char *text = from + (size_t)ncells * sizeof(int32_t);
	int32_t n;
	int i;

	for (i = 0; i < ncells; i++) {
		memcpy(&n, from + (size_t)i * sizeof(n), sizeof(n));
		cells[i] = (struct cell){ n < 0 ? NULL : text, n };
		if (n >= 0)
			text += (size_t)n + 1;
	}
}

static uint32_t *offset_of(const struct chunk *c, char *p, size_t i)
{
	return (uint32_t *)(void *)(p + c->size) - i;
}

/* --- chunks ----------------------------------------------------------------- */

static struct chunk *last_chunk(struct store *s)
{
	return s->n > s->head ? &s->chunks[s->n - 1] : NULL;
}

static bool chunk_has_room(const struct chunk *c, size_t need)
{
	/* Subtracting is safe: used and offsets never overlap. */
	return c && c->p &&
	       need + (c->rows ? sizeof(uint32_t) : 0) <=
		       c->size - c->used - (c->rows ? c->rows - 1 : 0) * sizeof(uint32_t);
}

static size_t chunk_size(const struct store *s, size_t need)
{
	size_t size = CHUNK_FULL;

	if (s->n < 4 && !s->head) /* 4, 8, 16, 32 KB, then full ones */
		size = CHUNK_FIRST << s->n;
	while (size < need && size < CHUNK_FULL)
		size *= 2;
	return size < need ? need : size;
}

static bool chunk_add(struct store *s, size_t need)
{
	size_t size = chunk_size(s, need);
	char *p;

	if (s->n == s->cap && s->head > s->n / 2) {
		memmove(s->chunks, s->chunks + s->head, (s->n - s->head) * sizeof(*s->chunks));
		s->n -= s->head;
		s->head = 0;
		s->hint = 0;
	}
	if (!array_grow(s, (void **)&s->chunks, s->n, &s->cap, sizeof(*s->chunks)))
		return false;
	p = block_new(s, size);
	if (!p)
		return false;
	s->chunks[s->n++] = (struct chunk){ .first = s->rows, .size = size, .p = p };
	return true;
}

/* Moves a chunk that is not written to any more to the file. */
static bool chunk_spill(struct store *s, struct chunk *c)
{
	if (!spill_write(&s->spill, c->p, c->size, &c->at))
		return fail(s, STORE_IO, errno);
	block_free(s, c->p, c->size);
	c->p = NULL;
	s->spilled = true;
	return true;
}

static void cache_forget(struct store *s, size_t first)
{
	int i;

	for (i = 0; i < CACHE_SLOTS; i++) {
		if (!s->cache[i].p || s->cache[i].first != first)
			continue;
		block_free(s, s->cache[i].p, s->cache[i].size);
		s->cache[i].p = NULL;
	}
}

static void chunk_free(struct store *s, struct chunk *c)
{
	if (c->p) {
		block_free(s, c->p, c->size);
		return;
	}
	cache_forget(s, c->first);
	spill_drop(&s->spill, c->size, c->at);
}

/* The block of a chunk that is in the file, through the cache. */
static char *chunk_fetch(struct store *s, const struct chunk *c)
{
	struct cached *slot = &s->cache[0];
	char *p;
	int i;

	for (i = 0; i < CACHE_SLOTS; i++) {
		if (s->cache[i].p && s->cache[i].first == c->first) {
			s->cache[i].age = ++s->clock;
			return s->cache[i].p;
		}
		if (slot->p && (!s->cache[i].p || s->cache[i].age < slot->age))
			slot = &s->cache[i];
	}
	block_free(s, slot->p, slot->size);
	slot->p = NULL;
	p = block_new(s, c->size);
	if (!p)
		return NULL;
	if (!spill_read(&s->spill, p, c->size, c->at)) {
		fail(s, STORE_IO, errno);
		block_free(s, p, c->size);
		return NULL;
	}
	*slot = (struct cached){ .p = p, .first = c->first, .size = c->size, .age = ++s->clock };
	return p;
}

static bool chunk_holds(const struct chunk *c, size_t row)
{
	return row >= c->first && row - c->first < c->rows;
}

static struct chunk *chunk_of(struct store *s, size_t row)
{
	size_t lo = s->head, hi = s->n, mid;

	if (s->hint >= lo && s->hint < hi && chunk_holds(&s->chunks[s->hint], row))
		return &s->chunks[s->hint];
	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (s->chunks[mid].first <= row)
			lo = mid;
		else
			hi = mid;
	}
	assert(chunk_holds(&s->chunks[lo], row));
	s->hint = lo;
	return &s->chunks[lo];
}

/* --- rows ------------------------------------------------------------------- */

static void cells_free(struct store *s)
{
	if (s->cells)
		s->memory -= (size_t)(s->ncells > 0 ? s->ncells : 1) * sizeof(*s->cells);
	free(s->cells);
	s->cells = NULL;
	s->ncells = -1;
}

/* The first row says how many cells there are. */
static bool set_ncells(struct store *s, int ncells)
{
	size_t n = (size_t)(ncells > 0 ? ncells : 1) * sizeof(*s->cells);

	assert(ncells >= 0);
	if (s->ncells == ncells)
		return true;
	assert(!s->rows);
	cells_free(s);
	s->cells = malloc(n);
	if (!s->cells)
		return fail(s, STORE_NO_MEMORY, ENOMEM);
	s->memory += n;
	s->ncells = ncells;
	return true;
}

/*
 * Over the limit the chunk that was just filled goes to the file, and so do rows
 * with a chunk of their own; the first chunks stay, since they are read first.
 * The new row is already copied, so that it may come from the chunk that goes.
 */
static bool shed(struct store *s)
{
	struct chunk *c = last_chunk(s);

	if (s->memory <= s->limit)
		return true;
	if (s->n - s->head > 1 && c[-1].p && !chunk_spill(s, c - 1))
		return false;
	return c->size <= CHUNK_FULL || s->memory <= s->limit || chunk_spill(s, c);
}

bool store_append(struct store *s, const struct cell *cells, int ncells)
{
	struct chunk *c = last_chunk(s);
	size_t need;

	if (!set_ncells(s, ncells))
		return false;
	if (!record_size(cells, ncells, &need))
		return fail(s, STORE_NO_MEMORY, ENOMEM);
	if (chunk_has_room(c, need)) {
		if (c->rows)
			*offset_of(c, c->p, c->rows) = (uint32_t)c->used;
		record_write(c->p + c->used, cells, ncells);
	} else {
		if (!chunk_add(s, need))
			return false;
		c = last_chunk(s);
		record_write(c->p, cells, ncells);
		if (!shed(s)) {
			chunk_free(s, c);
			s->n--;
			return false;
		}
	}
	c->used += need;
	c->rows++;
	s->rows++;
	return true;
}

/* Where the patch of a row is or would be. */
static size_t patch_at(const struct store *s, size_t row)
{
	size_t lo = 0, hi = s->n_patch, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (s->patch[mid].row < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static const struct cell *get_patched(struct store *s, size_t in_patches)
{
	const struct cell *cells = store_get(s->patches, in_patches);

	if (!cells)
		fail(s, s->patches->fault, s->patches->error);
	return cells;
}

const struct cell *store_get(struct store *s, size_t row)
{
	struct chunk *c;
	char *p;
	size_t i;

	assert(row >= s->first && row < s->rows);
	if (s->n_patch) {
		i = patch_at(s, row);
		if (i < s->n_patch && s->patch[i].row == row)
			return get_patched(s, s->patch[i].in_patches);
	}
	c = chunk_of(s, row);
	p = c->p ? c->p : chunk_fetch(s, c);
	if (!p)
		return NULL;
	i = row - c->first;
	record_read(p + (i ? *offset_of(c, p, i) : 0), s->cells, s->ncells);
	return s->cells;
}

bool store_set(struct store *s, size_t row, const struct cell *cells)
{
	size_t i = patch_at(s, row);
	bool had = i < s->n_patch && s->patch[i].row == row;

	assert(row >= s->first && row < s->rows);
	if (!had &&
	    !array_grow(s, (void **)&s->patch, s->n_patch, &s->cap_patch, sizeof(*s->patch)))
		return false;
	if (!s->patches)
		s->patches = store_new(s->limit, s->spill.dir);
	if (!s->patches)
		return fail(s, STORE_NO_MEMORY, ENOMEM);
	if (!store_append(s->patches, cells, s->ncells))
		return fail(s, s->patches->fault, s->patches->error);
	if (!had) {
		memmove(s->patch + i + 1, s->patch + i, (s->n_patch - i) * sizeof(*s->patch));
		s->n_patch++;
	}
	s->patch[i] = (struct patch){ .row = row, .in_patches = s->patches->rows - 1 };
	return true;
}

/* --- forgetting ------------------------------------------------------------- */

/* A chunk that is still being filled is emptied and filled again. */
static void chunk_empty(struct store *s, struct chunk *c)
{
	c->first = s->rows;
	c->rows = 0;
	c->used = 0;
}

void store_forget_before(struct store *s, size_t row)
{
	struct chunk *c;
	size_t gone;

	assert(row <= s->rows);
	if (row <= s->first)
		return;
	s->first = row;
	while (s->head < s->n) {
		c = &s->chunks[s->head];
		if (c->first + c->rows > row)
			break;
		if (s->head + 1 == s->n && c->p && c->size <= CHUNK_FULL) {
			chunk_empty(s, c);
			break;
		}
		chunk_free(s, c);
		s->head++;
	}
	if (s->head == s->n)
		s->head = s->n = s->hint = 0;
	/* Moving them down only when half are gone keeps the cost of a row constant. */
	gone = patch_at(s, row);
	if (gone > s->n_patch / 2) {
		s->n_patch -= gone;
		memmove(s->patch, s->patch + gone, s->n_patch * sizeof(*s->patch));
	}
}

void store_reset(struct store *s)
{
	int i;

	for (i = 0; i < CACHE_SLOTS; i++) {
		block_free(s, s->cache[i].p, s->cache[i].size);
		s->cache[i].p = NULL;
	}
	for (; s->head < s->n; s->head++)
		block_free(s, s->chunks[s->head].p, s->chunks[s->head].size);
	cells_free(s);
	store_free(s->patches);
	s->patches = NULL;
	s->n_patch = s->head = s->n = s->hint = s->first = s->rows = 0;
	s->spilled = false;
	s->fault = STORE_OK;
	s->error = 0;
	spill_reset(&s->spill);
}

void store_free(struct store *s)
{
	if (!s)
		return;
	store_reset(s);
	spill_done(&s->spill);
	free(s->spare);
	free(s->chunks);
	free(s->patch);
	free(s);
}

/* --- questions -------------------------------------------------------------- */

size_t store_rows(const struct store *s)
{
	return s->rows;
}

size_t store_first(const struct store *s)
{
	return s->first;
}

size_t store_memory(const struct store *s)
{
	return s->memory + (s->patches ? s->patches->memory : 0);
}

bool store_spilled(const struct store *s)
{
	return s->spilled || (s->patches && s->patches->spilled);
}

enum store_fault store_fault(const struct store *s)
{
	return s->fault;
}

int store_errno(const struct store *s)
{
	return s->error;
}
