#include "config.h"
#include "util/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/oom.h"
#include "tests/unit/unit.h"

#define CELLS   6
#define LONGEST 9000
#define MB      ((size_t)1 << 20)

/* --- rows whose content follows from a number ------------------------------- */

static uint32_t mix(uint32_t x)
{
	x ^= x >> 16;
	x *= 0x7feb352dU;
	x ^= x >> 15;
	x *= 0x846ca68bU;
	return x ^ x >> 16;
}

/* NULL, empty, short, and sometimes long. */
static int32_t length_of(uint32_t seed, int i)
{
	uint32_t r = mix(seed * 31 + (uint32_t)i);

	if (r % 7 == 0)
		return -1;
	if (r % 11 == 0)
		return 0;
	return r % 101 == 0 ? (int32_t)(mix(r) % LONGEST) : (int32_t)(mix(r) % 20);
}

static void row_make(uint32_t seed, struct cell cells[CELLS], char *text)
{
	int i;

	for (i = 0; i < CELLS; i++) {
		cells[i] = (struct cell){ text, length_of(seed, i) };
		if (cells[i].n < 0)
			continue;
		memset(text, 'a' + (int)((seed + (uint32_t)i) % 26), (size_t)cells[i].n);
		text += cells[i].n;
	}
}

static bool append_seed(struct store *s, uint32_t seed)
{
	static char text[CELLS * LONGEST];
	struct cell cells[CELLS];

	row_make(seed, cells, text);
	return store_append(s, cells, CELLS);
}

static bool set_seed(struct store *s, size_t row, uint32_t seed)
{
	static char text[CELLS * LONGEST];
	struct cell cells[CELLS];

	row_make(seed, cells, text);
	return store_set(s, row, cells);
}

static bool is_seed(const struct cell *got, uint32_t seed)
{
	static char text[CELLS * LONGEST];
	struct cell want[CELLS];
	int i;

	row_make(seed, want, text);
	for (i = 0; i < CELLS; i++) {
		if (got[i].n != want[i].n)
			return false;
		if (want[i].n < 0)
			continue;
		if (memcmp(got[i].p, want[i].p, (size_t)want[i].n) != 0 || got[i].p[want[i].n])
			return false;
	}
	return true;
}

static void check_row(struct store *s, size_t row, uint32_t seed)
{
	const struct cell *got = store_get(s, row);

	ck_assert_msg(got != NULL, "row %zu: fault %d errno %d", row, store_fault(s),
		      store_errno(s));
	ck_assert_msg(is_seed(got, seed), "row %zu is not what was put there", row);
}

/* Looks like a file system without O_TMPFILE when asked to. */
static bool no_o_tmpfile;
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);

int __wrap_open(const char *path, int flags, ...)
{
	if (no_o_tmpfile && (flags & O_TMPFILE) == O_TMPFILE) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return __real_open(path, flags, S_IRUSR | S_IWUSR);
}

/* The descriptor of the store's file, or -1: the store keeps it to itself. */
static int unlinked_file(void)
{
	DIR *dir = opendir("/proc/self/fd");
	char name[64], target[4096];
	struct dirent *e;
	int found = -1;
	ssize_t n;

	ck_assert_ptr_nonnull(dir);
	while ((e = readdir(dir))) {
		snprintf(name, sizeof(name), "/proc/self/fd/%.20s", e->d_name);
		n = readlink(name, target, sizeof(target) - 1);
		if (n < 0)
			continue;
		target[n] = '\0';
		if (strstr(target, " (deleted)") &&
		    (strstr(target, "/#") || strstr(target, "/shiftpool.")))
			found = (int)strtol(e->d_name, NULL, 10);
	}
	closedir(dir);
	return found;
}

/* --- order and content ------------------------------------------------------ */

/* Memory limits: everything in memory, a part in the file, nearly all in the file. */
static const size_t limits[] = { 100 * MB, MB, 0 };

START_TEST(rows_come_back_in_order_and_unchanged)
{
	struct store *s = store_new(limits[_i], NULL);
	uint32_t i, n = 20000;

	for (i = 0; i < n; i++)
		ck_assert(append_seed(s, i));
	ck_assert_uint_eq(store_rows(s), n);
	ck_assert_int_eq(store_spilled(s), _i > 0);
	for (i = 0; i < n; i++)
		check_row(s, i, i);
	for (i = n; i-- > 0;)
		check_row(s, i, i);
	store_free(s);
}
END_TEST

