/* reader: what every article is read against. Loaded once, read-only from then on, shared by all threads.
 *
 * A stage is a function int room_verb(struct article *, const struct reader *): 0, or -1 with the reason as a
 * warning of the article. src/reader.c alone knows their order. */
#ifndef ARTICLE_READER_H
#define ARTICLE_READER_H

#include <stdint.h>

#include "article/article.h"
#include "base/view.h"

struct know;
struct model;
struct page_index;

struct reader {
	const struct know *know;
	const struct page_index *page; /* NULL: page does without, and is slower */
	const struct model *model;
	struct view published; /* ISO date for documents that state none; empty: none given */
	bool verbatim;         /* plain text as it stands: nothing removed, no headline assumed */
	bool page_offsets;     /* keep the map from text to page */
	enum stage last;       /* stop after this stage */
};

#endif
