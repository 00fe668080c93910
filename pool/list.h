/* Intrusive doubly linked list with a head. */
#ifndef SP_POOL_LIST_H
#define SP_POOL_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	struct list *prev, *next;
};

#define list_entry(ptr, type, member) ((type *)((char *)(ptr)-offsetof(type, member)))

static inline void list_init(struct list *l)
{
	l->prev = l->next = l;
}

static inline bool list_empty(const struct list *l)
{
	return l->next == l;
}

static inline void list_remove(struct list *l)
{
	l->prev->next = l->next;
	l->next->prev = l->prev;
	list_init(l);
}

static inline void list_push_front(struct list *head, struct list *l)
{
	l->prev = head;
	l->next = head->next;
	head->next->prev = l;
	head->next = l;
}

/* At the end: in front of the head, seen from there. */
static inline void list_push_back(struct list *head, struct list *l)
{
	list_push_front(head->prev, l);
}

#define list_for_each(at, head) for ((at) = (head)->next; (at) != (head); (at) = (at)->next)

/* The body may remove `at`. */
#define list_for_each_safe(at, after, head)                             \
	for ((at) = (head)->next, (after) = (at)->next; (at) != (head); \
	     (at) = (after), (after) = (at)->next)

#endif
