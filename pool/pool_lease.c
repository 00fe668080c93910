/* Leases: memory, holder, note. */
#include "config.h"
#include "pool/pool_shell.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Thread_local long thread_id;

/* A system call once a thread; a child's first thread has another number than its parent. */
long pool_thread_id(void)
{
	if (!thread_id)
		thread_id = gettid();
	return thread_id;
}

void pool_thread_forget(void)
{
	thread_id = 0;
}

struct pool_lease *pool_lease_new(struct pool *p)
{
	struct pool_lease *l = calloc(1, sizeof(*l));

	if (!l)
		return NULL;
	l->pool = p;
	list_init(&l->slot.link);
	pthread_mutex_init(&l->note_lock, NULL);
	return l;
}

void pool_lease_free(struct pool_lease *l)
{
	if (!l)
		return;
	pthread_mutex_destroy(&l->note_lock);
	free(l);
}

void *pool_lease_session(const struct pool_lease *l)
{
	pool_fork_check();
	return l->slot.state == SLOT_FOREIGN ? NULL : l->slot.session;
}

bool pool_lease_is_new(const struct pool_lease *l)
{
	return l->slot.fresh;
}

void pool_lease_note(struct pool_lease *l, const char *text, size_t length)
{
	size_t n = length;

	pool_fork_check();
	if (l->slot.state == SLOT_FOREIGN)
		return;
	if (n >= sizeof(l->note)) {
		n = sizeof(l->note) - 1;
		while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
			n--;
	}
	pthread_mutex_lock(&l->note_lock);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		l->note[i] = c < ' ' || c == 0x7F ? ' ' : (char)c;
	}
	l->note[n] = '\0';
	pthread_mutex_unlock(&l->note_lock);
}

void pool_lease_holder(struct pool_lease *l, int64_t now, struct pool_holder *ret)
{
	ret->held_ns = now > l->slot.busy_since ? now - l->slot.busy_since : 1;
	ret->tid = l->slot.holder;
	pthread_mutex_lock(&l->note_lock);
	memcpy(ret->note, l->note, sizeof(ret->note));
	pthread_mutex_unlock(&l->note_lock);
}
