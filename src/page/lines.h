/* lines: the lines that a browser would draw of a page, and what can be seen of each.
 *
 * One pass over the tree cuts it into lines (a paragraph, a list item, a cell), measures each, and notes how
 * far above it stand the elements and the hints (class, id, role) that tell what it is for. */
#ifndef PAGE_LINES_H
#define PAGE_LINES_H

#include "page/flow.h"
#include "page/tree.h"

/* clang-format off */

/* What an element's class, id or role may hint at, as the rows of know/page-hints.tsv name it. */
#define HINTS(X) \
	X(BODY, "body") X(HEADLINE, "headline") X(KICKER, "kicker") X(LEAD, "lead") X(BYLINE, "byline") X(DATE, "date") \
	X(META, "meta") X(CAPTION, "caption") X(RELATED, "related") X(COMMENT, "comment") X(SHARE, "share") \
	X(SIGNUP, "sign-up") X(PAYWALL, "paywall") X(CONSENT, "consent") X(ADVERT, "advert") \
	X(NAVIGATION, "navigation") X(ASIDE, "aside") X(MEDIA, "media") X(HIDDEN, "hidden") X(BIO, "bio") \
	X(NOTE, "note") X(QUOTE, "quote")

/* What its tag says: X(mark, tag, another tag). */
#define TAG_MARKS(X) \
	X(ARTICLE, ARTICLE, ARTICLE) X(MAIN, MAIN, MAIN) X(ASIDE_TAG, ASIDE, DIALOG) X(NAV, NAV, MENU) \
	X(FOOTER, FOOTER, ADDRESS) X(HEADER, HEADER, HGROUP) X(FORM, FORM, FIELDSET) \
	X(FIGURE, FIGURE, FIGCAPTION) X(TABLE, TABLE, TABLE) X(LIST, UL, OL) X(SECTION, SECTION, SECTION) \
	X(BLOCKQUOTE, BLOCKQUOTE, Q) X(DETAILS, DETAILS, SUMMARY) X(LINKED, A, A) X(BUTTON, BUTTON, LABEL) \
	X(PARAGRAPH, P, P) X(LISTED, LI, DD) X(CELL, TD, TH)

/* clang-format on */

#define AS_HINT(name, text) MARK_##name,
#define AS_TAG_MARK(name, one, other) MARK_##name,
enum mark { HINTS(AS_HINT) HINT_COUNT, MARK_BEFORE_TAGS = HINT_COUNT - 1, TAG_MARKS(AS_TAG_MARK) MARK_COUNT };
#undef AS_HINT
#undef AS_TAG_MARK

enum { FAR = 40 }; /* a mark so many levels above, or none at all */

/* A line, beside the piece with the same index. */
struct line {
	uint32_t node;                       /* the block element that it stands in */
	uint32_t first, end;                 /* the nodes that it was read from */
	uint32_t chars, words, linked, bold; /* bytes of text, words, bytes of those in links, in bold type */
	uint16_t sentences, commas, digits, capitals; /* capitals: words that begin with one */
	uint8_t tag;                                  /* enum tag of the node */
	uint8_t last;                                 /* its last byte */
	uint8_t marks[MARK_COUNT];                    /* levels up to the nearest; FAR: none */
};

struct sheet {
	struct arena *arena;
	const struct tree *tree;
	struct flow flow;
	VECTOR(struct line) lines; /* as many as flow.pieces */
	uint64_t *marks;           /* of each node: bits 1 << enum mark */
};

/* Cuts the tree into lines. */
void lines_read(struct sheet *s, const struct reader *r);

/* Where the text of a line gets " · ": between words that meet without a space where an element begins or
 * ends, and that a browser sets apart by style ("Ana Lopes" "12 March"); or wherever one begins or ends. */
enum parting { PARTED_WHERE_GLUED, PARTED_BY_ELEMENTS };

/* The text of a line in its parts. */
struct view lines_parted(const struct sheet *s, uint32_t line, enum parting parting);

/* The hints in a class, id or role. */
struct hints;
struct hints *hints_open(struct arena *m, const struct reader *r);
uint64_t hints_find(struct hints *h, struct view names);

#endif
