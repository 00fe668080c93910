# TAP of a test that runs on the stand-in: known.awk LIST -.  What the list says cannot
# pass is skipped, with its reason; what passes all the same, or is not there, is a
# failure, so that the list stays true.
BEGIN { FS = "\t" }
FNR == NR {
	if ($1 == "cannot") reason[$2] = $3
	next
}
/^(not )?ok / {
	failed = /^not /
	text = $0
	sub(/^(not )?ok /, "", text)
	number = text + 0
	sub(/^[0-9]+ (- )?/, "", text)
	skipped = text ~ / # SKIP/
	sub(/ # (SKIP|TODO).*/, "", text)
	if (text in reason) {
		seen[text] = 1
		if (failed || skipped) {
			print "ok " number " - " text " # SKIP stand-in: " reason[text]
		} else {
			print "not ok " number " - " text
			print "# listed as what cannot pass, and passes"
			bad = 1
		}
		next
	}
	if (failed) bad = 1
}
/^1\.\./ { plan = 1 }
/^1\.\.0/ { none = 1 } # skipped as a whole, with its reason
/^Bail out!/ { bad = 1 }
{ print; fflush() }
END {
	for (text in reason)
		if (plan && !none && !(text in seen)) {
			print "# listed as what cannot pass, and not there: " text
			bad = 1
		}
	exit bad || !plan
}
