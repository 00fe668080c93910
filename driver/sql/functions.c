#include "config.h"
#include "sql/functions.h"

#include "util/ascii.h"

/* By enum sql_server. */
#define SAME(t)          \
	{                \
		(t), (t) \
	}
#define EACH(pg, red)       \
	{                   \
		(pg), (red) \
	}
#define NOT_REDSHIFT(t)   \
	{                 \
		(t), NULL \
	}

#define AS_FLOAT(x)  "CAST(" x " AS double precision)"
#define DATE_PART(f) "CAST(EXTRACT(" f " FROM CAST(%1 AS timestamp)) AS integer)"
#define TIME_PART(f) "CAST(floor(EXTRACT(" f " FROM CAST(%1 AS time))) AS integer)"
/* Redshift's text types hold 256 bytes unless told otherwise, its numeric no fraction. */
#define RED_TEXT "CAST(%1 AS varchar(65535))"

/*
 * American Soundex without an extension.  Each letter becomes its digit; H and W
 * vanish, so that what they part counts once, and vowels become 0, so that what
 * they part counts twice.  E'' strings read the same whatever
 * standard_conforming_strings says.
 */
#define SOUNDEX(x)                                                                               \
	"(SELECT rpad(substr(w, 1, 1) || replace(substr(regexp_replace("                         \
	"translate(substr(w, 1, 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202')" \
	" || translate(substr(w, 2), 'ABCDEFGIJKLMNOPQRSTUVXYZHW', '012301202245501262301202')," \
	" E'(.)\\\\1+', E'\\\\1', 'g'), 2), '0', ''), 4, '0')"                                   \
	" FROM (SELECT upper(regexp_replace(" x ", '[^A-Za-z]', '', 'g')) AS w) AS soundex_of)"
#define SAME_PLACE(n) "CAST(substr(a, " n ", 1) = substr(b, " n ", 1) AS integer)"
#define DIFFERENCE                                                                               \
	"(SELECT " SAME_PLACE("1") " + " SAME_PLACE("2") " + " SAME_PLACE("3") " + " SAME_PLACE( \
		"4") " FROM (SELECT " SOUNDEX("%1") " AS a, " SOUNDEX("%2") " AS b) AS "         \
									    "soundex_pair)"

/* Seeds the session's generator and draws from it, in this order. */
#define RAND_SEEDED                                                                               \
	"CASE WHEN setseed(CAST(mod(CAST(%1 AS bigint), 1000003) AS double precision) / 1000003)" \
	" IS NULL THEN random() ELSE random() END"

#define LOCATE_FROM(substr, strpos)                                                       \
	"CASE WHEN " strpos "(" substr "(%2, %3), %1) = 0 THEN 0 ELSE " strpos "(" substr \
	"(%2, %3), %1) + (%3) - 1 END"

#define ADD(unit) "(%T3 + (%2) * INTERVAL '" unit "')"
#define ADDS(name, bit, pg, red)                                                  \
	{                                                                         \
		name, bit, EACH(pg, "dateadd(" red ", CAST(%2 AS integer), %T3)") \
	}

static const struct sql_fn_word tsi_add[] = {
	{ "sql_tsi_frac_second", 0x1,
	  EACH("(%T3 + (%2) * INTERVAL '1 microsecond' / 1000)",
	       "dateadd(microsecond, CAST((%2) / 1000 AS integer), %T3)") },
	ADDS("sql_tsi_second", 0x2, ADD("1 second"), "second"),
	ADDS("sql_tsi_minute", 0x4, ADD("1 minute"), "minute"),
	ADDS("sql_tsi_hour", 0x8, ADD("1 hour"), "hour"),
	ADDS("sql_tsi_day", 0x10, ADD("1 day"), "day"),
	ADDS("sql_tsi_week", 0x20, ADD("7 days"), "week"),
	ADDS("sql_tsi_month", 0x40, ADD("1 month"), "month"),
	ADDS("sql_tsi_quarter", 0x80, ADD("3 months"), "quarter"),
	ADDS("sql_tsi_year", 0x100, ADD("1 year"), "year"),
};

