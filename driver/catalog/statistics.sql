-- SQLStatistics.
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.sql)
-- $4 true: unique indexes only
-- $5 true: count rows and pages now (SQL_ENSURE), as far as the user may read them
--
-- ts_stat() is here for running a query whose text the server itself puts together:
-- the one word that it finds is the count.
-- Indexes that are not usable are left out, and so are INCLUDE columns, which are
-- no keys.  TYPE: 0 the table, 1 clustered, 2 hashed, 3 other, b-tree among them.
-- "older" as in columns.sql, for servers before 11.
WITH subject AS (
	SELECT
		c.oid,
		c.relname,
		n.nspname,
		CASE
			WHEN $5::boolean AND c.relkind IN ('r', 'p', 'm') AND c.relispopulated
				AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
				AND pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN
				(SELECT w.word::float8 FROM pg_catalog.ts_stat(pg_catalog.format(
					'SELECT pg_catalog.array_to_tsvector(ARRAY[pg_catalog.count(*)::text])'
					' FROM %I.%I', n.nspname, c.relname)) AS w)
			WHEN c.reltuples < 0 OR c.reltuples = 0 AND c.relpages = 0 THEN NULL
			ELSE c.reltuples
		END AS tuples,
		CASE
			WHEN $5::boolean AND c.relkind IN ('r', 'm') THEN
				pg_catalog.pg_relation_size(c.oid)
				/ pg_catalog.current_setting('block_size')::int8
			WHEN c.relkind IN ('r', 'm') AND c.reltuples >= 0 AND (c.reltuples > 0 OR c.relpages > 0)
				THEN c.relpages
		END AS pages
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
		AND c.relname = $3::name
		AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
		AND CASE WHEN $2::name IS NOT NULL THEN n.nspname = $2::name
			ELSE c.oid = COALESCE(
				pg_catalog.to_regclass(pg_catalog.quote_ident($3::name::text)), c.oid) END
)
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	s.nspname AS "TABLE_SCHEM",
	s.relname AS "TABLE_NAME",
	s.non_unique AS "NON_UNIQUE",
	s.qualifier AS "INDEX_QUALIFIER",
	s.index AS "INDEX_NAME",
	s.type AS "TYPE",
	s.place AS "ORDINAL_POSITION",
	s.key AS "COLUMN_NAME",
	s.direction AS "ASC_OR_DESC",
	CASE WHEN s.tuples > 2147483647 THEN 2147483647 ELSE s.tuples::int4 END AS "CARDINALITY",
	CASE WHEN s.pages > 2147483647 THEN 2147483647 ELSE s.pages::int4 END AS "PAGES",
	s.filter AS "FILTER_CONDITION"
FROM (
	SELECT
		t.nspname,
		t.relname,
		NULL::int2 AS non_unique,
		NULL::name AS qualifier,
		NULL::name AS index,
		0 AS type,
		NULL::int2 AS place,
		NULL::text AS key,
		NULL::text AS direction,
		t.tuples,
		t.pages,
		NULL::text AS filter
	FROM subject AS t
	UNION ALL
	SELECT
		t.nspname,
		t.relname,
		CASE WHEN i.indisunique THEN 0 ELSE 1 END,
		n.nspname,
		c.relname,
		CASE WHEN i.indisclustered THEN 1 WHEN m.amname = 'hash' THEN 2 ELSE 3 END,
		k.place,
		CASE WHEN i.indkey[k.place - 1] <> 0 THEN (
			SELECT a.attname FROM pg_catalog.pg_attribute AS a
			WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place - 1])::text
			ELSE pg_catalog.pg_get_indexdef(i.indexrelid, k.place, false) END,
		CASE
			WHEN pg_catalog.pg_index_column_has_property(i.indexrelid, k.place, 'asc') THEN 'A'
			WHEN pg_catalog.pg_index_column_has_property(i.indexrelid, k.place, 'desc') THEN 'D'
		END,
		CASE WHEN i.indisunique AND c.reltuples >= 0
			THEN CASE WHEN $5::boolean AND i.indpred IS NULL THEN t.tuples
				WHEN c.reltuples > 0 OR t.tuples IS NOT NULL THEN c.reltuples END END,
		CASE
			WHEN c.relkind <> 'i' THEN NULL
			WHEN $5::boolean THEN pg_catalog.pg_relation_size(c.oid)
				/ pg_catalog.current_setting('block_size')::int8
			ELSE c.relpages
		END,
		pg_catalog.pg_get_expr(i.indpred, i.indrelid)
	FROM subject AS t
	CROSS JOIN (SELECT NULL::int2 AS indnkeyatts) AS older
	CROSS JOIN LATERAL (
		SELECT x.indexrelid, x.indrelid, x.indisunique, x.indisclustered, x.indkey, x.indpred,
			COALESCE(indnkeyatts, x.indnatts)::int4 AS keys
		FROM pg_catalog.pg_index AS x
		WHERE x.indrelid = t.oid AND x.indisvalid AND (x.indisunique OR NOT $4::boolean)
		) AS i
	JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
	CROSS JOIN LATERAL pg_catalog.generate_series(1, i.keys) AS k (place)
	) AS s
ORDER BY s.non_unique NULLS FIRST, s.type, s.qualifier, s.index, s.place
