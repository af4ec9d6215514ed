/* Dates that are told from another day: today's, or one told of before. */
#include "article/day.h"
#include "when/scan.h"

enum { AHEAD = 12, MOST_UNITS = 2000 };

static void fill(struct found *f, uint32_t begin, uint32_t end, const char *why)
{
	*f = (struct found){.begin = begin, .end = end, .why = why, .dated = true};
}

static void fill_day(struct found *f, uint32_t begin, uint32_t end, int32_t day)
{
	fill(f, begin, end, "published");
	if (day != NO_DAY)
		f->when.from = moment_day(day);
}

static bool is_unit(const struct scan *s, uint32_t i)
{
	return is_class(s, i, TIME_UNIT) || is_class(s, i, TIME_UNITS);
}

/* ---- Weekdays ---- */

/* The weekday on or before a day, or on or after it. */
static int32_t weekday_by(int32_t day, int32_t weekday, bool after)
{
	int32_t back = (day_weekday(day) - weekday + 7) % 7;
	return after ? day + (7 - back) % 7 : day - back;
}

static bool is_weekday(const struct scan *s, uint32_t i)
{
	const struct lexeme *l = look(s, i);
	if (!l->capital)
		return false;
	if (l->class == TIME_WEEKDAY)
		return true;
	if (l->class != TIME_SHORT_WEEKDAY)
		return false;
	/* "Sun" and "Sat" are words too: "Sun., May 7", "Mon May 8" and "on Tues." are days. */
	uint32_t at = i + 1 + is_mark(s, i + 1, '.');
	at += is_mark(s, at, ',');
	enum time_class next = (enum time_class)look(s, at)->class;
	return next == TIME_MONTH || next == TIME_SHORT_MONTH || next == TIME_DOUBTFUL_MONTH ||
	       (at > i + 1 && look(s, at)->kind == LEXEME_NUMBER) ||
	       (is_mark(s, i + 1, '.') && class_before(s, i) == TIME_ON);
}

static uint32_t after_weekday(const struct scan *s, uint32_t i)
{
	return i + 1 + (is_class(s, i, TIME_SHORT_WEEKDAY) && is_mark(s, i + 1, '.'));
}

/* "of last week", "next week" behind a weekday: the Monday of that week, or NO_DAY. */
static int32_t week_told(const struct scan *s, uint32_t i, uint32_t *end)
{
	uint32_t at = i + is_class(s, i, TIME_OF);
	at += is_class(s, at, TIME_THE);
	bool told = is_class(s, at, TIME_LAST) || is_class(s, at, TIME_NEXT) || is_class(s, at, TIME_THIS);
	if (!told || !is_class(s, at + 1, TIME_UNIT) || look(s, at + 1)->value != UNIT_WEEK)
		return NO_DAY;
	*end = at + 2;
	return s->today == NO_DAY ? NO_DAY : moment_week(s->today).first + 7 * look(s, at)->value;
}

static bool before_event(const struct scan *s, uint32_t i)
{
	return i > 1 && is_class(s, i - 1, TIME_OF) && is_class(s, i - 2, TIME_DUE);
}

/* The day that the text means by a weekday, by its tense; where that is silent, the one just past. */
static int32_t weekday_meant(const struct scan *s, uint32_t i, int32_t weekday)
{
	if (s->today == NO_DAY)
		return NO_DAY;
	bool ahead = tense_at(s, i) == TENSE_FUTURE || before_event(s, i);
	return weekday_by(s->today, weekday, ahead);
}

/* "A Monday", "a rainy Monday", "every Monday": none in particular. */
static bool is_any_weekday(const struct scan *s, uint32_t i)
{
	enum time_class before = class_before(s, i);
	if (before == TIME_RECURRING)
		return true;
	if (is_mark(s, i + 1, ','))
		return false;
	const struct token *t = i > 1 ? token_at(s, i - 1) : NULL;
	bool described = t && t->upos == UPOS_ADJ && is_class(s, i - 2, TIME_ARTICLE);
	return before == TIME_ARTICLE || described;
}

/* "Monday", "Monday, May 29", "Monday of last week", "Sept. 3" behind it left to the date. */
static bool read_weekday(const struct scan *s, uint32_t i, struct found *f)
{
	if (!is_weekday(s, i) || is_any_weekday(s, i))
		return false;
	uint32_t end = after_weekday(s, i), at = end + is_mark(s, end, ',');
	at += is_class(s, at, TIME_THE);
	struct found day;
	if ((look(s, at)->kind == LEXEME_NUMBER || look(s, at)->class) && read_absolute(s, at, &day) &&
	    day.when.from.grain == GRAIN_DAY) {
		*f = day;
		f->begin = i;
		return true;
	}
	int32_t monday = week_told(s, end, &end);
	if (monday != NO_DAY)
		fill_day(f, i, end, monday + look(s, i)->value);
	else
		fill_day(f, i, end, weekday_meant(s, i, look(s, i)->value));
	return true;
}

