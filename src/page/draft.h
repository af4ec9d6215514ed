/* draft: a page's tree in the making, whose nodes can still be moved. */
#ifndef PAGE_DRAFT_H
#define PAGE_DRAFT_H

#include "page/tree.h"

#define NOWHERE UINT32_MAX

struct draft_node {
	struct view text;
	uint32_t attributes;
	uint16_t attribute_count, tag;
	uint32_t parent, first, last, next, previous; /* NOWHERE: none */
};

struct draft {
	struct arena *arena;
	VECTOR(struct draft_node) nodes; /* 0 is the document */
};

/* An empty document, with room for about this many nodes. */
void draft_begin(struct draft *d, struct arena *m, uint32_t expected);
/* A new node that stands nowhere yet. */
uint32_t draft_add(struct draft *d, enum tag tag);
/* Puts a node that stands nowhere under parent: before one of its children, or last (NOWHERE). */
void draft_insert(struct draft *d, uint32_t node, uint32_t parent, uint32_t before);
/* Takes a node, with all below it, out of its place. */
void draft_remove(struct draft *d, uint32_t node);
/* The nodes in document order. */
void draft_finish(struct draft *d, struct tree *t);

#endif
