/* Names: which there are, and which of them name one and the same. */
#include "article/clause.h"
#include "base/utf8.h"
#include "who/within.h"

/* Clusters with one surname that are looked at; families in the news are smaller. */
enum { MOST_ALIKE = 8, LONGEST_NAME = 6 };

struct find *find_new(struct work *w, struct tokens tokens, uint32_t head, enum mention_form form)
{
	struct find *f = vector_push(w->article->arena, &w->finds);
	f->tokens = tokens;
	f->head = head;
	f->form = form;
	f->cluster = NONE;
	f->title_noun = NONE;
	f->standing = standing_of(w->article, head);
	w->find_at[head] = w->finds.count - 1;
	for (uint32_t i = tokens.begin; form == MENTION_NAME && i < tokens.end; i++)
		w->covered[i] = w->finds.count - 1;
	return f;
}

/* ---- Which names there are ---- */

/* A noun that may stand before a person's name. */
static bool is_title(const struct work *w, struct row noun)
{
	return noun.table && view_equal(know_text(noun, w->facts.noun_before), VIEW("yes"));
}

/* Whether the tree joins a noun to the name behind it, whichever of the two it takes for the head. */
static bool is_joined(const struct article *a, const struct find *f, uint32_t noun)
{
	uint32_t over = a->tokens.at[noun].head, name_over = a->tokens.at[f->head].head;
	bool below = over != NONE && over >= f->tokens.begin && over < f->tokens.end;
	return below || name_over == noun || over == name_over;
}

/* "French President" before "Emmanuel Macron": a noun that may stand before a name, right before it and
 * joined to it in the tree. */
static void take_title(struct work *w, struct find *f)
{
	const struct article *a = w->article;
	if (f->tokens.begin == 0)
		return;
	uint32_t before = f->tokens.begin - 1, begin;
	const struct token *t = &a->tokens.at[before];
	if (t->sentence != a->tokens.at[f->head].sentence || w->covered[before] != NONE ||
	    (t->upos != UPOS_NOUN && t->upos != UPOS_PROPN && t->upos != UPOS_ADJ))
		return;
	struct row noun = known_noun(w, before, &begin);
	if (!is_title(w, noun))
		return;
	/* Of "Secretary of State" the head is the first word. */
	uint32_t head = head_of(a, (struct tokens){begin, before + 1});
	if (!is_joined(a, f, head))
		return;
	bool above = a->tokens.at[f->head].head == head;
	struct traits traits = known_noun_traits(w, noun);
	traits.called = text_of_tokens(a, (struct tokens){begin, before + 1});
	traits.country = known_country_of(w, head);
	if (!traits.country.length && above)
		traits.country = known_country_of(w, f->head);
	/* "ministers Blair and Schroeder": of one of them. */
	traits.plural = false;
	traits.kind = KIND_PERSON;
	f->title = (struct tokens){begin, f->tokens.begin};
	f->title_noun = head;
	for (uint32_t i = begin; i <= before; i++)
		w->covered[i] = (uint32_t)(f - w->finds.at);
	posts_of(w, head, &traits);
	if (traits.role.length && !known_points(w, traits.role, VIEW("former")) &&
	    !known_points(w, traits.role, VIEW("head")))
		f->post = traits.sector;
	traits_add(&f->traits, &traits);
}

static bool names_body(uint32_t kind)
{
	return kind == KIND_ORGANISATION || kind == KIND_OUTLET;
}

/* What a noun beside a name says of its kind; a row of its own knows better. */
static void add_kind(struct work *w, struct find *f, struct row noun, struct tokens words)
{
	struct traits traits = known_noun_traits(w, noun);
	uint32_t head = words.end - 1;
	traits.country = known_country_of(w, head);
	if (!traits.country.length)
		traits.country = known_country_of(w, f->head);
	f->title_noun = head;
	for (uint32_t i = words.begin; i < words.end; i++)
		w->covered[i] = (uint32_t)(f - w->finds.at);
	if (!f->known.table)
		f->traits = (struct traits){0};
	traits_add(&f->traits, &traits);
}

