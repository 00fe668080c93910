/*
 * Reading diagnostics.  ODBC: SQLGetDiagRec, SQLGetDiagField, SQLError.
 *
 * These functions report their own outcome by the return code alone: they post
 * no records and, except SQLError, take none away.
 */
#include "config.h"
#include "odbc/handle.h"

#include <stdint.h>
#include <stdlib.h>

#include "odbc/connect.h"
#include "odbc/dbc.h"
#include "util/buf.h"

/* Stands for the records that were lost when memory ran out. */
static const struct diag_rec lost_rec = {
	.state = "HY001",
	.row = SQL_NO_ROW_NUMBER,
	.column = SQL_NO_COLUMN_NUMBER,
};

static size_t count(const struct diag *d)
{
	return d->n + (d->out_of_memory ? 1 : 0);
}

static const struct diag_rec *rec_at(const struct diag *d, size_t n)
{
	return n <= d->n ? &d->recs[n - 1] : &lost_rec;
}

/*
 * The text with its prefix, on the heap; NULL without memory, and then the
 * caller shows the text alone.
 */
static char *with_prefix(struct handle *h, const struct diag_rec *r, struct str text)
{
	struct dbc *dbc = handle_dbc(h);
	const char *server = r->from_server && dbc ? dbc_dbms_name(dbc) : "";
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	buf_add(&b, STR("[ShiftPool]["));
	buf_add(&b, *server ? str_from(server) : STR("ODBC Driver"));
	buf_add(&b, STR("]"));
	buf_add(&b, text);
	return buf_take(&b);
}

static SQLRETURN put_message(struct handle *h, const struct diag_rec *r, const struct text_out *o)
{
	const char *text = r->text ? r->text : sqlstate_text_of(r->state);
	char *whole = with_prefix(h, r, str_from(text));
	SQLRETURN rc = text_out(NULL, o, str_from(whole ? whole : text));

	free(whole);
	return rc;
}

SQLRETURN handle_diag_rec(struct handle *h, SQLSMALLINT n, const struct text_out *state,
			  SQLINTEGER *native, const struct text_out *message)
{
	const struct diag_rec *r;

	if (n < 1 || message->cap < 0)
		return SQL_ERROR;
	if ((size_t)n > count(&h->diag))
		return SQL_NO_DATA;
	r = rec_at(&h->diag, (size_t)n);
	text_out(NULL, state, str_from(sqlstate_for_version(r->state, handle_odbc_version(h))));
	if (native)
		*native = r->native;
	return put_message(h, r, message);
}

SQLRETURN handle_diag_next(struct handle *h, const struct text_out *state, SQLINTEGER *native,
			   const struct text_out *message)
{
	SQLRETURN rc = handle_diag_rec(h, 1, state, native, message);

	if (SQL_SUCCEEDED(rc))
		diag_drop_first(&h->diag);
	return rc;
}

enum field_type { FIELD_TEXT, FIELD_SMALL, FIELD_INT, FIELD_LEN };

static const struct field {
	SQLSMALLINT id;
	enum field_type type;
	bool header;
	bool stmt_only;
} fields[] = {
	{ SQL_DIAG_CURSOR_ROW_COUNT, FIELD_LEN, true, true },
	{ SQL_DIAG_DYNAMIC_FUNCTION, FIELD_TEXT, true, true },
	{ SQL_DIAG_DYNAMIC_FUNCTION_CODE, FIELD_INT, true, true },
	{ SQL_DIAG_NUMBER, FIELD_INT, true, false },
	{ SQL_DIAG_RETURNCODE, FIELD_SMALL, true, false },
	{ SQL_DIAG_ROW_COUNT, FIELD_LEN, true, true },
	{ SQL_DIAG_CLASS_ORIGIN, FIELD_TEXT, false, false },
	{ SQL_DIAG_COLUMN_NUMBER, FIELD_INT, false, false },
	{ SQL_DIAG_CONNECTION_NAME, FIELD_TEXT, false, false },
	{ SQL_DIAG_MESSAGE_TEXT, FIELD_TEXT, false, false },
	{ SQL_DIAG_NATIVE, FIELD_INT, false, false },
	{ SQL_DIAG_ROW_NUMBER, FIELD_LEN, false, false },
	{ SQL_DIAG_SERVER_NAME, FIELD_TEXT, false, false },
	{ SQL_DIAG_SQLSTATE, FIELD_TEXT, false, false },
	{ SQL_DIAG_SUBCLASS_ORIGIN, FIELD_TEXT, false, false },
};

