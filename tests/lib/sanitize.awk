# Prints what counts in a sanitizer's report: everything, except leaks in whose
# stack the driver does not stand.  The search for leaks itself can stumble over a
# thread that ends at that moment: this says nothing of the program.
/^Tracer caught signal/ { next }
/LeakSanitizer has encountered a fatal error/ { next }
/HINT: .*(LSAN_OPTIONS|LeakSanitizer does not work)/ { next }
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
