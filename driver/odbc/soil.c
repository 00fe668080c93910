#include "config.h"
#include "odbc/soil.h"

#include "odbc/stmt.h"
#include "pg/pg.h"
#include "sql/dirt.h"

static const struct {
	unsigned dirt, soil;
} soils[] = {
	{ DIRT_SET, PG_DIRT_SETTINGS },
	{ DIRT_SET_LOCAL, PG_DIRT_LOCAL },
	{ DIRT_RESET, PG_DIRT_SETTINGS },
	{ DIRT_ROLE, PG_DIRT_ROLE },
	{ DIRT_TEMP, PG_DIRT_TEMP },
	{ DIRT_LISTEN, PG_DIRT_LISTEN },
	{ DIRT_ADVISORY, PG_DIRT_LOCKS },
	{ DIRT_PREPARE, PG_DIRT_PREPARED },
	{ DIRT_HOLD, PG_DIRT_CURSORS },
	{ DIRT_USE, PG_DIRT_DATABASE },
	{ DIRT_LOAD, PG_DIRT_FOR_GOOD },
	/* The end of the transaction is seen on the wire; this says that tags are expected. */
	{ DIRT_TRANSACTION, PG_DIRT_LOCAL },
	{ DIRT_DISCARD, PG_DIRT_SETTINGS | PG_DIRT_ROLE },
	{ DIRT_COPY, PG_DIRT_TRIGGER },
	{ DIRT_SEQUENCE, PG_DIRT_SEQUENCES },
	{ DIRT_FUNCTION, PG_DIRT_FUNCTION },
	{ DIRT_UNKNOWN, PG_DIRT_ANY },
	{ DIRT_TRIGGER, PG_DIRT_TRIGGER },
};

unsigned soil_from_dirt(unsigned dirt)
{
	unsigned soil = 0;

	for (size_t i = 0; dirt && i < sizeof(soils) / sizeof(soils[0]); i++)
		if (dirt & soils[i].dirt)
			soil |= soils[i].soil;
	return soil;
}

unsigned soil_of(const struct stmt *stmt)
{
	return soil_from_dirt(stmt->dirt);
}
