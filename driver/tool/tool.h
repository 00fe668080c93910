/* The shiftpool command: what its files share.  Exit codes are those of the manual page. */
#ifndef SP_TOOL_TOOL_H
#define SP_TOOL_TOOL_H

#include <stdbool.h>

enum exit_code { EXIT_OK, EXIT_PROBLEMS = 1, EXIT_USAGE = 2, EXIT_TROUBLE = 3 };

enum exit_code tool_settings(int argc, char **argv);
enum exit_code tool_check(int argc, char **argv);
enum exit_code tool_profiles(int argc, char **argv);
enum exit_code tool_keys(int argc, char **argv);

enum exit_code tool_no_memory(void);

#endif
