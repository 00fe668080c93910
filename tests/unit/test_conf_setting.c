/* The settings table: names, values, ranges, the nearest name. */
#include "config.h"
#include "tests/unit/unit.h"

#include <locale.h>
#include <stdlib.h>

#include "conf/profile.h"
#include "conf/setting.h"
#include "util/ascii.h"

/* Finds every name of a row, the aliases too, and says which row each leads to. */
static void check_leads_to(struct str name, int id)
{
	struct setting_match match = { .id = SETTING_COUNT };

	ck_assert_msg(setting_find(name, &match), "%.*s is not found", (int)name.n, name.p);
	ck_assert_msg((int)match.id == id, "%.*s leads to %s and not to %s", (int)name.n, name.p,
		      setting_table[match.id].name, setting_table[id].name);
}

START_TEST(every_spelling_leads_to_its_row)
{
	for (int id = 0; id < SETTING_COUNT; id++) {
		const char *p = setting_table[id].aliases;

		check_leads_to(str_from(setting_table[id].name), id);
		if (setting_table[id].libpq)
			check_leads_to(str_from(setting_table[id].libpq), id);
		while (*p) {
			size_t n = strcspn(p, " "), weak = *p == '?';

			check_leads_to((struct str){ p + weak, n - weak }, id);
			p += n + (p[n] == ' ');
		}
	}
}
END_TEST

START_TEST(every_row_is_sound)
{
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *s = &setting_table[id];
		struct setting_value v;

		ck_assert_msg(s->help && s->help[0], "%s has no help", s->name);
		ck_assert_msg(!strchr(s->help, '\n'), "%s: help is one line", s->name);
		ck_assert_msg((s->kind == SETTING_CHOICE) == (s->choices != NULL), "%s", s->name);
		if (s->fallback)
			ck_assert_msg(setting_parse(s, str_from(s->fallback), &v),
				      "%s: its own default is not valid", s->name);
	}
}
END_TEST

static const struct {
	const char *key;
	const char *row; /* NULL: unknown */
} keys[] = {
	{ "PoolPrePing", "PoolPrePing" },
	{ "pool_pre_ping", "PoolPrePing" },
	{ "POOLPREPING", "PoolPrePing" },
	{ "__pool__size__", "PoolSize" },
	{ "host", "Servername" },
	{ "HOSTNAME", "Servername" },
	{ "dbname", "Database" },
	{ "username", "UID" },
	{ "user", "UID" },
	{ "logonid", "UID" },
	{ "password", "PWD" },
	{ "PortNumber", "Port" },
	{ "SSLMode", "SSLmode" },
	{ "em", "SSLmode" },
	{ "connect_timeout", "LoginTimeout" },
	{ "keepalives_idle", "KeepAliveIdle" },
	{ "KeepAliveTime", "KeepAliveIdle" },
	{ "target_session_attrs", "target_session_attrs" },
	{ "TargetSessionAttrs", "target_session_attrs" },
	{ "B9", "BoolsAsChar" },
	{ "a1", "RollbackOnError" },
	{ "CX", "CX" },
	{ "", NULL },
	{ "_", NULL },
	{ "pool size", NULL },
	{ "PoolSiz", NULL },
	{ "this_key_is_much_longer_than_any_name_in_the_table_could_ever_be", NULL },
};

START_TEST(keys_compare_without_case_and_underscores)
{
	struct setting_match match;
	bool found = setting_find(str_from(keys[_i].key), &match);

	ck_assert_msg(found == (keys[_i].row != NULL), "%s", keys[_i].key);
	if (found)
		ck_assert_msg(strcmp(setting_table[match.id].name, keys[_i].row) == 0,
			      "%s leads to %s", keys[_i].key, setting_table[match.id].name);
}
END_TEST

