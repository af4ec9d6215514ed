#include "page/dates.h"

#include <stdio.h>

#include "article/day.h"
#include "base/utf8.h"
#include "know/know.h"

enum { MOST_PARTS = 48, LONGEST_WORD = 48, FIRST_YEAR = 1900, LAST_YEAR = 2100, NO_ZONE = INT32_MIN };

/* A number or a word of the text. */
struct part {
	struct view text;
	int64_t number;  /* -1: a word */
	uint32_t digits; /* of a number */
	uint32_t month;  /* 1 to 12: a month's name; 0 */
	char before;     /* the last mark between it and the part before it; ' ' for white space alone */
};

struct parts {
	struct part at[MOST_PARTS];
	uint32_t count;
};

struct moment {
	int32_t year, month, day, hour, minute, second; /* hour -1: no time */
	int32_t zone;                                   /* minutes east of Greenwich, or NO_ZONE */
	uint32_t end;                                   /* the part behind it */
};

struct date_reader date_reader_of(struct arena *m, const struct reader *r, struct view language)
{
	struct date_reader d = {.arena = m};
	d.months = know_table(r->know, "month-names");
	d.zones = know_table(r->know, "time_zones");
	d.month = know_column(d.months, "month");
	d.offset = know_column(d.zones, "minutes");
	struct view us = VIEW("en-us"), region = view_slice(language, 0, us.length);
	bool english = view_starts(language, VIEW("en")) && language.length < 4;
	d.order = english || view_equal_ascii_case(region, us) || view_equal_ascii_case(region, VIEW("en_us"))
	                  ? MONTH_FIRST
	                  : DAY_FIRST;
	return d;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t word_end(struct view v, size_t at)
{
	size_t end = at;
	while (end < v.length) {
		size_t next = end;
		uint32_t c = utf8_next(v, &next);
		/* The signs for year, month and day of the East stand between numbers. */
		bool sign = c == 0x5E74 || c == 0x6708 || c == 0x65E5 || c == 0xB144 || c == 0xC6D4 ||
		            c == 0xC77C;
		if (!utf8_is_letter(c) || (sign && end > at))
			break;
		end = next;
		if (sign)
			break;
	}
	return end;
}

static uint32_t month_of(const struct date_reader *d, struct view word)
{
	if (word.length < 2 || word.length > LONGEST_WORD)
		return 0;
	double n = know_number(know_find_text(d->months, d->arena, word), d->month);
	return n >= 1 && n <= 12 ? (uint32_t)n : 0;
}

static struct part number_at(struct view v, size_t *at)
{
	struct part p = {0};
	size_t begin = *at;
	for (; *at < v.length && is_digit(v.at[*at]); ++*at)
		if (p.digits++ < 17)
			p.number = p.number * 10 + (v.at[*at] - '0');
	p.text = view_slice(v, begin, *at);
	return p;
}

static void cut(const struct date_reader *d, struct view v, struct parts *parts)
{
	char before = ' ';
	for (size_t i = 0; i < v.length && parts->count < MOST_PARTS;) {
		struct part p = {.number = -1};
		size_t end = is_digit(v.at[i]) ? i : word_end(v, i);
		if (is_digit(v.at[i])) {
			p = number_at(v, &i);
		} else if (end > i) {
			p.text = view_slice(v, i, end);
			p.month = month_of(d, p.text);
			i = end;
		} else {
			before = v.at[i] == ' ' && before != ' ' ? before : v.at[i];
			i++;
			continue;
		}
		p.before = before;
		parts->at[parts->count++] = p;
		before = 0;
	}
}

static const struct part *part_at(const struct parts *p, uint32_t i)
{
	static const struct part none = {.number = -1};
	return i < p->count ? &p->at[i] : &none;
}

static bool is_year(const struct part *p)
{
	return p->digits == 4 && p->number >= FIRST_YEAR && p->number <= LAST_YEAR;
}

static bool is_short(const struct part *p, int64_t most)
{
	return p->number > 0 && p->digits <= 2 && p->number <= most;
}

static bool set_day(struct moment *to, int64_t year, int64_t month, int64_t day, uint32_t end)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
	    day > days_in_month((int32_t)year, (int32_t)month))
		return false;
	*to = (struct moment){(int32_t)year, (int32_t)month, (int32_t)day, -1, 0, 0, NO_ZONE, end};
	return true;
}

/* "2020-03-12", "2020/3/12", "20200312", "2020 3 12" with the signs of the East between. */
static bool year_first(const struct parts *p, uint32_t i, struct moment *to)
{
	const struct part *a = part_at(p, i), *b = part_at(p, i + 1), *c = part_at(p, i + 2);
	if (a->digits == 8)
		return set_day(to, a->number / 10000, a->number / 100 % 100, a->number % 100, i + 1);
	if (!is_year(a))
		return false;
	if (b->number < 0 && b->text.length == 3 && c->number > 0 && (unsigned char)b->text.at[0] >= 0xE5)
		return part_at(p, i + 4)->number > 0 &&
		       set_day(to, a->number, c->number, part_at(p, i + 4)->number, i + 6);
	if (b->month && is_short(c, 31))
		return set_day(to, a->number, b->month, c->number, i + 3);
	return is_short(b, 12) && is_short(c, 31) && b->before == c->before && b->before &&
	       strchr("-/.", b->before) && set_day(to, a->number, b->number, c->number, i + 3);
}

