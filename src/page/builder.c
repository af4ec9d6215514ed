#include "page/builder.h"

#include "page/references.h"

static struct draft_node *node_at(const struct builder *b, uint32_t node)
{
	return &b->draft.nodes.at[node];
}

/* ---- open elements ---- */

enum tag builder_current(const struct builder *b)
{
	return b->depth ? (enum tag)b->open[b->depth - 1].tag : TAG_DOCUMENT;
}

/* SVG's places where HTML begins again end a scope as well. */
static bool ends_scope(struct open o, unsigned ends)
{
	if (o.foreign)
		return (ends & SCOPE) &&
		       (o.tag == TAG_FOREIGNOBJECT || o.tag == TAG_DESC || o.tag == TAG_TITLE);
	return element_traits((enum tag)o.tag) & ends;
}

bool builder_in_scope(const struct builder *b, enum tag tag, unsigned ends)
{
	if (!b->open_count[tag])
		return false;
	for (uint32_t i = b->depth; i-- > 0;) {
		if (b->open[i].tag == tag && !b->open[i].foreign)
			return true;
		if (ends_scope(b->open[i], ends))
			return false;
	}
	return false;
}

void builder_push(struct builder *b, uint32_t node, enum tag tag, bool foreign)
{
	if (b->depth == sizeof b->open / sizeof *b->open) {
		b->skipped++;
		b->cut = true;
		return;
	}
	b->open[b->depth++] = (struct open){node, (uint16_t)tag, foreign};
	b->open_count[tag]++;
}

void builder_pop(struct builder *b)
{
	if (b->depth > 1) /* <html> stays open */
		b->open_count[b->open[--b->depth].tag]--;
}

void builder_pop_until(struct builder *b, enum tag tag)
{
	while (b->depth > 1) {
		bool found = b->open[b->depth - 1].tag == tag && !b->open[b->depth - 1].foreign;
		builder_pop(b);
		if (found)
			return;
	}
}

void builder_close(struct builder *b, uint32_t index)
{
	b->open_count[b->open[index].tag]--;
	b->depth--;
	memmove(&b->open[index], &b->open[index + 1], (b->depth - index) * sizeof *b->open);
}

uint32_t builder_index(const struct builder *b, uint32_t node)
{
	for (uint32_t i = b->depth; i-- > 0;)
		if (b->open[i].node == node)
			return i;
	return NOWHERE;
}

void builder_end_implied(struct builder *b, enum tag except)
{
	while (builder_current(b) != except && (element_traits(builder_current(b)) & IMPLIED_END) &&
	       !b->open[b->depth - 1].foreign)
		builder_pop(b);
}

/* ---- nodes ---- */

/* Where a node goes. */
struct place {
	uint32_t parent, before;
};

/* Before the table that it is no part of. */
static struct place foster_place(const struct builder *b)
{
	uint32_t i = b->depth - 1;
	while (i > 0 && b->open[i].tag != TAG_TABLE && b->open[i].tag != TAG_TEMPLATE)
		i--;
	if (b->open[i].tag == TAG_TEMPLATE || i == 0)
		return (struct place){b->open[i].node, NOWHERE};
	uint32_t table = b->open[i].node, parent = node_at(b, table)->parent;
	if (parent != NOWHERE)
		return (struct place){parent, table};
	return (struct place){b->open[i - 1].node, NOWHERE};
}

static struct place place_in(const struct builder *b, uint32_t node, enum tag tag)
{
	if (b->fosters && (element_traits(tag) & FOSTERS))
		return foster_place(b);
	return (struct place){node, NOWHERE};
}

static struct place next_place(const struct builder *b)
{
	if (!b->depth)
		return (struct place){0, NOWHERE};
	const struct open *o = &b->open[b->depth - 1];
	return place_in(b, o->node, (enum tag)o->tag);
}

static struct view lowered(struct builder *b, struct view name)
{
	bool low = true;
	for (size_t i = 0; i < name.length; i++)
		low &= name.at[i] < 'A' || name.at[i] > 'Z';
	if (low)
		return name;
	char *to = arena_alloc(b->arena, name.length);
	for (size_t i = 0; i < name.length; i++)
		to[i] = (char)(name.at[i] >= 'A' && name.at[i] <= 'Z' ? name.at[i] + 32 : name.at[i]);
	return view_of(to, name.length);
}

/* The attributes of the token that are kept, each once. */
static void take_attributes(struct builder *b, uint32_t node)
{
	_Static_assert(ATTRIBUTE_COUNT <= 64, "a bit for each attribute");
	uint32_t first = b->attributes.count;
	uint64_t seen = 0;
	vector_each (i, &b->tokens.attributes) {
		const struct token_attribute *a = &b->tokens.attributes.at[i];
		enum attribute_name name = element_attribute(&b->names, a->name);
		if (name == ATTRIBUTE_COUNT || seen >> name & 1)
			continue;
		seen |= UINT64_C(1) << name;
		*vector_push(b->arena, &b->attributes) =
		        (struct attribute){references_resolved(b->arena, a->value, true), name};
	}
	node_at(b, node)->attributes = first;
	node_at(b, node)->attribute_count = (uint16_t)(b->attributes.count - first);
}

