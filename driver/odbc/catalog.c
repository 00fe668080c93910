#include "config.h"

#include "odbc/catalog.h"

#include "conf/settings.h"
#include "odbc/catalog_call.h"
#include "odbc/catalog_text.h"

static bool is_odbc2(const struct stmt *stmt)
{
	return stmt->dbc->types.odbc2;
}

static bool is_empty(struct str s)
{
	return s.p && !s.n;
}

static bool is_all(struct str s)
{
	return str_eq(s, STR("%"));
}

/*
 * Which enumeration a call of SQLTables asks for; CATALOG_TABLES: none.
 * ODBC: SQLTables, "Comments" (SQL_ALL_CATALOGS, SQL_ALL_SCHEMAS, SQL_ALL_TABLE_TYPES).
 */
static enum catalog_query enumeration(const struct cat_name *name, struct str types)
{
	bool no_catalog = is_empty(name->catalog), no_schema = is_empty(name->schema);

	if (!is_empty(name->table))
		return CATALOG_TABLES;
	if (is_all(name->catalog) && no_schema)
		return CATALOG_CATALOGS;
	if (no_catalog && is_all(name->schema))
		return CATALOG_SCHEMAS;
	if (no_catalog && no_schema && is_all(types))
		return CATALOG_TABLE_TYPES;
	return CATALOG_TABLES;
}

static void add_types(struct catalog_call *c, struct str types)
{
	struct buf list;

	buf_init(&list, 1 << 18);
	if (catalog_type_list(&list, types))
		catalog_take(c, buf_take(&list));
	else
		catalog_null(c);
	buf_done(&list);
}

SQLRETURN stmt_tables(struct stmt *stmt, const struct cat_name *name, struct str types)
{
	const struct settings *settings = stmt->dbc->settings;
	enum catalog_query query = enumeration(name, types);
	struct catalog_call c;

	catalog_begin(&c, stmt);
	if (query == CATALOG_TABLES) {
		/* The catalog of an ODBC 2 application is no pattern. */
		if (is_odbc2(stmt))
			catalog_literal_argument(&c, name->catalog, "catalog name");
		else
			catalog_pattern_argument(&c, name->catalog, "catalog name");
		catalog_pattern_argument(&c, name->schema, "schema name");
		catalog_pattern_argument(&c, name->table, "table name");
		add_types(&c, types);
		catalog_value(&c, settings && settings->show_system_tables ? "true" : "false");
	}
	return catalog_run(&c, query, &catalog_tables);
}

/* Catalog, schema and name of functions that take patterns for the last two. */
static void add_patterns(struct catalog_call *c, const struct cat_name *name, const char *what)
{
	catalog_ordinary(c, name->catalog, "catalog name");
	catalog_pattern_argument(c, name->schema, "schema name");
	catalog_pattern_argument(c, name->table, what);
}

/* Catalog, schema and name of functions that look at one table. */
static void add_table(struct catalog_call *c, const struct cat_name *name)
{
	catalog_ordinary(c, name->catalog, "catalog name");
	catalog_ordinary(c, name->schema, "schema name");
	catalog_required(c, name->table, "table name");
}

SQLRETURN stmt_columns(struct stmt *stmt, const struct cat_name *name, struct str column)
{
	struct catalog_call c;

	catalog_begin(&c, stmt);
	add_patterns(&c, name, "table name");
	catalog_pattern_argument(&c, column, "column name");
	return catalog_run(&c, CATALOG_COLUMNS, &catalog_columns);
}

SQLRETURN stmt_primary_keys(struct stmt *stmt, const struct cat_name *name)
{
	struct catalog_call c;

	catalog_begin(&c, stmt);
	add_table(&c, name);
	return catalog_run(&c, CATALOG_PRIMARY_KEYS, &catalog_primary_keys);
}

/* One of the two tables: no name, or an empty one, stands for any table. */
static void add_key_table(struct catalog_call *c, const struct cat_name *name)
{
	catalog_ordinary(c, name->catalog, "catalog name");
	catalog_ordinary(c, name->schema, "schema name");
	if (is_empty(name->table))
		catalog_null(c);
	else
		catalog_ordinary(c, name->table, "table name");
}

