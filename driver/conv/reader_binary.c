/*
 * Readers of the server's binary format: big-endian numbers, microseconds since
 * 2000-01-01.  Types whose binary form needs what is not here (digits in base
 * 10,000, the session's time zone) have none.
 */
#include "config.h"
#include "conv/reader.h"

#include <string.h>

#include "conv/datetime.h"

#define EPOCH_DAYS   10957 /* from 1970-01-01 to 2000-01-01 */
#define DAY_MICROS   INT64_C(86400000000)
#define CONV_CORRUPT CONV_BAD_TEXT /* a length that the type cannot have */

/* Nothing stands in the row as text. */
static const struct str no_text;

static uint64_t big_endian(struct str wire)
{
	uint64_t v = 0;

	for (size_t i = 0; i < wire.n; i++)
		v = v << 8 | (unsigned char)wire.p[i];
	return v;
}

static enum conv_result read_bool(const struct conv_reader *r, struct str wire, struct value *ret)
{
	ret->text = no_text;
	if (wire.n != 1)
		return CONV_CORRUPT;
	ret->as.boolean = !*wire.p ? 0 : r->minus_one ? -1 : 1;
	return CONV_OK;
}

static enum conv_result read_int(const struct conv_reader *r, struct str wire, struct value *ret)
{
	uint64_t v = big_endian(wire);

	ret->text = no_text;
	if (wire.n != r->width)
		return CONV_CORRUPT;
	if (r->width == 2)
		ret->as.integer = (int16_t)v;
	else if (r->width == 4)
		ret->as.integer = (int32_t)v;
	else
		ret->as.integer = (int64_t)v;
	return CONV_OK;
}

static enum conv_result read_uint(const struct conv_reader *r, struct str wire, struct value *ret)
{
	ret->text = no_text;
	if (wire.n != r->width)
		return CONV_CORRUPT;
	ret->as.uinteger = big_endian(wire);
	return CONV_OK;
}

static enum conv_result read_float4(const struct conv_reader *r, struct str wire, struct value *ret)
{
	uint32_t bits = (uint32_t)big_endian(wire);
	float f;

	ret->text = no_text;
	if (wire.n != r->width)
		return CONV_CORRUPT;
	memcpy(&f, &bits, sizeof(f));
	ret->as.real = (double)f;
	return CONV_OK;
}

static enum conv_result read_float8(const struct conv_reader *r, struct str wire, struct value *ret)
{
	uint64_t bits = big_endian(wire);

	ret->text = no_text;
	if (wire.n != r->width)
		return CONV_CORRUPT;
	memcpy(&ret->as.real, &bits, sizeof(bits));
	return CONV_OK;
}

static enum conv_result read_text(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	ret->text = wire;
	return CONV_OK;
}

static enum conv_result read_bytes(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	ret->text = no_text;
	ret->as.bytes = (struct value_bytes){ .raw = wire, .form = BYTES_RAW, .n = wire.n };
	return CONV_OK;
}

static enum conv_result read_date(const struct conv_reader *r, struct str wire, struct value *ret)
{
	int32_t days = (int32_t)big_endian(wire);

	(void)r;
	ret->text = no_text;
	if (wire.n != 4)
		return CONV_CORRUPT;
	if (days == INT32_MAX || days == INT32_MIN)
		ret->as.date = (struct value_date){ .infinite = days < 0 ? -1 : 1 };
	else
		ret->as.date = datetime_from_days((int64_t)days + EPOCH_DAYS);
	return CONV_OK;
}

static struct value_time time_of(int64_t micros)
{
	int64_t seconds = micros / 1000000;

	return (struct value_time){ .hour = (uint8_t)(seconds / 3600),
				    .minute = (uint8_t)(seconds / 60 % 60),
				    .second = (uint8_t)(seconds % 60),
				    .nanos = (uint32_t)(micros % 1000000 * 1000) };
}

static enum conv_result read_time(const struct conv_reader *r, struct str wire, struct value *ret)
{
	int64_t micros = (int64_t)big_endian(wire);

	(void)r;
	ret->text = no_text;
	if (wire.n != 8 || micros < 0 || micros > DAY_MICROS)
		return CONV_CORRUPT;
	ret->as.time = time_of(micros);
	return CONV_OK;
}

static enum conv_result read_timestamp(const struct conv_reader *r, struct str wire,
				       struct value *ret)
{
	int64_t micros = (int64_t)big_endian(wire);
	int64_t days = micros / DAY_MICROS;

	(void)r;
	ret->text = no_text;
	if (wire.n != 8)
		return CONV_CORRUPT;
	ret->as.timestamp = (struct value_timestamp){ .date = { .infinite = 0 } };
	if (micros == INT64_MAX || micros == INT64_MIN) {
		ret->as.timestamp.date.infinite = micros < 0 ? -1 : 1;
		return CONV_OK;
	}
	if (micros % DAY_MICROS < 0)
		days--;
	ret->as.timestamp.date = datetime_from_days(days + EPOCH_DAYS);
	ret->as.timestamp.time = time_of(micros - days * DAY_MICROS);
	return CONV_OK;
}

static enum conv_result read_uuid(const struct conv_reader *r, struct str wire, struct value *ret)
{
	(void)r;
	ret->text = no_text;
	if (wire.n != sizeof(ret->as.guid))
		return CONV_CORRUPT;
	memcpy(ret->as.guid, wire.p, sizeof(ret->as.guid));
	return CONV_OK;
}

static const struct conv_reader readers[READER_IDS] = {
	[READ_TEXT] = { read_text, VAL_TEXT, 0, 0, false, true },
	[READ_BOOL] = { read_bool, VAL_BOOL, 1, 0, false, false },
	[READ_INT2] = { read_int, VAL_INT, 2, 0, false, false },
	[READ_INT4] = { read_int, VAL_INT, 4, 0, false, false },
	[READ_INT8] = { read_int, VAL_INT, 8, 0, false, false },
	[READ_OID] = { read_uint, VAL_UINT, 4, 0, false, false },
	[READ_UINT8] = { read_uint, VAL_UINT, 8, 0, false, false },
	[READ_FLOAT4] = { read_float4, VAL_REAL, 4, 0, false, false },
	[READ_FLOAT8] = { read_float8, VAL_DOUBLE, 8, 0, false, false },
	[READ_BYTEA] = { read_bytes, VAL_BYTES, 0, 0, false, false },
	[READ_DATE] = { read_date, VAL_DATE, 0, 0, false, false },
	[READ_TIME] = { read_time, VAL_TIME, 0, 0, false, false },
	[READ_TIMESTAMP] = { read_timestamp, VAL_TIMESTAMP, 0, 0, false, false },
	[READ_UUID] = { read_uuid, VAL_GUID, 0, 0, false, false },
};

struct conv_reader reader_of_binary(enum reader_id id)
{
	return readers[id];
}
