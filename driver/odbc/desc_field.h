/*
 * The fields of descriptors as one table: what they are called, which kinds of
 * descriptor have them, who may set them and where they are kept.  Constant data.
 * ODBC: SQLSetDescField, "Initialization of Descriptor Fields".
 */
#ifndef SP_ODBC_DESC_FIELD_H
#define SP_ODBC_DESC_FIELD_H

#include "odbc/desc.h"

enum desc_type {
	DESC_SMALL,      /* SQLSMALLINT */
	DESC_INT,        /* SQLINTEGER */
	DESC_LEN,        /* SQLLEN */
	DESC_ULEN,       /* SQLULEN */
	DESC_ROW_LENGTH, /* SQLINTEGER outside, SQLULEN as the statement attribute that it is too */
	DESC_PTR,
	DESC_TEXT, /* char * of the record, owned by it */
};

#define DESC_BIT(kind) (1u << (kind))
#define DESC_APPS      (DESC_BIT(DESC_ARD) | DESC_BIT(DESC_APD))
#define DESC_IMPS      (DESC_BIT(DESC_IRD) | DESC_BIT(DESC_IPD))
#define DESC_ALL       (DESC_APPS | DESC_IMPS)

struct desc_field {
	SQLSMALLINT id;
	enum desc_type type;
	bool header;
	bool deferred; /* setting it does not unbind the record */
	bool base;     /* of the IRD: known only after the base table was looked up */
	unsigned has;  /* DESC_BIT()s of the kinds that define it */
	unsigned set;  /* ... and of those in which it may be set */
	size_t offset; /* in struct desc_rec, or in struct desc for a header field */
};

const struct desc_field *desc_field_find(SQLSMALLINT id);
/* The nth row, from 0; NULL past the last one. */
const struct desc_field *desc_field_row(size_t n);

#endif
