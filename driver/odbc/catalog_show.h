/*
 * The result of a SHOW statement, which tells of one object of another database of
 * Redshift.  Its rows are read at once, those that are not wanted are left out, and
 * the rest is put into the order that ODBC has for the function: a SHOW statement
 * promises none.  There are no more than 10,000; beyond, the server has an error.
 */
#ifndef SP_ODBC_CATALOG_SHOW_H
#define SP_ODBC_CATALOG_SHOW_H

#include "odbc/catalog.h"

/* order: the result's columns, from 0, that rows are sorted by; -1 ends it.  Takes rows. */
SQLRETURN catalog_show(struct stmt *stmt, const char *sql, int n, const char *const *params,
		       struct catalog_rows *rows, const int *order);

#endif
