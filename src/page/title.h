/* title: the headline, from what the page says and from the line that shows it. */
#ifndef PAGE_TITLE_H
#define PAGE_TITLE_H

#include "page/extract.h"
#include "page/facts.h"

struct titles;
/* What the page gives as its title. */
void titles_find(struct titles *to, const struct facts *f);
/* a->title and why. */
void title_read(struct article *a, const struct view_of_page *v, const struct facts *f);

#endif
