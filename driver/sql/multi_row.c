#include "config.h"
#include "sql/multi_row.h"

#include <stdint.h>

#include "util/buf.h"
#include "util/utf.h"

/*
 * Rows of a statement.  On the stand-in the rate grows up to some hundred rows and falls
 * again beyond a thousand, where the server's time for the text prevails.
 */
#define ROWS_MAX 1000

/* Bytes that a parameter takes in the text: "$32767, ". */
#define MARKER 8

/*
 * A query in the row would see the table as it was before all rows, and not with the
 * rows before its own; ON CONFLICT does not take a row twice in one statement.
 */
static bool has_query(const struct sql_text *t, struct str row)
{
	struct lexer l = sql_lexer_of(t, row);
	struct tok tok;

	do {
		tok = lex_solid(&l);
		if (tok_is(&tok, "select") || tok_is(&tok, "values") || tok_is(&tok, "table"))
			return true;
	} while (tok.kind != TOK_END);
	return false;
}

bool sql_multi_row_fits(const struct sql_text *t)
{
	const struct sql_statement *st = t->statements;

	return t->n_statements == 1 && (st->flags & SQL_ONE_ROW) && t->n_sent &&
	       !(st->flags & (SQL_ROWS | SQL_RETURNING | SQL_CONFLICT)) && !t->n_calls &&
	       !has_query(t, st->row);
}

/* The token as it stands in row r; a parameter is written into `room`. */
static struct str token_in(const struct sql_text *t, const struct tok *tok, size_t r, char room[24])
{
	size_t n = sql_number_of(t, tok), at = 24;

	if (!n)
		return tok->text;
	n += r * t->n_sent;
	do
		room[--at] = (char)('0' + n % 10);
	while (n /= 10);
	room[--at] = '$';
	return (struct str){ room + at, 24 - at };
}

char *sql_multi_row(const struct sql_text *t, size_t rows)
{
	const struct sql_statement *st = t->statements;
	struct str text = { t->text, t->length }, row;
	struct buf b;

	if (t->n_statements != 1 || !(st->flags & SQL_ONE_ROW) || !rows)
		return NULL;
	row = st->row;
	buf_init(&b, SIZE_MAX / 2);
	buf_add(&b, str_head(text, (size_t)(row.p - text.p)));
	for (size_t r = 0; r < rows; r++) {
		struct lexer l = sql_lexer_of(t, row);
		struct tok tok;
		char room[24];

		if (r)
			buf_add(&b, STR(", "));
		while ((tok = lex_next(&l)).kind != TOK_END)
			buf_add(&b, token_in(t, &tok, r, room));
	}
	buf_add(&b, str_tail(text, (size_t)(row.p + row.n - text.p)));
	return buf_take(&b);
}

size_t sql_multi_row_most(const struct sql_text *t, size_t max_params)
{
	size_t most = max_params / t->n_sent;

	return !most ? 1 : most < ROWS_MAX ? most : ROWS_MAX;
}

static bool is_too_long(const struct sql_text *t, const int *lengths, size_t rows, size_t max)
{
	size_t bytes = t->length + rows * (t->statements[0].row.n + t->n_sent * MARKER);

	for (size_t i = 0; i < rows * t->n_sent && bytes <= max; i++)
		bytes += (size_t)lengths[i];
	return bytes > max;
}

size_t sql_multi_row_count(const struct sql_text *t, const int *lengths, size_t left,
			   size_t max_params, size_t max_bytes)
{
	size_t most = sql_multi_row_most(t, max_params);
	size_t rows = left < most ? left : most;

	if (!is_too_long(t, lengths, rows, max_bytes))
		return rows;
	for (rows = most; rows > 1; rows /= 2)
		if (rows <= left && !is_too_long(t, lengths, rows, max_bytes))
			break;
	return rows;
}

/* The byte of t->text for byte `at` of the rows, which begin at `row` there. */
static size_t place_in_rows(const struct sql_text *t, struct str row, size_t at, size_t length)
{
	for (size_t r = 0, seen = 0; seen < length; r++, seen += 2) {
		struct lexer l = sql_lexer_of(t, row);
		struct tok tok;
		char room[24];

		if (at < seen) /* between two rows */
			break;
		while ((tok = lex_next(&l)).kind != TOK_END) {
			size_t n = token_in(t, &tok, r, room).n;

			if (at < seen + n)
				return (size_t)(tok.text.p - t->text) +
				       (sql_number_of(t, &tok) ? 0 : at - seen);
			seen += n;
		}
	}
	return (size_t)(row.p + row.n - t->text);
}

size_t sql_multi_row_position(const struct sql_text *t, struct str multi, size_t chars)
{
	struct str row = t->statements[0].row, rest = multi, text = { t->text, t->length };
	size_t head = (size_t)(row.p - t->text), tail = t->length - head - row.n, at;

	if (!chars)
		return 0;
	while (--chars && rest.n)
		utf8_next(&rest);
	if (chars || multi.n < head + tail)
		return 0;
	at = multi.n - rest.n;
	if (at >= multi.n - tail)
		at = t->length - (multi.n - at);
	else if (at >= head)
		at = place_in_rows(t, row, at - head, multi.n - head - tail);
	return utf8_chars(str_head(text, at)) + 1;
}
