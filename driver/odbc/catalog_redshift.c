#include "config.h"
#include "odbc/catalog_redshift.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/ask.h"
#include "odbc/connect.h"
#include "odbc/result.h"
#include "pg/pg.h"
#include "util/ascii.h"
#include "util/mem.h"

/* The version of discovery from which on all SHOW statements used here exist. */
#define SHOW_SINCE 4

/* Columns of SHOW statements in the order of the cells that a shape expects. */
static const char *const primary_key_names[] = { "database_name", "schema_name", "table_name",
						 "column_name",   "key_seq",     "pk_name" };
static const char *const foreign_key_names[] = {
	"pk_database_name", "pk_schema_name", "pk_table_name", "pk_column_name",
	"fk_database_name", "fk_schema_name", "fk_table_name", "fk_column_name",
	"key_seq",          "update_rule",    "delete_rule",   "fk_name",
	"pk_name",          "deferrability",
};
static const char *const table_grant_names[] = {
	"database_name", "schema_name",    "object_name",  "grantor_name",
	"identity_name", "privilege_type", "admin_option",
};
static const char *const column_grant_names[] = {
	"database_name", "schema_name",   "table_name",     "column_name",
	"grantor_name",  "identity_name", "privilege_type", "admin_option",
};

static const char *const *show_names(enum catalog_query query)
{
	switch (query) {
	case CATALOG_PRIMARY_KEYS: return primary_key_names;
	case CATALOG_EXPORTED_KEYS:
	case CATALOG_FOREIGN_KEYS: return foreign_key_names;
	case CATALOG_TABLE_PRIVILEGES: return table_grant_names;
	case CATALOG_COLUMN_PRIVILEGES: return column_grant_names;
	default: return NULL;
	}
}

/* Parameters that are patterns; the others are names as they are. */
static bool is_pattern(enum catalog_query query, int i)
{
	switch (query) {
	case CATALOG_TABLES: return i < 3;
	case CATALOG_COLUMNS:
	case CATALOG_PROCEDURES:
	case CATALOG_PROCEDURE_COLUMNS:
	case CATALOG_TABLE_PRIVILEGES: return i == 1 || i == 2;
	default: return false;
	}
}

/* Makes the one name of a pattern that matches one only; false: it may match several. */
static bool unescape(char *pattern)
{
	char *to = pattern;

	for (const char *p = pattern; *p; p++) {
		if (*p == '%' || *p == '_')
			return false;
		if (*p == '\\' && p[1])
			p++;
		*to++ = *p;
	}
	*to = '\0';
	return true;
}

enum place { PLACE_ANY, PLACE_HERE, PLACE_ELSEWHERE };

/* Which database argument i names. */
static enum place place_of(const struct catalog_call *c, enum catalog_query query, int i)
{
	const char *here = pg_database(c->stmt->dbc->pg);
	enum place place = PLACE_ELSEWHERE;
	char *name;

	if (i >= c->n || !c->params[i] || (is_pattern(query, i) && strcmp(c->params[i], "%") == 0))
		return PLACE_ANY;
	name = mem_strdup(c->params[i]);
	if (name && (!is_pattern(query, i) || unescape(name)) && strcmp(name, here) == 0)
		place = PLACE_HERE;
	free(name);
	return place;
}

static bool reports(const struct pg *pg, const char *parameter, const char *value)
{
	const char *now = pg_parameter(pg, parameter);

	return now && strcmp(now, value) == 0;
}

/* Whether other databases are to be looked into. */
static bool looks_elsewhere(const struct catalog_call *c, enum catalog_query query)
{
	const struct dbc *dbc = c->stmt->dbc;
	int second = query == CATALOG_FOREIGN_KEYS ? 3 : 0;
	enum place a = place_of(c, query, 0), b = place_of(c, query, second);

	if (a == PLACE_HERE || b == PLACE_HERE)
		return false;
	if (a == PLACE_ELSEWHERE || b == PLACE_ELSEWHERE)
		return !reports(dbc->pg, "datashare_enabled", "off");
	if (!catalog_sql(query, CATALOG_SHARED))
		return false;
	/* A database that is a data catalog has no catalog tables of its own. */
	return !dbc->settings->current_db_only || reports(dbc->pg, "external_database", "on");
}

/* --- the connected database ------------------------------------------------------- */