/* "12.03.2020", "3/12/20". */
static bool year_last(const struct date_reader *d, const struct parts *p, uint32_t i, struct moment *to)
{
	const struct part *a = part_at(p, i), *b = part_at(p, i + 1), *c = part_at(p, i + 2);
	if (!is_short(a, 31) || !is_short(b, 31) || !b->before || !strchr("/.-", b->before) ||
	    c->before != b->before || !(is_year(c) || (c->digits == 2 && b->before != '-')))
		return false;
	int64_t year = c->digits == 2 ? (c->number < 70 ? 2000 : 1900) + c->number : c->number;
	bool month_first = b->number > 12 || (a->number <= 12 && b->before == '/' && d->order == MONTH_FIRST);
	return month_first ? set_day(to, year, a->number, b->number, i + 3)
	                   : set_day(to, year, b->number, a->number, i + 3);
}

/* How many small words ("de", "th", "of") stand at part i. */
static uint32_t fillers(const struct parts *p, uint32_t i)
{
	uint32_t n = 0;
	while (n < 2 && part_at(p, i + n)->number < 0 && !part_at(p, i + n)->month &&
	       part_at(p, i + n)->text.length && part_at(p, i + n)->text.length <= 3)
		n++;
	return n;
}

/* "12. März 2020", "12 de marzo de 2020", "12th of March, 2020". */
static bool day_and_name(const struct parts *p, uint32_t i, struct moment *to)
{
	const struct part *a = part_at(p, i);
	if (!is_short(a, 31))
		return false;
	uint32_t k = i + 1 + fillers(p, i + 1), month = part_at(p, k)->month;
	if (!month)
		return false;
	k = k + 1 + fillers(p, k + 1);
	const struct part *year = part_at(p, k);
	if (year->digits == 2 && year->before == '-')
		return set_day(to, 2000 + year->number, month, a->number, k + 1);
	return is_year(year) && set_day(to, year->number, month, a->number, k + 1);
}

/* "March 12, 2020", "Mar. 12th 2020". */
static bool name_and_day(const struct parts *p, uint32_t i, struct moment *to)
{
	uint32_t month = part_at(p, i)->month, k = i + 1;
	if (!month || !is_short(part_at(p, k), 31))
		return false;
	int64_t day = part_at(p, k)->number;
	k = k + 1 + fillers(p, k + 1);
	if (is_year(part_at(p, k)))
		return set_day(to, part_at(p, k)->number, month, day, k + 1);
	/* "Mon Mar 12 08:30:00 2020", as C's asctime and Ruby write it. */
	for (uint32_t n = k; n < k + 6; n++)
		if (is_year(part_at(p, n)))
			return set_day(to, part_at(p, n)->number, month, day, k);
	return false;
}

/* A zone at part i: "Z", "UTC", "EST", "+01:00", "-0500". */
static void add_zone(const struct date_reader *d, const struct parts *p, uint32_t i, struct moment *to)
{
	const struct part *a = part_at(p, i), *b = part_at(p, i + 1);
	if (a->number < 0 && a->text.length) {
		double minutes = a->text.length <= 5
		                         ? know_number(know_find_text(d->zones, d->arena, a->text), d->offset)
		                         : (double)NO_ZONE;
		if (minutes > -1000 && minutes < 1000) {
			to->zone = (int32_t)minutes;
			to->end = i + 1;
			if (to->zone == 0 && (b->before == '+' || b->before == '-'))
				add_zone(d, p, i + 1, to); /* "GMT+0100" */
		}
		return;
	}
	if (a->number < 0 || (a->before != '+' && a->before != '-'))
		return;
	int64_t minutes = a->digits == 4                       ? a->number / 100 * 60 + a->number % 100
	                  : b->digits == 2 && b->before == ':' ? a->number * 60 + b->number
	                                                       : a->number * 60;
	if (minutes > 14 * 60)
		return;
	to->zone = (int32_t)(a->before == '-' ? -minutes : minutes);
	to->end = a->digits == 4 || b->before != ':' ? i + 1 : i + 2;
}

static bool says(const struct part *p, const char *word)
{
	return view_equal_ascii_case(p->text, view_of_string(word));
}

/* Noon and midnight as Americans count, at part i behind the minutes. */
static uint32_t add_half(const struct parts *p, uint32_t i, struct moment *to)
{
	const struct part *a = part_at(p, i);
	bool dotted = (says(a, "a") || says(a, "p")) && says(part_at(p, i + 1), "m");
	bool pm = says(a, "pm") || (dotted && says(a, "p")), am = says(a, "am") || (dotted && says(a, "a"));
	if (pm && to->hour < 12)
		to->hour += 12;
	if (am && to->hour == 12)
		to->hour = 0;
	return i + (pm || am ? (dotted ? 2u : 1u) : 0u);
}

