/* What benchmark programs that act as applications share: a clock, and the end at an error. */
#ifndef SP_BENCH_BENCH_H
#define SP_BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sql.h>
#include <sqlext.h>

static inline double nanoseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline void must(SQLRETURN rc, SQLSMALLINT type, SQLHANDLE h, const char *what)
{
	SQLCHAR state[6] = "", text[400] = "";
	SQLSMALLINT n;

	if (SQL_SUCCEEDED(rc))
		return;
	SQLGetDiagRec(type, h, 1, state, NULL, text, sizeof(text), &n);
	fprintf(stderr, "%s: %s %s\n", what, state, text);
	exit(EXIT_FAILURE);
}

#endif
