/* From clusters to the article's layer: actors, their mentions, the speakers. */
#include "article/clause.h"
#include "base/utf8.h"
#include "who/within.h"

/* "International Atomic Energy Agency" → "international-atomic-energy-agency". */
static struct view slug(const struct work *w, struct view name)
{
	struct view folded = utf8_folded(w->article->arena, name);
	char *to = arena_alloc(w->article->arena, folded.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < folded.length; i++) {
		char c = folded.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
		if (plain)
			to[length++] = c;
		else if (length && to[length - 1] != '-')
			to[length++] = '-';
	}
	while (length && to[length - 1] == '-')
		length--;
	return view_of(to, length);
}

/* Whether the article tells of this country apart from the bodies that it may have by default. */
static bool is_told_of(const struct work *w, struct view country, bool *others)
{
	const struct article *a = w->article;
	*others = false;
	vector_each (i, &a->places) {
		if (view_equal(a->places.at[i].country, country))
			return true;
		*others |= a->places.at[i].country.length > 0;
	}
	vector_each (i, &w->clusters) {
		const struct cluster *c = &w->clusters.at[i];
		if (!c->traits.country.length || (c->known.table && known_is_common(w, c->name)))
			continue;
		if (view_equal(c->traits.country, country))
			return true;
		*others |= c->traits.country.length == 3;
	}
	return false;
}

/* "the Supreme Court": of the country that the row has, unless the article is about others. */
static struct view country_of(const struct work *w, const struct cluster *c)
{
	bool others;
	bool by_default = c->known.table && posts_of_state(c->traits.sector) && known_is_common(w, c->name);
	return by_default && !is_told_of(w, c->traits.country, &others) && others ? (struct view){0}
	                                                                          : c->traits.country;
}

/* What stands for this actor in every article; empty where only this one's words do. */
static struct view key_of(const struct work *w, const struct cluster *c)
{
	if (c->key.length)
		return c->key;
	if (c->described || !c->named_count)
		return c->traits.kind == KIND_COUNTRY && c->traits.country.length ? slug(w, c->name)
		                                                                  : (struct view){0};
	bool several = memchr(c->name.at, ' ', c->name.length) != NULL;
	if (c->traits.kind == KIND_PERSON)
		return several ? slug(w, c->name) : (struct view){0};
	struct view key = slug(w, c->name);
	if (!known_is_common(w, c->name))
		return key;
	return c->traits.country.length ? worded(w->article, "%.*s-%.*s", VIEW_ARGS(key),
	                                         VIEW_ARGS(slug(w, c->traits.country)))
	                                : (struct view){0};
}

/* The office on the day of publication; else what the article calls him. */
static void note_role(const struct work *w, const struct cluster *c, struct actor *actor)
{
	if (actor->kind != KIND_PERSON)
		return;
	struct row office = c->known.table ? known_office(w, c->key) : (struct row){0};
	if (office.table)
		actor->role = know_text(office, w->facts.role_role);
	else
		actor->role = c->traits.role.length ? c->traits.role
		                                    : utf8_lowered(w->article->arena, c->traits.called);
}

static uint32_t actor_of(struct work *w, uint32_t cluster)
{
	struct article *a = w->article;
	struct cluster *c = &w->clusters.at[cluster];
	if (c->actor != NONE)
		return c->actor;
	struct actor *actor = vector_push(a->arena, &a->actors);
	c->actor = a->actors.count - 1;
	actor->name = c->name;
	actor->key = key_of(w, c);
	actor->country = country_of(w, c);
	actor->kind = c->traits.kind ? c->traits.kind : c->traits.plural ? KIND_GROUP : KIND_ORGANISATION;
	actor->sector = c->traits.sector;
	actor->why = c->why;
	actor->named = c->named_count > 0;
	actor->female = c->traits.female;
	actor->male = c->traits.male;
	actor->plural = c->traits.plural;
	note_role(w, c, actor);
	return c->actor;
}

/* Of an actor only described, its fullest mention is its name; not what is said of it ("they are liars"). */
static void note_fullest(struct work *w, const struct find *f)
{
	struct cluster *c = &w->clusters.at[f->cluster];
	if (!c->described || (c == &w->clusters.at[w->author != NONE ? w->author : 0] && w->author != NONE &&
	                      c->name.length && f->pronoun))
		return;
	struct view text = text_of_tokens(w->article, f->tokens);
	bool predicate = child_with(w->article, f->head, RELATION_COP) != NONE;
	if (!c->name.length || (f->form == MENTION_NOUN && text.length > c->name.length && !predicate))
		c->name = text;
}

/* Ties differ by what they are of; the other ways are one each. */
float find_sureness(const struct work *w, const struct find *f)
{
	static const struct view kinds[] = {
	        [NO_PRONOUN] = VIEW_OF("noun"), [HE] = VIEW_OF("he"),     [SHE] = VIEW_OF("he"),
	        [IT] = VIEW_OF("it"),           [THEY] = VIEW_OF("they"), [I] = VIEW_OF("i"),
	        [WE] = VIEW_OF("we"),           [YOU] = VIEW_OF("you")};
	if (f->form == MENTION_NAME) {
		enum actor_kind kind = f->traits.kind;
		struct view way = kind == KIND_PERSON    ? VIEW("name person")
		                  : kind == KIND_COUNTRY ? VIEW("name country")
		                                         : VIEW("name body");
		return known_sureness(w, way, f->step);
	}
	return known_sureness(
	        w, worded(w->article, "%.*s %.*s", VIEW_ARGS(kinds[f->pronoun]), VIEW_ARGS(f->why)), f->step);
}

static void write_mention(struct work *w, const struct find *f)
{
	struct article *a = w->article;
	uint32_t actor = actor_of(w, f->cluster);
	a->actors.at[actor].leader++;
	struct mention *m = vector_push(a->arena, &a->mentions);
	m->tokens = f->tokens;
	m->bytes = bytes_of(a, f->tokens);
	m->head = f->head;
	m->title = f->title_noun;
	m->actor = actor;
	m->form = f->form;
	m->why = f->why;
	m->confidence = find_sureness(w, f);
}

static void write_members(struct work *w)
{
	struct article *a = w->article;
	vector_each (i, &w->clusters) {
		const struct cluster *c = &w->clusters.at[i];
		if (c->actor == NONE)
			continue;
		a->actors.at[c->actor].members = a->members.count;
		for (int k = 0; k < 2; k++) {
			uint32_t of = c->member[k] == NONE ? NONE : w->clusters.at[c->member[k]].actor;
			if (of == NONE)
				continue;
			*vector_push(a->arena, &a->members) = of;
			a->actors.at[c->actor].member_count++;
		}
	}
}

static void renumber(struct work *w, struct speaker *s)
{
	if (s->actor == NONE)
		return;
	s->actor = w->clusters.at[s->actor].actor;
	if (s->actor != NONE)
		w->article->actors.at[s->actor].leader += 2;
}

void actors_write(struct work *w)
{
	struct article *a = w->article;
	vector_each (i, &w->finds)
		if (w->finds.at[i].cluster != NONE)
			note_fullest(w, &w->finds.at[i]);
	vector_each (i, &w->finds)
		if (w->finds.at[i].cluster != NONE)
			write_mention(w, &w->finds.at[i]);
	write_members(w);
	vector_each (i, &a->speakers)
		renumber(w, &a->speakers.at[i]);
	vector_each (i, &a->addressees)
		if (a->addressees.at[i].actor != NONE)
			a->addressees.at[i].actor = w->clusters.at[a->addressees.at[i].actor].actor;
}
