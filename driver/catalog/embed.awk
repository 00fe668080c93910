# Turns NAME.sql and NAME.WHERE.sql into rows of the table in catalog_sql.c:
#	[CATALOG_NAME][CATALOG_POSTGRESQL] = "...",
# Comment lines and indentation stay behind; nothing else changes.
FNR == 1 {
	if (NR > 1) print ","
	name = FILENAME; sub(/.*\//, "", name); sub(/\.sql$/, "", name)
	flavour = name; if (!sub(/.*\./, "", flavour)) flavour = "postgresql"
	sub(/\..*/, "", name)
	printf "[CATALOG_%s][CATALOG_%s] =", toupper(name), toupper(flavour)
}
/^[ \t]*--/ { next }
{ sub(/^[ \t]+/, ""); gsub(/\\/, "\\\\&"); gsub(/"/, "\\\""); printf "\n\t\"%s\\n\"", $0 }
END { print "," }
