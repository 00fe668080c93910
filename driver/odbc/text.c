#include "config.h"
#include "odbc/text.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "odbc/diag.h"
#include "util/mem.h"
#include "util/utf.h"
#include "util/wide.h"

/* Longest input text that is converted: its UTF-8 form cannot overflow a size. */
#define UNITS_MAX ((SQLLEN)INT_MAX)

/* One converted text; the arena is a chain of them. */
struct piece {
	struct piece *next;
	char *text;
};

static struct str bad_length(struct text_arena *a, struct diag *d, SQLLEN n)
{
	a->failed = true;
	diag_error(d, SS_HY090, "a text length of %lld is neither a length nor SQL_NTS",
		   (long long)n);
	return (struct str){ NULL, 0 };
}

static struct str no_memory(struct text_arena *a, struct diag *d)
{
	a->failed = true;
	diag_error(d, SS_HY001, NULL);
	return (struct str){ NULL, 0 };
}

/* Puts an allocated text into the arena, which frees it. */
static bool keep(struct text_arena *a, char *text)
{
	struct piece *piece = text ? malloc(sizeof(*piece)) : NULL;

	if (!piece) {
		free(text);
		return false;
	}
	*piece = (struct piece){ a->head, text };
	a->head = piece;
	return true;
}

struct str text_in_a(struct text_arena *a, struct diag *d, const SQLCHAR *p, SQLLEN n)
{
	struct str text = { (const char *)p, (size_t)n };
	char *copy;

	if (!p)
		return (struct str){ NULL, 0 };
	if (n < 0 && n != SQL_NTS)
		return bad_length(a, d, n);
	if (n == SQL_NTS)
		text = str_from(text.p);
	if (!a->copy)
		return text;
	copy = mem_dup_str(text);
	if (!keep(a, copy))
		return no_memory(a, d);
	return (struct str){ copy, text.n };
}

struct str text_in_w(struct text_arena *a, struct diag *d, const void *p, SQLLEN n)
{
	char *text;
	size_t len;

	if (!p)
		return (struct str){ NULL, 0 };
	if (n == SQL_NTS)
		n = (SQLLEN)wide_len(p);
	if (n < 0)
		return bad_length(a, d, n);
	if (n > UNITS_MAX)
		return no_memory(a, d);
	text = utf8_from_wide(p, (size_t)n, &len);
	if (!keep(a, text))
		return no_memory(a, d);
	return (struct str){ text, len };
}

void text_arena_free(struct text_arena *a)
{
	struct piece *piece = a->head;

	while (piece) {
		struct piece *next = piece->next;

		free(piece->text);
		free(piece);
		piece = next;
	}
	*a = (struct text_arena){ 0 };
}

/* Stores a length in the width that the entry point's argument has. */
static void put_length(const struct text_out *o, size_t n)
{
	SQLSMALLINT small = n > SHRT_MAX ? SHRT_MAX : (SQLSMALLINT)n;
	SQLINTEGER whole = n > INT_MAX ? INT_MAX : (SQLINTEGER)n;
	SQLLEN len = (SQLLEN)n;

	if (!o->ret_len)
		return;
	switch (o->len_type) {
	case TEXT_LEN_NONE: break;
	case TEXT_LEN_SMALL: memcpy(o->ret_len, &small, sizeof(small)); break;
	case TEXT_LEN_INT: memcpy(o->ret_len, &whole, sizeof(whole)); break;
	case TEXT_LEN_LEN: memcpy(o->ret_len, &len, sizeof(len)); break;
	}
}

/* Writes what fits, terminated; returns whether all of it did. */
static bool write_utf8(char *to, size_t cap, struct str s)
{
	size_t n;

	if (!cap)
		return false;
	n = utf8_cut(s, cap - 1);
	if (n)
		memcpy(to, s.p, n);
	to[n] = '\0';
	return n == s.n;
}

static bool write_wide(char *to, size_t cap, struct str s)
{
	size_t used, n;

	if (!cap)
		return false;
	n = wide_from_utf8(s, to, cap - 1, &used);
	wide_put(to, n, 0);
	return used == s.n;
}

SQLRETURN text_out(struct diag *d, const struct text_out *o, struct str s)
{
	bool wide = o->form == TEXT_WIDE;
	bool odd = wide && !o->in_chars && o->cap % (SQLLEN)wide_unit != 0;
	size_t unit = wide && !o->in_chars ? wide_unit : 1;
	size_t n = wide ? wide_units(s) : s.n;
	bool whole;

	if (o->p && (o->cap < 0 || odd)) {
		if (d)
			diag_error(d, SS_HY090, "a buffer length of %lld is not possible here",
				   (long long)o->cap);
		return SQL_ERROR;
	}
	put_length(o, n * unit);
	if (!o->p)
		return SQL_SUCCESS;
	whole = wide ? write_wide(o->p, (size_t)o->cap / unit, s)
		     : write_utf8(o->p, (size_t)o->cap, s);
	if (whole)
		return SQL_SUCCESS;
	if (d)
		diag_info(d, SS_01004, NULL);
	return SQL_SUCCESS_WITH_INFO;
}
