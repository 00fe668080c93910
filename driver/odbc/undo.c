#include "config.h"
#include "odbc/undo.h"

#include <stdint.h>
#include <stdlib.h>

#include "conf/settings.h"

struct note {
	size_t row;
	size_t at; /* of its cells in the store; SIZE_MAX: the row was added */
	enum result_mark mark;
};

struct undo {
	struct note *notes;
	size_t n, cap;
	struct store *cells;
};

void undo_free(struct undo *u)
{
	if (!u)
		return;
	store_free(u->cells);
	free(u->notes);
	free(u);
}

static struct undo *log_of(struct stmt *cursor)
{
	const struct settings *s = cursor->dbc->settings;
	struct result *r = cursor->result;

	if (!r->undo)
		r->undo = calloc(1, sizeof(*r->undo));
	if (r->undo && !r->undo->cells)
		r->undo->cells = store_new(s->spool_memory, s->spool_directory);
	return r->undo && r->undo->cells ? r->undo : NULL;
}

static bool add(struct undo *u, struct note note)
{
	size_t cap = u->cap ? 2 * u->cap : 16;
	struct note *more;

	if (u->n == u->cap) {
		more = realloc(u->notes, cap * sizeof(*more));
		if (!more)
			return false;
		u->notes = more;
		u->cap = cap;
	}
	u->notes[u->n++] = note;
	return true;
}

bool undo_note(struct stmt *cursor, size_t row)
{
	struct result *r = cursor->result;
	const struct cell *cells;
	struct undo *u;

	if (cursor->dbc->tran != TRAN_OPEN)
		return true;
	u = log_of(cursor);
	if (!u || result_get(cursor, row, true, &cells) != RESULT_ROW ||
	    !store_append(u->cells, cells, result_cells(r)))
		return false;
	return add(u, (struct note){ .row = row,
				     .at = store_rows(u->cells) - 1,
				     .mark = result_marked(r, row) });
}

bool undo_note_added(struct stmt *cursor, size_t row)
{
	struct undo *u;

	if (cursor->dbc->tran != TRAN_OPEN)
		return true;
	u = log_of(cursor);
	return u && add(u, (struct note){ .row = row, .at = SIZE_MAX, .mark = MARK_DELETED });
}

/* Rows that a forward-only cursor has left behind are not there any more, nor needed. */
static void restore(struct result *r, const struct undo *u, const struct note *note)
{
	const struct cell *cells = NULL;
	size_t row = note->row - r->base;

	if (note->at != SIZE_MAX && row >= store_first(r->store))
		cells = store_get(u->cells, note->at);
	if (cells)
		(void)!store_set(r->store, row, cells);
	(void)result_mark(r, note->row, note->mark);
}

static void end(struct result *r, bool committed)
{
	struct undo *u = r->undo;

	for (size_t i = u->n; i > 0 && !committed; i--)
		restore(r, u, &u->notes[i - 1]);
	undo_free(u);
	r->undo = NULL;
}

void undo_end(struct dbc *dbc, bool committed)
{
	struct list *all = &dbc->stmts;

	for (struct list *l = all->next; l != all; l = l->next) {
		struct stmt *stmt = list_entry(l, struct stmt, link);

		if (stmt->result && stmt->result->undo)
			end(stmt->result, committed);
	}
}
