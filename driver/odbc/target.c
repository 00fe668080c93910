#include "config.h"
#include "odbc/target.h"

#include <stdlib.h>

#include "catalog/catalog_sql.h"
#include "odbc/connect.h"
#include "odbc/exchange.h"
#include "odbc/pgdiag.h"
#include "odbc/result.h"
#include "odbc/send.h"
#include "sql/translate.h"
#include "util/ascii.h"
#include "util/buf.h"
#include "util/mem.h"

/* Largest text that is sent. */
#define TEXT_MAX ((size_t)1 << 30)

/* Cells of a row of change_target.sql. */
enum { CELL_OID, CELL_TABLE, CELL_NUMBER, CELL_NAME, CELL_WRITABLE, CELL_PLACE, CELL_PARTITIONED };

static void target_free(struct target *t)
{
	if (!t)
		return;
	for (int i = 0; i < t->n_columns; i++)
		free(t->columns[i].name);
	free(t->columns);
	free(t->table);
	free(t->sql);
	free(t);
}

void target_forget(struct stmt *stmt)
{
	target_free(stmt->target);
	stmt->target = NULL;
	stmt->target_known = false;
}

const struct target_column *target_key(const struct target *t, int place)
{
	for (int i = 0; i < t->n_columns; i++)
		if (t->columns[i].place == place)
			return &t->columns[i];
	return NULL;
}

const struct target_column *target_column(const struct target *t, int number)
{
	for (int i = 0; i < t->n_columns; i++)
		if (t->columns[i].number == number)
			return &t->columns[i];
	return NULL;
}

const struct target_column *target_of(const struct stmt *cursor, int i)
{
	const struct column *c = &cursor->result->columns[i];

	return c->table == cursor->target->oid ? target_column(cursor->target, c->table_column)
					       : NULL;
}

const char *target_text(const struct stmt *stmt)
{
	return stmt->target ? stmt->target->sql : stmt->text->text;
}

SQLULEN target_concurrency(const struct stmt *stmt)
{
	bool open = stmt->result && stmt->result->has_rows;

	return open && !stmt->result->n_hidden ? SQL_CONCUR_READ_ONLY : stmt->attr.concurrency;
}

bool target_is_missing(const struct stmt *stmt)
{
	return target_concurrency(stmt) != stmt->attr.concurrency;
}

/* --- asking ------------------------------------------------------------------------ */

static int64_t number_of(const struct cell *c)
{
	int64_t n;

	if (c->n < 0 || ascii_to_int64((struct str){ c->p, (size_t)c->n }, &n) != ASCII_OK)
		return -1;
	return n;
}

static char *text_of(const struct cell *c)
{
	return mem_dup_str((struct str){ c->p, (size_t)(c->n < 0 ? 0 : c->n) });
}

static bool is_true(const struct cell *c)
{
	return c->n == 1 && *c->p == 't';
}

static bool add_column(struct target *t, const struct cell *row)
{
	struct target_column *more, *c;

	if (!t->table) {
		t->oid = (unsigned)number_of(&row[CELL_OID]);
		t->table = text_of(&row[CELL_TABLE]);
		t->partitioned = is_true(&row[CELL_PARTITIONED]);
	}
	more = realloc(t->columns, ((size_t)t->n_columns + 1) * sizeof(*more));
	if (!more)
		return false;
	t->columns = more;
	c = &t->columns[t->n_columns];
	*c = (struct target_column){ .number = (int)number_of(&row[CELL_NUMBER]),
				     .name = text_of(&row[CELL_NAME]),
				     .writable = is_true(&row[CELL_WRITABLE]),
				     .place = (int)number_of(&row[CELL_PLACE]) };
	t->n_columns++;
	if (c->place >= t->n_keys)
		t->n_keys = c->place + 1;
	return c->name && t->table;
}