SQLRETURN stmt_foreign_keys(struct stmt *stmt, const struct cat_name *pk, const struct cat_name *fk)
{
	struct catalog_call c;

	if (!pk->table.p && !fk->table.p)
		return diag_error(sdiag(stmt), SS_HY009, "Both table names are null pointers");
	catalog_begin(&c, stmt);
	add_key_table(&c, pk);
	add_key_table(&c, fk);
	/* ODBC 2 calls SQL_RESTRICT what ODBC 3 calls SQL_NO_ACTION. */
	catalog_value(&c, is_odbc2(stmt) ? "1" : "3");
	return catalog_run(&c, CATALOG_FOREIGN_KEYS, &catalog_foreign_keys);
}

SQLRETURN stmt_statistics(struct stmt *stmt, const struct cat_name *name, SQLUSMALLINT unique,
			  SQLUSMALLINT accuracy)
{
	struct catalog_call c;

	if (unique != SQL_INDEX_UNIQUE && unique != SQL_INDEX_ALL)
		return diag_error(sdiag(stmt), SS_HY100, "%d is no uniqueness option", unique);
	if (accuracy != SQL_QUICK && accuracy != SQL_ENSURE)
		return diag_error(sdiag(stmt), SS_HY101, "%d is no accuracy option", accuracy);
	catalog_begin(&c, stmt);
	add_table(&c, name);
	catalog_value(&c, unique == SQL_INDEX_UNIQUE ? "true" : "false");
	catalog_value(&c, accuracy == SQL_ENSURE ? "true" : "false");
	return catalog_run(&c, CATALOG_STATISTICS, &catalog_statistics);
}

static SQLRETURN check_special(struct stmt *stmt, SQLUSMALLINT kind, SQLUSMALLINT scope,
			       SQLUSMALLINT nullable)
{
	struct diag *d = sdiag(stmt);

	if (kind != SQL_BEST_ROWID && kind != SQL_ROWVER)
		return diag_error(d, SS_HY097, "%d is no kind of special columns", kind);
	if (scope > SQL_SCOPE_SESSION)
		return diag_error(d, SS_HY098, "%d is no scope", scope);
	if (nullable != SQL_NO_NULLS && nullable != SQL_NULLABLE)
		return diag_error(d, SS_HY099, "%d is neither SQL_NO_NULLS nor SQL_NULLABLE",
				  nullable);
	return SQL_SUCCESS;
}

SQLRETURN stmt_special_columns(struct stmt *stmt, SQLUSMALLINT kind, const struct cat_name *name,
			       SQLUSMALLINT scope, SQLUSMALLINT nullable)
{
	static const char *const scopes[] = { "0", "1", "2" };
	const struct settings *settings = stmt->dbc->settings;
	struct catalog_call c;

	if (check_special(stmt, kind, scope, nullable) != SQL_SUCCESS)
		return SQL_ERROR;
	catalog_begin(&c, stmt);
	add_table(&c, name);
	if (kind == SQL_ROWVER) {
		catalog_value(&c, !settings || settings->row_versioning ? "true" : "false");
		return catalog_run(&c, CATALOG_ROW_VERSION, &catalog_special_columns);
	}
	catalog_value(&c, scopes[scope]);
	catalog_value(&c, nullable == SQL_NULLABLE ? "true" : "false");
	return catalog_run(&c, CATALOG_ROW_ID, &catalog_special_columns);
}

SQLRETURN stmt_procedures(struct stmt *stmt, const struct cat_name *name)
{
	struct catalog_call c;

	catalog_begin(&c, stmt);
	add_patterns(&c, name, "procedure name");
	return catalog_run(&c, CATALOG_PROCEDURES, &catalog_procedures);
}

SQLRETURN stmt_procedure_columns(struct stmt *stmt, const struct cat_name *name, struct str column)
{
	struct catalog_call c;

	catalog_begin(&c, stmt);
	add_patterns(&c, name, "procedure name");
	catalog_pattern_argument(&c, column, "column name");
	return catalog_run(&c, CATALOG_PROCEDURE_COLUMNS, &catalog_procedure_columns);
}

SQLRETURN stmt_table_privileges(struct stmt *stmt, const struct cat_name *name)
{
	struct catalog_call c;

	catalog_begin(&c, stmt);
	add_patterns(&c, name, "table name");
	return catalog_run(&c, CATALOG_TABLE_PRIVILEGES, &catalog_table_privileges);
}

SQLRETURN stmt_column_privileges(struct stmt *stmt, const struct cat_name *name, struct str column)
{
	struct catalog_call c;

	catalog_begin(&c, stmt);
	add_table(&c, name);
	catalog_pattern_argument(&c, column, "column name");
	return catalog_run(&c, CATALOG_COLUMN_PRIVILEGES, &catalog_column_privileges);
}
