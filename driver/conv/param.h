/*
 * From the application's C type to the server's text (or binary) parameter.
 *
 * conv_param_init() once a binding, conv_param_put() once an execution and row.
 * Values are checked as the C-to-SQL tables say, before anything is sent.  Only
 * the output buffer and the UTF-8 copy of a wide text allocate.  Application
 * buffers need not be aligned.  A struct conv_param is constant after init, so
 * any thread may use it.
 *
 * ODBC: Appendix D, "Converting Data from C to SQL Data Types".
 */
#ifndef SP_CONV_PARAM_H
#define SP_CONV_PARAM_H

#include <stdbool.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

#include "conv/result.h"
#include "conv/value.h"
#include "util/buf.h"

struct conv_param {
	/* In: from the APD and IPD records, all set by the caller before conv_param_init(). */
	SQLSMALLINT c_type;      /* SQL_C_DEFAULT is resolved by the caller */
	SQLSMALLINT sql_type;    /* concise */
	SQLULEN column_size;     /* 0: unknown, nothing is checked against it */
	SQLSMALLINT digits;      /* scale, or digits of fractional seconds */
	SQLSMALLINT precision;   /* APD SQL_DESC_PRECISION: fraction of an interval's seconds */
	SQLSMALLINT scale;       /* APD SQL_DESC_SCALE of SQL_C_NUMERIC; 0: the structure's own */
	SQLINTEGER leading;      /* IPD leading precision of intervals; 0: no limit */
	bool hex_text;           /* binary SQL types go out in digits, as GEOMETRY reads them */
	bool minus_one;          /* of a boolean: -1 is true, as a number and as text */
	struct value_date today; /* for times that become timestamps; month 0: ask the clock */
	/* Private: chosen by conv_param_init(). */
	const struct conv_get *get;
	const struct conv_send *send;
};

/* CONV_OK, CONV_RESTRICTED (07006) or CONV_UNSUPPORTED (HYC00: no such type). */
enum conv_result conv_param_init(struct conv_param *p) __attribute__((warn_unused_result));

/*
 * Appends the value at `data` to *out (without a terminator).  n is its length in
 * bytes or SQL_NTS; it counts for character, wide and binary C types only.  The
 * caller has dealt with NULL, default and data-at-execution.  *ret_binary says
 * that raw bytes were written, which go out as a binary parameter.  A failure may
 * leave half a value in *out: the caller cuts it back or drops it.
 */
enum conv_result conv_param_put(const struct conv_param *p, const void *data, SQLLEN n,
				struct buf *out, bool *ret_binary)
	__attribute__((warn_unused_result));

#endif
