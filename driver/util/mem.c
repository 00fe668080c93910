#include "config.h"
#include "util/mem.h"

#include <stdlib.h>

char *mem_dup_str(struct str s)
{
	char *copy = malloc(s.n + 1);

	if (!copy)
		return NULL;
	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

char *mem_strdup(const char *s)
{
	return mem_dup_str(str_from(s));
}

void mem_free_secret(char *s)
{
	if (!s)
		return;
	explicit_bzero(s, strlen(s));
	free(s);
}
