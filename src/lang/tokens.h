/* tokens: where a line breaks into words. Atoms by rule, breaks between them by learned weights;
 * train/tokens.py. */
#ifndef LANG_TOKENS_H
#define LANG_TOKENS_H

#include "article/article.h"

struct model;

/* Appends the words of a line, bytes and joined set, to a->tokens. */
void tokens_add(struct article *a, const struct model *m, struct bytes line);

#endif
