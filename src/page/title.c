#include "page/title.h"

#include "page/headline.h"

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

static void add_to(struct titles *t, struct arena *m, struct view title, bool part)
{
	title = view_trim(title);
	vector_each (i, &t->whole)
		if (same_words(t->whole.at[i], title))
			return;
	vector_each (i, &t->parts)
		if (part && same_words(t->parts.at[i], title))
			return;
	if (title.length > 1 && part)
		*vector_push(m, &t->parts) = title;
	else if (title.length > 1)
		*vector_push(m, &t->whole) = title;
}

/* "Post: Harbour strike ends | News": what stands before and behind each mark. */
static void add_parts(struct titles *t, struct arena *m, struct view title)
{
	enum { MOST = 16 };
	for (size_t begin = 0, at = 0; at <= title.length && t->parts.count < MOST; at++) {
		size_t mark = at < title.length ? mark_at(title, at) : 1;
		if (!mark && title.at[at] == ':')
			mark = 1;
		if (!mark)
			continue;
		add_to(t, m, view_slice(title, begin, at), true);
		add_to(t, m, view_slice(title, 0, at), true);
		add_to(t, m, view_slice(title, begin, title.length), true);
		begin = at + mark;
		at = begin - 1;
	}
}

void titles_find(struct titles *to, const struct facts *f)
{
	enum { RANKS = 70, MICRODATA = 35, MOST = 8 };
	to->sure = UINT32_MAX;
	for (uint32_t rank = facts_rank(f, FIELD_TITLE, 0); rank < RANKS;
	     rank = facts_rank(f, FIELD_TITLE, rank + 1)) {
		if (rank >= MICRODATA && to->sure == UINT32_MAX)
			to->sure = to->whole.count;
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_TITLE || here->rank != rank || to->whole.count >= MOST)
				continue;
			add_to(to, f->arena, here->value, false);
			add_to(to, f->arena, without_outlet(here->value), false);
		}
	}
	uint32_t whole = to->whole.count;
	to->sure = to->sure < whole ? to->sure : whole;
	for (uint32_t i = 0; i < whole; i++)
		add_parts(to, f->arena, to->whole.at[i]);
	vector_each (i, &f->findings)
		if (f->findings.at[i].field == FIELD_OUTLET && to->outlets.count < MOST)
			*vector_push(f->arena, &to->outlets) = f->findings.at[i].value;
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

static bool has_mark(struct view title)
{
	for (size_t at = 0; at < title.length; at++)
		if (mark_at(title, at))
			return true;
	return false;
}

/* Whether a line ends with these words. */
static bool ends_with_words(struct view line, struct view words)
{
	for (size_t at = 0; at < line.length; at++)
		if (line.at[at] == ' ' && same_words(view_slice(line, at, line.length), words))
			return true;
	return false;
}

/* The title that a line holds behind a kicker, or before a second line of its own; the line itself if there
 * is none, or if a better title has it too. */
static struct view title_in_line(const struct facts *f, struct view line)
{
	struct titles titles = {0};
	titles_find(&titles, f);
	for (uint32_t i = 0; i < titles.sure; i++)
		if (same_words(titles.whole.at[i], line) && !has_mark(titles.whole.at[i]))
			return line;
	vector_each (i, &titles.whole) {
		struct view title = titles.whole.at[i];
		if (same_words(title, line) || holds_words(title, line))
			return line;
		if (holds_words(line, title) && ends_with_words(line, title))
			return title;
	}
	vector_each (i, &titles.whole)
		if (holds_words(line, titles.whole.at[i]))
			return titles.whole.at[i];
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
