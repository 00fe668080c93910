# Turns NAME.sql and NAME.redshift.sql into rows of the table in catalog_sql.c:
#	[CATALOG_NAME][CATALOG_POSTGRESQL] = "...",
# Comment lines and indentation stay behind; nothing else changes.
FNR == 1 {
	if (NR > 1) print ","
	name = FILENAME; sub(/.*\//, "", name); sub(/\.sql$/, "", name)
	flavour = sub(/\.redshift$/, "", name) ? "REDSHIFT" : "POSTGRESQL"
	printf "[CATALOG_%s][CATALOG_%s] =", toupper(name), flavour
}
/^[ \t]*--/ { next }
{ sub(/^[ \t]+/, ""); gsub(/\\/, "\\\\&"); gsub(/"/, "\\\""); printf "\n\t\"%s\\n\"", $0 }
END { print "," }
