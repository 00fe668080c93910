# Values: server bytes -> value -> C type, and back.  Pure functions.
libdriver_la_SOURCES += \
	%D%/datetime.c %D%/datetime.h \
	%D%/decimal.c %D%/decimal.h \
	%D%/fetch.c %D%/fetch.h \
	%D%/guid.c %D%/guid.h \
	%D%/hex.c %D%/hex.h \
	%D%/interval.c %D%/interval_parse.c %D%/interval.h \
	%D%/number.c %D%/number.h \
	%D%/param.c %D%/param.h %D%/param_get.c %D%/param_send.c %D%/param_types.h \
	%D%/reader.h %D%/reader_binary.c %D%/reader_text.c \
	%D%/result.c %D%/result.h \
	%D%/sqltype.c %D%/sqltype.h \
	%D%/type_info.c %D%/type_table.c %D%/type_table.h %D%/type_text.c %D%/type_text.h %D%/types.c %D%/types.h \
	%D%/value.h \
	%D%/writer.c %D%/writer.h %D%/writer_text.c
