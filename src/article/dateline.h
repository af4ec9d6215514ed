/* dateline: where a report's first line ends its dateline and begins to tell. */
#ifndef ARTICLE_DATELINE_H
#define ARTICLE_DATELINE_H

#include "article/article.h"

/* The token behind the dash of "LIMA, May 3 (Reuters) -" at the beginning of a line; the line's first token
 * if it has no dateline. Of its tokens only texts and joints need be known. */
uint32_t dateline_end(const struct article *a, struct tokens line);

#endif
