-- SQLProcedureColumns.
-- $1 catalog  $2 schema pattern  $3 name pattern  $4 column pattern  (NULL: any)
--
-- Of each routine, overloads one after the other: its return value, its parameters.
-- The types of all arguments are kept from 1 on, those that only go in from 0.
SELECT
	pg_catalog.current_database() AS "PROCEDURE_CAT",
	r.nspname AS "PROCEDURE_SCHEM",
	r.proname AS "PROCEDURE_NAME",
	r.name AS "COLUMN_NAME",
	CASE r.mode WHEN 'r' THEN 5 WHEN 'o' THEN 4 WHEN 'b' THEN 2 ELSE 1 END AS "COLUMN_TYPE",
	r.type AS type_oid,
	-1 AS type_mod,
	t.typname AS "TYPE_NAME",
	1 AS "NULLABLE",
	NULL AS "REMARKS",
	NULL AS "COLUMN_DEF",
	r.place AS "ORDINAL_POSITION",
	'YES' AS "IS_NULLABLE"
FROM (
	SELECT n.nspname, p.proname, p.prooid, g.place,
		CASE WHEN g.place = 0 THEN 'r' ELSE COALESCE(p.proargmodes[g.place], 'i') END AS mode,
		CASE WHEN g.place = 0 THEN '' ELSE COALESCE(p.proargnames[g.place], '') END AS name,
		CASE WHEN g.place = 0 THEN p.prorettype
			ELSE COALESCE(p.proallargtypes[g.place], p.proargtypes[g.place - 1]) END AS type
	FROM pg_catalog.pg_proc_info AS p
	JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
	JOIN pg_catalog.generate_series(0, 100) AS g (place)
		ON g.place <= COALESCE(pg_catalog.array_upper(p.proallargtypes, 1), p.pronargs)
	WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
		AND ($2::text IS NULL OR n.nspname LIKE $2::text)
		AND ($3::text IS NULL OR p.proname LIKE $3::text)
		AND p.prokind IN ('f', 'p') AND NOT p.proisagg AND p.prorettype <> 2279
		AND (g.place > 0 OR p.prokind = 'f' AND p.prorettype <> 2278)
	) AS r
JOIN pg_catalog.pg_type AS t ON t.oid = r.type
WHERE $4::text IS NULL OR r.name LIKE $4::text
ORDER BY r.nspname, r.proname, r.prooid, r.place
