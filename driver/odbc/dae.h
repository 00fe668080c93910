/* Data given at execution.  ODBC: SQLParamData, SQLPutData, "Sending Long Data". */
#ifndef SP_ODBC_DAE_H
#define SP_ODBC_DAE_H

#include "odbc/arguments.h"

/*
 * Notes that parameter n of a set (or bound column n of a row of the rowset) comes
 * later, as that C type; false: out of memory.
 */
bool dae_want(struct stmt *stmt, size_t set, SQLUSMALLINT n, SQLSMALLINT c_type, SQLPOINTER token);
/* Everything asked for has come. */
bool dae_complete(const struct stmt *stmt);
/* What came for it: NULL data with ret_null for SQL NULL; false: nothing was put. */
bool dae_value(const struct stmt *stmt, size_t set, SQLUSMALLINT n, struct str *ret,
	       bool *ret_null);
void dae_free(struct stmt *stmt);

#endif
