# The session with the server: the only folder that includes libpq-fe.h.
libdriver_la_SOURCES += \
	%D%/args.c %D%/args.h \
	%D%/cancel.c \
	%D%/columns.c %D%/columns.h \
	%D%/error.c \
	%D%/flavour.c \
	%D%/internal.h \
	%D%/limit.c \
	%D%/pg.h \
	%D%/query.c \
	%D%/reset.c \
	%D%/session.c \
	%D%/sessions.c %D%/sessions.h \
	%D%/wait.c
