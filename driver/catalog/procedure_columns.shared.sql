-- SQLProcedureColumns in all databases that the session can name.
-- $1 catalog  $2 schema pattern  $3 name pattern  $4 column pattern  (NULL: any)
--
-- The view tells the types of what goes in and of what a function returns; neither
-- names nor, of a procedure, directions (0).  Lists of numbers are counted out, since
-- generate_series() is the leader node's alone.
SELECT
	r.database_name AS "PROCEDURE_CAT",
	r.schema_name AS "PROCEDURE_SCHEM",
	r.function_name AS "PROCEDURE_NAME",
	'' AS "COLUMN_NAME",
	CASE WHEN r.place = 0 THEN 5 WHEN r.is_procedure = 1 THEN 0 ELSE 1 END AS "COLUMN_TYPE",
	NULL AS type_oid,
	-1 AS type_mod,
	BTRIM(r.type) AS "TYPE_NAME",
	1 AS "NULLABLE",
	NULL AS "REMARKS",
	NULL AS "COLUMN_DEF",
	r.place AS "ORDINAL_POSITION",
	'YES' AS "IS_NULLABLE"
FROM (
	SELECT f.database_name, f.schema_name, f.function_name, f.argument_type, g.place,
		CASE WHEN f.function_type LIKE '%PROCEDURE%' THEN 1 ELSE 0 END AS is_procedure,
		CASE WHEN g.place > 0 THEN SPLIT_PART(f.argument_type, ',', g.place)
			WHEN f.function_type LIKE '%PROCEDURE%' OR f.result_type IN ('void', 'trigger') THEN ''
			ELSE f.result_type END AS type
	FROM pg_catalog.svv_redshift_functions AS f
	CROSS JOIN (
		SELECT 8 * eights.n + ones.n AS place
		FROM (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
			UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) AS eights
		CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
			UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) AS ones
		) AS g
	WHERE ($1::text IS NULL OR f.database_name = $1::text)
		AND ($2::text IS NULL OR f.schema_name LIKE $2::text)
		AND ($3::text IS NULL OR f.function_name LIKE $3::text)
		AND f.function_type NOT LIKE 'AGGREGATE%'
	) AS r
WHERE r.type <> '' AND ($4::text IS NULL OR '' LIKE $4::text)
ORDER BY r.database_name, r.schema_name, r.function_name, r.argument_type, r.place
