/* What sessions are opened with and told apart by; SHA-256; browsing; no memory. */
#include "config.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "conf/browse.h"
#include "conf/session_key.h"
#include "tests/unit/conf_files.h"
#include "tests/unit/oom.h"
#include "util/sha256.h"

static void setup(void)
{
	files_setup("[source]\nServer=db\nDatabase=d\nUID=u\nPWD=p\nPoolProfile=own\n",
		    "[shiftpool]\nLogLevel=info\n[profile own]\nPoolSize=2\n");
}

static struct settings *load(const char *text)
{
	struct problems p;
	struct settings *s = files_load(text, &p);

	ck_assert_msg(s, "%s: %s", text, p.n ? p.list[0].text : "?");
	problems_done(&p);
	return s;
}

static const char *param(const struct session_params *p, const char *name)
{
	const char *found = NULL;

	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->keys[i], name) == 0) {
			ck_assert_msg(!found, "%s is there twice", name);
			found = p->values[i];
		}
	}
	return found;
}

static const struct {
	const char *text;
	const char *name;
	const char *value; /* NULL: must not be there */
} params[] = {
	{ "DSN=source", "host", "db" },
	{ "DSN=source", "dbname", "d" },
	{ "DSN=source", "user", "u" },
	{ "DSN=source", "password", "p" },
	{ "DSN=source;PWD=", "password", NULL },
	{ "DSN=source", "port", NULL },
	{ "DSN=source", "sslmode", NULL },
	{ "DSN=source", "client_encoding", "UTF8" },
	{ "DSN=source;client_encoding=LATIN1", "client_encoding", "UTF8" },
	{ "DSN=source", "keepalives", "1" },
	{ "DSN=source;KeepAlive=no", "keepalives", "0" },
	{ "DSN=source", "keepalives_idle", "60" },
	{ "DSN=source", "keepalives_interval", "15" },
	{ "DSN=source", "keepalives_count", "4" },
	{ "DSN=source", "tcp_user_timeout", "90000" },
	{ "DSN=source", "fallback_application_name", "shiftpool" },
	{ "DSN=source", "connect_timeout", NULL },
	{ "DSN=source;LoginTimeout=3", "connect_timeout", NULL },
	{ "DSN=source;SSLMode=Require", "sslmode", "require" },
	{ "DSN=source;pqopt={newer=x}", "newer", "x" },
	{ "Server=c.x.us-east-2.redshift.amazonaws.com", "port", "5439" },
	{ "Server=c.x.us-east-2.redshift.amazonaws.com;Port=5432", "port", "5432" },
	{ "Server=w.1.eu-west-1.redshift-serverless.amazonaws.com", "port", "5439" },
	{ "Server=redshift.amazonaws.com.example", "port", NULL },
};

START_TEST(libpq_gets_its_parameters)
{
	struct settings *s = load(params[_i].text);
	struct session_params p;
	const char *value;

	ck_assert(session_params_make(s, &p));
	ck_assert_ptr_null(p.keys[p.n]);
	ck_assert_ptr_null(p.values[p.n]);
	settings_free(s); /* the parameters live on */
	value = param(&p, params[_i].name);
	ck_assert_msg(params[_i].value ? value && strcmp(value, params[_i].value) == 0 : !value,
		      "%s: %s is %s", params[_i].text, params[_i].name,
		      value ? value : "not there");
	session_params_done(&p);
}
END_TEST

