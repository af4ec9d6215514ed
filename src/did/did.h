/* did: events, who did what to whom.
 *
 * Takes    tokens, trees, dates, places, statements, actors and speakers.
 * Adds     a->events, parties, contexts; behind the actors of who, with a mention each, those countries that
 *          only an adjective names ("Israeli raids") and an event needs.
 * Changes  the country of an actor of who that has none, where only the deed tells whose it is ("protesters
 * in Lima"). What who has set stays. Example  "France recalled its ambassador to Chad on Friday." adds {
 * SANCTION, withdraw, FRA to TCD, Friday
 * }. */
#ifndef DID_DID_H
#define DID_DID_H

#include "article/article.h"
#include "article/reader.h"

int did_find(struct article *a, const struct reader *r);

#endif
