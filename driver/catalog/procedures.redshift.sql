-- SQLProcedures: functions and procedures that a statement can call by name.
-- $1 catalog  $2 schema pattern  $3 name pattern  (NULL: any)
--
-- Aggregates and trigger functions (2279) are left out; 2278 is void.
SELECT
	pg_catalog.current_database() AS "PROCEDURE_CAT",
	n.nspname AS "PROCEDURE_SCHEM",
	p.proname AS "PROCEDURE_NAME",
	p.pronargs AS "NUM_INPUT_PARAMS",
	COALESCE(LENGTH(pg_catalog.array_to_string(p.proargmodes, ''))
		- LENGTH(REPLACE(REPLACE(pg_catalog.array_to_string(p.proargmodes, ''), 'o', ''), 'b', '')),
		0) AS "NUM_OUTPUT_PARAMS",
	CASE WHEN p.proretset THEN 1 ELSE 0 END AS "NUM_RESULT_SETS",
	d.description AS "REMARKS",
	CASE WHEN p.prokind = 'p' OR p.prorettype = 2278 THEN 1 ELSE 2 END AS "PROCEDURE_TYPE"
FROM pg_catalog.pg_proc_info AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_description AS d ON d.objoid = p.prooid AND d.objsubid = 0
	AND d.classoid = 'pg_catalog.pg_proc'::regclass
WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
	AND ($2::text IS NULL OR n.nspname LIKE $2::text)
	AND ($3::text IS NULL OR p.proname LIKE $3::text)
	AND p.prokind IN ('f', 'p') AND NOT p.proisagg AND p.prorettype <> 2279
ORDER BY n.nspname, p.proname, p.prooid
