/*
 * Names and texts of the catalog functions: pure functions on text.  Those that
 * write add to a buffer, whose sticky error the caller checks once.
 *
 * ODBC: "Arguments in Catalog Functions".
 */
#ifndef SP_ODBC_CATALOG_TEXT_H
#define SP_ODBC_CATALOG_TEXT_H

#include "util/buf.h"
#include "util/str.h"

/*
 * A pattern value argument as a pattern of LIKE.  They differ in one thing: an
 * escape character before an ordinary one means itself in ODBC and nothing in SQL.
 */
void catalog_pattern(struct buf *to, struct str pattern);

/* A name as a pattern that matches this name alone. */
void catalog_pattern_of(struct buf *to, struct str name);

/* Bytes of the shortest name that a pattern matches. */
size_t catalog_pattern_min(struct str pattern);

/* Whether a name matches a pattern of LIKE, as catalog_pattern() writes them. */
bool catalog_like(struct str name, struct str pattern);

/*
 * A pattern of LIKE that needs no escape character and matches at least what the
 * given one does: whatever is escaped there is any one character here.
 */
void catalog_pattern_loose(struct buf *to, struct str pattern);

/*
 * An identifier argument as the server stores the name: quoted, what is in the
 * quotes; bare, without trailing blanks and in lower case, as the server folds.
 */
void catalog_identifier(struct buf *to, struct str argument);

/*
 * The value list of SQLTables ("TABLE, 'VIEW'") as an array literal of the
 * server.  False: the list is empty or has "%", so that all types are wanted.
 */
bool catalog_type_list(struct buf *to, struct str list);

/* Whether the list, as catalog_type_list() writes it, has the type. */
bool catalog_type_is_in(struct str type, struct str list);

/*
 * A default as COLUMN_DEF wants it: 'abc'::text is the string 'abc', and
 * '-1'::integer in a numeric column is -1.  A slice of the expression.
 */
struct str catalog_default(struct str expression, bool numeric);

#endif
