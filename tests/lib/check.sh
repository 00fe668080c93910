# ./bootstrap check: the whole test run; sourced by bootstrap, whose helpers it uses.
#
# Two lanes run side by side: the plain build with the distribution's own test,
# and the builds with sanitizers.  Each runner leaves a file of totals; the last
# line of the output adds them up.

check_dir=$build/check

# passed, failed and skipped, from the summaries that automake prints.
check_totals() { # log
	awk '
		/^# PASS: / { passed += $3 }
		/^# SKIP: / { skipped += $3 }
		/^# (FAIL|ERROR|XFAIL|XPASS): / { failed += $3 }
		END { print passed + 0, failed + 0, skipped + 0 }' "$1"
}

# Runs "make ARGUMENTS" in a tree and records what its tests said.  A run that
# fails without a failed test (it did not build), or tests nothing, is a failure.
check_run() { # name, build folder, make's arguments
	check_name=$1
	check_tree=$2
	shift 2
	check_start=$(date +%s)
	make -C "$check_tree" -j "$check_jobs" "$@" >"$check_dir/$check_name.log" 2>&1 </dev/null
	check_status=$?
	# shellcheck disable=SC2046
	set -- $(check_totals "$check_dir/$check_name.log")
	if [ "$check_status" -ne 0 ] && [ "$2" -eq 0 ] || [ $(($1 + $2)) -eq 0 ]; then
		set -- "$1" $(($2 + 1)) "$3"
	fi
	echo "$*" >"$check_dir/$check_name.totals"
	echo "$check_name: $1 passed, $2 failed, $3 skipped ($(($(date +%s) - check_start)) s)"
	check_explain "$check_name" "$2" "$3"
}

# Skipped tests say why; failed ones show what they printed.
check_explain() { # name, failed, skipped
	if [ "$3" -gt 0 ]; then
		grep -h '^SKIP' "$check_dir/$1.log" | sed 's/^SKIP:*/    skipped:/' | sort -u
	fi
	[ "$2" -gt 0 ] || return 0
	echo "    The end of $check_dir/$1.log:"
	grep -hE '^(FAIL|ERROR|XPASS)' "$check_dir/$1.log" | head -n 40 | sed 's/^/    /'
	check_failed_logs "$check_dir/$1.log" | sed 's/^/    /'
	grep -hE '^# TOTAL' "$check_dir/$1.log" >/dev/null ||
		tail -n 30 "$check_dir/$1.log" | sed 's/^/    /'
}

# What the programs with a failed test printed, each shortened.
check_failed_logs() { # log of the run
	grep -hoE '^(FAIL|ERROR): [^ ]+' "$1" | sed 's/^[A-Z]*: //' | sort -u | head -n 8 |
		while read -r check_test; do
			check_file=$check_tree/${check_test%.*}.log
			[ -f "$check_file" ] || check_file=$check_tree/$check_test.log
			[ -f "$check_file" ] || continue
			echo "--- $check_test"
			grep -vE '^ok ' "$check_file" | tail -n 30
		done
}

# Each of other people's programs with its counts.
check_clients() { # build folder
	for check_file in "$1"/tests/conformance/test_*.log; do
		[ -f "$check_file" ] || continue
		awk -v name="$(basename "$check_file" .log | sed 's/^test_//')" '
			/^1\.\.0 # SKIP / { sub(/^1\.\.0 # SKIP /, ""); reason = $0 }
			/^ok .*# SKIP/ { skipped++; next }
			/^ok / { passed++ }
			/^not ok / { failed++ }
			END { printf "    %-16s ", name
			      if (reason) print "skipped: " reason
			      else printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$check_file"
	done
}

check_configure() { # name, options
	check_name=$1
	shift
	configure_in "$build/$check_name" --enable-werror "$@" \
		>"$check_dir/$check_name.configure" 2>&1 && return 0
	echo "0 1 0" >"$check_dir/$check_name.totals"
	echo "$check_name: configure failed"
	tail -n 15 "$check_dir/$check_name.configure" | sed 's/^/    /'
	return 1
}

check_plain() {
	check_configure plain || return 0
	check_run plain "$build/plain" check
	echo "with programs of others:"
	check_clients "$build/plain"
	check_run dist "$build/plain" distcheck \
		SP_TEST_NO_SERVER="ran before, in the build folder"
}

check_sanitized() {
	check_configure asan --enable-sanitize=address,undefined CFLAGS='-O1 -g' &&
		check_run asan "$build/asan" check
	# The thread sanitizer is for what runs in threads: nothing else is built.
	check_configure tsan --enable-sanitize=thread CFLAGS='-O1 -g' &&
		check_run tsan "$build/tsan" check TESTS='$(thread_tests)' \
			check_PROGRAMS='$(thread_tests)'
}

check_all() {
	rm -rf "$check_dir"
	mkdir -p "$check_dir" || exit 1
	check_jobs=$(((jobs + 1) / 2))
	echo "ShiftPool: testing (logs in $check_dir)"
	check_plain >"$check_dir/lane1" 2>&1 &
	check_lane1=$!
	check_sanitized >"$check_dir/lane2" 2>&1 &
	check_lane2=$!
	wait "$check_lane1"
	cat "$check_dir/lane1"
	wait "$check_lane2"
	cat "$check_dir/lane2"
	for check_tree in plain asan tsan; do
		[ ! -d "$build/$check_tree" ] || sh "$top/tests/lib/keeper" "$top" "$build/$check_tree" now
	done
	cat "$check_dir"/*.totals | awk '
		{ passed += $1; failed += $2; skipped += $3 }
		END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
		      exit failed || !passed }'
}
