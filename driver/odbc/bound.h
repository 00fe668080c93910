/*
 * The bound columns as input: values for the rows that a cursor changes.
 * ODBC: SQLSetPos, "Updating Data Using SQLSetPos"; SQLBulkOperations.
 */
#ifndef SP_ODBC_BOUND_H
#define SP_ODBC_BOUND_H

#include "conv/param.h"
#include "odbc/change_text.h"

/* A bound column that can be written. */
struct bound {
	SQLUSMALLINT col;
	const struct target_column *column;
	struct conv_param conv;
	enum conv_result unfit; /* the pair of types does not convert */
};

/*
 * Lists them, each column of the table once.  Caller frees *ret_list.  07009 when
 * more columns are bound than there are, HY001.
 */
SQLRETURN bound_list(struct stmt *stmt, struct bound **ret_list, size_t *ret_n);

/* The column is left out for that slot: SQL_COLUMN_IGNORE. */
bool bound_ignored(const struct stmt *stmt, const struct bound *b, size_t slot);

/* Asks for the data of that slot that comes later; false: out of memory. */
bool bound_want(struct stmt *stmt, const struct bound *b, size_t slot);

/* The slot's value becomes the next parameter of the text.  Errors are posted. */
SQLRETURN bound_put(struct stmt *stmt, const struct bound *b, size_t slot, struct change_text *t);

#endif
