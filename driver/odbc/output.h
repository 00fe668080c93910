/*
 * Output parameters: the row that a call brings goes into the bound buffers.
 * Private to the files that execute.  ODBC: "Retrieving Output Parameters Using
 * SQLGetData" has the streams that are not here; "Parameter Markers", SQLBindParameter.
 */
#ifndef SP_ODBC_OUTPUT_H
#define SP_ODBC_OUTPUT_H

#include "odbc/result.h"

/*
 * When the results of set `set` (from 0) of parameters have come in full: the row
 * of the call, in the queue from `from` on, becomes output values, and its result
 * one without rows.  Posts truncation (SQL_SUCCESS_WITH_INFO) and what cannot be
 * converted (SQL_ERROR; the call was made all the same).
 */
SQLRETURN output_take(struct stmt *stmt, struct result *from, size_t set);

#endif
