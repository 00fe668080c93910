/* Four descriptors of a statement without a server, and short calls on them; for their tests. */
#ifndef SP_TESTS_DESC_CALLS_H
#define SP_TESTS_DESC_CALLS_H

#include "odbc/desc_field.h"
#include "tests/unit/odbc_fake.h"

static struct fake f;
static struct desc *of_kind[4];

static inline void setup(void)
{
	fake_open(&f, SQL_OV_ODBC3);
	for (int k = 0; k < 4; k++)
		of_kind[k] = &f.stmt->own[k];
}

static inline void teardown(void)
{
	fake_close(&f);
}

static inline SQLRETURN set(struct desc *d, SQLSMALLINT rec, SQLSMALLINT field, SQLLEN value)
{
	return desc_set_field(d, &d->h.diag, rec, field, (SQLPOINTER)value, SQL_IS_INTEGER,
			      TEXT_UTF8);
}

static inline SQLRETURN set_ptr(struct desc *d, SQLSMALLINT rec, SQLSMALLINT field, void *p)
{
	return desc_set_field(d, &d->h.diag, rec, field, p, SQL_IS_POINTER, TEXT_UTF8);
}

static inline SQLRETURN set_name(struct desc *d, SQLSMALLINT rec, const char *name, SQLINTEGER n)
{
	char copy[256];

	memcpy(copy, name, strlen(name) + 1);
	return desc_set_field(d, &d->h.diag, rec, SQL_DESC_NAME, copy, n, TEXT_UTF8);
}

/* A buffer of the widest field, with what was not written left as it was. */
union any {
	SQLSMALLINT small;
	SQLINTEGER whole;
	SQLLEN len;
	SQLPOINTER p;
	char text[64];
};

static inline SQLRETURN get(struct desc *d, SQLSMALLINT rec, SQLSMALLINT field, union any *ret)
{
	memset(ret, 0, sizeof(*ret));
	return desc_get_field(d, &d->h.diag, rec, field, ret, sizeof(*ret), NULL, TEXT_UTF8);
}

static inline SQLLEN number(struct desc *d, SQLSMALLINT rec, SQLSMALLINT field)
{
	union any v;

	ck_ok(&d->h, get(d, rec, field, &v));
	switch (desc_field_find(field)->type) {
	case DESC_SMALL: return v.small;
	case DESC_INT:
	case DESC_ROW_LENGTH: return v.whole;
	default: return v.len;
	}
}

#endif
