#include "config.h"
#include "conv/result.h"

#include <stddef.h>

static const struct {
	const char *state;
	const char *message;
} results[CONV_RESULTS] = {
	[CONV_TRUNCATED] = { "01004", "String data, right truncated" },
	[CONV_FRACTION_LOST] = { "01S07", "Fractional truncation" },
	[CONV_RESTRICTED] = { "07006", "Restricted data type attribute violation" },
	[CONV_UNSUPPORTED] = { "HYC00", "Optional feature not implemented" },
	[CONV_STRING_TRUNCATION] = { "22001", "String data, right truncated" },
	[CONV_INDICATOR_REQUIRED] = { "22002", "Indicator variable required but not supplied" },
	[CONV_OUT_OF_RANGE] = { "22003", "Numeric value out of range" },
	[CONV_BAD_DATETIME] = { "22007", "Invalid datetime format" },
	[CONV_DATETIME_OVERFLOW] = { "22008", "Datetime field overflow" },
	[CONV_INTERVAL_OVERFLOW] = { "22015", "Interval field overflow" },
	[CONV_BAD_TEXT] = { "22018", "Invalid character value for cast specification" },
	[CONV_BAD_LENGTH] = { "HY090", "Invalid string or buffer length" },
	[CONV_NO_MEMORY] = { "HY001", "Memory allocation error" },
};

const char *conv_state(enum conv_result r)
{
	return results[r].state;
}

const char *conv_message(enum conv_result r)
{
	return results[r].message;
}
