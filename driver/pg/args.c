#include "config.h"
#include "pg/args.h"

#include <stdlib.h>

#include "util/mem.h"

static void free_all(char **texts)
{
	for (size_t i = 0; texts && texts[i]; i++)
		mem_free_secret(texts[i]);
	free(texts);
}

static char **copy_all(const char *const *texts)
{
	size_t n = 0;
	char **copy;

	while (texts && texts[n])
		n++;
	copy = calloc(n + 1, sizeof(*copy));
	for (size_t i = 0; copy && i < n; i++) {
		copy[i] = mem_strdup(texts[i]);
		if (!copy[i]) {
			free_all(copy);
			return NULL;
		}
	}
	return copy;
}

struct pg_args *pg_args_new(const char *const *keys, const char *const *values,
			    const char *const *setup, unsigned setup_dirt)
{
	struct pg_args *a = calloc(1, sizeof(*a));

	if (!a)
		return NULL;
	atomic_init(&a->refs, 1);
	a->keys = copy_all(keys);
	a->values = copy_all(values);
	a->setup = copy_all(setup);
	a->setup_dirt = setup_dirt;
	if (a->keys && a->values && a->setup)
		return a;
	pg_args_unref(a);
	return NULL;
}

struct pg_args *pg_args_ref(struct pg_args *a)
{
	atomic_fetch_add(&a->refs, 1);
	return a;
}

void pg_args_unref(struct pg_args *a)
{
	if (!a || atomic_fetch_sub(&a->refs, 1) != 1)
		return;
	free_all(a->keys);
	free_all(a->values);
	free_all(a->setup);
	free(a);
}
