/* Times of day and the zones that they are told in. */
#include "article/day.h"
#include "when/scan.h"

enum { NOON = 12 };

/* "am", "a.m.", "pm", "p.m.": 0 or 12, and the lexeme behind it in *end; -1 where there is none. */
static int32_t half_at(const struct scan *s, uint32_t i, uint32_t *end)
{
	if (is_class(s, i, TIME_CLOCK_HALF)) {
		*end = i + 1;
		return look(s, i)->value;
	}
	struct view a = text_at(s, i), m = text_at(s, i + 2);
	bool dotted = is_mark(s, i + 1, '.') && a.length == 1 && m.length == 1 && (m.at[0] | 32) == 'm' &&
	              ((a.at[0] | 32) == 'a' || (a.at[0] | 32) == 'p') && look(s, i + 2)->tight;
	if (!dotted)
		return -1;
	*end = i + 3 + (is_mark(s, i + 3, '.') && look(s, i + 3)->tight);
	return (a.at[0] | 32) == 'a' ? 0 : NOON;
}

static struct row zone_at(const struct scan *s, uint32_t i)
{
	struct view text = text_at(s, i);
	if (look(s, i)->kind != LEXEME_WORD || text.length < 2 || text.length > 5)
		return (struct row){0};
	char lower[5];
	for (size_t k = 0; k < text.length; k++) {
		if (text.at[k] < 'A' || text.at[k] > 'Z')
			return (struct row){0};
		lower[k] = (char)(text.at[k] | 32);
	}
	return know_find(s->zones, view_of(lower, text.length));
}

/* Hours and minutes at i: "10", "10:30", "10.30", "1430" before a zone. */
static uint32_t read_hours(const struct scan *s, uint32_t i, int32_t *hour, int32_t *minute)
{
	const struct lexeme *l = look(s, i), *m = look(s, i + 2);
	*hour = l->value;
	*minute = 0;
	if (l->kind != LEXEME_NUMBER)
		return 0;
	if (l->digits == 4) {
		*hour = l->value / 100;
		*minute = l->value % 100;
		return zone_at(s, i + 1).table && *hour < 24 && *minute < 60 ? i + 1 : 0;
	}
	bool minutes = (is_mark(s, i + 1, ':') || is_mark(s, i + 1, '.')) && look(s, i + 1)->tight &&
	               m->tight && m->digits == 2 && m->value < 60;
	if (l->digits < 1 || l->digits > 2 || *hour > 23)
		return 0;
	*minute = minutes ? m->value : 0;
	return minutes ? i + 3 : i + 1;
}

uint32_t read_clock(const struct scan *s, uint32_t i, int32_t *minutes, struct row *zone)
{
	int32_t hour, minute;
	uint32_t at = read_hours(s, i, &hour, &minute), end = at;
	*zone = (struct row){0};
	if (!at)
		return 0;
	int32_t half = half_at(s, at, &end);
	bool colon = at == i + 3 && is_mark(s, i + 1, ':');
	if (half >= 0 && (hour > 12 || hour == 0))
		return 0;
	if (half >= 0)
		hour = hour % NOON + half;
	*zone = zone_at(s, end);
	if (half < 0 && !colon && look(s, end)->tight && text_at(s, end).length < 3)
		return 0; /* "2PT" counts points */
	if (half < 0 && !colon && !zone->table)
		return 0;
	*minutes = hour * 60 + minute;
	return zone->table ? end + 1 : end;
}

/* The Sundays on which clocks change in the United States since 2007. */
static bool is_summer_in_us(int32_t day)
{
	int32_t year = year_of(day);
	return day >= weekday_of_month(year, 3, 6, 2) && day < weekday_of_month(year, 11, 6, 1);
}

int32_t zone_on(const struct scan *s, struct row zone, int32_t day)
{
	bool changes = know_text(zone, know_column(s->zones, "rule")).length != 0;
	const char *column = changes && is_summer_in_us(day) ? "summer" : "minutes";
	return zone.table ? (int32_t)know_number(zone, know_column(s->zones, column)) : NO_ZONE;
}
