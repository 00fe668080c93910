/*
 * Descriptors: the four kinds in one structure.  Each statement has an implicit
 * one of each kind; explicit ones (SQLAllocHandle) may take the place of its ARD
 * or APD.  Protected by the connection's lock.
 * ODBC: "Descriptors", SQLSetDescField, SQLGetDescField.
 */
#ifndef SP_ODBC_DESC_H
#define SP_ODBC_DESC_H

#include "odbc/handle.h"

struct dbc;
struct stmt;

enum desc_kind { DESC_ARD, DESC_APD, DESC_IRD, DESC_IPD };

/* Text fields are heap copies owned by the record; NULL means "". */
struct desc_rec {
	SQLSMALLINT concise_type;
	SQLSMALLINT type; /* verbose: SQL_DATETIME, SQL_INTERVAL, ... */
	SQLSMALLINT datetime_code;
	SQLINTEGER interval_precision; /* SQL_DESC_DATETIME_INTERVAL_PRECISION */
	SQLSMALLINT precision;
	SQLSMALLINT scale;
	SQLULEN length;
	SQLLEN octet_length;
	SQLPOINTER data_ptr;
	SQLLEN *indicator_ptr;
	SQLLEN *octet_length_ptr;
	SQLSMALLINT parameter_type; /* SQL_PARAM_INPUT, ... (IPD) */
	SQLSMALLINT nullable;
	SQLSMALLINT unnamed;
	SQLSMALLINT searchable;
	SQLSMALLINT updatable;
	SQLSMALLINT fixed_prec_scale;
	SQLSMALLINT is_unsigned;
	SQLSMALLINT rowver;
	SQLINTEGER auto_unique;
	SQLINTEGER case_sensitive;
	SQLINTEGER num_prec_radix;
	SQLLEN display_size;
	char *name;
	char *label;
	char *base_column_name;
	char *base_table_name;
	char *catalog_name;
	char *schema_name;
	char *table_name;
	char *type_name;
	char *local_type_name;
	char *literal_prefix;
	char *literal_suffix;
	/* Server facts of a column or parameter (IRD, IPD); 0: none. */
	unsigned server_type;
	int server_typmod;
	unsigned table_oid;
	int table_column;
	bool described;  /* of the IPD: filled from the server, not by the application */
	bool base_known; /* table_oid was looked up: base names, nullable, updatable are true */
};

struct desc {
	struct handle h;
	struct dbc *dbc;
	struct stmt *owner;     /* implicit: the statement; explicit: NULL */
	enum desc_kind kind;    /* an explicit one is DESC_ARD until it is used as APD */
	SQLSMALLINT alloc_type; /* SQL_DESC_ALLOC_AUTO or SQL_DESC_ALLOC_USER */
	SQLULEN array_size;
	SQLUSMALLINT *array_status_ptr;
	SQLLEN *bind_offset_ptr;
	SQLULEN bind_type; /* SQL_BIND_BY_COLUMN or the row's length */
	SQLULEN *rows_processed_ptr;
	SQLSMALLINT count;     /* SQL_DESC_COUNT: highest record in use, record 0 not counted */
	struct desc_rec *recs; /* 0 (bookmark) .. count */
	size_t cap;            /* records allocated */
	struct list link;      /* explicit: on the connection's list */
};

void desc_init(struct desc *d, struct dbc *dbc, struct stmt *owner, enum desc_kind kind);
void desc_done(struct desc *d);

SQLRETURN desc_alloc(struct dbc *dbc, struct desc **ret_desc); /* explicit */
SQLRETURN desc_free(struct desc *d); /* statements that use it fall back to their own */

/* Makes records up to n exist (new ones with ODBC's defaults); false: out of memory. */
bool desc_reserve(struct desc *d, SQLSMALLINT n);
/* Sets count and makes or empties records; false: out of memory. */
bool desc_set_count(struct desc *d, SQLSMALLINT n);
/* The record, or NULL past count.  0 is the bookmark record. */
struct desc_rec *desc_rec(struct desc *d, SQLSMALLINT n);
/* After a record was unbound: count becomes the highest record that is still bound. */
void desc_trim(struct desc *d);
void desc_rec_reset(struct desc_rec *r, enum desc_kind kind); /* frees texts, sets defaults */

/* Sets type, concise type, code and the defaults that go with a C or SQL type. */
bool desc_rec_set_type(struct desc_rec *r, SQLSMALLINT concise_type);

/* d is where errors go: the descriptor's own for SQLxxxDescField, the statement's otherwise. */
SQLRETURN desc_get_field(struct desc *d, struct diag *to, SQLSMALLINT rec, SQLSMALLINT field,
			 SQLPOINTER value, SQLINTEGER cap, SQLINTEGER *ret_len,
			 enum text_form form);
SQLRETURN desc_set_field(struct desc *d, struct diag *to, SQLSMALLINT rec, SQLSMALLINT field,
			 SQLPOINTER value, SQLINTEGER len, enum text_form form);
SQLRETURN desc_get_rec(struct desc *d, SQLSMALLINT rec, const struct text_out *name,
		       SQLSMALLINT *type, SQLSMALLINT *sub, SQLLEN *length, SQLSMALLINT *precision,
		       SQLSMALLINT *scale, SQLSMALLINT *nullable);
SQLRETURN desc_set_rec(struct desc *d, SQLSMALLINT rec, SQLSMALLINT type, SQLSMALLINT sub,
		       SQLLEN length, SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data,
		       SQLLEN *octet_length, SQLLEN *indicator);
SQLRETURN desc_copy(struct desc *from, struct desc *to); /* both locked by the caller */

/* Makes what an implementation descriptor says true before it is read. */
SQLRETURN desc_refresh(struct desc *d, struct diag *to, bool base);

/* ODBC "Consistency checks": HY021 with the reason. */
SQLRETURN desc_check(struct desc *d, struct diag *to, SQLSMALLINT rec);

#endif
