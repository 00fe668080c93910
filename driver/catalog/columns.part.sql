-- SQLColumns on Redshift as far as it is the same without and with external schemas.
SELECT
	pg_catalog.current_database() AS "TABLE_CAT",
	c.nspname AS "TABLE_SCHEM",
	c.relname AS "TABLE_NAME",
	c.attname AS "COLUMN_NAME",
	c.type AS type_oid,
	c.typmod AS type_mod,
	c.type_name AS "TYPE_NAME",
	c.can_be_null AS "NULLABLE",
	c.remarks AS "REMARKS",
	c.source AS "COLUMN_DEF",
	c.place AS "ORDINAL_POSITION",
	CASE c.can_be_null WHEN 0 THEN 'NO' WHEN 1 THEN 'YES' ELSE '' END AS "IS_NULLABLE"
FROM (
	SELECT
		n.nspname::text AS nspname,
		r.relname::text AS relname,
		a.attname::text AS attname,
		a.atttypid AS type,
		a.atttypmod AS typmod,
		t.typname::text AS type_name,
		CASE WHEN a.attnotnull THEN 0 ELSE 1 END AS can_be_null,
		d.description AS remarks,
		f.adsrc AS source,
		a.attnum - (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute AS x
			WHERE x.attrelid = a.attrelid AND x.attnum > 0 AND x.attnum < a.attnum
				AND x.attisdropped) AS place
	FROM pg_catalog.pg_class AS r
	JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace
	JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
	JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
	LEFT JOIN pg_catalog.pg_attrdef AS f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
	LEFT JOIN pg_catalog.pg_description AS d ON d.objoid = r.oid AND d.objsubid = a.attnum
		AND d.classoid = 'pg_catalog.pg_class'::regclass
	WHERE r.relkind IN ('r', 'v', 'm', 'f')
		AND (n.nspname !~ '^pg_temp_' OR n.nspname = $5::text)
		AND ($1::text IS NULL OR $1::text = pg_catalog.current_database())
		AND ($2::text IS NULL OR n.nspname LIKE $2::text)
		AND ($3::text IS NULL OR r.relname LIKE $3::text)
		AND ($4::text IS NULL OR a.attname LIKE $4::text)
	UNION ALL
	SELECT l.view_schema::text, l.view_name::text, l.col_name::text, NULL, -1, l.col_type::text, 2,
		NULL, NULL, l.col_num
	FROM pg_catalog.pg_get_late_binding_view_cols() AS l (view_schema name, view_name name,
		col_name name, col_type varchar, col_num int)
	WHERE ($1::text IS NULL OR $1::text = pg_catalog.current_database())
		AND ($2::text IS NULL OR l.view_schema LIKE $2::text)
		AND ($3::text IS NULL OR l.view_name LIKE $3::text)
		AND ($4::text IS NULL OR l.col_name LIKE $4::text)
