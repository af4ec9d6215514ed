/* calendar: moments in time of some grain, and reckoning with them.
 *
 * A moment is a day, week, month or year. Of a day or month without a year the month and day are known and
 * `first` is not. */
#ifndef WHEN_CALENDAR_H
#define WHEN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

struct article;

enum grain { GRAIN_NONE, GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_YEAR };

/* Units of time, by the numbers that know/time_words.tsv has for them. */
enum unit {
	UNIT_SECOND = 1,
	UNIT_MINUTE,
	UNIT_HOUR,
	UNIT_DAY,
	UNIT_WEEK,
	UNIT_MONTH,
	UNIT_QUARTER,
	UNIT_YEAR,
	UNIT_DECADE,
	UNIT_CENTURY
};

enum { NO_CLOCK = -1, NO_ZONE = INT16_MIN };

struct moment {
	enum grain grain;
	bool yearless;      /* month, and day if that is its grain, are known, first is not */
	int32_t first;      /* its first day */
	int32_t month, day; /* of a yearless one */
	int32_t clock;      /* minutes after midnight, of a day; NO_CLOCK */
	int32_t zone;       /* minutes east of Greenwich; NO_ZONE */
};

/* A stretch from the beginning of one moment to the end of another; to.grain is GRAIN_NONE for just one. */
struct stretch {
	struct moment from, to;
};

struct moment moment_day(int32_t day_number);
struct moment moment_week(int32_t day_number); /* the ISO week that holds the day */
struct moment moment_month(int32_t year, int32_t month);
struct moment moment_year(int32_t year);
struct moment moment_yearless(int32_t month, int32_t day); /* day 0: the month */
/* The yearless moment in that year. */
struct moment moment_in_year(struct moment m, int32_t year);
int32_t moment_last(struct moment m); /* its last day */
int32_t year_of(int32_t day_number);
int32_t month_of(int32_t day_number);

/* n units on from a day, as coarse as the unit: "two weeks ago" is a week. Units under a day give no moment.
 */
struct stretch shifted(int32_t day, int32_t n, enum unit unit);
/* The unit that holds the day: its week, quarter, decade. */
struct stretch unit_around(int32_t day, enum unit unit);
/* The same day n months on, or the last of a shorter month. */
int32_t months_on(int32_t day, int32_t n);
/* n whole units on, to the day. */
int32_t days_on(int32_t day, int32_t n, enum unit unit);
struct stretch quarter_of(int32_t year, int32_t quarter);
/* Three months from the first of this one. */
struct stretch season_of(int32_t year, int32_t first_month);

/* Easter Sunday (Gregorian). */
int32_t easter_of(int32_t year);
/* The nth such weekday of a month; n < 0 counts from its end. */
int32_t weekday_of_month(int32_t year, int32_t month, int32_t weekday, int32_t n);

/* As ISO 8601 writes it: "2017-05-30", "XXXX-05-30", "2017-W22", "2017-05-30T10:00-04:00", "a/b". */
struct view written(struct article *a, struct stretch s);

#endif
