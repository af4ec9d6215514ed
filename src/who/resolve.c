/* Nouns and pronouns, one by one in the order of the text: whom each means. */
#include "article/clause.h"
#include "who/ties.h"

static bool one_kind(const struct find *f, const struct cluster *c)
{
	return !genders_clash(&f->traits, &c->traits) && noun_fits(f, c) &&
	       !(f->traits.singular && f->traits.kind == KIND_PERSON && c->traits.plural);
}

/* Phrases within a phrase that are looked into for its name. */
enum { MOST_WITHIN = 2 };

/* "a baker named Tom Falk", "a man identified as Tom Falk": the name that a participle gives. */
static uint32_t name_given(const struct article *a, uint32_t head)
{
	children_of (a, verb, head) {
		const struct token *t = &a->tokens.at[verb];
		if (t->relation != RELATION_ACL || t->xpos != XPOS_VBN || verb < head)
			continue;
		uint32_t name = child_with(a, verb, RELATION_XCOMP);
		name = name == NONE ? child_with(a, verb, RELATION_OBJ) : name;
		name = name == NONE ? oblique_of(a, verb, VIEW("as")) : name;
		if (name != NONE && a->tokens.at[name].entity == ENTITY_PERSON)
			return name;
	}
	return NONE;
}

/* "the rival in the race, Ann Lee": the name behind a phrase within it, to which lang may have joined it. */
static uint32_t name_behind(const struct article *a, uint32_t head, int depth)
{
	uint32_t behind = child_with(a, head, RELATION_APPOS);
	if (behind != NONE && (depth == MOST_WITHIN || a->tokens.at[behind].entity == ENTITY_PERSON))
		return behind;
	children_of (a, within, head) {
		bool phrase = a->tokens.at[within].relation == RELATION_NMOD && within > head;
		behind = phrase && depth ? name_behind(a, within, depth - 1) : NONE;
		if (behind != NONE)
			return behind;
	}
	return NONE;
}

/* "former player and scout Ann Lee": the name right behind the second of two nouns that tell of one. */
static uint32_t name_behind_second(const struct article *a, uint32_t head)
{
	uint32_t second = child_with(a, head, RELATION_CONJ), name = second + 1;
	if (second == NONE || name >= a->tokens.count || a->tokens.at[second].upos != UPOS_NOUN ||
	    child_with(a, second, RELATION_DET) != NONE || child_with(a, second, RELATION_NMOD_POSS) != NONE)
		return NONE;
	bool behind = a->tokens.at[name].entity == ENTITY_PERSON && a->tokens.at[name].entity_begins;
	return behind && a->tokens.at[name].sentence == a->tokens.at[head].sentence ? name : NONE;
}

/* What stands behind a noun for the same one, a name if there is one: of "one of them, a baker named Tom
 * Falk" the name. */
static uint32_t name_of(const struct article *a, const struct find *f)
{
	bool person = f->traits.kind == KIND_PERSON, one = person && !f->traits.plural;
	uint32_t behind =
	        person ? name_behind(a, f->head, MOST_WITHIN) : child_with(a, f->head, RELATION_APPOS);
	if (behind == NONE && one)
		behind = name_behind_second(a, f->head);
	uint32_t given = one ? name_given(a, f->head) : NONE;
	if (given == NONE && !f->traits.plural && behind != NONE && a->tokens.at[behind].upos == UPOS_NOUN)
		given = name_given(a, behind);
	return given != NONE ? given : behind;
}

/* "Emmanuel Macron, the French president", "the French president, Emmanuel Macron", "Macron is president". */
static uint32_t by_apposition(struct work *w, uint32_t find)
{
	const struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
	const struct token *t = &a->tokens.at[f->head];
	uint32_t found[3] = {NONE, NONE, NONE};
	if (t->relation == RELATION_APPOS || t->relation == RELATION_NMOD_DESC)
		found[0] = cluster_at(w, t->head);
	uint32_t behind = name_of(a, f);
	if (behind != NONE)
		found[1] = cluster_at(w, behind);
	if (child_with(a, f->head, RELATION_COP) != NONE && !is_negated(a, f->head)) {
		uint32_t subject = child_with(a, f->head, RELATION_NSUBJ);
		if (subject != NONE)
			found[2] = cluster_at(w, subject);
	}
	/* Of the two that it may stand beside, the one that has a name. */
	if (found[0] != NONE && found[1] != NONE && !w->clusters.at[found[0]].named_count &&
	    w->clusters.at[found[1]].named_count)
		found[0] = NONE;
	for (int i = 0; i < 3; i++)
		if (found[i] != NONE && one_kind(f, &w->clusters.at[found[i]]))
			return found[i];
	return NONE;
}

static uint32_t as_described(struct work *w, uint32_t find)
{
	uint32_t made = cluster_new(w);
	struct cluster *c = &w->clusters.at[made];
	c->name = text_of_tokens(w->article, w->finds.at[find].tokens);
	c->described = true;
	return made;
}

static uint32_t meant_by_label(struct work *w, uint32_t find)
{
	return label_of_answer(w, &w->finds.at[find]) ? w->asked : NONE;
}

/* The ways to find out whom a find means, the surest first. NONE: this way does not tell. */
struct way {
	uint32_t (*find)(struct work *w, uint32_t find);
	struct view why;
	bool of_nouns; /* only nouns are asked */
};

static const struct way ways[] = {
        {meant_by_label, VIEW_OF("label"), false},  {by_apposition, VIEW_OF("apposition"), true},
        {meant_by_office, VIEW_OF("office"), true}, {meant_by_possessor, VIEW_OF("possessor"), true},
        {meant_by_two, VIEW_OF("two"), true},       {meant_by_reflexive, VIEW_OF("reflexive"), false},
        {meant_by_echo, VIEW_OF("echo"), false},    {meant_by_sayer, VIEW_OF("sayer"), false},
        {meant_by_chain, VIEW_OF("chain"), false},  {meant_by_ties, VIEW_OF("ties"), false},
        {as_described, VIEW_OF("described"), true},
};

static void resolve(struct work *w, uint32_t find)
{
	bool noun = w->finds.at[find].form == MENTION_NOUN;
	uint32_t cluster = w->finds.at[find].cluster;
	struct view why = VIEW("name");
	for (size_t i = 0; cluster == NONE && i < sizeof ways / sizeof *ways; i++) {
		if (ways[i].of_nouns && !noun)
			continue;
		cluster = ways[i].find(w, find);
		why = ways[i].why;
	}
	if (cluster == NONE)
		return;
	cluster_join(w, find, cluster);
	w->finds.at[find].why = why;
	cluster_touch(w, find);
	pair_note(w, find);
}

void resolve_all(struct work *w)
{
	vector_each (i, &w->finds) {
		enum pronoun p = w->finds.at[i].pronoun;
		if (p != I && p != WE && p != YOU)
			resolve(w, i);
	}
}
