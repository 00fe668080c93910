#include "config.h"
#include "sql/statement.h"

#include "sql/shape.h"
#include "sql/walk.h"
#include "util/ascii.h"

typedef void shape_fn(struct walk *w, struct sql_statement *st);

/*
 * A statement's kind by its first word, or its first two.  The first row that
 * fits is taken, so the longer one stands first.
 */
static const struct verb {
	const char *first, *second;
	enum sql_kind kind;
	unsigned flags;
	const char *function;
	int code;
	shape_fn *shape;
} verbs[] = {
	{ "select", NULL, KIND_SELECT, SQL_ROWS, "SELECT CURSOR", 85, shape_select },
	{ "insert", NULL, KIND_INSERT, 0, "INSERT", 50, shape_change },
	{ "update", NULL, KIND_UPDATE, 0, "UPDATE WHERE", 82, shape_change },
	{ "delete", NULL, KIND_DELETE, 0, "DELETE WHERE", 19, shape_change },
	{ "merge", NULL, KIND_MERGE, 0, "", 0, shape_change },
	{ "values", NULL, KIND_VALUES, SQL_ROWS, "SELECT CURSOR", 85, NULL },
	{ "table", NULL, KIND_TABLE, SQL_ROWS, "SELECT CURSOR", 85, NULL },
	{ "show", NULL, KIND_SHOW, SQL_ROWS, "SELECT CURSOR", 85, NULL },
	{ "explain", NULL, KIND_EXPLAIN, SQL_ROWS, "SELECT CURSOR", 85, shape_explain },
	{ "truncate", NULL, KIND_TRUNCATE, 0, "", 0, NULL },
	{ "create", NULL, KIND_CREATE, 0, "", 0, shape_define },
	{ "alter", NULL, KIND_ALTER, 0, "", 0, shape_define },
	{ "drop", NULL, KIND_DROP, 0, "", 0, shape_define },
	{ "grant", NULL, KIND_GRANT, 0, "GRANT", 48, NULL },
	{ "revoke", NULL, KIND_REVOKE, 0, "REVOKE", 59, NULL },
	{ "comment", NULL, KIND_OTHER_DDL, 0, "", 0, NULL },
	{ "security", "label", KIND_OTHER_DDL, 0, "", 0, NULL },
	{ "reassign", "owned", KIND_OTHER_DDL, 0, "", 0, NULL },
	{ "import", "foreign", KIND_OTHER_DDL, 0, "", 0, NULL },
	{ "refresh", "materialized", KIND_OTHER_DDL, 0, "", 0, NULL },
	{ "begin", NULL, KIND_BEGIN, 0, "", 0, NULL },
	{ "start", "transaction", KIND_BEGIN, 0, "", 0, NULL },
	{ "commit", "prepared", KIND_TWO_PHASE, SQL_NO_BLOCK, "", 0, NULL },
	{ "commit", NULL, KIND_COMMIT, 0, "", 0, NULL },
	{ "end", NULL, KIND_COMMIT, 0, "", 0, NULL },
	{ "rollback", "prepared", KIND_TWO_PHASE, SQL_NO_BLOCK, "", 0, NULL },
	{ "rollback", "to", KIND_ROLLBACK_TO, 0, "", 0, NULL },
	{ "rollback", NULL, KIND_ROLLBACK, 0, "", 0, NULL },
	{ "abort", NULL, KIND_ROLLBACK, 0, "", 0, NULL },
	{ "savepoint", NULL, KIND_SAVEPOINT, 0, "", 0, NULL },
	{ "release", NULL, KIND_RELEASE, 0, "", 0, NULL },
	{ "set", NULL, KIND_SET, 0, "", 0, shape_set },
	{ "reset", NULL, KIND_RESET, 0, "", 0, NULL },
	{ "copy", NULL, KIND_COPY, 0, "", 0, shape_copy },
	{ "unload", NULL, KIND_UNLOAD, 0, "", 0, NULL },
	{ "vacuum", NULL, KIND_MAINTENANCE, 0, "", 0, shape_maintain },
	{ "analyze", NULL, KIND_MAINTENANCE, 0, "", 0, shape_maintain },
	{ "analyse", NULL, KIND_MAINTENANCE, 0, "", 0, shape_maintain },
	{ "cluster", NULL, KIND_MAINTENANCE, 0, "", 0, shape_maintain },
	{ "reindex", NULL, KIND_MAINTENANCE, 0, "", 0, shape_maintain },
	{ "checkpoint", NULL, KIND_MAINTENANCE, 0, "", 0, NULL },
	{ "call", NULL, KIND_CALL, 0, "CALL", 7, NULL },
	{ "do", NULL, KIND_DO, 0, "", 0, NULL },
	{ "prepare", "transaction", KIND_TWO_PHASE, 0, "", 0, NULL },
	{ "prepare", NULL, KIND_PREPARE, 0, "", 0, NULL },
	{ "execute", NULL, KIND_EXECUTE, 0, "", 0, NULL },
	{ "deallocate", NULL, KIND_DEALLOCATE, 0, "", 0, NULL },
	{ "declare", NULL, KIND_DECLARE, 0, "", 0, shape_declare },
	{ "fetch", NULL, KIND_FETCH, SQL_ROWS, "SELECT CURSOR", 85, NULL },
	{ "move", NULL, KIND_MOVE, 0, "", 0, NULL },
	{ "close", NULL, KIND_CLOSE, 0, "", 0, NULL },
	{ "listen", NULL, KIND_LISTEN, 0, "", 0, NULL },
	{ "unlisten", NULL, KIND_UNLISTEN, 0, "", 0, NULL },
	{ "notify", NULL, KIND_NOTIFY, 0, "", 0, NULL },
	{ "lock", NULL, KIND_LOCK, 0, "", 0, NULL },
	{ "discard", NULL, KIND_DISCARD, 0, "", 0, NULL },
	{ "load", NULL, KIND_LOAD, 0, "", 0, NULL },
	{ "use", NULL, KIND_USE, 0, "", 0, NULL },
};

