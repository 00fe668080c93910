/* Reading in parts.  ODBC: SQLGetData. */
#ifndef SP_ODBC_GETDATA_H
#define SP_ODBC_GETDATA_H

#include "conv/fetch.h"
#include "odbc/stmt.h"
#include "util/cell.h"

struct column;

/* The next SQLGetData starts anew: the row or the result has changed. */
void getdata_forget(struct stmt *stmt);

/* C type in which a column is delivered: SQL_C_DEFAULT and SQL_ARD_TYPE resolved. */
SQLSMALLINT getdata_c_type(const struct column *c, SQLSMALLINT asked);

/* Posts what a conversion said about a column of the current row; SQL_SUCCESS for CONV_OK. */
SQLRETURN getdata_result(struct stmt *stmt, SQLLEN row, SQLUSMALLINT col, enum conv_result r);

/* The bookmark of a row (from 0), as bound column 0 or SQLGetData want it. */
SQLRETURN getdata_bookmark(struct stmt *stmt, SQLLEN row, SQLSMALLINT c_type, SQLPOINTER p,
			   SQLLEN cap, SQLLEN *len_or_ind);

#endif
