/*
 * Parameters.  Redshift's own are defined; those of PostgreSQL that came after 8.0
 * are hidden, so that SET, SHOW, set_config() and a startup packet find them unknown;
 * extra_float_digits ends at 2; every isolation level means serializable.
 */
#include "config.h"

#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/guc_tables.h"
#include "utils/memutils.h"

#include "server.h"

bool standin_off;
bool standin_single_node;

/* --- Redshift's own ----------------------------------------------------------- */

struct text_setting {
	const char *name;
	const char *value;
	int flags;
	GucContext context; /* who may set it; tests set what a cluster may report otherwise */
	char *now;
};

static struct text_setting texts[] = {
	{ "padb_version", "1.0.77467", GUC_REPORT, PGC_INTERNAL, NULL },
	{ "padb_revision", "standin", GUC_REPORT, PGC_INTERNAL, NULL },
	/* GUESS: sent to every client; the relay's second port leaves these four out. */
	{ "server_protocol_version", "0", GUC_REPORT, PGC_INTERNAL, NULL },
	{ "datashare_enabled", "on", GUC_REPORT, PGC_SUSET, NULL },
	{ "external_database", "off", GUC_REPORT, PGC_SUSET, NULL },
	{ "show_discovery", "4", GUC_REPORT, PGC_SUSET, NULL },
	{ "query_group", "default", 0, PGC_USERSET, NULL },
	{ "default_geometry_encoding", "1", 0, PGC_USERSET, NULL },
	{ "spectrum_query_maxerror", "-1", 0, PGC_USERSET, NULL },
	{ "stored_proc_log_min_messages", "LOG", 0, PGC_USERSET, NULL },
	{ "max_cursor_result_set_size", "0", 0, PGC_USERSET, NULL },
	{ "analyze_threshold_percent", "10", 0, PGC_USERSET, NULL },
	/* GUESS: these keys of a startup packet are also accepted as "-c name=value". */
	{ "client_protocol_version", "0", 0, PGC_USERSET, NULL },
	{ "driver_version", "", 0, PGC_USERSET, NULL },
	{ "os_version", "", 0, PGC_USERSET, NULL },
	{ "plugin_name", "", 0, PGC_USERSET, NULL },
	/* What USE chose.  GUESS: RESET ALL does not undo it, RESET USE does. */
	{ "standin.use", "", GUC_NO_RESET_ALL | GUC_NO_SHOW_ALL, PGC_USERSET, NULL },
};

struct switch_setting {
	const char *name;
	bool value;
	int flags;
	bool now;
};

static struct switch_setting switches[] = {
	{ "cast_super_null_on_error", true, 0, false },
	{ "describe_field_name_in_uppercase", false, 0, false },
	{ "downcase_delimited_identifier", true, 0, false },
	/* The relay reports it as case_sensitive. */
	{ "enable_case_sensitive_identifier", false, GUC_REPORT, false },
	{ "enable_case_sensitive_super_attribute", false, 0, false },
	{ "enable_numeric_rounding", true, 0, false },
	{ "enable_result_cache_for_session", true, 0, false },
	{ "enable_vacuum_boost", false, 0, false },
	{ "error_on_nondeterministic_update", false, 0, false },
	{ "interval_forbid_composite_literals", false, 0, false },
	{ "json_serialization_enable", false, 0, false },
	{ "json_serialization_parse_nested_strings", false, 0, false },
	{ "mv_enable_aqmv_for_session", true, 0, false },
	{ "navigate_super_null_on_error", true, 0, false },
	{ "parse_super_null_on_error", false, 0, false },
	{ "pg_federation_repeatable_read", true, 0, false },
	{ "spectrum_enable_pseudo_columns", true, 0, false },
	{ "use_fips_ssl", false, 0, false },
};

static bool readonly;
static int slot_count = 1;

/* GUESS: READONLY works on the transactions that begin after it. */
static void assign_readonly(bool value, void *extra)
{
	(void)extra;
	DefaultXactReadOnly = value;
}

