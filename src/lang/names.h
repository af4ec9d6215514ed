/* names: one kind for one name, all through an article.
 *
 * The network sees a line at a time, and may take "Norton" for a man here and a town there. Here the leads
 * that it gave a name's kinds are averaged over all its mentions, a single word leans towards the fuller name
 * that it ends, what know/ knows of the words counts for something, and the kind that comes out is given to
 * all of them; letters in brackets are of the kind of the name before them. A surname or a body's name that
 * the network passed over in one place is marked where the rest of the article knows it. */
#ifndef LANG_NAMES_H
#define LANG_NAMES_H

#include "article/article.h"
#include "article/reader.h"

/* What the network gave a name: the mean over its words of each kind's sum, by enum entity. */
struct name_scores {
	int32_t of[ENTITY_COUNT];
};

/* scores: one for each of a->names. unit: how many sums are one in the logarithm of the odds. */
void names_settle(struct article *a, const struct reader *r, const struct name_scores *scores, int32_t unit);

#endif