#define SPAN        "EXTRACT(EPOCH FROM (%T3 - %T2))"
#define SPANS(unit) "CAST(trunc(" SPAN " / " unit ") AS integer)"
#define AGE(f)      "EXTRACT(" f " FROM age(%T3, %T2))"
#define DIFFS(name, bit, pg, red)                                  \
	{                                                          \
		name, bit, EACH(pg, "datediff(" red ", %T2, %T3)") \
	}

static const struct sql_fn_word tsi_diff[] = {
	{ "sql_tsi_frac_second", 0x1,
	  EACH("CAST(" SPAN " * 1000000000 AS bigint)",
	       "(datediff(microsecond, %T2, %T3) * 1000)") },
	DIFFS("sql_tsi_second", 0x2, "CAST(trunc(" SPAN ") AS bigint)", "second"),
	DIFFS("sql_tsi_minute", 0x4, SPANS("60"), "minute"),
	DIFFS("sql_tsi_hour", 0x8, SPANS("3600"), "hour"),
	DIFFS("sql_tsi_day", 0x10, SPANS("86400"), "day"),
	DIFFS("sql_tsi_week", 0x20, SPANS("604800"), "week"),
	DIFFS("sql_tsi_month", 0x40, "CAST(" AGE("YEAR") " * 12 + " AGE("MONTH") " AS integer)",
	      "month"),
	DIFFS("sql_tsi_quarter", 0x80,
	      "CAST(trunc((" AGE("YEAR") " * 12 + " AGE("MONTH") ") / 3) AS integer)", "quarter"),
	DIFFS("sql_tsi_year", 0x100, "CAST(" AGE("YEAR") " AS integer)", "year"),
};

#define TYPE(name, type)                              \
	{                                             \
		name, 0, SAME("CAST(%1 AS " type ")") \
	}
#define TYPES(name, pg, red)                                               \
	{                                                                  \
		name, 0, EACH("CAST(%1 AS " pg ")", "CAST(%1 AS " red ")") \
	}
#define INTERVAL_TYPE(name, type) TYPE("sql_interval_" name, "interval " type)

static const struct sql_fn_word convert_types[] = {
	TYPE("sql_bigint", "bigint"),
	TYPES("sql_binary", "bytea", "varbyte"),
	TYPE("sql_bit", "boolean"),
	TYPES("sql_char", "varchar", "varchar(65535)"),
	TYPE("sql_date", "date"),
	TYPES("sql_decimal", "numeric", "numeric(38, 10)"),
	TYPE("sql_double", "double precision"),
	TYPE("sql_float", "double precision"),
	{ "sql_guid", 0, NOT_REDSHIFT("CAST(%1 AS uuid)") },
	TYPE("sql_integer", "integer"),
	INTERVAL_TYPE("day", "day"),
	INTERVAL_TYPE("day_to_hour", "day to hour"),
	INTERVAL_TYPE("day_to_minute", "day to minute"),
	INTERVAL_TYPE("day_to_second", "day to second"),
	INTERVAL_TYPE("hour", "hour"),
	INTERVAL_TYPE("hour_to_minute", "hour to minute"),
	INTERVAL_TYPE("hour_to_second", "hour to second"),
	INTERVAL_TYPE("minute", "minute"),
	INTERVAL_TYPE("minute_to_second", "minute to second"),
	INTERVAL_TYPE("month", "month"),
	INTERVAL_TYPE("second", "second"),
	INTERVAL_TYPE("year", "year"),
	INTERVAL_TYPE("year_to_month", "year to month"),
	TYPES("sql_longvarbinary", "bytea", "varbyte"),
	TYPES("sql_longvarchar", "text", "varchar(65535)"),
	TYPES("sql_numeric", "numeric", "numeric(38, 10)"),
	TYPE("sql_real", "real"),
	TYPE("sql_smallint", "smallint"),
	TYPE("sql_time", "time"),
	TYPE("sql_timestamp", "timestamp"),
	TYPE("sql_tinyint", "smallint"),
	TYPE("sql_type_date", "date"),
	TYPE("sql_type_time", "time"),
	TYPE("sql_type_timestamp", "timestamp"),
	TYPES("sql_varbinary", "bytea", "varbyte"),
	TYPES("sql_varchar", "varchar", "varchar(65535)"),
	TYPES("sql_wchar", "varchar", "varchar(65535)"),
	TYPES("sql_wlongvarchar", "text", "varchar(65535)"),
	TYPES("sql_wvarchar", "varchar", "varchar(65535)"),
};

