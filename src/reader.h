/* reader: one article through all the rooms. */
#ifndef READER_H
#define READER_H

#include "article/article.h"
#include "article/reader.h"
#include "base/error.h"

/* Reads a->document into the other layers. a->arena and a->document are set; everything else is zero. 0, or
 * -1 with *e when the arena's limit is met or there is no memory: a holds nothing then, and its arena is
 * empty. */
int reader_read(struct article *a, const struct reader *r, struct error *e);

#endif
