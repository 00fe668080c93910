#include "config.h"
#include "odbc/catalog_shown.h"

#include <stdio.h>
#include <string.h>

#include "util/str.h"

const char *const catalog_shown_tables[] = { "database_name", "schema_name", "table_name",
					     "table_type", "remarks" };

/* Of the last three and is_nullable the others are made. */
const char *const catalog_shown_columns[] = {
	"database_name",
	"schema_name",
	"table_name",
	"column_name",
	"", /* OID */
	"", /* typmod */
	"data_type",
	"", /* nullability, a number */
	"remarks",
	"column_default",
	"ordinal_position",
	"is_nullable",
	"character_maximum_length",
	"numeric_precision",
	"numeric_scale",
};

enum { AT_SCHEMA = 1, AT_KIND = 3 };
enum { AT_TYPE = 6, AT_NULLABLE = 7, AT_IS_NULLABLE = 11, AT_LENGTH, AT_PRECISION, AT_SCALE };

static struct str text_of(const struct cell *c)
{
	return (struct str){ c->p, c->n > 0 ? (size_t)c->n : 0 };
}

static struct cell cell_of(struct str s)
{
	return (struct cell){ s.p, (int32_t)s.n };
}

static bool starts(struct str s, struct str with)
{
	return str_eq(str_head(s, s.n < with.n ? s.n : with.n), with);
}

/* As tables.shared.sql. */
void catalog_shown_table(struct cell *cells, bool show_system)
{
	struct str schema = text_of(&cells[AT_SCHEMA]);

	if (starts(schema, STR("pg_temp_")))
		cells[AT_KIND] = cell_of(STR("LOCAL TEMPORARY"));
	else if (!show_system &&
		 (starts(schema, STR("pg_")) || str_eq(schema, STR("information_schema")) ||
		  str_eq(schema, STR("catalog_history"))))
		cells[AT_KIND] = cell_of(STR("SYSTEM TABLE"));
	else if (str_eq(text_of(&cells[AT_KIND]), STR("BASE TABLE")))
		cells[AT_KIND] = cell_of(STR("TABLE"));
}

/* A number above 0. */
static bool counts(struct str s)
{
	return s.n && s.p[0] >= '1' && s.p[0] <= '9';
}

/* As shared_type.part.sql and columns.shared.sql. */
void catalog_shown_column(struct cell *cells, char *room, size_t size)
{
	struct str type = text_of(&cells[AT_TYPE]), length = text_of(&cells[AT_LENGTH]);
	struct str precision = text_of(&cells[AT_PRECISION]), scale = text_of(&cells[AT_SCALE]);
	bool numeric = str_eq(type, STR("numeric")) || str_eq(type, STR("decimal"));
	bool yes = str_eq(text_of(&cells[AT_IS_NULLABLE]), STR("YES"));
	bool no = str_eq(text_of(&cells[AT_IS_NULLABLE]), STR("NO"));
	int n = -1;

	if (type.n && !memchr(type.p, '(', type.n) && counts(length))
		n = snprintf(room, size, "%.*s(%.*s)", (int)type.n, type.p, (int)length.n,
			     length.p);
	else if (numeric && counts(precision))
		n = snprintf(room, size, "%.*s(%.*s,%.*s)", (int)type.n, type.p, (int)precision.n,
			     precision.p, scale.n ? (int)scale.n : 1, scale.n ? scale.p : "0");
	if (n > 0 && (size_t)n < size)
		cells[AT_TYPE] = (struct cell){ room, n };
	cells[AT_NULLABLE] = cell_of(no ? STR("0") : yes ? STR("1") : STR("2"));
	if (!yes && !no)
		cells[AT_IS_NULLABLE] = cell_of(STR(""));
}
