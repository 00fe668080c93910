/*
 * The translation under way: the server's text as it grows, the map back to the
 * application's, the parameters, the first error.  Inside driver/sql only.
 *
 * Failure is sticky: after one, writing does nothing and writer_ok() is false.
 */
#ifndef SP_SQL_WRITER_H
#define SP_SQL_WRITER_H

#include "sql/lexer.h"
#include "sql/translate.h"
#include "util/buf.h"

/*
 * Bytes [to, next piece) of the server's text stand for `length` bytes from
 * `from` of the application's, copied; length 0: made of what is at `from`.
 */
struct sql_piece {
	size_t to, from, length;
};

struct span {
	size_t from, n;
};

struct writer {
	struct str sql; /* the application's text */
	const struct sql_options *opts;
	struct buf out;
	size_t copied_to; /* where in `sql` the last copy ended; SIZE_MAX: the last was made */
	size_t depth;     /* of escape sequences */
	size_t work;      /* bytes of escape sequences read so far */

	struct sql_piece *pieces;
	size_t n_pieces, cap_pieces;
	struct sql_param *params;
	size_t n_params, cap_params;
	size_t unsent;     /* parameters so far for which nothing is sent */
	size_t arg;        /* argument of the {call} being written, or 0 */
	size_t native_max; /* highest n of the application's own $n */
	size_t native_at;  /* where one of them is */
	size_t n_markers;

	size_t n_calls;
	struct sql_call call;
	struct span call_name, *call_args; /* in the server's text */

	bool failed;
	struct sql_error error;
};

/* Part of the application's text, with the number of markers before it. */
struct part {
	struct str text;
	size_t markers;
};

void writer_init(struct writer *w, struct str sql, const struct sql_options *opts);
void writer_done(struct writer *w);

static inline bool writer_ok(const struct writer *w)
{
	return !w->failed;
}

/* Remembers the first error; the position is that byte of the application's text. */
void writer_fail(struct writer *w, enum sql_error_kind kind, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* Part of the application's text as it is. */
void writer_copy(struct writer *w, struct str text);

/* Text of ours that stands for what is at `at`. */
void writer_make(struct writer *w, struct str text, const char *at);

/* The operator character of "??", joined with its neighbours. */
void writer_question(struct writer *w, struct str marks);

/* "$n" for the marker at `at`, the index-th of the text, from 0. */
void writer_marker(struct writer *w, const char *at, size_t index);

/* Notes a marker for which nothing is sent. */
void writer_unsent(struct writer *w, const char *at, size_t index, bool result);

/* Notes a parameter that the application wrote as $n. */
void writer_native(struct writer *w, struct str token);

struct lexer writer_lexer(const struct writer *w, struct str text);

/* Translates a part: markers, escapes, the rest as it is. */
void translate_part(struct writer *w, struct part p);

/* Translates what stands between { and }; `open` is where the { is. */
void escape_translate(struct writer *w, struct part inner, const char *open);
void escape_fn(struct writer *w, struct part inner, const char *open);
void escape_call(struct writer *w, struct part inner, const char *open, bool result);

/*
 * Splits a list at commas outside of all parentheses and braces, or at the first
 * such keyword.  Parts are trimmed.  Returns their number, which may exceed max;
 * an empty list has none.
 */
size_t part_split(const struct writer *w, struct part list, const char *keyword, struct part *ret,
		  size_t max);

/* The part after its first solid token, which is given back. */
struct part part_after(const struct writer *w, struct part p, struct tok *ret);

size_t part_markers(const struct writer *w, struct str text);

#endif
