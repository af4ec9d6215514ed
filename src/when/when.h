/* when: from the words for a day to the day.
 *
 * Takes    tokens and trees (lang), the publication date (page).
 * Adds     a->dates, in the order of the text. Touches no other layer.
 * Example  published 2017-05-30; "He resigned on Monday." adds { 2017-05-29, "Monday" }. */
#ifndef WHEN_WHEN_H
#define WHEN_WHEN_H

#include "article/article.h"
#include "article/reader.h"

int when_find(struct article *a, const struct reader *r);

#endif
