/* gazetteer: the tables of places as one. No other room includes it. */
#ifndef WHERE_GAZETTEER_H
#define WHERE_GAZETTEER_H

#include "article/article.h"
#include "know/know.h"

enum place_source { SOURCE_COUNTRIES, SOURCE_PLACES, SOURCE_REGIONS, SOURCE_TOWNS, SOURCE_COUNT };

struct gazetteer {
	struct {
		const struct table *table;
		uint32_t country, latitude, longitude, population, within, geonames, capital, kind, exact,
		        status;
	} of[SOURCE_COUNT];
	const struct table *words, *demonyms, *given, *actors, *fips;
	uint32_t word_class, demonym_country, actor_kind;
};

/* One place that a name may mean. */
struct option {
	enum place_source source;
	struct row row;
	struct view country, within;
	double population;
	bool capital;
};

struct gazetteer gazetteer_of(const struct know *k);
/* The longest name of any place that begins at the token, before `end`; empty: none. */
struct tokens name_of_place(const struct gazetteer *g, const struct article *a, uint32_t token, uint32_t end);
/* What the name of those tokens may mean, at most `room` options, each one of the tables in turn. */
uint32_t options_of(const struct gazetteer *g, struct article *a, struct tokens name, struct option *options,
                    uint32_t room);
/* Whether the name of those tokens is that of a body in actors.tsv too: "Toyota", "Meta". */
bool is_name_of_body(const struct gazetteer *g, struct article *a, struct tokens name);
/* What place_words says of a word. */
enum place_word class_of_word(const struct gazetteer *g, struct article *a, uint32_t token);
/* The country of a demonym ("Syrian", "Frenchmen"), or nothing. */
struct view country_of_people(const struct gazetteer *g, struct article *a, uint32_t token);
/* Fills in what is known of a place. */
void describe(const struct gazetteer *g, struct article *a, const struct option *o, struct place *p);

#endif
