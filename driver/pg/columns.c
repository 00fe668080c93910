#include "config.h"
#include "pg/columns.h"

#include <stdlib.h>

#include "util/clock.h"
#include "util/mem.h"

static void free_columns(struct pg *pg)
{
	for (int i = 0; i < pg->n_columns; i++)
		free(pg->columns[i].name);
	free(pg->columns);
	pg->columns = NULL;
	pg->n_columns = 0;
}

bool pg_columns_read(struct pg *pg)
{
	int n = PQnfields(pg->res);

	free_columns(pg);
	pg->columns = calloc(n ? (size_t)n : 1, sizeof(*pg->columns));
	if (!pg->columns)
		return false;
	if (n > pg->cells_cap) {
		struct cell *cells = realloc(pg->cells, (size_t)n * sizeof(*cells));

		if (!cells)
			return false;
		pg->cells = cells;
		pg->cells_cap = n;
	}
	for (int i = 0; i < n; i++) {
		struct pg_column *c = &pg->columns[i];

		c->name = mem_strdup(PQfname(pg->res, i));
		pg->n_columns = i + 1;
		if (!c->name)
			return false;
		c->type = PQftype(pg->res, i);
		c->typmod = PQfmod(pg->res, i);
		c->table = PQftable(pg->res, i);
		c->table_column = PQftablecol(pg->res, i);
		c->format = PQfformat(pg->res, i);
	}
	return true;
}
