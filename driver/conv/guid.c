#include "config.h"
#include "conv/guid.h"

#include <string.h>

#include "conv/hex.h"
#include "util/ascii.h"

static struct str without_braces(struct str s)
{
	s = ascii_trim(s);
	if (s.n < 2 || *s.p != '{' || s.p[s.n - 1] != '}')
		return s;
	s = ascii_trim((struct str){ s.p + 1, s.n - 2 });
	if (!ascii_ieq(str_head(s, 4), STR("guid")))
		return s;
	s = ascii_trim(str_tail(s, 4));
	if (s.n < 2 || *s.p != '\'' || s.p[s.n - 1] != '\'')
		return s;
	return (struct str){ s.p + 1, s.n - 2 };
}

bool guid_parse(struct str s, uint8_t ret[16])
{
	uint8_t guid[16];
	size_t at = 0;

	s = without_braces(s);
	if (s.n != GUID_TEXT)
		return false;
	for (size_t i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10) {
			if (s.p[at++] != '-')
				return false;
		}
		if (!hex_byte(s.p + at, &guid[i]))
			return false;
		at += 2;
	}
	memcpy(ret, guid, sizeof(guid));
	return true;
}

void guid_put(char *out, const uint8_t guid[16])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = digits[guid[i] >> 4];
		*out++ = digits[guid[i] & 15];
	}
}

void guid_to_struct(const uint8_t guid[16], SQLGUID *ret)
{
	ret->Data1 = (DWORD)((uint32_t)guid[0] << 24 | (uint32_t)guid[1] << 16 |
			     (uint32_t)guid[2] << 8 | guid[3]);
	ret->Data2 = (WORD)(guid[4] << 8 | guid[5]);
	ret->Data3 = (WORD)(guid[6] << 8 | guid[7]);
	memcpy(ret->Data4, guid + 8, 8);
}

void guid_from_struct(const SQLGUID *s, uint8_t ret[16])
{
	ret[0] = (uint8_t)(s->Data1 >> 24);
	ret[1] = (uint8_t)(s->Data1 >> 16);
	ret[2] = (uint8_t)(s->Data1 >> 8);
	ret[3] = (uint8_t)s->Data1;
	ret[4] = (uint8_t)(s->Data2 >> 8);
	ret[5] = (uint8_t)s->Data2;
	ret[6] = (uint8_t)(s->Data3 >> 8);
	ret[7] = (uint8_t)s->Data3;
	memcpy(ret + 8, s->Data4, 8);
}
