/* builder: the state of tree building (HTML standard, "13.2.6 Tree construction"): which elements are open,
 * which formatting is still to be reopened, where the next node goes. For html*.c only. */
#ifndef PAGE_BUILDER_H
#define PAGE_BUILDER_H

#include "page/draft.h"
#include "page/elements.h"
#include "page/tokens.h"

enum {
	DEEPEST = 250,        /* elements open at once; deeper ones have no children of their own */
	MOST_FORMATTING = 32, /* entries between two markers */
	ALL_FORMATTING = DEEPEST + MOST_FORMATTING
};

enum mode {
	BEFORE_HTML,
	BEFORE_HEAD,
	IN_HEAD,
	AFTER_HEAD,
	IN_BODY,
	IN_TEXT, /* in an element that holds no markup */
	IN_TABLE,
	IN_CAPTION,
	IN_COLUMN_GROUP,
	IN_TABLE_BODY,
	IN_ROW,
	IN_CELL,
	IN_TEMPLATE
};

struct open {
	uint32_t node;
	uint16_t tag;
	bool foreign; /* of SVG or MathML */
};

struct formatting {
	uint32_t node; /* NOWHERE: a marker */
	uint16_t tag;
};

struct builder {
	struct arena *arena;
	struct tokenizer tokens;
	struct element_names names;
	struct draft draft;
	VECTOR(struct attribute) attributes;

	enum mode mode, mode_after_text;
	struct open open[DEEPEST + 4];
	uint32_t depth; /* how many are open */
	uint16_t open_count[TAG_COUNT];
	struct formatting formatting[ALL_FORMATTING + 1];
	uint32_t formatting_count;
	enum mode templates[DEEPEST + 4];
	uint32_t template_count;

	uint32_t head, body, form; /* NOWHERE: none yet */
	uint32_t skipped;          /* elements that are open beyond the depth limit */
	uint64_t allowance;        /* nodes that may still be copied or moved to mend nesting */
	bool fosters;              /* what comes now is no part of the table it stands in */
	bool quirks;
	bool skips_newline; /* the first in <pre> */
	bool cut;
};

/* ---- open elements ---- */

enum tag builder_current(const struct builder *b);
/* Whether an element is open, with none that has any of these traits (or that is in `ends`) around it. */
bool builder_in_scope(const struct builder *b, enum tag tag, unsigned ends);
void builder_push(struct builder *b, uint32_t node, enum tag tag, bool foreign);
void builder_pop(struct builder *b);
void builder_pop_until(struct builder *b, enum tag tag);
/* Takes one from among the open ones; index 0 is <html>. */
void builder_close(struct builder *b, uint32_t index);
/* Its index among the open ones; NOWHERE. */
uint32_t builder_index(const struct builder *b, uint32_t node);
/* Ends what may be left open, up to one that may not or is `except`. */
void builder_end_implied(struct builder *b, enum tag except);

/* ---- nodes ---- */

/* A new element with the attributes of the token, in its place. Not opened. */
uint32_t builder_insert(struct builder *b, enum tag tag);
/* The same, and opened. */
uint32_t builder_open(struct builder *b, enum tag tag);
void builder_text(struct builder *b, struct view text);
/* An element that the page does not write, without attributes. */
void builder_open_implied(struct builder *b, enum tag tag);

/* ---- formatting ---- */

void builder_mark(struct builder *b);
void builder_unmark(struct builder *b);
/* What the last one opened is to be reopened if a block ends it. */
void builder_remember(struct builder *b);
void builder_reopen(struct builder *b);
/* The last entry of this tag behind the last marker; NOWHERE. */
uint32_t builder_formatting(const struct builder *b, enum tag tag);
/* The end of a formatting element, which may not be the innermost one ("adoption agency"). False if it is to
 * be treated as any other end tag. */
bool builder_end_formatting(struct builder *b, enum tag tag);
/* Forgets an entry. */
void builder_forget(struct builder *b, uint32_t entry);

#endif
