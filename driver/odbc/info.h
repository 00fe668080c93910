/* The table behind SQLGetInfo, open to its test.  Constant data. */
#ifndef SP_ODBC_INFO_H
#define SP_ODBC_INFO_H

#include "odbc/dbc.h"

#define INFO_DRIVER_VERSION "00.01.0000"

enum info_kind {
	INFO_TEXT,
	INFO_TEXT_OF,
	INFO_U16,
	INFO_U16_OF,
	INFO_U32,
	INFO_U32_OF,
	INFO_U32_BY_SERVER,
	INFO_MANAGER, /* the driver manager answers it and does not ask a driver */
};

struct info {
	SQLUSMALLINT id;
	enum info_kind kind;
	SQLUINTEGER number;   /* on PostgreSQL, for INFO_U32_BY_SERVER */
	SQLUINTEGER redshift; /* INFO_U32_BY_SERVER: on Redshift */
	const char *text;
	const char *(*text_of)(struct dbc *dbc);
	SQLUINTEGER (*number_of)(struct dbc *dbc);
};

const struct info *info_find(SQLUSMALLINT id);
const struct info *info_row(size_t n); /* sorted by id; NULL past the last */

#endif
