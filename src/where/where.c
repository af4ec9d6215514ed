/* First every name that a place may have is found, and with it which countries the article is about; then
 * each name is judged: does it stand for a place here, and for which one? */
#include "where/where.h"

#include "where/search.h"

/* ---- Datelines ---- */

static void mark_datelines(struct search *s)
{
	uint32_t c = 0, begin;
	vector_each (b, &s->a->blocks) {
		uint32_t end = dateline_of(s, &s->a->blocks.at[b], &begin);
		while (c < s->candidates.count && s->candidates.at[c].tokens.begin < begin)
			c++;
		if (c == s->candidates.count || s->candidates.at[c].tokens.begin != begin)
			continue;
		for (uint32_t k = c; k < s->candidates.count && s->candidates.at[k].tokens.end < end; k++)
			s->candidates.at[k].dateline = s->candidates.at[k].stands = true;
	}
}

/* ---- The stage ---- */

static void add_place(struct search *s, const struct candidate *c)
{
	struct place *p = vector_push(s->a->arena, &s->a->places);
	*p = (struct place){
	        .tokens = c->tokens, .bytes = bytes_of(s->a, c->tokens), .is_dateline = c->dateline};
	describe(&s->g, s->a, &s->options.at[c->options + c->choice], p);
}

int where_find(struct article *a, const struct reader *r)
{
	struct search s = {.a = a, .g = gazetteer_of(r->know)};
	s.countries = map_in(a->arena);
	s.within = map_in(a->arena);
	s.persons = map_in(a->arena);
	s.senses = map_in(a->arena);
	collect_candidates(&s);
	collect_persons(&s);
	vector_each (i, &s.candidates)
		s.candidates.at[i].stands = stands_for_place(&s, &s.candidates.at[i]);
	mark_datelines(&s);
	count_support(&s);
	look_again(&s);
	vector_each (i, &s.candidates)
		if (s.candidates.at[i].stands) {
			choose(&s, i);
			add_place(&s, &s.candidates.at[i]);
		}
	return 0;
}
