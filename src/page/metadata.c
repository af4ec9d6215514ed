#include "page/metadata.h"

#include "article/day.h"
#include "base/utf8.h"
#include "know/know.h"

enum {
	NEAR_TITLE_BEFORE = 12, /* lines in which a byline or date is looked for */
	NEAR_TITLE_AFTER = 25,
	LONGEST_BYLINE = 200, /* bytes */
	LONGEST_DATE_LINE = 160,
	RANK_LINE = 60, /* of a date in a line near the headline, among the ranks of know/page-facts.tsv */
	RANK_SURE = 55  /* findings of a lower rank come before what the lines say */
};

/* ---- title ---- */

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

static void read_title(struct article *a, const struct view_of_page *v, const struct facts *f)
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

/* ---- lines near the headline ---- */

struct range {
	uint32_t begin, end;
};

static struct range near_title(const struct scene *s)
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

/* The lines from the last of the prose on: some outlets sign below. */
static struct range near_end(const struct scene *s)
{
	enum { LINES = 8 };
	uint32_t count = s->sheet->lines.count;
	if (s->last == NONE)
		return (struct range){0, 0};
	return (struct range){s->last + 1, s->last + LINES < count ? s->last + LINES : count};
}

/* Of another article or of a reader's comment. Names of markup count for little next to the headline. */
static bool is_strange(const struct scene *s, uint32_t i)
{
	enum { NEXT_TO = 6 };
	const struct line *l = &s->sheet->lines.at[i];
	bool next = s->title != NONE && i + NEXT_TO >= s->title && i <= s->title + NEXT_TO;
	return l->marks[MARK_COMMENT] < FAR || l->marks[MARK_NAV] < FAR ||
	       (l->marks[MARK_RELATED] <= 3 && !next && l->marks[MARK_BYLINE] > 1);
}

/* ---- dates ---- */

static bool is_plausible(struct view date)
{
	int32_t day = day_of_iso(date);
	return day != NO_DAY && day > day_of(1985, 1, 1) && day < day_of(2100, 1, 1);
}

/* The best finding of a field that reads as a date, of ranks [from, to). */
static struct view date_of_findings(const struct facts *f, const struct date_reader *d, enum field field,
                                    uint32_t from, uint32_t to, struct view *why)
{
	for (uint32_t rank = from; rank < to; rank++)
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != field || here->rank != rank)
				continue;
			struct view date = date_find(d, here->value);
			if (is_plausible(date)) {
				*why = here->why;
				return date;
			}
		}
	return (struct view){0};
}

/* The first date in a line near the headline that a hint or its few other words make one of publication. */
static struct view date_of_lines(const struct scene *s, const struct date_reader *d)
{
	struct range r = near_title(s);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = r.begin; i < r.end; i++) {
			const struct line *l = &s->sheet->lines.at[i];
			struct view text = s->sheet->flow.pieces.at[i].text;
			if (text.length > LONGEST_DATE_LINE || l->digits < 3 || is_strange(s, i))
				continue;
			bool hinted = l->marks[MARK_DATE] <= 2 || l->marks[MARK_BYLINE] <= 2 ||
			              l->marks[MARK_META] <= 2;
			if (pass == 0 ? !hinted : !date_is_all(d, text))
				continue;
			struct view date = date_find(d, text);
			if (is_plausible(date))
				return date;
		}
	return (struct view){0};
}

/* "/2020/03/12/", "2020-03-12" or "20200312" in an address. */
static struct view date_of_url(const struct date_reader *d, struct view url)
{
	for (size_t at = 0; at + 8 <= url.length; at++) {
		bool begins = at == 0 || url.at[at - 1] < '0' || url.at[at - 1] > '9';
		if (!begins || (url.at[at] != '1' && url.at[at] != '2'))
			continue;
		size_t end = at;
		while (end < url.length && end < at + 11 && strchr("0123456789/-_", url.at[end]))
			end++;
		if (end - at < 8)
			continue;
		struct view date = date_find(d, view_slice(url, at, end));
		if (is_plausible(date))
			return date;
	}
	return (struct view){0};
}

