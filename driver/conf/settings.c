#include "config.h"
#include "conf/settings.h"

#include <stdlib.h>

#include "conf/dsn.h"
#include "conf/ini.h"
#include "conf/layer.h"
#include "conf/profile.h"
#include "util/buf.h"
#include "util/mem.h"

#define WHERE_MAX 8192

/* What settings_load() works on. */
struct load {
	struct settings *s;
	struct problems *problems;
	struct attrs dsn;     /* of the data source; empty if there is none */
	const char *dsn_name; /* NULL: none counts */
	struct ini *ini;      /* NULL: no shiftpool.ini */
};

void settings_free(struct settings *s)
{
	if (!s)
		return;
	for (int id = 0; id < SETTING_COUNT; id++)
		mem_free_secret(s->text[id]);
	for (size_t i = 0; i < s->n_extra; i++) {
		free(s->extra[i].name);
		mem_free_secret(s->extra[i].value);
	}
	free(s->extra);
	free(s);
}

/* -- Layers ---------------------------------------------------------------- */

static struct settings *built_in(void)
{
	struct settings *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *row = &setting_table[id];

		if (row->fallback) {
			if (!layer_set(s, (enum setting_id)id, str_from(row->fallback),
				       ORIGIN_BUILT_IN))
				goto fail;
		} else if (row->kind == SETTING_CHOICE) {
			memcpy((char *)s + row->field, &(int){ SET_UNSET }, sizeof(int));
		}
	}
	return s;
fail:
	settings_free(s);
	return NULL;
}

static void apply(struct load *load, const struct attrs *attrs, enum setting_origin origin,
		  unsigned allowed, struct buf *where)
{
	char *text = buf_take(where);
	struct layer layer = { .s = load->s,
			       .problems = load->problems,
			       .origin = origin,
			       .where = text,
			       .allowed = allowed };

	if (text)
		layer_apply(&layer, attrs);
	else
		load->problems->no_memory = true;
	free(text);
}

static void apply_ini(struct load *load)
{
	const struct attrs *section = load->ini ? ini_section(load->ini, STR("shiftpool")) : NULL;
	struct buf where;

	if (!section)
		return;
	buf_init(&where, WHERE_MAX);
	buf_addf(&where, "[shiftpool] of %s", load->ini->path);
	apply(load, section, ORIGIN_INI, SETTING_FLAG_GLOBAL, &where);
}

/* The names that could have been meant. */
static void no_such_profile(struct load *load, const char *name)
{
	struct buf b;

	buf_init(&b, WHERE_MAX);
	buf_addf(&b, "PoolProfile=%.60s: there is no such profile; known are ", name);
	for (size_t i = 0; i < PROFILE_COUNT; i++)
		buf_addf(&b, i ? ", %s" : "%s", profiles[i].name);
	for (size_t i = 0; load->ini && i < load->ini->n; i++) {
		struct str own = ini_profile_name(&load->ini->sections[i]);

		if (own.n)
			buf_addf(&b, ", %.*s", (int)own.n, own.p);
	}
	buf_addf(&b, "; more can be written as [profile NAME] in %s", ini_path());
	problems_add(load->problems, PROBLEM_NO_PROFILE, buf_take(&b));
}

static void apply_built_in_profile(struct load *load, const struct profile *p)
{
	for (size_t i = 0; i < PROFILE_KEYS; i++) {
		if (!layer_set(load->s, p->keys[i].id, str_from(p->keys[i].value), ORIGIN_PROFILE))
			load->problems->no_memory = true;
	}
}

static void apply_profile(struct load *load, const char *name)
{
	const struct attrs *section = NULL;
	const struct profile *built = profile_find(str_from(name));
	struct buf where;

	if (load->ini)
		section = ini_profile(load->ini, str_from(name));
	if (section) {
		buf_init(&where, WHERE_MAX);
		buf_addf(&where, "[profile %.60s] of %s", name, load->ini->path);
		apply(load, section, ORIGIN_PROFILE, SETTING_FLAG_POOL, &where);
	} else if (built) {
		apply_built_in_profile(load, built);
	} else {
		no_such_profile(load, name);
	}
}

