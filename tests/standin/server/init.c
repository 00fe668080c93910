#include "config.h"

#include "postgres.h"

#include "fmgr.h"

#include "server.h"

PG_MODULE_MAGIC;

void _PG_init(void);

void _PG_init(void)
{
	standin_init_settings();
	standin_init_utility();
	standin_init_query();
	standin_init_errors();
}
