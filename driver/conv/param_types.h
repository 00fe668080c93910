/* The two tables behind conv/param.h: reading C types, sending SQL types.  Private to conv/. */
#ifndef SP_CONV_PARAM_TYPES_H
#define SP_CONV_PARAM_TYPES_H

#include "conv/param.h"

struct conv_get {
	SQLSMALLINT c_type;
	enum value_kind kind; /* what it makes */
	uint8_t width;
	uint8_t code; /* SQL_CODE_* of interval types */
	/* n has been resolved to bytes; types of fixed length ignore it. */
	enum conv_result (*get)(const struct conv_param *p, const void *data, size_t n,
				struct value *ret);
};

struct conv_send {
	SQLSMALLINT sql_type;
	uint32_t accepts; /* VAL_BIT()s; other kinds are 07006 */
	uint8_t code;     /* SQL_CODE_* of interval types */
	bool characters;
	int64_t min, max; /* of integers */
	enum conv_result (*send)(const struct conv_param *p, const struct value *v, struct buf *out,
				 bool *ret_binary);
};

const struct conv_get *param_get_of(SQLSMALLINT c_type);
const struct conv_send *param_send_of(SQLSMALLINT sql_type);

#endif
