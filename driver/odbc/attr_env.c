/* ODBC: SQLSetEnvAttr, SQLGetEnvAttr. */
#include "config.h"
#include "odbc/handle.h"

#include "util/str.h"

/* The largest of SQL_CP_...; unixODBC has no name for it. */
#define CP_DRIVER_AWARE 3

static SQLRETURN bad_value(struct env *env, SQLULEN v)
{
	return diag_error(&env->h.diag, SS_HY024, "attribute value %llu", (unsigned long long)v);
}

SQLRETURN env_set_attr(struct env *env, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER len)
{
	SQLULEN v = (SQLULEN)value;

	(void)len;
	switch (attr) {
	case SQL_ATTR_ODBC_VERSION:
		if (v != SQL_OV_ODBC2 && v != SQL_OV_ODBC3 && v != SQL_OV_ODBC3_80)
			return bad_value(env, v);
		if (!list_empty(&env->dbcs))
			return diag_error(&env->h.diag, SS_HY010, "connections are allocated");
		env->odbc_version = (SQLINTEGER)v;
		return SQL_SUCCESS;
	case SQL_ATTR_CONNECTION_POOLING:
		if (v > CP_DRIVER_AWARE)
			return bad_value(env, v);
		env->pooling = (SQLUINTEGER)v;
		return SQL_SUCCESS;
	case SQL_ATTR_CP_MATCH:
		if (v > SQL_CP_RELAXED_MATCH)
			return bad_value(env, v);
		env->cp_match = (SQLUINTEGER)v;
		return SQL_SUCCESS;
	case SQL_ATTR_OUTPUT_NTS:
		if (v == SQL_TRUE)
			return SQL_SUCCESS;
		return v == SQL_FALSE ? diag_error(&env->h.diag, SS_HYC00,
						   "texts are always returned null-terminated")
				      : bad_value(env, v);
	default: return diag_error(&env->h.diag, SS_HY092, "environment attribute %d", attr);
	}
}

SQLRETURN env_get_attr(struct env *env, SQLINTEGER attr, SQLPOINTER value, SQLINTEGER cap,
		       SQLINTEGER *ret_len)
{
	SQLUINTEGER v;

	(void)cap;
	switch (attr) {
	case SQL_ATTR_ODBC_VERSION: v = (SQLUINTEGER)env->odbc_version; break;
	case SQL_ATTR_CONNECTION_POOLING: v = env->pooling; break;
	case SQL_ATTR_CP_MATCH: v = env->cp_match; break;
	case SQL_ATTR_OUTPUT_NTS: v = SQL_TRUE; break;
	default: return diag_error(&env->h.diag, SS_HY092, "environment attribute %d", attr);
	}
	if (value)
		memcpy(value, &v, sizeof(v));
	if (ret_len)
		*ret_len = sizeof(v);
	return SQL_SUCCESS;
}
