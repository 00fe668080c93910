#include "config.h"
#include "sql/dirt.h"

#include "sql/walk.h"
#include "util/ascii.h"

/* What a kind of statement leaves behind, whatever is in it. */
static const struct {
	enum sql_kind kind;
	unsigned dirt;
} kinds[] = {
	{ KIND_UNKNOWN, DIRT_UNKNOWN },
	/* A default may draw from a sequence, which lastval() then tells. */
	{ KIND_INSERT, DIRT_SEQUENCE | DIRT_TRIGGER },
	{ KIND_MERGE, DIRT_SEQUENCE | DIRT_TRIGGER },
	{ KIND_UPDATE, DIRT_TRIGGER },
	{ KIND_DELETE, DIRT_TRIGGER },
	{ KIND_TRUNCATE, DIRT_TRIGGER },
	/* Event triggers. */
	{ KIND_CREATE, DIRT_TRIGGER },
	{ KIND_ALTER, DIRT_TRIGGER },
	{ KIND_DROP, DIRT_TRIGGER },
	{ KIND_GRANT, DIRT_TRIGGER },
	{ KIND_REVOKE, DIRT_TRIGGER },
	{ KIND_OTHER_DDL, DIRT_TRIGGER },
	{ KIND_BEGIN, DIRT_TRANSACTION },
	{ KIND_COMMIT, DIRT_TRANSACTION },
	{ KIND_ROLLBACK, DIRT_TRANSACTION },
	{ KIND_SAVEPOINT, DIRT_TRANSACTION },
	{ KIND_RELEASE, DIRT_TRANSACTION },
	{ KIND_ROLLBACK_TO, DIRT_TRANSACTION },
	{ KIND_TWO_PHASE, DIRT_TRANSACTION },
	{ KIND_RESET, DIRT_RESET },
	{ KIND_COPY, DIRT_COPY | DIRT_SEQUENCE | DIRT_TRIGGER },
	{ KIND_CALL, DIRT_UNKNOWN },
	{ KIND_DO, DIRT_UNKNOWN },
	{ KIND_PREPARE, DIRT_PREPARE },
	{ KIND_EXECUTE, DIRT_UNKNOWN },
	{ KIND_DEALLOCATE, DIRT_PREPARE },
	{ KIND_LISTEN, DIRT_LISTEN },
	{ KIND_UNLISTEN, DIRT_LISTEN },
	{ KIND_DISCARD, DIRT_DISCARD },
	{ KIND_LOAD, DIRT_LOAD },
	{ KIND_USE, DIRT_USE },
};

/* Functions whose trace is known. */
static const struct {
	const char *name;
	unsigned dirt;
} functions[] = {
	{ "nextval", DIRT_SEQUENCE },
	{ "currval", DIRT_SEQUENCE },
	{ "lastval", DIRT_SEQUENCE },
	{ "setval", DIRT_SEQUENCE },
	{ "pg_advisory_lock", DIRT_ADVISORY },
	{ "pg_advisory_lock_shared", DIRT_ADVISORY },
	{ "pg_try_advisory_lock", DIRT_ADVISORY },
	{ "pg_try_advisory_lock_shared", DIRT_ADVISORY },
	{ "pg_advisory_unlock", DIRT_ADVISORY },
	{ "pg_advisory_unlock_shared", DIRT_ADVISORY },
	{ "pg_advisory_unlock_all", DIRT_ADVISORY },
	/* The server has no command that undoes these. */
	{ "setseed", DIRT_LOAD },
	{ "dblink_connect", DIRT_LOAD },
	{ "dblink_connect_u", DIRT_LOAD },
	{ "pg_replication_origin_session_setup", DIRT_LOAD },
};

/* The arguments of a set_config() as far as its text tells them. */
struct set_config {
	struct str name; /* without quotes; NULL: not a literal, so it may be any setting */
	bool local;
	bool temp; /* the value may name the schema of temporary objects */
};

