#include "config.h"
#include "sql/shape.h"

#include "util/ascii.h"

static bool in_list(const struct tok *t, const char *const *words)
{
	for (; *words; words++)
		if (tok_is(t, *words))
			return true;
	return false;
}

/* Makes of the rows of a table something else, so that no row of it can be named. */
static bool is_aggregate(const struct walk *w)
{
	static const char *const names[] = { "count",
					     "sum",
					     "avg",
					     "min",
					     "max",
					     "array_agg",
					     "json_agg",
					     "jsonb_agg",
					     "string_agg",
					     "listagg",
					     "bool_and",
					     "bool_or",
					     "every",
					     "bit_and",
					     "bit_or",
					     "xmlagg",
					     "stddev",
					     "stddev_pop",
					     "stddev_samp",
					     "variance",
					     "var_pop",
					     "var_samp",
					     "corr",
					     "covar_pop",
					     "covar_samp",
					     "median",
					     "mode",
					     "percentile_cont",
					     "percentile_disc",
					     "json_object_agg",
					     "jsonb_object_agg",
					     "range_agg",
					     "approximate",
					     NULL };
	struct tok next;

	if (!in_list(&w->t, names))
		return false;
	next = lex_peek(&w->l);
	return tok_punct(&next, '(') || tok_is(&w->t, "approximate");
}

static bool ends_from(const struct walk *w)
{
	static const char *const words[] = { "where", "order", "limit", "offset",
					     "fetch", "for",   NULL };

	return in_list(&w->t, words);
}

/* Words that make a SELECT more than rows of one table. */
static bool breaks_plain(const struct walk *w)
{
	static const char *const words[] = { "union", "intersect", "except", "minus",
					     "group", "having",    "window", NULL };

	return !w->depth && in_list(&w->t, words) && !tok_punct(&w->last, '.') &&
	       !tok_is(&w->last, "as");
}

/*
 * The FROM clause of a plain SELECT: one name, maybe with an alias, and then a
 * clause that keeps the rows what they are.  w stands behind FROM.
 */
static bool plain_from(struct walk *w, struct sql_statement *st)
{
	walk_take(w, "only");
	st->table = walk_name(w);
	if (!st->table.n || tok_punct(&w->t, '('))
		return false;
	if (w->t.kind == TOK_OPERATOR && str_eq(w->t.text, STR("*")))
		walk_next(w);
	walk_take(w, "as");
	if (walk_at_name(w) && (tok_is(&w->last, "as") || !ends_from(w))) {
		st->alias = w->t.text;
		walk_next(w);
	}
	return walk_end(w) || ends_from(w);
}

static void select_into(struct walk *w, struct sql_statement *st)
{
	walk_next(w);
	st->flags |= SQL_INTO;
	if (tok_is(&w->t, "temp") || tok_is(&w->t, "temporary") || walk_at_temp_name(w))
		st->flags |= SQL_TEMP;
}

static void select_for(struct walk *w, struct sql_statement *st)
{
	static const char *const locks[] = { "update", "share", "no", "key", NULL };

	walk_next(w);
	if (in_list(&w->t, locks))
		st->flags |= SQL_FOR_UPDATE;
}

/* Walks over the select list; false if it ends without FROM or makes rows of its own. */
static bool plain_list(struct walk *w, struct sql_statement *st)
{
	struct tok first = w->t;
	bool plain = !tok_is(&w->t, "distinct");

	while (!walk_end(w) && !(walk_keyword(w, "from") && !tok_is(&w->last, "distinct"))) {
		if (walk_keyword(w, "into"))
			select_into(w, st);
		else if (walk_keyword(w, "for"))
			select_for(w, st);
		plain = plain && !is_aggregate(w) && !breaks_plain(w);
		walk_next(w);
	}
	if (walk_end(w) || first.text.p == w->t.text.p)
		return false;
	st->list = walk_slice(&first, &w->last);
	return plain;
}

void shape_select(struct walk *w, struct sql_statement *st)
{
	bool plain = !(st->flags & SQL_WITH) && !w->depth;

	walk_next(w);
	if (!plain_list(w, st))
		plain = false;
	if (walk_keyword(w, "from")) {
		walk_next(w);
		plain = plain && plain_from(w, st);
	}
	for (; !walk_end(w); walk_next(w)) {
		if (walk_keyword(w, "into"))
			select_into(w, st);
		else if (walk_keyword(w, "for"))
			select_for(w, st);
		if (breaks_plain(w))
			plain = false;
	}
	if (plain && !(st->flags & SQL_INTO)) {
		st->flags |= SQL_PLAIN;
		return;
	}
	st->table = st->alias = st->list = (struct str){ NULL, 0 };
}

/*
 * VALUES (one row).  `others` counts what stands outside of the row and keeps it
 * from being repeated: a parameter, or the words of a query.
 */
