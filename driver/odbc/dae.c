#include "config.h"
#include "odbc/dae.h"

#include <stdlib.h>

#include "conv/fetch.h"
#include "conv/sqltype.h"
#include "odbc/exec.h"
#include "odbc/param.h"
#include "util/wide.h"

/* Largest value that may be put together from parts. */
#define PART_MAX ((size_t)1 << 30)

struct part {
	size_t set;
	SQLUSMALLINT n;
	SQLSMALLINT c_type;
	SQLPOINTER token;
	struct buf data;
	bool put, null;
};

struct dae {
	struct part *parts;
	size_t count, cap;
	size_t at; /* parts asked for so far */
};

bool dae_want(struct stmt *stmt, size_t set, SQLUSMALLINT n, SQLSMALLINT c_type, SQLPOINTER token)
{
	struct dae *dae = stmt->dae;

	if (!dae)
		dae = stmt->dae = calloc(1, sizeof(*dae));
	if (!dae)
		return false;
	if (dae->count == dae->cap) {
		size_t cap = dae->cap ? 2 * dae->cap : 8;
		struct part *parts = realloc(dae->parts, cap * sizeof(*parts));

		if (!parts)
			return false;
		dae->parts = parts;
		dae->cap = cap;
	}
	dae->parts[dae->count] = (struct part){
		.set = set, .n = n, .c_type = c_type, .token = token
	};
	buf_init(&dae->parts[dae->count++].data, PART_MAX);
	return true;
}

bool dae_complete(const struct stmt *stmt)
{
	return stmt->dae && stmt->dae->at > stmt->dae->count;
}

/* They were wanted in the order of the sets and, in a set, of the parameters. */
static const struct part *find(const struct dae *dae, size_t set, SQLUSMALLINT n)
{
	size_t low = 0, high = dae ? dae->count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct part *p = &dae->parts[middle];

		if (p->set == set && p->n == n)
			return p;
		if (p->set < set || (p->set == set && p->n < n))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool dae_value(const struct stmt *stmt, size_t set, SQLUSMALLINT n, struct str *ret, bool *ret_null)
{
	const struct part *p = find(stmt->dae, set, n);

	if (!p)
		return false;
	*ret = (struct str){ p->data.p ? p->data.p : "", p->data.n };
	*ret_null = p->null;
	return p->put;
}

void dae_free(struct stmt *stmt)
{
	struct dae *dae = stmt->dae;

	for (size_t i = 0; dae && i < dae->count; i++)
		buf_done(&dae->parts[i].data);
	if (dae)
		free(dae->parts);
	free(dae);
	stmt->dae = NULL;
}

SQLRETURN stmt_param_data(struct stmt *stmt, SQLPOINTER *ret_token)
{
	struct dae *dae = stmt->dae;

	if (stmt->phase != STMT_NEED_DATA || !dae)
		return diag_error(sdiag(stmt), SS_HY010, "no data is awaited");
	if (dae->at && !dae->parts[dae->at - 1].put)
		return diag_error(sdiag(stmt), SS_HY010,
				  "no data was put for the parameter that SQLParamData asked for");
	if (dae->at < dae->count) {
		if (ret_token)
			*ret_token = dae->parts[dae->at].token;
		dae->at++;
		return SQL_NEED_DATA;
	}
	dae->at++;
	return stmt_continue(stmt);
}

static SQLLEN put_length(SQLSMALLINT c_type, const void *data, SQLLEN len)
{
	SQLLEN fixed = conv_c_size(c_type);

	if (fixed > 0)
		return fixed;
	if (len != SQL_NTS)
		return len;
	if (c_type == SQL_C_WCHAR)
		return (SQLLEN)(wide_unit * wide_len(data));
	return (SQLLEN)strlen(data);
}

static SQLRETURN add_data(struct stmt *stmt, struct part *p, SQLPOINTER data, SQLLEN len)
{
	if (p->put && (p->null || len == SQL_NULL_DATA))
		return diag_error(sdiag(stmt), SS_HY020, NULL);
	if (p->put && conv_c_size(p->c_type) != 0)
		return diag_error(sdiag(stmt), SS_HY019, NULL);
	if (len == SQL_NULL_DATA) {
		p->null = p->put = true;
		return SQL_SUCCESS;
	}
	if (!data && len != 0)
		return diag_error(sdiag(stmt), SS_HY009, NULL);
	if (len < 0 && len != SQL_NTS)
		return diag_error(sdiag(stmt), SS_HY090, "length %lld", (long long)len);
	if (data)
		buf_add(&p->data, (struct str){ data, (size_t)put_length(p->c_type, data, len) });
	if (p->data.failed)
		return diag_error(sdiag(stmt), SS_HY001, NULL);
	p->put = true;
	return SQL_SUCCESS;
}

/* ODBC: Appendix B, SQLPutData: an error ends the execution that waits for the data. */
SQLRETURN stmt_put_data(struct stmt *stmt, SQLPOINTER data, SQLLEN len)
{
	struct dae *dae = stmt->dae;
	SQLRETURN rc;

	if (stmt->phase != STMT_NEED_DATA || !dae || !dae->at)
		return diag_error(sdiag(stmt), SS_HY010, "no data is awaited");
	rc = add_data(stmt, &dae->parts[dae->at - 1], data, len);
	if (rc == SQL_ERROR)
		stmt_cancel_idle(stmt);
	return rc;
}
