/* shiftpool keys, shiftpool profiles: what can be set. */
#include "config.h"
#include "tool/tool.h"

#include <stdio.h>
#include <stdlib.h>

#include "conf/ini.h"
#include "conf/profile.h"
#include "conf/setting.h"
#include "util/ascii.h"
#include "util/buf.h"

#define LINE_MAX_BYTES 4096

/* -- keys ------------------------------------------------------------------ */

/* For scripts: name, aliases, default, and a word on what it is; tabs between. */
static void print_names(const struct setting *s)
{
	const char *kind = s->flags & SETTING_FLAG_SYSTEM     ? "manager"
			   : s->kind == SETTING_IGNORED       ? "ignored"
			   : s->libpq && s->field == SIZE_MAX ? "libpq"
							      : "driver";

	printf("%s\t", s->name);
	for (const char *p = s->aliases; *p; p++) {
		if (*p != '?')
			putchar(*p);
	}
	printf("\t%s\t%s\n", s->fallback ? s->fallback : "", kind);
}

static bool print_key(const struct setting *s)
{
	struct buf b;
	char *text;

	buf_init(&b, LINE_MAX_BYTES);
	buf_addf(&b, "%s\n    %s\n", s->name, s->help);
	if (s->kind == SETTING_IGNORED && !(s->flags & SETTING_FLAG_SYSTEM)) {
		buf_add(&b, s->flags & SETTING_FLAG_REFUSED
				    ? STR("    refused unless it is false or empty\n")
				    : STR("    accepted, no effect\n"));
	} else if (s->kind != SETTING_TEXT && s->kind != SETTING_IGNORED) {
		buf_add(&b, STR("    "));
		setting_print_range(s, &b);
		buf_add(&b, STR("\n"));
	}
	if (s->fallback)
		buf_addf(&b, "    default: %s\n", s->fallback);
	if (*s->aliases) {
		buf_add(&b, STR("    also: "));
		for (const char *p = s->aliases; *p; p++) {
			if (*p != '?')
				buf_add(&b, *p == ' ' ? STR(", ") : (struct str){ p, 1 });
		}
		buf_add(&b, STR("\n"));
	}
	text = buf_take(&b);
	if (!text)
		return false;
	fputs(text, stdout);
	free(text);
	return true;
}

/* Whether the word is in the text, without case. */
static bool holds(const char *text, struct str word)
{
	size_t n = strlen(text);

	for (size_t i = 0; i + word.n <= n; i++) {
		if (ascii_ieq((struct str){ text + i, word.n }, word))
			return true;
	}
	return false;
}

int tool_keys(int argc, char **argv)
{
	bool names = argc && strcmp(argv[0], "--names") == 0;
	const char *word = names ? argv[1] : argv[0];
	bool any = false;

	if (argc > 1 + names)
		return tool_usage("keys takes one word to look for");
	if (word && *word == '-')
		return tool_usage("keys does not know %s", word);
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *s = &setting_table[id];

		if (word && !holds(s->name, str_from(word)) && !holds(s->aliases, str_from(word)) &&
		    !holds(s->help, str_from(word)))
			continue;
		any = true;
		if (names)
			print_names(s);
		else if (!print_key(s))
			return tool_no_memory();
	}
	if (any)
		return TOOL_OK;
	fprintf(stderr, "shiftpool: no key has \"%s\" in its name or explanation\n", word);
	return TOOL_PROBLEMS;
}

/* -- profiles -------------------------------------------------------------- */

static void print_built_in(const struct profile *p)
{
	printf("%s (built in): %s\n", p->name, p->when);
	for (size_t i = 0; i < PROFILE_KEYS; i++)
		printf("    %-16s %s\n", setting_table[p->keys[i].id].name, p->keys[i].value);
}

static void print_own(const struct ini *ini, struct str name, const struct attrs *attrs)
{
	printf("%.*s (%s)%s\n", (int)name.n, name.p, ini->path,
	       profile_find(name) ? ": replaces the one built in" : "");
	for (size_t i = 0; i < attrs->n; i++) {
		struct setting_match match;
		const char *key = attrs->list[i].key;

		if (setting_find(str_from(key), &match))
			key = setting_table[match.id].name;
		printf("    %-16s %s\n", key, attrs->list[i].value);
	}
}

int tool_profiles(int argc, char **argv)
{
	struct ini *ini = NULL;
	char *why = NULL;
	enum ini_result r;

	if (argc)
		return tool_usage("profiles takes nothing, and got %s", argv[0]);
	r = ini_open(&ini, &why);
	for (size_t i = 0; i < PROFILE_COUNT; i++) {
		if (!ini || !ini_profile(ini, str_from(profiles[i].name)))
			print_built_in(&profiles[i]);
	}
	for (size_t i = 0; ini && i < ini->n; i++) {
		struct str name = ini_profile_name(&ini->sections[i]);

		if (name.n)
			print_own(ini, name, &ini->sections[i].attrs);
	}
	ini_close(ini);
	if (r == INI_BAD)
		fprintf(stderr, "shiftpool: %s\n", why);
	free(why);
	if (r == INI_NO_MEMORY)
		return tool_no_memory();
	return r == INI_BAD ? TOOL_PROBLEMS : TOOL_OK;
}
