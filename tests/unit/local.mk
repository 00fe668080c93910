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
include tests/unit/sql.mk
include tests/unit/odbc.mk
unit_tests += %D%/test_conf_setting
tests_unit_test_conf_setting_SOURCES = %D%/test_conf_setting.c %D%/unit.h
tests_unit_test_conf_setting_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conf_setting_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conf_attrs
tests_unit_test_conf_attrs_SOURCES = %D%/test_conf_attrs.c %D%/unit.h
tests_unit_test_conf_attrs_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conf_attrs_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conf_settings
tests_unit_test_conf_settings_SOURCES = %D%/test_conf_settings.c %D%/conf_files.h %D%/unit.h
tests_unit_test_conf_settings_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conf_settings_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conf_session
tests_unit_test_conf_session_SOURCES = %D%/test_conf_session.c %D%/conf_files.h %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_conf_session_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conf_session_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
tests_unit_test_conf_session_LDADD = $(unit_ldadd)

unit_tests += %D%/test_conf_readers
tests_unit_test_conf_readers_SOURCES = %D%/test_conf_readers.c %D%/conf_files.h %D%/unit.h \
	driver/tool/compare.c driver/tool/odbcini.c
tests_unit_test_conf_readers_CPPFLAGS = $(unit_cppflags)
tests_unit_test_conf_readers_LDADD = $(unit_ldadd)

EXTRA_DIST += %D%/test_conf_tool.sh
TESTS += %D%/test_conf_tool.sh
unit_tests += %D%/test_catalog
tests_unit_test_catalog_SOURCES = %D%/test_catalog.c %D%/oom.c %D%/oom.h %D%/unit.h
tests_unit_test_catalog_CPPFLAGS = $(unit_cppflags)
tests_unit_test_catalog_LDADD = $(unit_ldadd)
tests_unit_test_catalog_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
