#include "config.h"
#include "conf/layer.h"

#include <stdlib.h>

#include "conf/dsn.h"
#include "conf/packed.h"
#include "conf/pqopt.h"
#include "util/buf.h"
#include "util/mem.h"

#define TEXT_MAX (1024 * 1024)
#define SAY_MAX  4096
#define SHOW_MAX 60 /* bytes of a key or value repeated in a message */

/* -- Storing --------------------------------------------------------------- */

static void store(struct settings *s, const struct setting *row, const char *text, int64_t number)
{
	char *field = (char *)s + row->field;

	if (row->field == SIZE_MAX)
		return;
	switch (row->kind) {
	case SETTING_INT:
	case SETTING_CHOICE: memcpy(field, &(int){ (int)number }, sizeof(int)); break;
	case SETTING_SECONDS: memcpy(field, &number, sizeof(number)); break;
	case SETTING_SIZE: memcpy(field, &(size_t){ (size_t)number }, sizeof(size_t)); break;
	case SETTING_BOOL: memcpy(field, &(bool){ number != 0 }, sizeof(bool)); break;
	case SETTING_TEXT:
	case SETTING_PORTS: memcpy(field, &text, sizeof(text)); break;
	case SETTING_IGNORED: break;
	}
}

/* The text as it counts: numbers and words in their one spelling, text as it is. */
static char *canonical(const struct setting *row, struct str text, const struct setting_value *v)
{
	struct buf b;

	if (row->kind == SETTING_TEXT || row->kind == SETTING_PORTS || row->kind == SETTING_IGNORED)
		return mem_dup_str(text);
	buf_init(&b, SAY_MAX);
	setting_print(row, v, &b);
	return buf_take(&b);
}

static bool set_parsed(struct settings *s, enum setting_id id, struct str text,
		       const struct setting_value *v, enum setting_origin origin)
{
	char *copy = canonical(&setting_table[id], text, v);

	if (!copy)
		return false;
	mem_free_secret(s->text[id]);
	s->text[id] = copy;
	s->origin[id] = (unsigned char)origin;
	store(s, &setting_table[id], copy, v->number);
	return true;
}

bool layer_set(struct settings *s, enum setting_id id, struct str text, enum setting_origin origin)
{
	struct setting_value v;

	return setting_parse(&setting_table[id], text, &v) && set_parsed(s, id, text, &v, origin);
}

/* Back to the built-in value, by order of the connection string. */
static bool unset(struct settings *s, enum setting_id id, enum setting_origin origin)
{
	const struct setting *row = &setting_table[id];

	if (row->fallback)
		return layer_set(s, id, str_from(row->fallback), origin);
	mem_free_secret(s->text[id]);
	s->text[id] = NULL;
	s->origin[id] = (unsigned char)origin;
	store(s, row, NULL, row->kind == SETTING_CHOICE ? SET_UNSET : 0);
	return true;
}

/* -- Complaining ----------------------------------------------------------- */

/* Adds text for a message: shortened, control characters as '?'. */
static void say(struct buf *b, struct str text)
{
	for (size_t i = 0; i < text.n && i < SHOW_MAX; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x20 || c == 0x7f)
			c = '?';
		buf_add(b, (struct str){ (const char *)&c, 1 });
	}
	if (text.n > SHOW_MAX)
		buf_add(b, STR("..."));
}

static void complain(struct layer *l, enum problem_kind kind, struct buf *b)
{
	problems_add(l->problems, kind, buf_take(b));
}

static void unknown_key(struct layer *l, const struct attr *a)
{
	const char *nearest = setting_nearest(str_from(a->key));
	struct buf b;

	buf_init(&b, SAY_MAX);
	buf_add(&b, STR("unknown key \""));
	say(&b, str_from(a->key));
	buf_addf(&b, "\" in %s", l->where);
	if (nearest)
		buf_addf(&b, "; did you mean %s?", nearest);
	complain(l, l->origin == ORIGIN_CONNECTION_STRING ? PROBLEM_UNKNOWN_KEY : PROBLEM_NOTE, &b);
}

static void bad_value(struct layer *l, const struct attr *a, const struct setting *row)
{
	struct buf b;

	buf_init(&b, SAY_MAX);
	buf_addf(&b, "%s=", row->name);
	say(&b, row->flags & SETTING_FLAG_HIDDEN ? STR("****") : str_from(a->value));
	buf_addf(&b, " in %s is not valid: ", l->where);
	setting_print_range(row, &b);
	buf_add(&b, STR(" is needed"));
	complain(l, PROBLEM_BAD_VALUE, &b);
}

static void no_effect(struct layer *l, const struct attr *a, const struct setting *row)
{
	if ((row->flags & SETTING_FLAG_SYSTEM) || !a->value[0])
		return;
	if (setting_refuses(row, str_from(a->value))) {
		problems_addf(l->problems, PROBLEM_UNSUPPORTED, "%.60s in %s cannot be used: %s",
			      a->key, l->where, row->help);
		return;
	}
	problems_addf(l->problems, PROBLEM_NOTE, "%.60s in %s has no effect: %s", a->key, l->where,
		      row->help);
}

static void misplaced(struct layer *l, const struct setting *row)
{
	problems_addf(l->problems, PROBLEM_NOTE, "%s has no effect in %s: %s", row->name, l->where,
		      l->origin == ORIGIN_INI ? "it belongs into a data source or a [profile]"
					      : "a profile holds pool keys alone");
}

static void maybe_cut(struct layer *l, const struct attr *a)
{
	if (l->origin != ORIGIN_DSN || strlen(a->key) + strlen(a->value) < DSN_LINE_MAX)
		return;
	problems_addf(l->problems, PROBLEM_NOTE,
		      "%.60s in %s is %zu bytes long: the driver manager reads at most about 990 "
		      "bytes of a line, so the end may be missing",
		      a->key, l->where, strlen(a->value));
}

