/* Participles that go on with a statement: "She said no talks were planned, adding: …". */
#include "article/clause.h"
#include "said/draft.h"

static bool has_token(const struct drafts *d, const struct draft *x, uint32_t token)
{
	for (uint32_t k = 0; k < x->run_count; k++)
		if (d->runs.at[x->runs + k].begin <= token && token < d->runs.at[x->runs + k].end)
			return true;
	return false;
}

static bool is_loose(const struct drafts *d, const struct draft *x)
{
	return x->cue.kind == 'v' && token_at(d, x->cue.head)->xpos == XPOS_VBG &&
	       child_with(d->a, x->cue.head, RELATION_NSUBJ) == NONE;
}

static bool is_before(const struct drafts *d, const struct draft *y, const struct draft *x)
{
	return y->cue.kind == 'v' && y->source_head != NONE && y->cue.head < x->cue.head &&
	       token_at(d, y->cue.head)->sentence == token_at(d, x->cue.head)->sentence;
}

/* The verb's draft just before in the same sentence, of two the one that says something where the participle
 * does ("told them that he fears it, adding"); NULL: there is none. */
static struct draft *draft_before(const struct drafts *d, const struct draft *x)
{
	enum { MOST_BACK = 4 };
	struct draft *last = NULL;
	for (uint32_t back = 1; back <= MOST_BACK && back <= d->list.count; back++) {
		struct draft *y = &d->list.at[d->list.count - back];
		if (!is_before(d, y, x))
			break;
		if (y->cue.class == CUE_SAY && y->cue.row.table)
			return y;
		if (!last)
			last = y;
	}
	return last;
}

/* "said Lin, Berg's aide, calling it …": its speaker is not found within what was said just before or what
 * tells of the one who said it, but is that one. */
static void take_speaker(const struct drafts *d, const struct draft *y, struct draft *x)
{
	if (x->source_head == NONE || x->source_head == y->source_head || y->source.end > x->cue.head)
		return;
	bool told = y->source.begin <= x->source_head && x->source_head < y->source.end;
	bool said =
	        x->cue.class == CUE_SAY && y->cue.head < x->source_head && has_token(d, y, x->source_head);
	if (!told && !said)
		return;
	x->source = y->source;
	x->source_head = y->source_head;
}

static bool is_colon(const struct drafts *d, uint32_t token)
{
	return view_equal(text_of_token(d->a, token), VIEW(":"));
}

/* "told them: "Stay," adding "We will help."": what stands before the participle is the verb's alone, what
 * stands behind it the participle's. */
static void part_words(struct drafts *d, struct draft *y, struct draft *x)
{
	enum { NEAR = 2 }; /* "adding: "…"" */
	uint32_t behind = NONE;
	for (uint32_t k = x->run_count; k-- > 0;) {
		struct tokens run = d->runs.at[x->runs + k];
		bool colon = run.begin > x->cue.head && is_colon(d, run.begin - 1);
		if (colon || (run.begin > x->cue.head && run.begin <= x->cue.words.end + NEAR))
			behind = run.begin;
		else if (x->run_count > 1 &&
		         (has_token(d, y, run.begin) || (behind != NONE && run.end <= x->cue.head)))
			draft_drop_run(d, x, k);
	}
	for (uint32_t k = y->run_count; behind != NONE && k-- > 0;)
		if (y->run_count > 1 && d->runs.at[y->runs + k].begin == behind)
			draft_drop_run(d, y, k);
}

/* "quoted Lin as saying": whom the verb above has as its object. NONE: nobody. */
static uint32_t quoted_as(const struct drafts *d, const struct draft *x)
{
	uint32_t word = mark_of(d->a, x->cue.head), above = token_at(d, x->cue.head)->head;
	if (word == NONE || above == NONE || above > x->cue.head ||
	    !view_equal(text_of_token(d->a, word), VIEW("as")))
		return NONE;
	return child_with(d->a, above, RELATION_OBJ);
}

/* "quoted Lin as saying that …": what is quoted goes on to the end of what is said. */
static void take_rest(struct drafts *d, const struct draft *x)
{
	uint32_t above = token_at(d, x->cue.head)->head;
	vector_each (i, &d->list) {
		struct draft *y = &d->list.at[i];
		struct tokens *last = &d->runs.at[y->runs + y->run_count - 1];
		uint32_t end = x->run_count ? d->runs.at[x->runs + x->run_count - 1].end : 0;
		if (y->cue.head == above && last->end > above && last->end <= x->cue.words.end + 1 &&
		    last->end < end)
			last->end = end;
	}
}

bool participle_is_quoted(const struct drafts *d, const struct draft *x)
{
	return x->cue.class == CUE_SAY && is_loose(d, x) && quoted_as(d, x) != NONE;
}

void participle_find_speaker(struct drafts *d, struct draft *x)
{
	enum { MOST_CLIMB = 6 };
	uint32_t above = x->cue.head;
	for (int step = 0; step < MOST_CLIMB && is_loose(d, x); step++) {
		above = token_at(d, above)->head;
		if (above == NONE)
			return;
		struct draft y = {.cue = cue_at(d->a, &d->table, above), .source_head = NONE};
		if (above > x->cue.head || y.cue.kind != 'v' || y.cue.class != CUE_SAY)
			continue;
		source_find(d, &y);
		if (y.source_head == NONE || y.source_head > above)
			continue;
		x->source = y.source;
		x->source_head = y.source_head;
		return;
	}
}

void participle_follow(struct drafts *d, struct draft *x)
{
	uint32_t quoted = is_loose(d, x) ? quoted_as(d, x) : NONE;
	if (quoted != NONE) {
		x->source_head = quoted;
		x->source = source_phrase(d->a, quoted);
		take_rest(d, x);
		return;
	}
	struct draft *y = is_loose(d, x) ? draft_before(d, x) : NULL;
	if (!y)
		return;
	take_speaker(d, y, x);
	if (x->cue.class == CUE_SAY)
		part_words(d, y, x);
}
