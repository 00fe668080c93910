#include "config.h"
#include "pg/columns.h"

#include <stdlib.h>

#include "util/mem.h"

void pg_columns_free(struct pg *pg)
{
	for (int i = 0; i < pg->n_columns; i++)
		free(pg->columns[i].name);
	free(pg->columns);
	pg->columns = NULL;
	pg->n_columns = 0;
}

bool pg_columns_read(struct pg *pg, const PGresult *res)
{
	int n = PQnfields(res);

	pg_columns_free(pg);
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

		c->name = mem_strdup(PQfname(res, i));
		pg->n_columns = i + 1;
		if (!c->name)
			return false;
		c->type = PQftype(res, i);
		c->typmod = PQfmod(res, i);
		c->table = PQftable(res, i);
		c->table_column = PQftablecol(res, i);
		c->format = PQfformat(res, i);
	}
	return true;
}

static unsigned *param_types(const PGresult *res, int n)
{
	unsigned *types = calloc(n ? (size_t)n : 1, sizeof(*types));

	for (int i = 0; types && i < n; i++)
		types[i] = PQparamtype(res, i);
	return types;
}

bool pg_prepare(struct pg *pg, const char *before, const char *name, const char *sql, int n_types,
		const unsigned *types, int64_t deadline, unsigned **ret_types, int *ret_n,
		struct pg_error *ret_err)
{
	unsigned *found;
	int n;

	if (!pg_pipeline_begin(pg, before, ret_err))
		return false;
	if (!pg_pipeline_end(pg, pg_pipeline_describe(pg, name, sql, n_types, types), ret_err) ||
	    !pg_run_to_end(pg, deadline, ret_err))
		return false;
	n = PQnparams(pg->description);
	found = param_types(pg->description, n);
	if (!found || !pg_columns_read(pg, pg->description)) {
		free(found);
		pg_error_text(ret_err, PG_FAULT_NO_MEMORY, NULL);
		return false;
	}
	*ret_types = found;
	*ret_n = n;
	return true;
}