/* -- Applying -------------------------------------------------------------- */

static void apply_text(struct layer *l, const struct attr *a, enum setting_id id, struct str text)
{
	const struct setting *row = &setting_table[id];
	struct setting_value v;

	if (!setting_parse(row, text, &v))
		bad_value(l, a, row);
	else if (!set_parsed(l->s, id, text, &v, l->origin))
		l->problems->no_memory = true;
}

static void apply_value(struct layer *l, const struct attr *a, enum setting_id id)
{
	char *text;

	if (id != SETTING_CONN_SETTINGS || !packed_is_encoded(str_from(a->key))) {
		apply_text(l, a, id, str_from(a->value));
		return;
	}
	text = packed_decode(str_from(a->value));
	if (text)
		apply_text(l, a, id, str_from(text));
	else
		l->problems->no_memory = true;
	free(text);
}

static void apply_one(struct layer *l, const struct attr *a, bool weak_ones)
{
	struct setting_match match;
	const struct setting *row;

	if (!setting_find(str_from(a->key), &match)) {
		if (!weak_ones)
			unknown_key(l, a);
		return;
	}
	if (match.weak != weak_ones)
		return;
	row = &setting_table[match.id];
	if (l->allowed && !(row->flags & l->allowed)) {
		misplaced(l, row);
		return;
	}
	if (row->kind == SETTING_IGNORED) {
		no_effect(l, a, row);
		return;
	}
	if (l->seen[match.id] || (!a->value[0] && l->origin != ORIGIN_CONNECTION_STRING))
		return;
	l->seen[match.id] = true;
	maybe_cut(l, a);
	if (a->value[0])
		apply_value(l, a, match.id);
	else if (!unset(l->s, match.id, l->origin))
		l->problems->no_memory = true;
}

/* A parameter that is younger than the table: for libpq to judge. */
static void add_extra(struct layer *l, const struct attr *a)
{
	struct settings *s = l->s;
	struct settings_extra *list, new;

	for (size_t i = 0; i < s->n_extra; i++) {
		/* An upper layer replaces; within a layer libpq's own rule holds: the last counts. */
		if (strcmp(s->extra[i].name, a->key) == 0) {
			char *value = mem_strdup(a->value);

			if (!value)
				goto fail;
			mem_free_secret(s->extra[i].value);
			s->extra[i].value = value;
			return;
		}
	}
	list = realloc(s->extra, (s->n_extra + 1) * sizeof(*list));
	if (!list)
		goto fail;
	s->extra = list;
	new = (struct settings_extra){ mem_strdup(a->key), mem_strdup(a->value) };
	if (!new.name || !new.value) {
		free(new.name);
		mem_free_secret(new.value);
		goto fail;
	}
	s->extra[s->n_extra++] = new;
	return;
fail:
	l->problems->no_memory = true;
}

static void apply_pqopt_one(struct layer *l, const struct attr *a)
{
	struct setting_match match;

	if (!setting_find(str_from(a->key), &match)) {
		add_extra(l, a);
		return;
	}
	if (setting_table[match.id].kind == SETTING_IGNORED)
		no_effect(l, a, &setting_table[match.id]);
	else if (!l->seen[match.id])
		apply_value(l, a, match.id);
}

static void apply_pqopt(struct layer *l)
{
	struct attrs list;
	const char *why = NULL;

	attrs_init(&list);
	switch (pqopt_parse(str_from(l->s->text[SETTING_PQOPT]), &list, &why)) {
	case ATTRS_OK:
		for (size_t i = 0; i < list.n; i++)
			apply_pqopt_one(l, &list.list[i]);
		break;
	case ATTRS_MALFORMED:
		problems_addf(l->problems, PROBLEM_BAD_VALUE, "pqopt in %s is not valid: %s",
			      l->where, why);
		break;
	case ATTRS_NO_MEMORY: l->problems->no_memory = true; break;
	}
	attrs_done(&list);
}

/* Switches that psqlodbc packs into a number; a key of its own wins over its bit. */
static void apply_packed(struct layer *l, enum setting_id id)
{
	struct attrs list;

	attrs_init(&list);
	switch (packed_parse(id, str_from(l->s->text[id]), &list)) {
	case ATTRS_OK:
		for (size_t i = 0; i < list.n; i++)
			apply_pqopt_one(l, &list.list[i]);
		break;
	case ATTRS_MALFORMED:
		problems_addf(l->problems, PROBLEM_NOTE,
			      "%s in %s has no effect: it is not what psqlodbc writes there",
			      setting_table[id].name, l->where);
		break;
	case ATTRS_NO_MEMORY: l->problems->no_memory = true; break;
	}
	attrs_done(&list);
}

void layer_apply(struct layer *l, const struct attrs *attrs)
{
	for (size_t i = 0; i < attrs->n; i++)
		apply_one(l, &attrs->list[i], false);
	for (size_t i = 0; i < attrs->n; i++)
		apply_one(l, &attrs->list[i], true);
	if (l->seen[SETTING_PQOPT] && l->s->text[SETTING_PQOPT])
		apply_pqopt(l);
	if (l->seen[SETTING_PACKED_OPTIONS] && l->s->text[SETTING_PACKED_OPTIONS])
		apply_packed(l, SETTING_PACKED_OPTIONS);
	if (l->seen[SETTING_EXTRA_OPTIONS] && l->s->text[SETTING_EXTRA_OPTIONS])
		apply_packed(l, SETTING_EXTRA_OPTIONS);
}
