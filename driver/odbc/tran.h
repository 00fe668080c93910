/* Transactions.  ODBC: SQLEndTran, SQL_ATTR_AUTOCOMMIT, SQL_ATTR_TXN_ISOLATION. */
#ifndef SP_ODBC_TRAN_H
#define SP_ODBC_TRAN_H

#include "odbc/dbc.h"

/* completion: SQL_COMMIT or SQL_ROLLBACK; errors go to `to` (25S01, 08003, HY012, server's). */
SQLRETURN dbc_end_tran(struct dbc *dbc, struct diag *to, SQLSMALLINT completion);

/* Switching on commits an open transaction, as ODBC says. */
SQLRETURN dbc_set_autocommit(struct dbc *dbc, bool on);
SQLRETURN dbc_set_isolation(struct dbc *dbc, struct diag *to, SQLUINTEGER level);
SQLUINTEGER dbc_isolation(struct dbc *dbc); /* the level in force */
SQLRETURN dbc_set_read_only(struct dbc *dbc, struct diag *to, bool on);

#endif
