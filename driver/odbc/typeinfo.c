/* SQLGetTypeInfo: the type table as a result. */
#include "config.h"

#include "odbc/catalog.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "conv/sqltype.h"
#include "odbc/catalog_rows.h"
#include "odbc/exec.h"

enum { INFO_COLUMNS = 19, NUMBER_SIZE = 12 };

/* A row's numbers as text; its other texts are the table's own. */
struct info_text {
	char numbers[INFO_COLUMNS][NUMBER_SIZE];
};

static const char *number(struct info_text *t, int column, long long n)
{
	if (n > INT_MAX)
		n = INT_MAX;
	snprintf(t->numbers[column], NUMBER_SIZE, "%d", (int)n);
	return t->numbers[column];
}

static const char *number_if(struct info_text *t, bool applies, int column, long long n)
{
	return applies ? number(t, column, n) : NULL;
}

static const char *text_if_any(const char *s)
{
	return s && *s ? s : NULL;
}

/* ODBC: SQLGetTypeInfo, "Comments": the 19 columns in their order. */
static void info_cells(const struct type_info *info, struct info_text *t, const char **cells)
{
	const struct type_desc *d = &info->type;
	bool numeric = d->radix != 0;

	cells[0] = info->type_name;
	cells[1] = number(t, 1, d->sql_type);
	cells[2] = number_if(t, info->column_size != 0, 2, (long long)info->column_size);
	cells[3] = text_if_any(d->prefix);
	cells[4] = text_if_any(d->suffix);
	cells[5] = info->create_params;
	cells[6] = number(t, 6, info->nullable);
	cells[7] = number(t, 7, d->case_sensitive);
	cells[8] = number(t, 8, d->searchable);
	cells[9] = number_if(t, numeric, 9, d->is_unsigned);
	cells[10] = number(t, 10, d->fixed_prec_scale);
	cells[11] = number_if(t, info->auto_unique >= 0, 11, info->auto_unique);
	cells[12] = text_if_any(d->local_name);
	cells[13] = number_if(t, info->minimum_scale >= 0, 13, info->minimum_scale);
	cells[14] = number_if(t, info->maximum_scale >= 0, 14, info->maximum_scale);
	cells[15] = number(t, 15, d->verbose);
	cells[16] = number_if(t, d->code != 0, 16, d->code);
	cells[17] = number_if(t, numeric, 17, d->radix);
	cells[18] = number_if(t, sqltype_is_interval(d->sql_type), 18, d->interval_precision);
}

/* The type that the application means, in the numbers of its ODBC version. */
static SQLSMALLINT wanted_type(const struct type_options *options, SQLSMALLINT type)
{
	if (type == SQL_ALL_TYPES)
		return type;
	return options->odbc2 ? sqltype_odbc2(type) : sqltype_odbc3(type);
}

SQLRETURN stmt_get_type_info(struct stmt *stmt, SQLSMALLINT type)
{
	const struct type_options *options = &stmt->dbc->types;
	struct info_text *texts = NULL;
	const char **cells = NULL;
	struct catalog_rows *rows;
	struct type_info info;
	SQLRETURN rc;
	size_t n = 0;

	if (type != SQL_ALL_TYPES && !sqltype_is_sql(type))
		return diag_error(sdiag(stmt), SS_HY004, "%d is no SQL data type", type);
	type = wanted_type(options, type);
	while (type_info_row(type, options, n, &info))
		n++;
	/* One more, since nothing may be allocated for no rows. */
	texts = calloc(n + 1, sizeof(*texts));
	cells = calloc((n + 1) * INFO_COLUMNS, sizeof(*cells));
	rows = catalog_rows_new(&catalog_type_info, stmt->dbc);
	if (!texts || !cells || !rows) {
		rc = diag_error(sdiag(stmt), SS_HY001, "%s", sqlstate_text(SS_HY001));
		catalog_rows_free(rows);
		goto out;
	}
	for (size_t i = 0; i < n && type_info_row(type, options, i, &info); i++)
		info_cells(&info, &texts[i], cells + i * INFO_COLUMNS);
	rc = stmt_canned_result(stmt, rows, cells, n);
out:
	free(texts);
	free(cells);
	return rc;
}