uint32_t builder_insert(struct builder *b, enum tag tag)
{
	uint32_t node = draft_add(&b->draft, tag);
	if (tag == TAG_OTHER)
		node_at(b, node)->text = lowered(b, b->tokens.token.text);
	take_attributes(b, node);
	struct place at = next_place(b);
	draft_insert(&b->draft, node, at.parent, at.before);
	return node;
}

uint32_t builder_open(struct builder *b, enum tag tag)
{
	uint32_t node = builder_insert(b, tag);
	builder_push(b, node, tag, false);
	return node;
}

void builder_open_implied(struct builder *b, enum tag tag)
{
	uint32_t node = draft_add(&b->draft, tag);
	struct place at = next_place(b);
	draft_insert(&b->draft, node, at.parent, at.before);
	builder_push(b, node, tag, false);
}

void builder_text(struct builder *b, struct view text)
{
	if (!text.length)
		return;
	struct place at = next_place(b);
	uint32_t last = at.before == NOWHERE ? node_at(b, at.parent)->last : node_at(b, at.before)->previous;
	if (last != NOWHERE && node_at(b, last)->tag == TAG_TEXT) {
		struct view *before = &node_at(b, last)->text;
		if (before->at + before->length == text.at) {
			before->length += text.length;
			return;
		}
	}
	uint32_t node = draft_add(&b->draft, TAG_TEXT);
	node_at(b, node)->text = text;
	draft_insert(&b->draft, node, at.parent, at.before);
}

/* ---- formatting ---- */

void builder_forget(struct builder *b, uint32_t entry)
{
	b->formatting_count--;
	memmove(&b->formatting[entry], &b->formatting[entry + 1],
	        (b->formatting_count - entry) * sizeof *b->formatting);
}

static void put_formatting(struct builder *b, uint32_t entry, struct formatting f)
{
	if (b->formatting_count == ALL_FORMATTING) {
		builder_forget(b, 0);
		entry -= entry > 0;
	}
	memmove(&b->formatting[entry + 1], &b->formatting[entry],
	        (b->formatting_count - entry) * sizeof *b->formatting);
	b->formatting[entry] = f;
	b->formatting_count++;
}

void builder_mark(struct builder *b)
{
	put_formatting(b, b->formatting_count, (struct formatting){.node = NOWHERE});
}

void builder_unmark(struct builder *b)
{
	while (b->formatting_count && b->formatting[--b->formatting_count].node != NOWHERE)
		;
}

/* The first entry behind the last marker. */
static uint32_t last_section(const struct builder *b)
{
	uint32_t i = b->formatting_count;
	while (i > 0 && b->formatting[i - 1].node != NOWHERE)
		i--;
	return i;
}

static bool are_alike(const struct builder *b, uint32_t one, uint32_t other)
{
	const struct draft_node *x = node_at(b, one), *y = node_at(b, other);
	if (x->tag != y->tag || x->attribute_count != y->attribute_count)
		return false;
	for (uint32_t i = 0; i < x->attribute_count; i++) {
		const struct attribute *p = &b->attributes.at[x->attributes + i];
		const struct attribute *q = &b->attributes.at[y->attributes + i];
		if (p->name != q->name || !view_equal(p->value, q->value))
			return false;
	}
	return true;
}

void builder_remember(struct builder *b)
{
	if (!b->depth)
		return;
	struct open last = b->open[b->depth - 1];
	uint32_t first = last_section(b), alike = 0, earliest = 0;
	for (uint32_t i = b->formatting_count; i-- > first;) {
		if (b->formatting[i].tag == last.tag && are_alike(b, b->formatting[i].node, last.node)) {
			alike++;
			earliest = i;
		}
	}
	if (alike >= 3)
		builder_forget(b, earliest);
	else if (b->formatting_count - first >= MOST_FORMATTING)
		builder_forget(b, first);
	put_formatting(b, b->formatting_count, (struct formatting){last.node, last.tag});
}

uint32_t builder_formatting(const struct builder *b, enum tag tag)
{
	for (uint32_t i = b->formatting_count; i-- > 0 && b->formatting[i].node != NOWHERE;)
		if (b->formatting[i].tag == tag)
			return i;
	return NOWHERE;
}

/* Another element like this one, which stands nowhere yet. */
static uint32_t copy_of(struct builder *b, uint32_t node)
{
	uint32_t copy = draft_add(&b->draft, (enum tag)node_at(b, node)->tag);
	node_at(b, copy)->attributes = node_at(b, node)->attributes;
	node_at(b, copy)->attribute_count = node_at(b, node)->attribute_count;
	return copy;
}

static bool allow(struct builder *b, uint64_t work)
{
	if (b->allowance < work) {
		b->cut = true;
		return false;
	}
	b->allowance -= work;
	return true;
}

static bool is_open(const struct builder *b, uint32_t node)
{
	return builder_index(b, node) != NOWHERE;
}

