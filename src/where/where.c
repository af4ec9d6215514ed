/* First every name that a place may have is found, and with it which countries the article is about; then
 * each name is judged: does it stand for a place here, and for which one? */
#include "where/where.h"

#include <math.h>
#include <stdlib.h>

#include "article/dateline.h"
#include "base/map.h"
#include "base/utf8.h"
#include "where/gazetteer.h"

enum {
	MOST_OPTIONS = 24,
	SEAT_OF_POWER = 2000000,
	LARGE_TOWN = 300000,
	KNOWN_TOWN = 100000,
	SMALL_TOWN = 50000,
	TOWN = 20000,
	WORLD_CITY = 1000000,
	EXPLICIT = 100, /* weight of a container that is named */
	MOST_SUPPORT = 6,
	MOST_INSIDE = 15,
	ONLY_ONE = 7,   /* weight of the only country that its sentence tells of */
	MOST_TOLD = 16, /* words of one sentence that tell of countries */
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

static const struct token *at(const struct search *s, uint32_t token)
{
	return &s->a->tokens.at[token];
}

static struct view text_at(const struct search *s, uint32_t token)
{
	return text_of_token(s->a, token);
}

static bool has_capital(struct view word)
{
	for (size_t i = 0; i < word.length && i < 6; i++)
		if ((word.at[i] >= 'A' && word.at[i] <= 'Z') || (unsigned char)word.at[i] >= 0xC3)
			return true;
	return false;
}

static bool same_sentence(const struct search *s, uint32_t i, uint32_t j)
{
	return i < s->a->tokens.count && j < s->a->tokens.count && at(s, i)->sentence == at(s, j)->sentence;
}

static enum place_word class_at(const struct search *s, uint32_t token)
{
	return class_of_word(&s->g, s->a, token);
}

/* Where every word may begin with a capital letter. */
static bool in_headline(const struct search *s, uint32_t token)
{
	uint32_t block = s->a->sentences.at[at(s, token)->sentence].block;
	return block != NONE && (s->a->blocks.at[block].kind == BLOCK_HEADLINE ||
	                         s->a->blocks.at[block].kind == BLOCK_SUBHEAD);
}

/* ---- What there is ---- */

/* Every word but the small ones has a capital letter: "the Gulf" but no "the gulf". */
static bool is_capitalised(const struct search *s, struct tokens t)
{
	for (uint32_t i = t.begin; i < t.end; i++) {
		uint8_t upos = at(s, i)->upos;
		bool small = upos == UPOS_ADP || upos == UPOS_DET || upos == UPOS_CCONJ ||
		             upos == UPOS_PUNCT || upos == UPOS_PART;
		if (!small && !has_capital(text_at(s, i)) && i == t.begin)
			return false;
	}
	return has_capital(text_at(s, t.end - 1)) || t.end - t.begin > 1;
}

/* March is a town in Cambridgeshire. */
static bool is_in_date(const struct search *s, uint32_t *from, struct tokens t)
{
	const struct article *a = s->a;
	struct bytes bytes = bytes_of(a, t);
	while (*from < a->dates.count && a->dates.at[*from].bytes.end <= bytes.begin)
		++*from;
	return *from < a->dates.count && a->dates.at[*from].bytes.begin < bytes.end;
}

static uint32_t name_holding(const struct search *s, uint32_t *from, struct tokens t)
{
	const struct article *a = s->a;
	while (*from < a->names.count && a->names.at[*from].tokens.end <= t.begin)
		++*from;
	return *from < a->names.count && a->names.at[*from].tokens.begin < t.end ? *from : NONE;
}

/* "KOs" and "IMO" are no places, "NYC" and "UAE" are, being written so in the table. */
static bool is_odd_case(const struct search *s, struct tokens t, const struct option *o)
{
	struct view text = text_of(s->a, bytes_of(s->a, t)), names = know_text(o->row, 0);
	bool capitals = t.end - t.begin == 1 && text.length >= 2 && text.length <= 4 && text.at[1] >= 'A' &&
	                text.at[1] <= 'Z';
	while (capitals && names.length)
		if (view_equal(view_cut(&names, '|'), text))
			return false;
	return capitals;
}

/* The token behind a block's dateline; its first token if it has none. */
static uint32_t dateline_of(const struct search *s, const struct block *block, uint32_t *first)
{
	struct tokens t = tokens_of(s->a, block->bytes);
	*first = t.begin;
	return t.begin < t.end ? dateline_end(s->a, t) : t.begin;
}

/* "LIMA (Reuters) -": what opens a dateline is a town's name, however it is written. */
static bool opens_dateline(const struct search *s, uint32_t token)
{
	uint32_t block = s->a->sentences.at[at(s, token)->sentence].block, first;
	return block != NONE && dateline_of(s, &s->a->blocks.at[block], &first) > token && first == token;
}

static void add_candidate(struct search *s, struct tokens t, uint32_t name)
{
	struct option options[MOST_OPTIONS];
	uint32_t count = options_of(&s->g, s->a, t, options, MOST_OPTIONS);
	if (!count || (is_odd_case(s, t, &options[0]) && !opens_dateline(s, t.begin)))
		return;
	struct candidate *c = vector_push(s->a->arena, &s->candidates);
	*c = (struct candidate){
	        .tokens = t, .options = s->options.count, .option_count = count, .name = name};
	for (uint32_t i = 0; i < count; i++)
		*vector_push(s->a->arena, &s->options) = options[i];
}

/* Whether a name may begin at the token: not at "The" or "He", nor inside the name of a person. */
static bool may_begin_name(const struct search *s, uint32_t token, struct tokens person)
{
	const struct token *t = at(s, token);
	switch (t->upos) {
	case UPOS_PRON:
	case UPOS_DET:
	case UPOS_CCONJ:
	case UPOS_SCONJ:
	case UPOS_ADP:
	case UPOS_AUX:
	case UPOS_PART:
	case UPOS_PUNCT:
	case UPOS_NUM:
		return false;
	default:
		return !t->joined && (token <= person.begin || token >= person.end) &&
		       has_capital(text_at(s, token));
	}
}

/* The name of a person that the token stands in or before, moving on from *from. */
static struct tokens person_near(const struct article *a, uint32_t *from, uint32_t token)
{
	while (*from < a->names.count &&
	       (a->names.at[*from].tokens.end <= token || a->names.at[*from].type != ENTITY_PERSON))
		++*from;
	return *from < a->names.count ? a->names.at[*from].tokens : (struct tokens){NONE, NONE};
}

static void collect_candidates(struct search *s)
{
	const struct article *a = s->a;
	uint32_t name = 0, date = 0, person = 0;
	for (uint32_t i = 0; i < a->tokens.count;) {
		struct tokens t = {i, i};
		bool may = may_begin_name(s, i, person_near(a, &person, i));
		if (may)
			t = name_of_place(&s->g, a, i, a->sentences.at[at(s, i)->sentence].tokens.end);
		if (t.end > t.begin && is_capitalised(s, t) && !is_in_date(s, &date, t))
			add_candidate(s, t, name_holding(s, &name, t));
		else if (may) {
			struct view people = country_of_people(&s->g, s->a, i);
			if (people.length) {
				++*map_put(&s->countries, people);
				*vector_push(a->arena, &s->told) = (struct told){i, people};
			}
		}
		i = t.end > i ? t.end : i + 1;
	}
}

/* Whether lang's name is, word for word, the name of a place of several words: "Costa Rica". */
static bool is_place_name(const struct search *s, uint32_t *from, struct tokens name)
{
	while (*from < s->candidates.count && s->candidates.at[*from].tokens.begin < name.begin)
		++*from;
	return *from < s->candidates.count && s->candidates.at[*from].tokens.begin == name.begin &&
	       s->candidates.at[*from].tokens.end >= name.end;
}

/* The parts of persons' names: after "Samuel Jackson", "Jackson" is no town. */
static void collect_persons(struct search *s)
{
	const struct article *a = s->a;
	uint32_t candidate = 0;
	vector_each (i, &a->names) {
		const struct name *n = &a->names.at[i];
		if (n->type != ENTITY_PERSON || n->tokens.end - n->tokens.begin < 2 ||
		    is_place_name(s, &candidate, n->tokens))
			continue;
		*map_put(&s->persons, text_at(s, n->tokens.begin)) = 1;
		*map_put(&s->persons, text_at(s, n->tokens.end - 1)) = 1;
	}
}

/* ---- Is it a place? ---- */

static bool is_sure_locative(const struct search *s, uint32_t token)
{
	return token != NONE && class_at(s, token) == PLACE_WORD_SURE_LOCATIVE;
}

/* The token before, past "the" and words of direction: "in the eastern city of" is not undone, "in downtown"
 * is. */
static uint32_t word_before(const struct search *s, uint32_t token)
{
	while (token > 0 && same_sentence(s, token - 1, token)) {
		token--;
		if (at(s, token)->upos != UPOS_DET && class_at(s, token) != PLACE_WORD_DIRECTION)
			return token;
	}
	return NONE;
}

/* "the town of Kidal", "a suburb of Lyon" */
static bool is_called_a_place(const struct search *s, uint32_t of)
{
	return of != NONE && of > 0 && view_equal(text_at(s, of), VIEW("of")) &&
	       same_sentence(s, of - 1, of) && at(s, of - 1)->upos == UPOS_NOUN &&
	       class_at(s, of - 1) == PLACE_WORD_GENERIC;
}

/* Where hardly anything but a place can stand. */
static bool is_located(const struct search *s, uint32_t token)
{
	uint32_t before = word_before(s, token);
	return is_sure_locative(s, before) || is_called_a_place(s, before);
}

/* A neighbour that makes one name with it: "Jackson" in "Jackson Smith", "Paris" in "Paris Agreement". */
static bool is_joined_after(const struct search *s, const struct candidate *c)
{
	uint32_t next = c->tokens.end, last = c->tokens.end - 1;
	if (!same_sentence(s, next, last) || at(s, next)->upos == UPOS_PUNCT ||
	    !utf8_is_upper(utf8_first(text_at(s, next))))
		return false;
	enum place_word class = class_at(s, next);
	if (class == PLACE_WORD_GENERIC || class == PLACE_WORD_OFFICE || at(s, next)->entity == ENTITY_DATE ||
	    at(s, next)->entity == ENTITY_PERSON)
		return false;
	bool own = at(s, next)->entity_begins && at(s, next)->entity != at(s, last)->entity;
	if (!own && !in_headline(s, last))
		return true; /* "Manchester United", whatever the tree makes of it */
	uint8_t forward = at(s, last)->relation, back = at(s, next)->relation;
	bool compound =
	        (forward == RELATION_COMPOUND || forward == RELATION_NMOD_DESC) && at(s, last)->head >= next;
	return compound ||
	       (back == RELATION_FLAT && at(s, next)->head >= c->tokens.begin && at(s, next)->head <= last);
}

static bool is_joined_before(const struct search *s, const struct candidate *c)
{
	uint32_t first = c->tokens.begin;
	if (first == 0 || !same_sentence(s, first - 1, first))
		return false;
	const struct token *before = at(s, first - 1);
	if (before->upos != UPOS_PROPN || !utf8_is_upper(utf8_first(text_at(s, first - 1))))
		return false;
	bool flat = at(s, first)->relation == RELATION_FLAT && at(s, first)->head < first;
	bool compound = before->relation == RELATION_COMPOUND && before->head >= first &&
	                before->head < c->tokens.end;
	return flat || (compound && class_at(s, first - 1) != PLACE_WORD_DIRECTION);
}

static bool is_possessive(const struct search *s, const struct candidate *c)
{
	uint32_t next = c->tokens.end;
	return same_sentence(s, next, next - 1) && at(s, next)->xpos == XPOS_POS;
}

static bool has_common_word(const struct search *s, const struct candidate *c, enum place_word class)
{
	return c->tokens.end - c->tokens.begin == 1 && class_at(s, c->tokens.begin) == class;
}

static bool is_given_name(const struct search *s, uint32_t token)
{
	return know_find_text(s->g.given, s->a->arena, text_at(s, token)).table != NULL;
}

static const struct option *largest(const struct search *s, const struct candidate *c)
{
	const struct option *best = &s->options.at[c->options];
	for (uint32_t i = 1; i < c->option_count; i++)
		if (s->options.at[c->options + i].source < best->source ||
		    (s->options.at[c->options + i].source == best->source &&
		     s->options.at[c->options + i].population > best->population))
			best = &s->options.at[c->options + i];
	return best;
}

/* Whether the world knows a place by this name, so that its bare mention is enough. */
static bool is_well_known(const struct search *s, const struct candidate *c, double people)
{
	const struct option *o = largest(s, c);
	bool region = o->source == SOURCE_REGIONS && !o->within.length;
	return o->source <= SOURCE_PLACES || region || o->capital || o->population >= people ||
	       c->tokens.end - c->tokens.begin > 2;
}

/* The first token of a name past its article. */
static uint32_t first_word(const struct search *s, struct tokens t)
{
	return t.begin + (at(s, t.begin)->upos == UPOS_DET && t.end > t.begin + 1);
}

/* Inside a longer name: "Bank of England" and "Paris Hilton" are no places, "Aleppo's Old City" holds one. */
static bool stands_in_name(const struct search *s, const struct candidate *c, const struct name *n)
{
	bool first = c->tokens.begin <= first_word(s, n->tokens);
	switch (n->type) {
	case ENTITY_GPE:
	case ENTITY_LOC:
		return true;
	case ENTITY_FAC:
		return first || is_possessive(s, c);
	case ENTITY_DATE:
	case ENTITY_TIME:
	case ENTITY_EVENT:
		return first && c->tokens.end < n->tokens.end && is_well_known(s, c, LARGE_TOWN);
	default:
		return is_possessive(s, c);
	}
}

/* "Paris rejected the plan": a capital that is known better than anybody of its name. */
static bool is_seat_of_power(const struct search *s, const struct candidate *c)
{
	const struct option *o = largest(s, c);
	return o->capital && o->population >= SEAT_OF_POWER;
}

/* By lang's name for it, or by the words beside it where lang has none. */
static bool stands_alone(const struct search *s, const struct candidate *c, enum entity type)
{
	bool located = is_located(s, c->tokens.begin),
	     person = map_get(&s->persons, text_at(s, c->tokens.end - 1)) != NULL;
	bool common = has_common_word(s, c, PLACE_WORD_COMMON),
	     namesake = has_common_word(s, c, PLACE_WORD_NAME) || is_given_name(s, c->tokens.begin);
	if (type == ENTITY_GPE || type == ENTITY_LOC || type == ENTITY_FAC)
		return !(person && !located) && !(common && !located && !is_well_known(s, c, LARGE_TOWN));
	bool inside = c->tokens.begin > s->a->sentences.at[at(s, c->tokens.begin)->sentence].tokens.begin;
	bool proper = at(s, c->tokens.begin)->upos == UPOS_PROPN || c->tokens.end - c->tokens.begin > 1 ||
	              (inside && !in_headline(s, c->tokens.begin));
	if (!proper || common)
		return false;
	bool several = c->tokens.end - c->tokens.begin > 1;
	if (!several && (person || (type == ENTITY_PERSON && namesake)))
		return (located && type != ENTITY_PERSON) || (!person && is_seat_of_power(s, c));
	if (several && type == ENTITY_PERSON)
		return located || !is_given_name(s, c->tokens.begin) || is_well_known(s, c, KNOWN_TOWN);
	if (type == ENTITY_PERSON)
		return located || is_well_known(s, c, LARGE_TOWN);
	/* "rebels held Kidal" */
	bool taken = type == ENTITY_NONE && !several && at(s, c->tokens.begin)->relation == RELATION_OBJ;
	double people = type != ENTITY_NONE || namesake ? LARGE_TOWN : taken ? TOWN : KNOWN_TOWN;
	return located || is_well_known(s, c, people);
}

/* "Toyota" and "Meta" are a town and a region, and seldom in the news. */
static bool is_sooner_body(const struct search *s, const struct candidate *c, const struct option *o)
{
	return o->source > SOURCE_PLACES && !o->capital && !is_located(s, c->tokens.begin) &&
	       is_name_of_body(&s->g, s->a, c->tokens);
}

/* "128GB", "US$900": of a measure or of money. */
static bool is_part_of_amount(const struct search *s, struct tokens t)
{
	const struct token *first = at(s, t.begin), *last = at(s, t.end - 1);
	bool counted = t.begin > 0 && at(s, t.begin - 1)->upos == UPOS_NUM &&
	               at(s, t.begin - 1)->bytes.end == first->bytes.begin;
	bool money = t.end < s->a->tokens.count && at(s, t.end)->xpos == XPOS_DOLLAR &&
	             at(s, t.end)->bytes.begin == last->bytes.end;
	return counted || money;
}

static bool stands_for_place(const struct search *s, const struct candidate *c)
{
	if (is_part_of_amount(s, c->tokens))
		return false;
	const struct option *o = largest(s, c);
	bool country = o->source == SOURCE_COUNTRIES;
	/* "the West" is no province of Cameroon. */
	if (has_common_word(s, c, PLACE_WORD_DIRECTION) || is_sooner_body(s, c, o))
		return false;
	if (!is_possessive(s, c) && is_joined_after(s, c))
		return false;
	if (is_joined_before(s, c))
		return false;
	if (c->name == NONE)
		return stands_alone(s, c, ENTITY_NONE);
	const struct name *n = &s->a->names.at[c->name];
	bool longer = first_word(s, n->tokens) < c->tokens.begin || n->tokens.end > c->tokens.end;
	if (longer && !stands_in_name(s, c, n))
		return false;
	if (country && n->type != ENTITY_PERSON)
		return !has_common_word(s, c, PLACE_WORD_COMMON);
	return stands_alone(s, c, longer && n->type != ENTITY_LOC ? ENTITY_GPE : n->type);
}

/* ---- Which of several ---- */

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

/* What is sure says which countries the article is about. */
static void count_support(struct search *s)
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
}

