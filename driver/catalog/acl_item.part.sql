	BTRIM(SUBSTRING(i.item, 1, i.equals - 1), '"') AS grantee,
	SPLIT_PART(SUBSTRING(i.item, i.equals + 1), '/', 1) AS letters,
	BTRIM(SUBSTRING(i.item, i.equals + 1 + POSITION('/' IN SUBSTRING(i.item, i.equals + 1))), '"') AS grantor
	FROM (
	SELECT r.*, CASE WHEN POSITION('"=' IN r.item) > 0 THEN POSITION('"=' IN r.item) + 1
		ELSE POSITION('=' IN r.item) END AS equals
	FROM (
		SELECT o.*, SPLIT_PART(
			COALESCE(NULLIF(o.acl, ''), '"' || o.owner || '"=arwdRxt/"' || o.owner || '"'),
			CHR(10), s.place) AS item
