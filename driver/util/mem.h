/* Copies on the heap, made by our own malloc so that the out-of-memory test sees them. */
#ifndef SP_UTIL_MEM_H
#define SP_UTIL_MEM_H

#include "util/str.h"

/* NUL-terminated copy; caller frees; NULL: out of memory. */
char *mem_strdup(const char *s);
char *mem_dup_str(struct str s);

/* Overwrites a secret so that the compiler does not drop it, then frees.  NULL is fine. */
void mem_free_secret(char *s);

#endif
