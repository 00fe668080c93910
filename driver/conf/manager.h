/*
 * What the driver manager's own files say of the driver.  Thread-safe; odbcinst
 * keeps the answers for some seconds.
 */
#ifndef SP_CONF_MANAGER_H
#define SP_CONF_MANAGER_H

/*
 * The level of Threading in odbcinst.ini, of the driver's section or of [ODBC]; 0 if
 * nothing is said.  driver: as the data source names it (a name or a file), or NULL.
 * At level 3 the manager holds one lock for all connections while one of them
 * connects, so nobody could give back the session that is waited for.
 */
int manager_threading(const char *driver);

#endif