static const struct {
	const char *key;
	const char *nearest; /* NULL: nothing is near enough */
} slips[] = {
	{ "PoolSzie", "PoolSize" },
	{ "Pool_Size ", "PoolSize" },
	{ "PoolPrPing", "PoolPrePing" },
	{ "MaxOverlow", "MaxOverflow" },
	{ "Passwrod", "Password" },
	{ "Severname", "Servername" },
	{ "sslmod", "SSLmode" },
	{ "PoolPreping", "PoolPrePing" },
	{ "Databse", "Database" },
	{ "RollbackOnErr", "RollbackOnError" },
	{ "ab", NULL },
	{ "Tab", NULL },
	{ "UDI", "UID" },
	{ "PWDD", "PWD" },
	{ "", NULL },
	{ "CompletelyDifferent", NULL },
};

START_TEST(a_slip_is_recognised)
{
	const char *nearest = setting_nearest(str_from(slips[_i].key));

	if (!slips[_i].nearest)
		ck_assert_msg(!nearest, "\"%s\" is taken for %s", slips[_i].key, nearest);
	else
		ck_assert_msg(nearest && strcmp(nearest, slips[_i].nearest) == 0,
			      "\"%s\" is taken for %s", slips[_i].key,
			      nearest ? nearest : "nothing");
}
END_TEST

#define BAD NULL

static const struct {
	const char *key;
	const char *text;
	const char *shown; /* BAD: refused */
} values[] = {
	{ "PoolSize", "10", "10" },
	{ "PoolSize", " 10 ", "10" },
	{ "PoolSize", "+7", "7" },
	{ "PoolSize", "0", "0" },
	{ "PoolSize", "100000", "100000" },
	{ "PoolSize", "100001", BAD },
	{ "PoolSize", "ten", BAD },
	{ "PoolSize", "-5", BAD },
	{ "PoolSize", "99999999999", BAD },
	{ "PoolSize", "99999999999999999999999999", BAD },
	{ "PoolSize", "1.5", BAD },
	{ "PoolSize", "0x10", BAD },
	{ "PoolSize", "", BAD },
	{ "MaxOverflow", "-1", "-1" },
	{ "MaxOverflow", "-2", BAD },
	{ "PoolTimeout", "60", "60" },
	{ "PoolTimeout", "0.25", "0.25" },
	{ "PoolTimeout", ".5", "0.5" },
	{ "PoolTimeout", "2.", "2" },
	{ "PoolTimeout", "250ms", "0.25" },
	{ "PoolTimeout", "250 MS", "0.25" },
	{ "PoolTimeout", "1.5min", "90" },
	{ "PoolTimeout", "2h", "7200" },
	{ "PoolTimeout", "30s", "30" },
	{ "PoolTimeout", "0.000000001", "0.000000001" },
	{ "PoolTimeout", "0.0000000009", "0" },
	{ "PoolTimeout", "86400", "86400" },
	{ "PoolTimeout", "86401", BAD },
	{ "PoolTimeout", "25h", BAD },
	{ "PoolTimeout", "-1", BAD },
	{ "PoolTimeout", "1,5", BAD },
	{ "PoolTimeout", "1e3", BAD },
	{ "PoolTimeout", "ms", BAD },
	{ "PoolTimeout", ".", BAD },
	{ "PoolTimeout", "9999999999999999999999", BAD },
	{ "LoginTimeout", "abc", BAD },
	{ "PoolRecycle", "-1", "-1" },
	{ "PoolRecycle", "-2", BAD },
	{ "PoolRecycle", "-0.5", BAD },
	{ "ReadAhead", "64K", "65536" },
	{ "ReadAhead", "1 m", "1048576" },
	{ "ReadAhead", "2G", BAD },
	{ "SpoolMemory", "64G", "68719476736" },
	{ "SpoolMemory", "9000000000000000000G", BAD },
	{ "SpoolMemory", "-1", BAD },
	{ "SpoolMemory", "K", BAD },
	{ "Pooling", "true", "true" },
	{ "Pooling", "On", "true" },
	{ "Pooling", "1", "true" },
	{ "Pooling", "NO", "false" },
	{ "Pooling", "2", BAD },
	{ "Pooling", "maybe", BAD },
	{ "PoolReset", "FULL", "full" },
	{ "PoolReset", "all", BAD },
	{ "SSLmode", "Verify-Full", "verify-full" },
	{ "SSLmode", "1", "verify-ca" },
	{ "SSLmode", "on", BAD },
	{ "RollbackOnError", "7.4-2", "statement" },
	{ "RollbackOnError", "7.4-1", "transaction" },
	{ "RollbackOnError", "7.4", "auto" },
	{ "RollbackOnError", "1", "transaction" },
	{ "LogLevel", "6", "debug" },
	{ "Port", "5432", "" },
	{ "Port", "5432,,5433", "" },
	{ "Port", "65536", BAD },
	{ "Port", "0", BAD },
	{ "Port", "5432,x", BAD },
	{ "Servername", "host\nname", BAD },
	{ "Servername", "h\xc3\xb6st", "" },
	{ "ConnSettings", "set a=1;\n\tset b=2", "" },
	{ "PWD", "\x01\x7f", "" },
	{ "Fetch", "nonsense", "" },
};

