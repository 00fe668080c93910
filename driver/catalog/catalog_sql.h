/*
 * The queries of the catalog functions: one .sql file a query in this folder,
 * NAME.sql for PostgreSQL and NAME.WHERE.sql for Redshift, embedded when the driver
 * is built.  Each file says what its parameters are; what several share is in a
 * NAME.part.sql, which they include.  Constant data.
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
	CATALOG_EXPORTED_KEYS, /* CATALOG_SHOW only */
	CATALOG_FOREIGN_KEYS,
	CATALOG_PRIMARY_KEYS,
	CATALOG_PROCEDURE_COLUMNS,
	CATALOG_PROCEDURES,
	CATALOG_ROUTINE,
	CATALOG_REDSHIFT_PROBE, /* CATALOG_REDSHIFT only */
	CATALOG_ROW_ID,
	CATALOG_ROW_VERSION,
	CATALOG_SCHEMAS,
	CATALOG_STATISTICS,
	CATALOG_TABLE_PRIVILEGES,
	CATALOG_TABLE_TYPES,
	CATALOG_TABLES,
	CATALOG_QUERIES
};

/* Where a query looks, which on Redshift depends on what is asked. */
enum catalog_flavour {
	CATALOG_POSTGRESQL,
	CATALOG_REDSHIFT, /* the connected database, through its own catalog */
	CATALOG_EXTERNAL, /* and external schemas too, through system views */
	CATALOG_SHARED,   /* all databases that the session can name, through svv_* views */
	CATALOG_SHOW,     /* one object of another database, by a SHOW statement */
	CATALOG_FLAVOURS
};

/* NULL: that cannot be asked there. */
const char *catalog_sql(enum catalog_query query, enum catalog_flavour flavour);

#endif