/* Whether the value of a search path leaves new tables where they were. */
static bool is_temp_free(const struct tok *t)
{
	static const char temp[] = "pg_temp";

	if (t->kind != TOK_STRING || *t->text.p != '\'')
		return false;
	for (size_t i = 0; i + sizeof(temp) - 1 <= t->text.n; i++)
		if (ascii_ieq(str_head(str_tail(t->text, i), sizeof(temp) - 1), STR("pg_temp")))
			return false;
	return true;
}

/* w stands at the parenthesis. */
static struct set_config read_set_config(struct walk w)
{
	size_t depth = w.depth, commas = 0;
	struct set_config c = { { NULL, 0 }, false, false };
	struct tok name, next;

	walk_next(&w);
	name = w.t;
	next = lex_peek(&w.l);
	if (name.kind == TOK_STRING && *name.text.p == '\'' && tok_punct(&next, ','))
		c.name = (struct str){ name.text.p + 1, name.text.n - 2 };
	for (; !walk_end(&w) && w.depth > depth; walk_next(&w)) {
		bool comma = w.depth == depth + 1 && tok_punct(&w.t, ',');

		c.local = commas == 2 && tok_is(&w.t, "true") && tok_punct(&w.last, ',');
		if (commas == 1 && !comma && !is_temp_free(&w.t))
			c.temp = true;
		commas += comma;
	}
	return c;
}

/* set_config(name, value, is_local); w stands at the parenthesis. */
static unsigned dirt_of_set_config(const struct walk *w)
{
	struct set_config c = read_set_config(*w);
	unsigned dirt = c.local ? DIRT_SET_LOCAL : DIRT_SET;

	if (!c.local && (!c.name.p || ascii_ieq(c.name, STR("role")) ||
			 ascii_ieq(c.name, STR("session_authorization"))))
		dirt |= DIRT_ROLE;
	if (c.temp && (!c.name.p || ascii_ieq(c.name, STR("search_path"))))
		dirt |= DIRT_TEMP;
	return dirt;
}

/* Lower-case copy of a function's name without quotes; false if it is no ordinary one. */
static bool plain_name(const struct tok *t, char *buf, size_t cap, struct str *ret)
{
	struct str s = t->text;

	if (t->kind == TOK_NAME && s.n > 2 && *s.p == '"')
		s = (struct str){ s.p + 1, s.n - 2 };
	if (s.n > cap)
		return false;
	for (size_t i = 0; i < s.n; i++)
		buf[i] = t->kind == TOK_NAME ? s.p[i] : ascii_lower(s.p[i]);
	*ret = (struct str){ buf, s.n };
	return true;
}

/* w stands at the parenthesis after the name. */
static unsigned dirt_of_call(const struct walk *w, const struct tok *name, bool own_schema)
{
	char buf[64];
	struct str s;

	if (own_schema || !plain_name(name, buf, sizeof(buf), &s))
		return DIRT_FUNCTION;
	if (str_eq(s, STR("set_config")))
		return dirt_of_set_config(w);
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (str_eq(s, str_from(functions[i].name)))
			return functions[i].dirt;
	return sql_function_is_harmless(s) ? 0 : DIRT_FUNCTION;
}

/* A list of columns follows these, not the arguments of a function. */
static bool names_no_function(const struct tok *before)
{
	return tok_is(before, "into") || tok_is(before, "with") || tok_is(before, "recursive") ||
	       tok_is(before, "as") || tok_is(before, "references");
}

/* Every name before a parenthesis, from where w stands. */
static unsigned dirt_of_functions(struct walk *w)
{
	unsigned dirt = 0;

	while (!walk_end(w)) {
		struct tok before = w->last;
		struct str chain = walk_name(w);
		bool catalog, qualified;

		if (!chain.n) {
			walk_next(w);
			continue;
		}
		if (!tok_punct(&w->t, '(') || names_no_function(&before))
			continue;
		qualified = chain.n != w->last.text.n;
		catalog = chain.n > 11 && ascii_ieq(str_head(chain, 11), STR("pg_catalog."));
		dirt |= dirt_of_call(w, &w->last, qualified && !catalog);
	}
	return dirt;
}

