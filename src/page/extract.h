/* extract: the article in a page of HTML. */
#ifndef PAGE_EXTRACT_H
#define PAGE_EXTRACT_H

#include "article/article.h"
#include "article/reader.h"
#include "page/facts.h"
#include "page/features.h"

/* A page as it is looked at before its lines are judged. */
struct view_of_page {
	struct tree tree;
	struct sheet sheet;
	struct boilerplate patterns;
	struct scene scene;
	struct facts facts;
};

void extract_look(struct view_of_page *v, struct article *a, const struct reader *r);
void extract_read(struct article *a, const struct reader *r);

#endif
