#include "config.h"
#include "conf/manager.h"

#include <odbcinst.h>
#include <pthread.h>
#include <string.h>

#include "util/ascii.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void take(void)
{
	pthread_mutex_lock(&lock);
}

static void give(void)
{
	pthread_mutex_unlock(&lock);
}

/* A child of fork must not find the lock held by a thread that it has not got. */
static void guard_fork(void)
{
	pthread_atfork(take, give, give);
}

int manager_profile(const char *section, const char *key, char *ret, int cap, const char *file)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	int n;

	pthread_once(&once, guard_fork);
	take();
	n = SQLGetPrivateProfileString(section, key, "", ret, cap, file);
	give();
	return n;
}

bool manager_pools(void)
{
	char value[16] = "";

	manager_profile("ODBC", "Pooling", value, sizeof(value), "odbcinst.ini");
	return strchr("1yY", value[0] ? value[0] : '0') || ascii_ieq(str_from(value), STR("on"));
}

int manager_threading(const char *driver)
{
	char level[16] = "";

	if (driver && *driver && !strchr(driver, '/'))
		manager_profile(driver, "Threading", level, sizeof(level), "odbcinst.ini");
	if (!*level)
		manager_profile("ODBC", "Threading", level, sizeof(level), "odbcinst.ini");
	return level[0] >= '0' && level[0] <= '3' ? level[0] - '0' : 0;
}
