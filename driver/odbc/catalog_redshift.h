/*
 * Where a catalog function looks on Redshift.
 *
 * The connected database is asked through its own catalog: one query, however many
 * schemas are meant, after one that tells whether external schemas are among them.
 * All databases together are in the svv_all_* views, their names in SHOW DATABASES,
 * which has data catalogs, too.  One object of another database (the tables of a
 * schema, the columns, keys and privileges of a table) is asked by a SHOW statement,
 * where the server offers them; what such a statement cannot be asked so exactly is left
 * out of its rows.  For tables and columns the views stand in where it fails.
 */
#ifndef SP_ODBC_CATALOG_REDSHIFT_H
#define SP_ODBC_CATALOG_REDSHIFT_H

#include "odbc/catalog_call.h"

struct catalog_where {
	enum catalog_query query;
	enum catalog_flavour flavour;
	const char *const *names; /* of the columns of a SHOW statement; NULL: in order */
	int n_names;
	const int *order; /* of its rows, see catalog_show() */
	/* Parameters for the views of all databases, when the SHOW statement fails; owned. */
	char *instead[CATALOG_PARAMS];
	int n_instead;
	struct catalog_keep keep[3];
	int n_keep;
};

/*
 * Chooses, and makes the call's parameters those of the chosen query; may ask the
 * server.  Failures are posted and left in c->rc.
 */
void catalog_where_redshift(struct catalog_call *c, struct catalog_where *where);
void catalog_where_done(struct catalog_where *where);

/*
 * After a SHOW statement that failed: whether the views are to be asked instead, and
 * then makes the call's parameters theirs and drops what was posted.
 */
bool catalog_where_instead(struct catalog_call *c, struct catalog_where *where);

#endif
