#include "page/features.h"

#include "page/wording.h"

#define AS_NAME(name) #name,
#define AS_HINT_NAME(name, text) "mark_" #name,
#define AS_TAG_NAME(name, one, other) "mark_" #name,
static const char *const feature_names[INPUT_COUNT] = {FEATURE_LIST(AS_NAME) HINTS(AS_HINT_NAME)
                                                               TAG_MARKS(AS_TAG_NAME)};
#undef AS_NAME
#undef AS_HINT_NAME
#undef AS_TAG_NAME

const char *feature_name(uint32_t input)
{
	return feature_names[input];
}

static int16_t most(uint64_t n, int16_t limit)
{
	return n < (uint64_t)limit ? (int16_t)n : limit;
}

static int16_t share(uint64_t part, uint64_t whole)
{
	return whole ? most(part * 100 / whole, 100) : 0;
}

static int16_t heading_level(uint8_t tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6 ? (int16_t)(tag - TAG_H1 + 1) : 0;
}

static int16_t end_kind(uint8_t last)
{
	static const char kinds[] = ".!?\":,;)";
	const char *at = last ? strchr(kinds, last) : NULL;
	if (at)
		return (int16_t)(at - kinds + 1);
	return last >= 0x80 ? 9 : 0; /* a typographic quotation mark, most often */
}

static void line_itself(const struct scene *s, uint32_t i, int16_t *to)
{
	const struct line *l = &s->sheet->lines.at[i];
	to[INPUT_chars] = most(l->chars, 2000);
	to[INPUT_words] = most(l->words, 400);
	to[INPUT_link_share] = share(l->linked, l->chars);
	to[INPUT_bold_share] = share(l->bold, l->chars);
	to[INPUT_digit_share] = share(l->digits, l->chars);
	to[INPUT_capital_share] = share(l->capitals, l->words);
	to[INPUT_word_length] = l->words ? most(l->chars * 10 / l->words, 300) : 0;
	to[INPUT_sentences] = most(l->sentences, 30);
	to[INPUT_commas] = most(l->commas, 30);
	to[INPUT_ends] = end_kind(l->last);
	to[INPUT_pattern] = s->pattern[i];
	to[INPUT_is_p] = l->tag == TAG_P;
	to[INPUT_is_div] = l->tag == TAG_DIV || l->tag == TAG_SECTION || l->tag == TAG_ARTICLE;
	to[INPUT_is_li] = l->tag == TAG_LI || l->tag == TAG_DD || l->tag == TAG_DT;
	to[INPUT_heading] = heading_level(l->tag);
	to[INPUT_is_cell] = l->tag == TAG_TD || l->tag == TAG_TH || l->tag == TAG_TR;
	to[INPUT_is_quote] = l->tag == TAG_BLOCKQUOTE;
	to[INPUT_is_caption] = l->tag == TAG_FIGCAPTION || l->tag == TAG_FIGURE || l->tag == TAG_CAPTION;
	to[INPUT_is_button] = l->tag == TAG_BUTTON;
	to[INPUT_is_pre] = l->tag == TAG_PRE;
	to[INPUT_is_other] = l->tag == TAG_OTHER;
	to[INPUT_same_as_title] =
	        s->title != NONE && s->title != i &&
	        same_words(s->sheet->flow.pieces.at[i].text, s->sheet->flow.pieces.at[s->title].text);
	to[INPUT_repeated] = s->repeated[i];
}

/* Levels from the container down to a node in it; how far up from the container a node outside meets it. */
static void place_in_container(const struct scene *s, uint32_t node, int16_t *to)
{
	const struct node *nodes = s->sheet->tree->nodes;
	uint32_t c = s->container;
	int16_t above = 0, below = 0;
	while (!(node >= c && node < nodes[c].end)) {
		c = nodes[c].parent;
		above++;
	}
	for (uint32_t i = node; i != c && below < 60; i = nodes[i].parent)
		below++;
	to[INPUT_in_container] = above == 0;
	to[INPUT_above_container] = most((uint64_t)above, 60);
	to[INPUT_below_container] = below;
}

