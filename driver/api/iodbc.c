/* In the module for iODBC only: its wide characters have four bytes. */
#include "config.h"
#include "util/wide.h"

/* Runs when the module is loaded, so before any call. */
static void __attribute__((constructor)) widen(void)
{
	wide_unit = sizeof(uint32_t);
}
