#include "page/lines.h"

#include "base/utf8.h"

enum { DEEPEST = 256 };

/* How an element takes part in the lines around it. */
enum layout { INLINE, BLOCK, GAP, BREAK, NOTHING };

static const uint8_t layouts[TAG_COUNT] = {
        [TAG_OTHER] = INLINE,     [TAG_ADDRESS] = BLOCK,  [TAG_ARTICLE] = BLOCK,  [TAG_ASIDE] = BLOCK,
        [TAG_BLOCKQUOTE] = BLOCK, [TAG_BODY] = BLOCK,     [TAG_BUTTON] = BLOCK,   [TAG_CAPTION] = BLOCK,
        [TAG_CENTER] = BLOCK,     [TAG_DD] = BLOCK,       [TAG_DETAILS] = BLOCK,  [TAG_DIALOG] = BLOCK,
        [TAG_DIV] = BLOCK,        [TAG_DL] = BLOCK,       [TAG_DT] = BLOCK,       [TAG_FIELDSET] = BLOCK,
        [TAG_FIGCAPTION] = BLOCK, [TAG_FIGURE] = BLOCK,   [TAG_FOOTER] = BLOCK,   [TAG_FORM] = BLOCK,
        [TAG_H1] = BLOCK,         [TAG_H2] = BLOCK,       [TAG_H3] = BLOCK,       [TAG_H4] = BLOCK,
        [TAG_H5] = BLOCK,         [TAG_H6] = BLOCK,       [TAG_HEADER] = BLOCK,   [TAG_HGROUP] = BLOCK,
        [TAG_HR] = BLOCK,         [TAG_HTML] = BLOCK,     [TAG_LEGEND] = BLOCK,   [TAG_LI] = BLOCK,
        [TAG_MAIN] = BLOCK,       [TAG_MENU] = BLOCK,     [TAG_NAV] = BLOCK,      [TAG_OL] = BLOCK,
        [TAG_P] = BLOCK,          [TAG_PRE] = BLOCK,      [TAG_SECTION] = BLOCK,  [TAG_SUMMARY] = BLOCK,
        [TAG_TABLE] = BLOCK,      [TAG_TBODY] = BLOCK,    [TAG_TD] = BLOCK,       [TAG_TFOOT] = BLOCK,
        [TAG_TH] = BLOCK,         [TAG_THEAD] = BLOCK,    [TAG_TR] = BLOCK,       [TAG_UL] = BLOCK,
        [TAG_WBR] = INLINE,       [TAG_BR] = BREAK,       [TAG_IMG] = GAP,        [TAG_INPUT] = GAP,
        [TAG_HEAD] = NOTHING,     [TAG_SCRIPT] = NOTHING, [TAG_STYLE] = NOTHING,  [TAG_NOSCRIPT] = NOTHING,
        [TAG_TEMPLATE] = NOTHING, [TAG_SVG] = NOTHING,    [TAG_SELECT] = NOTHING, [TAG_TEXTAREA] = NOTHING,
        [TAG_IFRAME] = NOTHING,   [TAG_OBJECT] = NOTHING, [TAG_CANVAS] = NOTHING, [TAG_DATALIST] = NOTHING,
        [TAG_OPTION] = NOTHING,   [TAG_AUDIO] = NOTHING,  [TAG_VIDEO] = NOTHING,  [TAG_MAP] = NOTHING,
        [TAG_TITLE] = NOTHING,    [TAG_META] = NOTHING,   [TAG_LINK] = NOTHING,   [TAG_PROGRESS] = NOTHING,
        [TAG_RP] = NOTHING,       [TAG_RT] = NOTHING,
};

/* An element that is open, and what stands above its texts. */
struct level {
	uint32_t node, end, block;
	bool linked, bold, flat; /* flat: a table of data, whose rows are lines */
	uint8_t marks[MARK_COUNT];
};

struct walk {
	struct sheet *sheet;
	struct hints *hints;
	struct line line; /* the line in the making */
	const bool *layout_tables;
	uint32_t first, last; /* its first and last text node */
	bool broken;          /* a <br> came last: another ends the line */
	uint32_t depth;
	struct level levels[DEEPEST + 1];
};