static int16_t between(int64_t from, int64_t to)
{
	int64_t n = to - from;
	return n > 500 ? 500 : n < -500 ? -500 : (int16_t)n;
}

/* 0: the metadata has no text to compare with; 1: the line begins or ends as a part of it; 2: it does not. */
static int16_t in_body(const struct scene *s, struct view text)
{
	enum { LEAST_BODY = 200, MOST_BODY = 24000, MOST_LINES = 4000, PROBE = 24 };
	struct view body = view_slice(s->body, 0, MOST_BODY);
	if (body.length < LEAST_BODY || s->sheet->lines.count > MOST_LINES)
		return 0;
	struct view head = view_slice(text, 0, PROBE);
	struct view tail = view_slice(text, text.length > PROBE ? text.length - PROBE : 0, text.length);
	return view_find(body, head) != SIZE_MAX || view_find(body, tail) != SIZE_MAX ? 1 : 2;
}

/* The nearest <article> around a node; 0: none. */
static uint32_t article_of(const struct tree *t, uint32_t node)
{
	while (node && t->nodes[node].tag != TAG_ARTICLE)
		node = t->nodes[node].parent;
	return node;
}

/* 0: there is none; 1: in the <article> of the headline; 2: in another; 3: in one, and the headline in none.
 */
static int16_t same_article(const struct scene *s, uint32_t i)
{
	const struct tree *t = s->sheet->tree;
	uint32_t own = article_of(t, s->sheet->lines.at[i].node);
	uint32_t title = s->title == NONE ? 0 : article_of(t, s->sheet->lines.at[s->title].node);
	if (!own)
		return 0;
	return own == title ? 1 : title ? 2 : 3;
}

static void where_it_stands(const struct scene *s, uint32_t i, int16_t *to)
{
	const struct line *l = &s->sheet->lines.at[i];
	uint32_t count = s->sheet->lines.count;
	to[INPUT_position] = share(i, count);
	to[INPUT_from_title] = s->title == NONE ? 501 : between(s->title, i);
	to[INPUT_prose_before] = share(s->near[i], s->near[count]);
	to[INPUT_prose_after] = share(s->near[count] - s->near[i], s->near[count]);
	to[INPUT_gap_before] = s->first == NONE ? 501 : between(s->first, i);
	to[INPUT_gap_after] = s->last == NONE ? 501 : between(i, s->last);
	place_in_container(s, l->node, to);
	to[INPUT_in_body] = in_body(s, s->sheet->flow.pieces.at[i].text);
	to[INPUT_headlines_since] = most(s->headlines[i], 5);
	to[INPUT_same_article] = same_article(s, i);
	to[INPUT_in_main] = l->marks[MARK_ARTICLE] < FAR || l->marks[MARK_MAIN] < FAR;
}

static void one_neighbour(const struct scene *s, uint32_t i, int64_t k, int16_t *to)
{
	/* chars, link, prose and, of the nearest, sibling, heading, pattern */
	static const struct {
		int16_t offset;
		uint8_t place;
	} places[] = {{-1, INPUT_chars_1}, {1, INPUT_chars1}, {-2, INPUT_chars_2}, {2, INPUT_chars2}};
	int64_t other = (int64_t)i + places[k].offset;
	int16_t *at = to + places[k].place;
	bool near = places[k].offset == 1 || places[k].offset == -1;
	memset(at, 0, (near ? 6 : 3) * sizeof *at);
	if (other < 0 || other >= s->sheet->lines.count)
		return;
	const struct line *l = &s->sheet->lines.at[other], *own = &s->sheet->lines.at[i];
	const struct node *nodes = s->sheet->tree->nodes;
	at[0] = most(l->chars, 2000);
	at[1] = share(l->linked, l->chars);
	at[2] = s->prose[other];
	if (!near)
		return;
	at[3] = nodes[l->node].parent == nodes[own->node].parent && l->tag == own->tag;
	at[4] = heading_level(l->tag);
	at[5] = s->pattern[other];
}

