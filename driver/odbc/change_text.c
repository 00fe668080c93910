#include "config.h"
#include "odbc/change_text.h"

#include <stdint.h>
#include <stdlib.h>

#include "sql/translate.h"

/* What one message to the server may hold. */
#define TEXT_MAX ((size_t)1 << 30)

struct change_param {
	size_t from; /* in bytes; SIZE_MAX: NULL */
	int length;
	unsigned type;
	bool binary;
};

void change_text_init(struct change_text *t)
{
	*t = (struct change_text){ 0 };
	buf_init(&t->sql, TEXT_MAX);
	buf_init(&t->bytes, TEXT_MAX);
}

void change_text_done(struct change_text *t)
{
	buf_done(&t->sql);
	buf_done(&t->bytes);
	free(t->params);
	free(t->values);
	free(t->lengths);
	free(t->formats);
	free(t->types);
}

static struct change_param *new_param(struct change_text *t)
{
	int cap = t->cap ? 2 * t->cap : 16;
	struct change_param *more;

	if (t->n == t->cap) {
		more = realloc(t->params, (size_t)cap * sizeof(*more));
		if (!more) {
			t->bytes.failed = true;
			return NULL;
		}
		t->params = more;
		t->cap = cap;
	}
	return &t->params[t->n++];
}

int change_text_param(struct change_text *t, size_t from, bool binary)
{
	struct change_param *p = new_param(t);

	if (!p)
		return 0;
	*p = (struct change_param){ .from = from,
				    .binary = binary,
				    .type = binary ? TYPE_OID_BYTEA : 0 };
	if (from != SIZE_MAX) {
		p->length = (int)(t->bytes.n - from);
		buf_add(&t->bytes, (struct str){ "", 1 });
	}
	return t->n;
}

void change_text_take(struct change_text *t, const struct pg_params *p)
{
	for (int i = 0; p && i < p->n; i++) {
		bool binary = p->formats && p->formats[i];
		size_t from = p->values[i] ? t->bytes.n : SIZE_MAX, n = 0;
		int number;

		if (p->values[i])
			n = p->lengths ? (size_t)p->lengths[i] : strlen(p->values[i]);
		if (n)
			buf_add(&t->bytes, (struct str){ p->values[i], n });
		number = change_text_param(t, from, binary);
		if (number && p->types)
			t->params[number - 1].type = p->types[i];
	}
}

bool change_text_params(struct change_text *t, struct pg_params *ret)
{
	size_t n = (size_t)t->n + 1;

	t->values = calloc(n, sizeof(*t->values));
	t->lengths = calloc(n, sizeof(*t->lengths));
	t->formats = calloc(n, sizeof(*t->formats));
	t->types = calloc(n, sizeof(*t->types));
	if (!t->values || !t->lengths || !t->formats || !t->types || t->bytes.failed ||
	    t->sql.failed)
		return false;
	for (int i = 0; i < t->n; i++) {
		const struct change_param *p = &t->params[i];

		t->values[i] = p->from == SIZE_MAX ? NULL : t->bytes.p + p->from;
		t->lengths[i] = p->length;
		t->formats[i] = p->binary;
		t->types[i] = p->type;
	}
	*ret = (struct pg_params){ .n = t->n,
				   .types = t->types,
				   .values = t->values,
				   .lengths = t->lengths,
				   .formats = t->formats };
	return true;
}

/* --- which row ---------------------------------------------------------------------- */

static int add_cell(struct change_text *t, const struct cell *c)
{
	size_t from = c->n < 0 ? SIZE_MAX : t->bytes.n;

	if (c->n > 0)
		buf_add(&t->bytes, (struct str){ c->p, (size_t)c->n });
	return change_text_param(t, from, false);
}

static void add_name(struct change_text *t, struct str ref, const char *name)
{
	if (ref.n) {
		buf_add(&t->sql, ref);
		buf_add(&t->sql, STR("."));
	}
	buf_add(&t->sql, str_from(name));
}

static void add_equal(struct change_text *t, const char *and, struct str ref, const char *name,
		      const char *cast, const struct cell *c)
{
	buf_add(&t->sql, str_from(and));
	add_name(t, ref, name);
	buf_addf(&t->sql, " = $%d%s", add_cell(t, c), cast);
}

static const struct cell *hidden(const struct result *r, const struct cell *cells)
{
	return cells + r->n_columns;
}

