/* Dates that name a day, a month or a year by its number or name. */
#include <math.h>

#include "article/day.h"
#include "when/scan.h"

enum { EARLIEST_YEAR = 1000, LATEST_YEAR = 2199, FIRST_BARE_YEAR = 1900, LAST_BARE_YEAR = 2060 };

static bool is_month_name(const struct scan *s, uint32_t i)
{
	const struct lexeme *l = look(s, i);
	return l->capital &&
	       (l->class == TIME_MONTH || l->class == TIME_DOUBTFUL_MONTH || l->class == TIME_SHORT_MONTH);
}

/* Behind a month's name, and the dot of a short one. */
static uint32_t after_month(const struct scan *s, uint32_t i)
{
	bool dot = is_class(s, i, TIME_SHORT_MONTH) && is_mark(s, i + 1, '.') && look(s, i + 1)->tight;
	return dot ? i + 2 : i + 1;
}

int32_t year_at(const struct scan *s, uint32_t i)
{
	const struct lexeme *l = look(s, i);
	bool year = l->kind == LEXEME_NUMBER && l->digits == 4 && l->value >= EARLIEST_YEAR &&
	            l->value <= LATEST_YEAR;
	bool tail = is_mark(s, i + 1, ':') && look(s, i + 1)->tight && look(s, i + 2)->tight &&
	            look(s, i + 2)->kind == LEXEME_NUMBER;
	return year && !tail ? l->value : 0;
}

uint32_t read_year_after(const struct scan *s, uint32_t i, int32_t *year)
{
	uint32_t at = i;
	if (is_mark(s, at, ',') || is_class(s, at, TIME_OF))
		at++;
	if (is_mark(s, at, '\'') && look(s, at + 1)->tight && look(s, at + 1)->digits == 2) {
		*year = look(s, at + 1)->value;
		*year += *year > 40 ? 1900 : 2000;
		return at + 2;
	}
	bool word_tight = look(s, at + 1)->tight && look(s, at + 1)->kind == LEXEME_WORD;
	*year = word_tight || is_class(s, at + 1, TIME_MEASURE) ? 0 : year_at(s, at);
	return *year ? at + 1 : i;
}

uint32_t read_day_number(const struct scan *s, uint32_t i, int32_t *day)
{
	const struct lexeme *l = look(s, i);
	if (l->kind == LEXEME_NUMBER && l->digits >= 1 && l->digits <= 2 && l->value >= 1 && l->value <= 31) {
		*day = l->value;
		bool ending = is_class(s, i + 1, TIME_ORDINAL_ENDING) && look(s, i + 1)->tight;
		return ending ? i + 2 : i + 1;
	}
	*day = l->value;
	if (l->class == TIME_ORDINAL)
		return i + 1;
	bool compound = l->class == TIME_TENS && l->value <= 30 && is_mark(s, i + 1, '-') &&
	                is_class(s, i + 2, TIME_ORDINAL) && look(s, i + 2)->value < 10;
	*day += compound ? look(s, i + 2)->value : 0;
	return compound && *day <= 31 ? i + 3 : 0;
}

/* A yearless moment's nearest fit: the last one not after today, the first not before it, or the nearer. */
static struct moment nearest_year(const struct scan *s, struct moment m, enum tense tense)
{
	int32_t year = year_of(s->today);
	struct moment now = moment_in_year(m, year);
	bool ahead = now.first > s->today, behind = moment_last(now) < s->today;
	if (tense == TENSE_PAST)
		return ahead ? moment_in_year(m, year - 1) : now;
	if (tense == TENSE_FUTURE)
		return behind ? moment_in_year(m, year + 1) : now;
	if (ahead && now.first - s->today > 183)
		return moment_in_year(m, year - 1);
	return behind && s->today - moment_last(now) > 183 ? moment_in_year(m, year + 1) : now;
}

struct moment with_year(const struct scan *s, uint32_t i, struct moment m)
{
	if (!m.yearless || s->today == NO_DAY)
		return m;
	enum tense tense = tense_at(s, i);
	if (s->story_year && tense != TENSE_FUTURE)
		return moment_in_year(m, s->story_year);
	return nearest_year(s, m, tense);
}

