/* judge: whether a line belongs to the article, by trees that were learnt (model/page-lines.tsv).
 *
 * Lines are judged many at a time, each node of a tree for all of them: which lines come to a node is a mask,
 * so that nothing branches on what a line is like. */
#ifndef PAGE_JUDGE_H
#define PAGE_JUDGE_H

#include "page/features.h"

enum { JUDGED = 32, DEEPEST_SPLIT = 24 };

/* A node of a tree, in the order from the root down, left before right. */
struct split {
	uint16_t input; /* INPUT_COUNT: a leaf */
	int16_t number; /* inputs up to it go left; of a leaf, its value */
	uint8_t depth;
	bool right; /* is a right child */
};

/* Made from model/page-lines.tsv when the program is built. */
extern const struct split page_splits[];
extern const uint32_t page_split_count;

/* The lines that are judged at a time, by input. */
struct judged {
	_Alignas(32) int16_t inputs[INPUT_COUNT][JUDGED];
};

/* to[JUDGED]: above 0, more likely in than out. */
void judge_lines(const struct judged *lines, int16_t *to);

#endif
