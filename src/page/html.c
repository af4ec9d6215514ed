/* html: fills the tree from libxml2's HTML parser, the only file that knows it.
 *
 * The parser's events are gathered on the heap; once it is done and gone they move into the arena. */
#include "page/tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

enum {
	DEEPEST = 250,         /* deeper elements are read as children of the one at this depth */
	MOST_NODES = 4000000,  /* of 32 bytes */
	MOST_ATTRIBUTES = 4000 /* of one element */
};

/* A growing array on the heap. */
struct heap {
	char *at;
	size_t length, capacity;
};

struct staging {
	htmlParserCtxt *parser;
	struct view page;
	struct heap nodes, attributes, strings;
	uint32_t open;    /* the node whose children come next */
	uint32_t skipped; /* elements that are open beyond the depth limit */
	uint32_t depth;
	bool cut, failed;
};

/* Room for size more bytes, or NULL. */
static void *grow(struct staging *s, struct heap *h, size_t size)
{
	if (h->length + size > h->capacity) {
		size_t capacity = h->capacity * 2 + size + 4096;
		char *at = realloc(h->at, capacity);
		if (!at) {
			s->failed = true;
			return NULL;
		}
		h->at = at;
		h->capacity = capacity;
	}
	h->length += size;
	return h->at + h->length - size;
}

static struct node *node_at(struct staging *s, uint32_t i)
{
	return (struct node *)(void *)s->nodes.at + i;
}

static uint32_t node_count(const struct staging *s)
{
	return (uint32_t)(s->nodes.length / sizeof(struct node));
}

static struct node *add_node(struct staging *s, enum tag tag)
{
	if (s->failed || node_count(s) >= MOST_NODES) {
		s->cut = true;
		return NULL;
	}
	struct node *n = grow(s, &s->nodes, sizeof *n);
	if (n)
		*n = (struct node){.parent = s->open, .tag = (uint16_t)tag, .end = node_count(s)};
	return n;
}

/* Text that does not stand in the page as it is. Its place among the strings is kept as a number until they
 * have stopped moving: at == NULL + 1 + offset would be a lie, so a view of the heap's offset is made. */
static struct view kept(struct staging *s, const char *at, size_t length)
{
	char *to = length ? grow(s, &s->strings, length) : NULL;
	if (!to)
		return (struct view){0};
	memcpy(to, at, length);
	return view_of((const char *)(uintptr_t)(to - s->strings.at + 1), length);
}

/* Whether a view was made by kept. No page lies in the first bytes of memory that its strings could take. */
static bool is_kept(const struct staging *s, struct view v)
{
	return v.length && (uintptr_t)v.at <= s->strings.length;
}

/* The text that the parser has just read, in the page if it stands there. */
static struct view in_page(struct staging *s, const char *at, size_t length)
{
	const xmlParserInput *in = s->parser->input;
	if (in && in->cur >= in->base) {
		size_t here = in->consumed + (size_t)(in->cur - in->base);
		if (here <= s->page.length && here >= length &&
		    memcmp(s->page.at + here - length, at, length) == 0)
			return view_slice(s->page, here - length, here);
	}
	return kept(s, at, length);
}

static void on_text(void *context, const xmlChar *text, int length)
{
	struct staging *s = context;
	if (length <= 0 || s->failed)
		return;
	struct view v = in_page(s, (const char *)text, (size_t)length);
	struct node *last = node_at(s, node_count(s) - 1);
	if (last->tag == TAG_TEXT && last->parent == s->open && !is_kept(s, v) &&
	    last->text.at + last->text.length == v.at) {
		last->text.length += v.length;
		return;
	}
	struct node *n = add_node(s, TAG_TEXT);
	if (n)
		n->text = v;
}

static void add_attributes(struct staging *s, uint32_t node, const xmlChar **attributes)
{
	uint32_t first = (uint32_t)(s->attributes.length / sizeof(struct attribute)), count = 0;
	for (; attributes && attributes[0] && count < MOST_ATTRIBUTES; attributes += 2) {
		enum attribute_name name = attribute_find(view_of_string((const char *)attributes[0]));
		if (name == ATTRIBUTE_COUNT)
			continue;
		struct view value = view_of_string((const char *)attributes[1]);
		struct attribute *a = grow(s, &s->attributes, sizeof *a);
		if (!a)
			break;
		*a = (struct attribute){value.length ? kept(s, value.at, value.length) : view_of("", 0),
		                        name};
		count++;
	}
	node_at(s, node)->attributes = first;
	node_at(s, node)->attribute_count = (uint16_t)count;
}

