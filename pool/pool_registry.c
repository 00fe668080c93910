/* The pools of the process. */
#include "config.h"
#include "pool/pool_shell.h"

#include <stdlib.h>
#include <string.h>

#include "pool/core_int.h"

pthread_mutex_t pool_registry_lock = PTHREAD_MUTEX_INITIALIZER;
static struct pool *head;
static pthread_once_t once = PTHREAD_ONCE_INIT;

void pool_config_default(struct pool_config *ret)
{
	*ret = (struct pool_config){
		.pool_size = 5,
		.max_overflow = 10,
		.timeout_ns = 30 * NS_SEC,
		.recycle_ns = 3600 * NS_SEC,
		.pre_ping = true,
		.ping_idle_ns = NS_SEC,
		.idle_timeout_ns = 600 * NS_SEC,
		.max_connects = 4,
	};
}

/* FNV-1a: only to compare fewer texts. */
static uint64_t hash_of(const char *key)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
	return h;
}

static struct pool *find(const char *key, uint64_t hash)
{
	for (struct pool *p = head; p; p = p->next)
		if (p->hash == hash && strcmp(p->key, key) == 0)
			return p;
	return NULL;
}

static struct pool *make(const char *key, uint64_t hash, const struct pool_session_ops *ops,
			 const struct pool_config *config)
{
	size_t n = strlen(key) + 1;
	struct pool *p = calloc(1, sizeof(*p) + n);

	if (!p)
		return NULL;
	memcpy(p->key, key, n);
	p->hash = hash;
	p->ops = ops;
	pthread_mutex_init(&p->lock, NULL);
	pool_core_init(&p->core, config, hash ^ (uint64_t)pool_now());
	atomic_init(&p->reset_level, config->reset_level);
	p->next = head;
	head = p;
	return p;
}

static bool same(const struct pool_config *a, const struct pool_config *b)
{
	return a->pool_size == b->pool_size && a->max_overflow == b->max_overflow &&
	       a->timeout_ns == b->timeout_ns && a->recycle_ns == b->recycle_ns &&
	       a->pre_ping == b->pre_ping && a->ping_idle_ns == b->ping_idle_ns &&
	       a->reset_level == b->reset_level && a->min_idle == b->min_idle &&
	       a->idle_timeout_ns == b->idle_timeout_ns && a->prompt_expiry == b->prompt_expiry &&
	       a->leak_threshold_ns == b->leak_threshold_ns && a->max_connects == b->max_connects;
}

/* The configuration given last holds for all. */
static bool reconfigure(struct pool *p, const struct pool_config *config)
{
	bool changed;

	pthread_mutex_lock(&p->lock);
	changed = !same(&p->core.config, config);
	if (changed) {
		pool_core_configure(&p->core, config, pool_now());
		atomic_store(&p->reset_level, config->reset_level);
		pool_flush(p);
	}
	pthread_mutex_unlock(&p->lock);
	return changed;
}

struct pool *pool_get(const char *key, const struct pool_session_ops *ops,
		      const struct pool_config *config, enum pool_get_fact *ret_fact)
{
	struct pool_config sane = *config;
	enum pool_get_fact fact = POOL_GET_SAME;
	uint64_t hash = hash_of(key);
	struct pool *p;
	int cancel;

	if (sane.max_connects < 1)
		sane.max_connects = 4;
	pthread_once(&once, pool_fork_init);
	pool_fork_check();
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
	pthread_mutex_lock(&pool_registry_lock);
	p = find(key, hash);
	if (!p) {
		p = make(key, hash, ops, &sane);
		fact = POOL_GET_NEW;
	}
	pthread_mutex_unlock(&pool_registry_lock);
	if (p && fact == POOL_GET_SAME && reconfigure(p, &sane))
		fact = POOL_GET_RECONFIGURED;
	if (p && fact != POOL_GET_SAME && (sane.min_idle > 0 || sane.prompt_expiry))
		pool_janitor_start();
	if (p && ret_fact)
		*ret_fact = fact;
	pthread_setcancelstate(cancel, NULL);
	return p;
}

const char *pool_key(const struct pool *p)
{
	return p->key;
}

struct pool *pool_registry_locked_head(void)
{
	return head;
}

struct pool *pool_registry_head(void)
{
	struct pool *p;

	pthread_mutex_lock(&pool_registry_lock);
	p = head;
	pthread_mutex_unlock(&pool_registry_lock);
	return p;
}

void pool_registry_foreach(bool (*fn)(struct pool *p, void *arg), void *arg)
{
	pool_fork_check();
	for (struct pool *p = pool_registry_head(); p; p = p->next)
		if (!fn(p, arg))
			return;
}
