#include "page/published.h"

#include "article/day.h"
#include "page/nearby.h"

enum {
	LONGEST_DATE_LINE = 160, /* bytes */
	RANK_SURE = 55,          /* findings of a lower rank come before what the lines say */
	RANK_STRONG = 40,        /* those of a lower rank are meant for machines and rarely wrong by weeks */
	NEW_EDITION = 30, /* days after which an update, the only day shown, is an edition of its own */
	FAR_AHEAD = 14,   /* days by which a day that is shown may lie behind all that machines are told */
	MOST_SHOWN = 24
};

static bool is_plausible(struct view date)
{
	int32_t day = day_of_iso(date);
	return day != NO_DAY && day > day_of(1985, 1, 1) && day < day_of(2100, 1, 1);
}

/* The best finding of a field that reads as a date, of ranks [from, to). */
static struct view date_of_findings(const struct facts *f, const struct date_reader *d, enum field field,
                                    uint32_t from, uint32_t to, const struct finding **found)
{
	*found = NULL;
	for (uint32_t rank = facts_rank(f, field, from); rank < to; rank = facts_rank(f, field, rank + 1))
		vector_each (i, &f->findings) {
			const struct finding *here = &f->findings.at[i];
			if (here->field != field || here->rank != rank)
				continue;
			struct view date = date_find(d, here->value);
			if (is_plausible(date)) {
				*found = here;
				return date;
			}
		}
	return (struct view){0};
}

/* ---- the days that the page shows near its headline ---- */

/* A day that is shown, and whether the words before it make it that of an update. */
struct shown_day {
	struct view date;
	int32_t day, other; /* other: with day and month the other way round, or NO_DAY */
	bool update;
};

struct shown {
	struct shown_day at[MOST_SHOWN];
	uint32_t count;
};

/* Says little but when, and not when a film opens or a match begins. */
static bool shows_day(const struct scene *s, uint32_t i, const struct date_reader *d,
                      const struct byline_reader *b, struct view text)
{
	const struct line *l = &s->sheet->lines.at[i];
	if (i == s->title || text.length > LONGEST_DATE_LINE || l->digits < 3 || nearby_is_strange(s, i) ||
	    l->marks[MARK_BLOCKQUOTE] < FAR || l->marks[MARK_FIGURE] <= 3 ||
	    (l->marks[MARK_CAPTION] <= 3 && l->marks[MARK_CAPTION] < l->marks[MARK_DATE]))
		return false;
	bool said = byline_has(b, text, "publish") || byline_has(b, text, "update");
	return (!s->prose[i] || said) && (date_is_all(d, text) || l->marks[MARK_DATE] <= 1) &&
	       !byline_has(b, text, "other day");
}

static int32_t other_way_round(int32_t date)
{
	int32_t year, month, day;
	day_split(date, &year, &month, &day);
	return day <= 12 ? day_of(year, day, month) : NO_DAY;
}

/* "Updated 13 March (12 March)": after an update only a word of publishing makes another. */
static void add_days(struct shown *to, const struct date_reader *d, const struct byline_reader *b,
                     struct view text)
{
	bool update = false;
	while (text.length && to->count < MOST_SHOWN) {
		struct view rest = text, date = date_next(d, &rest);
		if (!date.length)
			return;
		struct view words = view_slice(text, 0, text.length - rest.length);
		update = byline_has(b, words, "update") || (update && !byline_has(b, words, "publish"));
		int32_t day = day_of_iso(date);
		if (is_plausible(date))
			to->at[to->count++] = (struct shown_day){date, day, other_way_round(day), update};
		text = rest;
	}
}

/* The lines below the headline come first, then those just above it. */
static void gather_shown(struct shown *to, const struct scene *s, const struct date_reader *d,
                         const struct byline_reader *b)
{
	enum { BELOW = 10, ABOVE = 3 };
	struct range all = nearby_title(s), r = all;
	uint32_t at = s->title != NONE ? s->title : s->first != NONE ? s->first : 0;
	r.begin = at > all.begin + ABOVE ? at - ABOVE : all.begin;
	uint32_t most = s->first != NONE && s->first > at + BELOW ? s->first : at + BELOW;
	r.end = most < all.end ? most : all.end;
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = pass ? r.begin : at; i < (pass ? at : r.end); i++) {
			struct view text = lines_parted(s->sheet, i, PARTED_WHERE_GLUED);
			if (shows_day(s, i, d, b, text))
				add_days(to, d, b, text);
		}
}