/* ---- Today and its neighbours ---- */

/* "Today", "tomorrow night", "the day before yesterday". */
static bool read_deictic(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	int32_t more = 0;
	bool day = look(s, at)->class == TIME_UNIT && look(s, at)->value == UNIT_DAY &&
	           (is_class(s, at + 1, TIME_BEFORE) || is_class(s, at + 1, TIME_AFTER)) &&
	           is_class(s, at + 2, TIME_DEICTIC) && look(s, at + 2)->value;
	if (day) {
		more = look(s, at + 1)->value;
		at += 2;
	}
	if (!is_class(s, at, TIME_DEICTIC) || (at > i && !day))
		return false;
	if (look(s, at)->capital && names_somebody(s, at))
		return false;
	fill_day(f, i, at + 1, s->today == NO_DAY ? NO_DAY : s->today + look(s, at)->value + more);
	return true;
}

/* ---- Quantities ---- */

uint32_t read_quantity(const struct scan *s, uint32_t i, int32_t *n)
{
	const struct lexeme *l = look(s, i);
	*n = l->value;
	if (l->kind == LEXEME_NUMBER) /* "2.5 years" is no five years */
		return l->digits && l->digits <= 4 && l->value <= MOST_UNITS && !(i > 0 && l->tight) ? i + 1
		                                                                                     : 0;
	switch (l->class) {
	case TIME_NUMBER:
	case TIME_ARTICLE:
		if (l->class == TIME_ARTICLE && is_class(s, i + 1, TIME_VAGUE)) { /* "a few", "a couple of" */
			*n = 0;
			return i + 2 + is_class(s, i + 2, TIME_OF);
		}
		if (is_class(s, i + 1, TIME_HUNDRED)) {
			*n = l->value * 100;
			return i + 2;
		}
		if (l->class == TIME_ARTICLE && look(s, i + 1)->value == 12 &&
		    is_class(s, i + 1, TIME_NUMBER)) {
			*n = 12;
			return i + 2;
		}
		return i + 1;
	case TIME_TENS: {
		uint32_t unit = i + 1 + is_mark(s, i + 1, '-');
		bool more = is_class(s, unit, TIME_NUMBER) && look(s, unit)->value < 10;
		*n += more ? look(s, unit)->value : 0;
		return more ? unit + 1 : i + 1;
	}
	case TIME_VAGUE:
		*n = 0;
		return i + 1 + is_class(s, i + 1, TIME_OF);
	default:
		return 0;
	}
}

/* "Three weeks", "a year and a half": how many of what. */
struct amount {
	int32_t n; /* 0: not said */
	enum unit unit;
	uint32_t end;
};

static bool read_amount(const struct scan *s, uint32_t i, struct amount *m)
{
	m->end = read_quantity(s, i, &m->n);
	if (!m->end || !is_unit(s, m->end) || look(s, m->end)->value < UNIT_DAY)
		return false;
	m->unit = (enum unit)look(s, m->end)->value;
	m->n *= look(s, m->end)->times;
	m->end++;
	bool half = is_class(s, m->end, TIME_AND) && is_class(s, m->end + 1, TIME_ARTICLE) &&
	            is_class(s, m->end + 2, TIME_HALF);
	if (half) {
		m->end += 3;
		m->n = m->unit == UNIT_YEAR ? m->n * 12 + 6 : 0;
		m->unit = m->unit == UNIT_YEAR ? UNIT_MONTH : m->unit;
	}
	return true;
}

static void fill_shifted(struct found *f, int32_t from, int32_t n, enum unit unit)
{
	if (from != NO_DAY && n)
		f->when = shifted(from, n, unit);
}

/* The day that "the next day" or "a year earlier" is told from; NO_DAY if what was told last is coarser. */
static int32_t anchor_for(const struct scan *s, enum unit unit)
{
	enum grain finest = unit <= UNIT_WEEK ? GRAIN_DAY : unit <= UNIT_QUARTER ? GRAIN_MONTH : GRAIN_YEAR;
	return s->anchor_grain <= finest ? s->anchor : NO_DAY;
}

