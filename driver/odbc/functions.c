/* ODBC: SQLGetFunctions. */
#include "config.h"
#include "odbc/dbc.h"

#define ALL_V2_SIZE 100

static const SQLUSMALLINT supported[] = {
#define F(name, id, wide) id,
#include "odbc/functions.def"
#undef F
};

#define N (sizeof(supported) / sizeof(supported[0]))

static bool is_supported(SQLUSMALLINT id)
{
	for (size_t i = 0; i < N; i++) {
		if (supported[i] == id)
			return true;
	}
	return false;
}

SQLRETURN dbc_get_functions(struct dbc *dbc, SQLUSMALLINT id, SQLUSMALLINT *ret)
{
	if (!ret)
		return diag_error(&dbc->h.diag, SS_HY009, "no place for the answer");
	switch (id) {
	case SQL_API_ODBC3_ALL_FUNCTIONS:
		memset(ret, 0, SQL_API_ODBC3_ALL_FUNCTIONS_SIZE * sizeof(*ret));
		for (size_t i = 0; i < N; i++)
			ret[supported[i] >> 4] |= (SQLUSMALLINT)(1 << (supported[i] & 0xf));
		return SQL_SUCCESS;
	case SQL_API_ALL_FUNCTIONS:
		memset(ret, 0, ALL_V2_SIZE * sizeof(*ret));
		for (size_t i = 0; i < N; i++) {
			if (supported[i] < ALL_V2_SIZE)
				ret[supported[i]] = SQL_TRUE;
		}
		return SQL_SUCCESS;
	default: break;
	}
	/* Numbers that ODBC does not define are out of range, not just unsupported. */
	if (id > SQL_API_ODBC3_ALL_FUNCTIONS + ALL_V2_SIZE)
		return diag_error(&dbc->h.diag, SS_HY095, "function number %d", id);
	*ret = is_supported(id) ? SQL_TRUE : SQL_FALSE;
	return SQL_SUCCESS;
}
