/* reader: one article through all the rooms. */
#ifndef READER_H
#define READER_H

#include "article/article.h"
#include "article/reader.h"
#include "base/error.h"

/* Reads a->document into the other layers. a->arena and a->document are set; everything else is zero. Where
 * the arena's limit is too small for the whole, the page's layers alone are read, with a warning. 0, or -1
 * with *e when it is too small for those too, or there is no memory: a holds nothing then but its document,
 * and its arena is empty. */
int reader_read(struct article *a, const struct reader *r, struct error *e);

#endif