void builder_reopen(struct builder *b)
{
	uint32_t i = b->formatting_count;
	if (!i || b->formatting[i - 1].node == NOWHERE || is_open(b, b->formatting[i - 1].node))
		return;
	while (i > 0 && b->formatting[i - 1].node != NOWHERE && !is_open(b, b->formatting[i - 1].node))
		i--;
	for (; i < b->formatting_count && b->depth < DEEPEST && allow(b, 1); i++) {
		uint32_t copy = copy_of(b, b->formatting[i].node);
		struct place at = next_place(b);
		draft_insert(&b->draft, copy, at.parent, at.before);
		builder_push(b, copy, (enum tag)b->formatting[i].tag, false);
		b->formatting[i].node = copy;
	}
}

/* ---- the adoption agency ---- */

static uint32_t entry_of(const struct builder *b, uint32_t node)
{
	for (uint32_t i = b->formatting_count; i-- > 0;)
		if (b->formatting[i].node == node)
			return i;
	return NOWHERE;
}

/* The outermost special element inside the one at index; NOWHERE. */
static uint32_t furthest_block(const struct builder *b, uint32_t index)
{
	for (uint32_t i = index + 1; i < b->depth; i++)
		if (element_traits((enum tag)b->open[i].tag) & SPECIAL)
			return i;
	return NOWHERE;
}

static void move_children(struct builder *b, uint32_t from, uint32_t to)
{
	for (uint32_t child; (child = node_at(b, from)->first) != NOWHERE && allow(b, 1);) {
		draft_remove(&b->draft, child);
		draft_insert(&b->draft, child, to, NOWHERE);
	}
}

static void replace_open(struct builder *b, uint32_t index, uint32_t node)
{
	b->open[index].node = node;
}

/* Wraps the block, from inside out, in copies of the formatting between it and the element that ends. Returns
 * the outermost; *bookmark is where in the list the ended element's copy will go. */
static uint32_t wrap(struct builder *b, uint32_t formatting_index, uint32_t block_index, uint32_t *bookmark)
{
	uint32_t last = b->open[block_index].node, block = last;
	unsigned counter = 0;
	for (uint32_t i = block_index; i-- > formatting_index + 1;) {
		uint32_t entry = entry_of(b, b->open[i].node);
		if (++counter > 3 && entry != NOWHERE) {
			builder_forget(b, entry);
			*bookmark -= entry < *bookmark;
			entry = NOWHERE;
		}
		if (entry == NOWHERE) {
			builder_close(b, i);
			continue;
		}
		uint32_t copy = copy_of(b, b->open[i].node);
		b->formatting[entry].node = copy;
		replace_open(b, i, copy);
		if (last == block)
			*bookmark = entry + 1;
		draft_remove(&b->draft, last);
		draft_insert(&b->draft, last, copy, NOWHERE);
		last = copy;
	}
	return last;
}

/* One turn of the agency for the entry of a formatting element that is open at index. */
static void adopt(struct builder *b, uint32_t entry, uint32_t index, uint32_t block_index)
{
	uint32_t block = b->open[block_index].node, element = b->open[index].node;
	struct open ancestor = b->open[index - 1];
	uint32_t bookmark = entry;
	uint32_t last = wrap(b, index, block_index, &bookmark);
	draft_remove(&b->draft, last);
	bool fosters = b->fosters;
	b->fosters = true;
	struct place at = place_in(b, ancestor.node, (enum tag)ancestor.tag);
	b->fosters = fosters;
	draft_insert(&b->draft, last, at.parent, at.before);
	uint32_t copy = copy_of(b, element);
	struct formatting f = {copy, b->open[index].tag};
	move_children(b, block, copy);
	draft_insert(&b->draft, copy, block, NOWHERE);
	entry = entry_of(b, element);
	builder_forget(b, entry);
	bookmark -= entry < bookmark;
	put_formatting(b, bookmark, f);
	builder_close(b, index);
	/* Closing moved the block down by one: the copy goes right above it. */
	uint32_t above = builder_index(b, block) + 1;
	memmove(&b->open[above + 1], &b->open[above], (b->depth - above) * sizeof *b->open);
	b->open[above] = (struct open){copy, f.tag, false};
	b->depth++;
	b->open_count[f.tag]++;
}

bool builder_end_formatting(struct builder *b, enum tag tag)
{
	if (builder_current(b) == tag && entry_of(b, b->open[b->depth - 1].node) == NOWHERE) {
		builder_pop(b);
		return true;
	}
	for (unsigned turn = 0; turn < 8; turn++) {
		uint32_t entry = builder_formatting(b, tag);
		if (entry == NOWHERE)
			return turn > 0;
		uint32_t index = builder_index(b, b->formatting[entry].node);
		if (index == NOWHERE || index == 0) {
			builder_forget(b, entry);
			return true;
		}
		if (!builder_in_scope(b, tag, SCOPE))
			return true;
		uint32_t block = furthest_block(b, index);
		if (block == NOWHERE || !allow(b, 8)) {
			while (b->depth > index)
				builder_pop(b);
			builder_forget(b, entry);
			return true;
		}
		adopt(b, entry, index, block);
	}
	return true;
}