/* The model is the seed of each row, since a row follows from its seed. */
START_TEST(random_work_agrees_with_a_model)
{
	enum { MOST = 30000 };
	struct store *s = store_new(limits[_i], NULL);
	uint32_t *seeds = calloc(MOST, sizeof(*seeds));
	uint32_t r = 1, step, seed = 0;
	size_t row, first = 0, rows = 0;

	ck_assert_ptr_nonnull(seeds);
	for (step = 0; step < 100000; step++) {
		r = mix(r + step);
		row = first + (rows > first ? mix(r) % (rows - first) : 0);
		if (r % 16 < 6 && rows < MOST) {
			seeds[rows++] = ++seed;
			ck_assert(append_seed(s, seed));
		} else if (r % 16 == 6 && rows > first) {
			seeds[row] = ++seed;
			ck_assert(set_seed(s, row, seed));
		} else if (r % 512 == 7) {
			first = rows < 100 || row < rows - 100 ? row : rows - 100;
			store_forget_before(s, first);
		} else if (rows > first) {
			check_row(s, row, seeds[row]);
		}
		ck_assert_uint_eq(store_rows(s), rows);
		ck_assert_uint_eq(store_first(s), first);
	}
	for (row = first; row < rows; row++)
		check_row(s, row, seeds[row]);
	store_free(s);
	free(seeds);
}
END_TEST

START_TEST(a_row_may_be_copied_from_the_store_itself)
{
	struct store *s = store_new(0, NULL);
	uint32_t i;

	ck_assert(append_seed(s, 1));
	for (i = 0; i < 5000; i++) {
		const struct cell *row = store_get(s, i);

		ck_assert_ptr_nonnull(row);
		ck_assert(store_append(s, row, CELLS));
		row = store_get(s, i);
		ck_assert_ptr_nonnull(row);
		ck_assert(store_set(s, i, row));
		row = store_get(s, i);
		ck_assert_ptr_nonnull(row);
		ck_assert(store_set(s, i, row));
	}
	for (i = 0; i < 5001; i++)
		check_row(s, i, 1);
	store_free(s);
}
END_TEST

START_TEST(rows_without_cells_are_counted)
{
	struct store *s = store_new(MB, NULL);
	int i;

	for (i = 0; i < 100000; i++)
		ck_assert(store_append(s, NULL, 0));
	ck_assert_uint_eq(store_rows(s), 100000);
	ck_assert_ptr_nonnull(store_get(s, 99999));
	store_free(s);
}
END_TEST

/* Around the sizes at which a row gets a chunk of its own, and one far beyond. */
static const int32_t sizes[] = { 4086,  4090,  65526,
				 65527, 65530, 65531,
				 65532, 65536, 200 * 1000 * 1000 };

START_TEST(a_huge_row_lies_between_short_ones)
{
	struct store *s = store_new(limits[_i % 2], NULL);
	int32_t n = sizes[_i / 2];
	char *text = malloc((size_t)n);
	struct cell huge = { text, n }, small = { "small", 5 };
	const struct cell *got;
	int i;

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', (size_t)n);
	for (i = 0; i < 3; i++) {
		ck_assert(store_append(s, &small, 1));
		ck_assert(store_append(s, &huge, 1));
	}
	ck_assert(store_append(s, &small, 1));
	for (i = 6; i >= 0; i--) {
		got = store_get(s, (size_t)i);
		ck_assert_ptr_nonnull(got);
		ck_assert_int_eq(got->n, i % 2 ? n : 5);
		ck_assert_int_eq(memcmp(got->p, i % 2 ? text : "small", (size_t)got->n), 0);
		ck_assert_int_eq(got->p[got->n], 0);
	}
	free(text);
	store_free(s);
}
END_TEST

/* --- memory and space ------------------------------------------------------- */

START_TEST(memory_stays_near_the_limit)
{
	struct store *s = store_new(MB, NULL);
	uint32_t i;

	for (i = 0; i < 200000; i++)
		ck_assert(append_seed(s, i));
	ck_assert_uint_lt(store_memory(s), MB + MB / 2);
	for (i = 0; i < 200000; i += 1000)
		check_row(s, i, i);
	ck_assert_uint_lt(store_memory(s), MB + MB / 2);
	store_free(s);
}
END_TEST

