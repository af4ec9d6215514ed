/* nearby: the lines around headline and text that may say who wrote the article, and when. */
#ifndef PAGE_NEARBY_H
#define PAGE_NEARBY_H

#include "page/features.h"

/* Lines [begin, end). */
struct range {
	uint32_t begin, end;
};

struct range nearby_title(const struct scene *s);
/* The lines from the last of the prose on: some outlets sign below. */
struct range nearby_end(const struct scene *s);
/* Of another article or of a reader's comment. Names of markup count for little next to the headline. */
bool nearby_is_strange(const struct scene *s, uint32_t line);

#endif
