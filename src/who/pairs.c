/* Pairs: two named together, who are then "they", "both" and "the two leaders". */
#include "article/clause.h"
#include "who/ties.h"

/* The cluster of two actors named together: "Macron and Putin". Made on first use. */
static uint32_t pair_of(struct work *w, uint32_t one, uint32_t other)
{
	struct view key = worded(w->article, "%u %u", one, other);
	uint32_t *at = map_put(&w->by_pair, key);
	if (*at)
		return *at - 1;
	uint32_t made = cluster_new(w);
	*at = made + 1;
	struct cluster *c = &w->clusters.at[made];
	c->traits = (struct traits){.kind = KIND_GROUP, .plural = true};
	c->described = true;
	c->member[0] = one;
	c->member[1] = other;
	return made;
}

/* Words of a pair's phrase that are its name; a longer one has clauses in it, and the two names do. */
enum { LONGEST_PAIR = 16 };

void pair_note(struct work *w, uint32_t find)
{
	struct article *a = w->article;
	const struct find *f = &w->finds.at[find];
	uint32_t first = first_conjunct(a, f->head);
	uint32_t one = first == f->head ? NONE : cluster_at(w, first), other = f->cluster;
	if (one == NONE || one == other)
		return;
	enum actor_kind kind = w->clusters.at[one].traits.kind;
	if (kind != w->clusters.at[other].traits.kind || w->clusters.at[one].traits.plural)
		return;
	uint32_t pair = pair_of(w, one, other);
	struct cluster *c = &w->clusters.at[pair];
	if (!c->name.length) {
		struct tokens both = phrase_of(a, first, PHRASE_GROUP);
		c->name = both.end - both.begin <= LONGEST_PAIR
		                  ? text_of_tokens(a, both)
		                  : worded(a, "%.*s and %.*s", VIEW_ARGS(w->clusters.at[one].name),
		                           VIEW_ARGS(w->clusters.at[other].name));
	}
	c->last = find;
	c->spoken_of = c->spoken_of || !a->tokens.at[f->head].quoted;
	cluster_bring_forward(w->ties, pair);
}

/* "the two leaders", "both countries". */
static bool counts_two(const struct work *w, const struct find *f)
{
	const struct article *a = w->article;
	bool known = f->definite || f->demonstrative;
	children_of (a, child, f->head) {
		struct view word = text_of_token(a, child);
		if (known_points(w, word, VIEW("two")) || (known && known_points(w, word, VIEW("two-known"))))
			return true;
	}
	return false;
}

/* Sentences back that those two were spoken of, at most. */
enum { MOST_SENTENCES = 8 };

static bool is_recent(const struct work *w, const struct find *f, const struct cluster *c)
{
	const struct article *a = w->article;
	if (c->last == NONE)
		return false;
	uint32_t then = a->tokens.at[w->finds.at[c->last].head].sentence,
	         now = a->tokens.at[f->head].sentence;
	return then + MOST_SENTENCES >= now;
}

uint32_t meant_by_two(struct work *w, uint32_t find)
{
	const struct find *f = &w->finds.at[find];
	bool persons = f->traits.sector != SECTOR_IGO;
	uint32_t one = NONE;
	if (!f->traits.plural || f->indefinite || !counts_two(w, f))
		return NONE;
	for (uint32_t i = 0; i < w->ties->recent_count; i++) {
		uint32_t cluster = w->ties->recent[i];
		const struct cluster *c = &w->clusters.at[cluster];
		enum actor_kind kind =
		        c->member[1] != NONE ? w->clusters.at[c->member[0]].traits.kind : c->traits.kind;
		if (kind != (persons ? KIND_PERSON : KIND_COUNTRY) || !is_recent(w, f, c))
			continue;
		if (c->member[1] != NONE)
			return cluster;
		if (!c->named_count && !c->key.length)
			continue;
		if (one != NONE)
			return pair_of(w, cluster, one);
		one = cluster;
	}
	return NONE;
}
