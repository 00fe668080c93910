-- SQLTablePrivileges.
-- $1 catalog  $2 schema pattern  $3 table pattern  (NULL: any)
--
-- Grants to the owner are the system's, and the owner can always pass them on.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	n.nspname AS "TABLE_SCHEM",
	c.relname AS "TABLE_NAME",
	CASE WHEN g.grantee = c.relowner THEN '_SYSTEM'::name
		ELSE pg_catalog.pg_get_userbyid(g.grantor) END AS "GRANTOR",
	CASE WHEN g.grantee = 0 THEN 'PUBLIC'::name
		ELSE pg_catalog.pg_get_userbyid(g.grantee) END AS "GRANTEE",
	g.privilege_type AS "PRIVILEGE",
	CASE WHEN g.is_grantable OR g.grantee = c.relowner THEN 'YES' ELSE 'NO' END AS "IS_GRANTABLE"
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL pg_catalog.aclexplode(
	COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS g
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
	AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
	AND ($1::name IS NULL OR $1::name = pg_catalog.current_database())
	AND ($2::text IS NULL OR n.nspname LIKE $2::text)
	AND ($3::text IS NULL OR c.relname LIKE $3::text)
ORDER BY n.nspname, c.relname, g.privilege_type COLLATE "C", 5, 4