static bool valid_day(int32_t month, int32_t day, int32_t year)
{
	return day <= days_in_month(year ? year : 2000, month); /* 2000: a leap year */
}

static void fill(struct found *f, uint32_t begin, uint32_t end, struct moment m, bool dated)
{
	*f = (struct found){.begin = begin, .end = end, .when.from = m, .why = "absolute", .dated = dated};
}

static struct moment day_in(int32_t year, int32_t month, int32_t day)
{
	struct moment m = moment_yearless(month, day);
	return year ? moment_in_year(m, year) : m;
}

/* "May 7", "May 7th, 2017", "Sept. the 7th". */
static bool read_month_day(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t month = look(s, i)->value, day, year;
	uint32_t at = after_month(s, i);
	at += is_class(s, at, TIME_THE);
	uint32_t end = read_day_number(s, at, &day);
	if (!end || (is_class(s, at, TIME_ORDINAL) && is_common_noun(s, end)))
		return false;
	/* "May 10:30" and "June 3.5" are no days, "March 20 000" no day either. */
	if ((is_mark(s, end, ':') || is_mark(s, end, '.') || is_mark(s, end, '%')) && look(s, end)->tight &&
	    (look(s, end + 1)->kind == LEXEME_NUMBER || is_mark(s, end, '%')) && look(s, end + 1)->tight)
		return false;
	end = read_year_after(s, end, &year);
	if (!valid_day(month, day, year))
		return false;
	fill(f, i, end, day_in(year, month, day), year != 0);
	return true;
}

/* "7 May", "7th of May 2017", "the 7th of May". */
static bool read_day_month(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t day, year;
	uint32_t at = i + is_class(s, i, TIME_THE);
	at = read_day_number(s, at, &day);
	if (!at)
		return false;
	bool of = is_class(s, at, TIME_OF);
	at += of;
	if (!is_month_name(s, at) || look(s, at)->tight)
		return false;
	int32_t month = look(s, at)->value;
	uint32_t end = read_year_after(s, after_month(s, at), &year);
	if (!valid_day(month, day, year))
		return false;
	fill(f, i, end, day_in(year, month, day), year != 0);
	return true;
}

/* Whether a month's name that is a word or a name too ("May", "March", "April") is one here. */
static bool means_month(const struct scan *s, uint32_t i)
{
	const struct lexeme *next = look(s, i + 1);
	if (names_somebody(s, i) || (next->kind == LEXEME_WORD && next->capital && !next->class))
		return false; /* "April Jones" */
	switch (class_before(s, i)) {
	case TIME_IN:
	case TIME_SINCE:
	case TIME_UNTIL:
	case TIME_LAST:
	case TIME_NEXT:
	case TIME_THIS:
	case TIME_COMING:
	case TIME_STAGE:
	case TIME_DURING:
	case TIME_OF:
	case TIME_BY:
	case TIME_BETWEEN:
	case TIME_FROM:
	case TIME_TO:
		return true;
	case TIME_THE:
	case TIME_ARTICLE:
		return is_common_noun(s, i + 1);
	default:
		/* "mid-May"; and "May elections" where lang sees a date. */
		if (i > 0 && is_mark(s, i - 1, '-') && look(s, i)->tight)
			return class_before(s, i - 1) == TIME_STAGE ||
			       is_month_name(s, i - 2 < i ? i - 2 : i);
		const struct token *t = token_at(s, i);
		return t && t->entity == ENTITY_DATE && t->upos == UPOS_PROPN;
	}
}

/* "In May", "May 2017", "May of last year". */
static bool read_month(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t year;
	uint32_t at = after_month(s, i), end = read_year_after(s, at, &year);
	bool sure = is_class(s, i, TIME_MONTH) || year;
	if (!sure && is_class(s, i, TIME_SHORT_MONTH))
		return false;
	if (!sure && !means_month(s, i))
		return false;
	fill(f, i, end, day_in(year, look(s, i)->value, 0), year != 0);
	return true;
}

