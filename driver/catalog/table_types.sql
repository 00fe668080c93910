-- SQLTables, enumeration of table types: what tables.sql can say.
SELECT
	NULL AS "TABLE_CAT",
	NULL AS "TABLE_SCHEM",
	NULL AS "TABLE_NAME",
	v.kind AS "TABLE_TYPE",
	NULL AS "REMARKS"
FROM (VALUES
	(1, 'FOREIGN TABLE'),
	(2, 'LOCAL TEMPORARY'),
	(3, 'MATERIALIZED VIEW'),
	(4, 'SYSTEM TABLE'),
	(5, 'TABLE'),
	(6, 'VIEW')) AS v (place, kind)
ORDER BY v.place
