-- SQLSpecialColumns(SQL_ROWVER): no column changes with every update of a row.
-- $1 catalog  $2 schema  $3 table  $4 RowVersioning
SELECT
	NULL AS "SCOPE",
	NULL AS "COLUMN_NAME",
	NULL AS type_oid,
	NULL AS type_mod,
	NULL AS "TYPE_NAME",
	NULL AS "PSEUDO_COLUMN"
WHERE $1::text = $2::text AND $3::text = $4::text AND false
