/* SQLGetTypeInfo: the types for DDL, in the order of the specification. */
#include "config.h"
#include "conv/types.h"

#include "conv/sqltype.h"
#include "conv/type_table.h"

/* Describes one entry; false: not on this server. */
static bool describe(const struct type_info_entry *e, const struct type_options *o,
		     struct type_info *ret)
{
	struct type_desc *d = &ret->type;
	bool numeric;
	uint32_t size = o->flavour == TYPE_REDSHIFT ? e->redshift : e->postgresql;

	if (!(e->flavour & o->flavour))
		return false;
	/* Long text has rows of its own; this one is for text that is reported as varchar. */
	if ((e->oid == 25 || e->oid == 4000) && !e->as && o->text_as_longvarchar)
		return false;
	type_by_oid(e->oid, e->typmod, NULL, o, d);
	if (e->as) {
		d->sql_type = e->as;
		sqltype_split(e->as, &d->verbose, &d->code);
		d->default_c = type_default_c(e->as, d->is_unsigned);
	}
	numeric = d->radix != 0;
	ret->type_name = e->name ? e->name : d->name;
	ret->create_params = e->params;
	ret->nullable = e->auto_unique ? SQL_NO_NULLS : SQL_NULLABLE;
	ret->auto_unique = numeric ? e->auto_unique : -1;
	ret->minimum_scale = e->scale < 0 ? -1 : 0;
	ret->maximum_scale = e->scale;
	if (e->oid == 1700 && o->flavour == TYPE_REDSHIFT)
		ret->maximum_scale = 37;
	if (e->oid == 790)
		ret->minimum_scale = e->scale;
	ret->column_size = size ? size : type_size_in_radix(d);
	return true;
}

static bool matches(const struct type_info *info, SQLSMALLINT wanted)
{
	return wanted == SQL_ALL_TYPES ||
	       sqltype_odbc3(info->type.sql_type) == sqltype_odbc3(wanted);
}

/*
 * The nth row in ascending order of DATA_TYPE; rows of one type keep the order of
 * the table.  Some sixty rows, so counting the smaller ones is quick enough.
 */
bool type_info_row(SQLSMALLINT sql_type, const struct type_options *o, size_t n,
		   struct type_info *ret)
{
	for (size_t i = 0; i < type_info_entry_count; i++) {
		struct type_info info, other;
		size_t before = 0;

		if (!describe(&type_info_entries[i], o, &info) || !matches(&info, sql_type))
			continue;
		for (size_t k = 0; k < type_info_entry_count; k++) {
			if (!describe(&type_info_entries[k], o, &other) ||
			    !matches(&other, sql_type))
				continue;
			if (other.type.sql_type < info.type.sql_type ||
			    (other.type.sql_type == info.type.sql_type && k < i))
				before++;
		}
		if (before == n) {
			*ret = info;
			return true;
		}
	}
	return false;
}
