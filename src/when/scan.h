/* scan: what the files of this room share while they read one article. No other room includes it.
 *
 * A reader looks at the lexemes from i on and, if they begin an expression of time that it knows, fills
 * *found and returns true. */
#ifndef WHEN_SCAN_H
#define WHEN_SCAN_H

#include "article/article.h"
#include "know/know.h"
#include "when/calendar.h"
#include "when/lexeme.h"

enum tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE };

struct scan {
	struct article *a;
	struct lexemes line;
	struct time_words words;
	const struct table *special, *moving, *zones;
	int32_t today;  /* the day of publication; NO_DAY */
	int32_t anchor; /* what "the next day" follows: the last day told of nearby; NO_DAY */
	enum grain anchor_grain;
	int32_t story_year; /* the year that the sentence or the one before it tells of; 0: none */
};

struct found {
	uint32_t begin, end; /* lexemes */
	struct stretch
	        when; /* from.grain is GRAIN_NONE: it names a time that the text does not let us reckon */
	const char *why;
	bool dated; /* the year is said, or the whole is reckoned from today */
};

/* The lexeme at i, or the line's end, past which there is nothing. */
static inline const struct lexeme *look(const struct scan *s, uint32_t i)
{
	return &s->line.at[i < s->line.count ? i : s->line.count - 1];
}

static inline bool is_class(const struct scan *s, uint32_t i, enum time_class class)
{
	return look(s, i)->class == class;
}

static inline bool is_mark(const struct scan *s, uint32_t i, int32_t mark)
{
	return look(s, i)->kind == LEXEME_MARK && look(s, i)->value == mark;
}

/* The class of the lexeme before i, or TIME_NONE. */
static inline enum time_class class_before(const struct scan *s, uint32_t i)
{
	return i > 0 ? (enum time_class)look(s, i - 1)->class : TIME_NONE;
}

static inline struct view text_at(const struct scan *s, uint32_t i)
{
	return text_of(s->a, look(s, i)->bytes);
}

/* ---- tense.c ---- */

/* Whether what stands at lexeme i is past or to come, by the words around it and its verb. */
enum tense tense_at(const struct scan *s, uint32_t i);
/* The token that holds the lexeme; NULL before lang has run. */
const struct token *token_at(const struct scan *s, uint32_t i);
/* Whether lang takes the lexeme for a piece of somebody's or something's name. */
bool names_somebody(const struct scan *s, uint32_t i);
/* Whether a common noun follows at i: "tree" in "Christmas tree". */
bool is_common_noun(const struct scan *s, uint32_t i);

/* ---- absolute.c ---- */

/* "May 7, 2017", "7th of May", "2017-05-07", "May 2017", "in 2017", "the 1990s", "Q3 2016". */
bool read_absolute(const struct scan *s, uint32_t i, struct found *f);
/* A day's number, "7", "7th" or "seventh", in *day; the lexeme behind it, or 0. */
uint32_t read_day_number(const struct scan *s, uint32_t i, int32_t *day);
/* A year of four digits at i, whatever stands around it; 0: none. */
int32_t year_at(const struct scan *s, uint32_t i);
/* [,] YEAR behind a month; the lexeme behind it, or i. */
uint32_t read_year_after(const struct scan *s, uint32_t i, int32_t *year);
/* Gives a yearless moment the year that its tense and surroundings ask for. */
struct moment with_year(const struct scan *s, uint32_t i, struct moment m);

/* ---- relative.c ---- */

/* "Monday", "yesterday", "last week", "two months ago", "a year earlier", "the past three days". */
bool read_relative(const struct scan *s, uint32_t i, struct found *f);
/* "three", "25", "twenty-five", "a dozen": the number in *n (0: not said, as in "a few"); the lexeme behind
 * it, or 0. */
uint32_t read_quantity(const struct scan *s, uint32_t i, int32_t *n);

/* ---- special.c ---- */

/* "Christmas Day", "Ramadan 2016", "last Easter"; *never is set for names that only look like days. */
bool read_special(const struct scan *s, uint32_t i, struct found *f, bool *never);

/* ---- clock.c ---- */

/* A time of day at i, "10:30 a.m. EST"; the lexeme behind it, or 0. */
uint32_t read_clock(const struct scan *s, uint32_t i, int32_t *minutes, struct row *zone);
/* Minutes east of Greenwich of a zone on a day. */
int32_t zone_on(const struct scan *s, struct row zone, int32_t day);

#endif
