#include "article/day.h"

/* Howard Hinnant's days_from_civil: years begin in March, so that a leap day is the last of its year. */
int32_t day_of(int32_t year, int32_t month, int32_t day)
{
	year -= month <= 2;
	int32_t era = (year >= 0 ? year : year - 399) / 400;
	int32_t of_era = year - era * 400;
	int32_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_split(int32_t day_number, int32_t *year, int32_t *month, int32_t *day)
{
	int32_t z = day_number + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t of_era = z - era * 146097;
	int32_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * y + y / 4 - y / 100);
	int32_t m = (5 * of_year + 2) / 153;
	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + era * 400 + (*month <= 2);
}

int32_t day_weekday(int32_t day_number)
{
	return ((day_number + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

int32_t days_in_month(int32_t year, int32_t month)
{
	return day_of(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - day_of(year, month, 1);
}

/* Reads exactly n digits at *at. */
static bool read_digits(struct view text, size_t *at, int n, int32_t *value)
{
	*value = 0;
	for (int i = 0; i < n; i++, (*at)++) {
		if (*at >= text.length || text.at[*at] < '0' || text.at[*at] > '9')
			return false;
		*value = *value * 10 + (text.at[*at] - '0');
	}
	return true;
}

int32_t day_of_iso(struct view text)
{
	size_t at = 0;
	int32_t year, month = 1, day = 1;
	if (!read_digits(text, &at, 4, &year))
		return NO_DAY;
	if (at < text.length && text.at[at] == '-') {
		at++;
		if (!read_digits(text, &at, 2, &month) || month < 1 || month > 12)
			return NO_DAY;
		if (at < text.length && text.at[at] == '-') {
			at++;
			if (!read_digits(text, &at, 2, &day) || day < 1 || day > days_in_month(year, month))
				return NO_DAY;
		}
	}
	if (at < text.length && text.at[at] != 'T' && text.at[at] != ' ')
		return NO_DAY;
	return day_of(year, month, day);
}
