/* Candidates: those spoken of last whom a noun or pronoun may mean, and the one that the ties speak for. */
#include "who/ties.h"

/* Two of whom one is speaking here: "they" within a quotation are others than its speaker. */
static bool has_speaker(const struct work *w, const struct find *f, const struct cluster *c)
{
	uint32_t statement = w->statement_at[f->head];
	if (c->member[1] == NONE || statement == NONE || !w->article->tokens.at[f->head].quoted)
		return false;
	uint32_t speaker = cluster_at(w, voices_source(w, &w->article->statements.at[statement]));
	return speaker != NONE && (speaker == c->member[0] || speaker == c->member[1]);
}

static void add_candidate(const struct work *w, const struct find *f, uint32_t cluster, struct candidates *to)
{
	const struct cluster *c = &w->clusters.at[cluster];
	if (c->last == NONE || to->count == MOST_CANDIDATES || !may_mean(w, f, c) || has_speaker(w, f, c))
		return;
	for (uint32_t i = 0; i < to->count; i++)
		if (to->cluster[i] == cluster)
			return;
	ties_between(w, f, cluster, to->count, &to->ties[to->count]);
	to->cluster[to->count++] = cluster;
}

static void gather(const struct work *w, const struct find *f, struct candidates *to)
{
	to->count = 0;
	for (uint32_t i = 0; i < w->ties->recent_count; i++)
		add_candidate(w, f, w->ties->recent[i], to);
	if (f->form == MENTION_NOUN) {
		const uint32_t *same = map_get(&w->by_noun, head_lemma(w, f->head));
		if (same && *same)
			add_candidate(w, f, *same - 1, to);
	}
	if ((f->pronoun == HE || f->pronoun == SHE) && w->leader != NONE)
		add_candidate(w, f, w->leader, to);
}

static int64_t strength(const int32_t *weight, const struct tie_set *s)
{
	int64_t sum = 0;
	for (int half = 0; half < 2; half++)
		for (uint64_t bits = s->bits[half]; bits; bits &= bits - 1)
			sum += weight[half * 64 + __builtin_ctzll(bits)];
	return sum;
}

/* The lead of the best over the next, in doublings from a quarter of a unit of log odds. */
static uint8_t lead_step(int64_t lead)
{
	uint8_t step = 0;
	for (int64_t bound = 16; lead > bound && step < 6; bound *= 2)
		step++;
	return step;
}

static uint32_t strongest(const struct ties *t, enum tie_class class, const struct candidates *c,
                          uint8_t *step)
{
	/* "he" and "she" always mean somebody; the best is better than nobody. */
	uint32_t best = c->count;
	int64_t most = class == TIE_HE ? INT32_MIN : 0, next = INT32_MIN;
	for (uint32_t i = 0; i < c->count; i++) {
		int64_t sum = strength(t->weight[class], &c->ties[i]);
		next = sum > most ? most : sum > next ? sum : next;
		if (sum > most) {
			most = sum;
			best = i;
		}
	}
	*step = lead_step(most - next);
	return best;
}

static enum tie_class class_of(const struct find *f)
{
	if (f->form == MENTION_NOUN)
		return f->traits.kind == KIND_PERSON && !f->traits.plural ? TIE_SOMEONE : TIE_NOUN;
	return f->pronoun == IT ? TIE_IT : f->pronoun == THEY ? TIE_THEY : TIE_HE;
}

static void load(struct ties *t, const struct facts *f)
{
	if (t->loaded)
		return;
	t->loaded = true;
	static const char *const columns[TIE_CLASSES] = {"he", "it", "they", "person", "noun"};
	uint32_t column[TIE_CLASSES];
	for (int class = 0; class < TIE_CLASSES; class ++)
		column[class] = know_column(f->ties, columns[class]);
	for (int tie = 0; tie < TIE_COUNT; tie++) {
		struct row row = know_find(f->ties, tie_name((enum tie)tie));
		for (int class = 0; class < TIE_CLASSES && row.table; class ++) {
			double weight = know_number(row, column[class]);
			t->weight[class][tie] = weight > -10000 && weight < 10000 ? (int32_t)weight : 0;
		}
	}
}

uint32_t meant_by_ties(struct work *w, uint32_t find)
{
	struct find *f = &w->finds.at[find];
	struct candidates candidates;
	gather(w, f, &candidates);
	const struct ties_watch *watch = w->ties->watch;
	if (candidates.count && !watch)
		load(w->ties, &w->facts);
	uint32_t chosen = watch ? watch->choose(watch->user, w, find, class_of(f), &candidates)
	                        : strongest(w->ties, class_of(f), &candidates, &f->step);
	return chosen < candidates.count ? candidates.cluster[chosen] : NONE;
}
