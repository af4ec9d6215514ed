#include "when/when.h"

#include "article/day.h"
#include "know/know.h"
#include "when/scan.h"

/* ---- One expression ---- */

/* Whether a name of special_days may begin here: those all begin with a capital letter, or are "9/11". */
static bool may_be_special(const struct scan *s, uint32_t i)
{
	const struct lexeme *l = look(s, i);
	if (l->kind == LEXEME_NUMBER)
		return (is_mark(s, i + 1, '/') && look(s, i + 1)->tight) ||
		       (look(s, i + 1)->capital && l->digits == 1);
	return l->class && l->capital;
}

/* A date without its time of day; *skip is set past a name that only looks like one. */
static bool read_date(const struct scan *s, uint32_t i, struct found *f, uint32_t *skip)
{
	bool never = false;
	if (may_be_special(s, i) && read_special(s, i, f, &never))
		return true;
	if (never)
		*skip = f->end;
	return !never && (read_relative(s, i, f) || read_absolute(s, i, f));
}

/* ---- Ranges ---- */

static bool is_until(const struct scan *s, uint32_t i, bool between)
{
	return is_mark(s, i, '-') || is_class(s, i, TIME_TO) || is_class(s, i, TIME_UNTIL) ||
	       (between && is_class(s, i, TIME_AND));
}

/* "3-6 May", "between 3 and 6 May 2017": the first day borrows its month from the second. */
static bool read_days_of_month(const struct scan *s, uint32_t i, bool between, struct found *f)
{
	int32_t day;
	uint32_t at = read_day_number(s, i, &day);
	struct found last;
	if (!at || !is_until(s, at, between) || look(s, i)->kind != LEXEME_NUMBER)
		return false;
	if (look(s, at + 1)->kind != LEXEME_NUMBER || !read_absolute(s, at + 1, &last) ||
	    last.when.from.grain != GRAIN_DAY)
		return false;
	struct moment to = with_year(s, at + 1, last.when.from), from = to;
	if (to.yearless)
		from.day = day;
	else {
		int32_t year, month, last_day;
		day_split(to.first, &year, &month, &last_day);
		from.first += day - last_day;
		if (day >= last_day)
			return false;
	}
	*f = last;
	f->begin = i;
	f->when = (struct stretch){from, to};
	return true;
}

/* "May 3-6", "May 3 to 6, 2017": the second day borrows its month from the first. */
static bool read_to_day(const struct scan *s, const struct found *first, uint32_t at, struct found *f)
{
	int32_t day, year;
	uint32_t end = read_day_number(s, at, &day);
	bool month_day = first->when.from.grain == GRAIN_DAY && first->when.to.grain == GRAIN_NONE;
	if (!end || !month_day || look(s, at)->kind != LEXEME_NUMBER || is_mark(s, end, ':') ||
	    is_class(s, end, TIME_CLOCK_HALF) || (is_mark(s, end, '-') && look(s, end)->tight))
		return false;
	struct found whole = *first;
	whole.end = read_year_after(s, end, &year);
	struct moment from = first->when.from;
	if (year && from.yearless)
		from = moment_in_year(from, year);
	from = with_year(s, first->begin, from);
	struct moment to = from;
	to.day = day;
	if (!from.yearless) {
		int32_t y, month, first_day;
		day_split(from.first, &y, &month, &first_day);
		to.first = from.first + day - first_day;
		if (day <= first_day || day > days_in_month(y, month))
			return false;
	}
	whole.when = (struct stretch){from, to};
	*f = whole;
	return true;
}

/* "2014-16". */
static bool read_to_short_year(const struct scan *s, const struct found *first, uint32_t at, struct found *f)
{
	const struct lexeme *l = look(s, at);
	if (first->when.from.grain != GRAIN_YEAR || first->when.to.grain || l->digits != 2 || !l->tight)
		return false;
	int32_t from = year_of(first->when.from.first), to = from / 100 * 100 + l->value;
	if (to <= from)
		to += 100;
	if (to - from > 30 || (is_mark(s, at + 1, '-') && look(s, at + 1)->tight))
		return false;
	*f = *first;
	f->end = at + 1;
	f->when.to = moment_year(to);
	return true;
}

/* The two ends agree on a year where only one of them says it. */
static void share_year(const struct scan *s, const struct found *first, const struct found *last,
                       struct stretch *when)
{
	if (when->from.yearless && !when->to.yearless && last->dated)
		when->from = moment_in_year(when->from, year_of(when->to.first));
	when->from = with_year(s, first->begin, when->from);
	if (when->to.yearless && !when->from.yearless)
		when->to = moment_in_year(when->to, year_of(when->from.first));
	if (when->from.yearless || when->to.yearless || when->to.first >= when->from.first)
		return;
	if (last->dated && !first->dated)
		when->from = moment_in_year(moment_yearless(month_of(when->from.first), when->from.day),
		                            year_of(when->from.first) - 1);
	else if (!last->dated)
		when->to = moment_in_year(when->to, year_of(when->to.first) + 1);
}

