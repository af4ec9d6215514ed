#include "when/calendar.h"

#include <stdio.h>

#include "article/article.h"
#include "article/day.h"

enum { LAST_YEAR = 9999 };

static struct moment plain(enum grain grain, int32_t first)
{
	return (struct moment){.grain = grain, .first = first, .clock = NO_CLOCK, .zone = NO_ZONE};
}

struct moment moment_day(int32_t day_number)
{
	return plain(GRAIN_DAY, day_number);
}

struct moment moment_week(int32_t day_number)
{
	return plain(GRAIN_WEEK, day_number - day_weekday(day_number));
}

/* Months count on past December and back before January. */
struct moment moment_month(int32_t year, int32_t month)
{
	int32_t months = year * 12 + month - 1;
	int32_t y = (months >= 0 ? months : months - 11) / 12;
	return plain(GRAIN_MONTH, day_of(y, months - y * 12 + 1, 1));
}

struct moment moment_year(int32_t year)
{
	return plain(GRAIN_YEAR, day_of(year, 1, 1));
}

struct moment moment_yearless(int32_t month, int32_t day)
{
	struct moment m = plain(day ? GRAIN_DAY : GRAIN_MONTH, NO_DAY);
	m.yearless = true;
	m.month = month;
	m.day = day;
	return m;
}

struct moment moment_in_year(struct moment m, int32_t year)
{
	m.yearless = false;
	m.first = day_of(year, m.month, m.grain == GRAIN_DAY ? m.day : 1);
	return m;
}

int32_t year_of(int32_t day_number)
{
	int32_t year, month, day;
	day_split(day_number, &year, &month, &day);
	return year;
}

int32_t month_of(int32_t day_number)
{
	int32_t year, month, day;
	day_split(day_number, &year, &month, &day);
	return month;
}

int32_t moment_last(struct moment m)
{
	int32_t year, month, day;
	if (m.yearless || m.grain == GRAIN_NONE)
		return NO_DAY;
	day_split(m.first, &year, &month, &day);
	switch (m.grain) {
	case GRAIN_WEEK:
		return m.first + 6;
	case GRAIN_MONTH:
		return m.first + days_in_month(year, month) - 1;
	case GRAIN_YEAR:
		return day_of(year, 12, 31);
	default:
		return m.first;
	}
}

int32_t months_on(int32_t day_number, int32_t n)
{
	int32_t year, month, day;
	day_split(day_number, &year, &month, &day);
	int32_t first = moment_month(year, month + n).first;
	int32_t length = moment_last(plain(GRAIN_MONTH, first)) - first + 1;
	return first + (day < length ? day : length) - 1;
}

/* How many months a unit has; 0: it is no whole number of them. */
static int32_t months_in(enum unit unit)
{
	static const int32_t months[] = {[UNIT_MONTH] = 1,
	                                 [UNIT_QUARTER] = 3,
	                                 [UNIT_YEAR] = 12,
	                                 [UNIT_DECADE] = 120,
	                                 [UNIT_CENTURY] = 1200};
	return unit >= UNIT_MONTH && unit <= UNIT_CENTURY ? months[unit] : 0;
}

int32_t days_on(int32_t day, int32_t n, enum unit unit)
{
	int32_t months = months_in(unit);
	return months ? months_on(day, n * months) : day + n * (unit == UNIT_WEEK ? 7 : 1);
}

struct stretch quarter_of(int32_t year, int32_t quarter)
{
	return season_of(year, quarter * 3 - 2);
}

struct stretch season_of(int32_t year, int32_t first_month)
{
	return (struct stretch){moment_month(year, first_month), moment_month(year, first_month + 2)};
}

static struct stretch years(int32_t from, int32_t count)
{
	return (struct stretch){moment_year(from), moment_year(from + count - 1)};
}

static int32_t floored(int32_t n, int32_t by)
{
	return (n >= 0 ? n : n - by + 1) / by * by;
}

