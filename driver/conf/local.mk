# Settings: the one table, the files that hold them, and what a session is opened with.
libdriver_la_SOURCES += \
	%D%/attrs.h \
	%D%/browse.h \
	%D%/problem.h \
	%D%/session_key.h \
	%D%/setting.h \
	%D%/settings.h %D%/settings.def %D%/settings_rows.h
