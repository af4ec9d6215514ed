/* extract: the article in a page of HTML. */
#ifndef PAGE_EXTRACT_H
#define PAGE_EXTRACT_H

#include "article/article.h"
#include "article/reader.h"

void extract_read(struct article *a, const struct reader *r);

#endif