static void values_row(struct walk *w, struct sql_statement *st, size_t others)
{
	struct tok open;

	walk_next(w);
	if (w->depth || !tok_punct(&w->t, '('))
		return;
	open = w->t;
	do
		walk_next(w);
	while (!walk_end(w) && w->depth);
	if (walk_end(w))
		return;
	st->row = walk_slice(&open, &w->t);
	walk_next(w);
	if (!others && !tok_punct(&w->t, ','))
		st->flags |= SQL_ONE_ROW;
}

static void current_of(struct walk *w, struct sql_statement *st)
{
	struct tok first;

	walk_next(w);
	first = w->t;
	if (!walk_take(w, "current") || !walk_take(w, "of"))
		return;
	st->cursor = walk_name(w);
	if (!st->cursor.n)
		return;
	st->flags |= SQL_CURRENT_OF;
	st->current_of = walk_slice(&first, &w->last);
}

static void change_target(struct walk *w, struct sql_statement *st)
{
	static const char *const not_alias[] = { "set",    "where",   "using",     "values",
						 "select", "default", "returning", "overriding",
						 "with",   NULL };

	walk_next(w);
	walk_take(w, "into");
	walk_take(w, "from");
	walk_take(w, "only");
	st->table = walk_name(w);
	if (w->t.kind == TOK_OPERATOR && str_eq(w->t.text, STR("*")))
		walk_next(w);
	if (walk_take(w, "as") || (walk_at_name(w) && !in_list(&w->t, not_alias))) {
		st->alias = w->t.text;
		walk_next(w);
	}
}

static bool is_query_word(const struct walk *w)
{
	static const char *const words[] = { "select", "table", "union",  "intersect", "except",
					     "order",  "limit", "offset", "fetch",     NULL };

	return !w->depth && in_list(&w->t, words);
}

/* One clause of INSERT, UPDATE, DELETE or MERGE; moves on by at least a token. */
static void change_clause(struct walk *w, struct sql_statement *st, size_t *others)
{
	if (st->kind == KIND_INSERT && !st->row.p && walk_keyword(w, "values")) {
		values_row(w, st, *others);
		return;
	}
	if (walk_keyword(w, "where")) {
		current_of(w, st);
		return;
	}
	if (walk_keyword(w, "returning"))
		st->flags |= SQL_RETURNING | SQL_ROWS;
	if (walk_keyword(w, "conflict") && tok_is(&w->last, "on"))
		st->flags |= SQL_CONFLICT;
	*others += w->t.kind == TOK_NATIVE || is_query_word(w);
	walk_next(w);
}

void shape_change(struct walk *w, struct sql_statement *st)
{
	size_t others = 0;

	change_target(w, st);
	while (!walk_end(w))
		change_clause(w, st, &others);
	if (others || (st->flags & SQL_WITH))
		st->flags &= ~(unsigned)SQL_ONE_ROW;
	if (!(st->flags & SQL_ONE_ROW))
		st->row = (struct str){ NULL, 0 };
}

/* The name and code of "CREATE TABLE" and so on, and what forbids a transaction block. */
static const struct object {
	enum sql_kind verb;
	const char *object, *second; /* second word, or NULL */
	const char *function;
	int code;
	bool no_block;
} objects[] = {
	{ KIND_ALTER, "domain", NULL, "ALTER DOMAIN", 3, false },
	{ KIND_ALTER, "table", NULL, "ALTER TABLE", 4, false },
	{ KIND_ALTER, "system", NULL, "", 0, true },
	{ KIND_CREATE, "collation", NULL, "CREATE COLLATION", 10, false },
	{ KIND_CREATE, "domain", NULL, "CREATE DOMAIN", 23, false },
	{ KIND_CREATE, "index", NULL, "CREATE INDEX", -1, false },
	{ KIND_CREATE, "schema", NULL, "CREATE SCHEMA", 64, false },
	{ KIND_CREATE, "external", "table", "CREATE TABLE", 77, true },
	{ KIND_CREATE, "external", "schema", "CREATE SCHEMA", 64, true },
	{ KIND_CREATE, "foreign", "table", "CREATE TABLE", 77, false },
	{ KIND_CREATE, "table", NULL, "CREATE TABLE", 77, false },
	{ KIND_CREATE, "materialized", "view", "CREATE VIEW", 84, false },
	{ KIND_CREATE, "view", NULL, "CREATE VIEW", 84, false },
	{ KIND_CREATE, "database", NULL, "", 0, true },
	{ KIND_CREATE, "tablespace", NULL, "", 0, true },
	{ KIND_CREATE, "subscription", NULL, "", 0, true },
	{ KIND_CREATE, "library", NULL, "", 0, true },
	{ KIND_DROP, "collation", NULL, "DROP COLLATION", 26, false },
	{ KIND_DROP, "domain", NULL, "DROP DOMAIN", 27, false },
	{ KIND_DROP, "index", NULL, "DROP INDEX", -2, false },
	{ KIND_DROP, "schema", NULL, "DROP SCHEMA", 31, false },
	{ KIND_DROP, "foreign", "table", "DROP TABLE", 32, false },
	{ KIND_DROP, "table", NULL, "DROP TABLE", 32, false },
	{ KIND_DROP, "materialized", "view", "DROP VIEW", 36, false },
	{ KIND_DROP, "view", NULL, "DROP VIEW", 36, false },
	{ KIND_DROP, "database", NULL, "", 0, true },
	{ KIND_DROP, "tablespace", NULL, "", 0, true },
	{ KIND_DROP, "subscription", NULL, "", 0, true },
	{ KIND_DROP, "library", NULL, "", 0, true },
};

