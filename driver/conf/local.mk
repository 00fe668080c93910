# Settings: the one table, the files that hold them, and what a session is opened with.
libdriver_la_SOURCES += \
	%D%/attrs.c \
	%D%/attrs.h \
	%D%/browse.c \
	%D%/browse.h \
	%D%/dsn.c \
	%D%/dsn.h \
	%D%/ini.c \
	%D%/ini.h \
	%D%/layer.c \
	%D%/layer.h \
	%D%/manager.c \
	%D%/manager.h \
	%D%/packed.c \
	%D%/packed.h \
	%D%/pqopt.c \
	%D%/pqopt.h \
	%D%/problem.c \
	%D%/problem.h \
	%D%/profile.c \
	%D%/profile.h \
	%D%/session_key.c \
	%D%/session_key.h \
	%D%/setting.c \
	%D%/setting.h \
	%D%/settings.c \
	%D%/settings.def \
	%D%/settings.h \
	%D%/settings_rows.h \
	%D%/start_log.c \
	%D%/value.c
