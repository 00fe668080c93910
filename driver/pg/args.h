/*
 * What a session is opened with: libpq's keywords and values, and statements to
 * run first.  Shared by all sessions of a pool, constant, counted: any thread may
 * hold a reference.
 */
#ifndef SP_PG_ARGS_H
#define SP_PG_ARGS_H

#include <stdatomic.h>
#include <stddef.h>

struct pg_args {
	atomic_uint refs;
	char **keys;         /* NULL-terminated */
	char **values;       /* may hold a password: wiped when freed */
	char **setup;        /* statements to run first, one by one; NULL-terminated */
	unsigned setup_dirt; /* enum pg_dirt: what they leave in the session */
};

/* Copies everything; setup may be NULL.  NULL: out of memory.  One reference for the caller. */
struct pg_args *pg_args_new(const char *const *keys, const char *const *values,
			    const char *const *setup, unsigned setup_dirt);
struct pg_args *pg_args_ref(struct pg_args *a);
void pg_args_unref(struct pg_args *a); /* NULL is fine */

#endif
