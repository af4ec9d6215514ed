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

/* "Harbour strike ends - The Post": the part before the last mark, if the part behind is the shorter. */
static struct view without_outlet(struct view title)
{
	static const struct view marks[] = {VIEW_OF(" | "), VIEW_OF(" - "), VIEW_OF(" – "),  VIEW_OF(" — "),
	                                    VIEW_OF(" · "), VIEW_OF(" • "), VIEW_OF(" :: "), VIEW_OF(" » "),
	                                    VIEW_OF(" « "), VIEW_OF(" / ")};
	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
		for (size_t at = title.length; at-- > 1;) {
			if (!view_starts(view_slice(title, at, title.length), marks[m]))
				continue;
			if (title.length - at < at + marks[m].length)
				return view_trim(view_slice(title, 0, at));
			break;
		}
	return title;
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

static void read_title(struct article *a, const struct view_of_page *v, const struct facts *f)
{
	const struct finding *best = facts_best(f, FIELD_TITLE);
	if (v->scene.title != NONE) {
		a->title = v->sheet.flow.pieces.at[v->scene.title].text;
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

static bool is_strange(const struct line *l)
{
	return l->marks[MARK_COMMENT] < FAR || l->marks[MARK_NAV] < FAR || l->marks[MARK_RELATED] <= 3;
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
			if (text.length > LONGEST_DATE_LINE || l->digits < 3 || is_strange(l))
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

static void read_dates(struct article *a, const struct view_of_page *v, const struct facts *f,
                       const struct date_reader *d)
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
	a->modified = date_of_findings(f, d, FIELD_MODIFIED, 0, 100, &a->why.modified);
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

static void authors_of_lines(struct article *a, const struct facts *f, const struct scene *s,
                             const struct byline_reader *b)
{
	struct range r = near_title(s);
	for (int pass = 0; pass < 2 && !a->authors.count; pass++)
		for (uint32_t i = r.begin; i < r.end && !a->authors.count; i++) {
			const struct line *l = &s->sheet->lines.at[i];
			struct view text = s->sheet->flow.pieces.at[i].text;
			if (i == s->title || text.length > LONGEST_BYLINE || is_strange(l) ||
			    l->sentences > 2 || l->marks[MARK_CAPTION] <= 3)
				continue;
			if (pass == 0 ? !byline_begins(b, text) : l->marks[MARK_BYLINE] > 2)
				continue;
			struct names names = {0};
			byline_read(b, text, BYLINE_TEXT, &names);
			add_authors(a, f, &names, VIEW("byline"));
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
	read_dates(a, v, f, &dates);
	authors_of_findings(a, f, &names);
	if (!a->authors.count)
		authors_of_lines(a, f, &v->scene, &names);
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
