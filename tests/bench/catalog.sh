#!/bin/sh
# bench_catalog on a private PostgreSQL with 10,000 tables of 20 columns.
#
#	tests/bench/catalog.sh [TABLES]   in a build folder; configure it with CFLAGS=-O2
bench_name=bench_catalog
. "$(dirname "$0")/server.sh"
tables=${1:-10000}

PGPASSWORD=$SP_TEST_PASSWORD "$SP_TEST_BIN/psql" -XqAt -h "$SP_TEST_HOST" -p "$SP_TEST_PORT" -U "$SP_TEST_USER" \
	-d "$SP_TEST_DB" -v ON_ERROR_STOP=1 -v tables="$tables" <<'SQL' || exit 1
create schema bench;
set search_path = bench;
select format('create table t%s (%s)', lpad(n::text, 5, '0'),
		(select string_agg(format('c%s %s', c, (array['int', 'text', 'numeric(12,2)', 'timestamp'])[1 + c % 4]), ', ')
			from generate_series(1, 20) c))
	from generate_series(0, :tables - 1) n
\gexec
analyze pg_catalog.pg_class, pg_catalog.pg_attribute;
SQL
"$top_builddir/tests/bench/bench_catalog" "DSN=plain"
