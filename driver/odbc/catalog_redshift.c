#include "config.h"
#include "odbc/catalog_redshift.h"

#include <stdlib.h>

#include "conf/settings.h"
#include "odbc/ask.h"
#include "odbc/catalog_shown.h"
#include "odbc/catalog_text.h"
#include "odbc/connect.h"
#include "odbc/exec.h"
#include "odbc/result.h"
#include "pg/pg.h"
#include "util/ascii.h"
#include "util/mem.h"

/* The version of discovery from which on all SHOW statements used here exist. */
#define SHOW_SINCE 4

#define LENGTH_OF(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* Columns of SHOW statements in the order of the cells that a shape expects. */
static const char *const database_names[] = { "database_name", "", "", "", "" };
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

/* Which columns ODBC sorts the results by. */
static const int by_kind[] = { 3, 0, 1, 2, -1 };
static const int by_position[] = { 0, 1, 2, 16, -1 };
static const int by_catalog[] = { 0, -1 };
static const int by_key[] = { 1, 2, 4, -1 };
static const int by_primary_key[] = { 0, 1, 2, 8, 11, -1 };
static const int by_foreign_key[] = { 4, 5, 6, 8, 11, -1 };
static const int by_grantee[] = { 1, 2, 5, 4, 3, -1 };
static const int by_column_grantee[] = { 1, 2, 3, 6, 5, 4, -1 };

#define SHOWN(query, names, order)                     \
	{                                              \
		query, names, LENGTH_OF(names), order, \
	}

static const struct {
	enum catalog_query query;
	const char *const *names;
	int n_names;
	const int *order;
} shown[] = {
	SHOWN(CATALOG_CATALOGS, database_names, by_catalog),
	SHOWN(CATALOG_TABLES, catalog_shown_tables, by_kind),
	SHOWN(CATALOG_COLUMNS, catalog_shown_columns, by_position),
	SHOWN(CATALOG_PRIMARY_KEYS, primary_key_names, by_key),
	SHOWN(CATALOG_EXPORTED_KEYS, foreign_key_names, by_foreign_key),
	SHOWN(CATALOG_FOREIGN_KEYS, foreign_key_names, by_primary_key),
	SHOWN(CATALOG_TABLE_PRIVILEGES, table_grant_names, by_grantee),
	SHOWN(CATALOG_COLUMN_PRIVILEGES, column_grant_names, by_column_grantee),
};

