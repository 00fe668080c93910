#include "config.h"
#include "odbc/desc_field.h"

#define ARD DESC_BIT(DESC_ARD)
#define APD DESC_BIT(DESC_APD)
#define IRD DESC_BIT(DESC_IRD)
#define IPD DESC_BIT(DESC_IPD)

#define SET_ALL_BUT_IRD (DESC_APPS | IPD)

#define HEADER(id, type, has, set, member)                                           \
	{                                                                            \
		id, type, true, true, false, has, set, offsetof(struct desc, member) \
	}
#define RECORD(id, type, has, set, member)                                                 \
	{                                                                                  \
		id, type, false, false, false, has, set, offsetof(struct desc_rec, member) \
	}
#define DEFER(id, type, has, set, member)                                                 \
	{                                                                                 \
		id, type, false, true, false, has, set, offsetof(struct desc_rec, member) \
	}
#define OF_BASE(id, type, has, member)                                                  \
	{                                                                               \
		id, type, false, false, true, has, 0, offsetof(struct desc_rec, member) \
	}

/* In the order of the page, which is the order of the names: a test looks for gaps. */
static const struct desc_field fields[] = {
	HEADER(SQL_DESC_ALLOC_TYPE, DESC_SMALL, DESC_ALL, 0, alloc_type),
	HEADER(SQL_DESC_ARRAY_SIZE, DESC_ULEN, DESC_APPS, DESC_APPS, array_size),
	HEADER(SQL_DESC_ARRAY_STATUS_PTR, DESC_PTR, DESC_ALL, DESC_ALL, array_status_ptr),
	HEADER(SQL_DESC_BIND_OFFSET_PTR, DESC_PTR, DESC_APPS, DESC_APPS, bind_offset_ptr),
	HEADER(SQL_DESC_BIND_TYPE, DESC_ROW_LENGTH, DESC_APPS, DESC_APPS, bind_type),
	HEADER(SQL_DESC_COUNT, DESC_SMALL, DESC_ALL, SET_ALL_BUT_IRD, count),
	HEADER(SQL_DESC_ROWS_PROCESSED_PTR, DESC_PTR, DESC_IMPS, DESC_IMPS, rows_processed_ptr),

	OF_BASE(SQL_DESC_AUTO_UNIQUE_VALUE, DESC_INT, IRD, auto_unique),
	OF_BASE(SQL_DESC_BASE_COLUMN_NAME, DESC_TEXT, IRD, base_column_name),
	OF_BASE(SQL_DESC_BASE_TABLE_NAME, DESC_TEXT, IRD, base_table_name),
	RECORD(SQL_DESC_CASE_SENSITIVE, DESC_INT, DESC_IMPS, 0, case_sensitive),
	OF_BASE(SQL_DESC_CATALOG_NAME, DESC_TEXT, IRD, catalog_name),
	RECORD(SQL_DESC_CONCISE_TYPE, DESC_SMALL, DESC_ALL, SET_ALL_BUT_IRD, concise_type),
	DEFER(SQL_DESC_DATA_PTR, DESC_PTR, SET_ALL_BUT_IRD, SET_ALL_BUT_IRD, data_ptr),
	RECORD(SQL_DESC_DATETIME_INTERVAL_CODE, DESC_SMALL, DESC_ALL, SET_ALL_BUT_IRD,
	       datetime_code),
	RECORD(SQL_DESC_DATETIME_INTERVAL_PRECISION, DESC_INT, DESC_ALL, SET_ALL_BUT_IRD,
	       interval_precision),
	RECORD(SQL_DESC_DISPLAY_SIZE, DESC_LEN, IRD, 0, display_size),
	RECORD(SQL_DESC_FIXED_PREC_SCALE, DESC_SMALL, DESC_IMPS, 0, fixed_prec_scale),
	DEFER(SQL_DESC_INDICATOR_PTR, DESC_PTR, DESC_APPS, DESC_APPS, indicator_ptr),
	RECORD(SQL_DESC_LABEL, DESC_TEXT, IRD, 0, label),
	RECORD(SQL_DESC_LENGTH, DESC_ULEN, DESC_ALL, SET_ALL_BUT_IRD, length),
	RECORD(SQL_DESC_LITERAL_PREFIX, DESC_TEXT, IRD, 0, literal_prefix),
	RECORD(SQL_DESC_LITERAL_SUFFIX, DESC_TEXT, IRD, 0, literal_suffix),
	RECORD(SQL_DESC_LOCAL_TYPE_NAME, DESC_TEXT, DESC_IMPS, 0, local_type_name),
	RECORD(SQL_DESC_NAME, DESC_TEXT, DESC_IMPS, IPD, name),
	OF_BASE(SQL_DESC_NULLABLE, DESC_SMALL, DESC_IMPS, nullable),
	RECORD(SQL_DESC_NUM_PREC_RADIX, DESC_INT, DESC_ALL, SET_ALL_BUT_IRD, num_prec_radix),
	RECORD(SQL_DESC_OCTET_LENGTH, DESC_LEN, DESC_ALL, SET_ALL_BUT_IRD, octet_length),
	DEFER(SQL_DESC_OCTET_LENGTH_PTR, DESC_PTR, DESC_APPS, DESC_APPS, octet_length_ptr),
	RECORD(SQL_DESC_PARAMETER_TYPE, DESC_SMALL, IPD, IPD, parameter_type),
	RECORD(SQL_DESC_PRECISION, DESC_SMALL, DESC_ALL, SET_ALL_BUT_IRD, precision),
	OF_BASE(SQL_DESC_ROWVER, DESC_SMALL, DESC_IMPS, rowver),
	RECORD(SQL_DESC_SCALE, DESC_SMALL, DESC_ALL, SET_ALL_BUT_IRD, scale),
	OF_BASE(SQL_DESC_SCHEMA_NAME, DESC_TEXT, IRD, schema_name),
	RECORD(SQL_DESC_SEARCHABLE, DESC_SMALL, IRD, 0, searchable),
	OF_BASE(SQL_DESC_TABLE_NAME, DESC_TEXT, IRD, table_name),
	RECORD(SQL_DESC_TYPE, DESC_SMALL, DESC_ALL, SET_ALL_BUT_IRD, type),
	RECORD(SQL_DESC_TYPE_NAME, DESC_TEXT, DESC_IMPS, 0, type_name),
	RECORD(SQL_DESC_UNNAMED, DESC_SMALL, DESC_IMPS, IPD, unnamed),
	RECORD(SQL_DESC_UNSIGNED, DESC_SMALL, DESC_IMPS, 0, is_unsigned),
	OF_BASE(SQL_DESC_UPDATABLE, DESC_SMALL, IRD, updatable),
};

#define N (sizeof(fields) / sizeof(fields[0]))

const struct desc_field *desc_field_row(size_t n)
{
	return n < N ? &fields[n] : NULL;
}

const struct desc_field *desc_field_find(SQLSMALLINT id)
{
	for (size_t i = 0; i < N; i++) {
		if (fields[i].id == id)
			return &fields[i];
	}
	return NULL;
}
