/* judge: whether a line belongs to the article, by trees that were learnt (model/page-lines.tsv). */
#ifndef PAGE_JUDGE_H
#define PAGE_JUDGE_H

#include "page/features.h"

/* A node of a tree: inputs up to `most` go left, the others right. A leaf has input INPUT_COUNT. */
struct split {
	uint16_t input;
	int16_t most;
	uint16_t left, right;
	int32_t value; /* of a leaf, in 1/100000 of a logit */
};

/* Made from model/page-lines.tsv when the program is built. */
extern const struct split page_splits[];
extern const uint32_t page_roots[];
extern const uint32_t page_root_count;

/* Above 0: more likely in than out; in 1/100000 of a logit. inputs[INPUT_COUNT]. */
int32_t judge_line(const int16_t *inputs);

#endif