static const struct {
	const char *one, *two;
	bool same_key, same_tag;
} pairs[] = {
	{ "DSN=source", "UID=u;DATABASE=d;HOST=db;PWD=p", true, true },
	{ "DSN=source", "DSN=source;PWD=q", true, false },
	{ "DSN=source", "DSN=source;PWD=", true, false },
	{ "DSN=source", "DSN=source;pqopt={password=p}", true, true },
	{ "DSN=source", "DSN=source;sslpassword=p", true, false },
	{ "DSN=source", "DSN=source;PoolSize=50;BoolsAsChar=1;LogLevel=debug", true, true },
	{ "DSN=source", "DSN=source;KeepAliveIdle=7;LoginTimeout=1;QueryTimeout=5", true, true },
	{ "DSN=source", "DSN=source;UID=v", false, true },
	{ "DSN=source", "DSN=source;Database=e", false, true },
	{ "DSN=source", "DSN=source;SSLmode=require", false, true },
	{ "DSN=source", "DSN=source;ReadOnly=1", false, true },
	{ "DSN=source", "DSN=source;ConnSettings={set x=1}", false, true },
	{ "DSN=source", "DSN=source;options={-c x=1}", false, true },
	{ "DSN=source", "DSN=source;pqopt={newer=x}", false, true },
	{ "DSN=source", "DSN=source;pqopt={new_secret=x}", true, false },
	{ "DSN=source;Port=1", "DSN=source;port=2", false, true },
	/* No text in one value may look like two values. */
	{ "UID={a' x='b}", "UID=a;options={b}", false, true },
	{ "UID={a\\};Database=b", "UID={a\\' dbname='b}", false, true },
};

START_TEST(only_what_the_server_sees_splits_the_pool)
{
	struct settings *one = load(pairs[_i].one), *two = load(pairs[_i].two);
	char *k1 = session_key_text(one), *k2 = session_key_text(two);
	struct session_tag t1, t2;

	session_tag_make(one, &t1);
	session_tag_make(two, &t2);
	ck_assert_msg((strcmp(k1, k2) == 0) == pairs[_i].same_key, "%s | %s", k1, k2);
	ck_assert_msg(session_tag_eq(&t1, &t2) == pairs[_i].same_tag, "%s | %s", pairs[_i].one,
		      pairs[_i].two);
	free(k1);
	free(k2);
	settings_free(one);
	settings_free(two);
}
END_TEST

START_TEST(the_key_is_sorted_and_without_secrets)
{
	struct settings *s = load("PWD=hunter2;UID=it's;Host=h;pqopt={new_token=hunter2}");
	char *key = session_key_text(s);

	ck_assert_str_eq(key, "ReadOnly='false' host='h' user='it\\'s'");
	free(key);
	settings_free(s);
}
END_TEST

