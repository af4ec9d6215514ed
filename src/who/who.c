#include "who/who.h"

#include "who/ties.h"

static uint32_t *one_for_each(struct arena *m, uint32_t count)
{
	uint32_t *all = arena_alloc(m, ((size_t)count + 1) * sizeof *all);
	memset(all, 0xff, ((size_t)count + 1) * sizeof *all);
	return all;
}

static void open(struct work *w, struct article *a, const struct reader *r)
{
	struct arena *m = a->arena;
	*w = (struct work){.article = a, .leader = NONE, .last_speaker = NONE, .author = NONE, .asked = NONE};
	known_open(&w->facts, r->know);
	w->voice_of = one_for_each(m, a->blocks.count);
	w->find_at = one_for_each(m, a->tokens.count);
	w->covered = one_for_each(m, a->tokens.count);
	w->source_of = one_for_each(m, a->tokens.count);
	w->statement_at = one_for_each(m, a->tokens.count);
	w->noun_at = arena_zeroed(m, NOUNS_KEPT, sizeof *w->noun_at);
	w->by_text = w->by_word = w->by_key = map_in(m);
	w->by_country = w->by_initials = w->by_noun = w->by_pair = map_in(m);
	w->ties = arena_zeroed(m, 1, sizeof *w->ties);
}

/* Puts the finds into the order of the text. */
static void sort(struct work *w)
{
	struct arena *m = w->article->arena;
	uint32_t count = w->finds.count, next = 0, *place = one_for_each(m, count);
	struct find *sorted = arena_alloc(m, (count + 1) * sizeof *sorted);
	for (uint32_t i = 0; i < w->article->tokens.count; i++) {
		uint32_t find = w->find_at[i];
		if (find == NONE)
			continue;
		place[find] = next;
		sorted[next] = w->finds.at[find];
		w->find_at[i] = next++;
	}
	for (uint32_t i = 0; i < w->article->tokens.count; i++)
		if (w->covered[i] != NONE)
			w->covered[i] = place[w->covered[i]];
	w->finds.at = sorted;
	w->finds.count = w->finds.capacity = next;
}

/* The person who is named and speaks most, if there is one twice as much as anybody else or nobody else. */
static void find_leader(struct work *w)
{
	vector_each (i, &w->finds) {
		const struct find *f = &w->finds.at[i];
		bool source = w->source_of[f->head] != NONE ||
		              (f->title_noun != NONE && w->source_of[f->title_noun] != NONE);
		if (f->cluster != NONE && source)
			w->clusters.at[f->cluster].sourced++;
	}
	uint32_t most = 1;
	vector_each (i, &w->clusters) {
		const struct cluster *c = &w->clusters.at[i];
		uint32_t weight = c->named_count + 2 * c->sourced;
		if (c->traits.kind == KIND_PERSON && weight > most) {
			most = weight;
			w->leader = i;
		}
	}
}

int who_find_watched(struct article *a, const struct reader *r, const struct ties_watch *watch)
{
	struct work w;
	open(&w, a, r);
	w.ties->watch = watch;
	names_find(&w);
	nouns_find(&w);
	voices_open(&w);
	nouns_sources(&w);
	sort(&w);
	names_join(&w);
	find_leader(&w);
	resolve_all(&w);
	voices_resolve(&w);
	voices_speakers(&w);
	actors_write(&w);
	return 0;
}

int who_find(struct article *a, const struct reader *r)
{
	return who_find_watched(a, r, NULL);
}
