#include "config.h"
#include "conf/session_key.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "util/ascii.h"
#include "util/buf.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/sha256.h"

#define KEY_TEXT_MAX  (4 * 1024 * 1024)
#define REDSHIFT_PORT "5439"

/* A name and a value that both belong to somebody else. */
struct pair {
	const char *name;
	const char *value;
	bool secret;
	bool keyed;
};

/* Everything that may be set, and what is always set, and a little room. */
#define PAIRS_FIXED (SETTING_COUNT + 4)

/* -- What libpq gets ------------------------------------------------------- */

/* Parameters that the table does not know: the name alone can tell. */
static bool sounds_secret(const char *name)
{
	return strstr(name, "password") || strstr(name, "secret") || strstr(name, "token");
}

static bool ends_with(struct str s, struct str end)
{
	return s.n > end.n && ascii_ieq(str_tail(s, s.n - end.n), end);
}

/*
 * Redshift listens on 5439 by default, and data sources written for Amazon's
 * driver rely on it; libpq would try 5432.
 */
static bool is_redshift_host(const char *host)
{
	static const char *const ends[] = {
		".redshift.amazonaws.com",
		".redshift.amazonaws.com.cn",
		".redshift-serverless.amazonaws.com",
		".redshift-serverless.amazonaws.com.cn",
	};

	for (size_t i = 0; host && i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (ends_with(str_from(host), str_from(ends[i])))
			return true;
	}
	return false;
}

static const char *value_for_libpq(const struct settings *s, enum setting_id id)
{
	const char *text = s->text[id];

	if (text && setting_table[id].kind == SETTING_BOOL)
		return strcmp(text, "true") == 0 ? "1" : "0";
	return text;
}

/* Fills room for PAIRS_FIXED + n_extra pairs; returns how many there are. */
static size_t libpq_pairs(const struct settings *s, struct pair *to)
{
	size_t n = 0;

	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *row = &setting_table[id];
		const char *value = value_for_libpq(s, (enum setting_id)id);

		if (row->libpq && value)
			to[n++] = (struct pair){ row->libpq, value,
						 row->flags & SETTING_FLAG_HIDDEN,
						 row->flags & SETTING_FLAG_KEYED };
	}
	for (size_t i = 0; i < s->n_extra; i++) {
		bool secret = sounds_secret(s->extra[i].name);

		to[n++] = (struct pair){ s->extra[i].name, s->extra[i].value, secret, !secret };
	}
	if (!s->port && is_redshift_host(s->server))
		to[n++] = (struct pair){ "port", REDSHIFT_PORT, false, true };
	if (!s->text[SETTING_FALLBACK_APPLICATION_NAME])
		to[n++] = (struct pair){ "fallback_application_name", "shiftpool", false, false };
	to[n++] = (struct pair){ "client_encoding", "UTF8", false, false };
	return n;
}

static struct pair *make_pairs(const struct settings *s)
{
	return calloc(PAIRS_FIXED + s->n_extra, sizeof(struct pair));
}

void session_params_done(struct session_params *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->keys[i]);
		mem_free_secret(p->values[i]);
	}
	free(p->keys);
	free(p->values);
	*p = (struct session_params){ .n = 0 };
}

bool session_params_make(const struct settings *s, struct session_params *ret)
{
	struct session_params p = { .n = 0 };
	struct pair *pairs = make_pairs(s);
	size_t n;

	if (!pairs)
		return false;
	n = libpq_pairs(s, pairs);
	p.keys = calloc(n + 1, sizeof(*p.keys));
	p.values = calloc(n + 1, sizeof(*p.values));
	if (!p.keys || !p.values)
		goto fail;
	for (p.n = 0; p.n < n;) {
		size_t i = p.n++;

		p.keys[i] = mem_strdup(pairs[i].name);
		p.values[i] = mem_strdup(pairs[i].value);
		if (!p.keys[i] || !p.values[i])
			goto fail;
	}
	free(pairs);
	*ret = p;
	return true;
fail:
	free(pairs);
	session_params_done(&p);
	return false;
}

/* -- The key --------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct pair *)a)->name, ((const struct pair *)b)->name);
}

/* name='value' with \ before ' and \, so that no two sets give the same text. */
static void print_pair(const struct pair *pair, struct buf *b)
{
	buf_addf(b, "%s%s='", b->n ? " " : "", pair->name);
	for (const char *p = pair->value; *p; p++) {
		if (*p == '\'' || *p == '\\')
			buf_add(b, STR("\\"));
		buf_add(b, (struct str){ p, 1 });
	}
	buf_add(b, STR("'"));
}

char *session_key_text(const struct settings *s)
{
	struct pair *pairs = make_pairs(s);
	struct buf b;
	size_t n;

	if (!pairs)
		return NULL;
	n = libpq_pairs(s, pairs);
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *row = &setting_table[id];

		if ((row->flags & SETTING_FLAG_KEYED) && !row->libpq && s->text[id])
			pairs[n++] = (struct pair){ row->name, s->text[id], false, true };
	}
	qsort(pairs, n, sizeof(*pairs), by_name);
	buf_init(&b, KEY_TEXT_MAX);
	for (size_t i = 0; i < n; i++) {
		if (pairs[i].keyed && !pairs[i].secret)
			print_pair(&pairs[i], &b);
	}
	free(pairs);
	return buf_take(&b);
}

/* -- The tag --------------------------------------------------------------- */

static uint8_t salt[32];
static pthread_once_t salt_once = PTHREAD_ONCE_INIT;

static void draw_salt(void)
{
	ssize_t n;

	do
		n = getrandom(salt, sizeof(salt), 0);
	while (n < 0 && errno == EINTR);
	if (n != sizeof(salt)) {
		/* A kernel without getrandom(): what differs from process to process. */
		int64_t seed[3] = { clock_now(), getpid(), (int64_t)(intptr_t)&n };

		memcpy(salt, seed, sizeof(seed));
	}
}

/* With its length, so that two texts next to each other cannot be told differently. */
static void add_text(struct sha256 *h, const char *text)
{
	uint64_t n = strlen(text);

	sha256_add(h, &n, sizeof(n));
	sha256_add(h, text, n);
}

void session_tag_make(const struct settings *s, struct session_tag *ret)
{
	struct sha256 h;

	pthread_once(&salt_once, draw_salt);
	sha256_init(&h);
	sha256_add(&h, salt, sizeof(salt));
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *row = &setting_table[id];

		if (!row->libpq || !(row->flags & SETTING_FLAG_HIDDEN) || !s->text[id])
			continue;
		add_text(&h, row->libpq);
		add_text(&h, s->text[id]);
	}
	for (size_t i = 0; i < s->n_extra; i++) {
		if (!sounds_secret(s->extra[i].name))
			continue;
		add_text(&h, s->extra[i].name);
		add_text(&h, s->extra[i].value);
	}
	sha256_end(&h, ret->bytes);
}

bool session_tag_eq(const struct session_tag *a, const struct session_tag *b)
{
	unsigned char d = 0;

	/* Looks at all bytes, whatever differs first. */
	for (size_t i = 0; i < sizeof(a->bytes); i++)
		d |= a->bytes[i] ^ b->bytes[i];
	return d == 0;
}
