/* Parameters.  ODBC: SQLBindParameter, SQLNumParams, SQLDescribeParam, SQLParamData, SQLPutData. */
#ifndef SP_ODBC_PARAM_H
#define SP_ODBC_PARAM_H

#include "odbc/stmt.h"

SQLRETURN stmt_bind_parameter(struct stmt *stmt, SQLUSMALLINT n, SQLSMALLINT io, SQLSMALLINT c_type,
			      SQLSMALLINT sql_type, SQLULEN size, SQLSMALLINT digits, SQLPOINTER p,
			      SQLLEN cap, SQLLEN *len_or_ind);
SQLRETURN stmt_num_params(struct stmt *stmt, SQLSMALLINT *ret);
SQLRETURN stmt_describe_param(struct stmt *stmt, SQLUSMALLINT n, SQLSMALLINT *type, SQLULEN *size,
			      SQLSMALLINT *digits, SQLSMALLINT *nullable);
SQLRETURN stmt_param_data(struct stmt *stmt, SQLPOINTER *ret_token);
SQLRETURN stmt_put_data(struct stmt *stmt, SQLPOINTER data, SQLLEN len);

#endif
