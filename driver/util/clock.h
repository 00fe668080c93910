/*
 * Time that never jumps.  Nanoseconds of CLOCK_BOOTTIME, so that a suspended
 * machine still ages its sessions and a corrected wall clock changes nothing.
 */
#ifndef SP_UTIL_CLOCK_H
#define SP_UTIL_CLOCK_H

#include <stdint.h>

#define CLOCK_NS_PER_MS  INT64_C(1000000)
#define CLOCK_NS_PER_SEC INT64_C(1000000000)
#define CLOCK_NEVER      INT64_MAX /* a deadline that does not come */

int64_t clock_now(void);

/*
 * Milliseconds from now to the deadline for poll(): rounded up, 0 when it has
 * passed, -1 for CLOCK_NEVER, at most INT_MAX.
 */
int clock_poll_timeout(int64_t now, int64_t deadline);

#endif
