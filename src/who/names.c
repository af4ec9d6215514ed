/* Names: which there are. */
#include "article/clause.h"
#include "base/utf8.h"
#include "who/naming.h"

enum { LONGEST_NAME = 6 };

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

/* A surname alone may be a stranger's, whose full name tells more: "Harris" of "Seth Harris". */
static struct traits known_name_traits(const struct work *w, struct row known, struct tokens t)
{
	struct traits traits = known_actor_traits(w, known);
	if (traits.kind == KIND_PERSON && t.end - t.begin == 1)
		traits = (struct traits){.kind = KIND_PERSON, .singular = true};
	return traits;
}

/* "State" of "Secretary of State", "PC" before "Tom Reid". */
static bool is_of_title(const struct work *w, struct tokens t)
{
	const struct article *a = w->article;
	uint32_t begin;
	struct row noun = known_noun(w, t.end - 1, &begin);
	if (!noun.table || know_label(noun, w->facts.noun_kind) != KIND_PERSON)
		return false;
	bool before = t.end < a->tokens.count && a->tokens.at[t.end].entity == ENTITY_PERSON;
	bool title = before && view_equal(know_text(noun, w->facts.noun_with), VIEW("name"));
	return begin + 1 < t.begin || (begin == t.begin && title);
}

/* "Chad's Foreign Office", "the Foreign Office of Chad": another state's body of that name. */
static bool is_of_elsewhere(const struct work *w, struct row known, struct tokens t, uint32_t head,
                            struct traits *traits)
{
	struct view own = know_text(known, w->facts.actor_country);
	if (know_label(known, w->facts.actor_kind) != KIND_ORGANISATION || own.length != 3 ||
	    view_equal(own, VIEW("IGO")))
		return false;
	struct view country = known_country_beside(w, t, head);
	if (country.length != 3 || view_equal(country, own) || view_equal(country, VIEW("IGO")))
		return false;
	*traits = known_actor_traits(w, known);
	traits->country = country;
	return true;
}

/* "Secretary of | State Vance": lang has cut the title in two. */
static bool begins_in_title(const struct work *w, struct tokens t)
{
	uint32_t begin;
	struct row noun = known_noun(w, t.begin, &begin);
	return t.end - t.begin > 1 && w->article->tokens.at[t.begin + 1].upos == UPOS_PROPN && noun.table &&
	       begin < t.begin && know_label(noun, w->facts.noun_kind) == KIND_PERSON &&
	       view_equal(know_text(noun, w->facts.noun_before), VIEW("yes"));
}

/* "President Lagos": the tables know somebody of that office and surname, whatever else bears the name. */
static bool holds_office(const struct work *w, struct tokens t)
{
	const struct article *a = w->article;
	uint32_t begin;
	if (t.begin == 0 || t.end - t.begin > 2 ||
	    a->tokens.at[t.begin - 1].sentence != a->tokens.at[t.begin].sentence)
		return false;
	struct view role = know_text(known_noun(w, t.begin - 1, &begin), w->facts.noun_role);
	return role.length && know_find_text(w->facts.roles, a->arena,
	                                     worded(w->article, "%.*s %.*s", VIEW_ARGS(role),
	                                            VIEW_ARGS(text_of_tokens(a, t))))
	                              .table;
}

static void take_name(struct work *w, struct tokens tokens, enum entity type)
{
	struct article *a = w->article;
	struct tokens t = known_bare(a, tokens);
	if (t.begin < t.end)
		t = name_widened(w, t);
	if (t.begin < t.end && begins_in_title(w, t)) {
		t.begin++;
		type = ENTITY_PERSON;
	}
	if (t.begin < t.end && type == ENTITY_PERSON)
		t = name_without_degrees(w, name_whole(a, name_past_title(w, t)));
	if (t.begin >= t.end || w->covered[t.begin] != NONE || (type == ENTITY_ORG && is_of_title(w, t)))
		return;
	struct row known = known_actor(w, t);
	if (type == ENTITY_PERSON || known.table || t.end - t.begin > 1)
		type = name_type(w, type, t, known);
	if (type != ENTITY_PERSON && holds_office(w, t))
		type = ENTITY_PERSON;
	if (!known.table && type == ENTITY_PERSON) {
		t = name_without_title(w, t);
		known = known_actor(w, t);
	}
	/* "extremely frank": a word in small letters that no table has is nobody's name. */
	if (!known.table && type == ENTITY_PERSON && t.end - t.begin == 1 &&
	    !utf8_has_upper(text_of_token(a, t.begin)))
		return;
	uint32_t head = head_of(a, t);
	if (head == NONE || w->find_at[head] != NONE ||
	    (type == ENTITY_ORG && name_is_bare_title(w, t, known)))
		return;
	struct traits traits = {0};
	bool some = name_takes_plural(a, head) && type != ENTITY_PERSON && some_of(a, t, head);
	some &= !known.table || t.end - t.begin < 3; /* but "a Doctors Without Borders hospital" */
	type = some ? ENTITY_NORP : type;
	if (known.table && (name_contradicts(w, known, type, t) || some))
		known = (struct row){0};
	if (known.table && is_of_elsewhere(w, known, t, head, &traits))
		known = (struct row){0};
	else if (known.table)
		traits = known_name_traits(w, known, t);
	else if (!name_traits(w, type, t, head, &traits))
		return;
	bool a_people = !known.table && type == ENTITY_NORP && (some || traits.kind == KIND_PERSON);
	struct find *f = find_new(w, t, head, a_people ? MENTION_NOUN : MENTION_NAME);
	f->known = known;
	f->traits = traits;
	if (!a_people && !name_take_kind(w, f) && traits.kind == KIND_PERSON)
		name_take_title(w, f);
}

