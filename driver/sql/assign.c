#include "config.h"
#include "sql/assign.h"

#include <string.h>

#include "sql/parts.h"
#include "sql/walk.h"
#include "util/ascii.h"

struct assigning {
	const struct sql_text *text;
	struct sql_assigned *ret;
	size_t n;
};

static void note(struct assigning *a, const struct tok *value, struct str column, size_t place)
{
	size_t number = sql_number_of(a->text, value);
	struct sql_assigned *r;

	if (!number)
		return;
	r = &a->ret[number - 1];
	if (r->column.p || r->place) {
		r->column = (struct str){ "", 0 };
		r->place = 0;
		a->n--;
	} else {
		*r = (struct sql_assigned){ column, place };
		a->n++;
	}
}

/*
 * Moves to the comma or the parenthesis that ends the item of a list; w stands in
 * it.  Returns its only token; TOK_END if it has more or none.
 */
static struct tok only_token(struct walk *w, size_t depth)
{
	struct tok only = { .kind = TOK_END };
	size_t n = 0;

	while (!walk_end(w) && w->depth >= depth && !(w->depth == depth && tok_punct(&w->t, ','))) {
		only = w->t;
		n++;
		walk_next(w);
	}
	return n == 1 ? only : (struct tok){ .kind = TOK_END };
}

static bool is_name(const struct tok *t)
{
	return t->kind == TOK_WORD || t->kind == TOK_NAME;
}

/* One row, w and the list of its columns stand at their "(".  Without a list places count. */
static void insert_row(struct assigning *a, struct walk *w, struct walk list)
{
	size_t depth = w->depth + 1, list_depth = list.depth + 1;
	bool named = !walk_end(&list);

	for (size_t place = 1; !walk_end(w) && (place == 1 || tok_punct(&w->t, ',')); place++) {
		struct tok value, column = { .kind = TOK_END };

		walk_next(w);
		value = only_token(w, depth);
		if (named) {
			walk_next(&list);
			column = only_token(&list, list_depth);
			if (is_name(&column))
				note(a, &value, column.text, 0);
		} else {
			note(a, &value, (struct str){ NULL, 0 }, place);
		}
	}
	walk_next(w); /* the ")" */
}

static void insert(struct assigning *a, struct walk *w)
{
	struct walk list = { .t = { .kind = TOK_END } };

	if (walk_take(w, "as"))
		walk_next(w);
	if (tok_punct(&w->t, '(')) {
		list = *w;
		walk_parens(w);
	}
	while (!walk_end(w) && !walk_keyword(w, "values"))
		walk_next(w);
	do {
		walk_next(w);
		if (!tok_punct(&w->t, '('))
			break;
		insert_row(a, w, list);
	} while (tok_punct(&w->t, ','));
}

static bool ends_set(const struct walk *w)
{
	return walk_end(w) || walk_keyword(w, "from") || walk_keyword(w, "where") ||
	       walk_keyword(w, "returning");
}

/* column = $1, ... */
static void update(struct assigning *a, struct walk *w)
{
	while (!walk_end(w) && !walk_keyword(w, "set"))
		walk_next(w);
	while (!ends_set(w)) {
		struct tok column, sign, value;

		walk_next(w);
		column = w->t;
		walk_next(w);
		sign = w->t;
		walk_next(w);
		value = w->t;
		walk_next(w);
		if (is_name(&column) && str_eq(sign.text, STR("=")) &&
		    (ends_set(w) || tok_punct(&w->t, ',')))
			note(a, &value, column.text, 0);
		while (!ends_set(w) && !(tok_punct(&w->t, ',') && !w->depth))
			walk_next(w);
	}
}

size_t sql_assignments(const struct sql_text *t, struct sql_assigned *ret)
{
	struct assigning a = { .text = t, .ret = ret };
	const struct sql_statement *st = t->statements;
	const char *end;
	struct walk w;

	memset(ret, 0, t->n_sent * sizeof(*ret));
	if (t->n_statements != 1 || !st->table.n || (st->flags & SQL_WITH) ||
	    (st->kind != KIND_INSERT && st->kind != KIND_UPDATE))
		return 0;
	end = st->text.p + st->text.n;
	walk_init(&w, sql_lexer_of(t, (struct str){ st->table.p + st->table.n,
						    (size_t)(end - st->table.p) - st->table.n }));
	if (st->kind == KIND_INSERT)
		insert(&a, &w);
	else
		update(&a, &w);
	return a.n;
}

bool sql_is_column(struct str written, const char *name, bool fold)
{
	size_t n = strlen(name);
	bool quoted = written.n > 1 && *written.p == '"' && written.p[written.n - 1] == '"';
	size_t end = written.n - quoted, at = 0;

	for (size_t i = quoted; i < end; i++) {
		char c = written.p[i];

		if (at == n || (quoted && !fold ? c : ascii_lower(c)) != name[at++])
			return false;
		i += quoted && c == '"';
	}
	return at == n;
}