/* "2017-05-07", "2017/05/07", "2017-05-07T10:30". */
static bool read_iso(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t year = year_at(s, i), mark = look(s, i + 1)->value;
	const struct lexeme *month = look(s, i + 2), *day = look(s, i + 4);
	bool formed = year && look(s, i + 1)->kind == LEXEME_MARK && (mark == '-' || mark == '/') &&
	              is_mark(s, i + 3, mark) && month->digits == 2 && day->digits == 2 && month->tight &&
	              day->tight;
	if (!formed || month->value < 1 || month->value > 12 || day->value < 1 ||
	    !valid_day(month->value, day->value, year))
		return false;
	fill(f, i, i + 5, day_in(year, month->value, day->value), true);
	return true;
}

/* "30/5/2017", "5/30/17", "07.05.2017": only where day and month cannot be taken for each other. */
static bool read_slashed(const struct scan *s, uint32_t i, struct found *f)
{
	const struct lexeme *a = look(s, i), *b = look(s, i + 2), *c = look(s, i + 4);
	int32_t mark = look(s, i + 1)->value;
	bool formed = look(s, i + 1)->kind == LEXEME_MARK && (mark == '/' || mark == '.' || mark == '-') &&
	              is_mark(s, i + 3, mark) && a->digits >= 1 && a->digits <= 2 && b->digits >= 1 &&
	              b->digits <= 2 && (c->digits == 4 || (c->digits == 2 && mark == '/')) && b->tight &&
	              c->tight;
	if (!formed || !a->value || !b->value)
		return false;
	bool day_first = mark == '.' || a->value > 12 || a->value == b->value;
	int32_t day = day_first ? a->value : b->value, month = day_first ? b->value : a->value;
	int32_t year = c->digits == 4 ? c->value : c->value + (c->value > 40 ? 1900 : 2000);
	if ((!day_first && b->value <= 12) || month > 12 || year < EARLIEST_YEAR ||
	    !valid_day(month, day, year))
		return false;
	fill(f, i, i + 5, day_in(year, month, day), true);
	return true;
}

/* "2017-W22". */
static bool read_iso_week(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t year = year_at(s, i);
	bool formed = year && is_mark(s, i + 1, '-') && look(s, i + 2)->tight && look(s, i + 3)->tight &&
	              look(s, i + 3)->digits == 2 && view_equal(text_at(s, i + 2), VIEW("W"));
	int32_t week = look(s, i + 3)->value;
	if (!formed || week < 1 || week > 53)
		return false;
	fill(f, i, i + 4, moment_week(day_of(year, 1, 4) + (week - 1) * 7), true);
	return true;
}

/* "The 1990s", "the '90s", "the nineties". */
static bool read_decade(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	bool quoted = is_mark(s, at, '\'');
	const struct lexeme *l = look(s, at + quoted);
	uint32_t tail = at + quoted + 1;
	tail += is_mark(s, tail, '\'') && look(s, tail)->tight && look(s, tail + 1)->tight;
	bool plural = look(s, tail)->tight && view_equal(text_at(s, tail), VIEW("s"));
	int32_t year = l->value;
	if (l->class == TIME_DECADE_NAME && at > i && !quoted)
		tail--;
	else if (!plural || l->kind != LEXEME_NUMBER || l->value % 10 ||
	         !(l->digits == 4 ? l->value >= 1500 && l->value < 2100
	                          : l->digits == 2 && l->value >= 20 && (quoted || at > i)))
		return false;
	if (year < 100)
		year += 1900;
	fill(f, i, tail + 1, moment_year(year), true);
	f->when.to = moment_year(year + 9);
	return true;
}

/* "The 21st century", "the nineteenth century". */
static bool read_century(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t n;
	uint32_t at = i + is_class(s, i, TIME_THE), end = read_day_number(s, at, &n);
	bool unit = end && end > at + (look(s, at)->kind == LEXEME_NUMBER) &&
	            look(s, end)->class == TIME_UNIT && look(s, end)->value == UNIT_CENTURY;
	if (!unit)
		return false;
	fill(f, i, end + 1, moment_year((n - 1) * 100 + 1), true);
	f->when.to = moment_year(n * 100);
	return true;
}

