/* quotation: where quotation marks open and close.
 *
 * Curly, straight, doubled ('' and ``), single and angled marks; quotations within quotations; a quotation
 * that runs over paragraphs and opens anew in each; marks that are missing. Shared by said's files only. */
#ifndef SAID_QUOTATION_H
#define SAID_QUOTATION_H

#include "article/article.h"

struct quotation {
	struct bytes bytes; /* its marks included */
	struct tokens tokens;
	uint32_t block;  /* index into the blocks that the scan made: paragraphs */
	uint8_t level;   /* 0: stands in no other quotation */
	bool single;     /* single marks */
	bool closed;     /* its closing mark stands in the same paragraph */
	bool continued;  /* the next paragraph opens it anew */
	bool continuing; /* it goes on from the paragraph before */
};

struct quotations {
	VECTOR(struct quotation) list; /* in the order in which they open */
	uint32_t *outermost; /* [tokens]: the quotation of level 0 that a token (marks too) stands in; NONE */
	uint32_t *paragraph; /* [tokens]: the number of its paragraph */
	VECTOR(struct bytes) paragraphs;
};

/* Finds them and sets token.quoted. Linear in the length of the text. */
void quotations_find(struct article *a, struct quotations *q);
/* Forgets the quotations whose closing mark is missing and inside of which someone `speaks` (a question about
 * a token): nobody knows where they end, and the tree does better. */
void quotations_distrust(struct article *a, struct quotations *q, bool (*speaks)(void *, uint32_t),
                         void *with);
/* Words in a quotation, marks and punctuation not counted. */
uint32_t quotation_words(const struct article *a, const struct quotation *q);

#endif
