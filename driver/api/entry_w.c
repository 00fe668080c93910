/* The entry points that take text, as UTF-16. */
#include "config.h"
#include "api/entry.h"

#define CH          SQLWCHAR
#define ENTRY(name) EXPORT(name##W)
#define TEXT_IN     text_in_w
#define FORM        TEXT_UTF16

#include "api/entry_text.inc"