/* The day that "after the March 3 attack" or "before Monday's vote" names, within the sentence. */
static int32_t day_told(const struct scan *s, uint32_t i)
{
	struct found f;
	for (uint32_t at = i; at < i + AHEAD && look(s, at)->kind != LEXEME_END && !is_mark(s, at, '.');
	     at++) {
		const struct lexeme *l = look(s, at);
		bool may = l->kind == LEXEME_NUMBER || (l->class && l->class != TIME_ARTICLE);
		if (l->class == TIME_BEFORE || l->class == TIME_AFTER || l->class == TIME_SAYING)
			return NO_DAY;
		if (!may)
			continue;
		if (read_absolute(s, at, &f))
			return f.when.from.yearless ? with_year(s, at, f.when.from).first : f.when.from.first;
		if (is_class(s, at, TIME_DEICTIC) || is_class(s, at, TIME_WEEKDAY))
			return (read_weekday(s, at, &f) || read_deictic(s, at, &f)) && f.when.from.grain
			               ? f.when.from.first
			               : NO_DAY;
	}
	return NO_DAY;
}

/* "Two weeks after the vote": to the day in weeks and days, to the month or year in those. */
static void fill_from_event(const struct scan *s, struct found *f, const struct amount *m, uint32_t at)
{
	int32_t day = day_told(s, at + 1), n = m->n * look(s, at)->value;
	f->why = "event";
	if (day == NO_DAY || !n)
		return;
	if (m->unit == UNIT_WEEK)
		f->when.from = moment_day(day + 7 * n);
	else
		f->when = shifted(day, n, m->unit);
}

/* "Two months ago", "a year earlier", "three days later", "seven months after the vote". */
static bool read_distance(const struct scan *s, uint32_t i, struct found *f)
{
	struct amount m;
	if (!read_amount(s, i, &m) || is_mark(s, m.end, '-') ||
	    (i > 0 && is_mark(s, i - 1, '.') && look(s, i)->tight))
		return false;
	const struct lexeme *l = look(s, m.end);
	bool from_now = is_class(s, m.end, TIME_FROM) && view_equal(text_at(s, m.end + 1), VIEW("now"));
	fill(f, i, m.end + 1 + from_now, "published");
	if (l->class == TIME_AGO && (!look(s, m.end)->tight)) {
		fill_shifted(f, s->today, -m.n, m.unit);
		return true;
	}
	if (l->class == TIME_HENCE || from_now) {
		fill_shifted(f, s->today, m.n, m.unit);
		return true;
	}
	if (l->class == TIME_STAGE && l->value) {
		f->why = "event";
		fill_shifted(f, anchor_for(s, m.unit), m.n * l->value, m.unit);
		return true;
	}
	if (l->class == TIME_AFTER || l->class == TIME_BEFORE) {
		fill_from_event(s, f, &m, m.end);
		return true;
	}
	return false;
}

/* "In three days", "within two weeks", where that lies ahead. */
static bool read_within(const struct scan *s, uint32_t i, struct found *f)
{
	struct amount m;
	uint32_t at = i + 1;
	at += is_class(s, at, TIME_ABOUT);
	if (!is_class(s, i, TIME_IN) || !read_amount(s, at, &m) || !m.n || is_class(s, m.end, TIME_OF))
		return false;
	if (tense_at(s, i) != TENSE_FUTURE)
		return false;
	fill(f, i, m.end, "published");
	fill_shifted(f, s->today, m.n, m.unit);
	return true;
}

/* ---- Last, next, this ---- */

static void fill_rolling(const struct scan *s, struct found *f, int32_t n, enum unit unit)
{
	if (s->today == NO_DAY || !n)
		return;
	int32_t other = days_on(s->today, n, unit);
	f->when.from = moment_day(n < 0 ? other : s->today);
	f->when.to = moment_day(n < 0 ? s->today : other);
}

static bool is_direction(const struct scan *s, uint32_t i)
{
	return is_class(s, i, TIME_LAST) || is_class(s, i, TIME_PAST) || is_class(s, i, TIME_NEXT) ||
	       is_class(s, i, TIME_COMING);
}

/* "He left the next year": what is next to a day told of, not to today. */
static bool is_told_of_past(const struct scan *s, uint32_t the, uint32_t next)
{
	return next > the && is_class(s, next, TIME_NEXT) && tense_at(s, next + 1) == TENSE_PAST;
}

