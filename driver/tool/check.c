/*
 * shiftpool check: mistakes in odbc.ini before they cost a night.  The file is
 * read twice, by iniparser and line by line as the driver manager does, so that
 * lines on which the two disagree are seen too.
 */
#include "config.h"
#include "tool/tool.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "conf/dsn.h"
#include "conf/ini.h"
#include "conf/setting.h"
#include "util/ascii.h"
#include "util/buf.h"

/* Sections that are the driver manager's own. */
static bool is_manager_section(struct str name)
{
	return ascii_ieq(name, STR("ODBC")) || ascii_ieq(name, STR("ODBC Data Sources")) ||
	       ascii_ieq(name, STR("default"));
}

struct place {
	const char *path;
	unsigned line;
	char section[256];
	bool ours; /* its Driver line names this driver, or is still to come */
	unsigned problems;
};

__attribute__((format(printf, 2, 3))) static void complain(struct place *at, const char *fmt, ...)
{
	va_list ap;

	at->problems++;
	printf("%s:%u: [%s] ", at->path, at->line, at->section);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

static void check_value(struct place *at, const struct setting *s, struct str value)
{
	struct setting_value v;
	struct buf b;
	char *range;

	if (!value.n || setting_parse(s, value, &v))
		return;
	buf_init(&b, 4096);
	setting_print_range(s, &b);
	range = buf_take(&b);
	complain(at, "%s = %.*s: the value must be %s", s->name, (int)value.n, value.p,
		 range ? range : "in range");
	free(range);
}

static void check_key(struct place *at, struct str key, struct str value)
{
	struct setting_match m;
	const char *near;

	if (setting_find(key, &m)) {
		check_value(at, &setting_table[m.id], value);
		return;
	}
	near = setting_nearest(key);
	complain(at, "unknown key \"%.*s\"%s%s%s", (int)key.n, key.p, near ? "; did you mean " : "",
		 near ? near : "", near ? "?" : "");
}

/* Where iniparser and the driver manager read a value differently: see the manual page. */
static void check_syntax(struct place *at, struct str line, struct str value)
{
	if (memchr(value.p, ';', value.n) || memchr(value.p, '#', value.n))
		complain(at, "';' or '#' in a value: other readers of this file see a comment");
	if (value.n && *value.p == '"')
		complain(at, "quotes are part of the value for the driver manager: leave them out");
	if (line.n && line.p[line.n - 1] == '\\')
		complain(at, "a '\\' at the end joins lines for other readers of this file");
	if (line.n > DSN_LINE_MAX)
		complain(at, "the line has %zu bytes; the driver manager cuts it at about %d",
			 line.n, DSN_LINE_MAX);
}

static void check_section(struct place *at, struct str line)
{
	struct str name = str_tail(line, 1);
	const char *end = memchr(name.p, ']', name.n);

	if (!end) {
		complain(at, "the section's name has no ']'");
		return;
	}
	name = ascii_trim((struct str){ name.p, (size_t)(end - name.p) });
	snprintf(at->section, sizeof(at->section), "%.*s", (int)name.n, name.p);
	at->ours = !is_manager_section(name);
}

static bool names_us(struct str driver)
{
	for (size_t i = 0; i + 9 <= driver.n; i++)
		if (ascii_ieq((struct str){ driver.p + i, 9 }, STR("shiftpool")))
			return true;
	return false;
}

static void check_line(struct place *at, struct str raw)
{
	struct str line = ascii_trim(raw), key, value;
	const char *eq;

	if (at->line == 1 && line.n >= 3 && memcmp(line.p, "\xef\xbb\xbf", 3) == 0) {
		complain(at, "the file begins with a byte order mark: no reader finds its first "
			     "section");
		line = str_tail(line, 3);
	}
	if (!line.n || *line.p == ';' || *line.p == '#')
		return;
	if (*line.p == '[') {
		check_section(at, line);
		return;
	}
	eq = memchr(line.p, '=', line.n);
	if (!eq) {
		complain(at, "a line without '='");
		return;
	}
	key = ascii_trim((struct str){ line.p, (size_t)(eq - line.p) });
	value = ascii_trim(str_tail(line, (size_t)(eq - line.p) + 1));
	if (ascii_ieq(key, STR("Driver")))
		at->ours = names_us(value);
	if (!at->ours)
		return;
	check_syntax(at, line, value);
	check_key(at, key, value);
}

static enum exit_code check_lines(struct place *at, FILE *f)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, f)) >= 0) {
		at->line++;
		check_line(at, (struct str){ line, (size_t)n });
	}
	free(line);
	return ferror(f) ? EXIT_TROUBLE : EXIT_OK;
}

/* Whether iniparser can read it at all. */
static void check_parser(struct place *at)
{
	struct ini *ini = NULL;
	char *why = NULL;

	if (ini_read(at->path, &ini, &why) == INI_BAD) {
		at->problems++;
		printf("%s\n", why ? why : "the file cannot be read as an ini file");
	}
	free(why);
	ini_free(ini);
}

static const char *default_path(char *path, size_t cap)
{
	const char *named = getenv("ODBCINI"), *home = getenv("HOME"), *dir = getenv("ODBCSYSINI");

	if (named)
		return named;
	snprintf(path, cap, "%s/.odbc.ini", home ? home : "");
	if (home) {
		FILE *f = fopen(path, "re");

		if (f) {
			fclose(f);
			return path;
		}
	}
	snprintf(path, cap, "%s/odbc.ini", dir ? dir : "/etc");
	return path;
}

enum exit_code tool_check(int argc, char **argv)
{
	char buffer[4096];
	struct place at = { .path = argc ? argv[0] : default_path(buffer, sizeof(buffer)) };
	FILE *f = fopen(at.path, "re");
	enum exit_code code;

	if (!f) {
		fprintf(stderr, "shiftpool: %s: %s\n", at.path, strerror(errno));
		return EXIT_TROUBLE;
	}
	check_parser(&at);
	code = check_lines(&at, f);
	fclose(f);
	if (code != EXIT_OK)
		return code;
	printf("%s: %u problem%s\n", at.path, at.problems, at.problems == 1 ? "" : "s");
	return at.problems ? EXIT_PROBLEMS : EXIT_OK;
}