static void apply_dsn(struct load *load)
{
	struct buf where;

	if (!load->dsn.n)
		return;
	buf_init(&where, WHERE_MAX);
	buf_addf(&where, "data source \"%.60s\"", load->dsn_name);
	apply(load, &load->dsn, ORIGIN_DSN, 0, &where);
}

static void apply_given(struct load *load, const struct attrs *given)
{
	struct buf where;

	buf_init(&where, WHERE_MAX);
	buf_add(&where, STR("the connection string"));
	apply(load, given, ORIGIN_CONNECTION_STRING, 0, &where);
}

/* -- Sources --------------------------------------------------------------- */

/*
 * Reads the data source.  ODBC would replace one that is not found by DEFAULT
 * (SQLDriverConnect, "Driver Guidelines"); a misspelt name must not lead to another
 * server, so it is an error here.
 */
static void read_dsn(struct load *load, const struct attrs *given)
{
	enum attrs_source source = attrs_source(given, &load->dsn_name);
	enum dsn_result r = DSN_NOT_FOUND;
	const char *name = load->dsn_name;

	if (source == ATTRS_SOURCE_NONE) {
		load->dsn_name = NULL;
		return;
	}
	r = dsn_read(name, &load->dsn);
	if (r == DSN_NO_MEMORY)
		load->problems->no_memory = true;
	if (r == DSN_NOT_FOUND && source == ATTRS_SOURCE_NAMED)
		problems_addf(load->problems, PROBLEM_NO_SOURCE,
			      "data source \"%.60s\" is not in odbc.ini", name);
	if (r != DSN_OK)
		load->dsn_name = NULL;
}

static void read_ini(struct load *load)
{
	char *why = NULL;

	switch (ini_open(&load->ini, &why)) {
	case INI_OK:
	case INI_NONE: break;
	case INI_BAD: problems_add(load->problems, PROBLEM_BAD_FILE, why); break;
	case INI_NO_MEMORY: load->problems->no_memory = true; break;
	}
}

/* The profile that the connection string names, else the data source's; NULL: none. */
static const char *profile_name(const struct load *load, const struct attrs *given)
{
	const struct attr *a = attrs_get(given, STR("PoolProfile"));

	if (!a)
		a = attrs_get(&load->dsn, STR("PoolProfile"));
	return a && a->value[0] ? a->value : NULL;
}

/* -- Putting it together --------------------------------------------------- */

/*
 * What counts as the data source: a later DSN= is void after DRIVER=, and one
 * that was not found has been replaced.
 */
static bool set_dsn_name(struct load *load)
{
	struct settings *s = load->s;

	if (load->dsn_name)
		return layer_set(s, SETTING_DSN, str_from(load->dsn_name),
				 ORIGIN_CONNECTION_STRING);
	free(s->text[SETTING_DSN]);
	s->text[SETTING_DSN] = NULL;
	s->dsn = NULL;
	return true;
}

/*
 * A pooler that lends its sessions for a transaction gives each transaction
 * another one: statements named in one are not known in the next, and cleaning
 * would clean somebody else's.  "auto" and "smart" leave the choice to the driver.
 */
static bool imply_from_pooler(struct settings *s)
{
	enum setting_origin origin = settings_origin(s, SETTING_SERVER_POOLER);

	if (s->server_pooler != SET_POOLER_TRANSACTION)
		return true;
	if (s->prepare == SET_PREPARE_AUTO &&
	    !layer_set(s, SETTING_PREPARE, STR("unnamed"), origin))
		return false;
	return s->pool_reset != SET_RESET_SMART ||
	       layer_set(s, SETTING_POOL_RESET, STR("rollback"), origin);
}

