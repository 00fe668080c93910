/*
 * Connecting: settings, pool, session, and the attributes that act on a live
 * session.  ODBC: SQLConnect, SQLDriverConnect, SQLBrowseConnect, SQLDisconnect.
 */
#ifndef SP_ODBC_CONNECT_H
#define SP_ODBC_CONNECT_H

#include "odbc/dbc.h"

SQLRETURN dbc_connect(struct dbc *dbc, struct str dsn, struct str uid, struct str pwd);
SQLRETURN dbc_driver_connect(struct dbc *dbc, struct str in, const struct text_out *out,
			     SQLUSMALLINT completion);
SQLRETURN dbc_browse_connect(struct dbc *dbc, struct str in, const struct text_out *out);
SQLRETURN dbc_disconnect(struct dbc *dbc);

/* 08003 unless connected; 08S01 once the session was lost. */
SQLRETURN dbc_need_session(struct dbc *dbc, struct diag *to);

/* For what can also be answered without: takes a session if it has given its own back. */
SQLRETURN dbc_unpark(struct dbc *dbc, struct diag *to);

/* PoolMode=transaction: the session is the connection's for a statement or transaction only. */
bool dbc_lends_out(const struct dbc *dbc);
/* At the end of each call: then, a session that nothing is left to do on goes back. */
void dbc_rest(struct dbc *dbc);

/* SQL_ATTR_CONNECTION_DEAD: looks at the socket, sends nothing. */
bool dbc_is_dead(struct dbc *dbc);

/* SQL_ATTR_RESET_CONNECTION: as good as new, as SQLDisconnect and SQLConnect would. */
SQLRETURN dbc_reset_connection(struct dbc *dbc);

/* SQL_ATTR_CURRENT_CATALOG on a connected handle: reads the name, or HYC00 for another one. */
const char *dbc_catalog(struct dbc *dbc);
/* Names for SQLGetInfo; "" while not connected. */
const char *dbc_server_name(struct dbc *dbc);
const char *dbc_user_name(struct dbc *dbc);
const char *dbc_dbms_name(struct dbc *dbc);    /* "PostgreSQL" or "Redshift" */
const char *dbc_dbms_version(struct dbc *dbc); /* "15.00.0018" form: ##.##.#### then the server's */
bool dbc_is_redshift(struct dbc *dbc);

/* Whether character types are reported as SQL_W*: a Unicode application, and UseUnicode. */
bool dbc_reports_wide(const struct dbc *dbc);

#endif