START_TEST(one_short_row_takes_little_memory)
{
	struct store *s = store_new(MB, NULL);
	struct cell c = { "1", 1 };

	ck_assert(store_append(s, &c, 1));
	ck_assert_uint_lt(store_memory(s), 6 * 1024);
	store_free(s);
}
END_TEST

START_TEST(what_is_passed_is_used_again)
{
	struct store *s = store_new(limits[_i], NULL);
	uint32_t i, behind = 5000;
	struct stat st;
	int fd;

	for (i = 0; i < 300000; i++) {
		ck_assert(append_seed(s, i));
		if (i < behind)
			continue;
		check_row(s, i - behind, i - behind);
		store_forget_before(s, i - behind + 1);
	}
	ck_assert_uint_lt(store_memory(s), 2 * MB);
	fd = unlinked_file();
	ck_assert_int_eq(fd >= 0, store_spilled(s));
	if (fd >= 0) {
		ck_assert_int_eq(fstat(fd, &st), 0);
		ck_assert_int_lt(st.st_blocks * 512, 2 * (int64_t)MB);
	}
	store_forget_before(s, store_rows(s));
	ck_assert_uint_lt(store_memory(s), MB);
	store_free(s);
}
END_TEST

START_TEST(after_a_reset_rows_may_have_another_shape)
{
	struct store *s = store_new(0, NULL);
	struct cell c = { "x", 1 };
	uint32_t i;
	int round;

	for (round = 0; round < 3; round++) {
		for (i = 0; i < 5000; i++)
			ck_assert(append_seed(s, i));
		ck_assert(set_seed(s, 77, 99));
		store_reset(s);
		ck_assert_uint_eq(store_rows(s), 0);
		ck_assert(!store_spilled(s));
		ck_assert(store_append(s, &c, 1));
		ck_assert_int_eq(store_get(s, 0)->n, 1);
		store_reset(s);
	}
	store_free(s);
}
END_TEST

