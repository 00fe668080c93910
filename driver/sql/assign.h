/*
 * Which column of the changed table each parameter becomes the value of: in the
 * rows of INSERT ... VALUES and in the SET clause of UPDATE.  A pure function.
 */
#ifndef SP_SQL_ASSIGN_H
#define SP_SQL_ASSIGN_H

#include "sql/translate.h"

struct sql_assigned {
	struct str column; /* as written; empty: by its place, or not at all */
	size_t place;      /* from 1, among the columns of the table; 0: by name, or not at all */
};

/*
 * Fills in the place of each $n, n from 1, in ret[0 .. t->n_sent - 1] and returns
 * how many have one.  The text has one statement.  A parameter that is a part of an
 * expression, or the value of two columns, has none.
 */
size_t sql_assignments(const struct sql_text *t, struct sql_assigned *ret);

/*
 * Whether the column, as written, is the one that the server calls `name`.  fold: the
 * server folds what stands between quotes, too.
 */
bool sql_is_column(struct str written, const char *name, bool fold);

#endif
