# SQL text: tokens, parameter markers, escape sequences, facts of a statement.  Pure functions.
libdriver_la_SOURCES += \
	%D%/assign.c %D%/assign.h \
	%D%/dirt.c %D%/dirt.h \
	%D%/escape.c \
	%D%/escape_call.c \
	%D%/escape_fn.c \
	%D%/functions.c %D%/functions.h \
	%D%/harmless.c \
	%D%/lexer.c %D%/lexer.h \
	%D%/literal.c %D%/literal.h \
	%D%/multi_row.c %D%/multi_row.h \
	%D%/parts.c %D%/parts.h \
	%D%/shape.c %D%/shape.h \
	%D%/statement.c %D%/statement.h \
	%D%/translate.c %D%/translate.h \
	%D%/walk.h \
	%D%/writer.c %D%/writer.h
