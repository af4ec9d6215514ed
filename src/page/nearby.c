#include "page/nearby.h"

enum {
	NEAR_TITLE_BEFORE = 12, /* lines in which a byline or date is looked for */
	NEAR_TITLE_AFTER = 25
};

struct range nearby_title(const struct scene *s)
{
	uint32_t count = s->sheet->lines.count;
	uint32_t at = s->title != NONE ? s->title : s->first != NONE ? s->first : 0;
	struct range r = {at > NEAR_TITLE_BEFORE ? at - NEAR_TITLE_BEFORE : 0, at + NEAR_TITLE_AFTER};
	/* Between headline and text there may be a long row of pictures and buttons. */
	if (s->first != NONE && s->first + 3 > r.end && s->first < at + 4 * NEAR_TITLE_AFTER)
		r.end = s->first + 3;
	r.end = r.end < count ? r.end : count;
	return r;
}

struct range nearby_end(const struct scene *s)
{
	enum { LINES = 8 };
	uint32_t count = s->sheet->lines.count;
	if (s->last == NONE)
		return (struct range){0, 0};
	return (struct range){s->last + 1, s->last + LINES < count ? s->last + LINES : count};
}

bool nearby_is_strange(const struct scene *s, uint32_t i)
{
	enum { NEXT_TO = 6 };
	const struct line *l = &s->sheet->lines.at[i];
	bool next = s->title != NONE && i + NEXT_TO >= s->title && i <= s->title + NEXT_TO;
	return l->marks[MARK_COMMENT] < FAR || l->marks[MARK_NAV] < FAR ||
	       (l->marks[MARK_RELATED] <= 3 && !next && l->marks[MARK_BYLINE] > 1);
}
