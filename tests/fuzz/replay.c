/*
 * Runs a fuzz target without a fuzzer: over the files of a corpus, and over
 * mutations of them that are the same each time.  Arguments: the folders; without
 * any, $top_srcdir/tests/fuzz/corpus/sql.  TAP on stdout.
 */
#include "config.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST   65536
#define MUTATIONS 1000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static uint32_t state = 1;

static uint32_t next_random(void)
{
	state = state * 1664525u + 1013904223u;
	return state >> 8;
}

/* Runs on a copy of the exact size, so that a sanitizer sees a read past its end. */
static void run(const uint8_t *data, size_t n)
{
	uint8_t *copy = malloc(n ? n : 1);

	if (!copy)
		abort();
	memcpy(copy, data, n);
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
}

/* One of: another byte, a byte gone, a part twice, the end gone. */
static size_t mutate(uint8_t *data, size_t n)
{
	static const char bytes[] = "?{}()'\"$-/*;,. \\:%\n0aE\xc3";
	size_t at = n ? next_random() % n : 0, length;

	switch (n ? next_random() % 4 : 3) {
	case 0: data[at] = (uint8_t)bytes[next_random() % (sizeof(bytes) - 1)]; return n;
	case 1: memmove(data + at, data + at + 1, n - at - 1); return n - 1;
	case 2:
		length = next_random() % (n - at) + 1;
		if (n + length > LARGEST)
			return n;
		memmove(data + at + length, data + at, n - at);
		return n + length;
	default: return at;
	}
}

static void run_mutations(const uint8_t *data, size_t n)
{
	static uint8_t changed[LARGEST];

	for (size_t round = 0; round < MUTATIONS; round++) {
		size_t m = n;

		memcpy(changed, data, n);
		for (size_t changes = next_random() % 4 + 1; changes; changes--)
			m = mutate(changed, m);
		run(changed, m);
	}
}

static size_t run_file(const char *path)
{
	static uint8_t data[LARGEST];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		return 0;
	n = fread(data, 1, sizeof(data), f);
	fclose(f);
	run(data, n);
	run_mutations(data, n);
	return 1;
}

static void run_folder(size_t number, const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	char path[4096];
	size_t files = 0;

	while (d && (e = readdir(d))) {
		if (*e->d_name == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		files += run_file(path);
	}
	if (d)
		closedir(d);
	printf("%s %zu - %zu files and their mutations\n", files ? "ok" : "not ok", number, files);
}

int main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	char folder[4096];

	if (argc > 1) {
		printf("1..%d\n", argc - 1);
		for (int i = 1; i < argc; i++)
			run_folder((size_t)i, argv[i]);
		return 0;
	}
	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/sql", top ? top : ".");
	printf("1..1\n");
	run_folder(1, folder);
	return 0;
}
