/* Arrays of parameters.  ODBC: "Arrays of Parameter Values". */
#ifndef SP_ODBC_EXEC_ARRAY_H
#define SP_ODBC_EXEC_ARRAY_H

#include "odbc/arguments.h"

/*
 * Runs the statement once for each set.  Sets without rows go out in pipelines, or as
 * INSERTs of many rows (odbc/multi.h); if one fails, it is taken back and run set by
 * set, so that each has its own status.  The row counts are summed.
 *
 * With a status array a failed set makes this SQL_SUCCESS_WITH_INFO and the others run;
 * without one the first failed set ends it with SQL_ERROR, since no program would look for
 * more.  ODBC: "Using Arrays of Parameters", Error Processing.
 *
 * Where an error takes the transaction with it, the first one ends the execution, and
 * no set has succeeded.
 *
 * *ret_processed: how many of the application's sets were looked at; left alone if all.
 */
SQLRETURN exec_array(struct stmt *stmt, struct arguments *a, size_t *ret_processed);

#endif
