/* published: when the article appeared and when it was changed, from what the page says to machines and from
 * the days that it shows its readers. docs/page.md has the rule in words. */
#ifndef PAGE_PUBLISHED_H
#define PAGE_PUBLISHED_H

#include "article/article.h"
#include "page/byline.h"
#include "page/facts.h"
#include "page/features.h"

/* a->published, a->modified and why. */
void published_read(struct article *a, const struct scene *s, const struct facts *f,
                    const struct date_reader *d, const struct byline_reader *b);

#endif
