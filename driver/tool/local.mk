# The shiftpool command.
bin_PROGRAMS += shiftpool
shiftpool_SOURCES = \
	%D%/check.c \
	%D%/compare.c %D%/compare.h \
	%D%/keys.c \
	%D%/main.c \
	%D%/odbcini.c %D%/odbcini.h \
	%D%/settings.c \
	%D%/tool.h
shiftpool_LDADD = libdriver.la $(ODBCINST_LIBS) $(INIPARSER_LIBS)
