/* search: what the files of where share while one article's places are looked for. No other room includes it.
 */
#ifndef WHERE_SEARCH_H
#define WHERE_SEARCH_H

#include "base/map.h"
#include "base/utf8.h"
#include "where/gazetteer.h"

/* People that a place has, by which its bare name is taken for it sooner or later. */
enum {
	SEAT_OF_POWER = 2000000,
	WORLD_CITY = 1000000,
	LARGE_TOWN = 300000,
	KNOWN_TOWN = 100000,
	SMALL_TOWN = 50000,
	TOWN = 20000,
};

/* A run of tokens that is the name of some place. */
struct candidate {
	struct tokens tokens;
	uint32_t options, option_count; /* search.options[options ...] */
	uint32_t name;                  /* index into a->names of what lang took it for; NONE */
	bool stands;                    /* for a place */
	bool dateline;
	uint32_t choice; /* index into options */
	bool contained;  /* by the place named behind it */
};

/* A word that tells of a country, by its name or by its people. */
struct told {
	uint32_t token;
	struct view country;
};

struct search {
	struct article *a;
	struct gazetteer g;
	VECTOR(struct candidate) candidates;
	VECTOR(struct option) options;
	struct map countries;     /* how often a country is told of */
	struct map within;        /* how often a place inside it is */
	struct map persons;       /* parts of the names of persons */
	struct map senses;        /* a name's option once chosen, + 1 */
	VECTOR(struct told) told; /* in the order of the text */
};

static inline const struct token *at(const struct search *s, uint32_t token)
{
	return &s->a->tokens.at[token];
}

static inline struct view text_at(const struct search *s, uint32_t token)
{
	return text_of_token(s->a, token);
}

static inline bool has_capital(struct view word)
{
	for (size_t i = 0; i < word.length && i < 6; i++)
		if ((word.at[i] >= 'A' && word.at[i] <= 'Z') || (unsigned char)word.at[i] >= 0xC3)
			return true;
	return false;
}

static inline bool same_sentence(const struct search *s, uint32_t i, uint32_t j)
{
	return i < s->a->tokens.count && j < s->a->tokens.count && at(s, i)->sentence == at(s, j)->sentence;
}

static inline enum place_word class_at(const struct search *s, uint32_t token)
{
	return class_of_word(&s->g, s->a, token);
}

/* Where every word may begin with a capital letter. */
static inline bool in_headline(const struct search *s, uint32_t token)
{
	uint32_t block = s->a->sentences.at[at(s, token)->sentence].block;
	return block != NONE && (s->a->blocks.at[block].kind == BLOCK_HEADLINE ||
	                         s->a->blocks.at[block].kind == BLOCK_SUBHEAD);
}

/* What there is: candidates.c */

void collect_candidates(struct search *s);
/* The parts of the names of persons; the candidates are there. */
void collect_persons(struct search *s);
/* The token behind a block's dateline; its first token, which goes to *first, if it has none. */
uint32_t dateline_of(const struct search *s, const struct block *block, uint32_t *first);

/* Is it a place? stands.c */

bool stands_for_place(const struct search *s, const struct candidate *c);
/* Once it is known which countries the article is about: what lang took for a person. */
void look_again(struct search *s);
/* What its name means most widely. */
const struct option *largest(const struct search *s, const struct candidate *c);

/* Which of several? pick.c */

/* Which countries the candidates that stand tell of, and the words for peoples, which were met before; sorts
 * s->told. */
void count_support(struct search *s);
/* Chooses for the i-th candidate; those before it are chosen. */
void choose(struct search *s, uint32_t i);

#endif
