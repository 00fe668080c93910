/*
 * One INSERT of many rows in place of many INSERTs of one: the text, how many rows go
 * into it, and where an error in it lies.  Pure functions on a statement with
 * SQL_ONE_ROW; reading one from several threads is safe.
 */
#ifndef SP_SQL_MULTI_ROW_H
#define SP_SQL_MULTI_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "sql/translate.h"

/* Whether many rows of the text say the same in one statement as in one statement each. */
bool sql_multi_row_fits(const struct sql_text *t);

/*
 * The text of a statement with SQL_ONE_ROW for `rows` rows of parameters: row r
 * uses $(r * n_sent + 1) and on.  Caller frees; NULL: no memory, or not that shape.
 */
char *sql_multi_row(const struct sql_text *t, size_t rows);

/*
 * How many of the `left` rows go into the next statement, from 1 on.  It has at most
 * max_params parameters, and text and values of at most max_bytes together if it has
 * more than one row.  lengths: bytes of each value, n_sent a row.  All rows that do
 * not reach the end are one of few numbers, so that few texts do for all.
 */
size_t sql_multi_row_count(const struct sql_text *t, const int *lengths, size_t left,
			   size_t max_params, size_t max_bytes);

/* The most rows that any statement has: what the text with all of them is worth keeping for. */
size_t sql_multi_row_most(const struct sql_text *t, size_t max_params);

/*
 * The character, from 1, of t->text for character `chars`, from 1, of `multi`, its text
 * for many rows.  0: no such place.
 */
size_t sql_multi_row_position(const struct sql_text *t, struct str multi, size_t chars);

#endif
