/* Which of several places of one name is meant. */
#include <math.h>
#include <stdlib.h>

#include "where/search.h"

enum {
	EXPLICIT = 100, /* weight of a container that is named */
	MOST_SUPPORT = 6,
	MOST_INSIDE = 15,
	ONLY_ONE = 7,   /* weight of the only country that its sentence tells of */
	MOST_TOLD = 16, /* words of one sentence that tell of countries */
};

static uint32_t count_of(const struct map *map, struct view key)
{
	uint32_t *count = key.length ? map_get(map, key) : NULL;
	return count ? *count : 0;
}

static bool is_in_one_country(const struct search *s, const struct candidate *c)
{
	const struct option *o = &s->options.at[c->options];
	for (uint32_t i = 1; i < c->option_count; i++)
		if (!view_equal(o[i].country, o->country))
			return false;
	return true;
}

static int by_token(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	return (x->token > y->token) - (x->token < y->token);
}

/* What is sure says which countries the article is about. */
void count_support(struct search *s)
{
	vector_each (i, &s->candidates) {
		const struct candidate *c = &s->candidates.at[i];
		const struct option *o = &s->options.at[c->options];
		if (!c->stands || !o->country.length)
			continue;
		if (o->source == SOURCE_COUNTRIES) {
			++*map_put(&s->countries, o->country);
			*vector_push(s->a->arena, &s->told) = (struct told){c->tokens.begin, o->country};
		} else if (is_in_one_country(s, c) || o->source <= SOURCE_REGIONS || largest(s, c)->capital) {
			++*map_put(&s->countries, largest(s, c)->country);
			++*map_put(&s->within, largest(s, c)->country);
		}
	}
	if (s->told.count)
		qsort(s->told.at, s->told.count, sizeof *s->told.at, by_token);
}

/* The candidate behind a comma: "Texas" in "Paris, Texas". */
static const struct candidate *container_of(const struct search *s, uint32_t i)
{
	const struct candidate *c = &s->candidates.at[i];
	if (i + 1 >= s->candidates.count)
		return NULL;
	const struct candidate *next = &s->candidates.at[i + 1];
	uint32_t comma = c->tokens.end;
	bool behind = next->tokens.begin == comma + 1 && same_sentence(s, comma, next->tokens.begin);
	return behind && view_equal(text_at(s, comma), VIEW(",")) ? next : NULL;
}

static bool contains(const struct search *s, const struct candidate *container, const struct option *o)
{
	for (uint32_t i = 0; i < container->option_count; i++) {
		const struct option *outer = &s->options.at[container->options + i];
		bool same = view_equal(outer->country, o->country) && o->country.length;
		if (outer->source == SOURCE_COUNTRIES && same && o->source != SOURCE_COUNTRIES)
			return true;
		if (outer->source != SOURCE_TOWNS && same && view_equal(know_key(outer->row), o->within))
			return true;
		if (outer->source == SOURCE_REGIONS && same && o->source == SOURCE_TOWNS &&
		    !outer->within.length && container->option_count == 1 && !o->within.length)
			return true;
	}
	return false;
}

/* "Georgia" in "Atlanta, Georgia" is the one that Atlanta lies in. */
static bool is_around(const struct search *s, const struct candidate *inner, const struct option *o)
{
	const struct option *chosen = &s->options.at[inner->options + inner->choice];
	if (!view_equal(chosen->country, o->country))
		return false;
	return o->source == SOURCE_COUNTRIES || view_equal(know_key(o->row), chosen->within);
}

static bool is_near(const struct search *s, uint32_t i, struct view country)
{
	for (uint32_t step = 1; step <= 3; step++)
		for (int side = -1; side <= 1; side += 2) {
			uint32_t j = side < 0 ? i - step : i + step;
			if (j >= s->candidates.count)
				continue;
			const struct candidate *c = &s->candidates.at[j];
			const struct option *o = &s->options.at[c->options];
			if (c->stands && o->source == SOURCE_COUNTRIES && view_equal(o->country, country) &&
			    same_sentence(s, c->tokens.begin, s->candidates.at[i].tokens.begin))
				return true;
		}
	return false;
}

/* The country that a word at this token tells of; empty: none. Binary search. */
static struct view told_at(const struct search *s, uint32_t token)
{
	uint32_t low = 0, high = s->told.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->told.at[middle].token < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->told.count && s->told.at[low].token == token ? s->told.at[low].country
	                                                             : (struct view){0};
}