static bool is_shown(const struct shown *s, int32_t day, bool update)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->at[i].update == update && (s->at[i].day == day || s->at[i].other == day))
			return true;
	return false;
}

static const struct shown_day *first_shown(const struct shown *s, bool update)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->at[i].update == update)
			return &s->at[i];
	return NULL;
}

/* ---- what decides ---- */

/* The first date in a line near the headline that a hint or its few other words make one of publication. */
static struct view date_of_lines(const struct scene *s, const struct date_reader *d)
{
	struct range r = nearby_title(s);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = r.begin; i < r.end; i++) {
			const struct line *l = &s->sheet->lines.at[i];
			struct view text = s->sheet->flow.pieces.at[i].text;
			if (text.length > LONGEST_DATE_LINE || l->digits < 3 || nearby_is_strange(s, i))
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

/* "12.03.2020 - The harbour ...": the day with which one of the first paragraphs begins. */
static struct view opening_day(const struct date_reader *d, struct view text)
{
	enum { LONGEST_DATE = 24 };
	static const struct view marks[] = {VIEW_OF("-"), VIEW_OF("–"), VIEW_OF("—"),
	                                    VIEW_OF(":"), VIEW_OF("„"), VIEW_OF("“")};
	struct view rest = view_slice(text, 0, LONGEST_DATE);
	if (!text.length || text.at[0] < '0' || text.at[0] > '9')
		return (struct view){0};
	struct view date = date_next(d, &rest);
	if (!date.length || !is_plausible(date))
		return (struct view){0};
	rest = view_trim(view_slice(text, (size_t)(rest.at - text.at), text.length));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_starts(rest, marks[i]))
			return date;
	return (struct view){0};
}

static struct view date_of_opening(const struct scene *s, const struct date_reader *d)
{
	enum { LINES = 4 };
	struct view date = {0};
	for (uint32_t i = s->first; i < s->sheet->lines.count && i < s->first + LINES && !date.length; i++)
		if (s->prose[i])
			date = opening_day(d, s->sheet->flow.pieces.at[i].text);
	return date;
}

static void take(struct article *a, struct view date, struct view why)
{
	a->published = date;
	a->why.published = why;
}

/* The day on which machines are told that the page was changed comes with its hour. */
static void take_shown(struct article *a, const struct shown_day *day)
{
	bool modified = day_of_iso(a->modified) == day->day;
	take(a, modified ? a->modified : day->date, VIEW("byline"));
}

/* Where the day that the page shows its readers is another than the one it tells machines, theirs is the
 * article's: evenings in America are the next day in Greenwich, and what is published anew keeps its old date
 * for machines. An update is none, unless it is the only day that is shown and a new edition. */
static void prefer_shown(struct article *a, const struct shown *shown, bool strong)
{
	int32_t published = day_of_iso(a->published), modified = day_of_iso(a->modified);
	int32_t latest = modified != NO_DAY && modified > published ? modified : published;
	const struct shown_day *plain = first_shown(shown, false), *update = first_shown(shown, true);
	if (published == NO_DAY || is_shown(shown, published, !plain))
		return;
	if (plain && (plain->day <= latest + FAR_AHEAD || !strong))
		take_shown(a, plain);
	else if (!plain && update && (update->day < published || update->day >= published + NEW_EDITION))
		take_shown(a, update);
}

void published_read(struct article *a, const struct scene *s, const struct facts *f,
                    const struct date_reader *d, const struct byline_reader *b)
{
	const struct finding *found, *modified;
	struct shown shown = {.count = 0};
	gather_shown(&shown, s, d, b);
	const struct shown_day *plain = first_shown(&shown, false);
	a->modified = date_of_findings(f, d, FIELD_MODIFIED, 0, 100, &modified);
	a->why.modified = modified ? modified->why : (struct view){0};
	struct view date = date_of_findings(f, d, FIELD_PUBLISHED, 0, RANK_SURE, &found);
	if (date.length) {
		take(a, date, found->why);
		prefer_shown(a, &shown, found->rank < RANK_STRONG);
	} else if (plain) {
		take(a, plain->date, VIEW("byline"));
	} else if ((date = date_of_lines(s, d)).length) {
		take(a, date, VIEW("byline"));
	} else if ((date = date_of_url(d, a->url)).length) {
		take(a, date, VIEW("url"));
	} else if ((date = date_of_opening(s, d)).length) {
		take(a, date, VIEW("byline"));
	} else if ((date = date_of_findings(f, d, FIELD_PUBLISHED, RANK_SURE, 100, &found)).length) {
		take(a, date, found->why);
	}
	a->published_day = day_of_iso(a->published);
}