START_TEST(values_are_read_and_judged)
{
	struct setting_match match;
	struct setting_value v;
	struct buf b;
	char *shown;
	bool ok;

	ck_assert(setting_find(str_from(values[_i].key), &match));
	ok = setting_parse(&setting_table[match.id], str_from(values[_i].text), &v);
	ck_assert_msg(ok == (values[_i].shown != BAD), "%s=%s", values[_i].key, values[_i].text);
	if (!ok)
		return;
	buf_init(&b, 100);
	setting_print(&setting_table[match.id], &v, &b);
	shown = buf_take(&b);
	ck_assert_msg(strcmp(shown, values[_i].shown) == 0, "%s=%s is shown as %s", values[_i].key,
		      values[_i].text, shown);
	free(shown);
}
END_TEST

static const struct {
	const char *key;
	const char *range;
} ranges[] = {
	{ "PoolSize", "a whole number from 0 to 100000" },
	{ "PoolTimeout", "seconds from 0 to 86400" },
	{ "PoolRecycle", "seconds from 0 to 31536000, or -1 for never" },
	{ "Pooling", "true or false" },
	{ "PoolReset", "one of none, rollback, smart, full" },
	{ "LogLevel", "one of off, error, warn, info, debug" },
	{ "Port", "a port from 1 to 65535" },
};

START_TEST(ranges_are_told)
{
	struct setting_match match;
	struct buf b;
	char *text;

	buf_init(&b, 1000);
	ck_assert(setting_find(str_from(ranges[_i].key), &match));
	setting_print_range(&setting_table[match.id], &b);
	text = buf_take(&b);
	ck_assert_str_eq(text, ranges[_i].range);
	free(text);
}
END_TEST

/* Every value in the pooling guide, "Performance Tuning". */
static const char *const guide[][6] = {
	{ "conservative", "10", "20", "60", "3600", "true" },
	{ "aggressive", "20", "30", "90", "1800", "true" },
	{ "minimal", "5", "5", "30", "7200", "false" },
};

START_TEST(profiles_are_those_of_the_guide)
{
	static const enum setting_id ids[] = { SETTING_POOL_SIZE, SETTING_MAX_OVERFLOW,
					       SETTING_POOL_TIMEOUT, SETTING_POOL_RECYCLE,
					       SETTING_POOL_PRE_PING };
	const struct profile *p = profile_find(str_from(guide[_i][0]));

	ck_assert_ptr_nonnull(p);
	for (size_t i = 0; i < PROFILE_KEYS; i++) {
		ck_assert_int_eq(p->keys[i].id, ids[i]);
		ck_assert_str_eq(p->keys[i].value, guide[_i][i + 1]);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("conf_setting");
	TCase *t = tcase_create("conf_setting");

	tcase_add_test(t, every_spelling_leads_to_its_row);
	tcase_add_test(t, every_row_is_sound);
	unit_add_rows(t, keys_compare_without_case_and_underscores, keys);
	unit_add_rows(t, a_slip_is_recognised, slips);
	unit_add_rows(t, values_are_read_and_judged, values);
	unit_add_rows(t, ranges_are_told, ranges);
	unit_add_rows(t, profiles_are_those_of_the_guide, guide);
	suite_add_tcase(s, t);
	return unit_run(s);
}
