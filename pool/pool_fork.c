/*
 * Fork.  The child's copies of the sessions share their sockets with the parent:
 * ending one would end the parent's, using one mixes two streams (and breaks TLS on
 * both sides).  So the child closes the descriptors, forgets the sessions and
 * starts with empty pools.
 *
 * pthread_atfork does this; a page that the kernel wipes in a child covers those who
 * fork without telling the C library.
 */
#include "config.h"
#include "pool/pool_shell.h"

#include <sys/mman.h>
#include <unistd.h>

static _Atomic(int) no_mark = 1;
_Atomic(int) *pool_fork_mark = &no_mark;

static void prepare(void)
{
	pthread_mutex_lock(&pool_registry_lock);
	for (struct pool *p = pool_registry_locked_head(); p; p = p->next)
		pthread_mutex_lock(&p->lock);
}

static void in_parent(void)
{
	for (struct pool *p = pool_registry_locked_head(); p; p = p->next)
		pthread_mutex_unlock(&p->lock);
	pthread_mutex_unlock(&pool_registry_lock);
}

static void forget_sessions(struct pool *p)
{
	struct pool_core *c = &p->core;
	struct list *at;

	for (int i = SLOT_CONNECTING; i <= SLOT_CLOSING; i++) {
		list_for_each (at, &c->slots[i]) {
			struct pool_slot *s = list_entry(at, struct pool_slot, link);

			/*
			 * One that another thread of the parent was closing or opening is left
			 * alone: half of it may be freed already.
			 */
			if (s->session && i != SLOT_CLOSING && i != SLOT_CONNECTING)
				p->ops->forget(s->session);
		}
	}
	pool_core_forget(c);
	p->held_arg = NULL;
}

static void in_child(void)
{
	for (struct pool *p = pool_registry_locked_head(); p; p = p->next) {
		forget_sessions(p);
		pthread_mutex_unlock(&p->lock);
	}
	pthread_mutex_unlock(&pool_registry_lock);
	pool_janitor_forget();
	pool_thread_forget();
	atomic_store(pool_fork_mark, 1);
}

/* No handler ran, so the locks are as some thread of the parent left them. */
void pool_forked(void)
{
	pthread_mutex_init(&pool_registry_lock, NULL);
	pthread_mutex_lock(&pool_registry_lock);
	for (struct pool *p = pool_registry_locked_head(); p; p = p->next) {
		pthread_mutex_init(&p->lock, NULL);
		pthread_mutex_lock(&p->lock);
	}
	in_child();
}

void pool_fork_init(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *p;

	pthread_atfork(prepare, in_parent, in_child);
	p = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return;
	if (madvise(p, page, MADV_WIPEONFORK) < 0) {
		munmap(p, page);
		return;
	}
	atomic_store((_Atomic(int) *)p, 1);
	pool_fork_mark = p;
}
