/* Kinds: what a name stands for, by what lang says of it, where and the tables. */
#include "article/clause.h"
#include "who/naming.h"

/* A place does something, or something is done with it: it stands for its government. */
static bool acts(const struct work *w, uint32_t head)
{
	const struct article *a = w->article;
	const struct token *t = &a->tokens.at[head];
	enum relation r = (enum relation)t->relation;
	if (r == RELATION_CONJ && first_conjunct(a, head) != head)
		return acts(w, first_conjunct(a, head));
	/* "Moscow denies it": the tree may make one word of the two. */
	bool before_verb =
	        r == RELATION_COMPOUND && a->tokens.at[t->head].upos == UPOS_VERB && t->head == head + 1;
	if (r == RELATION_NSUBJ || r == RELATION_NSUBJ_OUTER || r == RELATION_OBL_AGENT || before_verb)
		return true;
	/* "Moscow is prepared to sell gas", "Warsaw was promised aid" */
	uint32_t open = r == RELATION_NSUBJ_PASS ? child_with(a, t->head, RELATION_XCOMP) : NONE;
	if ((open != NONE && child_with(a, open, RELATION_OBJ) != NONE) ||
	    (r == RELATION_NSUBJ_PASS && child_with(a, t->head, RELATION_OBJ) != NONE))
		return true;
	if ((r != RELATION_NMOD && r != RELATION_OBL))
		return false;
	uint32_t preposition = preposition_of(a, head);
	return preposition != NONE && known_points(w, text_of_token(a, preposition), VIEW("party"));
}

