#include "said/look.h"

static uint32_t step_of(int32_t score)
{
	int32_t step = score / 512 + 16;
	return (uint32_t)(step < 0 ? 0 : step > 32 ? 32 : step);
}

/* Between the marks: 0 none of its words, 1 some, 2 all, at the ends. */
static uint32_t quoted_ends(const struct drafts *d, const struct draft *x)
{
	uint32_t first = d->runs.at[x->runs].begin, last = d->runs.at[x->runs + x->run_count - 1].end - 1;
	return (d->quotations.outermost[first] != NONE) + 2U * (d->quotations.outermost[last] != NONE);
}

void features_of_draft(const struct drafts *d, const struct looks *l, const struct draft *x,
                       struct features *f)
{
	uint32_t cue = x->cue.head, class = look_class(l, cue), words = 0;
	for (uint32_t i = 0; i < x->run_count; i++)
		words += d->runs.at[x->runs + i].end - d->runs.at[x->runs + i].begin;
	bool judged = cue != NONE && x->cue_score;
	uint32_t one = judged ? step_of(x->cue_score) : 100, two = judged ? step_of(x->piece_score) : 100;
	uint32_t three = judged ? step_of(x->source_score) : 100 + (x->source_head == NONE);
	f->count = 0;
	f->base = 0;
	put(f, T_BIAS, 4);
	put(f, T_D_CUE, one);
	put(f, T_D_PIECE, two);
	put(f, T_D_SOURCE, three);
	put3(f, T_D_PAIR, one / 2, two / 2, three / 4);
	put2(f, T_D_CUE_CLASS, class, one / 4);
	put2(f, T_D_LENGTH, bucket(words), class);
	put2(f, T_D_RUNS, x->run_count, 0);
	put2(f, T_D_QUOTED, quoted_ends(d, x), bucket(words));
	put2(f, T_D_SORT, look_sort(d, l, x->source_head), 0);
	put2(f, T_D_INSIDE, x->parent != NONE, class);
	const struct draft *over =
	        x->parent == NONE ? x->over == NONE ? NULL : &d->list.at[x->over] : &d->list.at[x->parent];
	if (over) {
		uint32_t apart = step_of(over->cue_score - x->cue_score) / 2;
		put3(f, T_D_PARENT, x->parent != NONE, apart, over->cue.class);
		put3(f, T_D_OVER, x->parent != NONE, over->source_head == x->source_head, class);
	}
	put2(f, T_D_CLASS_SORT, look_sort(d, l, x->source_head), class);
	put2(f, T_D_LEMMA, cue == NONE ? 0 : l->lemma[cue], 0);
	put2(f, T_D_RELATION, cue == NONE ? 0 : relation_of(d, cue), class);
	put2(f, T_D_CUE_QUOTED, cue != NONE && d->quotations.outermost[cue] != NONE, one / 4);
	uint32_t step = look_content(l, d->runs.at[x->runs]);
	put2(f, T_MODEL, 200 + step, class);
	put2(f, T_MODEL_DROP, 200 + step, one / 2);
	put2(f, T_MODEL_NODE, look_model(l, cue, SAYS_CUE) / 2, 2000);
	put2(f, T_MODEL_NODE, look_model(l, x->source_head, SAYS_SOURCE) / 2, 3000);
	put2(f, T_D_WHY, x->why.length ? (uint64_t)(unsigned char)x->why.at[0] : 0, x->continues);
	uint32_t first = d->runs.at[x->runs].begin;
	put3(f, T_D_FIRST, l->word[first], class, 0);
	put3(f, T_D_FIRST, first > cue, token_at(d, first)->xpos, class);
	put3(f, T_D_FORM, cue == NONE ? 0 : look_verb_form(d, cue), class, x->source_head == NONE);
	put3(f, T_D_MODEL, step, look_model(l, cue, SAYS_CUE) / 2,
	     look_model(l, x->source_head, SAYS_SOURCE) / 4);
}
