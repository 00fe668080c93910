#include "config.h"
#include "conf/browse.h"

#include <stdlib.h>

#include "conf/ini.h"
#include "conf/profile.h"
#include "util/buf.h"

#define RESULT_MAX (64 * 1024)

/* What a dialog box would write beside the field; others go by their name. */
static const struct {
	enum setting_id id;
	const char *label;
} labels[] = {
	{ SETTING_SERVER, "Server" },
	{ SETTING_PORT, "Port" },
	{ SETTING_DATABASE, "Database" },
	{ SETTING_UID, "User name" },
	{ SETTING_PWD, "Password" },
	{ SETTING_SSL_MODE, "Encryption" },
	{ SETTING_POOL_PROFILE, "Pool profile" },
};

static const char *label_of(enum setting_id id)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (labels[i].id == id)
			return labels[i].label;
	}
	return setting_table[id].name;
}

/* Whether anybody said something about it, be it "no password" (PWD=;). */
static bool is_known(const struct settings *s, enum setting_id id)
{
	return s->text[id] || s->origin[id] != ORIGIN_BUILT_IN;
}

/* A service file may hold everything, and passwords have other places to come from. */
static bool is_required(const struct settings *s, enum setting_id id)
{
	if (!(setting_table[id].flags & SETTING_FLAG_ASKED) || s->text[SETTING_SERVICE])
		return false;
	return id != SETTING_PWD || !s->text[SETTING_PASSFILE];
}

static void add_choices(const struct setting *row, struct buf *b)
{
	for (size_t i = 0; setting_choice(row, i).n; i++) {
		if (i)
			buf_add(b, STR(","));
		buf_add(b, setting_choice(row, i));
	}
}

/* False: out of memory.  A file that cannot be read offers nothing here. */
static bool add_profiles(struct buf *b)
{
	struct ini *ini = NULL;
	char *why = NULL;
	enum ini_result r = ini_open(&ini, &why);

	free(why);
	for (size_t i = 0; i < PROFILE_COUNT; i++)
		buf_addf(b, i ? ",%s" : "%s", profiles[i].name);
	for (size_t i = 0; r == INI_OK && i < ini->n; i++) {
		struct str name = ini_profile_name(&ini->sections[i]);

		if (name.n && !profile_find(name)) {
			buf_add(b, STR(","));
			buf_add(b, name);
		}
	}
	if (r == INI_OK)
		ini_close(ini);
	return r != INI_NO_MEMORY;
}

static bool add_one(const struct settings *s, enum setting_id id, struct buf *b)
{
	const struct setting *row = &setting_table[id];
	bool ok = true;

	if (!is_required(s, id))
		buf_add(b, STR("*"));
	buf_addf(b, "%s:%s=", row->name, label_of(id));
	if (row->kind != SETTING_CHOICE && id != SETTING_POOL_PROFILE) {
		buf_add(b, STR("?;"));
		return true;
	}
	buf_add(b, STR("{"));
	if (id == SETTING_POOL_PROFILE)
		ok = add_profiles(b);
	else
		add_choices(row, b);
	buf_add(b, STR("};"));
	return ok;
}

bool browse_missing(const struct settings *s, char **ret_text, bool *ret_complete)
{
	bool complete = true;
	struct buf b;

	buf_init(&b, RESULT_MAX);
	for (int id = 0; id < SETTING_COUNT; id++) {
		unsigned flags = setting_table[id].flags;

		if (!(flags & (SETTING_FLAG_ASKED | SETTING_FLAG_OFFERED)))
			continue;
		if (is_known(s, (enum setting_id)id))
			continue;
		if (is_required(s, (enum setting_id)id))
			complete = false;
		if (!add_one(s, (enum setting_id)id, &b)) {
			buf_done(&b);
			return false;
		}
	}
	*ret_text = buf_take(&b);
	*ret_complete = complete;
	return *ret_text != NULL;
}
