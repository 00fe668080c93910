#include "config.h"
#include "sql/dirt.h"

#include <stdlib.h>

#include "util/ascii.h"

/*
 * Functions of PostgreSQL and Redshift that leave nothing behind in the session,
 * and the keywords and types that may stand before a parenthesis, since a token
 * alone does not tell them from a call.  Sorted; a name that is missing costs a
 * clean-up, one that should not be here costs the next user.
 */
/* clang-format off */
static const char *const harmless[] = {
	"abs", "acos", "acosd", "acosh", "add_months", "age", "all", "analyze", "and", "any",
	"any_value", "approximate", "array", "array_agg", "array_append", "array_cat",
	"array_concat", "array_dims", "array_fill", "array_flatten", "array_length",
	"array_lower", "array_ndims", "array_position", "array_positions", "array_prepend",
	"array_remove", "array_replace", "array_to_json", "array_to_string", "array_to_tsvector",
	"array_upper", "as", "ascii", "asin", "asind", "asinh", "atan", "atan2", "atan2d",
	"atand", "atanh", "avg", "bernoulli", "between", "bigint", "bit", "bit_and", "bit_count",
	"bit_length", "bit_or", "bit_xor", "bool", "bool_and", "bool_or", "boolean", "box",
	"bpchar", "bpcharcmp", "btrim", "by", "cardinality", "case", "cast", "cbrt", "ceil",
	"ceiling", "center", "char", "char_length", "character", "character_length", "charindex",
	"check", "checksum", "chr", "circle", "clock_timestamp", "coalesce", "col_description",
	"collate", "concat", "concat_ws", "conflict", "convert", "convert_from",
	"convert_timezone", "convert_to", "corr", "cos", "cosd", "cosh", "cot", "cotd", "count",
	"covar_pop", "covar_samp", "crc32", "cross", "cube", "cume_dist", "current_database",
	"current_schema", "current_schemas", "current_setting", "current_time",
	"current_timestamp", "current_user", "date", "date_bin", "date_cmp", "date_part",
	"date_trunc", "dateadd", "datediff", "daterange", "dec", "decimal", "decode", "default",
	"degrees", "dense_rank", "diameter", "difference", "distinct", "div", "else", "encode",
	"end", "enum_first", "enum_last", "enum_range", "erf", "erfc", "escape", "every",
	"except", "exclude", "exists", "exp", "explain", "extract", "factorial", "family",
	"fetch", "filter", "first_value", "float", "float4", "float8", "floor", "format",
	"format_type", "from", "from_hex", "from_varbyte", "full", "func_sha1", "gcd",
	"gen_random_uuid", "generate_series", "generate_subscripts", "generated",
	"get_array_length", "get_bit", "get_byte", "getdate", "greatest", "group", "grouping",
	"has_any_column_privilege", "has_column_privilege", "has_database_privilege",
	"has_function_privilege", "has_language_privilege", "has_parameter_privilege",
	"has_schema_privilege", "has_sequence_privilege", "has_server_privilege",
	"has_table_privilege", "has_tablespace_privilege", "has_type_privilege", "having",
	"height", "host", "hostmask", "ilike", "in", "inet_client_addr", "inet_client_port",
	"inet_merge", "inet_same_family", "inet_server_addr", "inet_server_port", "initcap",
	"inner", "insert", "int", "int2", "int4", "int4range", "int8", "int8range", "integer",
	"intersect", "interval", "into", "is", "is_valid_json", "isclosed", "isempty",
	"isfinite", "isnull", "isopen", "join", "json_agg", "json_array_elements",
	"json_array_elements_text", "json_array_length", "json_build_array", "json_build_object",
	"json_each", "json_each_text", "json_extract_array_element_text", "json_extract_path",
	"json_extract_path_text", "json_object", "json_object_agg", "json_object_keys",
	"json_parse", "json_populate_record", "json_populate_recordset", "json_serialize",
	"json_strip_nulls", "json_to_record", "json_to_recordset", "json_typeof", "jsonb_agg",
	"jsonb_array_elements", "jsonb_array_elements_text", "jsonb_array_length",
	"jsonb_build_array", "jsonb_build_object", "jsonb_each", "jsonb_each_text",
	"jsonb_extract_path", "jsonb_extract_path_text", "jsonb_insert", "jsonb_object",
	"jsonb_object_agg", "jsonb_object_keys", "jsonb_path_exists", "jsonb_path_match",
	"jsonb_path_query", "jsonb_path_query_array", "jsonb_path_query_first",
	"jsonb_populate_record", "jsonb_populate_recordset", "jsonb_pretty", "jsonb_set",
	"jsonb_set_lax", "jsonb_strip_nulls", "jsonb_to_record", "jsonb_to_recordset",
	"jsonb_typeof", "justify_days", "justify_hours", "justify_interval", "key", "lag",
	"last_day", "last_value", "lateral", "lcm", "lead", "least", "left", "len", "length",
	"like", "limit", "line", "listagg", "ln", "localtime", "localtimestamp", "log", "log10",
	"lower", "lower_inc", "lower_inf", "lpad", "lseg", "ltrim", "macaddr8_set7bit",
	"make_date", "make_interval", "make_time", "make_timestamp", "make_timestamptz",
	"masklen", "matched", "materialized", "max", "md5", "median", "min", "min_scale", "mod",
	"mode", "money", "months_between", "multirange", "natural", "nchar", "netmask",
	"network", "next_day", "normalize", "not", "notnull", "now", "npoints", "nth_value",
	"ntile", "nullif", "num_nonnulls", "num_nulls", "numeric", "numnode", "numrange", "nvl",
	"nvl2", "obj_description", "object", "octet_length", "octetindex", "offset", "on",
	"only", "or", "order", "over", "overlaps", "overlay", "parse_ident", "partition", "path",
	"percent_rank", "percentile_cont", "percentile_disc", "pg_advisory_xact_lock",
	"pg_advisory_xact_lock_shared", "pg_backend_pid", "pg_client_encoding",
	"pg_collation_for", "pg_collation_is_visible", "pg_column_size", "pg_conf_load_time",
	"pg_conversion_is_visible", "pg_current_xact_id", "pg_current_xact_id_if_assigned",
	"pg_database_size", "pg_encoding_to_char", "pg_function_is_visible",
	"pg_get_constraintdef", "pg_get_expr", "pg_get_function_arguments",
	"pg_get_function_identity_arguments", "pg_get_function_result", "pg_get_functiondef",
	"pg_get_indexdef", "pg_get_keywords", "pg_get_partkeydef", "pg_get_ruledef",
	"pg_get_serial_sequence", "pg_get_statisticsobjdef", "pg_get_triggerdef",
	"pg_get_userbyid", "pg_get_viewdef", "pg_has_role", "pg_index_column_has_property",
	"pg_index_has_property", "pg_indexes_size", "pg_is_in_recovery",
	"pg_is_other_temp_schema", "pg_jit_available", "pg_last_wal_receive_lsn",
	"pg_last_wal_replay_lsn", "pg_my_temp_schema", "pg_notify", "pg_opclass_is_visible",
	"pg_operator_is_visible", "pg_options_to_table", "pg_postmaster_start_time",
	"pg_relation_filenode", "pg_relation_size", "pg_size_bytes", "pg_size_pretty",
	"pg_sleep", "pg_sleep_for", "pg_sleep_until", "pg_table_is_visible", "pg_table_size",
	"pg_tablespace_location", "pg_total_relation_size", "pg_try_advisory_xact_lock",
	"pg_try_advisory_xact_lock_shared", "pg_ts_config_is_visible", "pg_type_is_visible",
	"pg_typeof", "phraseto_tsquery", "pi", "plainto_tsquery", "point", "polygon", "position",
	"power", "precision", "primary", "querytree", "quote_ident", "quote_literal",
	"quote_nullable", "radians", "radius", "random", "range_agg", "range_intersect_agg",
	"range_merge", "rank", "ratio_to_report", "real", "recursive", "regexp_count",
	"regexp_instr", "regexp_like", "regexp_match", "regexp_matches", "regexp_replace",
	"regexp_split_to_array", "regexp_split_to_table", "regexp_substr", "regr_avgx",
	"regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx",
	"regr_sxy", "regr_syy", "repeat", "replace", "returning", "reverse", "right", "rollup",
	"round", "row", "row_number", "row_security_active", "row_to_json", "rows", "rpad",
	"rtrim", "scale", "second", "select", "session_user", "set", "set_bit", "set_byte",
	"set_masklen", "sets", "setweight", "sha224", "sha256", "sha384", "sha512",
	"shobj_description", "sign", "similar", "sin", "sind", "sinh", "slope", "smallint",
	"some", "soundex", "split_part", "split_to_array", "sqrt", "starts_with",
	"statement_timestamp", "stddev", "stddev_pop", "stddev_samp", "string_agg",
	"string_to_array", "string_to_table", "strip", "strpos", "strtol", "subarray", "substr",
	"substring", "sum", "symmetric", "sysdate", "system", "tan", "tand", "tanh", "text",
	"then", "time", "timeofday", "timestamp", "timestamptz", "timetz", "timezone",
	"to_ascii", "to_char", "to_date", "to_hex", "to_json", "to_jsonb", "to_number",
	"to_regclass", "to_regcollation", "to_regnamespace", "to_regoper", "to_regoperator",
	"to_regproc", "to_regprocedure", "to_regrole", "to_regtype", "to_timestamp",
	"to_tsquery", "to_tsvector", "to_varbyte", "transaction_timestamp", "translate", "treat",
	"trim", "trim_array", "trim_scale", "trunc", "ts_delete", "ts_filter", "ts_headline",
	"ts_rank", "ts_rank_cd", "ts_rewrite", "tsquery_phrase", "tsrange", "tstzrange",
	"tsvector_to_array", "txid_current", "txid_current_if_assigned", "union", "unique",
	"unistr", "unknown", "unnest", "upper", "upper_inc", "upper_inf", "using", "uuid",
	"values", "var_pop", "var_samp", "varbinary", "varbit", "varbyte", "varchar", "variance",
	"varying", "verbose", "version", "websearch_to_tsquery", "when", "where", "width",
	"width_bucket", "window", "with", "within", "xmlagg", "xmlattributes", "xmlcomment",
	"xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlparse", "xmlpi", "xmlroot",
	"xmlserialize", "xmltable", "xpath", "xpath_exists",
};
/* clang-format on */

static int compare(const void *key, const void *element)
{
	const struct str *name = key;
	const char *word = *(const char *const *)element;
	size_t n = strlen(word);
	int r = memcmp(name->p, word, name->n < n ? name->n : n);

	return r ? r : (name->n > n) - (name->n < n);
}

bool sql_function_is_harmless(struct str name)
{
	return bsearch(&name, harmless, sizeof(harmless) / sizeof(harmless[0]), sizeof(harmless[0]),
		       compare) != NULL;
}

const char *const *sql_harmless_table(size_t *ret_n)
{
	*ret_n = sizeof(harmless) / sizeof(harmless[0]);
	return harmless;
}
