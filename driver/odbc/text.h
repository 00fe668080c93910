/*
 * Text between the application and the driver.  Inside all text is UTF-8; an A
 * entry point passes UTF-8, a W one wide characters (util/wide.h).
 */
#ifndef SP_ODBC_TEXT_H
#define SP_ODBC_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <sql.h>
#include <sqlext.h>

#include "util/str.h"

struct diag;

/* Converted input texts of one call: freed when the entry point leaves. */
struct text_arena {
	void *head;
	bool copy;   /* texts must outlive the call that brings them */
	bool failed; /* a conversion ran out of memory or had a bad length: SQL_ERROR is posted */
};

enum text_form { TEXT_UTF8, TEXT_WIDE };

/* Type of the variable that receives the length. */
enum text_len { TEXT_LEN_NONE, TEXT_LEN_SMALL /* SQLSMALLINT */, TEXT_LEN_INT, TEXT_LEN_LEN };

/*
 * Where a text goes.  cap and the returned length count bytes, or characters
 * (SQLWCHARs) when in_chars is set: each ODBC function says which.
 */
struct text_out {
	void *p;
	SQLLEN cap;
	void *ret_len;
	enum text_len len_type;
	enum text_form form;
	bool in_chars;
};

/*
 * Input text of n bytes (A) or units (W), or SQL_NTS.  A null pointer gives
 * {NULL, 0}.  A negative length other than SQL_NTS posts HY090 and sets failed.
 */
struct str text_in_a(struct text_arena *a, struct diag *d, const SQLCHAR *p, SQLLEN n);
struct str text_in_w(struct text_arena *a, struct diag *d, const void *p, SQLLEN n);
void text_arena_free(struct text_arena *a);

/*
 * Writes s, always terminated when cap allows it; 01004 when it did not fit.  A
 * null buffer with a length pointer only reports the length.  HY090 for cap < 0.
 * Characters are not cut in the middle.
 */
SQLRETURN text_out(struct diag *d, const struct text_out *o, struct str s);

#endif