static uint64_t tag_bits(enum tag tag)
{
	switch (tag) {
#define AS_CASE(name, one, other)                                                                            \
	case TAG_##one:                                                                                      \
		return UINT64_C(1) << MARK_##name;
		TAG_MARKS(AS_CASE)
#undef AS_CASE
	case TAG_DIALOG:
		return UINT64_C(1) << MARK_ASIDE_TAG;
	case TAG_MENU:
		return UINT64_C(1) << MARK_NAV;
	case TAG_HGROUP:
		return UINT64_C(1) << MARK_HEADER;
	case TAG_FIELDSET:
		return UINT64_C(1) << MARK_FORM;
	case TAG_FIGCAPTION:
		return UINT64_C(1) << MARK_CAPTION | UINT64_C(1) << MARK_FIGURE;
	case TAG_CAPTION:
		return UINT64_C(1) << MARK_CAPTION;
	case TAG_OL:
		return UINT64_C(1) << MARK_LIST;
	case TAG_DD:
		return UINT64_C(1) << MARK_LISTED;
	case TAG_TH:
		return UINT64_C(1) << MARK_CELL;
	default:
		return 0;
	}
}

static bool is_hidden(const struct tree *t, uint32_t node)
{
	struct view style = attribute_of(t, node, ATTRIBUTE_STYLE);
	return attribute_of(t, node, ATTRIBUTE_HIDDEN).at ||
	       (style.length && (view_find(style, VIEW("display:none")) != SIZE_MAX ||
	                         view_find(style, VIEW("display: none")) != SIZE_MAX ||
	                         view_find(style, VIEW("visibility:hidden")) != SIZE_MAX));
}

static uint64_t marks_of(struct walk *w, uint32_t node)
{
	const struct tree *t = w->sheet->tree;
	const struct node *n = &t->nodes[node];
	uint64_t bits = tag_bits((enum tag)n->tag);
	if (n->tag == TAG_HTML || n->tag == TAG_BODY)
		return bits;
	const struct attribute *a = n->attribute_count ? t->attributes + n->attributes : NULL;
	for (uint32_t i = 0; i < n->attribute_count; i++)
		if (a[i].name == ATTRIBUTE_CLASS || a[i].name == ATTRIBUTE_ID ||
		    a[i].name == ATTRIBUTE_ROLE || a[i].name == ATTRIBUTE_ITEMPROP ||
		    a[i].name == ATTRIBUTE_DATA_COMPONENT || a[i].name == ATTRIBUTE_DATA_TESTID)
			bits |= hints_find(w->hints, a[i].value);
	if (n->tag == TAG_OTHER)
		bits |= hints_find(w->hints, n->text);
	if (is_hidden(t, node))
		bits |= UINT64_C(1) << MARK_HIDDEN;
	return bits;
}

static enum layout layout_of(const struct walk *w, const struct node *n)
{
	if (n->tag == TAG_OTHER) /* elements of a site's own, which it lays out as blocks */
		return memchr(n->text.at, '-', n->text.length) ? BLOCK : INLINE;
	if ((n->tag == TAG_TD || n->tag == TAG_TH) && w->levels[w->depth].flat)
		return GAP;
	return (enum layout)layouts[n->tag];
}

/* The line above a headline's own words, though in the same heading: "Energy | Grid runs short". */
static bool is_kicker(struct walk *w, uint32_t node)
{
	uint32_t block = w->levels[w->depth].block;
	enum tag tag = (enum tag)w->sheet->tree->nodes[block].tag;
	return tag >= TAG_H1 && tag <= TAG_H3 && (marks_of(w, node) >> MARK_KICKER & 1);
}

static const struct node *top_node(const struct walk *w, uint32_t i)
{
	return &w->sheet->tree->nodes[i];
}

