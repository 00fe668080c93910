# The house rules, as tests; seeded.sh shows that each can fail.
house_tests = %D%/docs.sh %D%/exports.sh %D%/symbols.sh %D%/layers.sh %D%/style.sh %D%/seeded.sh %D%/support.sh %D%/standin.sh
EXTRA_DIST += $(house_tests) %D%/house.sh %D%/support.awk
TESTS += $(house_tests)
