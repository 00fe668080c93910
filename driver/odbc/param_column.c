#include "config.h"
#include "odbc/param_column.h"

#include <limits.h>
#include <stdlib.h>

#include "odbc/ask.h"
#include "odbc/connect.h"
#include "sql/assign.h"
#include "util/ascii.h"
#include "util/mem.h"

/* Cells of a row of assigned_columns.sql. */
enum {
	ASSIGNED_NAME,
	ASSIGNED_DECLARED, /* type */
	ASSIGNED_TYPE,
	ASSIGNED_TYPMOD,
	ASSIGNED_NULLABLE,
};

struct answer {
	struct stmt *stmt;
	const struct sql_assigned *assigned;
	size_t place; /* of the row, from 1 */
	bool fold;    /* names between quotes */
};

static int64_t number_in(const struct cell *c)
{
	int64_t n;

	return c->n >= 0 && ascii_to_int64(str_from(c->p), &n) == ASCII_OK ? n : -1;
}

static SQLSMALLINT nullable_in(const struct cell *c)
{
	if (c->n < 0)
		return SQL_NULLABLE_UNKNOWN;
	return *c->p == 'N' ? SQL_NO_NULLS : SQL_NULLABLE;
}

/* The server may have made another type of it: then the column's size says nothing. */
static void fill(struct stmt *stmt, size_t i, const struct cell *row)
{
	int64_t type = number_in(&row[ASSIGNED_TYPE]), typmod = number_in(&row[ASSIGNED_TYPMOD]);
	unsigned own = stmt->param_types[i];

	if (type != own && number_in(&row[ASSIGNED_DECLARED]) != own)
		return;
	stmt->param_columns[i] = (struct param_column){
		.type = (unsigned)type,
		.typmod = typmod >= 0 && typmod <= INT32_MAX ? (int32_t)typmod : -1,
		.nullable = nullable_in(&row[ASSIGNED_NULLABLE]),
	};
}

static bool take_row(void *arg, const struct cell *row)
{
	struct answer *a = arg;

	a->place++;
	for (size_t i = 0; i < a->stmt->text->n_sent; i++) {
		const struct sql_assigned *as = &a->assigned[i];

		if (as->place ? as->place == a->place
			      : as->column.n &&
					sql_is_column(as->column, row[ASSIGNED_NAME].p, a->fold))
			fill(a->stmt, i, row);
	}
	return true;
}

/* PostgreSQL finds the table by its name as written; Redshift is given the parts. */
static SQLRETURN ask(struct stmt *stmt, const struct sql_assigned *assigned)
{
	struct answer a = { .stmt = stmt,
			    .assigned = assigned,
			    .fold = dbc_folds_quoted(stmt->dbc) };
	struct str table = stmt->text->statements->table;
	char *parts[2] = { NULL, NULL };
	int n = dbc_is_redshift(stmt->dbc) ? 2 : 1;
	const char *params[2];
	SQLRETURN rc;

	if (n == 1)
		parts[0] = mem_dup_str(table);
	else
		dbc_split_name(stmt->dbc, table, &parts[0], &parts[1]);
	params[0] = parts[0];
	params[1] = parts[1];
	rc = parts[n - 1] ? dbc_ask(stmt->dbc, sdiag(stmt), CATALOG_ASSIGNED_COLUMNS, n, params,
				    take_row, &a)
			  : diag_error(sdiag(stmt), SS_HY001, NULL);
	free(parts[0]);
	free(parts[1]);
	return rc;
}

SQLRETURN param_columns_need(struct stmt *stmt)
{
	size_t n = stmt->text->n_sent;
	struct sql_assigned *assigned;
	SQLRETURN rc = SQL_SUCCESS;

	if (stmt->param_columns || !n || !dbc_can_ask(stmt->dbc, CATALOG_ASSIGNED_COLUMNS))
		return SQL_SUCCESS;
	stmt->param_columns = calloc(n, sizeof(*stmt->param_columns));
	assigned = calloc(n, sizeof(*assigned));
	if (!stmt->param_columns || !assigned)
		rc = diag_error(sdiag(stmt), SS_HY001, NULL);
	else if (sql_assignments(stmt->text, assigned))
		rc = ask(stmt, assigned);
	free(assigned);
	if (!SQL_SUCCEEDED(rc))
		param_columns_forget(stmt);
	return rc;
}

const struct param_column *param_column(const struct stmt *stmt, size_t n)
{
	const struct param_column *c = stmt->param_columns ? &stmt->param_columns[n - 1] : NULL;

	return c && c->type ? c : NULL;
}

void param_columns_forget(struct stmt *stmt)
{
	free(stmt->param_columns);
	stmt->param_columns = NULL;
}
