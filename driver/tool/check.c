/* shiftpool check: faults in odbc.ini. */
#include "config.h"
#include "tool/tool.h"

#include <errno.h>
#include <odbcinst.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "conf/attrs.h"
#include "conf/dsn.h"
#include "conf/ini.h"
#include "conf/packed.h"
#include "conf/profile.h"
#include "conf/setting.h"
#include "tool/compare.h"
#include "tool/odbcini.h"
#include "util/ascii.h"
#include "util/buf.h"

#define PATH_LIMIT 4096
#define SHOW_MAX   60 /* bytes of a key or value repeated in a message */

struct check {
	const char *path;
	struct odbcini ini;
	bool all;    /* look at the data sources of other drivers too */
	bool strict; /* differences between readers count as faults */
	unsigned faults, remarks, sources;
};

/* -- Saying it ------------------------------------------------------------- */

static void print_part(const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n && i < SHOW_MAX; i++)
		putchar((unsigned char)text[i] < 0x20 ? '?' : text[i]);
	if (n > SHOW_MAX)
		fputs("...", stdout);
}

static void begin(const struct check *c, const struct odbcini_line *line)
{
	printf("%s:%u: [", c->path, line->number);
	print_part(line->section);
	fputs("] ", stdout);
	print_part(line->key);
}

static void fault(struct check *c, const struct odbcini_line *line, const char *text)
{
	begin(c, line);
	printf(": %s\n", text);
	c->faults++;
}

/* -- One key --------------------------------------------------------------- */

static void check_unknown(struct check *c, const struct odbcini_line *line)
{
	const char *nearest = setting_nearest(str_from(line->key));

	begin(c, line);
	fputs(": the driver does not know this key", stdout);
	if (nearest)
		printf("; did you mean %s?", nearest);
	putchar('\n');
	c->faults++;
}

/* False: out of memory. */
static bool check_value(struct check *c, const struct odbcini_line *line, const struct setting *s)
{
	struct setting_value v;
	struct buf b;
	char *range;

	attrs_unbrace(line->value);
	if (!line->value[0] || setting_parse(s, str_from(line->value), &v))
		return true;
	buf_init(&b, PATH_LIMIT);
	setting_print_range(s, &b);
	range = buf_take(&b);
	if (!range)
		return false;
	begin(c, line);
	fputs(" = ", stdout);
	print_part(s->flags & SETTING_FLAG_HIDDEN ? "****" : line->value);
	printf(" is not valid: %s is needed\n", range);
	free(range);
	c->faults++;
	return true;
}

/* Of several spellings of one setting the first counts, a weak alias last. */
static bool is_overruled(const struct check *c, const struct odbcini_line *line,
			 struct setting_match match, const struct odbcini_line **ret_by)
{
	for (size_t i = 0; i < c->ini.n; i++) {
		const struct odbcini_line *other = &c->ini.lines[i];
		struct setting_match m;

		if (other == line) {
			if (!match.weak)
				return false;
			continue;
		}
		if ((other->traits & ODBCINI_SHADOWED) || !other->value[0] ||
		    !ascii_ieq(str_from(other->section), str_from(line->section)) ||
		    !setting_find(str_from(other->key), &m) || m.id != match.id)
			continue;
		if (m.weak && (!match.weak || other > line))
			continue;
		*ret_by = other;
		return true;
	}
	return false;
}

static void check_profile(struct check *c, const struct odbcini_line *line)
{
	struct str name = str_from(line->value);
	struct ini *ini = NULL;
	char *why = NULL;
	bool known = !name.n || profile_find(name);

	if (!known && ini_open(&ini, &why) == INI_OK) {
		known = ini_profile(ini, name);
		ini_close(ini);
	}
	free(why);
	if (!known)
		fault(c, line, "there is no such profile; 'shiftpool profiles' shows them");
}