static const struct place *place_at(const struct article *a, struct tokens t)
{
	uint32_t low = 0, high = a->places.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (a->places.at[middle].tokens.end <= t.begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low < a->places.count && a->places.at[low].tokens.begin < t.end ? &a->places.at[low] : NULL;
}

/* "the Kremlin", "Moscow": the government that sits there, or the body that does. False: no metonym, or none
 * that acts here. */
static bool take_metonym(struct work *w, struct tokens t, uint32_t head, struct traits *traits)
{
	const struct facts *f = &w->facts;
	struct article *a = w->article;
	struct row row = know_find_text(f->metonyms, a->arena, text_of_tokens(a, known_bare(a, t)));
	if (!row.table)
		return false;
	struct view kind = know_text(row, f->metonym_kind);
	bool seat = view_equal(kind, VIEW("seat"));
	if (!acts(w, head) && (!seat || a->tokens.at[head].relation == RELATION_OBL))
		return false;
	traits->sector = (enum sector)know_label(row, f->metonym_sector);
	traits->country = know_text(row, f->metonym_country);
	bool government = traits->sector == SECTOR_GOV && !view_equal(traits->country, VIEW("IGO"));
	traits->kind = government ? KIND_COUNTRY : KIND_ORGANISATION;
	return true;
}

/* Whether a word for a people heads its phrase: "the French", "Russians", not "French troops". */
static bool people(const struct article *a, uint32_t head)
{
	enum relation r = (enum relation)a->tokens.at[head].relation;
	return r != RELATION_AMOD && r != RELATION_COMPOUND && r != RELATION_FLAT && r != RELATION_NMOD_DESC;
}

bool name_takes_plural(const struct article *a, uint32_t head)
{
	const struct token *t = &a->tokens.at[head];
	return t->xpos == XPOS_NNS || t->xpos == XPOS_NNPS || (t->features & FEATURE(NUMBER_PLUR)) ||
	       t->upos == UPOS_ADJ;
}

static bool place_traits(struct work *w, struct tokens t, uint32_t head, struct traits *traits)
{
	struct article *a = w->article;
	const struct place *place = place_at(a, t);
	bool demonym;
	struct view country = known_country(w, t, &demonym);
	if (country.length && !demonym && (!place || place->is_country)) {
		*traits = (struct traits){.kind = KIND_COUNTRY, .sector = SECTOR_GOV, .country = country};
		return true;
	}
	if (place && place->is_country && place->country.length) {
		*traits = (struct traits){
		        .kind = KIND_COUNTRY, .sector = SECTOR_GOV, .country = place->country};
		return true;
	}
	if (place && place->is_dateline)
		return false;
	if (take_metonym(w, t, head, traits))
		return true;
	if (!place || !acts(w, head))
		return false;
	*traits = (struct traits){.kind = KIND_ORGANISATION, .sector = SECTOR_GOV, .country = place->country};
	return true;
}

bool name_is_people(const struct work *w, uint32_t token)
{
	bool demonym;
	struct view country = known_country(w, (struct tokens){token, token + 1}, &demonym);
	return country.length && demonym && name_takes_plural(w->article, token) && people(w->article, token);
}

static bool people_traits(struct work *w, struct tokens t, uint32_t head, struct traits *traits)
{
	if (!people(w->article, head))
		return false;
	struct view country = known_people(w, t);
	bool plural = name_takes_plural(w->article, head);
	*traits = (struct traits){.kind = plural ? KIND_GROUP : KIND_PERSON,
	                          .sector = SECTOR_CVL,
	                          .country = country,
	                          .plural = plural,
	                          .singular = !plural};
	return true;
}

/* What the noun in a body's name says of it: "the University of Western Sydney", "the Islah party". */
static enum sector sector_in(const struct work *w, uint32_t head)
{
	uint32_t begin;
	struct row noun = known_noun(w, head, &begin);
	uint32_t kind = know_label(noun, w->facts.noun_kind);
	return names_body(kind) ? (enum sector)know_label(noun, w->facts.noun_sector) : SECTOR_NONE;
}

/* A body's branch in a country: "Amnesty International Italy" is of Amnesty's kind, and Italy's. */
static bool branch_traits(const struct work *w, struct tokens t, struct traits *traits)
{
	struct article *a = w->article;
	bool demonym;
	if (t.end - t.begin < 2)
		return false;
	struct view country = known_country(w, (struct tokens){t.end - 1, t.end}, &demonym);
	if (!country.length || demonym)
		return false;
	struct tokens body = known_bare(a, (struct tokens){t.begin, t.end - 1});
	struct row row = know_find_text(w->facts.actors, a->arena, text_of_tokens(a, body));
	if (!row.table || know_label(row, w->facts.actor_kind) != KIND_ORGANISATION)
		return false;
	*traits = (struct traits){.kind = KIND_ORGANISATION,
	                          .sector = (enum sector)know_label(row, w->facts.actor_sector),
	                          .country = country};
	return true;
}

/* A place of several words: a club or a firm is rarely called so. */
static bool is_area(const struct work *w, struct tokens t)
{
	const struct place *place = place_at(w->article, t);
	return place && t.end - t.begin > 1 && place->tokens.begin == t.begin && place->tokens.end == t.end;
}

bool name_traits(struct work *w, enum entity type, struct tokens t, uint32_t head, struct traits *traits)
{
	bool demonym;
	switch (type) {
	case ENTITY_PERSON:
		*traits = (struct traits){.kind = KIND_PERSON, .singular = true};
		return true;
	case ENTITY_ORG:
		/* "the US" and "White House" are countries whatever lang takes them for. */
		if (known_country(w, t, &demonym).length && !demonym)
			return place_traits(w, t, head, traits);
		if (branch_traits(w, t, traits))
			return true;
		*traits = (struct traits){.kind = KIND_ORGANISATION};
		/* "West Bank" is no bank */
		if (is_area(w, t)) {
			traits->country = place_at(w->article, t)->country;
			return place_traits(w, t, head, traits) || traits->kind;
		}
		if (!take_metonym(w, t, head, traits))
			*traits = (struct traits){.kind = KIND_ORGANISATION, .sector = sector_in(w, head)};
		traits->country = traits->country.length ? traits->country : known_country_of(w, head);
		return true;
	case ENTITY_GPE:
	case ENTITY_LOC:
	case ENTITY_FAC:
		return place_traits(w, t, head, traits);
	case ENTITY_NORP:
		return people_traits(w, t, head, traits);
	default:
		return false;
	}
}

/* "Judith Farrow" is a person, whatever lang takes it for: a given name, a word, and no noun behind it. */
static bool is_full_name(struct work *w, struct tokens t)
{
	uint32_t words = t.end - t.begin, begin;
	if (words < 2 || words > 4 || !known_gender(w, t.begin))
		return false;
	for (uint32_t i = t.begin; i < t.end; i++)
		if (w->article->tokens.at[i].upos != UPOS_PROPN)
			return false;
	return !known_noun(w, t.end - 1, &begin).table && !place_at(w->article, t);
}

/* "The Sonra Brigades" are no person, whatever lang takes them for. */
static bool is_body_name(struct work *w, struct tokens t)
{
	uint32_t begin;
	struct row noun = known_noun(w, t.end - 1, &begin);
	uint32_t kind = know_label(noun, w->facts.noun_kind);
	return t.end - t.begin > 1 && begin > t.begin && noun.table &&
	       (names_body(kind) || kind == KIND_GROUP);
}

enum entity name_type(struct work *w, enum entity type, struct tokens t, struct row known)
{
	bool demonym;
	if (known.table)
		return type == ENTITY_PERSON && know_label(known, w->facts.actor_kind) != KIND_PERSON
		               ? ENTITY_ORG
		               : type;
	if (type != ENTITY_PERSON && type != ENTITY_NORP && is_full_name(w, t))
		return ENTITY_PERSON;
	if (type == ENTITY_PERSON && is_body_name(w, t))
		return ENTITY_ORG;
	/* lang takes a country at the head of a sentence, or a town, for a man now and then. */
	bool place = place_at(w->article, t) || (known_country(w, t, &demonym).length && !demonym);
	return type == ENTITY_PERSON && place && !is_full_name(w, t) ? ENTITY_GPE : type;
}

/* A rare surname lang may take for a town or a body that nobody knows. */
static bool may_be_person(const struct work *w, enum entity type, struct tokens t)
{
	uint32_t head = head_of(w->article, t);
	return (type == ENTITY_GPE || type == ENTITY_ORG) && head != NONE && !place_at(w->article, t) &&
	       (acts(w, head) || w->article->tokens.at[head].relation == RELATION_OBJ);
}

bool name_contradicts(const struct work *w, struct row known, enum entity type, struct tokens t)
{
	uint32_t kind = know_label(known, w->facts.actor_kind);
	bool person = kind == KIND_PERSON;
	if (type == ENTITY_PERSON)
		return !person;
	if (person)
		return type != ENTITY_NONE && t.end - t.begin == 1 && !may_be_person(w, type, t);
	return type == ENTITY_WORK || type == ENTITY_PRODUCT || type == ENTITY_DATE || type == ENTITY_TIME ||
	       (type == ENTITY_NORP && !people(w->article, head_of(w->article, t)));
}
