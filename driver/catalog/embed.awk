# Turns NAME.sql and NAME.WHERE.sql into rows of the table in catalog_sql.c:
#	[CATALOG_NAME][CATALOG_POSTGRESQL] = "...",
# Comment lines and indentation stay behind; nothing else changes.  In the place of
# "-- include FILE" stands what the file of this folder has.
function embed(line) {
	sub(/^[ \t]+/, "", line)
	gsub(/\\/, "\\\\&", line)
	gsub(/"/, "\\\"", line)
	printf "\n\t\"%s\\n\"", line
}
function include(file,    line, got) {
	while ((got = (getline line < file)) > 0)
		if (line !~ /^[ \t]*--/) embed(line)
	close(file)
	if (got < 0) {
		print "embed.awk: cannot read " file > "/dev/stderr"
		failed = 1
		exit 1
	}
}
FNR == 1 {
	if (NR > 1) print ","
	folder = name = FILENAME; sub(/[^\/]*$/, "", folder); sub(/.*\//, "", name); sub(/\.sql$/, "", name)
	flavour = name; if (!sub(/.*\./, "", flavour)) flavour = "postgresql"
	sub(/\..*/, "", name)
	printf "[CATALOG_%s][CATALOG_%s] =", toupper(name), toupper(flavour)
}
/^[ \t]*-- include / { include(folder $3); next }
/^[ \t]*--/ { next }
{ embed($0) }
END { if (!failed) print "," }
