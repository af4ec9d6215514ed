/* Whether a name stands for a place where it is. */
#include "where/search.h"

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

const struct option *largest(const struct search *s, const struct candidate *c)
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

bool stands_for_place(const struct search *s, const struct candidate *c)
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
void look_again(struct search *s)
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