/* "From Monday to Friday": each day was looked for by itself. */
static void put_in_order(struct stretch *when, const struct found *first, const struct found *last)
{
	int32_t back = when->from.first - when->to.first;
	bool weekdays = when->from.grain == GRAIN_DAY && back > 0 && back < 7;
	if (weekdays && view_equal(view_of_string(first->why), view_of_string(last->why)) &&
	    view_equal(view_of_string(first->why), VIEW("published")))
		when->to.first += 7;
}

static bool may_follow(const struct found *first, const struct found *last)
{
	enum grain a = first->when.from.grain, b = last->when.from.grain;
	bool whole = first->when.to.grain == GRAIN_NONE && last->when.to.grain == GRAIN_NONE;
	return whole && a != GRAIN_NONE && b != GRAIN_NONE && (a == b || (a < b && b != GRAIN_WEEK));
}

/* A range from what was found first, if one goes on behind it. */
static bool read_range_from(const struct scan *s, const struct found *first, bool led, bool between,
                            struct found *f)
{
	uint32_t at = first->end, skip = 0;
	struct found last;
	if (!is_until(s, at, between))
		return false;
	if (is_mark(s, at, '-') && !look(s, at)->tight && !led && look(s, at + 1)->kind != LEXEME_NUMBER)
		return false; /* a dash between clauses */
	at++;
	if (read_to_day(s, first, at, f) || read_to_short_year(s, first, at, f))
		return true;
	if (!read_date(s, at, &last, &skip) || !may_follow(first, &last))
		return false;
	bool bare = first->when.from.grain == GRAIN_YEAR || is_mark(s, first->end, '-');
	if (!led && !bare && first->when.from.grain != last.when.from.grain)
		return false;
	*f = *first;
	f->end = last.end;
	f->when = (struct stretch){first->when.from, last.when.from};
	share_year(s, first, &last, &f->when);
	put_in_order(&f->when, first, &last);
	f->dated = first->dated && last.dated;
	return f->when.from.yearless || f->when.to.first > f->when.from.first;
}

/* ---- Times of day ---- */

static void set_clock(const struct scan *s, struct moment *day, int32_t minutes, struct row zone)
{
	day->clock = minutes;
	day->zone = zone.table && !day->yearless ? zone_on(s, zone, day->first) : NO_ZONE;
}

static bool is_day(const struct found *f)
{
	return f->when.from.grain == GRAIN_DAY && f->when.to.grain == GRAIN_NONE &&
	       f->when.from.clock == NO_CLOCK;
}

/* Takes in "morning" and "at 10:30 a.m. EST" behind a day. */
static void read_rest_of_day(const struct scan *s, struct found *f)
{
	f->end += is_class(s, f->end, TIME_PART_OF_DAY) && !look(s, f->end)->capital;
	uint32_t at = f->end + is_mark(s, f->end, ',');
	at += is_class(s, at, TIME_AT);
	int32_t minutes;
	struct row zone;
	uint32_t end =
	        at > f->end || look(s, at)->kind == LEXEME_NUMBER ? read_clock(s, at, &minutes, &zone) : 0;
	if (!end)
		return;
	f->end = end;
	set_clock(s, &f->when.from, minutes, zone);
}

/* "10 a.m. EST on Monday", "1430 GMT". */
static bool read_clock_first(const struct scan *s, uint32_t i, struct found *f)
{
	int32_t minutes;
	struct row zone;
	uint32_t end = look(s, i)->kind == LEXEME_NUMBER && !look(s, i)->tight
	                       ? read_clock(s, i, &minutes, &zone)
	                       : 0;
	if (!end)
		return false;
	uint32_t at = end + is_mark(s, end, ','), skip = 0;
	at += is_class(s, at, TIME_ON);
	if (look(s, at)->kind != LEXEME_END && read_date(s, at, f, &skip) && is_day(f)) {
		f->when.from = with_year(s, at, f->when.from);
		f->begin = i;
	} else if (zone.table && s->today != NO_DAY) {
		*f = (struct found){.begin = i, .end = end, .why = "published", .dated = true};
		f->when.from = moment_day(s->today);
	} else
		return false;
	set_clock(s, &f->when.from, minutes, zone);
	return true;
}

/* ---- The stage ---- */

/* Whatever expression of time begins at i, or *skip past what must not be read as one. */
static bool read_time(const struct scan *s, uint32_t i, struct found *f, uint32_t *skip)
{
	struct found first;
	bool between = is_class(s, i, TIME_BETWEEN), led = between || is_class(s, i, TIME_FROM);
	uint32_t at = i + led;
	if (!led && read_clock_first(s, i, f))
		return true;
	if (look(s, at)->kind == LEXEME_NUMBER && read_days_of_month(s, at, between, f)) {
		f->begin = i;
		return true;
	}
	if (!read_date(s, at, &first, skip))
		return false;
	if (read_range_from(s, &first, led, between, f)) {
		f->begin = led ? i : first.begin;
		return true;
	}
	*f = first;
	if (f->when.from.yearless)
		f->when.from = with_year(s, first.begin, f->when.from);
	if (is_day(f))
		read_rest_of_day(s, f);
	return true;
}

