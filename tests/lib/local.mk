# What test programs share: TAP, the private server, sanitizers.
EXTRA_DIST += %D%/run %D%/keeper %D%/pgtest.sh %D%/server.sh %D%/sanitize.sh %D%/sanitize.awk \
	%D%/asan.supp %D%/tsan.supp %D%/tap.sh %D%/tap.py %D%/locale.sh \
	%D%/known.awk
