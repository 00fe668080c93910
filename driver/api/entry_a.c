/* The entry points that take text, as UTF-8. */
#include "config.h"
#include "api/entry.h"

#define CH          SQLCHAR
#define ENTRY(name) EXPORT(name)
#define TEXT_IN     text_in_a
#define FORM        TEXT_UTF8

#include "api/entry_text.inc"
