/* Entry points that make and free handles, and those of environments and connections. */
#include "config.h"
#include "api/entry.h"

#include "odbc/connect.h"

/* --- making ------------------------------------------------------------------ */

static SQLRETURN new_env(SQLHANDLE *ret, SQLINTEGER version)
{
	struct env *env;

	if (!ret)
		return SQL_ERROR;
	*ret = SQL_NULL_HANDLE;
	if (env_alloc(&env) != SQL_SUCCESS)
		return SQL_ERROR;
	env->odbc_version = version;
	*ret = env;
	return SQL_SUCCESS;
}

static SQLRETURN make_dbc(SQLHANDLE env, SQLHANDLE *ret)
{
	struct dbc *dbc = NULL;
	SQLRETURN rc = dbc_alloc(env, &dbc);

	*ret = dbc;
	return rc;
}

static SQLRETURN make_stmt(SQLHANDLE dbc, SQLHANDLE *ret)
{
	struct stmt *stmt = NULL;
	SQLRETURN rc = stmt_alloc(dbc, &stmt);

	*ret = stmt;
	return rc;
}

static SQLRETURN make_desc(SQLHANDLE dbc, SQLHANDLE *ret)
{
	struct desc *desc = NULL;
	SQLRETURN rc = desc_alloc(dbc, &desc);

	*ret = desc;
	return rc;
}

/* What is made inside of another handle, which takes the diagnostics. */
static const struct child {
	SQLSMALLINT type, in;
	SQLRETURN (*make)(SQLHANDLE in, SQLHANDLE *ret);
} children[] = {
	{ SQL_HANDLE_DBC, SQL_HANDLE_ENV, make_dbc },
	{ SQL_HANDLE_STMT, SQL_HANDLE_DBC, make_stmt },
	{ SQL_HANDLE_DESC, SQL_HANDLE_DBC, make_desc },
};

static SQLRETURN new_child(const struct child *c, SQLHANDLE in, SQLHANDLE *ret)
{
	SQLRETURN rc = enter(in, c->in, 0);
	struct handle *parent = in;

	if (rc != ASYNC_NONE)
		return rc;
	if (!ret)
		return leave(parent,
			     diag_error(&parent->diag, SS_HY009, "no place for the handle"));
	return leave(parent, c->make(in, ret));
}

static SQLRETURN new_handle(SQLSMALLINT type, SQLHANDLE in, SQLHANDLE *ret, SQLINTEGER version)
{
	if (type == SQL_HANDLE_ENV)
		return new_env(ret, version);
	for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++) {
		if (children[i].type == type)
			return new_child(&children[i], in, ret);
	}
	return SQL_ERROR;
}

EXPORT(SQLAllocHandle)(SQLSMALLINT type, SQLHANDLE in, SQLHANDLE *ret)
{
	return new_handle(type, in, ret, 0);
}

EXPORT(SQLAllocHandleStd)(SQLSMALLINT type, SQLHANDLE in, SQLHANDLE *ret)
{
	return new_handle(type, in, ret, SQL_OV_ODBC3);
}

EXPORT(SQLAllocEnv)(SQLHENV *ret)
{
	return new_handle(SQL_HANDLE_ENV, NULL, ret, SQL_OV_ODBC2);
}

EXPORT(SQLAllocConnect)(SQLHENV env, SQLHDBC *ret)
{
	return new_handle(SQL_HANDLE_DBC, env, ret, 0);
}

EXPORT(SQLAllocStmt)(SQLHDBC dbc, SQLHSTMT *ret)
{
	return new_handle(SQL_HANDLE_STMT, dbc, ret, 0);
}

/* --- freeing ------------------------------------------------------------------- */

static SQLRETURN drop_env(SQLHANDLE h)
{
	struct handle *handle = h;

	if (!handle || handle->type != SQL_HANDLE_ENV)
		return SQL_INVALID_HANDLE;
	return env_free(h);
}

/* The connect that nobody waits for any more has succeeded: its session goes back. */
static void drop_late_connect(struct dbc *dbc)
{
	pthread_mutex_lock(&dbc->lock);
	if (dbc->connected)
		dbc_disconnect(dbc);
	pthread_mutex_unlock(&dbc->lock);
}

/* The connection's own lock goes with it, so the environment's is the one to hold. */
static SQLRETURN drop_dbc(SQLHANDLE h)
{
	struct dbc *dbc = h;
	struct env *env;
	SQLRETURN rc;

	if (!dbc || dbc->h.type != SQL_HANDLE_DBC)
		return SQL_INVALID_HANDLE;
	env = dbc->env;
	if (entry_stop(h))
		drop_late_connect(dbc);
	pthread_mutex_lock(&env->lock);
	rc = dbc_free(dbc);
	pthread_mutex_unlock(&env->lock);
	return rc;
}

