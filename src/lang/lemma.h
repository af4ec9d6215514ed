/* lemma: the dictionary form of a word, by learned rules over its tag and ending; train/lemmas.py. */
#ifndef LANG_LEMMA_H
#define LANG_LEMMA_H

#include "article/article.h"

struct model;

/* The lemma of a word with these tags; in the arena, or the form itself. */
struct view lemma_of(struct arena *arena, const struct model *m, struct view form, uint8_t upos,
                     uint8_t xpos);

#endif