static void define_settings(void)
{
	size_t i;

	for (i = 0; i < lengthof(texts); i++)
		DefineCustomStringVariable(texts[i].name, "Redshift's.", NULL, &texts[i].now,
					   texts[i].value, texts[i].context, texts[i].flags, NULL,
					   NULL, NULL);
	for (i = 0; i < lengthof(switches); i++)
		DefineCustomBoolVariable(switches[i].name, "Redshift's.", NULL, &switches[i].now,
					 switches[i].value, PGC_USERSET, switches[i].flags, NULL,
					 NULL, NULL);
	DefineCustomBoolVariable("readonly", "Session is read-only.", NULL, &readonly, false,
				 PGC_USERSET, 0, NULL, assign_readonly, NULL);
	DefineCustomIntVariable("wlm_query_slot_count", "Slots a query takes.", NULL, &slot_count,
				1, 1, 50, PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomBoolVariable("standin.off", "Nothing is refused.", NULL, &standin_off, false,
				 PGC_SUSET, GUC_NO_SHOW_ALL, NULL, NULL, NULL);
	DefineCustomBoolVariable("standin.single_node", "FETCH takes at most 1000 rows.", NULL,
				 &standin_single_node, false, PGC_USERSET, GUC_NO_SHOW_ALL, NULL,
				 NULL, NULL);
}

/* --- PostgreSQL's -------------------------------------------------------------- */

/*
 * Those that a session may still set.  The first group is in Redshift's guide; the
 * others existed in 8.0.  GUESS: which of the second group Redshift still knows.
 */
static const char *const kept[] = {
	"DateStyle",
	"extra_float_digits",
	"search_path",
	"statement_timeout",
	"TimeZone",
	"application_name",
	"client_encoding",
	/* 8.0 */
	"check_function_bodies",
	"client_min_messages",
	"debug_print_parse",
	"debug_print_plan",
	"debug_print_rewritten",
	"default_statistics_target",
	"default_transaction_isolation",
	"default_transaction_read_only",
	"enable_hashagg",
	"enable_hashjoin",
	"enable_indexscan",
	"enable_mergejoin",
	"enable_nestloop",
	"enable_seqscan",
	"enable_sort",
	"enable_tidscan",
	"from_collapse_limit",
	"geqo",
	"join_collapse_limit",
	"lc_messages",
	"lc_monetary",
	"lc_numeric",
	"lc_time",
	"log_duration",
	"log_error_verbosity",
	"log_min_duration_statement",
	"log_min_error_statement",
	"log_min_messages",
	"log_statement",
	"maintenance_work_mem",
	"password_encryption",
	"random_page_cost",
	"role", /* the server's own start needs it; SET ROLE is refused elsewhere */
	"seed",
	"session_authorization",
	"transaction_isolation",
	"transaction_read_only",
	"transform_null_equals",
	"work_mem",
	/* Set-up needs these; a client has no right to them. */
	"allow_system_table_mods",
	"session_replication_role",
};

static const struct config_enum_entry only_serializable[] = {
	{ "serializable", XACT_SERIALIZABLE, false },
	{ "repeatable read", XACT_SERIALIZABLE, true },
	{ "read committed", XACT_SERIALIZABLE, true },
	{ "read uncommitted", XACT_SERIALIZABLE, true },
	{ NULL, 0, false },
};

/* What 8.0 reports at the start of a session and after a change. */
static const char *const reported[] = {
	"client_encoding",
	"DateStyle",
	"integer_datetimes",
	"is_superuser",
	"server_encoding",
	"server_version",
	"session_authorization",
	"TimeZone",
	"padb_version",
	"padb_revision",
	"server_protocol_version",
	"datashare_enabled",
	"external_database",
	"show_discovery",
	"enable_case_sensitive_identifier",
};

/* As the server compares names of parameters. */
static int compare_names(const char *a, const char *b)
{
	char x, y;

	do {
		x = *a >= 'A' && *a <= 'Z' ? *a - 'A' + 'a' : *a;
		y = *b >= 'A' && *b <= 'Z' ? *b - 'A' + 'a' : *b;
		a++;
		b++;
	} while (x && x == y);
	return x - y;
}

static bool is_in(const char *name, const char *const *names, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (compare_names(name, names[i]) == 0)
			return true;
	return false;
}

static bool is_ours(const char *name)
{
	size_t i;

	for (i = 0; i < lengthof(texts); i++)
		if (strcmp(name, texts[i].name) == 0)
			return true;
	for (i = 0; i < lengthof(switches); i++)
		if (strcmp(name, switches[i].name) == 0)
			return true;
	return strncmp(name, "standin.", 8) == 0 || strcmp(name, "readonly") == 0 ||
	       strcmp(name, "wlm_query_slot_count") == 0;
}

static bool is_kept(const struct config_generic *setting)
{
	return (setting->context != PGC_USERSET && setting->context != PGC_SUSET) ||
	       is_in(setting->name, kept, lengthof(kept)) || is_ours(setting->name);
}

static int by_name(const void *a, const void *b)
{
	const struct config_generic *const *x = a;
	const struct config_generic *const *y = b;

	return compare_names((*x)->name, (*y)->name);
}

/* The defaults, too: pg_settings asks for their names. */
static void make_serializable(struct config_enum *setting)
{
	setting->options = only_serializable;
	setting->boot_val = XACT_SERIALIZABLE;
	setting->reset_val = XACT_SERIALIZABLE;
}

/*
 * Hiding is renaming: the variable keeps its value, and nobody finds it by its old
 * name.  The table is searched by halves, so it is sorted again.
 */
static void hide_settings(void)
{
	struct config_generic **all = get_guc_variables();
	int n = GetNumConfigOptions();
	int i;

	for (i = 0; i < n; i++) {
		if (!is_in(all[i]->name, reported, lengthof(reported)))
			all[i]->flags &= ~GUC_REPORT;
		if (is_kept(all[i]))
			continue;
		all[i]->name = psprintf("standin_hidden_%s", all[i]->name);
		all[i]->flags |= GUC_NO_SHOW_ALL | GUC_NOT_IN_SAMPLE;
	}
	qsort(all, n, sizeof(*all), by_name);
	for (i = 0; i < n; i++) {
		if (strcmp(all[i]->name, "extra_float_digits") == 0)
			((struct config_int *)all[i])->max = 2;
		if (strcmp(all[i]->name, "transaction_isolation") == 0 ||
		    strcmp(all[i]->name, "default_transaction_isolation") == 0)
			make_serializable((struct config_enum *)all[i]);
	}
	DefaultXactIsoLevel = XACT_SERIALIZABLE;
}

void standin_init_settings(void)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	define_settings();
	hide_settings();
	MemoryContextSwitchTo(old);
}