/* A key of another driver: a remark, or a fault if the driver would refuse to connect. */
static void check_ignored(struct check *c, const struct odbcini_line *line, const struct setting *s)
{
	if ((s->flags & SETTING_FLAG_SYSTEM) || !line->value[0])
		return;
	begin(c, line);
	if (setting_refuses(s, str_from(line->value))) {
		printf(": cannot be used: %s\n", s->help);
		c->faults++;
		return;
	}
	printf(": no effect here (%s)\n", s->help);
	c->remarks++;
}

/* What psqlodbc writes in its own way: CX and AB, and a password with percent signs. */
static void check_packed(struct check *c, const struct odbcini_line *line, enum setting_id id)
{
	struct attrs bits;

	if (id == SETTING_PWD && packed_has_escapes(str_from(line->value))) {
		begin(c, line);
		puts(": is taken as it is; psqlodbc decodes %XX, so write the character itself if "
		     "that is meant");
		c->remarks++;
	}
	if ((id != SETTING_PACKED_OPTIONS && id != SETTING_EXTRA_OPTIONS) || !line->value[0])
		return;
	attrs_init(&bits);
	if (packed_parse(id, str_from(line->value), &bits) == ATTRS_MALFORMED) {
		begin(c, line);
		puts(": no effect here (it is not what psqlodbc writes there)");
		c->remarks++;
	}
	attrs_done(&bits);
}

static bool check_key(struct check *c, const struct odbcini_line *line)
{
	const struct odbcini_line *by;
	struct setting_match match;
	const struct setting *s;

	if (!setting_find(str_from(line->key), &match)) {
		check_unknown(c, line);
		return true;
	}
	s = &setting_table[match.id];
	if (strlen(line->key) + strlen(line->value) >= DSN_LINE_MAX)
		fault(c, line,
		      "the line is too long: the driver manager cuts it at about 990 bytes");
	if (s->kind == SETTING_IGNORED) {
		check_ignored(c, line, s);
		return true;
	}
	if (is_overruled(c, line, match, &by)) {
		begin(c, line);
		printf(": does not count, since %s in line %u sets the same\n", by->key,
		       by->number);
		c->faults++;
		return true;
	}
	if (match.id == SETTING_POOL_PROFILE)
		check_profile(c, line);
	check_packed(c, line, match.id);
	return check_value(c, line, s);
}

/* -- Which data sources are ours ------------------------------------------- */

static bool holds_shiftpool(const char *text)
{
	struct str word = STR("shiftpool");

	for (; strlen(text) >= word.n; text++) {
		if (ascii_ieq((struct str){ text, word.n }, word))
			return true;
	}
	return false;
}

/* By the name or file that Driver= gives, or by the file behind the name. */
static bool is_ours(const struct check *c, const char *section)
{
	const struct odbcini_line *driver = odbcini_find(&c->ini, section, "Driver");
	char file[1024] = "";

	if (c->all)
		return true;
	if (!driver)
		return false;
	if (holds_shiftpool(driver->value))
		return true;
	SQLGetPrivateProfileString(driver->value, "Driver", "", file, sizeof(file), "odbcinst.ini");
	return holds_shiftpool(file);
}

static bool is_data_source(const char *section)
{
	return *section && !ascii_ieq(str_from(section), STR("ODBC")) &&
	       !ascii_ieq(str_from(section), STR("ODBC Data Sources"));
}

/* False: out of memory. */
static bool check_keys(struct check *c)
{
	const char *section = NULL;
	bool ours = false;

	for (size_t i = 0; i < c->ini.n; i++) {
		const struct odbcini_line *line = &c->ini.lines[i];

		if (!section || strcmp(section, line->section) != 0) {
			section = line->section;
			ours = is_data_source(section) && is_ours(c, section);
			c->sources += ours && !(line->traits & ODBCINI_SHADOWED);
		}
		/* What is shadowed is reported as a difference between readers. */
		if (ours && !(line->traits & ODBCINI_SHADOWED) && !check_key(c, line))
			return false;
	}
	return true;
}

/* -- What readers disagree on ---------------------------------------------- */

static void count_difference(struct check *c)
{
	if (c->strict)
		c->faults++;
	else
		c->remarks++;
}

