/* repeats: pull quotes, words of the article that are shown once more between its paragraphs. */
#ifndef PAGE_REPEATS_H
#define PAGE_REPEATS_H

#include "page/extract.h"

/* Takes those out of what stays. */
void repeats_take_out(struct view_of_page *v);

#endif
