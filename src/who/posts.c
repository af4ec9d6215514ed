/* Posts: what a person's body tells of him. "President" is a head of state's title and a bank's alike. */
#include "article/clause.h"
#include "who/within.h"

/* Nouns between a post and its body. */
enum { MOST_STEPS = 2 };

/* A body below a noun: a name found already, or a noun that is one. False: neither. */
static bool body_at(const struct work *w, uint32_t token, struct traits *body)
{
	uint32_t begin, find = w->covered[token] != NONE ? w->covered[token] : w->find_at[token];
	if (find != NONE) {
		*body = w->finds.at[find].traits;
	} else {
		struct row noun = known_noun(w, token, &begin);
		if (!noun.table)
			return false;
		*body = known_noun_traits(w, noun);
		body->country = known_country_of(w, token);
	}
	return body->kind == KIND_ORGANISATION || body->kind == KIND_OUTLET;
}

/* Whose post it is: the body in "director of the institute", "Amnesty's director", "head at Chatham House",
 * at most two nouns further down ("head of the Asia and Africa programme at Chatham House"). */
static bool body_below(const struct work *w, uint32_t head, int depth, struct traits *body)
{
	const struct article *a = w->article;
	children_of (a, child, head) {
		enum relation r = (enum relation)a->tokens.at[child].relation;
		/* "Arab League Secretary-General": the body hangs on the title's first word. */
		bool further = r == RELATION_NMOD || r == RELATION_COMPOUND ||
		               (r == RELATION_CONJ && depth < MOST_STEPS);
		if (!further && r != RELATION_NMOD_POSS)
			continue;
		if (body_at(w, child, body) || (depth && further && body_below(w, child, depth - 1, body)))
			return true;
	}
	return false;
}

/* The body whose name stands right before the post's words, wherever the tree hangs it: "Red Cross | vice
 * president Hanna Lind". */
static bool body_before(const struct work *w, uint32_t begin, struct traits *body)
{
	const struct article *a = w->article;
	uint32_t before = begin - 1;
	if (begin == 0 || a->tokens.at[before].sentence != a->tokens.at[begin].sentence)
		return false;
	return w->covered[before] != NONE && body_at(w, before, body);
}

bool posts_of_state(enum sector s)
{
	return s == SECTOR_GOV || s == SECTOR_IGO || s == SECTOR_LEG || s == SECTOR_JUD || s == SECTOR_MIL;
}

void posts_of(const struct work *w, uint32_t begin, uint32_t head, struct traits *t)
{
	struct traits body = {0};
	bool general = t->sector == SECTOR_NONE || t->sector == SECTOR_GOV || t->sector == SECTOR_IGO;
	if (t->kind != KIND_PERSON || t->plural || !general)
		return;
	if (!body_below(w, head, MOST_STEPS, &body) && !body_before(w, begin, &body))
		return;
	if (body.country.length)
		t->country = body.country;
	if (body.sector && (t->sector == SECTOR_NONE || !posts_of_state(body.sector)))
		t->sector = body.sector;
	if (posts_of_state(body.sector))
		return;
	if (!body.sector)
		t->sector = SECTOR_NONE;
	t->role = (struct view){0};
}