/* "The Finnish security firm" before F-Secure. False: no such noun. */
static bool take_kind_before(struct work *w, struct find *f)
{
	const struct article *a = w->article;
	uint32_t before = f->tokens.begin - 1, begin;
	if (f->tokens.begin == 0 || w->covered[before] != NONE || a->tokens.at[before].upos != UPOS_NOUN)
		return false;
	struct row noun = known_noun(w, before, &begin);
	if (!names_body(know_label(noun, w->facts.noun_kind)) || !is_joined(a, f, before))
		return false;
	f->title = (struct tokens){begin, f->tokens.begin};
	add_kind(w, f, noun, (struct tokens){begin, before + 1});
	return true;
}

/* "The Sonra movement": a noun behind that heads the phrase and is no other body than the one named. */
static bool take_kind_behind(struct work *w, struct find *f)
{
	const struct article *a = w->article;
	uint32_t next = f->tokens.end, begin, end = next;
	if (next == a->tokens.count || a->tokens.at[next].upos != UPOS_NOUN)
		return false;
	while (end + 1 < a->tokens.count && a->tokens.at[end].head == end + 1 &&
	       a->tokens.at[end].relation == RELATION_COMPOUND)
		end++;
	if (a->tokens.at[f->head].head != end || a->tokens.at[f->head].relation != RELATION_COMPOUND)
		return false;
	struct row noun = known_noun(w, end, &begin);
	if (begin != next || !names_body(know_label(noun, w->facts.noun_kind)) ||
	    !view_equal(know_text(noun, w->facts.noun_before), VIEW("behind")))
		return false;
	add_kind(w, f, noun, (struct tokens){next, end + 1});
	return true;
}

static bool take_kind(struct work *w, struct find *f)
{
	bool body = names_body(f->traits.kind) || (f->traits.kind == KIND_PERSON && !f->known.table);
	return body && (take_kind_before(w, f) || take_kind_behind(w, f));
}

/* Lang may have taken the title for a part of the name: "Mr Macron", "President Macron". */
static struct tokens without_title(struct work *w, struct tokens t)
{
	for (uint32_t i = t.begin; i + 1 < t.end; i++) {
		uint32_t begin;
		struct row noun = known_noun(w, i, &begin);
		if (begin == t.begin && is_title(w, noun))
			return (struct tokens){i + 1, t.end};
	}
	return t;
}

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
	if (r == RELATION_NSUBJ || r == RELATION_OBL_AGENT || before_verb)
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

static bool takes_plural(const struct article *a, uint32_t head)
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

