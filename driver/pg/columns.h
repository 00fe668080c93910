/* Columns and parameters as the server describes them: for the files of driver/pg only. */
#ifndef SP_PG_COLUMNS_H
#define SP_PG_COLUMNS_H

#include "pg/internal.h"

/* Makes pg->columns and room for pg->cells; false: out of memory. */
bool pg_columns_read(struct pg *pg, const PGresult *res);
void pg_columns_free(struct pg *pg);

#endif
