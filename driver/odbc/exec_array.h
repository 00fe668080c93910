/* Arrays of parameters.  ODBC: "Arrays of Parameter Values". */
#ifndef SP_ODBC_EXEC_ARRAY_H
#define SP_ODBC_EXEC_ARRAY_H

#include "odbc/arguments.h"

/*
 * Runs the statement once for each set.  Sets without rows go out in pipelines; if
 * one fails, its pipeline is taken back and run set by set, so that each has its
 * own status.  The row counts are summed.
 */
SQLRETURN exec_array(struct stmt *stmt, struct arguments *a);

#endif