/* The only country that the sentence tells of; empty: none or several. */
static struct view only_country(const struct search *s, const struct candidate *c)
{
	const struct tokens run = s->a->sentences.at[at(s, c->tokens.begin)->sentence].tokens;
	uint32_t low = 0, high = s->told.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->told.at[middle].token < run.begin)
			low = middle + 1;
		else
			high = middle;
	}
	struct view only = {0};
	for (uint32_t i = low; i < s->told.count && i < low + MOST_TOLD && s->told.at[i].token < run.end;
	     i++) {
		if (only.length && !view_equal(only, s->told.at[i].country))
			return (struct view){0};
		only = s->told.at[i].country;
	}
	return only;
}

/* "Lebanon's Tripoli", "Spanish Cordoba": whose a noun is said to be. */
static struct view owner_below(const struct search *s, uint32_t head)
{
	struct view found = {0};
	children_of (s->a, child, head) {
		enum relation r = (enum relation)at(s, child)->relation;
		if (r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_NMOD_POSS)
			found = found.length ? found : told_at(s, child);
	}
	return found;
}

/* The same of the noun that a name goes with: "the Lebanese city of Tripoli". */
static struct view owner_of(const struct search *s, const struct candidate *c)
{
	uint32_t head = head_of(s->a, c->tokens), over = head == NONE ? NONE : at(s, head)->head;
	struct view owner = head == NONE ? (struct view){0} : owner_below(s, head);
	if (owner.length || over == NONE || at(s, over)->upos != UPOS_NOUN)
		return owner;
	enum relation r = (enum relation)at(s, head)->relation;
	bool goes_with = r == RELATION_NMOD || r == RELATION_APPOS || r == RELATION_FLAT ||
	                 r == RELATION_NMOD_DESC || r == RELATION_COMPOUND;
	return goes_with ? owner_below(s, over) : owner;
}

/* What the words around the name say of the country that it lies in. */
static double beside(const struct search *s, uint32_t i, const struct option *o)
{
	const struct candidate *c = &s->candidates.at[i];
	if (c->option_count < 2 || o->source == SOURCE_COUNTRIES || !o->country.length)
		return 0;
	if (view_equal(owner_of(s, c), o->country))
		return EXPLICIT;
	/* but Cuban envoys in London are in no London of Cuba, nor is the Red Sea a province of Egypt */
	const struct option *known = largest(s, c);
	bool seat = (known->capital && known->population >= WORLD_CITY) || known->source == SOURCE_PLACES;
	return !seat && o->population >= SMALL_TOWN && view_equal(only_country(s, c), o->country) ? ONLY_ONE
	                                                                                          : 0;
}

/* How likely a reader takes the name for this one: its size, and what else the article is about. */
static double weight(const struct search *s, uint32_t i, const struct option *o)
{
	const struct candidate *container = container_of(s, i);
	double score = container && contains(s, container, o) ? EXPLICIT : beside(s, i, o);
	if (i > 0 && s->candidates.at[i - 1].contained && container_of(s, i - 1))
		score += is_around(s, &s->candidates.at[i - 1], o) ? EXPLICIT : 0;
	double inside = 5.0 * count_of(&s->within, o->country),
	       support = 2.0 * count_of(&s->countries, o->country);
	support = support > 0 ? support + 1 : 0;
	support = support > MOST_SUPPORT ? MOST_SUPPORT : support;
	inside = inside > MOST_INSIDE ? MOST_INSIDE : inside;
	switch (o->source) {
	case SOURCE_COUNTRIES:
		return score + 22;
	case SOURCE_PLACES:
		return score + 24 + (o->country.length ? support : 0);
	case SOURCE_REGIONS:
		return score + (o->within.length ? 4 : 2 * log10(o->population + 10) - 5) + inside;
	default:
		score += 2 * log10(o->population + 10) + support + (is_near(s, i, o->country) ? 4 : 0);
		return score + (o->capital || o->population >= WORLD_CITY ? 6 : 0);
	}
}

void choose(struct search *s, uint32_t i)
{
	struct candidate *c = &s->candidates.at[i];
	double best = -1;
	struct view name = text_of(s->a, bytes_of(s->a, c->tokens));
	uint32_t *sense = map_put(&s->senses, name);
	for (uint32_t k = 0; k < c->option_count; k++) {
		double score = weight(s, i, &s->options.at[c->options + k]) + (*sense == k + 1 ? 8 : 0);
		if (score > best) {
			best = score;
			c->choice = k;
			c->contained = container_of(s, i) && score >= EXPLICIT;
		}
	}
	*sense = c->choice + 1;
}
