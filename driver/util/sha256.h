/* SHA-256, from FIPS 180-4.  For telling secrets apart, not for storing them. */
#ifndef SP_UTIL_SHA256_H
#define SP_UTIL_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_BYTES 32

struct sha256 {
	uint32_t h[8];
	uint64_t length; /* bytes so far */
	uint8_t block[64];
	size_t fill;
};

void sha256_init(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *p, size_t n);
void sha256_end(struct sha256 *s, uint8_t ret[SHA256_BYTES]); /* and wipes *s */

#endif
