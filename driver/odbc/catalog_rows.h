/* The shapes of the catalog functions' results.  Constant data. */
#ifndef SP_ODBC_CATALOG_ROWS_H
#define SP_ODBC_CATALOG_ROWS_H

#include "odbc/catalog.h"

/* Where a cell comes from: a cell of the query's row, or these facts of its type. */
enum catalog_from {
	FROM_DATA_TYPE = -1,
	FROM_TYPE_NAME = -2,
	FROM_COLUMN_SIZE = -3,
	FROM_BUFFER_LENGTH = -4,
	FROM_DECIMAL_DIGITS = -5,
	FROM_RADIX = -6,
	FROM_SQL_DATA_TYPE = -7,
	FROM_DATETIME_SUB = -8,
	FROM_OCTET_LENGTH = -9,
	FROM_DEFAULT = -10,
};

/* Columns of catalog_foreign_keys. */
enum { CATALOG_UPDATE_RULE = 9, CATALOG_DELETE_RULE = 10 };

extern const struct catalog_shape catalog_tables, catalog_columns, catalog_primary_keys,
	catalog_foreign_keys, catalog_statistics, catalog_special_columns, catalog_procedures,
	catalog_procedure_columns, catalog_table_privileges, catalog_column_privileges,
	catalog_type_info;

#endif