/* Newsrooms of the Americas give the instant in Greenwich time and the reader their own day: where a line
 * near the headline shows the day before, and the hour allows it, that is the day of publication. */
static void settle_day(struct article *a, const struct scene *s, const struct date_reader *d)
{
	struct view iso = a->published;
	if (iso.length < 20 || !view_ends(iso, VIEW("Z")))
		return;
	struct view shown = date_of_lines(s, d);
	int32_t away = shown.length ? day_of_iso(shown) - day_of_iso(iso) : 0;
	int hour = (iso.at[11] - '0') * 10 + iso.at[12] - '0';
	if (away == -1 && hour < 12) {
		a->published = shown;
		a->why.published = VIEW("byline");
	}
}

/* Whether a line near the headline shows this day (shown) and whether one calls it that of an update. */
static void look_for_day(const struct scene *s, const struct date_reader *d, const struct byline_reader *b,
                         int32_t day, bool *shown, bool *update)
{
	struct range r = near_title(s);
	*shown = *update = false;
	for (uint32_t i = r.begin; i < r.end; i++) {
		const struct line *l = &s->sheet->lines.at[i];
		struct view text = s->sheet->flow.pieces.at[i].text;
		if (text.length > LONGEST_DATE_LINE || l->digits < 3 || is_strange(s, i) ||
		    day_of_iso(date_find(d, text)) != day)
			continue;
		*shown = true;
		*update |= byline_has(b, text, "update");
	}
}

/* An article that is published anew keeps its old date for machines: where the page shows its readers the day
 * on which it was modified, calls that no update, and shows no other, that is its day. */
static void prefer_shown_day(struct article *a, const struct scene *s, const struct date_reader *d,
                             const struct byline_reader *b)
{
	int32_t published = day_of_iso(a->published), modified = day_of_iso(a->modified);
	bool shown, update, published_shown, ignored;
	if (published == NO_DAY || modified == NO_DAY || modified <= published)
		return;
	look_for_day(s, d, b, published, &published_shown, &ignored);
	look_for_day(s, d, b, modified, &shown, &update);
	if (shown && !update && !published_shown) {
		a->published = a->modified;
		a->why.published = VIEW("byline");
	}
}

static void read_dates(struct article *a, const struct view_of_page *v, const struct facts *f,
                       const struct date_reader *d, const struct byline_reader *b)
{
	struct view why = {0};
	a->published = date_of_findings(f, d, FIELD_PUBLISHED, 0, RANK_SURE, &why);
	if (!a->published.length && (a->published = date_of_lines(&v->scene, d)).length)
		why = VIEW("byline");
	if (!a->published.length && (a->published = date_of_url(d, a->url)).length)
		why = VIEW("url");
	if (!a->published.length)
		a->published = date_of_findings(f, d, FIELD_PUBLISHED, RANK_SURE, 100, &why);
	a->why.published = a->published.length ? why : (struct view){0};
	settle_day(a, &v->scene, d);
	a->modified = date_of_findings(f, d, FIELD_MODIFIED, 0, 100, &a->why.modified);
	prefer_shown_day(a, &v->scene, d, b);
	a->published_day = day_of_iso(a->published);
}

/* ---- authors ---- */

static bool is_outlet(const struct facts *f, struct view name)
{
	vector_each (i, &f->findings)
		if (f->findings.at[i].field == FIELD_OUTLET && same_words(f->findings.at[i].value, name))
			return true;
	return false;
}

static void add_authors(struct article *a, const struct facts *f, const struct names *names, struct view why)
{
	vector_each (i, &names->at) {
		if (is_outlet(f, names->at.at[i]))
			continue;
		*vector_push(a->arena, &a->authors) = names->at.at[i];
		a->why.authors = why;
	}
}

