#include "config.h"
#include "tool/compare.h"

#include <stdlib.h>

#include "util/ascii.h"

/* What iniparser has for the line's key; NULL: nothing. */
static const char *other_value(const struct compare *c, const struct odbcini_line *line)
{
	const struct attrs *section = ini_section(c->other, str_from(line->section));

	for (size_t i = 0; section && i < section->n; i++) {
		if (ascii_ieq(str_from(section->list[i].key), str_from(line->key)))
			return section->list[i].value;
	}
	return NULL;
}

/* Why the values differ, by the look of the one that the driver manager sees. */
static const char *reason(const struct odbcini_line *line, const char *other)
{
	if (line->value[0] == '"' || line->value[0] == '\'')
		return "the driver manager keeps the quotes, iniparser takes them off";
	if (line->traits & ODBCINI_JOINED)
		return "iniparser joins a line that ends in a backslash with the next one";
	if (line->value[strcspn(line->value, ";#")])
		return "iniparser takes the rest after ; or # for a comment";
	if (!other)
		return "iniparser does not see this key";
	return "the driver manager and iniparser read different values";
}

/* The driver manager takes the first of several, iniparser the last. */
static void tell_shadowed(const struct compare *c, const struct odbcini_line *line, struct buf *to)
{
	const struct odbcini_line *first = odbcini_find(c->ini, line->section, line->key);

	if (first)
		buf_addf(to,
			 "set before in line %u, which the driver manager takes; iniparser takes "
			 "the last",
			 first->number);
	else
		buf_add(to, STR("the section stands in the file before, so the driver manager does "
				"not see this; iniparser joins the two"));
}

/* Whether the key comes again: then that line tells the difference. */
static bool comes_again(const struct compare *c, const struct odbcini_line *line)
{
	const struct odbcini_line *end = c->ini->lines + c->ini->n;

	for (const struct odbcini_line *l = line + 1; l < end; l++) {
		if (ascii_ieq(str_from(l->section), str_from(line->section)) &&
		    ascii_ieq(str_from(l->key), str_from(line->key)))
			return true;
	}
	return false;
}

/* iniparser refuses the file, so there is only what is known to differ. */
static bool looks_different(const struct odbcini_line *line)
{
	return (line->traits & ODBCINI_JOINED) || line->value[strcspn(line->value, ";#")] ||
	       line->value[0] == '"' || line->value[0] == '\'';
}

void compare_line(const struct compare *c, const struct odbcini_line *line, struct buf *to)
{
	const char *other;

	if (line->traits & ODBCINI_NO_EQUALS) {
		buf_add(to, STR("there is no = in the line: the driver manager takes it for a key "
				"without a value, iniparser refuses the whole file"));
	} else if (line->traits & ODBCINI_TOO_LONG) {
		buf_add(to, STR("the line is too long: the driver manager cuts it at about 990 "
				"bytes, iniparser refuses the whole file from 1023 bytes on"));
	} else if (line->traits & ODBCINI_SHADOWED) {
		tell_shadowed(c, line, to);
	} else if (!c->other) {
		if (looks_different(line))
			buf_addf(to, "%s", reason(line, ""));
	} else {
		other = other_value(c, line);
		if ((!other || strcmp(other, line->value) != 0) && !comes_again(c, line))
			buf_addf(to, "%s", reason(line, other));
	}
}

bool compare_init(struct compare *c, const char *path, const struct odbcini *ini)
{
	*c = (struct compare){ .ini = ini };
	return ini_read(path, &c->other, &c->refusal) != INI_NO_MEMORY;
}

void compare_done(struct compare *c)
{
	ini_free(c->other);
	free(c->refusal);
}
