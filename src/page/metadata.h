/* metadata: title, dates, authors, outlet and the like, decided from the facts of the page and its lines. */
#ifndef PAGE_METADATA_H
#define PAGE_METADATA_H

#include "page/extract.h"
#include "page/facts.h"
#include "page/language.h"

/* Everything that needs no clean text; the language for dates is the one that the page says. */
void metadata_read(struct article *a, const struct reader *r, const struct view_of_page *v,
                   const struct facts *f);
/* Takes lines near the headline that say only who wrote it, or when, out of the flow. */
void metadata_take_out(struct flow *flow, const struct scene *s, const struct reader *r,
                       struct view language);
/* The language, once the text is there. */
void metadata_language(struct article *a, const struct reader *r, const struct facts *f);

#endif
