-- SQLProcedures: functions and procedures that a statement can call by name.
-- $1 catalog  $2 schema pattern  $3 name pattern  (NULL: any)
--
-- Aggregates, window functions and trigger functions are left out.
-- "older" as in columns.sql, for servers before 11 and from 11 on.
SELECT
	pg_catalog.current_database() AS "PROCEDURE_CAT",
	n.nspname AS "PROCEDURE_SCHEM",
	p.proname AS "PROCEDURE_NAME",
	p.pronargs AS "NUM_INPUT_PARAMS",
	(SELECT pg_catalog.count(*) FROM pg_catalog.unnest(p.proargmodes) AS u (mode)
	WHERE u.mode IN ('o', 'b') AND NOT p.proretset) AS "NUM_OUTPUT_PARAMS",
	CASE WHEN p.proretset THEN 1 ELSE 0 END AS "NUM_RESULT_SETS",
	(SELECT d.description FROM pg_catalog.pg_description AS d
	WHERE d.objoid = p.oid AND d.objsubid = 0
		AND d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass) AS "REMARKS",
	CASE WHEN p.prokind = 'p' OR p.prorettype = 'pg_catalog.void'::pg_catalog.regtype
		THEN 1 ELSE 2 END AS "PROCEDURE_TYPE"
FROM (SELECT 'f'::"char" AS prokind, false AS proisagg, false AS proiswindow) AS older
CROSS JOIN LATERAL (
	SELECT f.oid, f.proname, f.pronamespace, f.pronargs, f.proargmodes, f.proretset, f.prorettype,
		prokind
	FROM pg_catalog.pg_proc AS f
	WHERE prokind IN ('f', 'p') AND NOT proisagg AND NOT proiswindow
		AND f.prorettype NOT IN (
			'pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
	) AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
WHERE ($1::name IS NULL OR $1::name = pg_catalog.current_database())
	AND ($2::text IS NULL OR n.nspname LIKE $2::text)
	AND ($3::text IS NULL OR p.proname LIKE $3::text)
	AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
ORDER BY n.nspname, p.proname, p.oid