struct probe {
	char *temporary; /* owned; NULL: no such schema */
	bool external;
};

static bool read_probe(void *arg, const struct cell *row)
{
	struct probe *p = arg;

	if (row[0].n >= 0) {
		p->temporary = mem_dup_str((struct str){ row[0].p, (size_t)row[0].n });
		if (!p->temporary)
			return false;
	}
	p->external = !(row[1].n == 1 && *row[1].p == '0');
	return true;
}

/* Tables and columns need to know of the session's temporary schema, too. */
static void look_here(struct catalog_call *c, struct catalog_where *where)
{
	const char *schema = c->params[1];
	struct probe p = { 0 };

	where->flavour = CATALOG_REDSHIFT;
	if (!catalog_sql(where->query, CATALOG_EXTERNAL))
		return;
	c->rc = dbc_ask(c->stmt->dbc, sdiag(c->stmt), CATALOG_REDSHIFT_PROBE, 1, &schema,
			read_probe, &p);
	if (p.external)
		where->flavour = CATALOG_EXTERNAL;
	if (p.temporary)
		catalog_take(c, p.temporary);
	else
		catalog_null(c);
}

/* --- other databases --------------------------------------------------------------- */

static void cannot(struct catalog_call *c, const char *why)
{
	c->rc = diag_error(sdiag(c->stmt), SS_HYC00, "%s", why);
}

static bool offers_show(const struct pg *pg)
{
	const char *text = pg_parameter(pg, "show_discovery");
	int64_t version;

	return text && ascii_to_int64(str_from(text), &version) == ASCII_OK &&
	       version >= SHOW_SINCE;
}

/* The parameters from `from` on become the first ones; n are left. */
static void keep_params(struct catalog_call *c, int from, int n)
{
	char *kept[CATALOG_PARAMS] = { NULL };

	for (int i = 0; i < n; i++) {
		kept[i] = c->params[from + i];
		c->params[from + i] = NULL;
	}
	for (int i = 0; i < c->n; i++)
		free(c->params[i]);
	memcpy(c->params, kept, sizeof(kept));
	c->n = n;
}

/* One object: all parts of its name are there, and none may match several. */
static bool names_one(struct catalog_call *c, enum catalog_query query)
{
	for (int i = 0; i < 3; i++)
		if (!c->params[i] || (is_pattern(query, i) && !unescape(c->params[i])))
			return false;
	return true;
}

static void show(struct catalog_call *c, struct catalog_where *where)
{
	enum catalog_query given = where->query;

	if (!catalog_sql(given, CATALOG_SHOW)) {
		cannot(c, "Redshift does not tell this of another database");
		return;
	}
	if (!offers_show(c->stmt->dbc->pg)) {
		cannot(c, "Redshift tells this of another database by SHOW statements, which "
			  "this cluster does not offer");
		return;
	}
	if (given == CATALOG_FOREIGN_KEYS && c->params[2] && c->params[5]) {
		cannot(c, "Redshift tells keys between two tables of another database by one "
			  "of the tables: name only one");
		return;
	}
	if (given == CATALOG_FOREIGN_KEYS && c->params[2])
		where->query = CATALOG_EXPORTED_KEYS;
	if (given == CATALOG_FOREIGN_KEYS)
		keep_params(c, c->params[2] ? 0 : 3, 3);
	if (!names_one(c, given)) {
		cannot(c, "Redshift tells this of another database by SHOW statements: name "
			  "catalog, schema and table, without patterns");
		return;
	}
	if (given == CATALOG_COLUMN_PRIVILEGES && !c->params[3])
		c->params[3] = mem_strdup("%");
	where->names = show_names(where->query);
	where->flavour = CATALOG_SHOW;
}

void catalog_where_redshift(struct catalog_call *c, struct catalog_where *where)
{
	const struct stmt *stmt = c->stmt;

	/* An open cursor is found by whoever runs the query. */
	where->flavour = CATALOG_REDSHIFT;
	if (stmt->result && stmt->result->has_rows)
		return;
	c->rc = dbc_need_session(stmt->dbc, sdiag(c->stmt));
	if (!SQL_SUCCEEDED(c->rc))
		return;
	if (!looks_elsewhere(c, where->query))
		look_here(c, where);
	else if (catalog_sql(where->query, CATALOG_SHARED))
		where->flavour = CATALOG_SHARED;
	else
		show(c, where);
}
