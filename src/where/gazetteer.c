#include "where/gazetteer.h"

#include <math.h>

#include "base/utf8.h"

struct gazetteer gazetteer_of(const struct know *k)
{
	static const char *const names[SOURCE_COUNT] = {"countries", "places", "regions", "towns"};
	struct gazetteer g = {.words = know_table(k, "place_words"),
	                      .demonyms = know_table(k, "demonyms"),
	                      .given = know_table(k, "given"),
	                      .actors = know_table(k, "actors"),
	                      .fips = know_table(k, "fips")};
	g.actor_kind = know_column(g.actors, "kind");
	g.word_class = know_column(g.words, "class");
	g.demonym_country = know_column(g.demonyms, "country");
	for (int i = 0; i < SOURCE_COUNT; i++) {
		const struct table *t = know_table(k, names[i]);
		g.of[i].table = t;
		g.of[i].country = know_column(t, "country");
		g.of[i].latitude = know_column(t, "latitude");
		g.of[i].longitude = know_column(t, "longitude");
		g.of[i].population = know_column(t, "population");
		g.of[i].within = know_column(t, "within");
		g.of[i].geonames = know_column(t, "geonames");
		g.of[i].capital = know_column(t, "capital");
		g.of[i].kind = know_column(t, "kind");
		g.of[i].exact = know_column(t, "exact");
		g.of[i].status = know_column(t, "status");
	}
	return g;
}

struct tokens name_of_place(const struct gazetteer *g, const struct article *a, uint32_t token, uint32_t end)
{
	struct tokens longest = {token, token};
	uint64_t first = token < end ? know_first(a, token) : 0;
	for (int i = 0; i < SOURCE_COUNT && token < end; i++) {
		struct know_match match = know_longest_with(g->of[i].table, a, token, end, first);
		if (match.tokens.end > longest.end)
			longest = match.tokens;
	}
	return longest;
}

/* "us" is no country and "car" none either: what is exact stands in the text as it does in the table. */
static bool is_written_so(const struct gazetteer *g, const struct article *a, struct row row,
                          struct tokens name)
{
	struct view text = text_of(a, bytes_of(a, name));
	bool capitals = true;
	for (size_t i = 0; i < text.length; i++)
		capitals = capitals && !(text.at[i] >= 'a' && text.at[i] <= 'z');
	struct view exact = know_text(row, g->of[SOURCE_COUNTRIES].exact);
	if (capitals)
		return true;
	while (exact.length)
		if (view_equal_ascii_case(view_cut(&exact, '|'), text))
			return false;
	return true;
}

static struct option option_of(const struct gazetteer *g, enum place_source source, struct row row)
{
	struct option o = {.source = source, .row = row};
	o.country = know_text(row, g->of[source].country);
	o.within = know_text(row, g->of[source].within);
	o.population = know_number(row, g->of[source].population);
	o.population = isnan(o.population) ? 0 : o.population;
	o.capital = know_text(row, g->of[source].capital).length != 0;
	return o;
}

uint32_t options_of(const struct gazetteer *g, struct article *a, struct tokens name, struct option *options,
                    uint32_t room)
{
	struct view text = text_of(a, bytes_of(a, name));
	struct view folded = utf8_folded(a->arena, text);
	uint32_t count = 0;
	for (int source = 0; source < SOURCE_COUNT; source++)
		for (struct row row = know_find(g->of[source].table, folded); row.table && count < room;
		     row = know_next(row))
			if (source != SOURCE_COUNTRIES || is_written_so(g, a, row, name))
				options[count++] = option_of(g, (enum place_source)source, row);
	return count;
}

bool is_name_of_body(const struct gazetteer *g, struct article *a, struct tokens name)
{
	struct row row = know_find_text(g->actors, a->arena, text_of(a, bytes_of(a, name)));
	enum actor_kind kind = (enum actor_kind)know_label(row, g->actor_kind);
	return row.table && (kind == KIND_ORGANISATION || kind == KIND_OUTLET);
}

enum place_word class_of_word(const struct gazetteer *g, struct article *a, uint32_t token)
{
	struct view folded = utf8_folded(a->arena, text_of_token(a, token));
	return (enum place_word)know_label(know_find(g->words, folded), g->word_class);
}

struct view country_of_people(const struct gazetteer *g, struct article *a, uint32_t token)
{
	struct view folded = utf8_folded(a->arena, text_of_token(a, token));
	return know_text(know_find(g->demonyms, folded), g->demonym_country);
}

void describe(const struct gazetteer *g, struct article *a, const struct option *o, struct place *p)
{
	struct view geonames = know_text(o->row, g->of[o->source].geonames);
	p->name = know_key(o->row);
	p->country = o->country;
	p->fips = know_text(know_find_text(g->fips, a->arena, o->country), know_column(g->fips, "fips"));
	p->latitude = know_number(o->row, g->of[o->source].latitude);
	p->longitude = know_number(o->row, g->of[o->source].longitude);
	p->population = (uint32_t)o->population;
	p->is_country = o->source == SOURCE_COUNTRIES;
	p->is_capital = o->capital;
	if (geonames.length)
		p->key = worded(a, "geonames:%.*s", VIEW_ARGS(geonames));
}
