#include "config.h"
#include "odbc/positioned.h"

#include "odbc/change_row.h"
#include "odbc/exec.h"
#include "odbc/pgdiag.h"
#include "sql/translate.h"
#include "util/ascii.h"
#include "util/clock.h"
#include "util/utf.h"

/* Names of cursors go by their letters, whatever their case, as for SQLSetCursorName. */
static struct str plain_name(struct str name)
{
	if (name.n > 2 && *name.p == '"')
		return (struct str){ name.p + 1, name.n - 2 };
	return name;
}

struct stmt *positioned_cursor(const struct stmt *stmt)
{
	const struct sql_text *t = stmt->text;
	struct list *all = &stmt->dbc->stmts;
	struct str name;

	if (!t || t->n_statements != 1 || !(t->statements[0].flags & SQL_CURRENT_OF))
		return NULL;
	name = plain_name(t->statements[0].cursor);
	for (struct list *l = all->next; l != all; l = l->next) {
		struct stmt *other = list_entry(l, struct stmt, link);

		if (other != stmt && other->cursor_name &&
		    ascii_ieq(plain_name(str_from(other->cursor_name)), name))
			return other;
	}
	return NULL;
}

static bool stands_on_row(const struct stmt *cursor)
{
	return (cursor->phase == STMT_FETCHED || cursor->phase == STMT_EXT_FETCHED) &&
	       !cursor->before_start && !cursor->after_end && !cursor->bulk_done &&
	       cursor->rowset_pos < cursor->rowset_rows;
}

static size_t current_row(const struct stmt *cursor)
{
	return (size_t)cursor->rowset_at + cursor->rowset_pos;
}

static SQLRETURN check(struct stmt *stmt, const struct stmt *cursor)
{
	struct diag *d = sdiag(stmt);

	if (!cursor->result || !cursor->result->has_rows)
		return diag_error(d, SS_34000, "the cursor %s is not open", cursor->cursor_name);
	if (!stands_on_row(cursor))
		return diag_error(d, SS_24000, "the cursor %s stands on no row",
				  cursor->cursor_name);
	if (result_marked(cursor->result, current_row(cursor)) == MARK_DELETED)
		return diag_error(d, SS_24000, "the current row of the cursor %s is deleted",
				  cursor->cursor_name);
	if (!cursor->target)
		return diag_error(d, SS_42000,
				  "the cursor %s is read-only: see SQL_ATTR_CONCURRENCY",
				  cursor->cursor_name);
	if (stmt->text->statements[0].flags & SQL_RETURNING)
		return diag_error(d, SS_HYC00,
				  "a positioned statement cannot have RETURNING as well");
	if (arguments_sets(stmt) > 1)
		return diag_error(d, SS_HYC00, "a positioned statement has one set of parameters");
	return SQL_SUCCESS;
}

/* The text with the predicate of the row in place of CURRENT OF. */
static bool compose(struct change_text *t, const struct stmt *stmt, struct stmt *cursor,
		    const struct pg_params *p)
{
	const struct sql_text *text = stmt->text;
	const struct sql_statement *st = &text->statements[0];
	struct str ref = st->alias.n ? st->alias : st->table;
	size_t head = (size_t)(st->current_of.p - st->text.p);
	const struct cell *cells;

	if (result_get(cursor, current_row(cursor), true, &cells) != RESULT_ROW)
		return false;
	change_text_take(t, p);
	buf_add(&t->sql, str_head(st->text, head));
	buf_add(&t->sql, STR("("));
	change_text_where(t, cursor, cells, ref);
	buf_add(&t->sql, STR(")"));
	buf_add(&t->sql, str_tail(st->text, head + st->current_of.n));
	buf_add(&t->sql, STR(" RETURNING "));
	change_text_list(t, cursor, st->kind == KIND_UPDATE, ref);
	return true;
}

/* As send_again(): a type that a binding implies may be wrong for its place. */
static bool is_about_types(const struct pg_error *e)
{
	return strcmp(e->state, "42883") == 0 || strcmp(e->state, "42804") == 0 ||
	       strcmp(e->state, "42846") == 0;
}

/* Only what stands before the predicate is where the program wrote it. */
static void keep_position(const struct stmt *stmt, struct pg_error *e)
{
	const struct sql_statement *st = &stmt->text->statements[0];
	size_t lead = (size_t)(st->text.p - stmt->text->text);
	struct str head = { st->text.p, (size_t)(st->current_of.p - st->text.p) };

	if (e->position > (int)utf8_chars(head))
		e->position = 0;
	else if (e->position)
		e->position += (int)utf8_chars((struct str){ stmt->text->text, lead });
}

static bool run(struct stmt *stmt, struct stmt *cursor, const struct pg_params *p,
		SQLLEN *ret_affected, struct pg_error *ret_err)
{
	struct change_text t;
	bool ok = false;

	change_text_init(&t);
	if (compose(&t, stmt, cursor, p))
		ok = change_row_run(stmt, &t, cursor,
				    stmt->text->statements[0].kind == KIND_UPDATE
					    ? current_row(cursor)
					    : SIZE_MAX,
				    ret_affected, ret_err);
	else
		ret_err->fault = PG_FAULT_NO_MEMORY;
	change_text_done(&t);
	return ok;
}

/* The count is the statement's result, as that of any UPDATE or DELETE. */
static SQLRETURN finish(struct stmt *stmt, struct stmt *cursor, SQLLEN affected)
{
	bool updates = stmt->text->statements[0].kind == KIND_UPDATE;
	SQLRETURN rc = SQL_SUCCESS;

	stmt->result = result_new();
	if (!stmt->result)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	stmt->result->affected = affected;
	rc = stmt_show_first(stmt);
	if (affected != 1 && rc == SQL_SUCCESS) {
		change_row_conflict(stmt, affected);
		return SQL_SUCCESS_WITH_INFO;
	}
	if (!change_row_mark(cursor, current_row(cursor), updates ? MARK_UPDATED : MARK_DELETED))
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	return pgdiag_notices(sdiag(stmt), stmt->dbc) ? SQL_SUCCESS_WITH_INFO : rc;
}

SQLRETURN positioned_run(struct stmt *stmt, struct stmt *cursor, const struct arguments *a)
{
	SQLRETURN rc = check(stmt, cursor);
	struct pg_params p = a ? a->sets[0] : (struct pg_params){ 0 };
	struct pg_error e;
	SQLLEN affected = 0;
	bool ok;

	if (rc != SQL_SUCCESS)
		return rc;
	if (stmt->untyped)
		p.types = NULL;
	pg_error_init(&e);
	ok = run(stmt, cursor, &p, &affected, &e);
	if (!ok && p.types && is_about_types(&e) && stmt->dbc->tran != TRAN_FAILED) {
		pg_error_done(&e);
		pg_error_init(&e);
		stmt->untyped = true;
		p.types = NULL;
		ok = run(stmt, cursor, &p, &affected, &e);
	}
	stmt->deadline = CLOCK_NEVER;
	keep_position(stmt, &e);
	rc = ok ? finish(stmt, cursor, affected) : pgdiag_error(sdiag(stmt), stmt->dbc, stmt, &e);
	pg_error_done(&e);
	return rc;
}
