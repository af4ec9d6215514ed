/* Where a content begins: behind the cue stand words that are the cue's, and others that tell of the
 * occasion. */
#include "article/clause.h"
#include "said/draft.h"

static bool is_stop_outside(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_PUNCT && d->quotations.outermost[token] == NONE;
}

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

/* Of a clause that has so much of its words in the content, the tree has seen what there is to see. */
enum { MOST_OF_CLAUSE = 80 };

/* The words of a sentence before "according to Lin" at its end; empty: it does not stand there. */
static struct tokens clause_before(const struct drafts *d, const struct draft *x)
{
	struct tokens s = sentence_of(d, x->cue.head), run = {s.begin, x->cue.words.begin};
	while (run.begin < run.end &&
	       (is_stop_outside(d, run.begin) || token_at(d, run.begin)->relation == RELATION_CC))
		run.begin++;
	while (run.begin < run.end && is_stop_outside(d, run.end - 1))
		run.end--;
	/* "(half of them, according to Lin)" */
	for (uint32_t i = run.end; i-- > run.begin && !view_equal(text_of_token(d->a, i), VIEW(")"));)
		if (view_equal(text_of_token(d->a, i), VIEW("(")))
			run.begin = i + 1;
	return run;
}

void content_take_clause(struct drafts *d, struct draft *x)
{
	enum { LEAST_WORDS = 3 };
	struct tokens clause = clause_before(d, x);
	uint32_t words = clause.end - clause.begin, had = 0;
	bool own = x->source_head != NONE && x->source_head > x->cue.head;
	if (x->cue.kind != 'p' || !own || words < LEAST_WORDS || clause.begin > clause.end)
		return;
	uint32_t before = 0;
	for (uint32_t k = 0; k < x->run_count; k++) {
		struct tokens run = d->runs.at[x->runs + k];
		before += run.end <= x->cue.words.begin;
		uint32_t begin = run.begin > clause.begin ? run.begin : clause.begin;
		uint32_t end = run.end < clause.end ? run.end : clause.end;
		had += end > begin ? end - begin : 0;
	}
	if (had * 100 >= words * MOST_OF_CLAUSE && before < 2)
		return;
	x->run_count = 1;
	d->runs.at[x->runs] = clause;
}
