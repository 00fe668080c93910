# The house rules, as tests.
house_tests = %D%/symbols.sh %D%/layers.sh
EXTRA_DIST += $(house_tests)
TESTS += $(house_tests)
