/* Where a content begins: behind the cue stand words that are the cue's, and others that tell of the
 * occasion. */
#include "article/clause.h"
#include "said/draft.h"

/* Whether a phrase with a preposition hangs on the cue: "called | for an inquiry", but not "said | at least".
 */
static bool begins_phrase(const struct drafts *d, const struct draft *x, uint32_t token)
{
	const struct token *t = token_at(d, token);
	return t->relation == RELATION_CASE && t->head != NONE && token_at(d, t->head)->head == x->cue.head;
}

void content_give_preposition(struct drafts *d, struct draft *x)
{
	struct tokens *run = &d->runs.at[x->runs];
	if (run->begin != x->cue.words.end || run->end < run->begin + 2 || (x->cue.follows & FOLLOWS_AS) ||
	    x->cue.kind == 'p')
		return;
	const struct token *t = token_at(d, run->begin);
	bool gerund = t->relation == RELATION_MARK && t->xpos == XPOS_IN && t[1].xpos == XPOS_VBG;
	bool takes = cue_takes(&d->table, &x->cue, text_of_token(d->a, run->begin));
	bool phrase = t->relation == RELATION_CASE && (takes || begins_phrase(d, x, run->begin));
	if (!phrase && !gerund)
		return;
	run->begin++;
	x->cue.words.end++;
}

/* "in an interview", "to friends": of the occasion or the one spoken to. */
static bool tells_circumstance(const struct drafts *d, uint32_t preposition)
{
	uint32_t noun = token_at(d, preposition)->head;
	return view_equal_ascii_case(text_of_token(d->a, preposition), VIEW("to")) ||
	       know_find(d->occasions, token_at(d, noun)->lemma).table;
}

/* Where what was said begins in such a phrase: at its "that", or at a quotation. */
static uint32_t said_within(const struct drafts *d, struct tokens run)
{
	for (uint32_t i = run.begin + 2; i + 1 < run.end; i++) {
		const struct token *t = token_at(d, i);
		bool that = t->relation == RELATION_MARK && view_equal(text_of_token(d->a, i), VIEW("that"));
		uint32_t n = d->quotations.outermost[i];
		if (that || (n != NONE && n != d->own_quotation))
			return i;
	}
	return NONE;
}

void content_drop_circumstance(struct drafts *d, struct draft *x)
{
	struct tokens *run = &d->runs.at[x->runs];
	bool speaks = x->cue.kind == 'v' && x->cue.class == CUE_SAY && x->cue.row.table;
	if (!speaks || run->begin != x->cue.words.end || !begins_phrase(d, x, run->begin) ||
	    cue_takes(&d->table, &x->cue, text_of_token(d->a, run->begin)) ||
	    !tells_circumstance(d, run->begin))
		return;
	uint32_t begin = said_within(d, *run);
	if (begin != NONE)
		run->begin = begin;
}
