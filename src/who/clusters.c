/* Clusters: actors in the making, and the order in which they were spoken of. */
#include "base/utf8.h"
#include "who/ties.h"

uint32_t cluster_new(struct work *w)
{
	struct cluster *c = vector_push(w->article->arena, &w->clusters);
	c->head_noun = c->first = c->last = c->next_alike = c->actor = c->we = c->you = NONE;
	c->member[0] = c->member[1] = NONE;
	return w->clusters.count - 1;
}

void traits_add(struct traits *to, const struct traits *from)
{
	if (to->kind == KIND_NONE)
		to->kind = from->kind;
	if (to->sector == SECTOR_NONE)
		to->sector = from->sector;
	if (!to->country.length)
		to->country = from->country;
	if (!to->role.length)
		to->role = from->role;
	if (!to->called.length)
		to->called = from->called;
	if (!to->female && !to->male) {
		to->female = from->female;
		to->male = from->male;
	}
	if (!to->plural && !to->singular) {
		to->plural = from->plural;
		to->singular = from->singular;
	}
}

void cluster_join(struct work *w, uint32_t find, uint32_t cluster)
{
	struct find *f = &w->finds.at[find];
	f->cluster = cluster;
	traits_add(&w->clusters.at[cluster].traits, &f->traits);
}

uint32_t cluster_at(const struct work *w, uint32_t token)
{
	if (token == NONE)
		return NONE;
	uint32_t find = w->find_at[token] != NONE ? w->find_at[token] : w->covered[token];
	return find == NONE ? NONE : w->finds.at[find].cluster;
}

void cluster_bring_forward(struct ties *t, uint32_t cluster)
{
	uint32_t i = 0;
	while (i < t->recent_count && t->recent[i] != cluster)
		i++;
	if (i == t->recent_count) {
		if (t->recent_count < MOST_CANDIDATES)
			t->recent_count++;
		i = t->recent_count - 1;
	}
	for (; i > 0; i--)
		t->recent[i] = t->recent[i - 1];
	t->recent[0] = cluster;
}

struct view head_lemma(const struct work *w, uint32_t token)
{
	return utf8_folded(w->article->arena, w->article->tokens.at[token].lemma);
}

void cluster_touch(struct work *w, uint32_t find)
{
	const struct find *f = &w->finds.at[find];
	struct cluster *c = &w->clusters.at[f->cluster];
	c->last = find;
	c->count++;
	c->spoken_of = c->spoken_of || !w->article->tokens.at[f->head].quoted;
	if (f->form == MENTION_NOUN) {
		c->head_noun = f->head;
		*map_put(&w->by_noun, head_lemma(w, f->head)) = f->cluster + 1;
	}
	cluster_bring_forward(w->ties, f->cluster);
	if (w->source_of[f->head] != NONE || (f->title_noun != NONE && w->source_of[f->title_noun] != NONE))
		w->last_speaker = f->cluster;
}
