#include "config.h"
#include "conf/manager.h"

#include <odbcinst.h>
#include <string.h>

int manager_threading(const char *driver)
{
	char level[16] = "";

	if (driver && *driver && !strchr(driver, '/'))
		SQLGetPrivateProfileString(driver, "Threading", "", level, sizeof(level),
					   "odbcinst.ini");
	if (!*level)
		SQLGetPrivateProfileString("ODBC", "Threading", "0", level, sizeof(level),
					   "odbcinst.ini");
	return level[0] >= '0' && level[0] <= '3' ? level[0] - '0' : 0;
}
