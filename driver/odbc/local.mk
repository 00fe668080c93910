# The rules of ODBC: handles, attributes, descriptors, diagnostics, statements.
libdriver_la_SOURCES += \
	%D%/catalog.h %D%/connect.h %D%/cursor.h %D%/exec.h %D%/fetch.h %D%/ird.h \
	%D%/param.h %D%/tran.h \
	%D%/dbc.c %D%/dbc.h \
	%D%/desc.c %D%/desc.h \
	%D%/desc_field.c %D%/desc_field.h \
	%D%/desc_get.c \
	%D%/desc_set.c \
	%D%/diag.c %D%/diag.h %D%/sqlstate.def \
	%D%/diag_get.c \
	%D%/env.c %D%/handle.h \
	%D%/functions.c %D%/functions.def \
	%D%/stmt.c %D%/stmt.h \
	%D%/text.c %D%/text.h