/* What a session is told when it is opened is not told to those that the pooler lends later. */
static void warn_of_pooler(struct load *load)
{
	const struct settings *s = load->s;
	bool told = s->conn_settings && *s->conn_settings;

	if (s->server_pooler != SET_POOLER_TRANSACTION || (!told && !s->read_only))
		return;
	problems_addf(load->problems, PROBLEM_NO_EFFECT,
		      "%s%s%s cannot hold with ServerPooler=transaction: each transaction may find "
		      "another session of the server; give them to the role or the database "
		      "(ALTER ROLE ... SET)",
		      told ? "ConnSettings" : "", told && s->read_only ? " and " : "",
		      s->read_only ? "ReadOnly=1" : "");
}

/* Values that are good alone and not together. */
static bool reconcile(struct load *load)
{
	struct settings *s = load->s;
	struct buf b;
	char *text;
	bool ok;

	if (!imply_from_pooler(s))
		return false;
	warn_of_pooler(load);
	if (!s->pool_size || s->pool_min_idle <= s->pool_size)
		return true;
	problems_addf(load->problems, PROBLEM_VALUE_CHANGED,
		      "PoolMinIdle=%d is more than PoolSize=%d; %d sessions are kept warm",
		      s->pool_min_idle, s->pool_size, s->pool_size);
	buf_init(&b, 32);
	buf_addf(&b, "%d", s->pool_size);
	text = buf_take(&b);
	ok = text && layer_set(s, SETTING_POOL_MIN_IDLE, str_from(text),
			       settings_origin(s, SETTING_POOL_MIN_IDLE));
	free(text);
	return ok;
}

bool settings_load(const struct attrs *given, struct settings **ret, struct problems *problems)
{
	struct load load = { .s = built_in(), .problems = problems };
	const char *profile;
	bool ok = false;

	attrs_init(&load.dsn);
	if (!load.s) {
		problems->no_memory = true;
		goto out;
	}
	read_ini(&load);
	read_dsn(&load, given);
	apply_ini(&load);
	profile = profile_name(&load, given);
	if (profile)
		apply_profile(&load, profile);
	apply_dsn(&load);
	apply_given(&load, given);
	if (!set_dsn_name(&load) || !reconcile(&load))
		problems->no_memory = true;
	ok = !problems_fatal(problems);
	if (ok) {
		*ret = load.s;
		load.s = NULL;
	}
out:
	if (load.ini)
		ini_close(load.ini);
	attrs_done(&load.dsn);
	settings_free(load.s);
	return ok;
}

/* -- Looking --------------------------------------------------------------- */

const char *settings_text(const struct settings *s, enum setting_id id)
{
	return s->text[id];
}

enum setting_origin settings_origin(const struct settings *s, enum setting_id id)
{
	return (enum setting_origin)s->origin[id];
}

const char *setting_origin_name(enum setting_origin origin)
{
	static const char *const names[] = { "built-in", "shiftpool.ini", "profile", "data source",
					     "connection string" };

	return names[origin];
}

const char *settings_shown(const struct settings *s, enum setting_id id)
{
	if (s->text[id] && (setting_table[id].flags & SETTING_FLAG_HIDDEN))
		return "****";
	return s->text[id];
}

static const char *python_bool(bool b)
{
	return b ? "True" : "False";
}

char *settings_pool_line(const struct settings *s, const char *product)
{
	struct buf b;

	buf_init(&b, WHERE_MAX);
	buf_addf(&b, "%s connection pooling configured: {'pool_size': %d, 'max_overflow': %d, ",
		 product, s->pool_size, s->max_overflow);
	buf_add(&b, STR("'pool_timeout': "));
	setting_print_seconds(s->pool_timeout_ns, &b);
	buf_add(&b, STR(", 'pool_recycle': "));
	setting_print_seconds(s->pool_recycle_ns, &b);
	buf_addf(&b, ", 'pool_pre_ping': %s}", python_bool(s->pool_pre_ping));
	return buf_take(&b);
}
