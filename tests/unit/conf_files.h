/*
 * odbc.ini and shiftpool.ini in a folder of their own, for the tests of settings.
 * The environment points at them, so each test process must make its own.
 */
#ifndef SP_TESTS_CONF_FILES_H
#define SP_TESTS_CONF_FILES_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf/attrs.h"
#include "conf/settings.h"

static char files_dir[] = "/tmp/shiftpool-test-XXXXXX";
static char files_odbc_ini[64], files_shiftpool_ini[64];

static inline void files_write(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

/* Either may be NULL: odbc.ini is then empty, shiftpool.ini not there and not named. */
static inline void files_setup(const char *odbc_ini, const char *shiftpool_ini)
{
	ck_assert_ptr_nonnull(mkdtemp(files_dir));
	snprintf(files_odbc_ini, sizeof(files_odbc_ini), "%s/odbc.ini", files_dir);
	snprintf(files_shiftpool_ini, sizeof(files_shiftpool_ini), "%s/sp.ini", files_dir);
	files_write(files_odbc_ini, odbc_ini ? odbc_ini : "", odbc_ini ? strlen(odbc_ini) : 0);
	setenv("ODBCINI", files_odbc_ini, 1);
	setenv("ODBCSYSINI", files_dir, 1);
	unsetenv("SHIFTPOOL_INI");
	if (shiftpool_ini) {
		files_write(files_shiftpool_ini, shiftpool_ini, strlen(shiftpool_ini));
		setenv("SHIFTPOOL_INI", files_shiftpool_ini, 1);
	}
}

static inline void files_teardown(void)
{
	unlink(files_odbc_ini);
	unlink(files_shiftpool_ini);
	rmdir(files_dir);
}

/* Loads the settings of a connection string.  NULL: an error is among the problems. */
static inline struct settings *files_load(const char *text, struct problems *problems)
{
	struct settings *s = NULL;
	struct attrs a;
	char *why = NULL;

	attrs_init(&a);
	problems_init(problems);
	ck_assert_int_eq(attrs_parse(str_from(text), &a, &why), ATTRS_OK);
	if (!settings_load(&a, &s, problems))
		ck_assert_ptr_null(s);
	attrs_done(&a);
	return s;
}

#endif
