/* dates: the dates that pages write, in machines' forms and in many languages', as ISO 8601. */
#ifndef PAGE_DATES_H
#define PAGE_DATES_H

#include "article/reader.h"
#include "base/arena.h"
#include "base/view.h"

/* What "03/04/2020" means. */
enum date_order { DAY_FIRST, MONTH_FIRST };

struct date_reader {
	struct arena *arena;
	const struct table *months, *zones;
	uint32_t month, offset;
	enum date_order order;
};

/* language: of the page, as "en-US"; decides the order of day and month. */
struct date_reader date_reader_of(struct arena *m, const struct reader *r, struct view language);
/* The first whole date in a text, as "2020-03-12" or, where time and zone are given,
 * "2020-03-12T14:30:00+01:00"; empty if there is none. */
struct view date_find(const struct date_reader *d, struct view text);
/* The same, and *text moves behind it; empty, and *text too, if there is none. */
struct view date_next(const struct date_reader *d, struct view *text);
/* Whether a line says little else than when: "Published: 12 March 2020, 14:30". */
bool date_is_all(const struct date_reader *d, struct view line);

#endif
