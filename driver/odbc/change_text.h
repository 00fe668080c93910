/*
 * The statement for one changed row, as it grows: its text and its parameters.
 * Failure is sticky, as in util/buf.h.
 */
#ifndef SP_ODBC_CHANGE_TEXT_H
#define SP_ODBC_CHANGE_TEXT_H

#include "odbc/result.h"
#include "odbc/target.h"
#include "pg/pg.h"
#include "util/buf.h"

struct change_text {
	struct buf sql;
	struct buf bytes; /* values, each followed by NUL */
	bool reading;     /* it changes nothing: what comes back is not taken back by a rollback */
	bool whole;       /* every column comes back, not only those of the table */
	int n, cap;
	struct change_param *params;
	const char **values; /* made by change_text_params() */
	int *lengths, *formats;
	unsigned *types;
};

void change_text_init(struct change_text *t);
void change_text_done(struct change_text *t);

/* Takes over a set of parameters that the text starts with. */
void change_text_take(struct change_text *t, const struct pg_params *p);

/*
 * The value that was appended to t->bytes from `from` on becomes a parameter;
 * its number.  from = SIZE_MAX: NULL.
 */
int change_text_param(struct change_text *t, size_t from, bool binary);

/* False: out of memory.  The parameters are valid until the text changes. */
bool change_text_params(struct change_text *t, struct pg_params *ret);

/*
 * The predicate of a row, after WHERE: `cells` are the row's as it was fetched,
 * `ref` what stands for the table ("": nothing).  Old values are compared as the
 * cursor's concurrency says.
 */
void change_text_where(struct change_text *t, const struct stmt *cursor, const struct cell *cells,
		       struct str ref);

/*
 * The list of what a change gives back for the cursor's row: its columns of the
 * table in order, then the hidden ones.
 */
void change_text_list(struct change_text *t, const struct stmt *cursor, bool changing,
		      struct str ref);

/*
 * SELECT of the same row for a refresh: with the columns that the cursor computes,
 * where its select list can be computed for a row alone.
 */
void change_text_select(struct change_text *t, const struct stmt *cursor, const struct cell *cells,
			bool whole);

#endif
