/* Writers: from a value to the application's buffer.  Private to conv/. */
#ifndef SP_CONV_WRITER_H
#define SP_CONV_WRITER_H

#include "conv/fetch.h"

struct conv_put {
	SQLSMALLINT c_type;
	uint8_t size;     /* of the C type; 0: character, wide, binary */
	uint8_t code;     /* SQL_CODE_* of interval types */
	bool wants_text;  /* uses value.text where there is one */
	uint32_t accepts; /* VAL_BIT()s; other kinds are 07006 */
	/* part is never NULL; writers of fixed length leave it alone. */
	enum conv_result (*put)(const struct conv_writer *w, const struct value *v,
				struct conv_target *t, struct conv_part *part);
};

/* Writes one object of fixed length, wherever the buffer lies. */
void put_object(struct conv_target *t, const void *object, size_t n);

enum conv_result put_char(const struct conv_writer *w, const struct value *v, struct conv_target *t,
			  struct conv_part *part);
enum conv_result put_wide(const struct conv_writer *w, const struct value *v, struct conv_target *t,
			  struct conv_part *part);
enum conv_result put_binary(const struct conv_writer *w, const struct value *v,
			    struct conv_target *t, struct conv_part *part);

/* The date for times that become timestamps. */
struct value_date writer_today(const struct conv_writer *w);

/* Fields of a value, read from text if it is text. */
enum conv_result value_to_interval(const struct value *v, uint8_t code, struct value_interval *ret);

#endif
