# The rules of ODBC: handles, attributes, descriptors, diagnostics, statements.
libdriver_la_SOURCES += \
	%D%/arguments.c %D%/arguments.h \
	%D%/ask.c %D%/ask.h \
	%D%/async.c %D%/async.h \
	%D%/attr_dbc.c \
	%D%/attr_env.c \
	%D%/attr_stmt.c \
	%D%/base.c \
	%D%/call.c %D%/call.h \
	%D%/bound.c %D%/bound.h \
	%D%/bulk.c \
	%D%/catalog.c %D%/catalog.h \
	%D%/catalog_call.c %D%/catalog_call.h \
	%D%/catalog_redshift.c %D%/catalog_redshift.h \
	%D%/catalog_show.c %D%/catalog_show.h \
	%D%/catalog_shown.c %D%/catalog_shown.h \
	%D%/catalog_rows.c %D%/catalog_rows.h \
	%D%/catalog_shapes.c \
	%D%/catalog_text.c %D%/catalog_text.h \
	%D%/change.c %D%/change.h \
	%D%/change_row.c %D%/change_row.h \
	%D%/change_text.c %D%/change_text.h \
	%D%/connect.c %D%/connect.h \
	%D%/cursor.c %D%/cursor.h \
	%D%/dae.c %D%/dae.h \
	%D%/exchange.c %D%/exchange.h \
	%D%/exec.c %D%/exec.h \
	%D%/exec_array.c %D%/exec_array.h \
	%D%/fetch.c %D%/fetch.h \
	%D%/getdata.c %D%/getdata.h \
	%D%/info.c %D%/info.h \
	%D%/ird.c %D%/ird.h \
	%D%/line_ends.c %D%/line_ends.h \
	%D%/multi.c %D%/multi.h \
	%D%/native.c \
	%D%/open.c %D%/open.h \
	%D%/output.c %D%/output.h \
	%D%/param.c %D%/param.h \
	%D%/param_column.c %D%/param_column.h \
	%D%/pgdiag.c %D%/pgdiag.h \
	%D%/positioned.c %D%/positioned.h \
	%D%/reply.c %D%/reply.h %D%/request.h \
	%D%/result.c %D%/result.h \
	%D%/routine.c %D%/routine.h \
	%D%/scroll.c %D%/scroll.h \
	%D%/send.c %D%/send.h %D%/send_parts.c \
	%D%/setpos.c \
	%D%/target.c %D%/target.h \
	%D%/soil.c %D%/soil.h \
	%D%/tran.c %D%/tran.h \
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
	%D%/text.c %D%/text.h \
	%D%/typeinfo.c \
	%D%/undo.c %D%/undo.h
