-- The columns of tables, for SQLColAttribute.
-- $1: OIDs of the tables, an array literal.
SELECT a.attrelid, a.attnum, n.nspname, c.relname, a.attname, a.attnotnull,
	COALESCE(d.adsrc LIKE '"identity"(%', false),
	c.relkind = 'r'
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = ANY ($1::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
