/*
 * The statements of a text, each as a text of its own with its own parameters: the
 * server takes one statement at a time where there are parameters.  Pure functions.
 */
#ifndef SP_SQL_PARTS_H
#define SP_SQL_PARTS_H

#include "sql/translate.h"

struct sql_part {
	char *text;     /* $1.. are its own; every other byte stands where it stood */
	size_t from;    /* byte of the whole text where it begins */
	size_t *params; /* which $n of the whole text each of its own is, n from 1 */
	size_t n_params;
};

struct sql_parts {
	struct sql_part *list; /* one a statement of the text */
	size_t n;
};

/* False: out of memory, *ret is untouched. */
bool sql_parts_make(const struct sql_text *t, struct sql_parts *ret)
	__attribute__((warn_unused_result));

/* A zeroed one is fine. */
void sql_parts_done(struct sql_parts *p);

#endif
