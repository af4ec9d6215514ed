/* tokens: where a line breaks into words. Atoms by rule, breaks between them by learned weights;
 * train/tokens.py. */
#ifndef LANG_TOKENS_H
#define LANG_TOKENS_H

#include "article/article.h"

struct model;
struct table;

/* What cuts: the learned weights, and tables or NULL: nouns for persons, whose abbreviations keep their stop,
 * and given names, behind which an initial keeps its own. */
struct cutter {
	const struct model *model;
	const struct table *nouns, *given;
};

/* Appends the words of a line, bytes and joined set, to a->tokens. */
void tokens_add(struct article *a, const struct cutter *cutter, struct bytes line);

#endif