/* A name that the server does not know gives no columns: the statement itself will tell. */
static SQLRETURN read_columns(struct stmt *stmt, struct target *t)
{
	const char *sql = catalog_sql(CATALOG_CHANGE_TARGET, CATALOG_POSTGRESQL);
	char *name = mem_dup_str(stmt->text->statements[0].table);
	const char *values[1] = { name };
	struct pg_params p = { .n = 1, .values = values };
	const struct cell *row;
	struct exchange x;
	bool room = true;
	SQLRETURN rc = SQL_SUCCESS;

	if (!name)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	if (exchange_begin(&x, stmt->dbc, stmt->deadline, sql, &p))
		while (room && (row = exchange_row(&x)) != NULL)
			room = add_column(t, row);
	if (!exchange_end(&x) && x.error.fault != PG_FAULT_SERVER)
		rc = pgdiag_error(sdiag(stmt), stmt->dbc, NULL, &x.error);
	else if (!room)
		rc = diag_error(sdiag(stmt), SS_HY001, NULL);
	exchange_done(&x);
	free(name);
	return rc;
}

/* --- the text ----------------------------------------------------------------------- */

/* What stands for the table in the text: its alias, or the name as it is written. */
static struct str reference(const struct sql_statement *st)
{
	return st->alias.n ? st->alias : st->table;
}

/*
 * The select list grows at its end, so that positions in ORDER BY stay right, by
 * names that no column of a program has.
 */
static char *hidden_text(const struct sql_text *text, const struct target *t)
{
	static const char *const system[] = { "tableoid", "ctid", "xmin" };
	const struct sql_statement *st = &text->statements[0];
	struct str ref = reference(st), all = { text->text, text->length };
	size_t at = (size_t)(st->list.p + st->list.n - text->text);
	struct buf b;
	int n = 0;

	buf_init(&b, TEXT_MAX);
	buf_add(&b, str_head(all, at));
	for (int i = 0; i < t->n_keys; i++)
		buf_addf(&b, ", %.*s.%s AS \"shiftpool %d\"", (int)ref.n, ref.p,
			 target_key(t, i)->name, ++n);
	for (int i = 0; i < target_hidden(t) - t->n_keys; i++)
		buf_addf(&b, ", %.*s.%s AS \"shiftpool %d\"", (int)ref.n, ref.p, system[i], ++n);
	buf_add(&b, str_tail(all, at));
	return buf_take(&b);
}

/* No parameter of the statement stands in the list, and no window over other rows. */
static bool computes(const struct sql_text *text)
{
	struct lexer l = { .rest = text->statements[0].list, .backslash = text->backslash };
	struct tok t;

	do {
		t = lex_solid(&l);
		if (t.kind == TOK_NATIVE || tok_is(&t, "over"))
			return false;
	} while (t.kind != TOK_END);
	return true;
}

static bool wanted(const struct stmt *stmt)
{
	const struct sql_text *t = stmt->text;

	return stmt->attr.concurrency != SQL_CONCUR_READ_ONLY && t && t->n_statements == 1 &&
	       (t->statements[0].flags & SQL_PLAIN) && !dbc_is_redshift(stmt->dbc) &&
	       stmt->dbc->tran != TRAN_FAILED;
}

SQLRETURN target_need(struct stmt *stmt)
{
	struct target *t;
	SQLRETURN rc;

	if (stmt->target_known || !wanted(stmt))
		return SQL_SUCCESS;
	t = calloc(1, sizeof(*t));
	if (!t)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	rc = read_columns(stmt, t);
	stmt->target_known = SQL_SUCCEEDED(rc);
	if (!SQL_SUCCEEDED(rc) || !t->n_columns) {
		target_free(t);
		return rc;
	}
	t->versioned = !t->n_keys || stmt->attr.concurrency == SQL_CONCUR_ROWVER;
	t->computes = computes(stmt->text);
	t->sql = hidden_text(stmt->text, t);
	if (!t->sql) {
		target_free(t);
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	}
	stmt->target = t;
	return SQL_SUCCESS;
}

bool target_refused(struct stmt *stmt, const struct pg_error *e)
{
	if (!stmt->target || e->fault != PG_FAULT_SERVER || stmt->dbc->dead ||
	    stmt->dbc->tran == TRAN_FAILED || strncmp(e->state, "42", 2) != 0)
		return false;
	target_free(stmt->target);
	stmt->target = NULL;
	send_unprepare(stmt);
	return true;
}
