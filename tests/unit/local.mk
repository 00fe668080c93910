# Unit tests with Check: one program a module.  A program's stanza is three lines.
unit_tests =
if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
unit_cppflags = $(AM_CPPFLAGS) $(CHECK_CFLAGS)
unit_ldadd = libdriver.la libpool.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS) $(CHECK_LIBS)

unit_tests += %D%/test_buf
tests_unit_test_buf_SOURCES = %D%/test_buf.c %D%/unit.h
tests_unit_test_buf_CPPFLAGS = $(unit_cppflags)
tests_unit_test_buf_LDADD = $(unit_ldadd)

unit_tests += %D%/test_utf
tests_unit_test_utf_SOURCES = %D%/test_utf.c %D%/unit.h
tests_unit_test_utf_CPPFLAGS = $(unit_cppflags)
tests_unit_test_utf_LDADD = $(unit_ldadd)
