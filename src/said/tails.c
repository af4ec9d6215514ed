/* Where a content ends: what hangs on behind a comma or at the end of its clause may be the writer's own. */
#include "article/clause.h"
#include "said/features.h"
#include "said/trained.h"

enum { MOST_CLIMB = 6 };

static bool may_hang_behind(enum relation r)
{
	return r == RELATION_ADVCL || r == RELATION_OBL || r == RELATION_ACL || r == RELATION_ACL_RELCL ||
	       r == RELATION_PARATAXIS || r == RELATION_APPOS || r == RELATION_NMOD || r == RELATION_CONJ;
}

/* The highest token whose branch begins with this one. */
static uint32_t top_of(const struct drafts *d, uint32_t token)
{
	uint32_t top = token;
	for (uint32_t step = 0; step < MOST_CLIMB; step++) {
		uint32_t head = token_at(d, top)->head;
		if (head == NONE || token_at(d, head)->subtree.begin != token)
			break;
		top = head;
	}
	return top;
}

uint32_t tail_top(const struct drafts *d, uint32_t token)
{
	return top_of(d, token);
}

static bool is_stop(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_PUNCT && d->quotations.outermost[token] == NONE;
}

/* Whether the branch that begins here goes on to the end of the run. */
static bool reaches_end(const struct drafts *d, uint32_t token, uint32_t end)
{
	uint32_t top = top_of(d, token), last = token_at(d, top)->subtree.end;
	while (last < end && token_at(d, last)->upos == UPOS_PUNCT)
		last++;
	return last >= end && may_hang_behind((enum relation)token_at(d, top)->relation);
}

/* "the vote that Lin won": a clause without a comma tells which vote, and belongs to whoever speaks of it. */
static bool is_restrictive(const struct drafts *d, uint32_t token)
{
	return token_at(d, top_of(d, token))->relation == RELATION_ACL_RELCL && !is_stop(d, token - 1);
}

/* Words without which the clause that they stand in is none: "that Lin, who had left, | was sure". */
static bool awaits_head(enum relation r)
{
	return r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_CSUBJ || r == RELATION_MARK ||
	       r == RELATION_AUX || r == RELATION_AUX_PASS || r == RELATION_COP || r == RELATION_CASE ||
	       r == RELATION_DET;
}

/* The last of the words that those from `from` to `to` wait for, within a run. */
static uint32_t awaited(const struct drafts *d, struct tokens run, uint32_t from, uint32_t to, uint32_t last)
{
	for (uint32_t i = from; i < to; i++) {
		const struct token *t = token_at(d, i);
		bool within = t->head != NONE && t->head < run.end && t->head > last;
		if (within && awaits_head((enum relation)t->relation))
			last = t->head;
	}
	return last;
}

uint32_t tails_find(const struct drafts *d, struct tokens run, uint32_t out[MOST_TAILS])
{
	uint32_t count = 0, seen = run.begin, last = run.begin;
	for (uint32_t i = run.begin + 2; i < run.end && count < MOST_TAILS; i++) {
		uint32_t n = d->quotations.outermost[i];
		if (token_at(d, i)->upos == UPOS_PUNCT && n == NONE)
			continue;
		if (n != NONE && n == d->quotations.outermost[i - 1])
			continue;
		if (!is_stop(d, i - 1) && !reaches_end(d, i, run.end))
			continue;
		last = awaited(d, run, seen, i, last);
		seen = i;
		if (i > last && !is_restrictive(d, i))
			out[count++] = i;
	}
	return count;
}

/* "that during the hearing, | a judge set bail": what begins as a clause has a verb. */
static bool lacks_verb(const struct drafts *d, struct tokens run, uint32_t end)
{
	bool clause = token_at(d, run.begin)->upos == UPOS_SCONJ;
	return clause && !run_has_verb(d->a, (struct tokens){run.begin, end}) &&
	       run_has_verb(d->a, (struct tokens){end, run.end});
}

void tails_cut(struct drafts *d, const struct looks *l, struct draft *x)
{
	uint32_t tails[MOST_TAILS];
	struct features f;
	int32_t least = trained_threshold(d->weights, TRAINED_TAIL);
	for (uint32_t k = 0; k < x->run_count; k++) {
		struct tokens *run = &d->runs.at[x->runs + k];
		uint32_t count = tails_find(d, *run, tails), end = run->end;
		for (uint32_t i = 0; i < count && end == run->end; i++) {
			if (lacks_verb(d, *run, tails[i]))
				continue;
			features_of_tail(d, l, x->cue.head, *run, tails[i], &f);
			if (trained_score(d->weights, TRAINED_TAIL, &f) < least)
				end = tails[i];
		}
		if (end < run->end)
			while (end > run->begin + 1 && is_stop(d, end - 1))
				end--;
		run->end = end;
	}
}
