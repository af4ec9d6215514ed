/* mark: one quotation mark, and whether it may open or close by what stands beside it.
 *
 * Curly, straight, doubled ('' and ``), single and angled marks; apostrophes are none. Shared by said's files
 * only. */
#ifndef SAID_MARK_H
#define SAID_MARK_H

#include "article/article.h"

enum side { OPENS = 1, CLOSES = 2 };

struct mark {
	uint32_t begin, end;
	bool single;
	unsigned may; /* enum side, both where the shape does not tell */
};

/* Whether a mark may begin with this byte. */
static inline bool begins_mark(unsigned char c)
{
	return c == '"' || c == '\'' || c == '`' || c == 0xE2 || c == 0xC2;
}
/* Fills m with the mark that begins at this byte of a paragraph, if one does. */
bool mark_at(struct view text, struct bytes within, size_t at, struct mark *m);
/* "the workers' union": behind an s and before a space. */
bool mark_stands_behind_s(struct view text, struct bytes within, const struct mark *m);

#endif
