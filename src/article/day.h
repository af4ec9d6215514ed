/* day: ISO 8601 dates as days since 1970-01-01 (proleptic Gregorian), and back. */
#ifndef ARTICLE_DAY_H
#define ARTICLE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"

#define NO_DAY INT32_MIN

/* The day of "2017-05-30", "2017-05" or "2017" (its first), of what begins with one and goes on with "T" or
 * a space too; NO_DAY for anything else. */
int32_t day_of_iso(struct view text);
/* Months are 1 to 12, days 1 to 31; what lies past a month's end counts on into the next. */
int32_t day_of(int32_t year, int32_t month, int32_t day);
void day_split(int32_t day_number, int32_t *year, int32_t *month, int32_t *day);
/* 0: Monday ... 6: Sunday. */
int32_t day_weekday(int32_t day_number);
int32_t days_in_month(int32_t year, int32_t month);

#endif
