/* What a noun or pronoun and somebody spoken of before must agree in, to be one. */
#include "article/clause.h"
#include "who/ties.h"

static bool is_body(enum actor_kind kind)
{
	return kind == KIND_ORGANISATION || kind == KIND_COUNTRY || kind == KIND_OUTLET;
}

bool genders_clash(const struct traits *a, const struct traits *b)
{
	return (a->female && b->male) || (a->male && b->female);
}

static bool countries_differ(const struct traits *a, const struct traits *b)
{
	return a->country.length && b->country.length && !view_equal(a->country, b->country);
}

bool pronoun_fits(enum pronoun p, const struct traits *t)
{
	if (p == HE || p == SHE)
		return (t->kind == KIND_PERSON || t->kind == KIND_NONE) && !t->plural;
	if (p == IT)
		return t->kind != KIND_PERSON && (is_body(t->kind) || !t->plural);
	return t->kind != KIND_PERSON || !(t->female || t->male);
}

bool noun_fits(const struct find *f, const struct cluster *c)
{
	const struct traits *a = &f->traits, *b = &c->traits;
	if ((a->kind == KIND_PERSON) != (b->kind == KIND_PERSON) && a->kind && b->kind)
		return false;
	/* Whom a reporter writes of or asks is somebody else. */
	bool press = a->sector == SECTOR_JRN && b->sector && b->sector != SECTOR_JRN && c->known.table;
	if (countries_differ(a, b) || (press && a->kind == KIND_PERSON))
		return false;
	return !(a->plural && b->kind == KIND_PERSON) && (!a->plural || b->plural || is_body(b->kind));
}

/* "he criticised him": two of one verb's parties are not the same, unless it says "himself". */
static bool parties_of_one(const struct article *a, uint32_t one, uint32_t other)
{
	const struct token *s = &a->tokens.at[one], *t = &a->tokens.at[other];
	return s->head != NONE && (s->head == t->head || s->head == other || t->head == one);
}

/* "The head of the navy" is not "the head of the ward". */
static bool of_others(const struct article *a, uint32_t one, uint32_t other)
{
	if (other == NONE || !view_equal_ascii_case(a->tokens.at[one].lemma, a->tokens.at[other].lemma))
		return false;
	uint32_t mine = oblique_of(a, one, VIEW("of")), theirs = oblique_of(a, other, VIEW("of"));
	return mine != NONE && theirs != NONE &&
	       !view_equal_ascii_case(a->tokens.at[mine].lemma, a->tokens.at[theirs].lemma);
}

/* "The spokesman" is none of those whom the article names but as a spokesman. */
static bool is_unnamed(const struct work *w, const struct find *f, const struct cluster *c)
{
	return c->named_count && known_points(w, w->article->tokens.at[f->head].lemma, VIEW("unnamed")) &&
	       !view_equal_ascii_case(f->traits.called, c->traits.called);
}

bool may_mean(const struct work *w, const struct find *f, const struct cluster *c)
{
	const struct article *a = w->article;
	if (genders_clash(&f->traits, &c->traits))
		return false;
	if (f->form == MENTION_PRONOUN ? !pronoun_fits(f->pronoun, &c->traits) : !noun_fits(f, c))
		return false;
	if (f->form == MENTION_NOUN && of_others(a, f->head, c->head_noun))
		return false;
	if (f->form == MENTION_NOUN && is_unnamed(w, f, c))
		return false;
	/* "the podcast" of which nothing tells that it is a person is no "she". */
	if ((f->pronoun == HE || f->pronoun == SHE) && c->traits.kind == KIND_NONE && !c->named_count)
		return false;
	if (c->last == NONE)
		return true;
	const struct find *last = &w->finds.at[c->last];
	if (last->form == MENTION_NOUN && last->tokens.begin <= f->head && f->head < last->tokens.end)
		return false;
	return f->reflexive || f->standing == AS_POSSESSOR || !parties_of_one(a, f->head, last->head);
}
