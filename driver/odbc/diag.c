#include "config.h"
#include "odbc/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/mem.h"

static const struct {
	char v3[6];
	char v2[6];
	const char *text;
} sqlstates[SS_COUNT] = {
#define S(state, v2, text) [SS_##state] = { #state, v2, text },
#include "odbc/sqlstate.def"
#undef S
};

const char *sqlstate_code(enum sqlstate state, SQLINTEGER odbc_version)
{
	return odbc_version == SQL_OV_ODBC2 ? sqlstates[state].v2 : sqlstates[state].v3;
}

const char *sqlstate_text(enum sqlstate state)
{
	return sqlstates[state].text;
}

/* The table has about a hundred rows and is read when an error is shown: no search tree. */
static int find_state(const char *state)
{
	for (int i = 0; i < SS_COUNT; i++) {
		if (memcmp(sqlstates[i].v3, state, 5) == 0)
			return i;
	}
	return -1;
}

const char *sqlstate_for_version(const char *state, SQLINTEGER odbc_version)
{
	int i = find_state(state);

	return i < 0 ? state : sqlstate_code((enum sqlstate)i, odbc_version);
}

const char *sqlstate_text_of(const char *state)
{
	int i = find_state(state);

	return i < 0 ? "" : sqlstates[i].text;
}

void diag_init(struct diag *d)
{
	*d = (struct diag){ 0 };
	diag_clear(d);
}

void diag_clear(struct diag *d)
{
	for (size_t i = 0; i < d->n; i++)
		free(d->recs[i].text);
	free(d->recs);
	d->recs = NULL;
	d->n = 0;
	d->out_of_memory = false;
	diag_at(d, SQL_NO_ROW_NUMBER, SQL_NO_COLUMN_NUMBER);
	d->rc = SQL_SUCCESS;
	d->row_count = 0;
	d->cursor_rows = 0;
	d->dynamic_function = "";
	d->dynamic_code = SQL_DIAG_UNKNOWN_STATEMENT;
}

void diag_done(struct diag *d)
{
	diag_clear(d);
}

void diag_at(struct diag *d, SQLLEN row, SQLINTEGER column)
{
	d->at_row = row;
	d->at_column = column;
}

/* Adds a record; takes the text.  Without memory, out_of_memory stands for it. */
static void add(struct diag *d, const char *state, SQLINTEGER native, bool from_server, char *text)
{
	struct diag_rec *recs = realloc(d->recs, (d->n + 1) * sizeof(*recs));
	struct diag_rec *r;

	if (!recs) {
		d->out_of_memory = true;
		free(text);
		return;
	}
	d->recs = recs;
	r = &recs[d->n++];
	*r = (struct diag_rec){
		.native = native,
		.row = d->at_row,
		.column = d->at_column,
		.from_server = from_server,
		.text = text,
	};
	memcpy(r->state, state, 5);
}

__attribute__((format(printf, 3, 0))) static void post(struct diag *d, enum sqlstate state,
						       const char *fmt, va_list ap)
{
	char *text = NULL;

	if (fmt) {
		va_list again;
		int n;

		va_copy(again, ap);
		n = vsnprintf(NULL, 0, fmt, again);
		va_end(again);
		/* Without memory the text stays NULL and the state's own text is shown. */
		text = n < 0 ? NULL : malloc((size_t)n + 1);
		if (text)
			vsnprintf(text, (size_t)n + 1, fmt, ap);
	}
	add(d, sqlstates[state].v3, 0, false, text);
}

SQLRETURN diag_error(struct diag *d, enum sqlstate state, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	post(d, state, fmt, ap);
	va_end(ap);
	return SQL_ERROR;
}

SQLRETURN diag_info(struct diag *d, enum sqlstate state, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	post(d, state, fmt, ap);
	va_end(ap);
	return SQL_SUCCESS_WITH_INFO;
}