static bool begins_name(const struct article *a, uint32_t token)
{
	return utf8_is_upper(utf8_first(text_of_token(a, token)));
}

static bool goes_on(const struct article *a, uint32_t token)
{
	return token < a->tokens.count && a->tokens.at[token].entity != ENTITY_NONE &&
	       !a->tokens.at[token].entity_begins;
}

/* Whether lang has cut this name in two, or may have: it has a word in small letters or a possessor, and is
 * no part of a longer name. */
static bool is_fragile(const struct article *a, struct tokens t)
{
	if (goes_on(a, t.begin) || goes_on(a, t.end))
		return false;
	/* "Armed" "Islamic Group": lang sees two names or the second half alone */
	for (uint32_t i = t.begin + 1; i < t.end; i++)
		if (a->tokens.at[i].entity_begins && a->tokens.at[i].entity != ENTITY_NONE)
			return t.end - t.begin > 2;
	for (uint32_t i = t.begin; i < t.end; i++)
		if (a->tokens.at[i].upos == UPOS_ADP || a->tokens.at[i].xpos == XPOS_POS)
			return t.end - t.begin > 2;
	return false;
}

/* "Front for the Liberation of Peru", "Lord's Army": bodies of the table that go before what lang makes of
 * their words. */
static void take_long(struct work *w)
{
	struct article *a = w->article;
	for (uint32_t i = 0; i < a->tokens.count; i++) {
		if (w->covered[i] != NONE || !begins_name(a, i))
			continue;
		uint32_t end = a->sentences.at[a->tokens.at[i].sentence].tokens.end;
		struct know_match m = know_longest(w->facts.actors, a, i, end);
		if (is_fragile(a, m.tokens) && know_label(m.row, w->facts.actor_kind) != KIND_PERSON)
			take_name(w, m.tokens, ENTITY_ORG);
	}
}

/* "The Knesset", for which lang has a common noun. */
static bool is_capital_noun(const struct article *a, uint32_t token)
{
	const struct token *t = &a->tokens.at[token];
	uint32_t begin = a->sentences.at[t->sentence].tokens.begin;
	return t->upos == UPOS_NOUN && token > begin && begins_name(a, token) &&
	       view_equal_ascii_case(text_of_token(a, token - 1), VIEW("the")) &&
	       !begins_name(a, token + 1 < a->tokens.count ? token + 1 : token - 1);
}

/* Names that lang passed over: a run of proper nouns that a table has. */
static void take_missed(struct work *w)
{
	struct article *a = w->article;
	for (uint32_t i = 0; i < a->tokens.count; i++) {
		const struct token *t = &a->tokens.at[i];
		bool capitals =
		        (t->upos == UPOS_PRON && all_capitals(text_of_token(a, i))) || is_capital_noun(a, i);
		if ((t->upos != UPOS_PROPN && !capitals) || t->entity != ENTITY_NONE || w->covered[i] != NONE)
			continue;
		uint32_t end = a->sentences.at[t->sentence].tokens.end;
		struct know_match m = know_longest(w->facts.actors, a, i, end);
		bool person = know_label(m.row, w->facts.actor_kind) == KIND_PERSON;
		enum entity type = m.tokens.end > m.tokens.begin && person ? ENTITY_PERSON : ENTITY_GPE;
		if (m.tokens.end == m.tokens.begin)
			m = know_longest(w->facts.countries, a, i, end);
		if (m.tokens.end == m.tokens.begin && name_is_people(w, i)) {
			m.tokens = (struct tokens){i, i + 1};
			type = ENTITY_NORP;
		}
		bool of_state = posts_of_state((enum sector)know_label(m.row, w->facts.actor_sector));
		if (t->upos == UPOS_NOUN && (person || !of_state))
			continue;
		if (m.tokens.end > m.tokens.begin && w->covered[m.tokens.end - 1] == NONE)
			take_name(w, m.tokens, type);
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
	bool titled = name_without_title(w, name).begin > name.begin || known_gender(w, name.begin) ||
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
	take_long(w);
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
