-- SQLTables.
-- $1 catalog pattern  $2 schema pattern  $3 table pattern  (NULL: any)
-- $4 table types as an array (NULL: all)  $5 true: system tables count as TABLE or VIEW
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	t.nspname AS "TABLE_SCHEM",
	t.relname AS "TABLE_NAME",
	t.kind AS "TABLE_TYPE",
	(SELECT d.description FROM pg_catalog.pg_description AS d
	WHERE d.objoid = t.oid AND d.objsubid = 0
		AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass) AS "REMARKS"
FROM (
	SELECT
		n.nspname,
		c.relname,
		c.oid,
		CASE
			WHEN c.relpersistence = 't' AND c.relkind IN ('r', 'p') THEN 'LOCAL TEMPORARY'
			WHEN n.nspname IN ('pg_catalog', 'information_schema') AND NOT $5::boolean
				THEN 'SYSTEM TABLE'
			WHEN c.relkind = 'v' THEN 'VIEW'
			WHEN c.relkind = 'm' THEN 'MATERIALIZED VIEW'
			WHEN c.relkind = 'f' THEN 'FOREIGN TABLE'
			ELSE 'TABLE'
		END AS kind
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
		AND ($1::text IS NULL OR pg_catalog.current_database() LIKE $1::text)
		AND ($2::text IS NULL OR n.nspname LIKE $2::text)
		AND ($3::text IS NULL OR c.relname LIKE $3::text)
	) AS t
WHERE $4::text[] IS NULL OR t.kind = ANY ($4::text[])
ORDER BY t.kind COLLATE "C", t.nspname, t.relname
