# What the house tests share; to be sourced.  They read the sources in
# $top_srcdir, which seeded.sh points at a copy with a fault in it.
cd "$top_srcdir" || exit 99
. tests/lib/tap.sh

# Every file of the project, one a line: what git would commit, else what is here.
house_files() {
	if [ -e .git ] && git ls-files --cached --others --exclude-standard >/dev/null 2>&1; then
		git ls-files --cached --others --exclude-standard | while read -r house_file; do
			[ ! -f "$house_file" ] || echo "$house_file"
		done
	else
		find . -type f \
			! -path './.git/*' ! -path './build*' ! -path './_*' ! -path './autom4te.cache/*' \
			! -path './m4/l*.m4' ! -path './shiftpool-[0-9]*' ! -path '*/.deps/*' ! -path '*/.libs/*' \
			! -name '*.o' ! -name '*.lo' ! -name '*.log' ! -name '*.trs' \
			! -name configure ! -name Makefile.in ! -name aclocal.m4 ! -name 'config.*' |
			sed 's,^\./,,'
	fi
}

# The C sources, generated ones left out.
house_sources() { # extended regular expression of endings
	house_files | grep -E "^(driver|pool|tests)/.*\.($1)\$"
}

# A rule holds when nothing is found that breaks it.
holds() { # title, findings
	if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi
}
