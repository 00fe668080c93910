/*
 * What the entry points share.
 *
 * An entry point finds its handle, takes the connection's (or environment's)
 * lock, empties the handle's diagnostics, turns texts into UTF-8 and calls one
 * function of driver/odbc.  It holds no logic, and nothing inside the driver
 * calls it.  A handle that is null or of another kind is SQL_INVALID_HANDLE.
 *
 * Functions that may wait for the server are CALLs: SQLCancel can stop them, and they
 * go on in a thread (odbc/async.h) where the handle's attribute says so.  For that
 * their arguments are a structure, which ENTER_CALL and LEAVE_CALL hand over.
 */
#ifndef SP_API_ENTRY_H
#define SP_API_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "odbc/async.h"
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

/*
 * ASYNC_NONE: the handle is locked and its diagnostics are empty.  Else: the answer.
 * function: SQL_API_..., for those that are CALLs or may come while data is needed.
 */
SQLRETURN enter(SQLHANDLE h, SQLSMALLINT type, SQLUSMALLINT function);

/* Ranks the diagnostics, keeps the return code, unlocks. */
SQLRETURN leave(struct handle *h, SQLRETURN rc);

/* Longest arguments of a CALL. */
#define CALL_ARGS_MAX 224

/* Runs a CALL with its arguments, or has it run. */
typedef SQLRETURN (*entry_run)(void *h, const void *args);
SQLRETURN leave_call(struct handle *h, SQLUSMALLINT function, entry_run run, const void *args,
		     size_t n);

/* SQLCancel and SQLCancelHandle. */
SQLRETURN entry_cancel(struct handle *h);

/* Before a handle is freed: what goes on on it is cancelled and waited for.  True: it was. */
bool entry_stop(struct handle *h);

/* For reading diagnostics: the handle, locked, and as it is. */
struct handle *entry_peek(SQLSMALLINT type, SQLHANDLE h);
SQLRETURN leave_peek(struct handle *h, SQLRETURN rc);
/* SQLError names up to three handles and means the last that is not null. */
struct handle *entry_peek_error(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt);

#define TYPE_env  SQL_HANDLE_ENV
#define TYPE_dbc  SQL_HANDLE_DBC
#define TYPE_stmt SQL_HANDLE_STMT
#define TYPE_desc SQL_HANDLE_DESC

#define ENTER(kind, handle) ENTER_AS(kind, handle, 0)

#define ENTER_AS(kind, handle, id)                              \
	struct kind *kind = (handle);                           \
	SQLRETURN entered = enter((handle), TYPE_##kind, (id)); \
	if (entered != ASYNC_NONE)                              \
	return entered

#define LEAVE(kind, call) return leave(&kind->h, kind->h.texts.failed ? SQL_ERROR : (call))

/* What a function does with its arguments, a struct NAME_args called a. */
#define CALL(kind, name, call)                                      \
	static SQLRETURN name##_run(void *handle, const void *args) \
	{                                                           \
		struct kind *kind = handle;                         \
		const struct name##_args *a = args;                 \
                                                                    \
		(void)a;                                            \
		return call;                                        \
	}                                                           \
	_Static_assert(sizeof(struct name##_args) <= CALL_ARGS_MAX, "arguments of " #name)

#define ENTER_CALL(kind, handle, id)        \
	const SQLUSMALLINT function = (id); \
	ENTER_AS(kind, handle, function)

#define LEAVE_CALL(kind, name, ...)                      \
	const struct name##_args args = { __VA_ARGS__ }; \
                                                         \
	return leave_call(&kind->h, function, name##_run, &args, sizeof(args))

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
