/*
 * LFConversion: text has line feeds on the server, and carriage return + line feed
 * in the program.  Protected by the connection's lock.
 */
#ifndef SP_ODBC_LINE_ENDS_H
#define SP_ODBC_LINE_ENDS_H

#include "conv/types.h"
#include "odbc/stmt.h"
#include "util/buf.h"

/* Whether the connection wants it for such a column and C type. */
bool line_ends_wanted(const struct dbc *dbc, const struct conv_reader *reader, SQLSMALLINT c_type);

/*
 * A cell for the program: a line feed without a carriage return gets one.  The text
 * made lies in the statement until the next call.  False: no memory.
 */
bool line_ends_out(struct stmt *stmt, struct str *wire);

/* Text of a parameter, from byte `from` of the buffer to its end: the other way round. */
void line_ends_in(struct buf *b, size_t from);

#endif