static void add_version(struct change_text *t, const struct target *target, const struct cell *h,
			struct str ref)
{
	h += target->n_keys;
	add_equal(t, " ", ref, "ctid", "::tid", &h[HIDDEN_PLACE]);
	add_equal(t, " AND ", ref, "tableoid", "::oid", &h[HIDDEN_TABLE]);
	add_equal(t, " AND ", ref, "xmin", "::xid", &h[HIDDEN_VERSION]);
}

static void add_key(struct change_text *t, const struct target *target, const struct cell *h,
		    struct str ref)
{
	for (int i = 0; i < target->n_keys; i++)
		add_equal(t, i ? " AND " : " ", ref, target_key(target, i)->name, "", &h[i]);
}

/*
 * As the server wrote the value when it was fetched, so that types without an
 * equality compare too.  The key is in the predicate anyway.
 */
static void add_old_value(struct change_text *t, struct str ref, const struct target_column *c,
			  const struct cell *old)
{
	if (old->n < 0) {
		buf_add(&t->sql, STR(" AND "));
		add_name(t, ref, c->name);
		buf_add(&t->sql, STR(" IS NULL"));
		return;
	}
	/* format() gives an empty text for NULL. */
	if (!old->n) {
		buf_add(&t->sql, STR(" AND "));
		add_name(t, ref, c->name);
		buf_add(&t->sql, STR(" IS NOT NULL"));
	}
	buf_add(&t->sql, STR(" AND pg_catalog.format('%s', "));
	add_name(t, ref, c->name);
	buf_addf(&t->sql, ") = $%d", add_cell(t, old));
}

void change_text_where(struct change_text *t, const struct stmt *cursor, const struct cell *cells,
		       struct str ref)
{
	const struct target *target = cursor->target;
	const struct result *r = cursor->result;
	const struct cell *h = hidden(r, cells);

	if (target->versioned) {
		add_version(t, target, h, ref);
		return;
	}
	add_key(t, target, h, ref);
	add_equal(t, " AND ", ref, "tableoid", "::oid", &h[target->n_keys + HIDDEN_TABLE]);
	for (int i = 0; i < r->n_columns; i++) {
		const struct target_column *c = target_of(cursor, i);

		if (c && c->place < 0)
			add_old_value(t, ref, c, &cells[i]);
	}
}

/* lost: the server does not tell the place of a row that it routed to a partition. */
static void add_hidden(struct change_text *t, const struct target *target, struct str ref,
		       bool lost)
{
	for (int i = 0; i < target->n_keys; i++) {
		add_name(t, ref, target_key(target, i)->name);
		buf_add(&t->sql, STR(", "));
	}
	add_name(t, ref, "tableoid");
	if (!target->versioned)
		return;
	if (lost) {
		buf_add(&t->sql, STR(", NULL, NULL"));
		return;
	}
	buf_add(&t->sql, STR(", "));
	add_name(t, ref, "ctid");
	buf_add(&t->sql, STR(", "));
	add_name(t, ref, "xmin");
}

void change_text_list(struct change_text *t, const struct stmt *cursor, bool changing,
		      struct str ref)
{
	const struct target *target = cursor->target;

	for (int i = 0; i < cursor->result->n_columns; i++) {
		const struct target_column *c = target_of(cursor, i);

		if (c) {
			add_name(t, ref, c->name);
			buf_add(&t->sql, STR(", "));
		}
	}
	add_hidden(t, target, ref, changing && target->partitioned);
}

/* The same row, whatever became of it. */
static void add_same(struct change_text *t, const struct stmt *cursor, const struct cell *cells,
		     struct str ref)
{
	const struct cell *h = hidden(cursor->result, cells);

	if (cursor->target->n_keys)
		add_key(t, cursor->target, h, ref);
	else
		add_version(t, cursor->target, h, ref);
}

void change_text_select(struct change_text *t, const struct stmt *cursor, const struct cell *cells,
			bool whole)
{
	const struct sql_statement *st = &cursor->text->statements[0];
	const struct target *target = cursor->target;
	struct str ref = whole ? st->alias : (struct str){ 0 };

	t->reading = true;
	t->whole = whole;
	buf_add(&t->sql, STR("SELECT "));
	if (whole) {
		buf_add(&t->sql, st->list);
		buf_add(&t->sql, STR("\n, ")); /* behind a comment too */
		add_hidden(t, target, ref, false);
	} else {
		change_text_list(t, cursor, false, ref);
	}
	buf_addf(&t->sql, " FROM %s", target->table);
	if (ref.n) {
		buf_add(&t->sql, STR(" AS "));
		buf_add(&t->sql, ref);
	}
	buf_add(&t->sql, STR(" WHERE"));
	add_same(t, cursor, cells, ref);
}