/* All names of the best rank that has any. */
static void authors_of_findings(struct article *a, const struct facts *f, const struct byline_reader *b)
{
	for (uint32_t rank = 0; rank < 100 && !a->authors.count; rank++) {
		struct names names = {0};
		struct view why = {0};
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_AUTHOR || here->rank != rank)
				continue;
			byline_read(b, here->value, BYLINE_FIELD, &names);
			why = here->why;
		}
		add_authors(a, f, &names, why);
	}
}

/* "/author/ana-lopes/" in the address of a link. */
static bool leads_to_author(const struct facts *f, struct view href)
{
	while (href.length) {
		struct view part = view_cut(&href, '/');
		if (!part.length || part.length > 30)
			continue;
		struct row row = know_find_text(f->table, f->arena, part);
		for (; row.table; row = know_next(row))
			if (view_equal(know_text(row, f->place), VIEW("path")) && href.length > 1)
				return true;
	}
	return false;
}

/* The links of a line that lead to authors' pages. */
static void add_linked(struct names *names, const struct scene *s, uint32_t line, const struct facts *f,
                       const struct byline_reader *b)
{
	enum { MOST_NODES = 80 };
	const struct line *l = &s->sheet->lines.at[line];
	const struct tree *t = s->sheet->tree;
	uint32_t begin = l->first > 0 ? t->nodes[l->first].parent : 0, end = l->end;
	end = end < begin + MOST_NODES ? end : begin + MOST_NODES;
	for (uint32_t i = begin; i < end; i++)
		if (t->nodes[i].tag == TAG_A && leads_to_author(f, attribute_of(t, i, ATTRIBUTE_HREF)))
			byline_read(b, tree_text(f->arena, t, i), BYLINE_LINE, names);
}

/* How a line may give its authors, surest first. */
enum byline_sign { BEGINS_AS_BYLINE, LINKS_TO_AUTHOR, HINTED_NAMES, HINTED_NAME, BYLINE_SIGNS };

static void names_of_line(struct names *names, enum byline_sign sign, const struct scene *s, uint32_t i,
                          const struct facts *f, const struct byline_reader *b)
{
	enum { SHORT = 40 };
	const struct line *l = &s->sheet->lines.at[i];
	struct view text = s->sheet->flow.pieces.at[i].text;
	struct view before = i > 0 ? s->sheet->flow.pieces.at[i - 1].text : (struct view){0};
	if (sign == BEGINS_AS_BYLINE && byline_is_label(b, before) && text.length <= SHORT)
		byline_read(b, text, BYLINE_LINE, names);
	else if (sign == BEGINS_AS_BYLINE && byline_begins(b, text))
		byline_read(b, text, l->words <= 4 ? BYLINE_LINE : BYLINE_TEXT, names);
	if (sign == LINKS_TO_AUTHOR && l->linked)
		add_linked(names, s, i, f, b);
	if (sign == HINTED_NAMES && l->marks[MARK_BYLINE] <= 2)
		byline_read(b, text, BYLINE_TEXT, names);
	if (sign == HINTED_NAME && l->marks[MARK_BYLINE] <= 1 && text.length <= SHORT && !l->digits)
		byline_read(b, text, BYLINE_LINE, names);
}

/* Authors named in lines near the headline; where there are none, in those behind the last prose. */
static void authors_of_lines(struct article *a, const struct facts *f, const struct scene *s,
                             const struct byline_reader *b, struct range r)
{
	for (int sign = 0; sign < BYLINE_SIGNS && !a->authors.count; sign++)
		for (uint32_t i = r.begin; i < r.end && !a->authors.count; i++) {
			const struct line *l = &s->sheet->lines.at[i];
			struct names names = {0};
			if (i != s->title && l->chars <= LONGEST_BYLINE && !is_strange(s, i) &&
			    l->sentences <= 2 &&
			    (l->marks[MARK_CAPTION] > 3 || l->marks[MARK_BYLINE] < l->marks[MARK_CAPTION]))
				names_of_line(&names, (enum byline_sign)sign, s, i, f, b);
			add_authors(a, f, &names, VIEW("byline"));
		}
}

