#include "config.h"

#include "catalog/catalog_sql.h"

static const char *const texts[CATALOG_QUERIES][CATALOG_FLAVOURS] = {
/* Made of the .sql files by embed.awk. */
#include "catalog/catalog_sql.inc"
};

const char *catalog_sql(enum catalog_query query, enum catalog_flavour flavour)
{
	return texts[query][flavour];
}
