/* features: what the judge of lines (model/page-lines.tsv) is told of each, as small whole numbers. */
#ifndef PAGE_FEATURES_H
#define PAGE_FEATURES_H

#include "page/clean.h"
#include "page/lines.h"

/* clang-format off */
#define FEATURE_LIST(X) \
	/* the line itself */ \
	X(chars) X(words) X(link_share) X(bold_share) X(digit_share) X(capital_share) X(word_length) \
	X(sentences) X(commas) X(ends) X(pattern) X(is_p) X(is_div) X(is_li) X(heading) X(is_cell) X(is_quote) \
	X(is_caption) X(is_button) X(is_pre) X(is_other) X(same_as_title) X(repeated) \
	/* where it stands */ \
	X(position) X(from_title) X(prose_before) X(prose_after) X(gap_before) X(gap_after) \
	X(in_container) X(below_container) X(above_container) X(in_main) \
	X(in_body) X(headlines_since) X(same_article) \
	/* its neighbours: one and two lines before and behind */ \
	X(chars_1) X(link_1) X(prose_1) X(sibling_1) X(heading_1) X(pattern_1) \
	X(chars1) X(link1) X(prose1) X(sibling1) X(heading1) X(pattern1) \
	X(chars_2) X(link_2) X(prose_2) X(chars2) X(link2) X(prose2) \
	/* its parent and what lies around that */ \
	X(parent_prose) X(parent_links) X(parent_lines) X(parent_share) \
	X(grand_prose) X(grand_links) X(grand_lines) X(grand_share) \
	X(great_prose) X(great_links) X(great_share) \
	/* the lines that are marked up alike, and the core: the node with the most prose right below it */ \
	X(alike_share) X(alike_lines) X(alike_prose) X(alike_links) \
	X(core_up) X(core_before) X(core_after) X(core_share) X(core_alike) X(begins) X(wording) X(worst_words) \
	/* the page */ \
	X(page_prose) X(page_lines) X(container_share)
/* clang-format on */

/* The marks of the line follow the features of the list. */
#define AS_INPUT(name) INPUT_##name,
#define AS_HINT_INPUT(name, text) INPUT_mark_##name,
#define AS_TAG_INPUT(name, one, other) INPUT_mark_##name,
enum input {
	FEATURE_LIST(AS_INPUT) MARK_INPUTS,
	INPUT_BEFORE_MARKS = MARK_INPUTS - 1,
	HINTS(AS_HINT_INPUT) TAG_MARKS(AS_TAG_INPUT) INPUT_COUNT
};
#undef AS_INPUT
#undef AS_HINT_INPUT
#undef AS_TAG_INPUT

/* What lies in a node's subtree. */
struct mass {
	uint32_t prose, text, linked, lines; /* bytes of prose, of all text, of links; lines */
};

/* Lines in the same elements with the same classes, three levels up. */
struct alike {
	uint32_t lines, prose_lines, prose, text, linked; /* prose, text, linked: bytes */
};

/* The node with the most prose in lines right below it. */
struct core {
	uint32_t node, first, last; /* its first and last such line; NONE */
	uint32_t prose;             /* bytes */
	uint32_t kind;              /* of its first line */
};

struct scene {
	const struct sheet *sheet;
	struct mass *mass;   /* of each node */
	bool *prose;         /* of each line: reads as running text */
	uint8_t *pattern;    /* of each line: enum removal, by know/boilerplate.tsv */
	bool *repeated;      /* of each line: stood on the page before */
	uint32_t container;  /* the deepest node that holds most of the prose */
	uint32_t title;      /* the line of the headline; NONE */
	uint32_t *near;      /* of each line: bytes of prose before it */
	struct view body;    /* the article's text as the page's metadata has it; may be empty */
	uint32_t *headlines; /* of each line: how many h1 stand from the title to it */
	struct alike *alike; /* kinds of markup that lines have */
	uint32_t *kind;      /* of each line: its kind, an index into alike */
	struct core core;
	uint32_t first, last; /* the first and last line of prose in the container */
};

/* Looks at the page as a whole. titles: the headline as the page's metadata gives it; body: the article's
 * text as the metadata gives it, or empty. */
struct titles;
struct scene scene_of(const struct sheet *s, const struct boilerplate *b, const struct titles *titles,
                      struct view body);
/* Fills to[INPUT_COUNT] for a line. */
void features_of(const struct scene *s, uint32_t line, int16_t *to);
/* The name of an input, for the program that trains. Static. */
const char *feature_name(uint32_t input);
/* Whether two headlines say the same: letters and digits alone count. */
bool same_words(struct view a, struct view b);
/* Whether a line begins or ends with the words of a title, and they are a good part of it. */
bool holds_words(struct view line, struct view title);

#endif
