#include "article/clause.h"
#include "said/draft.h"

/* A speech printed whole is a handful of paragraphs; past this it is a document, and what follows is left. */
enum { MOST_RUNS = 64 };

void content_begin(struct drafts *d, uint32_t cue)
{
	d->own_quotation = cue == NONE ? NONE : d->quotations.outermost[cue];
}

static void widen(struct drafts *d, struct tokens run)
{
	bool first = d->flagged.begin == d->flagged.end;
	if (first || run.begin < d->flagged.begin)
		d->flagged.begin = run.begin;
	if (first || run.end > d->flagged.end)
		d->flagged.end = run.end;
}

void content_add(struct drafts *d, struct tokens run)
{
	if (run.begin >= run.end)
		return;
	memset(d->flags + run.begin, 1, run.end - run.begin);
	widen(d, run);
}

void content_cut(struct drafts *d, struct tokens run)
{
	if (run.begin < run.end)
		memset(d->flags + run.begin, 0, run.end - run.begin);
}

void content_add_piece(struct drafts *d, const struct cue *c, const struct piece *p)
{
	content_add(d, p->tokens);
	if (p->branch != NONE)
		content_cut(d, token_at(d, p->branch)->subtree);
	content_cut(d, c->words);
}

static bool is_loose(const struct drafts *d, uint32_t token)
{
	return token_at(d, token)->upos == UPOS_PUNCT && d->quotations.outermost[token] == NONE;
}

static bool in_one_quotation(const struct drafts *d, uint32_t one, uint32_t other)
{
	return d->quotations.outermost[one] != NONE &&
	       d->quotations.outermost[one] == d->quotations.outermost[other];
}

/* The whole of a quotation that a run has a part of: a content does not cut one in two. The quotation in
 * which the cue itself stands, and one without an end, are no measure. */
static struct tokens with_whole_quotations(const struct drafts *d, struct tokens run)
{
	uint32_t ends[] = {d->quotations.outermost[run.begin], d->quotations.outermost[run.end - 1]};
	for (int i = 0; i < 2; i++) {
		if (ends[i] == NONE || ends[i] == d->own_quotation)
			continue;
		const struct quotation *q = &d->quotations.list.at[ends[i]];
		if (!q->closed && !q->continued)
			continue;
		run.begin = q->tokens.begin < run.begin ? q->tokens.begin : run.begin;
		run.end = q->tokens.end > run.end ? q->tokens.end : run.end;
	}
	return run;
}

/* Marks and stops that the tree hung elsewhere come back to the quotation that they belong to. */
static struct tokens with_marks(const struct drafts *d, struct tokens run)
{
	while (run.begin > 0 && in_one_quotation(d, run.begin, run.begin - 1) &&
	       token_at(d, run.begin - 1)->upos == UPOS_PUNCT &&
	       d->quotations.list.at[d->quotations.outermost[run.begin]].tokens.begin == run.begin - 1)
		run.begin--;
	uint32_t end = run.end;
	while (end < d->a->tokens.count && in_one_quotation(d, run.end - 1, end) &&
	       token_at(d, end)->upos == UPOS_PUNCT)
		end++;
	if (d->quotations.outermost[run.end - 1] != NONE &&
	    d->quotations.list.at[d->quotations.outermost[run.end - 1]].tokens.end == end)
		run.end = end;
	return run;
}

/* A content that runs up to an opening mark goes on through the quotation: "accused them of "lying"". */
static struct tokens through_quotation(const struct drafts *d, struct tokens run)
{
	if (run.end >= d->a->tokens.count)
		return run;
	uint32_t n = d->quotations.outermost[run.end];
	bool begins = n != NONE && d->quotations.list.at[n].tokens.begin == run.end && n != d->own_quotation;
	bool same = token_at(d, run.end)->sentence == token_at(d, run.end - 1)->sentence;
	if (begins && same && d->quotations.list.at[n].closed)
		run.end = d->quotations.list.at[n].tokens.end;
	return run;
}

/* What is said within a quotation does not reach beyond it, nor begin with the comma before it. */
static struct tokens within_own(const struct drafts *d, struct tokens run)
{
	const struct quotation *q =
	        d->own_quotation == NONE ? NULL : &d->quotations.list.at[d->own_quotation];
	if (!q || !q->closed || run.begin < q->tokens.begin || run.begin >= q->tokens.end)
		return run;
	run.end = run.end > q->tokens.end - 1 ? q->tokens.end - 1 : run.end;
	while (run.begin < run.end && view_equal(text_of_token(d->a, run.begin), VIEW(",")))
		run.begin++;
	return run;
}

static struct tokens trimmed(const struct drafts *d, struct tokens run)
{
	run = within_own(d, run);
	while (run.begin < run.end && is_loose(d, run.begin))
		run.begin++;
	while (run.begin < run.end && is_loose(d, run.end - 1))
		run.end--;
	if (run.begin == run.end)
		return run;
	return within_own(d, with_marks(d, through_quotation(d, with_whole_quotations(d, run))));
}

/* The next run of flagged tokens from `from`; a gap of nothing but punctuation does not break it. */
static struct tokens next_run(const struct drafts *d, uint32_t from)
{
	uint32_t begin = from, end = d->flagged.end;
	while (begin < end && !d->flags[begin])
		begin++;
	uint32_t at = begin, last = begin;
	for (; at < end; at++) {
		if (d->flags[at])
			last = at + 1;
		else if (token_at(d, at)->upos != UPOS_PUNCT)
			break;
	}
	return (struct tokens){begin, last};
}

bool content_take(struct drafts *d, struct draft *to)
{
	to->runs = d->runs.count;
	to->run_count = 0;
	uint32_t end = 0;
	for (struct tokens run = next_run(d, d->flagged.begin); run.begin < run.end;
	     run = next_run(d, run.end)) {
		struct tokens kept = trimmed(d, run);
		kept.begin = kept.begin < end ? end : kept.begin;
		if (kept.begin < kept.end) {
			end = kept.end;
			*vector_push(d->a->arena, &d->runs) = kept;
			to->run_count++;
		}
	}
	if (d->flagged.begin < d->flagged.end)
		memset(d->flags + d->flagged.begin, 0, d->flagged.end - d->flagged.begin);
	d->flagged = (struct tokens){0, 0};
	return to->run_count > 0;
}

/* Runs lie side by side, so those of a draft that is not the last move to the end first. */
void content_append(struct drafts *d, struct draft *to, struct tokens run)
{
	if (to->run_count >= MOST_RUNS || run.begin >= run.end)
		return;
	if (to->runs + to->run_count != d->runs.count) {
		uint32_t begin = d->runs.count;
		for (uint32_t i = 0; i < to->run_count; i++) {
			struct tokens moved = d->runs.at[to->runs + i];
			*vector_push(d->a->arena, &d->runs) = moved;
		}
		to->runs = begin;
	}
	*vector_push(d->a->arena, &d->runs) = run;
	to->run_count++;
}

void draft_drop_run(struct drafts *d, struct draft *x, uint32_t i)
{
	struct tokens *run = &d->runs.at[x->runs];
	memmove(run + i, run + i + 1, (x->run_count - i - 1) * sizeof *run);
	x->run_count--;
}
