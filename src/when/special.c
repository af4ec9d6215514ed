/* Days with names of their own: holidays, fasts, and dates that became names. */
#include "article/day.h"
#include "base/utf8.h"
#include "when/scan.h"

enum { LONGEST_NAME = 8 }; /* lexemes: "Sept. 11 terrorist attacks", "Martin Luther King, Jr. Day" */

static bool is_number(struct view text, int32_t *n)
{
	int32_t sign = view_starts(text, VIEW("-")) ? -1 : 1;
	size_t at = sign < 0 || view_starts(text, VIEW("+"));
	*n = 0;
	for (size_t i = at; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*n = *n * 10 + (text.at[i] - '0');
	}
	*n *= sign;
	return text.length > at;
}

/* "mon" is 0. */
static int32_t weekday_named(struct view name)
{
	static const char names[] = "montuewedthufrisatsun";
	for (int32_t i = 0; i < 7; i++)
		if (view_equal(name, view_of(names + 3 * i, 3)))
			return i;
	return -1;
}

/* "thu 4 11 +1" in a year. */
static struct stretch by_weekday(struct view rule, int32_t year)
{
	int32_t n, month, more = 0;
	int32_t weekday = weekday_named(view_cut(&rule, ' '));
	struct view nth = view_cut(&rule, ' '), of = view_cut(&rule, ' ');
	if (weekday < 0 || !is_number(nth, &n) || !is_number(of, &month))
		return (struct stretch){0};
	if (rule.length)
		is_number(rule, &more);
	return (struct stretch){.from = moment_day(weekday_of_month(year, month, weekday, n) + more)};
}

static struct stretch by_table(const struct scan *s, struct view name, int32_t year)
{
	uint32_t first = know_column(s->moving, "first"), last = know_column(s->moving, "last");
	for (struct row row = know_find(s->moving, name); row.table; row = know_next(row)) {
		int32_t day = know_day(row, first), end = know_day(row, last);
		if (year_of(day) != year)
			continue;
		struct stretch when = {.from = moment_day(day)};
		if (end != NO_DAY)
			when.to = moment_day(end);
		return when;
	}
	return (struct stretch){0};
}

/* The day of a rule in a year; from.grain GRAIN_NONE where the rule or the table has none. */
static struct stretch day_by_rule(const struct scan *s, struct view rule, int32_t year)
{
	int32_t n, month, day;
	struct view month_day = rule;
	if (view_starts(rule, VIEW("table ")))
		return by_table(s, view_slice(rule, 6, rule.length), year);
	if (view_starts(rule, VIEW("easter")) && is_number(view_slice(rule, 6, rule.length), &n))
		return (struct stretch){.from = moment_day(easter_of(year) + n)};
	if (is_number(view_cut(&month_day, '-'), &month) && is_number(month_day, &day))
		return (struct stretch){.from = moment_day(day_of(year, month, day))};
	return by_weekday(rule, year);
}

/* The longest name of special_days that begins at i. */
static struct row name_at(const struct scan *s, uint32_t i, uint32_t *end)
{
	struct row best = {0};
	for (uint32_t last = i; last < i + LONGEST_NAME && look(s, last)->kind != LEXEME_END; last++) {
		struct bytes bytes = {look(s, i)->bytes.begin, look(s, last)->bytes.end};
		struct row row = know_find_text(s->special, s->a->arena, text_of(s->a, bytes));
		if (row.table) {
			best = row;
			*end = last + 1;
		}
	}
	return best;
}

/* The year of a day that comes every year, by what stands before it, its tense, or nearness. */
static struct stretch nearest(const struct scan *s, uint32_t i, struct view rule)
{
	int32_t year = year_of(s->today);
	struct stretch now = day_by_rule(s, rule, year), other = now;
	enum time_class before = class_before(s, i);
	enum tense tense = before == TIME_LAST   ? TENSE_PAST
	                   : before == TIME_NEXT ? TENSE_FUTURE
	                                         : tense_at(s, i);
	if (now.from.grain == GRAIN_NONE || before == TIME_THIS)
		return now;
	int32_t apart = now.from.first - s->today;
	if (tense == TENSE_PAST && apart > 0)
		other = day_by_rule(s, rule, year - 1);
	else if (tense == TENSE_FUTURE && apart < 0)
		other = day_by_rule(s, rule, year + 1);
	else if (tense == TENSE_UNKNOWN && (apart > 183 || apart < -183))
		other = day_by_rule(s, rule, apart > 0 ? year - 1 : year + 1);
	return other.from.grain ? other : now;
}

/* "Christmas" alone is a date where one is looked for: "before Christmas", "last Easter". */
static bool is_led(const struct scan *s, uint32_t i)
{
	switch (class_before(s, i)) {
	case TIME_ON:
	case TIME_AT:
	case TIME_BY:
	case TIME_IN:
	case TIME_OF:
	case TIME_BEFORE:
	case TIME_AFTER:
	case TIME_UNTIL:
	case TIME_SINCE:
	case TIME_ABOUT:
	case TIME_DURING:
	case TIME_LAST:
	case TIME_NEXT:
	case TIME_THIS:
	case TIME_FROM:
	case TIME_TO:
	case TIME_BETWEEN:
		return true;
	default:
		return false;
	}
}

/* Whether the name is followed by the thing that it belongs to: "Christmas dinner". */
static bool belongs_to_noun(const struct scan *s, uint32_t end)
{
	return is_common_noun(s, end) || (is_mark(s, end, '-') && look(s, end)->tight);
}

bool read_special(const struct scan *s, uint32_t i, struct found *f, bool *never)
{
	uint32_t end = i;
	struct row row = name_at(s, i, &end);
	struct view rule = know_text(row, know_column(s->special, "rule"));
	struct view sure = know_text(row, know_column(s->special, "sure"));
	*never = view_equal(rule, VIEW("never"));
	*f = (struct found){.begin = i, .end = end, .dated = true};
	if (!row.table || *never)
		return false;
	int32_t day = day_of_iso(rule), year;
	uint32_t behind = read_year_after(s, end, &year);
	bool always = view_equal(sure, VIEW("always"));
	if (!always && !year && (!is_led(s, i) || belongs_to_noun(s, end)))
		return false;
	bool directed = class_before(s, i) == TIME_LAST || class_before(s, i) == TIME_NEXT ||
	                class_before(s, i) == TIME_THIS;
	f->begin -= directed;
	f->why = "special_days";
	if (day != NO_DAY && rule.length == 10) {
		f->when.from = moment_day(day);
		return true;
	}
	if (year) {
		f->end = behind;
		f->when = day_by_rule(s, rule, year);
	} else if (s->today != NO_DAY)
		f->when = nearest(s, i, rule);
	else if (rule.length == 5)
		f->when.from = moment_yearless((rule.at[0] - '0') * 10 + rule.at[1] - '0',
		                               (rule.at[3] - '0') * 10 + rule.at[4] - '0');
	return true;
}
