-- SQLProcedures in all databases that the session can name.
-- $1 catalog  $2 schema pattern  $3 name pattern  (NULL: any)
--
-- The view tells neither directions of arguments nor remarks.
SELECT
	f.database_name AS "PROCEDURE_CAT",
	f.schema_name AS "PROCEDURE_SCHEM",
	f.function_name AS "PROCEDURE_NAME",
	CASE WHEN f.argument_type = '' THEN 0 ELSE
		1 + LENGTH(f.argument_type) - LENGTH(REPLACE(f.argument_type, ',', '')) END AS "NUM_INPUT_PARAMS",
	NULL AS "NUM_OUTPUT_PARAMS",
	NULL AS "NUM_RESULT_SETS",
	NULL AS "REMARKS",
	CASE WHEN f.function_type LIKE '%PROCEDURE%' THEN 1 ELSE 2 END AS "PROCEDURE_TYPE"
FROM pg_catalog.svv_redshift_functions AS f
WHERE ($1::text IS NULL OR f.database_name = $1::text)
	AND ($2::text IS NULL OR f.schema_name LIKE $2::text)
	AND ($3::text IS NULL OR f.function_name LIKE $3::text)
	AND f.function_type NOT LIKE 'AGGREGATE%'
ORDER BY f.database_name, f.schema_name, f.function_name, f.argument_type
