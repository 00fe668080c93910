/*
 * What a parameter is in the table that the statement changes: the server tells of a
 * parameter its type only, its column knows the size and whether NULL is refused.
 * Belongs to the statement; protected by the connection's lock.
 * ODBC: SQLDescribeParam.
 */
#ifndef SP_ODBC_PARAM_COLUMN_H
#define SP_ODBC_PARAM_COLUMN_H

#include "odbc/stmt.h"

struct param_column {
	unsigned type; /* of the column, of a domain what it stands for; 0: not known */
	int32_t typmod;
	SQLSMALLINT nullable;
};

/* Asks the server, once a description of the parameters (stmt->param_types). */
SQLRETURN param_columns_need(struct stmt *stmt);

/* Of $n, n from 1; NULL: it is the value of no column. */
const struct param_column *param_column(const struct stmt *stmt, size_t n);

void param_columns_forget(struct stmt *stmt);

#endif