static bool people_traits(struct work *w, struct tokens t, uint32_t head, struct traits *traits)
{
	bool demonym;
	if (!people(w->article, head))
		return false;
	struct view country = known_country(w, t, &demonym);
	bool plural = takes_plural(w->article, head);
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

/* What a name that no table has stands for, by lang's type; false: nobody. */
static bool type_traits(struct work *w, enum entity type, struct tokens t, uint32_t head,
                        struct traits *traits)
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
		*traits = (struct traits){.kind = KIND_ORGANISATION};
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

/* "Foreign Minister" alone, which lang takes for a body's name. */
static bool is_bare_title(struct work *w, struct tokens t, struct row known)
{
	uint32_t begin, head = head_of(w->article, t);
	struct row noun = known_noun(w, t.end - 1, &begin);
	return !known.table && head > t.begin && head == t.end - 1 && is_title(w, noun) &&
	       know_label(noun, w->facts.noun_kind) == KIND_PERSON;
}

/* What lang says of a name, where the tables do not know better. */
static enum entity type_of(struct work *w, enum entity type, struct tokens t, struct row known)
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

/* Whether what lang saw in the name speaks against the row: "Santos" the company for a person. */
static bool contradicts(const struct work *w, struct row known, enum entity type, struct tokens t)
{
	uint32_t kind = know_label(known, w->facts.actor_kind);
	bool person = kind == KIND_PERSON;
	if (type == ENTITY_PERSON)
		return !person;
	if (person)
		return type != ENTITY_NONE && t.end - t.begin == 1;
	return type == ENTITY_WORK || type == ENTITY_PRODUCT || type == ENTITY_DATE || type == ENTITY_TIME ||
	       (type == ENTITY_NORP && !people(w->article, head_of(w->article, t)));
}

/* Lang may have seen a name in the title alone: "Mr" of "Mr Putin". */
static struct tokens past_title(struct work *w, struct tokens t)
{
	const struct article *a = w->article;
	uint32_t begin, end = a->sentences.at[a->tokens.at[t.begin].sentence].tokens.end, next = t.end;
	struct row noun = known_noun(w, t.end - 1, &begin);
	if (begin > t.begin || !is_title(w, noun))
		return t;
	while (next < end && a->tokens.at[next].upos == UPOS_PROPN && w->covered[next] == NONE &&
	       a->tokens.at[next].entity == ENTITY_NONE)
		next++;
	return (struct tokens){t.end, next};
}

/* Lang may have cut a name at its particles: "Anna van" "der" "Berg". */
static struct tokens whole_name(const struct article *a, struct tokens t)
{
	uint32_t end = t.begin < t.end ? a->sentences.at[a->tokens.at[t.begin].sentence].tokens.end : t.end;
	while (t.end < end && a->tokens.at[t.end].upos == UPOS_PROPN) {
		const struct token *next = &a->tokens.at[t.end];
		bool flat = next->relation == RELATION_FLAT && next->head >= t.begin && next->head < t.end;
		bool bridge = next->entity == ENTITY_NONE && t.end + 1 < end &&
		              a->tokens.at[t.end + 1].entity == ENTITY_PERSON &&
		              a->tokens.at[t.end + 1].upos == UPOS_PROPN;
		if (!flat && !bridge &&
		    !(next->entity == ENTITY_PERSON && a->tokens.at[t.end - 1].entity == ENTITY_NONE))
			break;
		t.end++;
	}
	return t;
}

static bool all_capitals(struct view v);

/* "Kelly Jones MS": a degree behind a name is none of it. */
static struct tokens without_degrees(struct work *w, struct tokens t)
{
	struct article *a = w->article;
	for (; t.end - t.begin > 2; t.end--) {
		struct view word = text_of_token(a, t.end - 1);
		struct row row = know_find_text(w->facts.bylines, a->arena, word);
		if (!row.table || !all_capitals(word) ||
		    !view_equal(know_text(row, w->facts.byline_kind), VIEW("degree")))
			break;
	}
	return t;
}

static bool may_widen(const struct work *w, uint32_t token, uint32_t within)
{
	const struct article *a = w->article;
	return a->tokens.at[token].sentence == a->tokens.at[within].sentence && w->covered[token] == NONE &&
	       a->tokens.at[token].upos != UPOS_DET && utf8_has_upper(text_of_token(a, token));
}

/* "Liberal Democrats", of which lang may have seen the second word alone: the words beside it that make it
 * the name of a row. */
static struct tokens widened(const struct work *w, struct tokens t)
{
	const struct article *a = w->article;
	if (t.begin > 0 && may_widen(w, t.begin - 1, t.begin) &&
	    known_actor(w, (struct tokens){t.begin - 1, t.end}).table)
		t.begin--;
	if (t.end < a->tokens.count && may_widen(w, t.end, t.begin) &&
	    known_actor(w, (struct tokens){t.begin, t.end + 1}).table)
		t.end++;
	return t;
}

/* "some Republicans", "older Democrats": not the party. */
static bool some_of(const struct article *a, struct tokens name, uint32_t head)
{
	children_of (a, child, head) {
		const struct token *t = &a->tokens.at[child];
		bool picks = t->relation == RELATION_AMOD || t->relation == RELATION_NUMMOD ||
		             (t->relation == RELATION_DET && !(t->features & FEATURE(DEFINITE_DEF)));
		if (picks && child < name.begin)
			return true;
	}
	return false;
}

static void take_name(struct work *w, struct tokens tokens, enum entity type)
{
	struct article *a = w->article;
	struct tokens t = known_bare(a, tokens);
	if (t.begin < t.end)
		t = widened(w, t);
	if (t.begin < t.end && type == ENTITY_PERSON)
		t = without_degrees(w, whole_name(a, past_title(w, t)));
	if (t.begin >= t.end || w->covered[t.begin] != NONE)
		return;
	struct row known = known_actor(w, t);
	if (type == ENTITY_PERSON || known.table || t.end - t.begin > 1)
		type = type_of(w, type, t, known);
	if (!known.table && type == ENTITY_PERSON) {
		t = without_title(w, t);
		known = known_actor(w, t);
	}
	/* "extremely frank": a word in small letters that no table has is nobody's name. */
	if (!known.table && type == ENTITY_PERSON && t.end - t.begin == 1 &&
	    !utf8_has_upper(text_of_token(a, t.begin)))
		return;
	uint32_t head = head_of(a, t);
	if (head == NONE || w->find_at[head] != NONE || (type == ENTITY_ORG && is_bare_title(w, t, known)))
		return;
	struct traits traits = {0};
	bool some = takes_plural(a, head) && type != ENTITY_PERSON && some_of(a, t, head);
	type = some ? ENTITY_NORP : type;
	if (known.table && (contradicts(w, known, type, t) || some))
		known = (struct row){0};
	if (known.table)
		traits = known_actor_traits(w, known);
	else if (!type_traits(w, type, t, head, &traits))
		return;
	bool a_people = !known.table && type == ENTITY_NORP && (some || traits.kind == KIND_PERSON);
	struct find *f = find_new(w, t, head, a_people ? MENTION_NOUN : MENTION_NAME);
	f->known = known;
	f->traits = traits;
	if (!a_people && !take_kind(w, f) && traits.kind == KIND_PERSON)
		take_title(w, f);
}

static bool all_capitals(struct view v)
{
	size_t count = 0;
	for (size_t at = 0; at < v.length;) {
		uint32_t c = utf8_next(v, &at);
		if (utf8_is_upper(c))
			count++;
		else if (c != '.')
			return false;
	}
	return count >= 2;
}

/* Names that lang passed over: a run of proper nouns that a table has. */
static void take_missed(struct work *w)
{
	struct article *a = w->article;
	for (uint32_t i = 0; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		bool capitals = t->upos == UPOS_PRON && all_capitals(text_of_token(a, i));
		if ((t->upos != UPOS_PROPN && !capitals) || t->entity != ENTITY_NONE || w->covered[i] != NONE)
			continue;
		uint32_t end = a->sentences.at[t->sentence].tokens.end;
		struct know_match m = know_longest(w->facts.actors, a, i, end);
		if (m.tokens.end == m.tokens.begin)
			m = know_longest(w->facts.countries, a, i, end);
		if (m.tokens.end > m.tokens.begin && w->covered[m.tokens.end - 1] == NONE)
			take_name(w, m.tokens,
			          know_label(m.row, w->facts.actor_kind) == KIND_PERSON ? ENTITY_PERSON
			                                                                : ENTITY_GPE);
	}
}

/* "SMITH: We will not." The names at the beginning of blocks that say who speaks in them. */
static void take_labels(struct work *w)
{
	const struct article *a = w->article;
	for (uint32_t i = 0; i < a->sentences.count; i++) {
		const struct sentence *s = &a->sentences.at[i];
		if (s->block == NONE || (i && a->sentences.at[i - 1].block == s->block))
			continue;
		uint32_t end = s->tokens.begin;
		while (end < s->tokens.end && end < s->tokens.begin + LONGEST_NAME &&
		       a->tokens.at[end].upos == UPOS_PROPN)
			end++;
		bool colon = end > s->tokens.begin && end < s->tokens.end &&
		             view_equal(text_of_token(a, end), VIEW(":"));
		if (!colon)
			continue;
		if (w->covered[s->tokens.begin] == NONE)
			take_name(w, (struct tokens){s->tokens.begin, end}, ENTITY_PERSON);
		w->voice_of[s->block] = end - 1;
	}
}

/* A proper noun, or a word that only the capital of a sentence's beginning may have kept from being one. */
static bool may_be_surname(const struct work *w, uint32_t token)
{
	const struct article *a = w->article;
	const struct token *t = &a->tokens.at[token];
	if (t->upos == UPOS_PROPN)
		return true;
	uint32_t begin;
	return t->upos == UPOS_NOUN && child_with(a, token, RELATION_DET) == NONE &&
	       child_with(a, token, RELATION_AMOD) == NONE &&
	       child_with(a, token, RELATION_COMPOUND) == NONE && !known_noun(w, token, &begin).table;
}

/* Surnames that lang has seen in a full name elsewhere and passed over here; the map tells capitals apart. */
static void take_surnames(struct work *w)
{
	struct article *a = w->article;
	struct map surnames = map_in(a->arena);
	vector_each (i, &w->finds) {
		const struct find *f = &w->finds.at[i];
		if (f->traits.kind == KIND_PERSON && f->tokens.end - f->tokens.begin > 1)
			*map_put(&surnames, text_of_token(a, f->tokens.end - 1)) = 1;
	}
	for (uint32_t i = 0; i < a->tokens.count; i++)
		if (a->tokens.at[i].entity == ENTITY_NONE && w->covered[i] == NONE &&
		    map_get(&surnames, text_of_token(a, i)) && may_be_surname(w, i))
			take_name(w, (struct tokens){i, i + 1}, ENTITY_PERSON);
}

/* The source of a statement that is a name to the tagger and none to lang: "Mr Farrow said". */
void names_source(struct work *w, uint32_t head)
{
	const struct article *a = w->article;
	struct tokens name = phrase_of(a, head, PHRASE_NAME);
	uint32_t before = name.begin ? name.begin - 1 : name.begin;
	bool titled = without_title(w, name).begin > name.begin || known_gender(w, name.begin) ||
	              known_noun(w, before, &before).table;
	take_name(w, name, titled ? ENTITY_PERSON : ENTITY_ORG);
}

/* How sure lang is of a name, in fifths of the way from a tie to certainty. */
static uint8_t name_step(float confidence)
{
	float over = (confidence - 0.5f) * 10;
	return (uint8_t)(over < 0 ? 0 : over > 4 ? 4 : over);
}

void names_find(struct work *w)
{
	struct article *a = w->article;
	vector_each (i, &a->names) {
		uint32_t before = w->finds.count;
		take_name(w, a->names.at[i].tokens, a->names.at[i].type);
		if (w->finds.count > before)
			w->finds.at[before].step = name_step(a->names.at[i].confidence);
	}
	take_missed(w);
	take_surnames(w);
	take_labels(w);
}

/* ---- Which of them are one ---- */

static struct view folded_name(const struct work *w, struct tokens t)
{
	return utf8_folded(w->article->arena, text_of_tokens(w->article, t));
}

static struct view folded_word(const struct work *w, uint32_t token)
{
	return utf8_folded(w->article->arena, text_of_token(w->article, token));
}

static uint32_t in_map(const struct map *map, struct view key)
{
	const uint32_t *found = map_get(map, key);
	return found && *found ? *found - 1 : NONE;
}

/* Whether short is long's beginning or end, cut at a space. */
static bool is_end_of(struct view s, struct view whole)
{
	return view_ends(whole, s) &&
	       (whole.length == s.length || whole.at[whole.length - s.length - 1] == ' ');
}

static bool is_begin_of(struct view s, struct view whole)
{
	return view_starts(whole, s) && (whole.length == s.length || whole.at[s.length] == ' ');
}

/* "donald trump" and "donald j. trump": the same first and last words. */
static bool same_ends(struct view a, struct view b)
{
	struct view first_a = a, first_b = b, word_a = view_cut(&first_a, ' '),
	            word_b = view_cut(&first_b, ' ');
	size_t i = a.length, j = b.length;
	while (i && a.at[i - 1] != ' ')
		i--;
	while (j && b.at[j - 1] != ' ')
		j--;
	return view_equal(word_a, word_b) && i && j &&
	       view_equal(view_slice(a, i, a.length), view_slice(b, j, b.length));
}

static bool agree(const struct traits *a, const struct traits *b)
{
	return !(a->female && b->male) && !(a->male && b->female);
}

/* Whose surname this is: of those in the article the one mentioned last, else the one named most. */
static uint32_t by_surname(struct work *w, const struct find *f, struct view text)
{
	uint32_t best = NONE, i = in_map(&w->by_word, folded_word(w, f->tokens.end - 1));
	for (int n = 0; i != NONE && n < MOST_ALIKE; n++, i = w->clusters.at[i].next_alike) {
		const struct cluster *c = &w->clusters.at[i];
		struct view name = utf8_folded(w->article->arena, c->name);
		if (!agree(&f->traits, &c->traits) || !(is_end_of(text, name) || same_ends(text, name)))
			continue;
		const struct cluster *b = best == NONE ? NULL : &w->clusters.at[best];
		if (!b || (c->last != NONE && (b->last == NONE || c->last > b->last)) ||
		    (c->last == NONE && b->last == NONE && c->named_count > b->named_count))
			best = i;
	}
	return best;
}

/* "Hillary", "Amnesty", "Xi": the beginning of one longer name. */
static uint32_t by_beginning(struct work *w, const struct find *f, struct view text)
{
	uint32_t i =
	        in_map(&w->by_word, worded(w->article, "%.*s ", VIEW_ARGS(folded_word(w, f->tokens.begin))));
	if (i == NONE || !is_begin_of(text, utf8_folded(w->article->arena, w->clusters.at[i].name)) ||
	    !agree(&f->traits, &w->clusters.at[i].traits))
		return NONE;
	bool person = w->clusters.at[i].traits.kind == KIND_PERSON;
	return person == (f->traits.kind == KIND_PERSON) ? i : NONE;
}

/* "the Islamic State (IS)": the letters of the words before, or whatever stands in brackets behind them. */
static uint32_t by_bracket(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	uint32_t begin = f->tokens.begin;
	if (begin < 2 || !view_equal(text_of_token(a, begin - 1), VIEW("(")) || f->tokens.end - begin > 1)
		return NONE;
	uint32_t before = w->covered[begin - 2];
	if (before == NONE || w->finds.at[before].traits.kind != f->traits.kind)
		return NONE;
	return w->finds.at[before].cluster;
}

static struct view without_dots(struct arena *m, struct view v)
{
	char *to = arena_alloc(m, v.length);
	size_t length = 0;
	for (size_t i = 0; i < v.length; i++)
		if (v.at[i] != '.')
			to[length++] = v.at[i];
	return view_of(to, length);
}

static uint32_t by_letters(struct work *w, const struct find *f)
{
	struct view text = text_of_tokens(w->article, f->tokens);
	if (f->traits.kind == KIND_PERSON || !all_capitals(text))
		return NONE;
	struct arena *m = w->article->arena;
	return in_map(&w->by_initials, utf8_folded(m, without_dots(m, text)));
}

static struct view initials_of(struct work *w, struct tokens t)
{
	struct article *a = w->article;
	char *to = arena_alloc(a->arena, (t.end - t.begin) * 4);
	size_t length = 0;
	for (uint32_t i = t.begin; i < t.end; i++) {
		size_t at = 0;
		struct view word = text_of_token(a, i);
		uint32_t c = word.length ? utf8_next(word, &at) : 0;
		if (c && utf8_is_upper(c))
			length += utf8_write(to + length, c);
	}
	return utf8_folded(a->arena, view_of(to, length));
}

static void put(struct map *map, struct view key, uint32_t cluster)
{
	uint32_t *at = map_put(map, key);
	if (!*at)
		*at = cluster + 1;
}

/* The ways in which the article may come back to this name. */
static void register_name(struct work *w, uint32_t cluster, const struct find *f)
{
	struct cluster *c = &w->clusters.at[cluster];
	put(&w->by_text, folded_name(w, f->tokens), cluster);
	if (f->tokens.end - f->tokens.begin < 2 || f->traits.kind == KIND_COUNTRY)
		return;
	if (f->traits.kind == KIND_PERSON) {
		uint32_t *at = map_put(&w->by_word, folded_word(w, f->tokens.end - 1));
		if (*at != cluster + 1 && c->next_alike == NONE) {
			c->next_alike = *at ? *at - 1 : NONE;
			*at = cluster + 1;
		}
	} else {
		put(&w->by_initials, initials_of(w, f->tokens), cluster);
	}
	put(&w->by_word, worded(w->article, "%.*s ", VIEW_ARGS(folded_word(w, f->tokens.begin))), cluster);
}

uint32_t names_country(struct work *w, struct view country)
{
	uint32_t *at = map_put(&w->by_country, country);
	if (*at)
		return *at - 1;
	uint32_t made = cluster_new(w);
	*at = made + 1;
	struct cluster *c = &w->clusters.at[made];
	c->traits = (struct traits){.kind = KIND_COUNTRY, .sector = SECTOR_GOV, .country = country};
	struct row row = {0};
	for (uint32_t i = 0; !row.table && i < know_count(w->facts.countries); i++)
		if (view_equal(know_text(know_row(w->facts.countries, i), w->facts.country_code), country))
			row = know_row(w->facts.countries, i);
	c->name = row.table ? know_key(row) : country;
	c->why = know_why(w->article->arena, row);
	return made;
}

/* What a row of actors.tsv says of a cluster. */
static void make_known(struct work *w, struct cluster *c, struct row known)
{
	struct traits traits = known_actor_traits(w, known);
	c->known = known;
	c->name = know_key(known);
	c->key = know_text(known, w->facts.actor_key);
	c->why = know_why(w->article->arena, known);
	traits_add(&traits, &c->traits);
	c->traits = traits;
}

uint32_t names_known(struct work *w, struct view key)
{
	uint32_t *at = map_put(&w->by_key, key);
	if (*at)
		return *at - 1;
	struct row row;
	known_usual_name(w, key, &row);
	if (!row.table)
		return NONE;
	uint32_t made = cluster_new(w);
	*at = made + 1;
	make_known(w, &w->clusters.at[made], row);
	return made;
}

/* Rows under one name ("Bush", "Clinton"): the one in office on the day, else the first. */
static struct row right_row(struct work *w, const struct find *f)
{
	struct row first = f->known;
	for (struct row row = first; row.table; row = know_next(row)) {
		struct traits traits = known_actor_traits(w, row);
		if (!agree(&f->traits, &traits))
			continue;
		if (in_map(&w->by_key, know_text(row, w->facts.actor_key)) != NONE ||
		    known_office(w, know_text(row, w->facts.actor_key)).table)
			return row;
	}
	return first;
}

/* "President Chirac", "Prime Minister Olmert": the office and the surname tell who it is. */
static struct view by_office(struct work *w, const struct find *f)
{
	struct article *a = w->article;
	if (!f->traits.role.length)
		return (struct view){0};
	struct view office =
	        worded(a, "%.*s %.*s", VIEW_ARGS(f->traits.role), VIEW_ARGS(text_of_tokens(a, f->tokens)));
	struct row row = know_find_text(w->facts.roles, a->arena, office);
	struct view country = f->traits.country;
	if (country.length && !view_equal(country, know_text(row, w->facts.role_country)))
		return (struct view){0};
	return know_text(row, w->facts.role_key);
}

static uint32_t join_new(struct work *w, struct find *f)
{
	uint32_t made = cluster_new(w);
	struct cluster *c = &w->clusters.at[made];
	c->name = text_of_tokens(w->article, f->tokens);
	c->traits = f->traits;
	if (f->known.table) {
		f->known = right_row(w, f);
		make_known(w, c, f->known);
		*map_put(&w->by_key, c->key) = made + 1;
	}
	return made;
}

/* "Holland said" after "Gwyneth Holland, an analyst": the person, not the country. */
static uint32_t speaker_not_country(struct work *w, struct find *f)
{
	bool speaks = w->source_of[f->head] != NONE && f->tokens.end - f->tokens.begin == 1;
	uint32_t found = speaks ? by_surname(w, f, folded_name(w, f->tokens)) : NONE;
	if (found == NONE || w->clusters.at[found].traits.kind != KIND_PERSON)
		return NONE;
	f->traits = (struct traits){.kind = KIND_PERSON, .singular = true};
	f->known = (struct row){0};
	return found;
}

static uint32_t cluster_of_name(struct work *w, struct find *f)
{
	uint32_t speaker = f->traits.kind == KIND_COUNTRY ? speaker_not_country(w, f) : NONE;
	if (speaker != NONE)
		return speaker;
	if (f->traits.kind == KIND_COUNTRY && f->traits.country.length)
		return names_country(w, f->traits.country);
	struct view text = folded_name(w, f->tokens);
	uint32_t found = NONE;
	/* "Wagner" is he who is named in full before it is anybody of a table, unless lang sees a body. */
	bool surname =
	        w->article->tokens.at[f->head].entity != ENTITY_ORG && f->tokens.end - f->tokens.begin == 1;
	if (f->traits.kind == KIND_PERSON || (surname && f->traits.kind == KIND_ORGANISATION))
		found = by_surname(w, f, text);
	if (found == NONE && f->known.table)
		found = in_map(&w->by_key, know_text(right_row(w, f), w->facts.actor_key));
	if (found == NONE)
		found = in_map(&w->by_text, text);
	if (found != NONE && !agree(&f->traits, &w->clusters.at[found].traits))
		found = NONE;
	if (found == NONE)
		found = by_bracket(w, f);
	if (found == NONE)
		found = by_letters(w, f);
	if (found == NONE && !f->known.table)
		found = by_beginning(w, f, text);
	/* "Macron" that lang took for a company is still Macron. */
	if (found == NONE && !f->known.table && f->tokens.end - f->tokens.begin == 1)
		found = by_surname(w, f, text);
	if (found == NONE) {
		struct view key = by_office(w, f);
		found = key.length ? names_known(w, key) : NONE;
	}
	return found;
}

static void note_gender(struct work *w, struct find *f)
{
	if (f->traits.kind != KIND_PERSON || f->traits.female || f->traits.male)
		return;
	if (f->tokens.end - f->tokens.begin < 2 && f->form == MENTION_NAME && f->known.table)
		return;
	char gender = f->tokens.end - f->tokens.begin > 1 ? known_gender(w, f->tokens.begin) : 0;
	f->traits.female = gender == 'f';
	f->traits.male = gender == 'm';
}

static void join(struct work *w, uint32_t i)
{
	struct find *f = &w->finds.at[i];
	uint32_t cluster = cluster_of_name(w, f);
	if (cluster == NONE)
		cluster = join_new(w, f);
	f = &w->finds.at[i];
	cluster_join(w, i, cluster);
	struct cluster *c = &w->clusters.at[cluster];
	/* "Senator Obama" sits in the Senate, whatever he became later. */
	if (c->known.table && f->post != SECTOR_NONE)
		c->traits.sector = f->post;
	struct view text = text_of_tokens(w->article, f->tokens);
	c->named_count++;
	if (!c->known.table && c->traits.kind != KIND_COUNTRY && text.length > c->name.length)
		c->name = text;
	/* A known surname does not make a stranger known: "Vance" of "Richard Vance". */
	if (!c->known.table && f->known.table && c->traits.kind != KIND_COUNTRY &&
	    c->name.length <= text.length)
		make_known(w, c, f->known);
	register_name(w, cluster, f);
}

/* From the longest names to the shortest, so that a short one finds the long one it comes from, wherever it
 * stands; those of one word in the order of the text, so that of two with one surname the last one counts. */
void names_join(struct work *w)
{
	uint32_t count = w->finds.count;
	for (uint32_t i = 0; i < count; i++)
		note_gender(w, &w->finds.at[i]);
	for (uint32_t length = LONGEST_NAME; length > 1; length--)
		for (uint32_t i = 0; i < count; i++) {
			const struct find *f = &w->finds.at[i];
			uint32_t words = f->tokens.end - f->tokens.begin;
			if (f->form == MENTION_NAME &&
			    (words == length || (length == LONGEST_NAME && words > length)))
				join(w, i);
		}
	vector_each (i, &w->clusters)
		w->clusters.at[i].last = NONE;
	for (uint32_t i = 0; i < count; i++) {
		if (w->finds.at[i].cluster != NONE)
			w->clusters.at[w->finds.at[i].cluster].last = i;
		else if (w->finds.at[i].form == MENTION_NAME)
			join(w, i);
	}
	vector_each (i, &w->clusters)
		w->clusters.at[i].last = NONE;
}
