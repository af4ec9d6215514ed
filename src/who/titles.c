/* Titles: the nouns beside a name, "French President", "the Finnish security firm", and what they say of it.
 */
#include "article/clause.h"
#include "who/naming.h"

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

void name_take_title(struct work *w, struct find *f)
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
	posts_of(w, begin, head, &traits);
	if (traits.role.length && !known_points(w, traits.role, VIEW("former")) &&
	    !known_points(w, traits.role, VIEW("head")))
		f->post = traits.sector;
	if (traits.role.length && traits.sector == SECTOR_GOV && !view_equal(traits.country, VIEW("IGO")) &&
	    child_with(a, head, RELATION_NMOD) == NONE)
		f->state = traits.country;
	if (traits.role.length && traits.sector == SECTOR_IGO)
		f->state = VIEW("IGO");
	traits_add(&f->traits, &traits);
}

bool names_body(uint32_t kind)
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

bool name_take_kind(struct work *w, struct find *f)
{
	bool body = names_body(f->traits.kind) || (f->traits.kind == KIND_PERSON && !f->known.table);
	return body && (take_kind_before(w, f) || take_kind_behind(w, f));
}

/* Whether these words only say whose title it is: "Uzbek", "Arab League". */
static bool tells_whose(struct work *w, struct tokens t)
{
	bool demonym;
	if (t.begin == t.end || known_country(w, t, &demonym).length)
		return true;
	struct row known = known_actor(w, t);
	return known.table && know_label(known, w->facts.actor_kind) != KIND_PERSON;
}

struct tokens name_without_title(struct work *w, struct tokens t)
{
	/* The longest title first, and then the next: "Prof Sir Ian Wells". */
	for (uint32_t i = t.end - 1; i-- > t.begin;) {
		uint32_t begin;
		struct row noun = known_noun(w, i, &begin);
		/* It may begin before the name: "Det | Insp Ann Moss". */
		bool whole = begin < t.begin || tells_whose(w, (struct tokens){t.begin, begin});
		if (is_title(w, noun) && whole) {
			t.begin = i + 1;
			i = t.end - 1;
		}
	}
	return t;
}

bool name_is_bare_title(struct work *w, struct tokens t, struct row known)
{
	uint32_t begin, head = head_of(w->article, t);
	struct row noun = known_noun(w, t.end - 1, &begin);
	return !known.table && head > t.begin && head == t.end - 1 && is_title(w, noun) &&
	       know_label(noun, w->facts.noun_kind) == KIND_PERSON;
}

struct tokens name_past_title(struct work *w, struct tokens t)
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
