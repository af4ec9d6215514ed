#include "page/draft.h"

void draft_begin(struct draft *d, struct arena *m, uint32_t expected)
{
	*d = (struct draft){.arena = m};
	d->nodes.capacity = expected + 1;
	d->nodes.at = arena_alloc(m, (size_t)d->nodes.capacity * sizeof *d->nodes.at);
	draft_add(d, TAG_DOCUMENT);
}

uint32_t draft_add(struct draft *d, enum tag tag)
{
	struct draft_node *n = vector_push(d->arena, &d->nodes);
	n->tag = (uint16_t)tag;
	n->parent = n->first = n->last = n->next = n->previous = NOWHERE;
	return d->nodes.count - 1;
}

void draft_insert(struct draft *d, uint32_t node, uint32_t parent, uint32_t before)
{
	struct draft_node *nodes = d->nodes.at, *n = &nodes[node], *p = &nodes[parent];
	n->parent = parent;
	n->next = before;
	n->previous = before == NOWHERE ? p->last : nodes[before].previous;
	if (n->previous == NOWHERE)
		p->first = node;
	else
		nodes[n->previous].next = node;
	if (before == NOWHERE)
		p->last = node;
	else
		nodes[before].previous = node;
}

void draft_remove(struct draft *d, uint32_t node)
{
	struct draft_node *nodes = d->nodes.at, *n = &nodes[node];
	if (n->parent == NOWHERE)
		return;
	if (n->previous == NOWHERE)
		nodes[n->parent].first = n->next;
	else
		nodes[n->previous].next = n->next;
	if (n->next == NOWHERE)
		nodes[n->parent].last = n->previous;
	else
		nodes[n->next].previous = n->previous;
	n->parent = n->next = n->previous = NOWHERE;
}

void draft_finish(struct draft *d, struct tree *t)
{
	const struct draft_node *from = d->nodes.at;
	struct node *to = arena_alloc(d->arena, (size_t)d->nodes.count * sizeof *to);
	uint32_t count = 0, parent = 0, here = 0;
	for (;;) {
		const struct draft_node *n = &from[here];
		uint32_t place = count++;
		to[place] = (struct node){n->text, parent, count, n->attributes, n->attribute_count, n->tag};
		if (n->first != NOWHERE) {
			parent = place;
			here = n->first;
			continue;
		}
		while (here && from[here].next == NOWHERE) {
			here = from[here].parent;
			to[parent].end = count;
			parent = to[parent].parent;
		}
		if (!here)
			break;
		here = from[here].next;
	}
	t->nodes = to;
	t->node_count = count;
}
