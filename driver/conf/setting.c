#include "config.h"
#include "conf/setting.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

#include "conf/settings.h"
#include "util/ascii.h"

#define AT(field) offsetof(struct settings, field)

/* Short names for the flags column. */
enum {
	SYSTEM = SETTING_FLAG_SYSTEM,
	KEYED = SETTING_FLAG_KEYED,
	POOL = SETTING_FLAG_POOL,
	GLOBAL = SETTING_FLAG_GLOBAL,
	MINUS_ONE = SETTING_FLAG_MINUS_ONE,
	HIDDEN = SETTING_FLAG_HIDDEN,
	OFFERED = SETTING_FLAG_OFFERED,
	ASKED = SETTING_FLAG_ASKED,
	LINES = SETTING_FLAG_LINES,
	REFUSED = SETTING_FLAG_REFUSED,
};

/* clang-format off: one line of macro for one line of table */
#define NUMBER(kind, field, name, aliases, min, max, def, libpq, flags, help) \
	{ name, aliases, kind, flags, min, max, NULL, def, libpq, help, AT(field) },
#define WORDS(kind, field, name, aliases, choices, def, libpq, flags, help) \
	{ name, aliases, kind, flags, 0, 0, choices, def, libpq, help, field },

const struct setting setting_table[SETTING_COUNT] = {
#define INT(id, ...)     NUMBER(SETTING_INT, __VA_ARGS__)
#define SECONDS(id, ...) NUMBER(SETTING_SECONDS, __VA_ARGS__)
#define SIZE(id, ...)    NUMBER(SETTING_SIZE, __VA_ARGS__)
#define FLAG(id, field, name, aliases, def, libpq, flags, help) \
	WORDS(SETTING_BOOL, AT(field), name, aliases, NULL, def, libpq, flags, help)
#define CHOICE(id, field, name, aliases, choices, def, libpq, flags, help) \
	WORDS(SETTING_CHOICE, AT(field), name, aliases, choices, def, libpq, flags, help)
#define TEXT(id, field, name, aliases, def, libpq, flags, help) \
	WORDS(SETTING_TEXT, AT(field), name, aliases, NULL, def, libpq, flags, help)
#define PORTS(id, field, name, aliases, def, libpq, flags, help) \
	{ name, aliases, SETTING_PORTS, flags, 1, 65535, NULL, def, libpq, help, AT(field) },
#define SECRET(id, field, name, aliases, def, libpq, flags, help) \
	WORDS(SETTING_TEXT, AT(field), name, aliases, NULL, def, libpq, (flags) | HIDDEN, help)
#define PARAM(id, name, aliases, libpq, flags, help) \
	WORDS(SETTING_TEXT, SIZE_MAX, name, aliases, NULL, NULL, libpq, flags, help)
#define KEPT(id, name, aliases, libpq, flags, help) \
	WORDS(SETTING_TEXT, SIZE_MAX, name, aliases, NULL, NULL, libpq, (flags) | HIDDEN, help)
#define IGNORED(id, name, aliases, flags, help) \
	WORDS(SETTING_IGNORED, SIZE_MAX, name, aliases, NULL, NULL, NULL, flags, help)
#include "conf/settings.def"
};
/* clang-format on */

/* -- Names ----------------------------------------------------------------- */

#define NAME_MAX_LEN 40  /* longer than any name in the table, with its NUL */
#define INDEX_MAX    512 /* test_conf_setting checks that all names fit */

/* A name in the form in which names are compared, and as the table writes it. */
struct name {
	char plain[NAME_MAX_LEN];
	char spelling[NAME_MAX_LEN];
	struct setting_match match;
};

static struct name names[INDEX_MAX];
static size_t n_names;
static pthread_once_t names_once = PTHREAD_ONCE_INIT;

/* Lower case, no '_'.  Returns the length; 0 if it is longer than any name. */
static size_t make_plain(struct str key, char *ret)
{
	size_t n = 0;

	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] == '_')
			continue;
		if (n == NAME_MAX_LEN - 1)
			return 0;
		ret[n++] = ascii_lower(key.p[i]);
	}
	ret[n] = '\0';
	return n;
}