static bool is_coordinated(const struct search *s, const struct candidate *c, uint32_t other)
{
	if (other >= s->candidates.count || !s->candidates.at[other].stands)
		return false;
	struct tokens t = c->tokens, u = s->candidates.at[other].tokens;
	const struct token *mine = at(s, t.begin), *theirs = at(s, u.begin);
	return (mine->relation == RELATION_CONJ && mine->head >= u.begin && mine->head < u.end) ||
	       (theirs->relation == RELATION_CONJ && theirs->head >= t.begin && theirs->head < t.end);
}

/* What lang took for a person is a town all the same beside another place ("Chad and Niger"), or in an
 * article about its country ("Idlib" in one about Syria). */
static void look_again(struct search *s)
{
	vector_each (i, &s->candidates) {
		struct candidate *c = &s->candidates.at[i];
		const struct name *n = c->name != NONE ? &s->a->names.at[c->name] : NULL;
		bool alone = n && n->type == ENTITY_PERSON && n->tokens.begin == c->tokens.begin &&
		             n->tokens.end == c->tokens.end &&
		             !map_get(&s->persons, text_at(s, c->tokens.begin));
		if (c->stands || !alone || is_joined_after(s, c) || is_joined_before(s, c))
			continue;
		bool name = has_common_word(s, c, PLACE_WORD_NAME) || is_given_name(s, c->tokens.begin);
		const struct option *o = largest(s, c);
		bool told = !name && at(s, c->tokens.begin)->relation != RELATION_NSUBJ &&
		            map_get(&s->countries, o->country) && o->population >= SMALL_TOWN;
		c->stands = told || is_coordinated(s, c, i - 1) || is_coordinated(s, c, i + 1);
	}
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

static int by_token(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	return (x->token > y->token) - (x->token < y->token);
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

static void choose(struct search *s, uint32_t i)
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
	if (s.told.count)
		qsort(s.told.at, s.told.count, sizeof *s.told.at, by_token);
	look_again(&s);
	vector_each (i, &s.candidates)
		if (s.candidates.at[i].stands) {
			choose(&s, i);
			add_place(&s, &s.candidates.at[i]);
		}
	return 0;
}
