/* language: which language a text is in, by its script and its small words. */
#ifndef PAGE_LANGUAGE_H
#define PAGE_LANGUAGE_H

#include "article/reader.h"
#include "base/arena.h"
#include "base/view.h"

/* As BCP 47 ("en", "pt"); empty where the text is too short or the languages too close. */
struct view language_find(struct arena *m, const struct reader *r, struct view text);
/* What a page says of itself ("en_GB", "EN-us", "German") in the form "en-GB"; empty if it is none. */
struct view language_tag(struct arena *m, struct view said);

#endif