/* name, bit, least and most arguments, template */
#define STRING(name, bit, min, max, ...)                                         \
	{                                                                        \
		name, SQLFN_STRING, bit, min, max, 0, NULL, NULL, 0, __VA_ARGS__ \
	}
#define NUMERIC(name, bit, min, max, ...)                                         \
	{                                                                         \
		name, SQLFN_NUMERIC, bit, min, max, 0, NULL, NULL, 0, __VA_ARGS__ \
	}
#define TIMEDATE(name, bit, min, max, ...)                                         \
	{                                                                          \
		name, SQLFN_TIMEDATE, bit, min, max, 0, NULL, NULL, 0, __VA_ARGS__ \
	}
#define SYSTEM(name, bit, min, max, ...)                                         \
	{                                                                        \
		name, SQLFN_SYSTEM, bit, min, max, 0, NULL, NULL, 0, __VA_ARGS__ \
	}
#define WORDS(table) (table), sizeof(table) / sizeof((table)[0])

/* Adding a function is adding a row.  The numbers are those of sqlext.h. */
static const struct sql_fn functions[] = {
	/* SQL_FN_STR_ */
	STRING("concat", 0x1, 2, 2, SAME("((%1) || (%2))")),
	STRING("insert", 0x2, 4, 4,
	       EACH("overlay(%1 PLACING %4 FROM %2 FOR %3)",
		    "(substring(%1, 1, (%2) - 1) || %4 || substring(%1, (%2) + (%3)))")),
	STRING("left", 0x4, 2, 2, SAME("left(%1, %2)")),
	STRING("ltrim", 0x8, 1, 1, SAME("ltrim(%1)")),
	STRING("length", 0x10, 1, 1,
	       EACH("length(rtrim(CAST(%1 AS text)))", "length(rtrim(" RED_TEXT "))")),
	STRING("locate", 0x10000, 2, 2, SAME("strpos(%2, %1)")),
	STRING("locate", 0x20, 3, 3,
	       EACH(LOCATE_FROM("substr", "strpos"), LOCATE_FROM("substring", "strpos"))),
	STRING("lcase", 0x40, 1, 1, SAME("lower(%1)")),
	STRING("repeat", 0x80, 2, 2, SAME("repeat(%1, %2)")),
	STRING("replace", 0x100, 3, 3, SAME("replace(%1, %2, %3)")),
	STRING("right", 0x200, 2, 2, SAME("right(%1, %2)")),
	STRING("rtrim", 0x400, 1, 1, SAME("rtrim(%1)")),
	STRING("substring", 0x800, 3, 3, EACH("substr(%1, %2, %3)", "substring(%1, %2, %3)")),
	STRING("substring", 0x800, 2, 2, EACH("substr(%1, %2)", "substring(%1, %2)")),
	STRING("ucase", 0x1000, 1, 1, SAME("upper(%1)")),
	STRING("ascii", 0x2000, 1, 1, SAME("ascii(%1)")),
	STRING("char", 0x4000, 1, 1, SAME("chr(%1)")),
	STRING("difference", 0x8000, 2, 2, EACH(DIFFERENCE, "difference(%1, %2)")),
	STRING("soundex", 0x20000, 1, 1, EACH(SOUNDEX("%1"), "soundex(%1)")),
	STRING("space", 0x40000, 1, 1, SAME("repeat(' ', %1)")),
	STRING("bit_length", 0x80000, 1, 1, EACH("bit_length(%1)", "(octet_length(%1) * 8)")),
	STRING("char_length", 0x100000, 1, 1, SAME("length(%1)")),
	STRING("character_length", 0x200000, 1, 1, SAME("length(%1)")),
	STRING("octet_length", 0x400000, 1, 1, SAME("octet_length(%1)")),
	{ "position", SQLFN_STRING, 0x800000, 2, 2, 0, "in", NULL, 0, SAME("position(%1 IN %2)") },
	/* SQL_FN_NUM_: SQL_FLOAT, but for those that keep the type of their argument */
	NUMERIC("abs", 0x1, 1, 1, SAME("abs(%1)")),
	NUMERIC("acos", 0x2, 1, 1, SAME("acos(%1)")),
	NUMERIC("asin", 0x4, 1, 1, SAME("asin(%1)")),
	NUMERIC("atan", 0x8, 1, 1, SAME("atan(%1)")),
	NUMERIC("atan2", 0x10, 2, 2, SAME("atan2(%1, %2)")),
	NUMERIC("ceiling", 0x20, 1, 1, SAME("ceiling(%1)")),
	NUMERIC("cos", 0x40, 1, 1, SAME("cos(%1)")),
	NUMERIC("cot", 0x80, 1, 1, SAME("cot(%1)")),
	NUMERIC("exp", 0x100, 1, 1, SAME("exp(" AS_FLOAT("%1") ")")),
	NUMERIC("floor", 0x200, 1, 1, SAME("floor(%1)")),
	NUMERIC("log", 0x400, 1, 1, SAME("ln(" AS_FLOAT("%1") ")")),
	NUMERIC("mod", 0x800, 2, 2, SAME("mod(%I1, %2)")),
	NUMERIC("sign", 0x1000, 1, 1, SAME("sign(%1)")),
	NUMERIC("sin", 0x2000, 1, 1, SAME("sin(%1)")),
	NUMERIC("sqrt", 0x4000, 1, 1, SAME("sqrt(" AS_FLOAT("%1") ")")),
	NUMERIC("tan", 0x8000, 1, 1, SAME("tan(%1)")),
	NUMERIC("pi", 0x10000, 0, 0, SAME("pi()")),
	NUMERIC("rand", 0x20000, 0, 0, SAME("random()")),
	NUMERIC("rand", 0x20000, 1, 1, NOT_REDSHIFT(RAND_SEEDED)),
	NUMERIC("degrees", 0x40000, 1, 1, SAME("degrees(%1)")),
	NUMERIC("log10", 0x80000, 1, 1, SAME("log(" AS_FLOAT("%1") ")")),
	NUMERIC("power", 0x100000, 2, 2, SAME("power(" AS_FLOAT("%1") ", %2)")),
	NUMERIC("radians", 0x200000, 1, 1, SAME("radians(%1)")),
	NUMERIC("round", 0x400000, 2, 2, EACH("round(CAST(%1 AS numeric), %2)", "round(%1, %2)")),
	NUMERIC("truncate", 0x800000, 2, 2,
		EACH("trunc(CAST(%1 AS numeric), %2)", "trunc(%1, %2)")),
	/* SQL_FN_TD_ */
	TIMEDATE("now", 0x1, 0, 0, EACH("localtimestamp", "getdate()")),
	TIMEDATE("curdate", 0x2, 0, 0, SAME("current_date")),
	TIMEDATE("dayofmonth", 0x4, 1, 1, SAME(DATE_PART("DAY"))),
	TIMEDATE("dayofweek", 0x8, 1, 1, SAME("(" DATE_PART("DOW") " + 1)")),
	TIMEDATE("dayofyear", 0x10, 1, 1, SAME(DATE_PART("DOY"))),
	TIMEDATE("month", 0x20, 1, 1, SAME(DATE_PART("MONTH"))),
	TIMEDATE("quarter", 0x40, 1, 1, SAME(DATE_PART("QUARTER"))),
	TIMEDATE("week", 0x80, 1, 1, SAME(DATE_PART("WEEK"))),
	TIMEDATE("year", 0x100, 1, 1, SAME(DATE_PART("YEAR"))),
	TIMEDATE("curtime", 0x200, 0, 0, EACH("localtime(0)", "CAST(getdate() AS time)")),
	TIMEDATE("hour", 0x400, 1, 1, SAME(TIME_PART("HOUR"))),
	TIMEDATE("minute", 0x800, 1, 1, SAME(TIME_PART("MINUTE"))),
	TIMEDATE("second", 0x1000, 1, 1, SAME(TIME_PART("SECOND"))),
	{ "timestampadd", SQLFN_TIMEDATE, 0x2000, 3, 3, 1, NULL, WORDS(tsi_add), SAME(NULL) },
	{ "timestampdiff", SQLFN_TIMEDATE, 0x4000, 3, 3, 1, NULL, WORDS(tsi_diff), SAME(NULL) },
	TIMEDATE("dayname", 0x8000, 1, 1, SAME("rtrim(to_char(CAST(%1 AS timestamp), 'Day'))")),
	TIMEDATE("monthname", 0x10000, 1, 1,
		 SAME("rtrim(to_char(CAST(%1 AS timestamp), 'Month'))")),
	TIMEDATE("current_date", 0x20000, 0, 0, SAME("current_date")),
	TIMEDATE("current_time", 0x40000, 0, 0, EACH("localtime(0)", "CAST(getdate() AS time)")),
	TIMEDATE("current_time", 0x40000, 1, 1, EACH("localtime(%1)", "CAST(sysdate AS time)")),
	TIMEDATE("current_timestamp", 0x80000, 0, 0, EACH("localtimestamp", "sysdate")),
	TIMEDATE("current_timestamp", 0x80000, 1, 1, EACH("localtimestamp(%1)", "sysdate")),
	{ "extract", SQLFN_TIMEDATE, 0x100000, 2, 2, 0, "from", NULL, 0,
	  SAME("EXTRACT(%1 FROM %S2)") },
	/* SQL_FN_SYS_ */
	SYSTEM("user", 0x1, 0, 0, SAME("current_user")),
	SYSTEM("database", 0x2, 0, 0, SAME("current_database()")),
	SYSTEM("ifnull", 0x4, 2, 2, SAME("coalesce(%1, %2)")),
	/* SQL_FN_CVT_ */
	{ "convert", SQLFN_CONVERT, 0x1, 2, 2, 2, NULL, WORDS(convert_types), SAME(NULL) },
	{ "cast", SQLFN_CONVERT, 0x2, 2, 2, 0, "as", NULL, 0, SAME("CAST(%1 AS %2)") },
};

