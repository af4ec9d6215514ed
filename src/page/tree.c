#include "page/tree.h"

#define AS_NAME(name, text) VIEW_OF(text),
static const struct view tag_names[] = {TAGS(AS_NAME)};
static const struct view attribute_names[] = {ATTRIBUTES(AS_NAME)};
#undef AS_NAME

/* The index of a name in a sorted list; count if it is not there. */
static uint32_t find(const struct view *names, uint32_t count, struct view name)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		int order = view_compare(names[middle], name);
		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return count;
}

enum tag tag_find(struct view name)
{
	const uint32_t count = sizeof tag_names / sizeof *tag_names;
	uint32_t i = find(tag_names, count, name);
	return i < count ? (enum tag)(TAG_OTHER + 1 + i) : TAG_OTHER;
}

enum attribute_name attribute_find(struct view name)
{
	return (enum attribute_name)find(attribute_names, ATTRIBUTE_COUNT, name);
}

struct view attribute_of(const struct tree *t, uint32_t node, enum attribute_name name)
{
	const struct attribute *a =
	        t->nodes[node].attribute_count ? t->attributes + t->nodes[node].attributes : NULL;
	for (uint32_t i = 0; i < t->nodes[node].attribute_count; i++)
		if (a[i].name == name)
			return a[i].value;
	return (struct view){0};
}

size_t tree_text_bytes(const struct tree *t, uint32_t node)
{
	size_t length = 0;
	for (uint32_t i = node + 1; i < t->nodes[node].end; i++)
		if (t->nodes[i].tag == TAG_TEXT)
			length += t->nodes[i].text.length;
	return length;
}

struct view tree_raw(struct arena *m, const struct tree *t, uint32_t node)
{
	if (t->nodes[node].end == node + 2 && t->nodes[node + 1].tag == TAG_TEXT)
		return t->nodes[node + 1].text;
	char *to = arena_alloc(m, tree_text_bytes(t, node) + 1);
	size_t length = 0;
	for (uint32_t i = node + 1; i < t->nodes[node].end; i++) {
		struct view text = t->nodes[i].text;
		if (t->nodes[i].tag != TAG_TEXT || !text.length)
			continue;
		memcpy(to + length, text.at, text.length);
		length += text.length;
	}
	return view_of(to, length);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct view tree_text(struct arena *m, const struct tree *t, uint32_t node)
{
	char *to = arena_alloc(m, 2 * tree_text_bytes(t, node) + 2);
	size_t length = 0;
	bool space = false;
	for (uint32_t i = node + 1; i < t->nodes[node].end; i++) {
		const struct node *n = &t->nodes[i];
		if (n->tag == TAG_SCRIPT || n->tag == TAG_STYLE || n->tag == TAG_NOSCRIPT ||
		    n->tag == TAG_SVG) {
			i = n->end - 1;
			continue;
		}
		space |= n->tag == TAG_BR || n->tag == TAG_DIV || n->tag == TAG_P || n->tag == TAG_LI;
		for (size_t k = 0; n->tag == TAG_TEXT && k < n->text.length; k++) {
			char c = n->text.at[k];
			if (!is_space(c) && space && length)
				to[length++] = ' ';
			if (!is_space(c))
				to[length++] = c;
			space = is_space(c);
		}
	}
	return view_trim(view_of(to, length));
}