static void end_line(struct walk *w)
{
	struct sheet *s = w->sheet;
	const struct level *l = &w->levels[w->depth];
	w->broken = false;
	uint32_t index = flow_end(&s->flow, BLOCK_PARAGRAPH, l->block);
	if (index == NONE) {
		w->line = (struct line){0};
		w->first = NONE;
		return;
	}
	struct line *line = vector_push(s->arena, &s->lines);
	*line = w->line;
	struct view text = s->flow.pieces.at[index].text;
	line->node = l->block;
	line->first = w->first;
	line->end = w->last + 1;
	line->chars = (uint32_t)text.length;
	line->last = (uint8_t)text.at[text.length - 1];
	line->tag = (uint8_t)top_node(w, l->block)->tag;
	memcpy(line->marks, l->marks, sizeof line->marks);
	w->line = (struct line){0};
	w->first = NONE;
}

static void open_node(struct walk *w, uint32_t node, enum layout layout)
{
	const struct node *n = top_node(w, node);
	if (w->depth + 1 > DEEPEST)
		return; /* the reader of the page sees to it that none is so deep */
	const struct level *up = &w->levels[w->depth];
	struct level *l = &w->levels[++w->depth];
	l->node = node;
	l->end = n->end;
	l->block = layout == BLOCK ? node : up->block;
	l->linked = up->linked || n->tag == TAG_A;
	l->bold = up->bold || n->tag == TAG_B || n->tag == TAG_STRONG;
	l->flat = n->tag == TAG_TABLE ? !w->layout_tables[node] : up->flat;
	uint64_t bits = w->sheet->marks[node] = marks_of(w, node);
	for (size_t i = 0; i < MARK_COUNT; i++)
		l->marks[i] = (uint8_t)(up->marks[i] + (up->marks[i] < FAR));
	for (; bits; bits &= bits - 1)
		l->marks[__builtin_ctzll(bits)] = 0;
}

static void measure(struct line *line, struct view text, const struct level *l)
{
	bool word = false;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		bool in_word = letter || c >= 0x80 || (c >= '0' && c <= '9');
		line->words += in_word && !word;
		line->capitals = (uint16_t)(line->capitals + (in_word && !word && letter && c < 'a'));
		line->digits = (uint16_t)(line->digits + (c >= '0' && c <= '9'));
		line->commas = (uint16_t)(line->commas + (c == ','));
		bool ends = c == '.' || c == '!' || c == '?';
		line->sentences =
		        (uint16_t)(line->sentences +
		                   (ends &&
		                    (i + 1 == text.length || (unsigned char)text.at[i + 1] <= ' ' ||
		                     text.at[i + 1] == '"' || (unsigned char)text.at[i + 1] == 0xE2)));
		word = in_word;
	}
	uint32_t length = (uint32_t)text.length;
	line->linked += l->linked ? length : 0;
	line->bold += l->bold ? length : 0;
}

static void add_text(struct walk *w, uint32_t node)
{
	struct view text = top_node(w, node)->text;
	struct flow *f = &w->sheet->flow;
	size_t before = f->open_length;
	flow_add(f, text);
	if (f->open_length == before)
		return;
	measure(&w->line, text, &w->levels[w->depth]);
	w->first = w->first == NONE ? node : w->first;
	w->last = node;
	w->broken = false;
}

static void close_until(struct walk *w, uint32_t node)
{
	while (w->depth && w->levels[w->depth].end <= node) {
		const struct level *l = &w->levels[w->depth];
		if (l->block == l->node)
			end_line(w);
		w->depth--;
	}
}

static void visit(struct walk *w, uint32_t *node)
{
	const struct node *n = top_node(w, *node);
	if (n->tag == TAG_TEXT) {
		add_text(w, *node);
		return;
	}
	enum layout layout = layout_of(w, n);
	if (layout == NOTHING) {
		*node = n->end - 1;
		return;
	}
	if (layout == INLINE && is_kicker(w, *node))
		layout = BLOCK;
	if (layout == BREAK && w->broken)
		end_line(w);
	w->broken = layout == BREAK;
	if (layout == BLOCK)
		end_line(w);
	if (layout != INLINE)
		flow_space(&w->sheet->flow);
	if (n->end > *node + 1 || layout == BLOCK)
		open_node(w, *node, layout);
}