static const struct verb *find_verb(const struct walk *w)
{
	struct tok second = lex_peek(&w->l);

	/* ROLLBACK WORK TO x, ROLLBACK TRANSACTION TO x */
	if (tok_is(&w->t, "rollback") &&
	    (tok_is(&second, "work") || tok_is(&second, "transaction"))) {
		struct lexer ahead = w->l;

		lex_solid(&ahead);
		second = lex_peek(&ahead);
	}
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (tok_is(&w->t, verbs[i].first) &&
		    (!verbs[i].second || tok_is(&second, verbs[i].second)))
			return &verbs[i];
	return NULL;
}

static bool is_query_verb(const struct walk *w)
{
	return tok_is(&w->t, "select") || tok_is(&w->t, "values") || tok_is(&w->t, "table") ||
	       tok_is(&w->t, "insert") || tok_is(&w->t, "update") || tok_is(&w->t, "delete") ||
	       tok_is(&w->t, "merge");
}

/* Moves from WITH to the verb that follows its queries. */
static void skip_with(struct walk *w, struct sql_statement *st)
{
	st->flags |= SQL_WITH;
	for (; !walk_end(w); walk_next(w)) {
		if (!is_query_verb(w))
			continue;
		if (!w->depth)
			return;
		if (tok_punct(&w->last, '(') && !tok_is(&w->t, "select") &&
		    !tok_is(&w->t, "values") && !tok_is(&w->t, "table"))
			st->flags |= SQL_CHANGING_WITH;
	}
}

static void describe(struct lexer l, struct sql_statement *st)
{
	const struct verb *v;
	struct walk w;

	l.rest = st->text;
	walk_init(&w, l);
	if (tok_is(&w.t, "with"))
		skip_with(&w, st);
	while (tok_punct(&w.t, '('))
		walk_next(&w);
	v = find_verb(&w);
	if (!v)
		return;
	st->kind = v->kind;
	st->flags |= v->flags;
	st->function = v->function;
	st->function_code = v->code;
	if (v->shape)
		v->shape(&w, st);
	if (st->flags & SQL_INTO)
		st->flags &= ~(unsigned)SQL_ROWS;
	if ((st->flags & SQL_CURRENT_OF) && st->kind == KIND_DELETE) {
		st->function = "DYNAMIC DELETE CURSOR";
		st->function_code = 38;
	}
	if ((st->flags & SQL_CURRENT_OF) && st->kind == KIND_UPDATE) {
		st->function = "DYNAMIC UPDATE CURSOR";
		st->function_code = 81;
	}
}

/*
 * Where a semicolon is not the end: in parentheses (CREATE RULE ... DO (a; b)),
 * and between BEGIN ATOMIC and its END in CREATE FUNCTION, where CASE has an END too.
 */
struct ending {
	bool create;
	size_t blocks;
};

static void ending_see(struct ending *e, const struct walk *w)
{
	if (!e->create || w->t.kind != TOK_WORD)
		return;
	if (tok_is(&w->t, "atomic") && tok_is(&w->last, "begin"))
		e->blocks++;
	else if (e->blocks && tok_is(&w->t, "case"))
		e->blocks++;
	else if (e->blocks && tok_is(&w->t, "end"))
		e->blocks--;
}

static size_t native_number(const struct tok *t)
{
	uint64_t n;

	/* More than 65,535 cannot be sent; the server refuses the text. */
	if (ascii_to_uint64(str_tail(t->text, 1), &n) != ASCII_OK || n > 65536)
		return 65536;
	return (size_t)n;
}

bool sql_statement_next(struct lexer *l, struct sql_statement *ret)
{
	struct sql_statement st = { .function = "" };
	struct ending e = { 0 };
	struct walk w;
	struct tok first;

	walk_init(&w, *l);
	while (tok_punct(&w.t, ';'))
		walk_next(&w);
	if (walk_end(&w))
		return false;
	first = w.t;
	e.create = tok_is(&first, "create");
	do {
		ending_see(&e, &w);
		if (w.t.kind == TOK_NATIVE && native_number(&w.t) > st.n_native)
			st.n_native = native_number(&w.t);
		walk_next(&w);
	} while (!walk_end(&w) && (w.depth || e.blocks || !tok_punct(&w.t, ';')));
	st.text = walk_slice(&first, &w.last);
	l->rest = w.l.rest;
	describe(w.l, &st);
	*ret = st;
	return true;
}
