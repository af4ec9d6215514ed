/* wording: how much the words of a line are those of notices, credits and invitations, or those of an
 * article.
 *
 * The weights (model/page-words.tsv) were counted: how many pages have a word in lines of the article, and
 * how many in others. Above 0: more of the latter. */
#ifndef PAGE_WORDING_H
#define PAGE_WORDING_H

#include "base/view.h"

struct word_weight {
	uint32_t hash;
	int32_t weight; /* in tenths of a logit; 0: an empty slot */
};

/* Made from model/page-words.tsv when the program is built. */
extern const struct word_weight page_words[];
extern const uint32_t page_word_slots; /* a power of two */

struct wording {
	int16_t sum;   /* of the weights, by the root of how many words have one */
	int16_t worst; /* of the three highest weights */
};

struct wording wording_of(struct view line);

#endif
