# Values: server bytes -> value -> C type, and back.  Pure functions.
libdriver_la_SOURCES += \
	%D%/fetch.h %D%/param.h %D%/result.h %D%/sqltype.h %D%/types.h %D%/value.h
