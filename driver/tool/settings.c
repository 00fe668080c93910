/* shiftpool settings: what counts for a data source, and why. */
#include "config.h"
#include "tool/tool.h"

#include <stdio.h>
#include <stdlib.h>

#include "conf/attrs.h"
#include "conf/settings.h"

#define NAME_WIDTH  26
#define VALUE_WIDTH 30

static void print_row(const char *name, const char *value, const char *origin)
{
	printf("%-*s %-*s %s\n", NAME_WIDTH, name, VALUE_WIDTH, value, origin);
}

static void print_setting(const struct settings *s, enum setting_id id)
{
	const char *name = setting_table[id].name, *value = settings_shown(s, id);
	enum setting_origin origin = settings_origin(s, id);

	if (!value)
		print_row(name, "-", "not set");
	else if (origin == ORIGIN_PROFILE && s->pool_profile)
		printf("%-*s %-*s profile %s\n", NAME_WIDTH, name, VALUE_WIDTH, value,
		       s->pool_profile);
	else
		print_row(name, value, setting_origin_name(origin));
}

static void print_settings(const struct settings *s, bool all)
{
	for (int id = 0; id < SETTING_COUNT; id++) {
		if (setting_table[id].kind != SETTING_IGNORED && (all || s->text[id]))
			print_setting(s, (enum setting_id)id);
	}
	/* What the driver does not know itself may be a secret. */
	for (size_t i = 0; i < s->n_extra; i++)
		print_row(s->extra[i].name, "****", "pqopt");
}

/* The cap, and the line to look for in the log.  False: out of memory. */
static bool print_pool(const struct settings *s)
{
	char *line;

	if (!s->pooling) {
		puts("\nPooling is off: every connect opens a session and every disconnect closes "
		     "it.");
		return true;
	}
	line = settings_pool_line(s, "PostgreSQL");
	if (!line)
		return false;
	if (!s->pool_size || s->max_overflow < 0)
		puts("\nThis process may open any number of sessions.");
	else
		printf("\nThis process will open at most %lld sessions for this account.\n",
		       (long long)s->pool_size + s->max_overflow);
	printf("At the first connect the driver logs (with \"Redshift\" if the server is "
	       "that):\n%s\n",
	       line);
	if (!s->log_file)
		puts("No LogFile is set, so the line goes nowhere; SHIFTPOOL_LOG=stderr in the "
		     "environment shows it.");
	free(line);
	return true;
}

static int print_problems(const struct problems *problems)
{
	int result = TOOL_OK;

	for (size_t i = 0; i < problems->n; i++) {
		const struct problem *p = &problems->list[i];

		fprintf(stderr, "%s: %s\n", problem_is_error(p->kind) ? "error" : "note", p->text);
		if (p->kind == PROBLEM_NO_SOURCE)
			result = TOOL_FAILED;
		else if (problem_is_error(p->kind) && result == TOOL_OK)
			result = TOOL_PROBLEMS;
	}
	return result;
}

static int show(const struct attrs *given, bool all)
{
	struct settings *s = NULL;
	struct problems problems;
	int result;
	bool loaded;

	problems_init(&problems);
	loaded = settings_load(given, &s, &problems);
	result = print_problems(&problems);
	if (loaded) {
		print_settings(s, all);
		if (!print_pool(s))
			result = tool_no_memory();
	} else if (problems.no_memory) {
		result = tool_no_memory();
	}
	settings_free(s);
	problems_done(&problems);
	return result;
}

/* A data source, or with a = in it a connection string. */
static int read_source(const char *text, struct attrs *to)
{
	char *why = NULL;
	int result = TOOL_OK;

	if (!strchr(text, '='))
		return attrs_add(to, STR("DSN"), str_from(text), false) ? TOOL_OK
									: tool_no_memory();
	switch (attrs_parse(str_from(text), to, &why)) {
	case ATTRS_OK: break;
	case ATTRS_MALFORMED:
		fprintf(stderr, "shiftpool: %s\n", why);
		result = TOOL_USAGE;
		break;
	case ATTRS_NO_MEMORY: result = tool_no_memory(); break;
	}
	free(why);
	return result;
}

int tool_settings(int argc, char **argv)
{
	bool all = argc && strcmp(argv[0], "--all") == 0;
	struct attrs given;
	int result;

	if (argc != 1 + all || argv[all][0] == '-')
		return tool_usage("settings needs one data source or connection string");
	attrs_init(&given);
	result = read_source(argv[all], &given);
	if (result == TOOL_OK)
		result = show(&given, all);
	attrs_done(&given);
	return result;
}
