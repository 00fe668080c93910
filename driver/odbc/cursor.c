#include "config.h"
#include "odbc/cursor.h"

#include <stdio.h>

#include "odbc/result.h"
#include "util/ascii.h"
#include "util/mem.h"

/* ODBC asks for 18 characters at least; the server's identifiers have 63 bytes. */
#define NAME_MAX_BYTES 63

static bool is_reserved(struct str name)
{
	return (name.n >= 6 && ascii_ieq(str_head(name, 6), STR("SQLCUR"))) ||
	       (name.n >= 7 && ascii_ieq(str_head(name, 7), STR("SQL_CUR")));
}

static bool is_taken(const struct stmt *stmt, struct str name)
{
	struct list *all = &stmt->dbc->stmts;

	for (struct list *l = all->next; l != all; l = l->next) {
		const struct stmt *other = list_entry(l, struct stmt, link);

		if (other != stmt && other->cursor_name &&
		    ascii_ieq(str_from(other->cursor_name), name))
			return true;
	}
	return false;
}

SQLRETURN stmt_set_cursor_name(struct stmt *stmt, struct str name)
{
	char *copy;

	if (!name.p)
		return diag_error(sdiag(stmt), SS_HY009, "no cursor name");
	if (stmt->phase != STMT_ALLOCATED && stmt->phase != STMT_PREPARED)
		return diag_error(sdiag(stmt), SS_24000, "the statement is executed");
	if (!name.n || name.n > NAME_MAX_BYTES || is_reserved(name))
		return diag_error(
			sdiag(stmt), SS_34000,
			"a cursor name has 1 to %d bytes and does not begin with SQLCUR or "
			"SQL_CUR",
			NAME_MAX_BYTES);
	if (is_taken(stmt, name))
		return diag_error(sdiag(stmt), SS_3C000, "another statement has that cursor name");
	copy = mem_dup_str(name);
	if (!copy)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	free(stmt->cursor_name);
	stmt->cursor_name = copy;
	return SQL_SUCCESS;
}

SQLRETURN stmt_get_cursor_name(struct stmt *stmt, const struct text_out *out)
{
	char name[32];

	if (!stmt->cursor_name) {
		snprintf(name, sizeof(name), "SQL_CUR%u", ++stmt->dbc->next_name);
		stmt->cursor_name = mem_strdup(name);
	}
	if (!stmt->cursor_name)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	return text_out(sdiag(stmt), out, str_from(stmt->cursor_name));
}
