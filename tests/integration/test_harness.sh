#!/bin/sh
# The test server itself: what the other tests rely on.
. "$top_srcdir/tests/lib/tap.sh"
ask() { # user, password, sql
	PGPASSWORD=$2 "$SP_TEST_BIN/psql" -XqAt -h "$SP_TEST_HOST" -p "$SP_TEST_PORT" -U "$1" \
		-d "$SP_TEST_DB" -c "$3" 2>&1
}
is "the application's role connects" "$(ask "$SP_TEST_USER" "$SP_TEST_PASSWORD" 'select 1')" 1
like "a wrong password is refused" "$(ask "$SP_TEST_USER" wrong 'select 1')" 'authentication failed'
is "a test has a database of its own" "$(ask "$SP_TEST_USER" "$SP_TEST_PASSWORD" \
	"select count(*) from pg_class where relnamespace = 'public'::regnamespace")" 0
is "the role owns it" "$(ask "$SP_TEST_USER" "$SP_TEST_PASSWORD" 'create table t (i int); table t')" ""
is "the administrator sees sessions" "$("$SP_TEST_BIN/psql" -XqAt "$SP_TEST_ADMIN" -c \
	"select count(*) from pg_stat_activity where usename = 'shiftpool' and datname = current_database()")" 0
is "the driver is registered in private files only" \
	"$(odbcinst -q -d 2>/dev/null | tr -d '\n')" "[ShiftPool]"
is "the data sources are private" "$(odbcinst -q -s 2>/dev/null | tr '\n' ' ')" "[pooled] [small] [plain] "
is "libpq finds no settings in the environment" "$(env | grep -c '^PG[A-Z]*=')" 0
done_testing