/* The outlet, where the page says that it wrote the article itself. */
static void author_is_outlet(struct article *a, const struct facts *f)
{
	for (uint32_t rank = 0; rank < 30; rank++)
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_AUTHOR || here->rank != rank || !is_outlet(f, here->value))
				continue;
			*vector_push(a->arena, &a->authors) = here->value;
			a->why.authors = here->why;
			return;
		}
}

static enum removal reason_above(const struct scene *s, uint32_t i, const struct date_reader *d,
                                 const struct byline_reader *b)
{
	const struct line *l = &s->sheet->lines.at[i];
	struct view text = s->sheet->flow.pieces.at[i].text;
	struct names names = {0};
	if (l->chars > LONGEST_BYLINE || s->prose[i] || i == s->title)
		return REMOVAL_NONE;
	if (byline_begins(b, text))
		byline_read(b, text, BYLINE_TEXT, &names);
	if (names.at.count)
		return REMOVAL_BYLINE;
	return l->digits > 3 && date_is_all(d, text) ? REMOVAL_DATE : REMOVAL_NONE;
}

void metadata_take_out(struct flow *flow, const struct scene *s, const struct reader *r, struct view language)
{
	struct date_reader d = date_reader_of(flow->arena, r, language);
	struct byline_reader b = byline_reader_of(flow->arena, r);
	struct range range = near_title(s);
	for (uint32_t i = range.begin; i < range.end; i++) {
		struct piece *p = &flow->pieces.at[i];
		enum removal why = p->fate == FATE_STAYS ? reason_above(s, i, &d, &b) : REMOVAL_NONE;
		if (why)
			flow_remove(p, why);
	}
}

/* ---- the rest ---- */

static struct view value_of(const struct facts *f, enum field field)
{
	const struct finding *best = facts_best(f, field);
	return best ? best->value : (struct view){0};
}

static void read_outlet(struct article *a, const struct facts *f)
{
	const struct finding *best = facts_best(f, FIELD_OUTLET);
	if (!best)
		return;
	a->outlet = best->value;
	a->why.outlet = best->why;
}

static struct view said_language(const struct facts *f, struct arena *m, struct view *why)
{
	for (uint32_t rank = 0; rank < 100; rank++)
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != FIELD_LANGUAGE || here->rank != rank)
				continue;
			struct view tag = language_tag(m, here->value);
			*why = here->why;
			if (tag.length)
				return tag;
		}
	return (struct view){0};
}

void metadata_read(struct article *a, const struct reader *r, const struct view_of_page *v,
                   const struct facts *f)
{
	struct view why;
	struct date_reader dates = date_reader_of(a->arena, r, said_language(f, a->arena, &why));
	struct byline_reader names = byline_reader_of(a->arena, r);
	read_title(a, v, f);
	read_outlet(a, f);
	a->url = value_of(f, FIELD_URL);
	if (!a->url.length)
		a->url = a->document.url;
	a->section = value_of(f, FIELD_SECTION);
	read_dates(a, v, f, &dates, &names);
	authors_of_findings(a, f, &names);
	if (!a->authors.count)
		authors_of_lines(a, f, &v->scene, &names, near_title(&v->scene));
	if (!a->authors.count)
		authors_of_lines(a, f, &v->scene, &names, near_end(&v->scene));
	if (!a->authors.count)
		author_is_outlet(a, f);
}

void metadata_language(struct article *a, const struct reader *r, const struct facts *f)
{
	struct view why = {0}, said = said_language(f, a->arena, &why);
	struct view found = language_find(a->arena, r, a->text);
	bool agree = found.length && view_starts(said, found);
	if (!found.length || agree) {
		a->language = said;
		a->why.language = said.length ? why : (struct view){0};
	} else {
		a->language = found;
		a->why.language = VIEW("text");
	}
}
