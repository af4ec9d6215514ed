#include "page/headline.h"

enum {
	NEAR_TOP = 2000, /* lines in which a headline may hold the title among other words */
	ABOVE_TEXT = 4 /* lines above the text in which a heading is the headline though no title names it */
};

static bool is_in(const struct view *names, uint32_t count, struct view text)
{
	for (uint32_t i = 0; i < count; i++)
		if (same_words(text, names[i]))
			return true;
	return false;
}

/* A title is held by a line that says more, or the line by a title. */
static bool is_held(const struct titles *t, struct view text)
{
	vector_each (i, &t->whole)
		if (holds_words(text, t->whole.at[i]) || holds_words(t->whole.at[i], text))
			return true;
	return false;
}

static bool is_above_text(const struct scene *s, uint32_t i)
{
	return s->first != NONE && i <= s->first && i + ABOVE_TEXT >= s->first;
}

/* What a title makes a line worth: one that says it, a part of it, or holds it. */
static int points_of_words(const struct scene *s, uint32_t i, const struct titles *t)
{
	const struct line *l = &s->sheet->lines.at[i];
	struct view text = s->sheet->flow.pieces.at[i].text;
	bool heading = l->tag >= TAG_H1 && l->tag <= TAG_H4;
	bool cell = l->tag == TAG_TD && is_above_text(s, i);
	if (is_in(t->whole.at, t->sure, text))
		return 8;
	if (is_in(t->whole.at + t->sure, t->whole.count - t->sure, text))
		return 7;
	if (!heading && !cell && l->marks[MARK_HEADLINE] > 1)
		return 0;
	if (is_in(t->parts.at, t->parts.count, text))
		return 4;
	return (l->tag == TAG_H1 || cell) && i < NEAR_TOP && is_held(t, text) ? 3 : 0;
}

/* What its tag makes it worth. A linked h1 is the outlet's name on top of the page. */
static int points_of_tag(const struct line *l)
{
	bool linked = l->linked * 2 >= l->chars;
	if (l->tag == TAG_H1)
		return linked ? 1 : 6;
	return l->tag == TAG_H2 ? 2 : l->tag == TAG_H3;
}

/* How well a line would do for the headline; 0: not at all. */
static int points_of(const struct scene *s, uint32_t i, const struct titles *t)
{
	const struct line *l = &s->sheet->lines.at[i];
	int words = points_of_words(s, i, t), tag = points_of_tag(l);
	bool above = is_above_text(s, i);
	if (!words && ((tag < 6 && !(l->tag == TAG_H1 && above)) || l->words <= 2))
		return 0;
	if (words < 7 && is_in(t->outlets.at, t->outlets.count, s->sheet->flow.pieces.at[i].text))
		return 0;
	int points = words + tag + (l->marks[MARK_HEADLINE] < 2 ? 2 : 0) + (l->linked == 0 ? 2 : 0);
	if (l->marks[MARK_NAV] < FAR || l->marks[MARK_HIDDEN] < FAR)
		points -= 4;
	if (s->first != NONE && i > s->first + 2)
		points -= words < 8 ? 6 : 3;
	return points;
}

uint32_t headline_find(const struct scene *s, const struct titles *titles)
{
	uint32_t best = NONE;
	int points = 0;
	vector_each (i, &s->sheet->lines) {
		int here = points_of(s, i, titles);
		if (here > points) {
			best = i;
			points = here;
		}
	}
	return best;
}
