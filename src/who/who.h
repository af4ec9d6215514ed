/* who: from names, nouns and pronouns to actors, and from statements to speakers.
 *
 * Takes    tokens, names, dates, places, statements.
 * Adds     a->actors, mentions, members; speakers and addressees, one of each for every statement.
 * Example  "Mr Macron met his Russian counterpart. He said ..." adds the actors Emmanuel Macron and Vladimir
 *          Putin, and Macron as the speaker of what "He" said. */
#ifndef WHO_WHO_H
#define WHO_WHO_H

#include "article/article.h"
#include "article/reader.h"

int who_find(struct article *a, const struct reader *r);

#endif
