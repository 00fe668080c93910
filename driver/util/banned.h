/*
 * Functions that must not be used here: they overflow, hide state, or depend on
 * the locale of the application that loaded the driver.  The compiler reads this
 * file before each source file (see Makefile.am), so a use does not compile.
 */
#ifndef SP_UTIL_BANNED_H
#define SP_UTIL_BANNED_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define BANNED(name) sorry_##name##_is_banned_see_util_banned_h

#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef strncpy
#define strncpy(...) BANNED(strncpy)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef sscanf
#define sscanf(...) BANNED(sscanf)
#undef strtok
#define strtok(...) BANNED(strtok)
#undef atoi
#define atoi(...) BANNED(atoi)
#undef atof
#define atof(...) BANNED(atof)
#undef gmtime
#define gmtime(...) BANNED(gmtime)
#undef localtime
#define localtime(...) BANNED(localtime)
/* The out-of-memory test cannot make these fail: util/mem.h and util/buf.h instead. */
#undef asprintf
#define asprintf(...) BANNED(asprintf)
#undef vasprintf
#define vasprintf(...) BANNED(vasprintf)
#undef strdup
#define strdup(...) BANNED(strdup)
#undef strndup
#define strndup(...) BANNED(strndup)
/* These follow the locale: util/ascii.h and strtod_l instead. */
#undef strtod
#define strtod(...) BANNED(strtod)
#undef tolower
#define tolower(...) BANNED(tolower)
#undef toupper
#define toupper(...) BANNED(toupper)
#undef isspace
#define isspace(...) BANNED(isspace)
#undef isdigit
#define isdigit(...) BANNED(isdigit)
#undef isalpha
#define isalpha(...) BANNED(isalpha)
#undef isalnum
#define isalnum(...) BANNED(isalnum)
#undef strcasecmp
#define strcasecmp(...) BANNED(strcasecmp)
#undef strncasecmp
#define strncasecmp(...) BANNED(strncasecmp)

#endif
