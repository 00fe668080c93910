/* Columns of a result.  ODBC: SQLNumResultCols, SQLDescribeCol, SQLColAttribute. */
#ifndef SP_ODBC_IRD_H
#define SP_ODBC_IRD_H

#include "odbc/stmt.h"

SQLRETURN stmt_num_result_cols(struct stmt *stmt, SQLSMALLINT *ret);
SQLRETURN stmt_describe_col(struct stmt *stmt, SQLUSMALLINT col, const struct text_out *name,
			    SQLSMALLINT *type, SQLULEN *size, SQLSMALLINT *digits,
			    SQLSMALLINT *nullable);
/* field is an ODBC 3 SQL_DESC_* or an ODBC 2 SQL_COLUMN_*: their numbers do not clash. */
SQLRETURN stmt_col_attribute(struct stmt *stmt, SQLUSMALLINT col, SQLUSMALLINT field,
			     const struct text_out *text, SQLLEN *number);

/* Fills the IRD from the current result, or from a statement just prepared; false: no memory. */
bool ird_from_result(struct stmt *stmt);
bool ird_from_server(struct stmt *stmt);

/* Asks the server what the statement is: its columns, the types of its parameters. */
SQLRETURN stmt_describe(struct stmt *stmt);

/* Makes the IRD true for a prepared statement: asks the server when it must. */
SQLRETURN stmt_need_ird(struct stmt *stmt);
/* Looks up base table facts (one cached query) for column attributes that need them. */
SQLRETURN stmt_need_base(struct stmt *stmt);

#endif
