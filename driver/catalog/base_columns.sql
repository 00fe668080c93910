-- The columns of tables, for SQLColAttribute.
-- $1: OIDs of the tables, an array literal.  A domain may refuse NULL for its columns.
SELECT a.attrelid::text, a.attnum::text, n.nspname::text, c.relname::text, a.attname::text,
	a.attnotnull OR t.typtype = 'd' AND (
		WITH RECURSIVE step (type, not_null) AS (
			SELECT t.typbasetype, t.typnotnull
			UNION ALL
			SELECT d.typbasetype, d.typnotnull
			FROM step AS s
			JOIN pg_catalog.pg_type AS d ON d.oid = s.type AND d.typtype = 'd'
		)
		SELECT pg_catalog.bool_or(s.not_null) FROM step AS s),
	(pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
		OR (pg_catalog.to_jsonb(a) ->> 'attidentity') IN ('a', 'd')) IS TRUE,
	c.relkind IN ('r', 'p', 'f') AND (pg_catalog.to_jsonb(a) ->> 'attgenerated') IS DISTINCT FROM 's'
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
