#include "config.h"
#include "conf/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void problems_init(struct problems *p)
{
	*p = (struct problems){ .list = NULL };
}

void problems_done(struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->list[i].text);
	free(p->list);
	problems_init(p);
}

void problems_add(struct problems *p, enum problem_kind kind, char *text)
{
	if (!text)
		goto fail;
	if (p->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 8;
		struct problem *list = realloc(p->list, cap * sizeof(*list));

		if (!list)
			goto fail;
		p->list = list;
		p->cap = cap;
	}
	p->list[p->n++] = (struct problem){ .kind = kind, .text = text };
	return;
fail:
	free(text);
	p->no_memory = true;
}

void problems_addf(struct problems *p, enum problem_kind kind, const char *fmt, ...)
{
	va_list ap;
	char *text = NULL;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n >= 0)
		text = malloc((size_t)n + 1);
	if (text) {
		va_start(ap, fmt);
		vsnprintf(text, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	problems_add(p, kind, text);
}

const struct problem *problems_error(const struct problems *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (problem_is_error(p->list[i].kind))
			return &p->list[i];
	}
	return NULL;
}

bool problems_fatal(const struct problems *p)
{
	return p->no_memory || problems_error(p);
}
