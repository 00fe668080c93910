/*
 * Readers: from the server's text or binary form of a type to a value.  A text
 * that does not look like its type (another DateStyle, an extension's type under
 * a known number) becomes a text value, so that it still reaches the application.
 */
#ifndef SP_CONV_READER_H
#define SP_CONV_READER_H

#include "conv/fetch.h"

enum reader_id {
	READ_TEXT,
	READ_BOOL,
	READ_INT2,
	READ_INT4,
	READ_INT8,
	READ_OID,   /* unsigned, 4 bytes */
	READ_UINT8, /* unsigned, 8 bytes */
	READ_FLOAT4,
	READ_FLOAT8,
	READ_NUMERIC,
	READ_MONEY,
	READ_BYTEA,
	READ_HEX,
	READ_DATE,
	READ_TIME,
	READ_TIMESTAMP,
	READ_TIMESTAMPTZ,
	READ_INTERVAL,
	READ_UUID,
	READER_IDS
};

struct conv_reader reader_of_text(enum reader_id id);

/* .read is NULL for types whose binary form is not read. */
struct conv_reader reader_of_binary(enum reader_id id);

#endif
