/* where: from the names of places to the places.
 *
 * Takes    tokens and names (lang).
 * Adds     a->places, in the order of the text. A place used for its government stays a place here.
 * Example  "talks at Versailles" adds { Versailles, FRA, 48.80, 2.13 }. */
#ifndef WHERE_WHERE_H
#define WHERE_WHERE_H

#include "article/article.h"
#include "article/reader.h"

int where_find(struct article *a, const struct reader *r);

#endif
