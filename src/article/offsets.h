/* offsets: from a byte of a text to its code point, in constant time after one walk over the text. */
#ifndef ARTICLE_OFFSETS_H
#define ARTICLE_OFFSETS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

struct offsets {
	struct view text;
	uint32_t *before; /* code points before each 64th byte; NULL: all are ASCII, and a byte is its own */
};

/* An index over valid UTF-8. False if there is no memory for it. Borrows text. Free with offsets_close. */
bool offsets_open(struct offsets *o, struct view text);
void offsets_close(struct offsets *o);
/* The number of code points that begin before the byte. */
uint32_t offset_of(const struct offsets *o, uint32_t byte);

#endif
