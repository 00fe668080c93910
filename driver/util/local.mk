# Text, memory, time, log: knows nothing of the rest.
libdriver_la_SOURCES += \
	%D%/ascii.c %D%/ascii.h \
	%D%/banned.h \
	%D%/buf.c %D%/buf.h \
	%D%/cell.h \
	%D%/clock.c %D%/clock.h \
	%D%/log.c %D%/log.h \
	%D%/mem.c %D%/mem.h \
	%D%/sha256.c %D%/sha256.h \
	%D%/spill.c %D%/spill.h \
	%D%/store.c %D%/store.h \
	%D%/str.h \
	%D%/thread.c %D%/thread.h \
	%D%/utf.c %D%/utf.h \
	%D%/wide.c %D%/wide.h
