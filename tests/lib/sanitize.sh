# Tests of a driver that was built with sanitizers; to be sourced.
#
# Our own programs carry the runtime in them.  A program of somebody else (isql,
# python) needs it preloaded and leaks what it likes, so a leak counts only when
# the driver stands in its stack; any other report counts always.

sanitize_defaults() {
	# Check's four seconds a test are meant for code that is not instrumented.
	export CK_TIMEOUT_MULTIPLIER="${CK_TIMEOUT_MULTIPLIER:-10}"
	# The pool's thread is left behind on purpose when the process exits.
	export TSAN_OPTIONS="report_thread_leaks=0${TSAN_OPTIONS:+:$TSAN_OPTIONS}"
	export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
}

# The runtime that a library was linked with, if any.
sanitize_runtime() { # library, name (asan, tsan)
	ldd "$1" 2>/dev/null | sed -n "s/.*lib$2\.so[^ ]* => \([^ ]*\) .*/\1/p"
}

# Looks at the driver.  Prints why a test cannot run with it, and fails then.
sanitize_allows() { # driver, test
	sanitize_asan=$(sanitize_runtime "$1" asan)
	sanitize_tsan=$(sanitize_runtime "$1" tsan)
	[ -n "$sanitize_tsan" ] || return 0
	case $2 in
	*.py | *.sh)
		echo "the thread sanitizer watches our own programs only"
		return 1
		;;
	esac
}

# Sets the environment of one test.  Reports go to files in its folder.
sanitize_enter() { # folder
	sanitize_defaults
	if [ -n "$sanitize_asan" ]; then
		# Frames name their module, which the judge below looks for.
		export ASAN_OPTIONS="log_path=$1/sanitizer:detect_leaks=1:exitcode=0:suppressions=$lib/asan.supp:stack_trace_format=\"    #%n %p %F %L <%m>\""
		export PYTHONMALLOC=malloc
	fi
	if [ -n "$sanitize_tsan" ]; then
		export TSAN_OPTIONS="$TSAN_OPTIONS:log_path=$1/sanitizer:second_deadlock_stack=1:suppressions=$lib/tsan.supp"
	fi
	# What a script sets as LD_PRELOAD for a program that loads the driver.
	export SP_TEST_PRELOAD="$sanitize_asan"
}

# Judges what the sanitizers wrote: shows it and fails if it concerns us.
sanitize_judge() { # folder
	sanitize_text=
	for sanitize_file in "$1"/sanitizer.*; do
		[ ! -f "$sanitize_file" ] ||
			sanitize_text=$sanitize_text$(awk -f "$lib/sanitize.awk" "$sanitize_file")
	done
	[ -n "$sanitize_text" ] || return 0
	diag "$sanitize_text"
	echo "Bail out! a sanitizer found something"
	return 1
}