/* "The past three days", "the next two weeks", "over the last year". */
static bool read_rolling(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	struct amount m;
	if (!is_direction(s, at))
		return false;
	int32_t direction = look(s, at)->value;
	bool counted = read_amount(s, at + 1, &m) && !is_class(s, at + 1, TIME_ARTICLE);
	if (!counted && (!is_class(s, at + 1, TIME_UNIT) || (at == i && !is_class(s, at, TIME_PAST))))
		return false;
	if (!counted) {
		m = (struct amount){1, (enum unit)look(s, at + 1)->value, at + 2};
		if (m.unit < UNIT_WEEK)
			return false;
	}
	if (is_class(s, m.end, TIME_OF)) /* "the last week of May" */
		return false;
	bool told = is_told_of_past(s, i, at);
	fill(f, i, m.end, told ? "event" : "published");
	if (!told)
		fill_rolling(s, f, m.n * direction, m.unit);
	return true;
}

/* The month or season of that name before or after this one. */
static struct stretch named_month(const struct scan *s, int32_t month, int32_t months, int32_t direction)
{
	int32_t year = year_of(s->today), now = month_of(s->today);
	if (direction < 0 && month + months - 1 >= now)
		year--;
	if (direction > 0 && month <= now)
		year++;
	return months == 1 ? (struct stretch){.from = moment_month(year, month)} : season_of(year, month);
}

static int32_t weekday_told(const struct scan *s, int32_t weekday, int32_t direction, uint32_t i)
{
	if (direction < 0)
		return weekday_by(s->today - 1, weekday, false);
	if (direction > 0)
		return weekday_by(s->today + 1, weekday, true);
	return weekday_meant(s, i, weekday);
}

static struct stretch weekend_of(int32_t day, int32_t direction)
{
	int32_t saturday = moment_week(day).first + 5 + 7 * direction;
	return (struct stretch){moment_day(saturday), moment_day(saturday + 1)};
}

/* "Last Tuesday", "next May", "this week", "last summer", "last night", "this weekend". */
static bool read_directed(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + 1;
	int32_t direction = look(s, i)->value, today = s->today;
	bool this = is_class(s, i, TIME_THIS);
	if (!this && !is_class(s, i, TIME_LAST) && !is_class(s, i, TIME_NEXT) && !is_class(s, i, TIME_COMING))
		return false;
	const struct lexeme *l = look(s, at);
	fill(f, i, at + 1, "published");
	bool known = today != NO_DAY;
	switch (l->class) {
	case TIME_WEEKDAY:
		if (known)
			f->when.from = moment_day(weekday_told(s, l->value, direction, at));
		return l->capital;
	case TIME_MONTH:
	case TIME_DOUBTFUL_MONTH:
		if (known)
			f->when = this ? (struct stretch){.from = moment_month(year_of(today), l->value)}
			               : named_month(s, l->value, 1, direction);
		return l->capital && !is_class(s, at + 1, TIME_NUMBER) &&
		       look(s, at + 1)->kind != LEXEME_NUMBER;
	case TIME_SEASON:
		if (known)
			f->when = this ? season_of(year_of(today), l->value)
			               : named_month(s, l->value, 3, direction);
		return true;
	case TIME_WEEKEND:
		if (known)
			f->when = weekend_of(today, direction);
		return true;
	case TIME_PART_OF_DAY:
		if (known)
			f->when.from = moment_day(today + direction);
		return true;
	case TIME_UNIT:
		if (l->value < UNIT_WEEK || (l->value >= UNIT_DECADE && direction > 0))
			return false;
		if (known)
			f->when = unit_around(days_on(today, direction, (enum unit)l->value),
			                      (enum unit)l->value);
		return true;
	default:
		return false;
	}
}

/* "The previous day", "the following week", "a day later" by another word, "that year": from the day told of
 * before. */
static bool read_anchored(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	enum time_class class = (enum time_class)look(s, at)->class;
	int32_t direction = look(s, at)->value;
	bool unit = is_class(s, at + 1, TIME_UNIT) && look(s, at + 1)->value >= UNIT_DAY &&
	            look(s, at + 1)->value <= UNIT_YEAR;
	bool next = class == TIME_NEXT && (look(s, at + 1)->value == UNIT_DAY || is_told_of_past(s, i, at));
	if (!unit || (class != TIME_PREVIOUS && class != TIME_FOLLOWING && class != TIME_SAME && !next))
		return false;
	if (class == TIME_SAME && is_mark(s, at + 2, '\''))
		return false;
	if (class == TIME_FOLLOWING && at == i)
		return false;
	fill(f, i, at + 2, "event");
	enum unit of = (enum unit)look(s, at + 1)->value;
	int32_t anchor = anchor_for(s, of);
	if (anchor != NO_DAY)
		f->when = direction ? shifted(anchor, direction, of) : unit_around(anchor, of);
	return true;
}

