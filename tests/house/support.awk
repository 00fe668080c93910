# README's support table, made of driver/support.tsv: one row a part of ODBC, the
# remarks of its functions behind it.
BEGIN {
	FS = "\t"
	print "| part | functions | remarks |"
	print "|---|---|---|"
}
/^#/ { next }
{
	name = $1
	if ($3 == "none" || $3 == "manager")
		name = "(" name ")"
	if (!($2 in list))
		order[++n] = $2
	list[$2] = list[$2] (($2 in list) && list[$2] != "" ? ", " : "") name
	if ($4 != "-")
		note[$2] = note[$2] (note[$2] != "" ? "; " : "") $1 ": " $4
}
END {
	for (i = 1; i <= n; i++)
		print "| " order[i] " | " list[order[i]] " | " note[order[i]] " |"
}