static void on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct staging *s = context;
	if (s->depth >= DEEPEST || s->skipped) {
		s->skipped++;
		s->cut = true;
		return;
	}
	struct view v = view_of_string((const char *)name);
	enum tag tag = tag_find(v);
	uint32_t node = node_count(s);
	if (!add_node(s, tag)) {
		s->skipped++;
		return;
	}
	if (tag == TAG_OTHER)
		node_at(s, node)->text = kept(s, v.at, v.length);
	add_attributes(s, node, attributes);
	s->open = node;
	s->depth++;
}

static void on_close(void *context, const xmlChar *name)
{
	struct staging *s = context;
	(void)name;
	if (s->skipped) {
		s->skipped--;
		return;
	}
	if (s->depth == 0)
		return;
	node_at(s, s->open)->end = node_count(s);
	s->open = node_at(s, s->open)->parent;
	s->depth--;
}

static void parse(struct staging *s)
{
	htmlSAXHandler events = {.startElement = on_open,
	                         .endElement = on_close,
	                         .characters = on_text,
	                         .ignorableWhitespace = on_text,
	                         .cdataBlock = on_text};
	s->parser = htmlCreateMemoryParserCtxt(s->page.at, (int)s->page.length);
	if (!s->parser) {
		s->failed = s->page.length > 0;
		return;
	}
	htmlCtxtUseOptions(s->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                                      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(s->parser, XML_CHAR_ENCODING_UTF8);
	*s->parser->sax = events;
	s->parser->userData = s;
	htmlParseDocument(s->parser);
	htmlFreeParserCtxt(s->parser);
}

static void free_staging(struct staging *s)
{
	free(s->nodes.at);
	free(s->attributes.at);
	free(s->strings.at);
}

static void settle(const struct staging *s, struct view *v, const char *strings)
{
	if (is_kept(s, *v))
		v->at = strings + (uintptr_t)v->at - 1;
}

/* Moves what was gathered into the arena. */
static struct tree moved(struct arena *m, struct staging *s)
{
	uint32_t count = node_count(s),
	         attributes = (uint32_t)(s->attributes.length / sizeof(struct attribute));
	char *strings = arena_alloc(m, s->strings.length + 1);
	struct node *nodes = arena_alloc(m, s->nodes.length + 1);
	struct attribute *at = arena_alloc(m, s->attributes.length + 1);
	if (s->strings.length)
		memcpy(strings, s->strings.at, s->strings.length);
	memcpy(nodes, s->nodes.at, s->nodes.length);
	if (attributes)
		memcpy(at, s->attributes.at, s->attributes.length);
	for (uint32_t i = 0; i < count; i++)
		settle(s, &nodes[i].text, strings);
	for (uint32_t i = 0; i < attributes; i++)
		settle(s, &at[i].value, strings);
	return (struct tree){s->page, nodes, at, count, s->cut};
}

struct tree html_read(struct arena *m, struct view page)
{
	static const struct node nothing = {.end = 1, .tag = TAG_DOCUMENT};
	/* volatile: it is read after a jump. */
	struct staging *volatile s = calloc(1, sizeof *s);
	struct tree tree = {page, &nothing, NULL, 1, true};
	if (!s)
		return tree;
	jmp_buf here, *outer = m->landing;
	if (setjmp(here)) {
		free_staging(s);
		free(s);
		m->landing = outer;
		longjmp(*outer, 1);
	}
	s->page = page;
	struct node *root = add_node(s, TAG_DOCUMENT);
	if (root) {
		parse(s);
		while (s->depth)
			on_close(s, NULL);
		node_at(s, 0)->end = node_count(s);
		m->landing = &here;
		tree = moved(m, s);
		m->landing = outer;
	}
	free_staging(s);
	free(s);
	return tree;
}
