-- SQLTables on Redshift as far as it is the same without and with external schemas.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	t.nspname AS "TABLE_SCHEM",
	t.relname AS "TABLE_NAME",
	t.kind AS "TABLE_TYPE",
	t.remarks AS "REMARKS"
FROM (
	SELECT
		n.nspname::text AS nspname,
		c.relname::text AS relname,
		CASE
			WHEN n.nspname = $6::text THEN 'LOCAL TEMPORARY'
			WHEN (n.nspname ~ '^pg_' OR n.nspname IN ('information_schema', 'catalog_history'))
				AND $5::text = 'false' THEN 'SYSTEM TABLE'
			WHEN c.relkind = 'v' THEN 'VIEW'
			WHEN c.relkind = 'm' THEN 'MATERIALIZED VIEW'
			ELSE 'TABLE'
		END AS kind,
		d.description AS remarks
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	LEFT JOIN pg_catalog.pg_description AS d ON d.objoid = c.oid AND d.objsubid = 0
		AND d.classoid = 'pg_catalog.pg_class'::regclass
	WHERE c.relkind IN ('r', 'v', 'm', 'f')
		AND (n.nspname !~ '^pg_temp_' OR n.nspname = $6::text)
		AND n.nspname !~ '^pg_toast'
		AND ($1::text IS NULL OR pg_catalog.current_database() LIKE $1::text)
		AND ($2::text IS NULL OR n.nspname LIKE $2::text)
		AND ($3::text IS NULL OR c.relname LIKE $3::text)