/* A year, with "of" or "fiscal" before it, or "this", "last", "next year"; else the year of today. */
static uint32_t read_its_year(const struct scan *s, uint32_t i, int32_t *year)
{
	uint32_t at = i + is_class(s, i, TIME_OF);
	at += is_class(s, at, TIME_FISCAL);
	*year = year_at(s, at);
	if (*year)
		return at + 1;
	at += is_class(s, at, TIME_THE);
	bool directed =
	        is_class(s, at, TIME_LAST) || is_class(s, at, TIME_THIS) || is_class(s, at, TIME_NEXT);
	if (directed && s->today != NO_DAY && look(s, at + 1)->class == TIME_UNIT &&
	    look(s, at + 1)->value == UNIT_YEAR) {
		*year = year_of(s->today) + look(s, at)->value;
		return at + 2;
	}
	return i;
}

/* The quarter or half with this number that its tense asks for, counted in months from January. */
static int32_t year_of_part(const struct scan *s, uint32_t i, int32_t first_month)
{
	if (s->today == NO_DAY)
		return 0;
	struct moment m = with_year(s, i, moment_yearless(first_month, 0));
	return year_of(m.first);
}

static void fill_part(struct found *f, uint32_t begin, uint32_t end, int32_t year, int32_t first,
                      int32_t months)
{
	fill(f, begin, end, moment_month(year, first), true);
	f->when.to = moment_month(year, first + months - 1);
}

/* "Q3 2016", "H1", "the third quarter of 2016", "the first half of last year". */
static bool read_quarter(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	const struct lexeme *l = look(s, at);
	const struct lexeme *next = look(s, at + 1);
	bool half = l->class == TIME_HALF_NAME || next->class == TIME_HALF;
	int32_t n = l->value;
	if (view_equal_ascii_case(text_at(s, at), VIEW("second")))
		n = 2;
	uint32_t end = at + 1;
	if (l->kind == LEXEME_WORD && look(s, at + 1)->tight && look(s, at + 1)->digits == 1 &&
	    (text_at(s, at).at[0] == 'Q' || text_at(s, at).at[0] == 'H') && text_at(s, at).length == 1) {
		half = text_at(s, at).at[0] == 'H';
		n = look(s, at + 1)->value;
		end = at + 2;
	} else if (l->class != TIME_ORDINAL && n != 2)
		return false;
	else if (half || (next->class == TIME_UNIT && next->value == UNIT_QUARTER))
		end = at + 2;
	else
		return false;
	if (n < 1 || n > (half ? 2 : 4))
		return false;
	int32_t year, months = half ? 6 : 3, first = (n - 1) * months + 1;
	uint32_t behind = read_its_year(s, end, &year);
	/* "The first half of the match", "the second quarter of the city" */
	if (!year && (half || is_class(s, end, TIME_OF) || is_common_noun(s, end)))
		return false;
	if (!year)
		year = year_of_part(s, i, first);
	fill_part(f, i, behind, year, first, months);
	if (!year)
		f->when = (struct stretch){0};
	return true;
}

/* "Fiscal 2018", "fiscal year 2018", "FY2018". */
static bool read_fiscal(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + 1;
	bool fiscal = is_class(s, i, TIME_FISCAL) || is_class(s, i, TIME_FISCAL_YEAR);
	at += look(s, at)->class == TIME_UNIT && look(s, at)->value == UNIT_YEAR;
	int32_t year = fiscal ? year_at(s, at) : 0;
	if (!year)
		return false;
	fill(f, i, at + 1, moment_year(year), true);
	return true;
}

/* "Summer 2016", "the summer of 2016", "winter 2016-17" is left to ranges. */
static bool read_season(const struct scan *s, uint32_t i, struct found *f)
{
	uint32_t at = i + is_class(s, i, TIME_THE);
	int32_t year;
	if (!is_class(s, at, TIME_SEASON))
		return false;
	uint32_t end = read_its_year(s, at + 1, &year);
	if (!year)
		return false;
	fill(f, i, end, moment_year(year), true);
	f->when = season_of(year, look(s, at)->value);
	return true;
}

/* Whether lang takes the number for a count of the noun behind it: "2016 soldiers". */
static bool counts_something(const struct scan *s, uint32_t i)
{
	const struct token *t = token_at(s, i);
	if (!t || t->relation != RELATION_NUMMOD || t->head == NONE)
		return false;
	const struct token *noun = &s->a->tokens.at[t->head];
	return noun->xpos == XPOS_NNS && noun > t;
}

