# The shiftpool command.
bin_PROGRAMS += shiftpool
shiftpool_SOURCES = \
	%D%/check.c \
	%D%/main.c \
	%D%/show.c \
	%D%/tool.h
shiftpool_LDADD = libdriver.la $(LIBPQ_LIBS) $(ODBCINST_LIBS) $(INIPARSER_LIBS)
