/* The entry points that take text, in wide characters: pointers to SQLWCHAR by name only. */
#include "config.h"
#include "api/entry.h"

#define CH          SQLWCHAR
#define ENTRY(name) EXPORT(name##W)
#define TEXT_IN     text_in_w
#define FORM        TEXT_WIDE

#include "api/entry_text.inc"