static SQLRETURN drop_stmt(SQLHANDLE h)
{
	if (h && ((struct handle *)h)->type == SQL_HANDLE_STMT)
		entry_stop(h);
	ENTER_AS(stmt, h, SQL_API_SQLFREEHANDLE);
	struct dbc *dbc = stmt->dbc;

	stmt_free(stmt);
	dbc_rest(dbc);
	pthread_mutex_unlock(&dbc->lock);
	return SQL_SUCCESS;
}

static SQLRETURN drop_desc(SQLHANDLE h)
{
	ENTER(desc, h);
	struct dbc *dbc = desc->dbc;
	SQLRETURN rc = desc_free(desc);

	if (rc != SQL_SUCCESS)
		LEAVE(desc, rc);
	pthread_mutex_unlock(&dbc->lock);
	return rc;
}

static SQLRETURN drop_handle(SQLSMALLINT type, SQLHANDLE h)
{
	switch (type) {
	case SQL_HANDLE_ENV: return drop_env(h);
	case SQL_HANDLE_DBC: return drop_dbc(h);
	case SQL_HANDLE_STMT: return drop_stmt(h);
	case SQL_HANDLE_DESC: return drop_desc(h);
	default: return SQL_INVALID_HANDLE;
	}
}

EXPORT(SQLFreeHandle)(SQLSMALLINT type, SQLHANDLE h)
{
	return drop_handle(type, h);
}

EXPORT(SQLFreeEnv)(SQLHENV h)
{
	return drop_handle(SQL_HANDLE_ENV, h);
}

EXPORT(SQLFreeConnect)(SQLHDBC h)
{
	return drop_handle(SQL_HANDLE_DBC, h);
}

EXPORT(SQLFreeStmt)(SQLHSTMT h, SQLUSMALLINT option)
{
	if (option == SQL_DROP)
		return drop_handle(SQL_HANDLE_STMT, h);
	ENTER(stmt, h);
	LEAVE(stmt, stmt_free_option(stmt, option));
}

/* --- environment ------------------------------------------------------------------ */

EXPORT(SQLSetEnvAttr)(SQLHENV h, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER n)
{
	ENTER(env, h);
	LEAVE(env, env_set_attr(env, attr, value, n));
}

EXPORT(SQLGetEnvAttr)
(SQLHENV h, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap, SQLINTEGER *ret_n)
{
	ENTER(env, h);
	LEAVE(env, env_get_attr(env, attr, value, cap, ret_n));
}

static SQLRETURN end_env(SQLHANDLE h, SQLSMALLINT completion)
{
	ENTER(env, h);
	LEAVE(env, env_end_tran(env, completion));
}

struct end_tran_args {
	SQLSMALLINT completion;
};
CALL(dbc, end_tran, dbc_end_tran(dbc, &dbc->h.diag, a->completion));

static SQLRETURN end_dbc(SQLHANDLE h, SQLSMALLINT completion)
{
	ENTER_CALL(dbc, h, SQL_API_SQLENDTRAN);
	LEAVE_CALL(dbc, end_tran, completion);
}

EXPORT(SQLEndTran)(SQLSMALLINT type, SQLHANDLE h, SQLSMALLINT completion)
{
	switch (type) {
	case SQL_HANDLE_ENV: return end_env(h, completion);
	case SQL_HANDLE_DBC: return end_dbc(h, completion);
	default: return SQL_INVALID_HANDLE;
	}
}

EXPORT(SQLTransact)(SQLHENV env, SQLHDBC dbc, SQLUSMALLINT completion)
{
	return dbc ? end_dbc(dbc, (SQLSMALLINT)completion) : end_env(env, (SQLSMALLINT)completion);
}

/* --- connection ------------------------------------------------------------------- */

struct disconnect_args {
	char none;
};
CALL(dbc, disconnect, dbc_disconnect(dbc));

EXPORT(SQLDisconnect)(SQLHDBC h)
{
	ENTER_CALL(dbc, h, SQL_API_SQLDISCONNECT);
	LEAVE_CALL(dbc, disconnect, 0);
}

EXPORT(SQLGetFunctions)(SQLHDBC h, SQLUSMALLINT id, SQLUSMALLINT *ret)
{
	ENTER(dbc, h);
	LEAVE(dbc, dbc_get_functions(dbc, id, ret));
}