static void add_name(struct str spelling, enum setting_id id, bool weak)
{
	struct name *name = &names[n_names];

	if (n_names == INDEX_MAX || !make_plain(spelling, name->plain))
		return;
	memcpy(name->spelling, spelling.p, spelling.n);
	name->match = (struct setting_match){ .id = id, .weak = weak };
	n_names++;
}

static void add_aliases(struct str list, enum setting_id id)
{
	while (list.n) {
		size_t n = 0;
		bool weak = list.p[0] == '?';

		while (n < list.n && list.p[n] != ' ')
			n++;
		add_name((struct str){ list.p + weak, n - weak }, id, weak);
		list = str_tail(list, n < list.n ? n + 1 : n);
	}
}

static int compare_names(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int d = strcmp(x->plain, y->plain);

	return d ? d : (int)x->match.id - (int)y->match.id;
}

static void make_names(void)
{
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *s = &setting_table[id];

		add_name(str_from(s->name), (enum setting_id)id, false);
		add_aliases(str_from(s->aliases), (enum setting_id)id);
		if (s->libpq)
			add_name(str_from(s->libpq), (enum setting_id)id, false);
	}
	qsort(names, n_names, sizeof(names[0]), compare_names);
}

static int compare_plain(const void *key, const void *name)
{
	return strcmp(key, ((const struct name *)name)->plain);
}

bool setting_find(struct str key, struct setting_match *ret)
{
	char plain[NAME_MAX_LEN];
	const struct name *name;

	pthread_once(&names_once, make_names);
	if (!make_plain(key, plain))
		return false;
	name = bsearch(plain, names, n_names, sizeof(names[0]), compare_plain);
	if (!name)
		return false;
	*ret = name->match;
	return true;
}

bool setting_key_eq(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.n && a.p[i] == '_')
			i++;
		while (j < b.n && b.p[j] == '_')
			j++;
		if (i == a.n || j == b.n)
			return i == a.n && j == b.n;
		if (ascii_lower(a.p[i++]) != ascii_lower(b.p[j++]))
			return false;
	}
}

/* -- The nearest name ------------------------------------------------------ */

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/*
 * The number of slips that turn one name into the other: a letter missing, extra
 * or wrong, or two neighbours swapped (optimal string alignment).
 */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned char d[NAME_MAX_LEN + 1][NAME_MAX_LEN + 1];

	for (size_t i = 0; i <= n; i++)
		d[i][0] = (unsigned char)i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = (unsigned char)j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t cost = a[i - 1] != b[j - 1];
			size_t best = min3(d[i - 1][j] + 1u, d[i][j - 1] + 1u,
					   d[i - 1][j - 1] + cost);

			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				best = min3(best, d[i - 2][j - 2] + 1u, best);
			d[i][j] = (unsigned char)best;
		}
	}
	return d[n][m];
}

/* A third of the letters may be wrong, at most three. */
static size_t slips_allowed(size_t n)
{
	return n < 9 ? n / 3 : 3;
}

static bool is_own_name(const struct name *name)
{
	return strcmp(name->spelling, setting_table[name->match.id].name) == 0;
}

const char *setting_nearest(struct str key)
{
	char plain[NAME_MAX_LEN];
	size_t n, best = SIZE_MAX;
	const char *found = NULL;

	pthread_once(&names_once, make_names);
	n = make_plain(key, plain);
	if (n < 3)
		return NULL;
	for (size_t i = 0; i < n_names; i++) {
		size_t m = strlen(names[i].plain), slips;

		if (m < 3 || (m == 3 && !is_own_name(&names[i])))
			continue; /* short codes look like anything */
		slips = distance(plain, n, names[i].plain, m);
		if (slips > slips_allowed(n > m ? n : m))
			continue;
		/* Of equals, one that has an effect. */
		slips = 2 * slips + (setting_table[names[i].match.id].kind == SETTING_IGNORED);
		if (slips < best) {
			best = slips;
			found = names[i].spelling;
		}
	}
	return found;
}
