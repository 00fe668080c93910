/* Commands that show what the settings table, a profile or a data source says. */
#include "config.h"
#include "tool/tool.h"

#include <stdio.h>
#include <stdlib.h>

#include "conf/attrs.h"
#include "conf/ini.h"
#include "conf/problem.h"
#include "conf/profile.h"
#include "conf/settings.h"
#include "util/buf.h"

static void show_problems(const struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		fprintf(stderr, "%s: %s\n", problem_is_error(p->list[i].kind) ? "error" : "note",
			p->list[i].text);
}

static const char *origin(const struct settings *s, enum setting_id id)
{
	enum setting_origin o = settings_origin(s, id);

	if (o == ORIGIN_PROFILE && s->pool_profile)
		return s->origin_name ? s->origin_name : "built-in profile";
	return setting_origin_name(o);
}

static void show_settings(const struct settings *s)
{
	for (int id = 0; id < SETTING_COUNT; id++) {
		const char *value = settings_shown(s, (enum setting_id)id);

		if (value)
			printf("%-26s %-32s %s\n", setting_table[id].name, value,
			       origin(s, (enum setting_id)id));
	}
}

enum exit_code tool_settings(int argc, char **argv)
{
	struct attrs given;
	struct problems problems;
	struct settings *s = NULL;
	bool ok;

	(void)argc;
	attrs_init(&given);
	if (!attrs_add(&given, STR("DSN"), str_from(argv[0]), false)) {
		attrs_done(&given);
		return tool_no_memory();
	}
	problems_init(&problems);
	ok = settings_load(&given, &s, &problems);
	if (ok)
		show_settings(s);
	show_problems(&problems);
	settings_free(s);
	problems_done(&problems);
	attrs_done(&given);
	return ok ? EXIT_OK : EXIT_PROBLEMS;
}

static void show_file_profiles(void)
{
	struct ini *ini;
	char *why = NULL;

	if (ini_open(&ini, &why) != INI_OK) {
		if (why)
			fprintf(stderr, "shiftpool: %s\n", why);
		free(why);
		return;
	}
	for (size_t i = 0; i < ini->n; i++) {
		struct str name = ini_profile_name(&ini->sections[i]);

		if (!name.n)
			continue;
		printf("%.*s (%s)\n", (int)name.n, name.p, ini->path);
		for (size_t k = 0; k < ini->sections[i].attrs.n; k++)
			printf("  %-16s %s\n", ini->sections[i].attrs.list[k].key,
			       ini->sections[i].attrs.list[k].value);
	}
	ini_close(ini);
}

enum exit_code tool_profiles(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	for (size_t i = 0; i < PROFILE_COUNT; i++) {
		printf("%s (built in): %s\n", profiles[i].name, profiles[i].when);
		for (size_t k = 0; k < PROFILE_KEYS; k++)
			printf("  %-16s %s\n", setting_table[profiles[i].keys[k].id].name,
			       profiles[i].keys[k].value);
	}
	show_file_profiles();
	return EXIT_OK;
}

static void show_key(const struct setting *s)
{
	struct buf b;
	char *range;

	buf_init(&b, 4096);
	setting_print_range(s, &b);
	range = buf_take(&b);
	printf("%s\n    %s\n", s->name, s->help);
	if (range && *range && s->kind != SETTING_IGNORED)
		printf("    value: %s\n", range);
	if (s->fallback)
		printf("    default: %s\n", s->fallback);
	if (*s->aliases)
		printf("    also: %s\n", s->aliases);
	free(range);
}

enum exit_code tool_keys(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	for (int id = 0; id < SETTING_COUNT; id++)
		show_key(&setting_table[id]);
	return EXIT_OK;
}