struct stretch unit_around(int32_t day, enum unit unit)
{
	int32_t year = year_of(day), month = month_of(day);
	switch (unit) {
	case UNIT_DAY:
		return (struct stretch){.from = moment_day(day)};
	case UNIT_WEEK:
		return (struct stretch){.from = moment_week(day)};
	case UNIT_MONTH:
		return (struct stretch){.from = moment_month(year, month)};
	case UNIT_QUARTER:
		return quarter_of(year, (month + 2) / 3);
	case UNIT_YEAR:
		return (struct stretch){.from = moment_year(year)};
	case UNIT_DECADE:
		return years(floored(year, 10), 10);
	case UNIT_CENTURY:
		return years(floored(year - 1, 100) + 1, 100);
	default:
		return (struct stretch){.from = plain(GRAIN_NONE, NO_DAY)};
	}
}

struct stretch shifted(int32_t day, int32_t n, enum unit unit)
{
	/* "Two decades ago" is a year, not a decade: nobody thinks of a round one. */
	enum unit grain = unit == UNIT_DECADE || unit == UNIT_CENTURY ? UNIT_YEAR : unit;
	int32_t year = year_of(days_on(day, n, unit));
	if (year < 1 || year > LAST_YEAR) /* past what ISO 8601 writes in four digits */
		return (struct stretch){.from = plain(GRAIN_NONE, NO_DAY)};
	return unit_around(days_on(day, n, unit), grain == UNIT_QUARTER ? UNIT_MONTH : grain);
}

/* Anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
int32_t easter_of(int32_t year)
{
	int32_t a = year % 19, b = year / 100, c = year % 100;
	int32_t d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int32_t h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int32_t l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
	int32_t n = h + l - 7 * m + 114;
	return day_of(year, n / 31, n % 31 + 1);
}

int32_t weekday_of_month(int32_t year, int32_t month, int32_t weekday, int32_t n)
{
	int32_t first = day_of(year, month, 1);
	if (n > 0)
		return first + (weekday - day_weekday(first) + 7) % 7 + (n - 1) * 7;
	int32_t last = first + days_in_month(year, month) - 1;
	return last - (day_weekday(last) - weekday + 7) % 7 + (n + 1) * 7;
}

/* The ISO week belongs to the year of its Thursday. */
static size_t write_week(char *to, size_t room, int32_t monday)
{
	int32_t year = year_of(monday + 3);
	int32_t week = (monday + 3 - day_of(year, 1, 1)) / 7 + 1;
	return (size_t)snprintf(to, room, "%04d-W%02d", year, week);
}

static size_t write_clock(char *to, size_t room, struct moment m)
{
	int length = snprintf(to, room, "T%02d:%02d", m.clock / 60, m.clock % 60);
	if (m.zone == 0)
		length += snprintf(to + length, room - (size_t)length, "Z");
	else if (m.zone != NO_ZONE) {
		int32_t size = m.zone < 0 ? -m.zone : m.zone;
		length += snprintf(to + length, room - (size_t)length, "%c%02d:%02d", m.zone < 0 ? '-' : '+',
		                   size / 60, size % 60);
	}
	return (size_t)length;
}

static size_t write_moment(char *to, size_t room, struct moment m)
{
	if (m.yearless && m.grain == GRAIN_DAY)
		return (size_t)snprintf(to, room, "XXXX-%02d-%02d", m.month, m.day);
	if (m.yearless)
		return (size_t)snprintf(to, room, "XXXX-%02d", m.month);
	int32_t year, month, day;
	day_split(m.first, &year, &month, &day);
	if (m.grain == GRAIN_WEEK)
		return write_week(to, room, m.first);
	if (m.grain == GRAIN_MONTH)
		return (size_t)snprintf(to, room, "%04d-%02d", year, month);
	if (m.grain == GRAIN_YEAR)
		return (size_t)snprintf(to, room, "%04d", year);
	size_t length = (size_t)snprintf(to, room, "%04d-%02d-%02d", year, month, day);
	return m.clock == NO_CLOCK ? length : length + write_clock(to + length, room - length, m);
}

struct view written(struct article *a, struct stretch s)
{
	char text[96];
	if (s.from.grain == GRAIN_NONE)
		return (struct view){0};
	size_t length = write_moment(text, sizeof text, s.from);
	if (s.to.grain != GRAIN_NONE) {
		text[length++] = '/';
		length += write_moment(text + length, sizeof text - length, s.to);
	}
	return view_copy(a->arena, view_of(text, length));
}