/* FIPS 180-4 examples of NIST, and lengths around the edge of a block. */
static const struct {
	const char *text;
	size_t times;
	const char *digest;
} digests[] = {
	{ "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
	  "lmnopqrsmnopqrstnopqrstu",
	  1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
	{ "a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

START_TEST(sha256_gives_the_published_digests)
{
	struct sha256 h;
	uint8_t digest[SHA256_BYTES];
	char text[2 * SHA256_BYTES + 1];

	sha256_init(&h);
	for (size_t i = 0; i < digests[_i].times; i++)
		sha256_add(&h, digests[_i].text, strlen(digests[_i].text));
	sha256_end(&h, digest);
	for (size_t i = 0; i < SHA256_BYTES; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	ck_assert_str_eq(text, digests[_i].digest);
}
END_TEST

static const struct {
	const char *given;
	bool complete;
	const char *missing;
} browses[] = {
	{ "DRIVER=x", false,
	  "Servername:Server=?;*Port:Port=?;Database:Database=?;UID:User name=?;PWD:Password=?;"
	  "*SSLmode:Encryption={disable,allow,prefer,require,verify-ca,verify-full};"
	  "*PoolProfile:Pool profile={conservative,aggressive,minimal,own};" },
	{ "DSN=source", true,
	  "*Port:Port=?;"
	  "*SSLmode:Encryption={disable,allow,prefer,require,verify-ca,verify-full};" },
	{ "DRIVER=x;Server=a;DB=d;UID=u;Port=1;SSLmode=allow;PoolProfile=own", false,
	  "PWD:Password=?;" },
	{ "DRIVER=x;Server=a;DB=d;UID=u;Port=1;SSLmode=allow;PoolProfile=own;PWD=", true, "" },
	{ "DRIVER=x;Server=a;DB=d;UID=u;Port=1;SSLmode=allow;PoolProfile=own;passfile=/p", true,
	  "*PWD:Password=?;" },
};

START_TEST(browsing_asks_for_what_is_missing)
{
	struct settings *s = load(browses[_i].given);
	char *missing;
	bool complete;

	ck_assert(browse_missing(s, &missing, &complete));
	ck_assert_str_eq(missing, browses[_i].missing);
	ck_assert_int_eq(complete, browses[_i].complete);
	free(missing);
	settings_free(s);
}
END_TEST

/*
 * Everything that a connect does with settings; false: it gave up, and
 * *ret_honest says whether it told why.  No assertions: Check allocates too.
 */
static bool all_of_it(bool *ret_honest)
{
	static const char text[] = "DSN=source;PoolSzie=3;Fetch=1;PWD={a;b};"
				   "pqopt={newer=x other='y z' newer=w sslcert=c};PoolMinIdle=9";
	struct settings *s = NULL;
	struct session_params params_made = { .n = 0 };
	struct problems p;
	struct attrs a;
	char *why = NULL, *key = NULL, *missing = NULL, *line = NULL, *composed = NULL;
	bool complete, ok = false;

	*ret_honest = true;
	attrs_init(&a);
	problems_init(&p);
	if (attrs_parse(str_from(text), &a, &why) != ATTRS_OK)
		goto out;
	if (!settings_load(&a, &s, &p)) {
		*ret_honest = p.no_memory && !s;
		goto out;
	}
	key = session_key_text(s);
	line = settings_pool_line(s, "PostgreSQL");
	composed = attrs_compose(&a);
	ok = session_params_make(s, &params_made) && browse_missing(s, &missing, &complete) &&
	     key && line && composed;
out:
	session_params_done(&params_made);
	settings_free(s);
	problems_done(&p);
	attrs_done(&a);
	free(why);
	free(key);
	free(line);
	free(composed);
	free(missing);
	return ok;
}

START_TEST(no_allocation_is_taken_for_granted)
{
	bool honest;

	ck_assert(all_of_it(&honest)); /* odbcinst and we have it in the cache now */
	for (size_t nth = 1;; nth++) {
		bool ok, fired;

		oom_fail_at(nth);
		ok = all_of_it(&honest);
		fired = oom_fired();
		ck_assert_msg(honest, "allocation %zu: failed without saying so", nth);
		if (!fired) {
			ck_assert(ok);
			ck_assert_uint_gt(nth, 100);
			return;
		}
	}
}
END_TEST

/* A new file and a new source for each round, since both are kept. */
static void write_round(size_t round)
{
	char text[120];

	snprintf(text, sizeof(text), "[profile own]\nPoolSize=%zu\n", round);
	files_write(files_shiftpool_ini, text, strlen(text));
	snprintf(text, sizeof(text), "[s%zu]\nServer=db\nPoolProfile=own\n", round);
	files_write(files_odbc_ini, text, strlen(text));
}

START_TEST(no_allocation_is_taken_for_granted_when_files_are_read)
{
	for (size_t nth = 1;; nth++) {
		struct settings *s = NULL;
		struct problems p;
		struct attrs a;
		char name[40];
		bool ok, fired;

		write_round(nth);
		snprintf(name, sizeof(name), "s%zu", nth);
		attrs_init(&a);
		problems_init(&p);
		ck_assert(attrs_add(&a, STR("DSN"), str_from(name), false));
		oom_fail_at(nth);
		ok = settings_load(&a, &s, &p);
		fired = oom_fired();
		ck_assert_int_eq(ok, s != NULL);
		ck_assert_int_eq(ok, !p.no_memory);
		if (ok)
			ck_assert_str_eq(s->server, "db");
		settings_free(s);
		problems_done(&p);
		attrs_done(&a);
		if (!fired) {
			ck_assert_uint_gt(nth, 50);
			return;
		}
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conf_session");
	TCase *t = tcase_create("conf_session");

	tcase_set_timeout(t, 30);
	tcase_add_checked_fixture(t, setup, files_teardown);
	unit_add_rows(t, libpq_gets_its_parameters, params);
	unit_add_rows(t, only_what_the_server_sees_splits_the_pool, pairs);
	tcase_add_test(t, the_key_is_sorted_and_without_secrets);
	unit_add_rows(t, sha256_gives_the_published_digests, digests);
	unit_add_rows(t, browsing_asks_for_what_is_missing, browses);
	tcase_add_test(t, no_allocation_is_taken_for_granted);
	tcase_add_test(t, no_allocation_is_taken_for_granted_when_files_are_read);
	suite_add_tcase(s, t);
	return unit_run(s);
}
