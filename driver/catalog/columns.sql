-- SQLColumns.
-- $1 catalog  $2 schema pattern  $3 table pattern  $4 column pattern  (NULL: any)
--
-- A domain is described by the type under it, as SQLDescribeCol does.  Columns are
-- counted before the column pattern chooses among them.  "older" stands in for
-- columns that servers before 12 do not have: a name that the inner query does not
-- know is looked up outside of it.
-- include domains.part.sql
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	c.nspname AS "TABLE_SCHEM",
	c.relname AS "TABLE_NAME",
	c.attname AS "COLUMN_NAME",
	c.type AS type_oid,
	c.typmod AS type_mod,
	pg_catalog.format_type(c.type, NULL) AS "TYPE_NAME",
	CASE WHEN c.not_null THEN 0 ELSE 1 END AS "NULLABLE",
	(SELECT d.description FROM pg_catalog.pg_description AS d
	WHERE d.objoid = c.attrelid AND d.objsubid = c.attnum
		AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass) AS "REMARKS",
	CASE WHEN c.has_default THEN (
		SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef AS d
		WHERE d.adrelid = c.attrelid AND d.adnum = c.attnum) END AS "COLUMN_DEF",
	c.place AS "ORDINAL_POSITION",
	CASE WHEN c.not_null THEN 'NO' ELSE 'YES' END AS "IS_NULLABLE"
FROM (
	SELECT
		n.nspname,
		r.relname,
		a.attrelid,
		a.attnum,
		a.attname,
		COALESCE(b.type, a.atttypid) AS type,
		COALESCE(b.typmod, a.atttypmod) AS typmod,
		a.attnotnull OR COALESCE(b.not_null, false) AS not_null,
		a.atthasdef AND a.attgenerated = '' AS has_default,
		pg_catalog.row_number() OVER (PARTITION BY n.nspname, r.relname ORDER BY a.attnum) AS place
	FROM (SELECT ''::"char" AS attgenerated) AS older
	CROSS JOIN pg_catalog.pg_class AS r
	JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace
	CROSS JOIN LATERAL (
		SELECT p.attrelid, p.attnum, p.attname, p.atttypid, p.atttypmod, p.attnotnull,
			p.atthasdef, attgenerated
		FROM pg_catalog.pg_attribute AS p
		WHERE p.attrelid = r.oid AND p.attnum > 0 AND NOT p.attisdropped
		) AS a
	LEFT JOIN base AS b ON b.domain = a.atttypid
	WHERE r.relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
		AND ($1::name IS NULL OR $1::name = pg_catalog.current_database())
		AND ($2::text IS NULL OR n.nspname LIKE $2::text)
		AND ($3::text IS NULL OR r.relname LIKE $3::text)
	) AS c
WHERE $4::text IS NULL OR c.attname LIKE $4::text
ORDER BY c.nspname, c.relname, c.attnum