START_TEST(the_file_is_private_and_not_inherited)
{
	struct store *s = store_new(0, "/tmp");
	struct stat st;
	uint32_t i;
	int fd;

	no_o_tmpfile = _i == 1;
	for (i = 0; i < 2000; i++)
		ck_assert(append_seed(s, i));
	fd = unlinked_file();
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(fstat(fd, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(st.st_nlink, 0);
	ck_assert_int_eq(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	store_free(s);
	ck_assert_int_lt(unlinked_file(), 0);
}
END_TEST

/* --- failures --------------------------------------------------------------- */

START_TEST(a_full_disk_is_an_error_and_the_rows_stay)
{
	struct store *s = store_new(0, NULL);
	struct rlimit limit = { MB, MB * 64 };
	uint32_t i, n;

	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	for (n = 0; append_seed(s, n); n++)
		ck_assert_uint_lt(n, 1000000);
	ck_assert_int_eq(store_fault(s), STORE_IO);
	ck_assert_int_eq(store_errno(s), EFBIG);
	ck_assert_uint_gt(n, 1000);
	ck_assert_uint_eq(store_rows(s), n);
	for (i = 0; i < n; i++)
		check_row(s, i, i);
	/* There is space again. */
	limit.rlim_cur = limit.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	for (; n < 50000; n++)
		ck_assert(append_seed(s, n));
	for (i = 0; i < n; i++)
		check_row(s, i, i);
	store_free(s);
}
END_TEST

START_TEST(a_missing_folder_is_an_error)
{
	struct store *s = store_new(0, "/dev/null/folder");
	uint32_t n;

	for (n = 0; append_seed(s, n); n++)
		ck_assert_uint_lt(n, 100000);
	ck_assert_int_eq(store_fault(s), STORE_IO);
	ck_assert_int_eq(store_errno(s), ENOTDIR);
	check_row(s, 0, 0);
	store_free(s);
}
END_TEST

START_TEST(a_file_that_lost_its_content_is_an_error)
{
	struct store *s = store_new(0, NULL);
	uint32_t i;
	int fd;

	for (i = 0; i < 20000; i++)
		ck_assert(append_seed(s, i));
	fd = unlinked_file();
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ftruncate(fd, 0), 0);
	ck_assert_ptr_null(store_get(s, 0));
	ck_assert_int_eq(store_fault(s), STORE_IO);
	ck_assert_int_eq(store_errno(s), EIO);
	check_row(s, 19999, 19999);
	store_free(s);
}
END_TEST

/* Returns whether all of it worked; whatever failed, what the store says it has is right. */
static bool work(struct store *s, uint32_t n)
{
	bool ok = true;
	uint32_t i;

	for (i = 0; i < n && ok; i++)
		ok = append_seed(s, i);
	if (ok)
		ok = set_seed(s, 3, 3) && set_seed(s, n - 1, n - 1);
	for (i = 0; i < store_rows(s) && ok; i += 97)
		ok = store_get(s, i) != NULL;
	return ok;
}

START_TEST(every_failed_allocation_is_reported)
{
	size_t nth;
	uint32_t i;

	for (nth = 1;; nth++) {
		struct store *s;
		bool ok;

		oom_fail_at(nth);
		s = store_new(limits[_i], "/tmp");
		ok = s && work(s, 3000);
		if (!oom_fired()) {
			ck_assert(ok);
			ck_assert_uint_gt(nth, 10);
			store_free(s);
			return;
		}
		/* A place that needs no memory may hide a failure: then all is there. */
		ck_assert(!ok || store_rows(s) == 3000);
		if (s && !ok)
			ck_assert_int_eq(store_fault(s), STORE_NO_MEMORY);
		for (i = 0; s && i < store_rows(s); i++)
			check_row(s, i, i);
		if (s)
			ck_assert(append_seed(s, 1));
		store_free(s);
	}
}
END_TEST

/* "test_store bench": rows a second, for people. */
static int bench(size_t limit)
{
	static const struct cell cells[CELLS] = { { "12345678", 8 },    { "short text", 10 },
						  { NULL, -1 },         { "3.14159", 7 },
						  { "2024-02-29", 10 }, { "t", 1 } };
	struct store *s = store_new(limit, NULL);
	size_t i, n = 2000000, bytes = 0;
	struct timespec a, b, c;

	clock_gettime(CLOCK_MONOTONIC, &a);
	for (i = 0; s && i < n; i++)
		if (!store_append(s, cells, CELLS))
			return 1;
	clock_gettime(CLOCK_MONOTONIC, &b);
	for (i = 0; s && i < n; i++) {
		const struct cell *row = store_get(s, i);

		if (!row)
			return 1;
		bytes += (size_t)row[1].n;
	}
	clock_gettime(CLOCK_MONOTONIC, &c);
	printf("# limit %zu MB: append %ld ns, get %ld ns a row (%zu)\n", limit / MB,
	       (long)(((b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec - a.tv_nsec) / (long)n),
	       (long)(((c.tv_sec - b.tv_sec) * 1000000000L + c.tv_nsec - b.tv_nsec) / (long)n),
	       bytes);
	store_free(s);
	return 0;
}

int main(int argc, char **argv)
{
	Suite *s = suite_create("store");
	TCase *t = tcase_create("store");

	if (argc > 1 && strcmp(argv[1], "bench") == 0)
		return bench(1000 * MB) || bench(MB);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, rows_come_back_in_order_and_unchanged, 0, 3);
	tcase_add_loop_test(t, random_work_agrees_with_a_model, 0, 3);
	tcase_add_test(t, a_row_may_be_copied_from_the_store_itself);
	tcase_add_test(t, rows_without_cells_are_counted);
	tcase_add_loop_test(t, a_huge_row_lies_between_short_ones, 0,
			    2 * sizeof(sizes) / sizeof(*sizes));
	tcase_add_test(t, memory_stays_near_the_limit);
	tcase_add_test(t, one_short_row_takes_little_memory);
	tcase_add_loop_test(t, what_is_passed_is_used_again, 0, 3);
	tcase_add_test(t, after_a_reset_rows_may_have_another_shape);
	tcase_add_loop_test(t, the_file_is_private_and_not_inherited, 0, 2);
	tcase_add_test(t, a_full_disk_is_an_error_and_the_rows_stay);
	tcase_add_test(t, a_missing_folder_is_an_error);
	tcase_add_test(t, a_file_that_lost_its_content_is_an_error);
	tcase_add_loop_test(t, every_failed_allocation_is_reported, 0, 3);
	suite_add_tcase(s, t);
	return unit_run(s);
}
