#include "config.h"
#include "relay.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

void bytes_add(struct bytes *b, const void *p, size_t n)
{
	if (b->at == b->n)
		b->at = b->n = 0;
	if (b->n + n > b->cap && b->at) {
		memmove(b->p, b->p + b->at, b->n - b->at);
		b->n -= b->at;
		b->at = 0;
	}
	if (b->n + n > b->cap) {
		b->cap = (b->n + n) * 2;
		b->p = realloc(b->p, b->cap);
		if (!b->p)
			abort();
	}
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

void bytes_text(struct bytes *b, const char *text)
{
	bytes_add(b, text, strlen(text));
}

void bytes_drop(struct bytes *b, size_t n)
{
	b->at += n;
}

void bytes_free(struct bytes *b)
{
	free(b->p);
	*b = (struct bytes){ 0 };
}

size_t bytes_len(const struct bytes *b)
{
	return b->n - b->at;
}

uint32_t get32(const char *p)
{
	uint32_t value;

	memcpy(&value, p, sizeof(value));
	return ntohl(value);
}

void put32(struct bytes *b, uint32_t value)
{
	value = htonl(value);
	bytes_add(b, &value, sizeof(value));
}
