/* Pull quotes: a quotation set apart that repeats what the article quotes elsewhere. */
#include "base/utf8.h"
#include "said/draft.h"

/* So many words in a row are no coincidence. */
enum { GRAM = 4 };

struct grams {
	uint64_t *word;  /* [tokens]: the folded word; 0: punctuation */
	uint32_t *slots; /* by hash: a token that begins GRAM words; NONE */
	uint32_t *next;  /* [tokens]: another with the same slot; NONE */
	uint32_t mask;
};

static uint32_t next_word(const struct grams *g, uint32_t token, uint32_t end)
{
	while (token < end && !g->word[token])
		token++;
	return token;
}

/* The slot for the words that begin here; NONE: there are too few. */
static uint32_t slot_of(const struct grams *g, uint32_t token, uint32_t end)
{
	uint64_t h = 0;
	for (uint32_t i = 0; i < GRAM; i++, token++) {
		token = next_word(g, token, end);
		if (token == end)
			return NONE;
		h = (h ^ g->word[token]) * UINT64_C(0x9E3779B97F4A7C15);
	}
	return (uint32_t)(h >> 32) & g->mask;
}

static struct grams grams_of(struct drafts *d)
{
	struct article *a = d->a;
	struct grams g = {.mask = 1023};
	while (g.mask < a->tokens.count)
		g.mask = g.mask * 2 + 1;
	g.word = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *g.word);
	g.next = arena_alloc(a->arena, (a->tokens.count + 1) * sizeof *g.next);
	g.slots = arena_alloc(a->arena, ((size_t)g.mask + 1) * sizeof *g.slots);
	memset(g.slots, 0xff, ((size_t)g.mask + 1) * sizeof *g.slots);
	vector_each (i, &a->tokens)
		g.word[i] = a->tokens.at[i].upos == UPOS_PUNCT
		                    ? 0
		                    : view_hash(utf8_folded(a->arena, text_of_token(a, i))) | 1;
	for (uint32_t i = a->tokens.count; i-- > 0;) {
		uint32_t slot = g.word[i] ? slot_of(&g, i, a->tokens.count) : NONE;
		g.next[i] = slot == NONE ? NONE : g.slots[slot];
		if (slot != NONE)
			g.slots[slot] = i;
	}
	return g;
}

/* Whether the words of a run stand from `other` on too. */
static bool same_words(const struct grams *g, struct tokens run, uint32_t other, uint32_t count)
{
	uint32_t i = next_word(g, run.begin, run.end);
	for (; i < run.end; i = next_word(g, i + 1, run.end), other++) {
		other = next_word(g, other, count);
		if (other == count || g->word[i] != g->word[other])
			return false;
	}
	return true;
}

/* The same words elsewhere, outside of any quotation that stands alone; few places are looked at. */
static bool stands_elsewhere(const struct drafts *d, const struct grams *g, const struct quotation *q)
{
	enum { MOST_LOOKED_AT = 8 };
	uint32_t slot = slot_of(g, next_word(g, q->tokens.begin, q->tokens.end), q->tokens.end);
	uint32_t left = MOST_LOOKED_AT;
	for (uint32_t i = slot == NONE ? NONE : g->slots[slot]; i != NONE && left--; i = g->next[i])
		if ((i < q->tokens.begin || i >= q->tokens.end) && d->quotations.outermost[i] != NONE &&
		    same_words(g, q->tokens, i, d->a->tokens.count))
			return true;
	return false;
}

/* The quotation is all of its paragraph. */
static bool is_set_apart(const struct drafts *d, const struct quotation *q)
{
	uint32_t before = q->tokens.begin, behind = q->tokens.end;
	return q->closed && !q->continuing && quotation_words(d->a, q) >= GRAM &&
	       (before == 0 || d->quotations.paragraph[before - 1] != q->block) &&
	       (behind == d->a->tokens.count || d->quotations.paragraph[behind] != q->block);
}

bool *quotations_repeated(struct drafts *d)
{
	bool *repeated = arena_zeroed(d->a->arena, d->quotations.list.count + 1, sizeof *repeated);
	struct grams g = {0};
	vector_each (n, &d->quotations.list) {
		const struct quotation *q = &d->quotations.list.at[n];
		if (q->level || q->tokens.begin >= q->tokens.end || !is_set_apart(d, q))
			continue;
		if (!g.word)
			g = grams_of(d);
		repeated[n] = stands_elsewhere(d, &g, q);
	}
	return repeated;
}
