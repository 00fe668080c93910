/*
 * What SHOW TABLES and SHOW COLUMNS of Redshift have in their own words, in those of the
 * queries for the same function: pure functions on a row's cells.
 */
#ifndef SP_ODBC_CATALOG_SHOWN_H
#define SP_ODBC_CATALOG_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "util/cell.h"

/* Names of the columns, for catalog_rows_by_name(). */
enum { SHOWN_TABLE_NAMES = 5, SHOWN_COLUMN_NAMES = 15 };
extern const char *const catalog_shown_tables[SHOWN_TABLE_NAMES];
extern const char *const catalog_shown_columns[SHOWN_COLUMN_NAMES];

/* The type of the table. */
void catalog_shown_table(struct cell *cells, bool show_system);

/* The name of the type with its size, which is written into room, and nullability. */
void catalog_shown_column(struct cell *cells, char *room, size_t size);

#endif