/* Tables whose cells hold blocks lay out a page; those of data have one line a row. */
static const bool *find_layout_tables(struct arena *m, const struct tree *t)
{
	bool *holds = arena_zeroed(m, t->node_count, sizeof *holds);
	for (uint32_t i = t->node_count - 1; i > 0; i--) {
		const struct node *n = &t->nodes[i];
		bool block = n->tag == TAG_P || n->tag == TAG_DIV || n->tag == TAG_TABLE ||
		             n->tag == TAG_UL || n->tag == TAG_H1 || n->tag == TAG_H2 || n->tag == TAG_H3 ||
		             n->tag == TAG_FORM || n->tag == TAG_SCRIPT || n->tag == TAG_HR;
		holds[n->parent] |= holds[i] || block;
	}
	return holds;
}

static size_t bytes_of_texts(const struct tree *t)
{
	size_t bytes = 0;
	for (uint32_t i = 0; i < t->node_count; i++)
		bytes += t->nodes[i].tag == TAG_TEXT ? t->nodes[i].text.length + 1 : 0;
	return bytes;
}

void lines_read(struct sheet *s, const struct reader *r)
{
	const struct tree *t = s->tree;
	s->flow = flow_begin(s->arena, t->page, bytes_of_texts(t), r);
	s->marks = arena_zeroed(s->arena, t->node_count, sizeof *s->marks);
	struct walk *w = arena_zeroed(s->arena, 1, sizeof *w);
	w->sheet = s;
	w->hints = hints_open(s->arena, r);
	w->layout_tables = find_layout_tables(s->arena, t);
	w->first = NONE;
	w->levels[0] = (struct level){.end = UINT32_MAX};
	memset(w->levels[0].marks, FAR, sizeof w->levels[0].marks);
	for (uint32_t i = 1; i < t->node_count; i++) {
		close_until(w, i);
		visit(w, &i);
	}
	close_until(w, t->node_count);
	end_line(w);
}

static bool is_upper_or_digit(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_lower_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || c == '.';
}

/* How far into a line's text, from at on, the text of one of its nodes goes. */
static size_t behind_node(struct view text, size_t at, struct view node)
{
	for (size_t k = 0; k < node.length && at < text.length; k++) {
		size_t here = at + (text.at[at] == ' ');
		if (here < text.length && text.at[here] == node.at[k])
			at = here + 1;
	}
	return at;
}

static bool is_glued(struct view text, size_t at)
{
	return at < text.length && is_upper_or_digit(text.at[at]) && is_lower_or_digit(text.at[at - 1]);
}

struct view lines_parted(const struct sheet *s, uint32_t line, enum parting parting)
{
	enum { LONGEST = 300, MOST_NODES = 64 };
	const struct line *l = &s->lines.at[line];
	const struct node *nodes = s->tree->nodes;
	struct view text = s->flow.pieces.at[line].text;
	if (text.length > LONGEST || l->end - l->first > MOST_NODES || l->end <= l->first + 1)
		return text;
	const struct view mark = VIEW(" · ");
	char *to = arena_alloc(s->arena, text.length + MOST_NODES * mark.length);
	size_t length = 0, done = 0, at = 0; /* done, at: of text */
	uint32_t parent = NONE;
	for (uint32_t i = l->first; i < l->end; i++) {
		struct view t = nodes[i].text;
		if (layouts[nodes[i].tag] == NOTHING)
			i = nodes[i].end - 1;
		if (nodes[i].tag != TAG_TEXT || !t.length)
			continue;
		bool other = nodes[i].parent != parent && parent != NONE;
		if (at && (is_glued(text, at) || (parting == PARTED_BY_ELEMENTS && other))) {
			memcpy(to + length, text.at + done, at - done);
			memcpy(to + length + at - done, mark.at, mark.length);
			length += at - done + mark.length;
			done = at;
		}
		parent = nodes[i].parent;
		at = behind_node(text, at, t);
	}
	memcpy(to + length, text.at + done, text.length - done);
	return view_of(to, length + text.length - done);
}
