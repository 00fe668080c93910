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

unit_tests += %D%/test_store
tests_unit_test_store_SOURCES = %D%/test_store.c %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_store_CPPFLAGS = $(unit_cppflags)
tests_unit_test_store_LDADD = $(unit_ldadd)
tests_unit_test_store_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc \
	-Wl,--wrap=open

include tests/unit/conv.mk
