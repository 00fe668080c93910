/*
 * The driver manager's own files, read by its own library.  Thread-safe; odbcinst
 * keeps the answers for some seconds.
 */
#ifndef SP_CONF_MANAGER_H
#define SP_CONF_MANAGER_H

#include <stdbool.h>

/*
 * odbcinst's SQLGetPrivateProfileString, one thread at a time: it works with names
 * of files in static buffers and has no lock of its own for them.
 */
int manager_profile(const char *section, const char *key, char *ret, int cap, const char *file);

/*
 * Whether Pooling in the section [ODBC] of odbcinst.ini makes the manager keep
 * connections that programs have closed.
 */
bool manager_pools(void);

/*
 * The level of Threading in odbcinst.ini, of the driver's section or of [ODBC]; 0 if
 * nothing is said.  driver: as the data source names it (a name or a file), or NULL.
 * At level 3 the manager holds one lock for all connections while one of them
 * connects, so nobody could give back the session that is waited for.
 */
int manager_threading(const char *driver);

#endif
