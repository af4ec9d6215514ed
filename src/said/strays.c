/* Runs of one statement's content that are another's. */
#include <string.h>

#include "article/clause.h"
#include "said/draft.h"

/* Which draft's longest run a token stands in; NONE. */
static uint32_t *covers_of(struct drafts *d)
{
	struct arena *m = d->a->arena;
	uint32_t *cover = arena_alloc(m, (d->a->tokens.count + 1) * sizeof *cover);
	uint32_t *length = arena_zeroed(m, d->a->tokens.count + 1, sizeof *length);
	/* What nested contents cover again is bounded, so that deep nests stay linear. */
	uint64_t left = 16 * (uint64_t)d->a->tokens.count;
	memset(cover, 0xff, (d->a->tokens.count + 1) * sizeof *cover);
	vector_each (i, &d->list) {
		const struct draft *x = &d->list.at[i];
		for (uint32_t k = 0; k < x->run_count && !x->dropped; k++) {
			struct tokens run = d->runs.at[x->runs + k];
			for (uint32_t t = run.begin; t < run.end && left; t++, left--)
				if (run.end - run.begin > length[t]) {
					length[t] = run.end - run.begin;
					cover[t] = i;
				}
		}
	}
	return cover;
}

static bool holds(const struct drafts *d, const struct draft *x, struct tokens what, bool strictly)
{
	for (uint32_t k = 0; k < x->run_count; k++) {
		struct tokens run = d->runs.at[x->runs + k];
		if (run.begin <= what.begin && what.end <= run.end &&
		    (!strictly || run.end - run.begin > what.end - what.begin))
			return true;
	}
	return false;
}

/* "Calling for 'a new start', she warned that 'old habits' die hard": the old habits are the warning's alone.
 * A later run within the content of another statement, in which this one's cue does not stand, goes. */
void drafts_drop_strays(struct drafts *d)
{
	uint32_t *cover = covers_of(d);
	vector_each (i, &d->list) {
		struct draft *x = &d->list.at[i];
		uint32_t kept = 1;
		for (uint32_t k = 1; k < x->run_count; k++) {
			struct tokens run = d->runs.at[x->runs + k];
			const struct draft *y = cover[run.begin] == NONE ? x : &d->list.at[cover[run.begin]];
			struct tokens cue = {x->cue.head, x->cue.head + 1};
			bool stray = y != x && x->cue.head != NONE && holds(d, y, run, true) &&
			             !holds(d, y, cue, false);
			if (!stray)
				d->runs.at[x->runs + kept++] = run;
		}
		x->run_count = x->run_count ? kept : 0;
	}
}

/* "a nurse, who asked not to be named, said …": within the words for a source, a wish about oneself in the
 * passive tells why there is no name. */
static bool hides_name(const struct drafts *d, const struct draft *x)
{
	uint32_t wish = x->cue.head == NONE ? NONE : child_with(d->a, x->cue.head, RELATION_XCOMP);
	bool asks = x->cue.class == CUE_ASK || x->cue.class == CUE_DEMAND || x->cue.class == CUE_REFUSE;
	return asks && x->cue.kind == 'v' && wish != NONE && is_passive(d->a, wish);
}

void drafts_drop_anonymity(struct drafts *d)
{
	vector_each (i, &d->list) {
		struct draft *x = &d->list.at[i];
		uint32_t cue = x->cue.head;
		if (x->dropped || !hides_name(d, x))
			continue;
		for (uint32_t near = i > 2 ? i - 2 : 0; near < d->list.count && near <= i + 2; near++) {
			const struct draft *y = &d->list.at[near];
			x->dropped |= near != i && !y->dropped && y->source_head != NONE &&
			              y->source.begin <= cue && cue < y->source.end;
		}
	}
}

/* "said its chief knew, and blamed the board": a verb joined on by "and", whose speaker is known to be the
 * same, begins a statement of its own, wherever the tree has hung it. */
void drafts_part_joined(struct drafts *d)
{
	for (uint32_t i = 1; i < d->list.count; i++) {
		const struct draft *y = &d->list.at[i];
		struct draft *x = &d->list.at[i - 1];
		uint32_t joint = y->cue.head == NONE || !y->cue.head ? NONE : y->cue.head - 1;
		if (joint != NONE && joint && token_at(d, joint)->upos == UPOS_ADV)
			joint--; /* "and also told" */
		bool joined = joint != NONE && y->cue.kind == 'v' && x->cue.head != NONE &&
		              x->run_count == 1 && token_at(d, joint)->upos == UPOS_CCONJ &&
		              y->source_head != NONE && y->source_head == x->source_head &&
		              x->source.end <= x->cue.head;
		struct tokens *run = &d->runs.at[x->runs];
		if (!joined || run->begin >= joint || run->end <= y->cue.head)
			continue;
		run->end = joint;
		while (run->end > run->begin + 1 && token_at(d, run->end - 1)->upos == UPOS_PUNCT &&
		       d->quotations.outermost[run->end - 1] == NONE)
			run->end--;
	}
}
