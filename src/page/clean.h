/* clean: which lines are no part of what an article says, by the patterns of know/boilerplate.tsv. */
#ifndef PAGE_CLEAN_H
#define PAGE_CLEAN_H

#include "page/flow.h"

enum { OPENINGS = 8192 };

/* By the hash of a word: how many words the longest key of a table has that begins with such a word; 0: none
 * does. */
struct openings {
	uint8_t longest[OPENINGS];
};

struct page_index {
	struct openings patterns, hints;
};

uint32_t opening_of(struct view word);

struct boilerplate {
	const struct table *patterns, *agencies;
	const struct page_index *index;
	uint32_t place, why, words, name;
};

struct boilerplate boilerplate_of(const struct reader *r);
/* Why this line should go; REMOVAL_NONE: it stays. */
enum removal boilerplate_find(const struct boilerplate *b, struct arena *m, struct view line);
/* The agency that a line credits ("PARIS (AP) -", "(Reuters)"), by its full name; empty: none. */
struct view agency_find(const struct boilerplate *b, struct arena *m, struct view line);
/* The same of a line that is a credit: "with files from Reuters", "Reuters contributed to this report". */
struct view agency_of_credit(const struct boilerplate *b, struct arena *m, struct view line);
/* Takes boilerplate among the pieces that stay out of the flow, and notes the agency. */
void clean_pieces(struct flow *f, struct article *a, const struct boilerplate *b);

#endif
