/*
 * Where a catalog function looks on Redshift.
 *
 * The connected database is asked through its own catalog: one query, however many
 * schemas are meant, after one that tells whether external schemas are among them.
 * All databases together are in the svv_all_* views, their names in SHOW DATABASES,
 * which has data catalogs, too.  What these do not tell of
 * another database (keys, privileges) is asked by a SHOW statement, one object at a
 * time, where the server offers them; what a SHOW statement cannot be asked so
 * exactly is left out of its rows.
 */
#ifndef SP_ODBC_CATALOG_REDSHIFT_H
#define SP_ODBC_CATALOG_REDSHIFT_H

#include "odbc/catalog_call.h"

/* Rows whose cell is something else are left out. */
struct catalog_keep {
	int cell;
	char *text; /* owned */
	bool pattern;
};

struct catalog_where {
	enum catalog_query query;
	enum catalog_flavour flavour;
	const char *const *names; /* of the columns of a SHOW statement; NULL: in order */
	const int *order;         /* of its rows, see catalog_show() */
	struct catalog_keep keep[3];
	int n_keep;
};

/*
 * Chooses, and makes the call's parameters those of the chosen query; may ask the
 * server.  Failures are posted and left in c->rc.
 */
void catalog_where_redshift(struct catalog_call *c, struct catalog_where *where);
void catalog_where_done(struct catalog_where *where);

#endif