#define N_FUNCTIONS (sizeof(functions) / sizeof(functions[0]))

const struct sql_fn *sql_fn_table(size_t *ret_n)
{
	*ret_n = N_FUNCTIONS;
	return functions;
}

const struct sql_fn *sql_fn_named(struct str name)
{
	for (size_t i = 0; i < N_FUNCTIONS; i++)
		if (ascii_ieq(name, str_from(functions[i].name)))
			return &functions[i];
	return NULL;
}

const struct sql_fn *sql_fn_find(struct str name, size_t n_args)
{
	for (size_t i = 0; i < N_FUNCTIONS; i++) {
		const struct sql_fn *f = &functions[i];

		if (n_args >= f->min_args && n_args <= f->max_args &&
		    ascii_ieq(name, str_from(f->name)))
			return f;
	}
	return NULL;
}

const struct sql_fn_word *sql_fn_word(const struct sql_fn *fn, struct str name)
{
	for (size_t i = 0; i < fn->n_words; i++)
		if (ascii_ieq(name, str_from(fn->words[i].name)))
			return &fn->words[i];
	return NULL;
}

static uint32_t words_mask(const struct sql_fn_word *words, size_t n, enum sql_server server)
{
	uint32_t mask = 0;

	for (size_t i = 0; i < n; i++)
		if (words[i].template[server])
			mask |= words[i].bit;
	return mask;
}

uint32_t sql_functions_mask(enum sql_fn_class fn_class, enum sql_server server)
{
	uint32_t mask = 0;

	if (fn_class == SQLFN_TSI_ADD)
		return words_mask(WORDS(tsi_add), server);
	if (fn_class == SQLFN_TSI_DIFF)
		return words_mask(WORDS(tsi_diff), server);
	for (size_t i = 0; i < N_FUNCTIONS; i++) {
		const struct sql_fn *f = &functions[i];

		if (f->fn_class == fn_class && (f->n_words || f->template[server]))
			mask |= f->bit;
	}
	return mask;
}
