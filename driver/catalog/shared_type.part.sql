	CASE
		WHEN POSITION('(' IN a.data_type) > 0 THEN a.data_type
		WHEN a.character_maximum_length > 0
			THEN a.data_type || '(' || a.character_maximum_length::varchar || ')'
		WHEN a.data_type IN ('numeric', 'decimal') AND a.numeric_precision > 0
			THEN a.data_type || '(' || a.numeric_precision::varchar || ','
				|| COALESCE(a.numeric_scale, 0)::varchar || ')'
		ELSE a.data_type
	END AS "TYPE_NAME",
