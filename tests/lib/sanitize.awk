# Prints what counts in a sanitizer's report: everything, except leaks in whose
# stack the driver does not stand.
/ERROR: LeakSanitizer/ { leaks = 1; next }
/^SUMMARY: AddressSanitizer: .* leaked in/ { leaks = 0; next }
/^=+$/ { next }
!leaks { if (NF) print; next }
NF { block = block $0 "\n"; next }
{ leak() }
END { leak() }

function leak() {
	if (block ~ /shiftpoolodbc\.so/)
		printf "%s", block
	block = ""
}