/* Classes 00, 01 and 02 say that the statement did its work. */
static bool is_error(const char *state)
{
	return !(state[0] == '0' && state[1] <= '2');
}

SQLRETURN diag_post(struct diag *d, const char *state, SQLINTEGER native, bool from_server,
		    struct str text)
{
	char whole[6] = "HY000";

	if (strlen(state) == 5)
		memcpy(whole, state, 5);
	add(d, whole, native, from_server, mem_dup_str(text));
	return is_error(whole) ? SQL_ERROR : SQL_SUCCESS_WITH_INFO;
}

void diag_move(struct diag *to, struct diag *from, size_t first)
{
	for (size_t i = first; i < from->n; i++) {
		struct diag_rec *r = &from->recs[i];

		add(to, r->state, r->native, r->from_server, r->text);
		r->text = NULL;
	}
	if (first < from->n)
		from->n = first;
	to->out_of_memory |= from->out_of_memory;
	from->out_of_memory = false;
}

void diag_drop_first(struct diag *d)
{
	if (!d->n) {
		d->out_of_memory = false;
		return;
	}
	free(d->recs[0].text);
	d->n--;
	memmove(d->recs, d->recs + 1, d->n * sizeof(*d->recs));
}

bool sqlstate_is_odbc(const char *state)
{
	/* "SQL_DIAG_SUBCLASS_ORIGIN" of the page SQLGetDiagField, which lists them. */
	static const char list[] = "01S00 01S01 01S02 01S06 01S07 07S01 08S01 21S01 21S02 25S01 "
				   "25S02 25S03 42S01 42S02 42S11 42S12 42S21 42S22 HY095 HY097 "
				   "HY098 HY099 HY100 HY101 HY105 HY107 HY109 HY110 HY111 HYT00 "
				   "HYT01";

	if (memcmp(state, "IM", 2) == 0)
		return true;
	for (size_t i = 0; i + 5 < sizeof(list); i += 6) {
		if (memcmp(list + i, state, 5) == 0)
			return true;
	}
	return false;
}

/* Lower is shown first.  ODBC: "Sequence of Status Records". */
static int rank(const struct diag_rec *r)
{
	static const char *const transaction[] = { "40", "25S0", "08007", "HY117" };

	if (is_error(r->state)) {
		for (size_t i = 0; i < sizeof(transaction) / sizeof(transaction[0]); i++) {
			if (memcmp(r->state, transaction[i], strlen(transaction[i])) == 0)
				return 0;
		}
		return sqlstate_is_odbc(r->state) ? 2 : 1;
	}
	if (r->state[1] == '2')
		return 3;
	return sqlstate_is_odbc(r->state) ? 5 : 4;
}

static bool comes_before(const struct diag_rec *a, const struct diag_rec *b)
{
	if (a->row != b->row)
		return a->row < b->row;
	return rank(a) < rank(b);
}

/* Insertion sort: stable, needs no memory, and records arrive nearly in order. */
void diag_rank(struct diag *d)
{
	for (size_t i = 1; i < d->n; i++) {
		struct diag_rec r = d->recs[i];
		size_t at = i;

		for (; at > 0 && comes_before(&r, &d->recs[at - 1]); at--)
			d->recs[at] = d->recs[at - 1];
		d->recs[at] = r;
	}
}

bool diag_has(const struct diag *d, enum sqlstate state)
{
	for (size_t i = 0; i < d->n; i++) {
		if (memcmp(d->recs[i].state, sqlstates[state].v3, 5) == 0)
			return true;
	}
	return state == SS_HY001 && d->out_of_memory;
}

SQLRETURN diag_worse(SQLRETURN a, SQLRETURN b)
{
	if (a == SQL_ERROR || b == SQL_ERROR)
		return SQL_ERROR;
	if (a == SQL_SUCCESS_WITH_INFO || b == SQL_SUCCESS_WITH_INFO)
		return SQL_SUCCESS_WITH_INFO;
	return a == SQL_SUCCESS ? b : a;
}
