# SQL text: tokens, parameter markers, escape sequences, facts of a statement.  Pure functions.
libdriver_la_SOURCES += \
	%D%/dirt.h \
	%D%/functions.h \
	%D%/lexer.h \
	%D%/statement.h \
	%D%/translate.h
