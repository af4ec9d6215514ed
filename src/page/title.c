#include "page/title.h"

static const struct view title_marks[] = {VIEW_OF(" | "), VIEW_OF(" - "), VIEW_OF(" – "),  VIEW_OF(" — "),
                                          VIEW_OF(" · "), VIEW_OF(" • "), VIEW_OF(" :: "), VIEW_OF(" » "),
                                          VIEW_OF(" « "), VIEW_OF(" / "), VIEW_OF(" // ")};

/* The length of a mark that stands at at; 0: none. */
static size_t mark_at(struct view title, size_t at)
{
	for (size_t m = 0; m < sizeof title_marks / sizeof *title_marks; m++)
		if (view_starts(view_slice(title, at, title.length), title_marks[m]))
			return title_marks[m].length;
	return 0;
}

/* "Harbour strike ends - The Post", "Post - Harbour strike ends": the longest part between such marks, if the
 * rest is the shorter. */
static struct view without_outlet(struct view title)
{
	struct view best = {0};
	for (size_t begin = 0, at = 0; at <= title.length; at++) {
		size_t mark = at < title.length ? mark_at(title, at) : 1;
		if (!mark)
			continue;
		if (at > begin && at - begin > best.length)
			best = view_slice(title, begin, at);
		begin = at + mark;
		at = begin - 1;
	}
	return best.length * 2 > title.length ? view_trim(best) : title;
}

static void add_title(struct titles *to, struct arena *m, struct view title)
{
	vector_each (i, &to->at)
		if (same_words(to->at.at[i], title))
			return;
	if (title.length)
		*vector_push(m, &to->at) = title;
}

void titles_find(struct titles *to, const struct facts *f)
{
	enum { RANKS = 70, MOST = 8 };
	for (uint32_t rank = 0; rank < RANKS; rank++)
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_TITLE || here->rank != rank || to->at.count >= MOST)
				continue;
			add_title(to, f->arena, here->value);
			add_title(to, f->arena, without_outlet(here->value));
		}
}

/* Which finding a title is the same as; or "headline" where only the line on the page says it. */
static struct view why_title(const struct facts *f, struct view title)
{
	const struct finding *best = NULL;
	vector_each (i, &f->findings) {
		const struct finding *here = &f->findings.at[i];
		if (here->field == FIELD_TITLE && same_words(here->value, title) &&
		    (!best || here->rank < best->rank))
			best = here;
	}
	return best ? best->why : VIEW("headline");
}

/* The title that a line holds beside a kicker or a second line of its own; the line itself if there is none.
 */
static struct view title_in_line(const struct facts *f, struct view line)
{
	struct titles titles = {0};
	titles_find(&titles, f);
	vector_each (i, &titles.at)
		if (same_words(titles.at.at[i], line))
			return line;
	vector_each (i, &titles.at)
		if (holds_words(line, titles.at.at[i]))
			return titles.at.at[i];
	return line;
}

/* Without the colon or bar that stood between a kicker and it. */
static struct view without_mark(struct view title)
{
	while (title.length && strchr(":|-.,; ", title.at[0]))
		title = view_slice(title, 1, title.length);
	return title;
}

void title_read(struct article *a, const struct view_of_page *v, const struct facts *f)
{
	const struct finding *best = facts_best(f, FIELD_TITLE);
	if (v->scene.title != NONE) {
		a->title = without_mark(title_in_line(f, v->sheet.flow.pieces.at[v->scene.title].text));
		a->why.title = why_title(f, a->title);
	} else if (best) {
		struct flow flow = flow_begin(a->arena, (struct view){0}, best->value.length, f->reader);
		flow_add(&flow, without_outlet(best->value));
		if (flow_end(&flow, BLOCK_HEADLINE, NONE) == NONE)
			return;
		a->title = flow.pieces.at[0].text;
		a->why.title = best->why;
	}
}
