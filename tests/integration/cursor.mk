# Cursors that change rows.
cursor_test_sources = %D%/cursortest.h
integration_tests += %D%/test_cursor
tests_integration_test_cursor_SOURCES = %D%/test_cursor.c $(cursor_test_sources)
tests_integration_test_cursor_CPPFLAGS = $(integration_cppflags)
tests_integration_test_cursor_LDADD = $(integration_ldadd)

integration_tests += %D%/test_cursor_bulk
tests_integration_test_cursor_bulk_SOURCES = %D%/test_cursor_bulk.c $(cursor_test_sources)
tests_integration_test_cursor_bulk_CPPFLAGS = $(integration_cppflags)
tests_integration_test_cursor_bulk_LDADD = $(integration_ldadd)

integration_tests += %D%/test_positioned
tests_integration_test_positioned_SOURCES = %D%/test_positioned.c $(cursor_test_sources)
tests_integration_test_positioned_CPPFLAGS = $(integration_cppflags)
tests_integration_test_positioned_LDADD = $(integration_ldadd)

integration_tests += %D%/test_cursor_types
tests_integration_test_cursor_types_SOURCES = %D%/test_cursor_types.c $(cursor_test_sources)
tests_integration_test_cursor_types_CPPFLAGS = $(integration_cppflags)
tests_integration_test_cursor_types_LDADD = $(integration_ldadd)