/* Moves to where functions of a definition run at once; to the end if none do. */
static void skip_definition(struct walk *w, const struct sql_statement *st)
{
	bool runs_query = st->kind == KIND_CREATE && st->function_code != -1;

	for (; !walk_end(w); walk_next(w)) {
		/* CREATE TABLE ... AS SELECT; the body of a function is not run. */
		if (runs_query && walk_keyword(w, "as"))
			return;
		if (st->kind == KIND_ALTER &&
		    (walk_keyword(w, "using") || walk_keyword(w, "default")))
			return;
	}
}

static unsigned dirt_of_set(struct walk *w, const struct sql_statement *st)
{
	unsigned dirt = st->flags & SQL_LOCAL ? DIRT_SET_LOCAL : DIRT_SET;

	walk_next(w);
	if (tok_is(&w->t, "local") || tok_is(&w->t, "session"))
		walk_next(w);
	if (tok_is(&w->t, "role") || tok_is(&w->t, "authorization") ||
	    tok_is(&w->t, "session_authorization"))
		dirt |= st->flags & SQL_LOCAL ? 0 : DIRT_ROLE;
	if (tok_is(&w->t, "seed"))
		dirt |= DIRT_LOAD;
	for (; !walk_end(w); walk_next(w))
		if (tok_is(&w->t, "default") || tok_is(&w->t, "none"))
			dirt |= DIRT_RESET;
	return dirt;
}

/* EXPLAIN ANALYZE runs what it explains. */
static unsigned dirt_of_explained(struct walk w)
{
	for (; !walk_end(&w); walk_next(&w))
		if (tok_is(&w.t, "insert") || tok_is(&w.t, "update") || tok_is(&w.t, "delete") ||
		    tok_is(&w.t, "merge") || tok_is(&w.t, "execute"))
			return DIRT_TRIGGER | DIRT_SEQUENCE;
	return 0;
}

static unsigned dirt_of_kind(enum sql_kind kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].kind == kind)
			return kinds[i].dirt;
	return 0;
}

static unsigned dirt_of_statement(const struct sql_text *t, const struct sql_statement *st)
{
	struct lexer l = sql_lexer_of(t, st->text);
	unsigned dirt = dirt_of_kind(st->kind);
	struct walk w;

	if (st->flags & SQL_TEMP)
		dirt |= DIRT_TEMP;
	if (st->flags & SQL_HOLD)
		dirt |= DIRT_HOLD;
	if (st->flags & SQL_CHANGING_WITH)
		dirt |= DIRT_SEQUENCE | DIRT_TRIGGER;
	if (st->flags & SQL_INTO)
		dirt |= DIRT_TRIGGER;
	walk_init(&w, l);
	switch (st->kind) {
	case KIND_SET: return dirt | dirt_of_set(&w, st);
	case KIND_EXPLAIN: dirt |= dirt_of_explained(w); break;
	case KIND_CREATE:
	case KIND_ALTER: skip_definition(&w, st); break;
	case KIND_DROP:
	case KIND_GRANT:
	case KIND_REVOKE:
	case KIND_OTHER_DDL: return dirt;
	case KIND_COPY:
		/* COPY (query): its functions run.  COPY table (columns): there are none. */
		walk_next(&w);
		if (!tok_punct(&w.t, '('))
			return dirt;
		break;
	case KIND_INSERT:
		/* The columns after the table look like arguments. */
		if (!(st->flags & SQL_WITH) && st->table.n) {
			l.rest = str_tail(l.rest, (size_t)(st->table.p + st->table.n - l.rest.p));
			walk_init(&w, l);
		}
		break;
	default: break;
	}
	return dirt | dirt_of_functions(&w);
}

unsigned sql_dirt(const struct sql_text *t)
{
	unsigned dirt = 0;

	for (size_t i = 0; i < t->n_statements; i++)
		dirt |= dirt_of_statement(t, &t->statements[i]);
	return dirt;
}