static int32_t last_of(struct stretch when)
{
	return moment_last(when.to.grain != GRAIN_NONE ? when.to : when.from);
}

/* Later expressions may lean on this one: "the next day", "on March 20" in a sentence about 2003. */
static void remember(struct scan *s, const struct found *f)
{
	const struct moment *m = &f->when.from;
	if (m->grain == GRAIN_NONE || m->yearless)
		return;
	s->anchor = m->first;
	s->anchor_grain = f->when.to.grain == GRAIN_NONE ? m->grain : GRAIN_YEAR;
	bool told = class_before(s, f->begin) == TIME_IN && m->grain == GRAIN_YEAR &&
	            f->when.to.grain == GRAIN_NONE;
	if (told && s->today != NO_DAY && last_of(f->when) < s->today &&
	    year_of(m->first) != year_of(s->today))
		s->story_year = year_of(m->first);
}

static void add_date(struct scan *s, const struct found *f)
{
	struct bytes bytes = {look(s, f->begin)->bytes.begin, look(s, f->end - 1)->bytes.end};
	struct date *d = vector_push(s->a->arena, &s->a->dates);
	*d = (struct date){
	        .bytes = bytes, .tokens = tokens_of(s->a, bytes), .first_day = NO_DAY, .last_day = NO_DAY};
	d->value = written(s->a, f->when);
	d->why = view_of_string(f->why);
	if (f->when.from.grain != GRAIN_NONE && !f->when.from.yearless) {
		d->first_day = f->when.from.first;
		d->last_day = last_of(f->when);
	}
}

/* An expression never stands inside an age: "a 20-year-old", "aged 7". */
static bool may_begin(const struct scan *s, uint32_t i)
{
	const struct lexeme *l = look(s, i);
	if (l->kind == LEXEME_NUMBER)
		return l->digits != 0 && class_before(s, i) != TIME_AGE;
	if (l->kind == LEXEME_WORD)
		return l->class != TIME_NONE || look(s, i + 1)->tight; /* "Q3" */
	return is_mark(s, i, '\'');
}

/* The sentence of the lexeme; what was told of more than a sentence ago is forgotten. */
static void enter_sentence(struct scan *s, uint32_t i, uint32_t *sentence, uint32_t *told_at)
{
	const struct token *t = token_at(s, i);
	*sentence = t ? t->sentence : *sentence;
	if (*sentence > *told_at + 1) {
		s->story_year = 0;
		s->anchor = NO_DAY;
	}
}

static void read_run(struct scan *s, struct bytes run, uint32_t *told_at)
{
	uint32_t sentence = *told_at;
	lexemes_of(s->a, run, &s->words, &s->line);
	for (uint32_t i = 0; i + 1 < s->line.count;) {
		struct found f;
		uint32_t skip = 0;
		if (look(s, i)->kind != LEXEME_MARK && (i == 0 || is_mark(s, i - 1, '.')))
			enter_sentence(s, i, &sentence, told_at);
		if (may_begin(s, i) && read_time(s, i, &f, &skip)) {
			add_date(s, &f);
			remember(s, &f);
			*told_at = sentence;
			i = f.end > i ? f.end : i + 1;
		} else
			i = skip > i ? skip : i + 1;
	}
}

/* Text without blocks is read a paragraph at a time: an empty line ends one. */
static struct bytes paragraph_at(const struct article *a, uint32_t begin)
{
	struct view rest = view_slice(a->text, begin, a->text.length);
	size_t end = view_find(rest, VIEW("\n\n"));
	return (struct bytes){begin, begin + (uint32_t)(end == SIZE_MAX ? rest.length : end + 2)};
}

static struct time_words words_of(const struct know *k)
{
	const struct table *t = know_table(k, "time_words");
	return (struct time_words){t, know_column(t, "class"), know_column(t, "value"),
	                           know_column(t, "times")};
}

int when_find(struct article *a, const struct reader *r)
{
	struct scan s = {.a = a,
	                 .words = words_of(r->know),
	                 .special = know_table(r->know, "special_days"),
	                 .moving = know_table(r->know, "moving_days"),
	                 .zones = know_table(r->know, "time_zones"),
	                 .today = a->published_day,
	                 .anchor = NO_DAY};
	uint32_t told_at = 0;
	vector_each (i, &a->blocks)
		read_run(&s, a->blocks.at[i].bytes, &told_at);
	for (uint32_t at = 0; !a->blocks.count && at < a->text.length;) {
		struct bytes run = paragraph_at(a, at);
		read_run(&s, run, &told_at);
		at = run.end;
	}
	return 0;
}
