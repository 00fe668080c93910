#include "config.h"
#include "odbc/scroll.h"

#include "odbc/result.h"

/* The cursor's place and the result's size, in ODBC's own terms but counted from 0. */
struct place {
	bool before, after;
	SQLLEN start; /* of the current rowset */
	SQLLEN rows;  /* of the result */
	SQLLEN size;  /* of the rowset wanted */
};

enum where { AT, BEFORE, AFTER, FIRST_WITH_INFO };

static enum where at(SQLLEN start, SQLLEN *ret)
{
	*ret = start;
	return AT;
}

static enum where absolute(const struct place *p, SQLLEN n, SQLLEN *ret)
{
	if (n < 0) {
		if (-n <= p->rows)
			return at(p->rows + n, ret);
		*ret = 0;
		return -n > p->size ? BEFORE : FIRST_WITH_INFO;
	}
	if (n == 0)
		return BEFORE;
	return n > p->rows ? AFTER : at(n - 1, ret);
}

static enum where relative(const struct place *p, SQLLEN n, SQLLEN *ret)
{
	if ((p->before && n > 0) || (p->after && n < 0))
		return absolute(p, n, ret);
	if (p->before)
		return BEFORE;
	if (p->after)
		return AFTER;
	if (p->start + n >= p->rows)
		return AFTER;
	if (p->start + n >= 0)
		return at(p->start + n, ret);
	*ret = 0;
	return p->start == 0 || -n > p->size ? BEFORE : FIRST_WITH_INFO;
}

static enum where prior(const struct place *p, SQLLEN *ret)
{
	if (p->before)
		return BEFORE;
	if (p->after) {
		*ret = p->rows < p->size ? 0 : p->rows - p->size;
		return p->rows ? (p->rows < p->size ? FIRST_WITH_INFO : AT) : BEFORE;
	}
	if (p->start == 0)
		return BEFORE;
	*ret = p->start < p->size ? 0 : p->start - p->size;
	return p->start < p->size ? FIRST_WITH_INFO : AT;
}

static enum where find(const struct place *p, SQLSMALLINT orientation, SQLLEN offset, SQLLEN *ret)
{
	switch (orientation) {
	case SQL_FETCH_FIRST: return p->rows ? at(0, ret) : AFTER;
	case SQL_FETCH_LAST:
		return p->rows ? at(p->rows > p->size ? p->rows - p->size : 0, ret) : AFTER;
	case SQL_FETCH_PRIOR: return prior(p, ret);
	case SQL_FETCH_RELATIVE: return relative(p, offset, ret);
	default: return absolute(p, offset, ret);
	}
}

static bool is_orientation(SQLSMALLINT o)
{
	return o == SQL_FETCH_FIRST || o == SQL_FETCH_LAST || o == SQL_FETCH_PRIOR ||
	       o == SQL_FETCH_RELATIVE || o == SQL_FETCH_ABSOLUTE;
}

/* Going on needs no count: the rows come as they are asked for. */
static SQLRETURN next(struct stmt *stmt)
{
	if (stmt->after_end)
		return SQL_NO_DATA;
	if (stmt->phase == STMT_CURSOR || stmt->before_start)
		stmt->rowset_at = 0;
	else
		stmt->rowset_at += (SQLLEN)stmt->rowset_asked;
	stmt->before_start = false;
	return SQL_SUCCESS;
}

SQLRETURN scroll_to(struct stmt *stmt, SQLSMALLINT orientation, SQLLEN offset, SQLULEN size)
{
	struct place p = { .size = (SQLLEN)size };
	SQLLEN start = 0;

	if (orientation == SQL_FETCH_NEXT)
		return next(stmt);
	if (!is_orientation(orientation))
		return diag_error(sdiag(stmt), SS_HY106, "fetch orientation %d", orientation);
	if (stmt->attr.cursor_type == SQL_CURSOR_FORWARD_ONLY)
		return diag_error(sdiag(stmt), SS_HY106,
				  "a forward-only cursor knows SQL_FETCH_NEXT only");
	p.before = stmt->phase == STMT_CURSOR || stmt->before_start;
	p.after = stmt->after_end;
	p.start = stmt->rowset_at;
	p.rows = result_count(stmt);
	if (p.rows < 0)
		return SQL_ERROR;
	if (stmt->attr.max_rows && p.rows > (SQLLEN)stmt->attr.max_rows)
		p.rows = (SQLLEN)stmt->attr.max_rows;
	switch (find(&p, orientation, offset, &start)) {
	case BEFORE:
		stmt->before_start = true;
		stmt->after_end = false;
		return SQL_NO_DATA;
	case AFTER:
		stmt->before_start = false;
		stmt->after_end = true;
		return SQL_NO_DATA;
	case FIRST_WITH_INFO: diag_info(sdiag(stmt), SS_01S06, NULL); break;
	case AT: break;
	}
	stmt->rowset_at = start;
	stmt->before_start = stmt->after_end = false;
	return sdiag(stmt)->n ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
}
