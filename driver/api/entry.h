/*
 * What the entry points share.
 *
 * An entry point finds its handle, takes the connection's (or environment's)
 * lock, empties the handle's diagnostics, turns texts into UTF-8 and calls one
 * function of driver/odbc.  It holds no logic, and nothing inside the driver
 * calls it.  A handle that is null or of another kind is SQL_INVALID_HANDLE.
 *
 * ENTER_ and LEAVE_ are also the place for asynchronous execution: ENTER_ would
 * find the call that is under way on the handle, LEAVE_ hand the new one over.
 */
#ifndef SP_API_ENTRY_H
#define SP_API_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "odbc/catalog.h"
#include "odbc/connect.h"
#include "odbc/cursor.h"
#include "odbc/dbc.h"
#include "odbc/desc.h"
#include "odbc/exec.h"
#include "odbc/fetch.h"
#include "odbc/handle.h"
#include "odbc/ird.h"
#include "odbc/param.h"
#include "odbc/stmt.h"
#include "odbc/text.h"
#include "odbc/tran.h"

/* The handle, locked and with its diagnostics emptied; NULL: not such a handle. */
struct env *entry_env(SQLHANDLE h);
struct dbc *entry_dbc(SQLHANDLE h);
struct stmt *entry_stmt(SQLHANDLE h);
struct desc *entry_desc(SQLHANDLE h);

struct handle *entry_handle(SQLSMALLINT type, SQLHANDLE h); /* of any kind */

/* Ranks the diagnostics, keeps the return code, unlocks. */
SQLRETURN leave_env(struct env *env, SQLRETURN rc);
SQLRETURN leave_dbc(struct dbc *dbc, SQLRETURN rc);
SQLRETURN leave_stmt(struct stmt *stmt, SQLRETURN rc);
SQLRETURN leave_desc(struct desc *d, SQLRETURN rc);
SQLRETURN leave_handle(struct handle *h, SQLRETURN rc);

/* For reading diagnostics: the handle, locked, and as it is. */
struct handle *entry_peek(SQLSMALLINT type, SQLHANDLE h);
SQLRETURN leave_peek(struct handle *h, SQLRETURN rc);
/* SQLError names up to three handles and means the last that is not null. */
struct handle *entry_peek_error(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt);

#define ENTER(kind, handle)                       \
	struct kind *kind = entry_##kind(handle); \
	if (!kind)                                \
	return SQL_INVALID_HANDLE

#define LEAVE(kind, call) return leave_##kind(kind, kind->h.texts.failed ? SQL_ERROR : (call))

/*
 * Each function also goes by the name that libltdl looks for first,
 * <module>_LTX_<function>: the driver manager asks for some 150 names twice at
 * each connect, and a name that is not there costs.
 */
#define EXPORT_ALIAS(name)                               \
	extern __typeof__(name) shiftpoolodbc_LTX_##name \
		__attribute__((alias(#name), visibility("default")))

#define EXPORT(name)        \
	EXPORT_ALIAS(name); \
	__attribute__((visibility("default"))) SQLRETURN SQL_API name

#endif