/* A time in the few parts behind the day: "T14:30:00Z", "um 14.30 Uhr", "at 2:30 p.m. EST". */
static void add_time(const struct date_reader *d, const struct parts *p, struct moment *to)
{
	for (uint32_t i = to->end; i < to->end + 4; i++) {
		const struct part *a = part_at(p, i), *b = part_at(p, i + 1), *c = part_at(p, i + 2);
		bool together = b->before == ':' || (b->before == '.' && says(c, "Uhr")) ||
		                (b->digits == 2 && b->before == 'h');
		if (a->digits == 6 && says(part_at(p, i - 1), "T")) { /* 20200312T143000Z */
			to->hour = (int32_t)(a->number / 10000);
			to->minute = (int32_t)(a->number / 100 % 100);
			to->end = i + 1;
			add_zone(d, p, i + 1, to);
			return;
		}
		if (a->number < 0 || a->number > 24 || a->digits > 2 || b->digits != 2 || b->number > 59 ||
		    !together)
			continue;
		to->hour = (int32_t)a->number;
		to->minute = (int32_t)b->number;
		uint32_t k = i + 2;
		if (c->before == ':' && c->digits == 2 && c->number < 61) {
			to->second = (int32_t)(c->number > 59 ? 59 : c->number);
			k++;
		}
		if (part_at(p, k)->number >= 0 && part_at(p, k)->before == '.') /* fractions of a second */
			k++;
		to->end = k = add_half(p, k, to);
		add_zone(d, p, k, to);
		return;
	}
}

static bool by_epoch(const struct parts *p, struct moment *to)
{
	const struct part *a = part_at(p, 0);
	if (p->count != 1 || (a->digits != 10 && a->digits != 13))
		return false;
	int64_t seconds = a->digits == 13 ? a->number / 1000 : a->number;
	int32_t year, month, day;
	day_split((int32_t)(seconds / 86400), &year, &month, &day);
	if (!set_day(to, year, month, day, 1))
		return false;
	int32_t rest = (int32_t)(seconds % 86400);
	to->hour = rest / 3600;
	to->minute = rest / 60 % 60;
	to->second = rest % 60;
	to->zone = 0;
	return true;
}

static bool find(const struct date_reader *d, const struct parts *p, struct moment *to)
{
	if (by_epoch(p, to))
		return true;
	for (uint32_t i = 0; i < p->count; i++)
		if (year_first(p, i, to) || year_last(d, p, i, to) || day_and_name(p, i, to) ||
		    name_and_day(p, i, to)) {
			add_time(d, p, to);
			return true;
		}
	return false;
}

static struct view written(struct arena *m, const struct moment *t)
{
	enum { ROOM = 96 };
	char *to = arena_alloc(m, ROOM);
	int n = snprintf(to, ROOM, "%04d-%02d-%02d", t->year, t->month, t->day);
	if (t->hour >= 0 && t->hour < 24 && t->zone != NO_ZONE) {
		int32_t away = t->zone < 0 ? -t->zone : t->zone;
		n += snprintf(to + n, (size_t)(ROOM - n), "T%02d:%02d:%02d", t->hour, t->minute, t->second);
		n += away ? snprintf(to + n, (size_t)(ROOM - n), "%c%02d:%02d", t->zone < 0 ? '-' : '+',
		                     away / 60, away % 60)
		          : snprintf(to + n, (size_t)(ROOM - n), "Z");
	}
	return view_of(to, (size_t)n);
}

struct view date_next(const struct date_reader *d, struct view *text)
{
	struct parts parts = {.count = 0};
	struct moment moment;
	cut(d, *text, &parts);
	if (!find(d, &parts, &moment)) {
		*text = (struct view){0};
		return *text;
	}
	uint32_t last = moment.end && moment.end <= parts.count ? moment.end - 1 : parts.count - 1;
	const struct view end = parts.at[last].text;
	*text = view_slice(*text, (size_t)(end.at + end.length - text->at), text->length);
	return written(d->arena, &moment);
}

struct view date_find(const struct date_reader *d, struct view text)
{
	return date_next(d, &text);
}

bool date_is_all(const struct date_reader *d, struct view line)
{
	enum { LONGEST = 120, MOST_OTHERS = 4 };
	struct parts parts = {.count = 0};
	struct moment moment;
	if (line.length > LONGEST)
		return false;
	cut(d, line, &parts);
	if (!find(d, &parts, &moment))
		return false;
	uint32_t others = 0;
	for (uint32_t i = 0; i < parts.count; i++)
		others += parts.at[i].number < 0 && !parts.at[i].month && parts.at[i].text.length > 3;
	return others <= MOST_OTHERS;
}
