-- SQLSpecialColumns(SQL_BEST_ROWID).
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.sql)
-- $4 wanted scope: 0 current row, 1 transaction, 2 session
-- $5 true: columns that can be NULL will do
--
-- The primary key, else the unique constraint or index with the fewest columns,
-- one without NULLs before others.  A key is good for the whole session.  A table
-- without one has ctid, which is only good while nobody changes the row.
-- Domains and "older" as in columns.sql, for servers before 11.
-- include domains.part.sql
, subject AS (
	SELECT c.oid, c.relkind
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
		AND c.relname = $3::name
		AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
		AND CASE WHEN $2::name IS NOT NULL THEN n.nspname = $2::name
			ELSE c.oid = COALESCE(
				pg_catalog.to_regclass(pg_catalog.quote_ident($3::name::text)), c.oid) END
),
key AS (
	SELECT s.oid, k.indkey, k.keys
	FROM subject AS s
	CROSS JOIN LATERAL (
		SELECT i.indkey, i.keys
		FROM (SELECT NULL::int2 AS indnkeyatts) AS older
		CROSS JOIN LATERAL (
			SELECT x.indexrelid, x.indkey, x.indisprimary,
				COALESCE(indnkeyatts, x.indnatts)::int4 AS keys
			FROM pg_catalog.pg_index AS x
			WHERE x.indrelid = s.oid AND x.indisunique AND x.indisvalid AND x.indimmediate
				AND x.indpred IS NULL AND x.indexprs IS NULL
			) AS i
		CROSS JOIN LATERAL (
			SELECT pg_catalog.bool_and(a.attnotnull OR COALESCE(b.not_null, false)) AS not_null
			FROM pg_catalog.generate_series(0, i.keys - 1) AS g (place)
			JOIN pg_catalog.pg_attribute AS a
				ON a.attrelid = s.oid AND a.attnum = i.indkey[g.place]
			LEFT JOIN base AS b ON b.domain = a.atttypid
			) AS a
		WHERE a.not_null OR $5::boolean
		ORDER BY i.indisprimary DESC, a.not_null DESC, i.keys, i.indexrelid
		LIMIT 1
		) AS k
)
SELECT
	r.scope AS "SCOPE",
	a.attname AS "COLUMN_NAME",
	COALESCE(b.type, a.atttypid) AS type_oid,
	COALESCE(b.typmod, a.atttypmod) AS type_mod,
	pg_catalog.format_type(COALESCE(b.type, a.atttypid), NULL) AS "TYPE_NAME",
	r.pseudo AS "PSEUDO_COLUMN"
FROM (
	SELECT k.oid, k.indkey[g.place] AS attnum, g.place, 2 AS scope, 1 AS pseudo
	FROM key AS k
	CROSS JOIN LATERAL pg_catalog.generate_series(0, k.keys - 1) AS g (place)
	UNION ALL
	SELECT s.oid, -1, 0, 0, 2
	FROM subject AS s
	WHERE s.relkind IN ('r', 'm') AND $4::int2 = 0
		AND NOT EXISTS (SELECT FROM key AS k WHERE k.oid = s.oid)
	) AS r
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum = r.attnum
LEFT JOIN base AS b ON b.domain = a.atttypid
ORDER BY r.scope, r.oid, r.place