static void check_file_itself(struct check *c, const struct compare *readers)
{
	if (readers->refusal) {
		printf("%s: for iniparser: %s\n", c->path, readers->refusal);
		count_difference(c);
	}
	if (c->ini.has_mark) {
		printf("%s:1: the file begins with a byte order mark, which hides its first "
		       "section "
		       "from the driver manager\n",
		       c->path);
		c->faults++;
	}
}

/* False: out of memory. */
static bool check_readers(struct check *c)
{
	struct compare readers;
	bool ok = true;

	if (!compare_init(&readers, c->path, &c->ini))
		return false;
	check_file_itself(c, &readers);
	for (size_t i = 0; ok && i < c->ini.n; i++) {
		struct buf b;

		buf_init(&b, PATH_LIMIT);
		compare_line(&readers, &c->ini.lines[i], &b);
		ok = !b.failed;
		if (ok && b.n) {
			begin(c, &c->ini.lines[i]);
			printf(": %s\n", b.p);
			count_difference(c);
		}
		buf_done(&b);
	}
	compare_done(&readers);
	return ok;
}

/* -- One file -------------------------------------------------------------- */

static int check_file(struct check *c)
{
	int result;

	switch (odbcini_read(c->path, &c->ini)) {
	case ODBCINI_OK: break;
	case ODBCINI_UNREADABLE:
		fprintf(stderr, "shiftpool: %s: %s\n", c->path, strerrordesc_np(errno));
		return TOOL_FAILED;
	case ODBCINI_NO_MEMORY: odbcini_done(&c->ini); return tool_no_memory();
	}
	/* The comparison comes first: the check of keys takes values out of their braces. */
	if (!check_readers(c) || !check_keys(c)) {
		result = tool_no_memory();
	} else {
		printf("%s: %u data source%s of ShiftPool, %u fault%s, %u remark%s\n", c->path,
		       c->sources, c->sources == 1 ? "" : "s", c->faults, c->faults == 1 ? "" : "s",
		       c->remarks, c->remarks == 1 ? "" : "s");
		result = c->faults ? TOOL_PROBLEMS : TOOL_OK;
	}
	odbcini_done(&c->ini);
	return result;
}

/* The files that the driver manager reads: the user's, then the system's. */
static int check_usual_files(struct check *c)
{
	const char *user = getenv("ODBCINI"), *home = getenv("HOME"),
		   *folder = getenv("ODBCSYSINI");
	char paths[2][PATH_LIMIT];
	int result = TOOL_FAILED;

	if (user && *user)
		snprintf(paths[0], sizeof(paths[0]), "%s", user);
	else
		snprintf(paths[0], sizeof(paths[0]), "%s/.odbc.ini", home ? home : "");
	snprintf(paths[1], sizeof(paths[1]), "%s/odbc.ini", folder && *folder ? folder : "/etc");
	for (int i = 0; i < 2; i++) {
		struct check one = { .path = paths[i], .all = c->all, .strict = c->strict };
		int r;

		if (access(paths[i], F_OK) != 0 || (i && strcmp(paths[0], paths[1]) == 0))
			continue;
		r = check_file(&one);
		if (result == TOOL_FAILED || r > result)
			result = r;
	}
	if (result == TOOL_FAILED)
		fprintf(stderr, "shiftpool: no data sources could be read from %s and %s\n",
			paths[0], paths[1]);
	return result;
}

int tool_check(int argc, char **argv)
{
	struct check c = { .path = NULL };

	for (; argc && argv[0][0] == '-'; argc--, argv++) {
		if (strcmp(argv[0], "--all") == 0)
			c.all = true;
		else if (strcmp(argv[0], "--strict") == 0)
			c.strict = true;
		else
			return tool_usage("check does not know %s", argv[0]);
	}
	if (argc > 1)
		return tool_usage("check takes one file, and got %d", argc);
	if (!argc)
		return check_usual_files(&c);
	c.path = argv[0];
	return check_file(&c);
}
