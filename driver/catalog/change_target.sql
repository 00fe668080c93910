-- The table behind a cursor that may change its rows: a row for each column.
-- $1: the table, as the statement names it.
--
-- The place, from 0, of a column in the key that tells rows apart: the primary key,
-- else the unique index without NULLs that has the fewest columns.  A table that
-- others inherit from has none, since its indexes do not reach their rows.
-- "older" is for servers before 11, whose pg_index has no indnkeyatts.
WITH subject AS (
	SELECT c.oid, n.nspname, c.relname,
		c.relkind = 'p' AS partitioned, c.relkind = 'r' AND c.relhassubclass AS inherited
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	WHERE c.oid = pg_catalog.to_regclass($1::text) AND c.relkind IN ('r', 'p')
),
key AS (
	SELECT i.indkey, i.keys
	FROM subject AS s
	CROSS JOIN (SELECT NULL::int2 AS indnkeyatts) AS older
	CROSS JOIN LATERAL (
		SELECT x.indexrelid, x.indkey, x.indisprimary,
			COALESCE(indnkeyatts, x.indnatts)::int4 AS keys
		FROM pg_catalog.pg_index AS x
		WHERE x.indrelid = s.oid AND x.indisunique AND x.indisvalid AND x.indimmediate
			AND x.indpred IS NULL AND x.indexprs IS NULL
		) AS i
	WHERE NOT s.inherited AND (
		SELECT pg_catalog.bool_and(a.attnotnull)
		FROM pg_catalog.generate_series(0, i.keys - 1) AS g (place)
		JOIN pg_catalog.pg_attribute AS a
			ON a.attrelid = s.oid AND a.attnum = i.indkey[g.place])
	ORDER BY i.indisprimary DESC, i.keys, i.indexrelid
	LIMIT 1
)
SELECT s.oid::text,
	pg_catalog.quote_ident(s.nspname::text) || '.' || pg_catalog.quote_ident(s.relname::text),
	a.attnum::text,
	pg_catalog.quote_ident(a.attname::text),
	(pg_catalog.to_jsonb(a) ->> 'attgenerated') IS DISTINCT FROM 's'
		AND (pg_catalog.to_jsonb(a) ->> 'attidentity') IS DISTINCT FROM 'a',
	(
		SELECT g.place::text
		FROM key AS k
		CROSS JOIN LATERAL pg_catalog.generate_series(0, k.keys - 1) AS g (place)
		WHERE k.indkey[g.place] = a.attnum),
	s.partitioned
FROM subject AS s
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = s.oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
