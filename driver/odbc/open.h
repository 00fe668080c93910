/*
 * Getting a session for a connection, from its pool or on its own, and giving it
 * back.  For the files of driver/odbc that connect.
 */
#ifndef SP_ODBC_OPEN_H
#define SP_ODBC_OPEN_H

#include "odbc/dbc.h"

/* From the settings: the pool, what sessions are opened with, the credentials' tag. */
SQLRETURN open_prepare(struct dbc *dbc);

/* Borrows or opens a session: HYT00, 08001, 08004, 28000 with the remedy. */
SQLRETURN open_session(struct dbc *dbc, struct diag *to);

/* SQL_ATTR_CONNECTION_TIMEOUT, for the session that is held. */
void open_set_patience(struct dbc *dbc);

/* Ends what runs on the session and gives it back (or closes it); nothing to do without one. */
void open_give_back(struct dbc *dbc);

#endif
