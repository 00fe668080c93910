/*
 * The queries of the catalog functions: one .sql file a query in this folder,
 * NAME.sql for PostgreSQL and NAME.redshift.sql for Redshift, embedded when the
 * driver is built.  Each file says what its parameters are.  Constant data.
 */
#ifndef SP_CATALOG_CATALOG_SQL_H
#define SP_CATALOG_CATALOG_SQL_H

enum catalog_query {
	CATALOG_ASSIGNED_COLUMNS,
	CATALOG_BASE_COLUMNS,
	CATALOG_CATALOGS,
	CATALOG_CHANGE_TARGET,
	CATALOG_COLUMN_PRIVILEGES,
	CATALOG_COLUMNS,
	CATALOG_FOREIGN_KEYS,
	CATALOG_PRIMARY_KEYS,
	CATALOG_PROCEDURE_COLUMNS,
	CATALOG_PROCEDURES,
	CATALOG_ROUTINE,
	CATALOG_ROW_ID,
	CATALOG_ROW_VERSION,
	CATALOG_SCHEMAS,
	CATALOG_STATISTICS,
	CATALOG_TABLE_PRIVILEGES,
	CATALOG_TABLE_TYPES,
	CATALOG_TABLES,
	CATALOG_QUERIES
};

enum catalog_flavour { CATALOG_POSTGRESQL, CATALOG_REDSHIFT, CATALOG_FLAVOURS };

/* NULL: the server of this flavour cannot be asked that. */
const char *catalog_sql(enum catalog_query query, enum catalog_flavour flavour);

#endif
