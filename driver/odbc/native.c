/* ODBC: SQLNativeSql. */
#include "config.h"
#include "odbc/connect.h"
#include "sql/translate.h"

SQLRETURN dbc_native_sql(struct dbc *dbc, struct str sql, const struct text_out *out)
{
	struct sql_options options = { .server = dbc_is_redshift(dbc) ? SQL_FOR_REDSHIFT
								      : SQL_FOR_POSTGRES };
	struct sql_text text = { 0 };
	struct sql_error e;
	SQLRETURN rc;

	if (!dbc->connected)
		return diag_error(&dbc->h.diag, SS_08003, NULL);
	if (!sql.p)
		return diag_error(&dbc->h.diag, SS_HY009, "no statement text");
	if (!sql_translate(sql, &options, &text, &e))
		return diag_error(&dbc->h.diag, e.kind == SQLERR_NO_MEMORY ? SS_HY001 : SS_42000,
				  "%s (at character %zu)", e.text, e.position);
	rc = text_out(&dbc->h.diag, out, (struct str){ text.text, text.length });
	sql_text_done(&text);
	return rc;
}
