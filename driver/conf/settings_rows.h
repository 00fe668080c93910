/*
 * Runs ROW(id) over all rows of settings.def: for what needs only the names.
 * May be included several times; forgets ROW afterwards.
 */
#define INT(id, field, name, aliases, min, max, def, libpq, flags, help)     ROW(id)
#define SECONDS(id, field, name, aliases, min, max, def, libpq, flags, help) ROW(id)
#define SIZE(id, field, name, aliases, min, max, def, libpq, flags, help)    ROW(id)
#define FLAG(id, field, name, aliases, def, libpq, flags, help)              ROW(id)
#define CHOICE(id, field, name, aliases, choices, def, libpq, flags, help)   ROW(id)
#define TEXT(id, field, name, aliases, def, libpq, flags, help)              ROW(id)
#define PORTS(id, field, name, aliases, def, libpq, flags, help)             ROW(id)
#define SECRET(id, field, name, aliases, def, libpq, flags, help)            ROW(id)
#define PARAM(id, name, aliases, libpq, flags, help)                         ROW(id)
#define KEPT(id, name, aliases, libpq, flags, help)                          ROW(id)
#define IGNORED(id, name, aliases, flags, help)                              ROW(id)
#include "conf/settings.def"
#undef INT
#undef SECONDS
#undef SIZE
#undef FLAG
#undef CHOICE
#undef TEXT
#undef PORTS
#undef SECRET
#undef PARAM
#undef KEPT
#undef IGNORED
#undef ROW
