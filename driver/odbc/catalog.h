/*
 * Catalog functions.  A name argument is {NULL, 0} when the application passed a
 * null pointer, which is not the same as "".  ODBC: "Catalog Functions".
 */
#ifndef SP_ODBC_CATALOG_H
#define SP_ODBC_CATALOG_H

#include "odbc/stmt.h"

struct cat_name {
	struct str catalog, schema, table;
};

SQLRETURN stmt_tables(struct stmt *stmt, const struct cat_name *name, struct str types);
SQLRETURN stmt_columns(struct stmt *stmt, const struct cat_name *name, struct str column);
SQLRETURN stmt_primary_keys(struct stmt *stmt, const struct cat_name *name);
SQLRETURN stmt_foreign_keys(struct stmt *stmt, const struct cat_name *pk,
			    const struct cat_name *fk);
SQLRETURN stmt_statistics(struct stmt *stmt, const struct cat_name *name, SQLUSMALLINT unique,
			  SQLUSMALLINT accuracy);
SQLRETURN stmt_special_columns(struct stmt *stmt, SQLUSMALLINT kind, const struct cat_name *name,
			       SQLUSMALLINT scope, SQLUSMALLINT nullable);
SQLRETURN stmt_procedures(struct stmt *stmt, const struct cat_name *name);
SQLRETURN stmt_procedure_columns(struct stmt *stmt, const struct cat_name *name,
				 struct str column);
SQLRETURN stmt_table_privileges(struct stmt *stmt, const struct cat_name *name);
SQLRETURN stmt_column_privileges(struct stmt *stmt, const struct cat_name *name,
				 struct str column);
SQLRETURN stmt_get_type_info(struct stmt *stmt, SQLSMALLINT type);

#endif
