/*
 * Makes the nth allocation of the code under test fail.
 *
 * The test program is linked with --wrap, so this reaches every allocation made
 * by our own objects and none of the C library's or libpq's.
 */
#ifndef SP_TESTS_OOM_H
#define SP_TESTS_OOM_H

#include <stdbool.h>
#include <stddef.h>

void oom_fail_at(size_t nth); /* 1: the next one */
bool oom_fired(void);         /* and stops failing */

#endif
