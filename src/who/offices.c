/* Offices: "the French president", "his Russian counterpart", "her predecessor", "his country". */
#include "article/clause.h"
#include "who/ties.h"

static bool is_former(const struct work *w, uint32_t head)
{
	const struct article *a = w->article;
	children_of (a, child, head) {
		struct row row = know_find_text(w->facts.nouns, a->arena, text_of_token(a, child));
		if (row.table && known_points(w, know_text(row, w->facts.noun_role), VIEW("former")))
			return true;
	}
	return false;
}

static uint32_t possessor_of(const struct work *w, const struct find *f)
{
	uint32_t owner = child_with(w->article, f->head, RELATION_NMOD_POSS);
	return cluster_at(w, owner);
}

/* The role of roles.tsv that whoever leads a country has. */
static struct view leading_role(const struct work *w)
{
	return know_key(know_find(w->facts.pointers, VIEW("leader")));
}

/* "his Russian counterpart": who holds there the office that he holds here. */
static struct view counterpart(const struct work *w, const struct find *f)
{
	uint32_t owner = possessor_of(w, f);
	if (owner == NONE || !f->traits.country.length)
		return (struct view){0};
	const struct cluster *c = &w->clusters.at[owner];
	struct row office = known_office(w, c->key);
	struct view role = office.table ? know_text(office, w->facts.role_role) : c->traits.role;
	struct view head = leading_role(w), leader = known_holder(w, head, c->traits.country);
	struct view key = known_holder(w, role, f->traits.country);
	if (!key.length && leader.length && view_equal(leader, c->key))
		key = known_holder(w, head, f->traits.country);
	return key;
}

/* "Mr Lind's predecessor", "her predecessor as minister". */
static struct view predecessor(const struct work *w, const struct find *f)
{
	uint32_t owner = possessor_of(w, f);
	return owner == NONE ? (struct view){0} : known_predecessor(w, w->clusters.at[owner].key);
}

/* Whom a role names: by way of the owner of the word, or as the one who holds the office. */
static struct view holder_of(const struct work *w, const struct find *f)
{
	const struct traits *t = &f->traits;
	if (known_points(w, t->role, VIEW("same-office")))
		return counterpart(w, f);
	if (known_points(w, t->role, VIEW("office-before")))
		return predecessor(w, f);
	struct view key = known_holder(w, t->role, t->country);
	return key.length || w->article->published_day != NO_DAY ? key
	                                                         : known_holder_named(w, t->role, t->country);
}

/* Whether somebody once held the office that a noun names, and does so no longer. */
static bool held(const struct work *w, struct view key, const struct traits *t)
{
	struct row now = known_office(w, key);
	if (now.table && view_equal(know_text(now, w->facts.role_role), t->role))
		return false;
	for (struct row row = know_find(w->facts.roles, key); row.table; row = know_next(row))
		if (view_equal(know_text(row, w->facts.role_key), key) &&
		    view_equal(know_text(row, w->facts.role_role), t->role) &&
		    (!t->country.length || view_equal(know_text(row, w->facts.role_country), t->country)))
			return true;
	return false;
}

/* "The former president": of those spoken of, the last one who was. */
static uint32_t former_holder(const struct work *w, const struct find *f)
{
	for (uint32_t i = 0; f->definite && f->traits.role.length && i < w->ties->recent_count; i++) {
		const struct cluster *c = &w->clusters.at[w->ties->recent[i]];
		if (c->key.length && c->traits.kind == KIND_PERSON &&
		    !genders_clash(&f->traits, &c->traits) && held(w, c->key, &f->traits))
			return w->ties->recent[i];
	}
	return NONE;
}

uint32_t meant_by_office(struct work *w, uint32_t find)
{
	const struct find *f = &w->finds.at[find];
	const struct traits *t = &f->traits;
	if (known_points(w, t->role, VIEW("body")) && t->country.length && !t->plural)
		return names_country(w, t->country);
	if (t->kind != KIND_PERSON || t->plural || f->indefinite)
		return NONE;
	if (is_former(w, f->head))
		return former_holder(w, f);
	struct view key = holder_of(w, f);
	if (!key.length)
		return NONE;
	uint32_t cluster = names_known(w, key);
	return cluster != NONE && !genders_clash(t, &w->clusters.at[cluster].traits) ? cluster : NONE;
}

uint32_t meant_by_possessor(struct work *w, uint32_t find)
{
	const struct find *f = &w->finds.at[find];
	uint32_t owner = f->traits.kind == KIND_COUNTRY && !f->traits.plural ? possessor_of(w, f) : NONE;
	struct view country = owner == NONE ? (struct view){0} : w->clusters.at[owner].traits.country;
	return country.length && !view_equal(country, VIEW("IGO")) ? names_country(w, country) : NONE;
}