/* CREATE OR REPLACE UNLOGGED ...: words between the verb and its object. */
static void skip_modifiers(struct walk *w, struct sql_statement *st)
{
	static const char *const words[] = { "or",        "replace",   "global", "local",
					     "temp",      "temporary", "unique", "unlogged",
					     "recursive", NULL };

	while (in_list(&w->t, words)) {
		if (tok_is(&w->t, "temp") || tok_is(&w->t, "temporary"))
			st->flags |= SQL_TEMP;
		walk_next(w);
	}
}

/* CREATE INDEX CONCURRENTLY, ALTER TABLE ... APPEND and their like. */
static bool forbids_block(const struct walk *w, const struct sql_statement *st)
{
	if (walk_keyword(w, "concurrently"))
		return true;
	if (st->kind != KIND_ALTER)
		return false;
	return (walk_keyword(w, "append") && st->function_code == 4) ||
	       (walk_keyword(w, "tablespace") && tok_is(&w->last, "set") && !st->function_code) ||
	       (walk_keyword(w, "publication") && tok_is(&w->last, "refresh"));
}

void shape_define(struct walk *w, struct sql_statement *st)
{
	struct tok next;

	walk_next(w);
	skip_modifiers(w, st);
	next = lex_peek(&w->l);
	for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++) {
		const struct object *o = &objects[i];

		if (o->verb != st->kind || !tok_is(&w->t, o->object) ||
		    (o->second && !tok_is(&next, o->second)))
			continue;
		st->function = o->function;
		st->function_code = o->code;
		if (o->no_block)
			st->flags |= SQL_NO_BLOCK;
		break;
	}
	for (; !walk_end(w); walk_next(w)) {
		if (forbids_block(w, st))
			st->flags |= SQL_NO_BLOCK;
		if (!w->depth && walk_at_temp_name(w))
			st->flags |= SQL_TEMP;
	}
}

void shape_copy(struct walk *w, struct sql_statement *st)
{
	for (; !walk_end(w); walk_next(w)) {
		if (walk_keyword(w, "stdin") && tok_is(&w->last, "from"))
			st->flags |= SQL_COPY_IN;
		if (walk_keyword(w, "stdout") && tok_is(&w->last, "to"))
			st->flags |= SQL_COPY_OUT;
	}
}

void shape_declare(struct walk *w, struct sql_statement *st)
{
	walk_next(w);
	st->cursor = walk_name(w);
	for (; !walk_end(w) && !walk_keyword(w, "for"); walk_next(w)) {
		if (tok_is(&w->t, "hold") && tok_is(&w->last, "with"))
			st->flags |= SQL_HOLD;
		if (tok_is(&w->t, "scroll") && !tok_is(&w->last, "no"))
			st->flags |= SQL_SCROLL;
	}
}

void shape_set(struct walk *w, struct sql_statement *st)
{
	walk_next(w);
	if (tok_is(&w->t, "local") || tok_is(&w->t, "transaction") || tok_is(&w->t, "constraints"))
		st->flags |= SQL_LOCAL;
	/* With this search path each new table is a temporary one. */
	for (; !walk_end(w); walk_next(w)) {
		struct walk unquoted = *w;

		if (unquoted.t.kind == TOK_STRING && unquoted.t.text.n > 2) {
			unquoted.t.kind = TOK_WORD;
			unquoted.t.text = str_tail(unquoted.t.text, 1);
		}
		if (walk_at_temp_name(&unquoted))
			st->flags |= SQL_TEMP;
	}
}

void shape_maintain(struct walk *w, struct sql_statement *st)
{
	static const char *const whole[] = { "database", "system", NULL };
	bool vacuum = tok_is(&w->t, "vacuum"), reindex = tok_is(&w->t, "reindex"),
	     cluster = tok_is(&w->t, "cluster");

	walk_next(w);
	walk_parens(w);
	walk_take(w, "verbose");
	if (vacuum || (cluster && walk_end(w)) || (reindex && in_list(&w->t, whole)))
		st->flags |= SQL_NO_BLOCK;
	for (; !walk_end(w); walk_next(w)) {
		if (reindex && walk_keyword(w, "concurrently"))
			st->flags |= SQL_NO_BLOCK;
		/* ANALYZE COMPRESSION of Redshift answers with rows. */
		if (walk_keyword(w, "compression"))
			st->flags |= SQL_ROWS;
	}
}

void shape_explain(struct walk *w, struct sql_statement *st)
{
	for (; !walk_end(w); walk_next(w))
		if (tok_is(&w->t, "temp") || tok_is(&w->t, "temporary") || walk_at_temp_name(w))
			st->flags |= SQL_TEMP;
}
