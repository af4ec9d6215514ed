/* plain: documents without markup. */
#ifndef PAGE_PLAIN_H
#define PAGE_PLAIN_H

#include "article/article.h"
#include "article/reader.h"

/* a->page as it stands: every line is a block, nothing goes. */
void plain_verbatim(struct article *a);
/* a->page line by line: the headline, what goes and what stays. */
void plain_read(struct article *a, const struct reader *r);

#endif
