-- SQLColumnPrivileges.
-- $1 catalog (NULL: any)  $2 schema  $3 table  (as in primary_keys.sql)
-- $4 column pattern (NULL: any)
--
-- What is granted on the table counts for each of its columns.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	p.nspname AS "TABLE_SCHEM",
	p.relname AS "TABLE_NAME",
	p.attname AS "COLUMN_NAME",
	CASE WHEN p.grantee = p.relowner THEN '_SYSTEM'::name
		ELSE pg_catalog.pg_get_userbyid(p.grantor) END AS "GRANTOR",
	CASE WHEN p.grantee = 0 THEN 'PUBLIC'::name
		ELSE pg_catalog.pg_get_userbyid(p.grantee) END AS "GRANTEE",
	p.privilege_type AS "PRIVILEGE",
	CASE WHEN pg_catalog.bool_or(p.is_grantable OR p.grantee = p.relowner)
		THEN 'YES' ELSE 'NO' END AS "IS_GRANTABLE"
FROM (
	SELECT n.nspname, c.relname, c.relowner, a.attname, g.grantor, g.grantee, g.privilege_type,
		g.is_grantable
	FROM pg_catalog.pg_class AS c
	JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	CROSS JOIN LATERAL (
		SELECT t.*
		FROM pg_catalog.aclexplode(
			COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS t
		UNION ALL
		SELECT t.*
		FROM pg_catalog.aclexplode(a.attacl) AS t
		) AS g
	WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
		AND c.relname = $3::name
		AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
		AND CASE WHEN $2::name IS NOT NULL THEN n.nspname = $2::name
			ELSE c.oid = COALESCE(
				pg_catalog.to_regclass(pg_catalog.quote_ident($3::name::text)), c.oid) END
		AND ($4::text IS NULL OR a.attname LIKE $4::text)
	) AS p
WHERE p.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
GROUP BY p.nspname, p.relname, p.relowner, p.attname, p.grantor, p.grantee, p.privilege_type
ORDER BY p.nspname, p.relname, p.attname, p.privilege_type COLLATE "C", 6, 5
