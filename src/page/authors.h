/* authors: who wrote it, from what the page says and from the lines that show it. */
#ifndef PAGE_AUTHORS_H
#define PAGE_AUTHORS_H

#include "article/article.h"
#include "page/byline.h"
#include "page/dates.h"
#include "page/facts.h"
#include "page/features.h"

/* a->authors and why. */
void authors_read(struct article *a, const struct scene *s, const struct facts *f,
                  const struct byline_reader *b, const struct date_reader *d);

#endif