/* "The day after the vote", "a day before Monday's strike". */
static bool read_day_beside(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + 1;
	bool day = is_class(s, i, TIME_THE) && is_class(s, at, TIME_UNIT) && look(s, at)->value >= UNIT_DAY &&
	           look(s, at)->value <= UNIT_YEAR &&
	           (is_class(s, at + 1, TIME_BEFORE) || is_class(s, at + 1, TIME_AFTER) ||
	            (is_class(s, at + 1, TIME_STAGE) && look(s, at + 1)->value));
	if (!day)
		return false;
	struct amount m = {1, (enum unit)look(s, at)->value, at + 1};
	fill(f, i, at + 2, "event");
	fill_from_event(s, f, &m, at + 1);
	bool said_before = f->when.from.grain == GRAIN_NONE && look(s, at + 2)->kind != LEXEME_WORD;
	if (said_before) /* "He flew home the day after." */
		fill_shifted(f, anchor_for(s, m.unit), look(s, at + 1)->value, m.unit);
	return true;
}

/* "The weekend", by its tense the last or the next. */
static bool read_weekend(const struct scan *s, uint32_t i, struct found *f)
{
	if (!is_class(s, i, TIME_THE) || !is_class(s, i + 1, TIME_WEEKEND) || is_class(s, i + 2, TIME_OF))
		return false;
	fill(f, i, i + 2, "published");
	if (s->today == NO_DAY)
		return true;
	bool ahead = tense_at(s, i) == TENSE_FUTURE || day_weekday(s->today) >= 5;
	f->when = weekend_of(s->today, ahead ? 0 : -1);
	return true;
}

/* "Earlier this month", "late last year", "early on Monday", "mid-May", "the end of 2018". */
static bool read_staged(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	if (is_class(s, at, TIME_EDGE) && is_class(s, at + 1, TIME_OF))
		at += 2;
	else if (is_class(s, i, TIME_STAGE))
		at = i + 1 + is_mark(s, i + 1, '-');
	else
		return false;
	bool after_the = is_class(s, at, TIME_THE) && is_class(s, at + 1, TIME_UNIT);
	bool after_stage =
	        is_class(s, i, TIME_STAGE) && (is_class(s, at, TIME_ON) || is_class(s, at, TIME_IN));
	at += after_stage;
	after_the = is_class(s, at, TIME_THE) && is_class(s, at + 1, TIME_UNIT);
	if (after_the && look(s, at + 1)->value >= UNIT_WEEK && look(s, at + 1)->value <= UNIT_YEAR) {
		fill(f, i, at + 2, "published");
		if (s->today != NO_DAY)
			f->when = unit_around(s->today, (enum unit)look(s, at + 1)->value);
		return true;
	}
	if (!read_absolute(s, at, f) && !read_directed(s, at, f) && !read_deictic(s, at, f) &&
	    !read_weekday(s, at, f))
		return false;
	f->begin = i;
	return true;
}

bool read_relative(const struct scan *s, uint32_t i, struct found *f)
{
	switch (look(s, i)->class) {
	case TIME_WEEKDAY:
	case TIME_SHORT_WEEKDAY:
		return read_weekday(s, i, f);
	case TIME_DEICTIC:
		return read_deictic(s, i, f);
	case TIME_THE:
		return read_deictic(s, i, f) || read_anchored(s, i, f) || read_rolling(s, i, f) ||
		       read_day_beside(s, i, f) || read_weekend(s, i, f) || read_staged(s, i, f);
	case TIME_LAST:
	case TIME_NEXT:
	case TIME_THIS:
	case TIME_PAST:
	case TIME_COMING:
		return read_anchored(s, i, f) || read_rolling(s, i, f) || read_directed(s, i, f);
	case TIME_PREVIOUS:
	case TIME_FOLLOWING:
	case TIME_SAME:
		return read_anchored(s, i, f);
	case TIME_STAGE:
	case TIME_EDGE:
		return read_staged(s, i, f);
	case TIME_IN:
		return read_within(s, i, f);
	case TIME_NUMBER:
	case TIME_TENS:
	case TIME_VAGUE:
	case TIME_ARTICLE:
		return read_distance(s, i, f);
	default:
		return look(s, i)->kind == LEXEME_NUMBER && look(s, i)->digits && read_distance(s, i, f);
	}
}