static const struct field *find_field(SQLSMALLINT id)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fields[i].id == id)
			return &fields[i];
	}
	return NULL;
}

/* r is NULL for the header's fields. */
static SQLLEN number_of(const struct diag *d, const struct diag_rec *r, SQLSMALLINT id)
{
	switch (id) {
	case SQL_DIAG_CURSOR_ROW_COUNT: return d->cursor_rows;
	case SQL_DIAG_DYNAMIC_FUNCTION_CODE: return d->dynamic_code;
	case SQL_DIAG_NUMBER: return (SQLLEN)count(d);
	case SQL_DIAG_RETURNCODE: return d->rc;
	case SQL_DIAG_ROW_COUNT: return d->row_count;
	case SQL_DIAG_COLUMN_NUMBER: return r->column;
	case SQL_DIAG_NATIVE: return r->native;
	case SQL_DIAG_ROW_NUMBER: return r->row;
	default: return 0;
	}
}

static const char *text_of(struct handle *h, const struct diag_rec *r, SQLSMALLINT id)
{
	struct dbc *dbc = handle_dbc(h);

	switch (id) {
	case SQL_DIAG_DYNAMIC_FUNCTION: return h->diag.dynamic_function;
	case SQL_DIAG_CLASS_ORIGIN: return memcmp(r->state, "IM", 2) == 0 ? "ODBC 3.0" : "ISO 9075";
	case SQL_DIAG_SUBCLASS_ORIGIN: return sqlstate_is_odbc(r->state) ? "ODBC 3.0" : "ISO 9075";
	case SQL_DIAG_CONNECTION_NAME: return dbc ? dbc_server_name(dbc) : "";
	case SQL_DIAG_SERVER_NAME: return dbc && dbc->dsn ? dbc->dsn : "";
	case SQL_DIAG_SQLSTATE: return sqlstate_for_version(r->state, handle_odbc_version(h));
	default: return "";
	}
}

/* ODBC fixes the width of each number; the application's buffer need not be aligned. */
static void put_number(void *to, enum field_type type, SQLLEN n)
{
	SQLINTEGER whole = (SQLINTEGER)n;
	SQLSMALLINT small = (SQLSMALLINT)n;

	if (!to)
		return;
	switch (type) {
	case FIELD_SMALL: memcpy(to, &small, sizeof(small)); break;
	case FIELD_INT: memcpy(to, &whole, sizeof(whole)); break;
	default: memcpy(to, &n, sizeof(n)); break;
	}
}

SQLRETURN handle_diag_field(struct handle *h, SQLSMALLINT n, SQLSMALLINT field, SQLPOINTER value,
			    SQLSMALLINT cap, SQLSMALLINT *ret_len, enum text_form form)
{
	const struct field *f = find_field(field);
	struct text_out out = { value, cap, ret_len, TEXT_LEN_SMALL, form, .in_chars = false };
	const struct diag_rec *r = NULL;

	if (!f || (f->stmt_only && h->type != SQL_HANDLE_STMT))
		return SQL_ERROR;
	if (!f->header) {
		if (n < 1)
			return SQL_ERROR;
		if ((size_t)n > count(&h->diag))
			return SQL_NO_DATA;
		r = rec_at(&h->diag, (size_t)n);
	}
	if (field == SQL_DIAG_MESSAGE_TEXT)
		return put_message(h, r, &out);
	if (f->type == FIELD_TEXT)
		return text_out(NULL, &out, str_from(text_of(h, r, field)));
	put_number(value, f->type, number_of(&h->diag, r, field));
	return SQL_SUCCESS;
}
