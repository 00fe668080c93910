-- The columns of tables, for SQLColAttribute.
-- $1: OIDs of the tables, an array literal.  A domain may refuse NULL for its columns.
-- include domains.part.sql
SELECT a.attrelid::text, a.attnum::text, n.nspname::text, c.relname::text, a.attname::text,
	a.attnotnull OR COALESCE(b.not_null, false),
	(pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
		OR (pg_catalog.to_jsonb(a) ->> 'attidentity') IN ('a', 'd')) IS TRUE,
	c.relkind IN ('r', 'p', 'f') AND (pg_catalog.to_jsonb(a) ->> 'attgenerated') IS DISTINCT FROM 's'
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN base AS b ON b.domain = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