static void around(const struct scene *s, uint32_t i, int16_t *to)
{
	const struct node *nodes = s->sheet->tree->nodes;
	const struct mass *all = &s->mass[0];
	uint32_t parent = nodes[s->sheet->lines.at[i].node].parent;
	uint32_t grand = nodes[parent].parent, great = nodes[grand].parent;
	const struct mass *m = &s->mass[parent];
	to[INPUT_parent_prose] = most(m->prose / 10, 2000);
	to[INPUT_parent_links] = share(m->linked, m->text);
	to[INPUT_parent_lines] = most(m->lines, 400);
	to[INPUT_parent_share] = share(m->prose, all->prose);
	m = &s->mass[grand];
	to[INPUT_grand_prose] = most(m->prose / 10, 2000);
	to[INPUT_grand_links] = share(m->linked, m->text);
	to[INPUT_grand_lines] = most(m->lines, 400);
	to[INPUT_grand_share] = share(m->prose, all->prose);
	m = &s->mass[great];
	to[INPUT_great_prose] = most(m->prose / 10, 2000);
	to[INPUT_great_links] = share(m->linked, m->text);
	to[INPUT_great_share] = share(m->prose, all->prose);
	to[INPUT_page_prose] = most(all->prose / 10, 4000);
	to[INPUT_page_lines] = most(s->sheet->lines.count, 2000);
	to[INPUT_container_share] = share(s->mass[s->container].prose, all->prose);
}

/* What a line begins with: a small letter, a capital, a figure, a quotation mark or other sign. */
static int16_t beginning_kind(struct view text)
{
	unsigned char c = (unsigned char)text.at[0];
	if (c >= 'a' && c <= 'z')
		return 1;
	if (c >= 'A' && c <= 'Z')
		return 2;
	if (c >= '0' && c <= '9')
		return 3;
	return c == '"' || c == 0xE2  ? 4
	       : c == '(' || c == '[' ? 5
	       : c == '*' || c == '-' ? 6
	       : c >= 0x80            ? 7
	                              : 8;
}

static void alike(const struct scene *s, uint32_t i, int16_t *to)
{
	const struct alike *a = &s->alike[s->kind[i]];
	const struct node *nodes = s->sheet->tree->nodes;
	to[INPUT_alike_share] = share(a->prose, s->near[s->sheet->lines.count]);
	to[INPUT_alike_lines] = most(a->lines, 400);
	to[INPUT_alike_prose] = share(a->prose_lines, a->lines);
	to[INPUT_alike_links] = share(a->linked, a->text);
	uint32_t node = s->sheet->lines.at[i].node, core = s->core.node;
	int16_t up = 0;
	for (; !(core >= node && core < nodes[node].end) && up < 60; up++)
		node = nodes[node].parent;
	to[INPUT_core_up] = up;
	to[INPUT_core_before] = s->core.first == NONE ? 501 : between(s->core.first, i);
	to[INPUT_core_after] = s->core.last == NONE ? 501 : between(i, s->core.last);
	to[INPUT_core_share] = share(s->core.prose, s->mass[0].prose);
	to[INPUT_core_alike] = s->kind[i] == s->core.kind;
	struct wording words = wording_of(s->sheet->flow.pieces.at[i].text);
	to[INPUT_wording] = words.sum;
	to[INPUT_worst_words] = words.worst;
	to[INPUT_begins] = beginning_kind(s->sheet->flow.pieces.at[i].text);
}

void features_of(const struct scene *s, uint32_t line, int16_t *to)
{
	line_itself(s, line, to);
	where_it_stands(s, line, to);
	for (int64_t k = 0; k < 4; k++)
		one_neighbour(s, line, k, to);
	around(s, line, to);
	alike(s, line, to);
	const uint8_t *marks = s->sheet->lines.at[line].marks;
	for (size_t i = 0; i < MARK_COUNT; i++)
		to[MARK_INPUTS + i] = marks[i];
}
