# The rules of ODBC that need no server, and the entry points on handles that have none.
oom_ldflags = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
odbc_test_sources = %D%/oom.c %D%/oom.h %D%/odbc_fake.h %D%/unit.h

unit_tests += %D%/test_text
tests_unit_test_text_SOURCES = %D%/test_text.c $(odbc_test_sources)
tests_unit_test_text_CPPFLAGS = $(unit_cppflags)
tests_unit_test_text_LDADD = $(unit_ldadd)
tests_unit_test_text_LDFLAGS = $(oom_ldflags)

unit_tests += %D%/test_diag
tests_unit_test_diag_SOURCES = %D%/test_diag.c $(odbc_test_sources)
tests_unit_test_diag_CPPFLAGS = $(unit_cppflags)
tests_unit_test_diag_LDADD = $(unit_ldadd)
tests_unit_test_diag_LDFLAGS = $(oom_ldflags)

unit_tests += %D%/test_desc
tests_unit_test_desc_SOURCES = %D%/test_desc.c %D%/desc_calls.h %D%/odbc_fake.h %D%/unit.h
tests_unit_test_desc_CPPFLAGS = $(unit_cppflags)
tests_unit_test_desc_LDADD = $(unit_ldadd)

unit_tests += %D%/test_desc_copy
tests_unit_test_desc_copy_SOURCES = %D%/test_desc_copy.c %D%/desc_calls.h $(odbc_test_sources)
tests_unit_test_desc_copy_CPPFLAGS = $(unit_cppflags)
tests_unit_test_desc_copy_LDADD = $(unit_ldadd)
tests_unit_test_desc_copy_LDFLAGS = $(oom_ldflags)

unit_tests += %D%/test_attr
tests_unit_test_attr_SOURCES = %D%/test_attr.c $(odbc_test_sources)
tests_unit_test_attr_CPPFLAGS = $(unit_cppflags)
tests_unit_test_attr_LDADD = $(unit_ldadd)
tests_unit_test_attr_LDFLAGS = $(oom_ldflags)

unit_tests += %D%/test_functions
tests_unit_test_functions_SOURCES = %D%/test_functions.c %D%/odbc_fake.h %D%/unit.h
tests_unit_test_functions_CPPFLAGS = $(unit_cppflags)
tests_unit_test_functions_LDADD = $(unit_ldadd)

unit_tests += %D%/test_info
tests_unit_test_info_SOURCES = %D%/test_info.c %D%/odbc_fake.h %D%/unit.h
tests_unit_test_info_CPPFLAGS = $(unit_cppflags)
tests_unit_test_info_LDADD = $(unit_ldadd)

# The entry points are part of the module only, so they are compiled in here.
unit_tests += %D%/test_api
tests_unit_test_api_SOURCES = %D%/test_api.c %D%/api_calls.def $(odbc_test_sources) \
	driver/api/entry.c driver/api/entry_a.c driver/api/entry_handle.c driver/api/entry_stmt.c \
	driver/api/entry_w.c
tests_unit_test_api_CPPFLAGS = $(unit_cppflags)
tests_unit_test_api_LDADD = $(unit_ldadd)
tests_unit_test_api_LDFLAGS = $(oom_ldflags)