static void describe_show(struct catalog_where *where)
{
	where->flavour = CATALOG_SHOW;
	for (int i = 0; i < LENGTH_OF(shown); i++) {
		if (shown[i].query != where->query)
			continue;
		where->names = shown[i].names;
		where->n_names = shown[i].n_names;
		where->order = shown[i].order;
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

static bool matches_one(const char *pattern)
{
	for (const char *p = pattern; *p; p++) {
		if (*p == '%' || *p == '_')
			return false;
		if (*p == '\\' && p[1])
			p++;
	}
	return true;
}

/*
 * Makes the one name of a pattern that matches one only.  False: it may match
 * several, and stays as it is.
 */
static bool unescape(char *pattern)
{
	char *to = pattern;

	if (!matches_one(pattern))
		return false;
	for (const char *p = pattern; *p; p++) {
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

/* Whether no catalog stands for all of them; the other functions mean one object. */
static bool spans_databases(enum catalog_query query)
{
	switch (query) {
	case CATALOG_CATALOGS:
	case CATALOG_SCHEMAS:
	case CATALOG_TABLES:
	case CATALOG_COLUMNS:
	case CATALOG_PROCEDURES:
	case CATALOG_PROCEDURE_COLUMNS: return true;
	default: return false;
	}
}

/* How many of the first parameters are names, if they are given. */
static int n_names(enum catalog_query query)
{
	return query == CATALOG_FOREIGN_KEYS ? 6 : 3;
}

/* Nothing has an empty name: no server has to be asked for more than no rows. */
static bool names_nothing(const struct catalog_call *c, enum catalog_query query)
{
	for (int i = 0; i < c->n && i < n_names(query); i++)
		if (c->params[i] && !*c->params[i])
			return true;
	return false;
}

/* Whether other databases are to be looked into. */
static bool looks_elsewhere(const struct catalog_call *c, enum catalog_query query)
{
	const struct dbc *dbc = c->stmt->dbc;
	int second = query == CATALOG_FOREIGN_KEYS ? 3 : 0;
	enum place a = place_of(c, query, 0), b = place_of(c, query, second);

	if (query == CATALOG_ROW_VERSION || names_nothing(c, query))
		return false;
	/* A database that is a data catalog has no catalog tables of its own. */
	if (spans_databases(query) && reports(dbc->pg, "external_database", "on"))
		return true;
	if (a == PLACE_HERE || b == PLACE_HERE || reports(dbc->pg, "datashare_enabled", "off"))
		return false;
	if (a == PLACE_ELSEWHERE || b == PLACE_ELSEWHERE)
		return true;
	return spans_databases(query) && !dbc->settings->current_db_only;
}

/* What has to be known first; the limit is that of the whole call. */
static void ask(struct catalog_call *c, const char *sql, int n, const char *const *params,
		ask_row *fn, void *arg)
{
	c->rc = dbc_ask_text(c->stmt->dbc, sdiag(c->stmt), c->stmt->deadline, sql, n, params, fn,
			     arg);
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

/* Looking into external schemas is slow: not for types that have none of their tables. */
static bool wants_external(const struct catalog_call *c, enum catalog_query query)
{
	if (query != CATALOG_TABLES || !c->params[3])
		return true;
	return strstr(c->params[3], "\"EXTERNAL TABLE\"") != NULL;
}

/* Tables and columns need to know of the session's temporary schema, too. */
static void look_here(struct catalog_call *c, struct catalog_where *where)
{
	const char *schema = c->params[1];
	struct probe p = { 0 };

	where->flavour = CATALOG_REDSHIFT;
	if (!catalog_sql(where->query, CATALOG_EXTERNAL))
		return;
	ask(c, catalog_sql(CATALOG_REDSHIFT_PROBE, CATALOG_REDSHIFT), 1, &schema, read_probe, &p);
	if (p.external && wants_external(c, where->query))
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

/* Takes the text, which may be NULL for any. */
static void keep(struct catalog_where *where, int cell, char *text, enum catalog_match match)
{
	if (text)
		where->keep[where->n_keep++] = (struct catalog_keep){ cell, text, match };
}

void catalog_where_done(struct catalog_where *where)
{
	for (int i = 0; i < where->n_keep; i++)
		free(where->keep[i].text);
	where->n_keep = 0;
	for (int i = 0; i < where->n_instead; i++)
		free(where->instead[i]);
	where->n_instead = 0;
}

/* Keys come by the table that has them or, if only that one is named, the other. */
static void show_foreign_keys(struct catalog_call *c, struct catalog_where *where)
{
	if (!c->params[5]) {
		where->query = CATALOG_EXPORTED_KEYS;
		keep_params(c, 0, 3);
		return;
	}
	/* A key stays in its database. */
	if (!c->params[3] && c->params[0]) {
		c->params[3] = c->params[0];
		c->params[0] = NULL;
	}
	for (int i = 0; i < 3; i++) {
		keep(where, i, c->params[i], MATCH_SAME);
		c->params[i] = NULL;
	}
	keep_params(c, 3, 3);
}

/*
 * LIKE of a SHOW statement has no escape character: it is given a pattern that
 * matches at least what is wanted, and the rest is left out of the rows.  The pattern
 * is parameter i, and is for a cell of the rows.
 */
static void show_like(struct catalog_call *c, struct catalog_where *where, int i, int cell)
{
	struct buf loose;
	char *given = c->params[i];

	if (given) {
		buf_init(&loose, 1 << 18);
		catalog_pattern_loose(&loose, str_from(given));
		c->params[i] = buf_take(&loose);
		buf_done(&loose);
		keep(where, cell, given, MATCH_LIKE);
	} else {
		c->params[i] = mem_strdup("%");
	}
	if (!c->params[i])
		c->rc = diag_error(sdiag(c->stmt), SS_HY001, NULL);
}

/* The names of the only table that a pattern matches. */
struct only {
	char *schema, *table; /* owned */
	int n;
};

static bool read_only(void *arg, const struct cell *row)
{
	struct only *o = arg;

	if (o->n++)
		return true;
	o->schema = mem_dup_str((struct str){ row[1].p, row[1].n > 0 ? (size_t)row[1].n : 0 });
	o->table = mem_dup_str((struct str){ row[2].p, row[2].n > 0 ? (size_t)row[2].n : 0 });
	return o->schema && o->table;
}

/* The pattern that matches this name alone; a failure is posted. */
static char *pattern_of(struct catalog_call *c, const char *name)
{
	struct buf pattern;
	char *taken;

	buf_init(&pattern, 1 << 18);
	catalog_pattern_of(&pattern, str_from(name));
	taken = buf_take(&pattern);
	buf_done(&pattern);
	if (!taken)
		c->rc = diag_error(sdiag(c->stmt), SS_HY001, NULL);
	return taken;
}

/*
 * A name with _ is a pattern, too, and what it matches is one table as a rule: makes
 * that the one that is asked for.  False: there is none, or a failure.
 */
static bool find_only(struct catalog_call *c)
{
	const char *params[5] = { NULL, c->params[1], c->params[2], NULL, "false" };
	struct only o = { 0 };
	char *catalog, *schema = NULL, *table = NULL;

	if (c->params[1] && c->params[2] && matches_one(c->params[1]) && matches_one(c->params[2]))
		return true;
	params[0] = catalog = pattern_of(c, c->params[0]);
	if (catalog)
		ask(c, catalog_sql(CATALOG_TABLES, CATALOG_SHARED), 5, params, read_only, &o);
	if (SQL_SUCCEEDED(c->rc) && o.n == 1 && (schema = pattern_of(c, o.schema)) != NULL &&
	    (table = pattern_of(c, o.table)) != NULL) {
		free(c->params[1]);
		free(c->params[2]);
		c->params[1] = schema;
		c->params[2] = table;
		schema = NULL;
	}
	free(schema);
	free(catalog);
	free(o.schema);
	free(o.table);
	return SQL_SUCCEEDED(c->rc) && o.n;
}

/* One object of another database.  False: that cannot be asked. */
static bool can_show(struct catalog_call *c, enum catalog_query query)
{
	if (!offers_show(c->stmt->dbc->pg))
		cannot(c, "Redshift tells this of another database by SHOW statements, which "
			  "this cluster does not offer");
	else if (!names_one(c, query))
		cannot(c, "Redshift tells this of another database by SHOW statements: name "
			  "catalog, schema and table, without patterns");
	return SQL_SUCCEEDED(c->rc);
}

static void show(struct catalog_call *c, struct catalog_where *where)
{
	enum catalog_query given = where->query;

	if (given == CATALOG_FOREIGN_KEYS)
		show_foreign_keys(c, where);
	if (given == CATALOG_TABLE_PRIVILEGES && offers_show(c->stmt->dbc->pg) && !find_only(c))
		return; /* nothing here has that catalog: no rows */
	if (!can_show(c, given))
		return;
	if (given == CATALOG_COLUMN_PRIVILEGES)
		show_like(c, where, 3, 3);
	describe_show(where);
}

/*
 * Tables of one schema, columns of one table: a SHOW statement is one round trip as
 * well, and tells of data catalogs, too.  It may fail where a view has no rows, for
 * want of the schema or by more than 10,000 rows; not in a transaction, which an error
 * would take with it.
 */
static bool can_show_list(const struct catalog_call *c, enum catalog_query query)
{
	const struct dbc *dbc = c->stmt->dbc;
	int names = query == CATALOG_COLUMNS ? 3 : 2;

	if (query != CATALOG_TABLES && query != CATALOG_COLUMNS)
		return false;
	if (!offers_show(dbc->pg) || dbc->tran != TRAN_NONE ||
	    dbc->attr.autocommit != SQL_AUTOCOMMIT_ON || place_of(c, query, 0) != PLACE_ELSEWHERE)
		return false;
	for (int i = 0; i < names; i++)
		if (!c->params[i] || (is_pattern(query, i) && !matches_one(c->params[i])))
			return false;
	return true;
}

static void show_list(struct catalog_call *c, struct catalog_where *where)
{
	bool tables = where->query == CATALOG_TABLES;

	for (int i = 0; i < c->n; i++) {
		where->instead[i] = c->params[i] ? mem_strdup(c->params[i]) : NULL;
		if (c->params[i] && !where->instead[i])
			c->rc = diag_error(sdiag(c->stmt), SS_HY001, NULL);
	}
	where->n_instead = c->n;
	for (int i = 0; i < (tables ? 2 : 3); i++)
		if (is_pattern(where->query, i))
			unescape(c->params[i]);
	if (tables) {
		show_like(c, where, 2, 2);
		keep(where, 3, c->params[3], MATCH_AMONG);
		c->params[3] = NULL;
		keep_params(c, 0, 3);
	} else {
		show_like(c, where, 3, 3);
	}
	describe_show(where);
}

bool catalog_where_instead(struct catalog_call *c, struct catalog_where *where)
{
	const struct diag *d = sdiag(c->stmt);

	if (!where->n_instead || c->stmt->dbc->dead || !d->n || !d->recs[0].from_server ||
	    diag_has(d, SS_HYT00) || diag_has(d, SS_HY008))
		return false;
	diag_clear(sdiag(c->stmt));
	for (int i = 0; i < c->n; i++)
		free(c->params[i]);
	memcpy(c->params, where->instead, sizeof(c->params));
	c->n = where->n_instead;
	memset(where->instead, 0, sizeof(where->instead));
	where->n_instead = 0;
	catalog_where_done(where);
	where->names = NULL;
	where->order = NULL;
	where->flavour = CATALOG_SHARED;
	c->rc = SQL_SUCCESS;
	return true;
}

/* The columns of a key, each as ,"name", with quotes doubled. */
struct key {
	const struct pg *pg;
	struct buf columns;
};

static bool read_key(void *arg, const struct cell *row)
{
	struct key *k = arg;
	const struct pg_column *columns = pg_columns(k->pg);

	for (int i = 0; i < pg_column_count(k->pg); i++) {
		if (!ascii_ieq(str_from(columns[i].name), STR("column_name")) || row[i].n < 0)
			continue;
		buf_add(&k->columns, STR("\""));
		for (const char *p = row[i].p; *p; p++)
			buf_add(&k->columns,
				(struct str){ *p == '"' ? "\"\"" : p, 1 + (*p == '"') });
		buf_add(&k->columns, STR("\","));
	}
	return !k->columns.failed;
}

/* SHOW tells the key's columns, a view their types. */
static void show_row_id(struct catalog_call *c, struct catalog_where *where)
{
	struct key k = { .pg = c->stmt->dbc->pg };

	if (!can_show(c, where->query))
		return;
	buf_init(&k.columns, 1 << 20);
	buf_add(&k.columns, STR(","));
	ask(c, catalog_sql(CATALOG_PRIMARY_KEYS, CATALOG_SHOW), 3, (const char *const *)c->params,
	    read_key, &k);
	catalog_take(c, SQL_SUCCEEDED(c->rc) ? buf_take(&k.columns) : NULL);
	buf_done(&k.columns);
	where->flavour = CATALOG_SHARED;
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
	stmt_set_deadline(c->stmt);
	if (!looks_elsewhere(c, where->query))
		look_here(c, where);
	else if (where->query == CATALOG_CATALOGS && offers_show(stmt->dbc->pg))
		describe_show(where);
	else if (can_show_list(c, where->query))
		show_list(c, where);
	else if (where->query == CATALOG_ROW_ID)
		show_row_id(c, where);
	else if (catalog_sql(where->query, CATALOG_SHARED))
		where->flavour = CATALOG_SHARED;
	else
		show(c, where);
}
