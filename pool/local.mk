# Sessions kept and lent.  Includes nothing of driver/, libpq or ODBC.
noinst_LTLIBRARIES += libpool.la
libpool_la_SOURCES = \
	%D%/list.h \
	%D%/core_acquire.c \
	%D%/core_check.c \
	%D%/core_int.h \
	%D%/core_return.c \
	%D%/core_slot.c \
	%D%/pool.h \
	%D%/pool_acquire.c \
	%D%/pool_chores.c \
	%D%/pool_core.h \
	%D%/pool_failure.c \
	%D%/pool_failure.h \
	%D%/pool_fork.c \
	%D%/pool_io.c \
	%D%/pool_janitor.c \
	%D%/pool_lease.c \
	%D%/pool_registry.c \
	%D%/pool_release.c \
	%D%/pool_report.c \
	%D%/pool_session.h \
	%D%/pool_shell.h \
	%D%/pool_status.c