/* What may stand before a year that a reader takes for one, whatever follows. */
static bool introduces_year(enum time_class class)
{
	switch (class) {
	case TIME_IN:
	case TIME_SINCE:
	case TIME_BY:
	case TIME_UNTIL:
	case TIME_FROM:
	case TIME_OF:
	case TIME_DURING:
	case TIME_BEFORE:
	case TIME_AFTER:
	case TIME_BETWEEN:
	case TIME_STAGE:
	case TIME_TO:
		return true;
	default:
		return false;
	}
}

static bool is_possessive(const struct scan *s, uint32_t i)
{
	return i > 1 && view_equal(text_at(s, i - 1), VIEW("s")) && is_mark(s, i - 2, '\'');
}

/* "In 2017", "the 2016 election"; not "2,016 people", "$2017", "2000 troops", "Route 2017". */
static bool read_year(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t year = year_at(s, i);
	const struct lexeme *next = look(s, i + 1);
	if (!year || (look(s, i)->tight && i > 0 && !is_mark(s, i - 1, '(') && !is_mark(s, i - 1, '-')))
		return false;
	bool money = i > 0 && (is_mark(s, i - 1, '$') || is_mark(s, i - 1, 0xA3) ||
	                       is_mark(s, i - 1, 0x20AC) || is_mark(s, i - 1, '#') || is_mark(s, i - 1, '.'));
	bool joined = next->tight &&
	              (next->kind != LEXEME_MARK || is_mark(s, i + 1, '%') || is_mark(s, i + 1, '/'));
	if (money || joined || next->class == TIME_MEASURE || next->class == TIME_UNITS)
		return false;
	enum time_class before = class_before(s, i);
	bool led = introduces_year(before), named = before == TIME_THE || is_possessive(s, i);
	bool bare = year >= FIRST_BARE_YEAR && year <= LAST_BARE_YEAR && year % 100;
	if (before == TIME_ABOUT || before == TIME_AT)
		return false;
	if (!led && (!bare || (!named && counts_something(s, i))))
		return false;
	if (led && counts_something(s, i) && !bare)
		return false;
	fill(f, i, i + 1, moment_year(year), true);
	return true;
}

/* "On the 15th" of the month that its tense asks for. */
static bool read_bare_day(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t day;
	bool led = is_class(s, i, TIME_THE) && class_before(s, i) == TIME_ON &&
	           is_class(s, i + 2, TIME_ORDINAL_ENDING) && look(s, i + 2)->tight;
	uint32_t end = led ? read_day_number(s, i + 1, &day) : 0;
	if (!end || s->today == NO_DAY || look(s, end)->kind == LEXEME_WORD || is_mark(s, end, '-'))
		return false;
	int32_t year = year_of(s->today), month = month_of(s->today);
	struct moment here = moment_month(year, month);
	int32_t found = here.first + day - 1;
	enum tense tense = tense_at(s, i);
	if (found > s->today && tense == TENSE_PAST)
		here = moment_month(year, month - 1);
	if (found < s->today && tense == TENSE_FUTURE)
		here = moment_month(year, month + 1);
	if (here.first + day - 1 > moment_last(here))
		return false;
	fill(f, i, end, moment_day(here.first + day - 1), true);
	f->why = "published";
	return true;
}

typedef bool reader_of_dates(const struct scan *, uint32_t, struct found *);

static bool read_first(reader_of_dates *const *readers, const struct scan *s, uint32_t i, struct found *f)
{
	for (; *readers; readers++)
		if ((*readers)(s, i, f))
			return true;
	return false;
}

bool read_absolute(const struct scan *s, uint32_t i, struct found *f)
{
	static reader_of_dates *const of_months[] = {read_month_day, read_month, NULL};
	static reader_of_dates *const of_numbers[] = {read_iso,       read_slashed, read_iso_week,
	                                              read_day_month, read_decade,  read_century,
	                                              read_year,      NULL};
	static reader_of_dates *const of_words[] = {read_day_month, read_decade, read_century,  read_quarter,
	                                            read_season,    read_fiscal, read_bare_day, NULL};
	const struct lexeme *l = look(s, i);
	if (is_month_name(s, i))
		return read_first(of_months, s, i, f);
	if (l->kind == LEXEME_NUMBER)
		return l->digits && read_first(of_numbers, s, i, f);
	return read_first(of_words, s, i, f);
}
